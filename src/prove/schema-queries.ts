// The catalog queries behind the fingerprint. No oids, files, statistics or column numbers: those differ between equal schemas.
// `relations` etc. leave out system schemas, Lockgate's own, and objects that belong to an extension.

/** The first words of the keys that say where a column stands. */
export const columnPosition = 'position of column';

const prelude = `
with schemas as (
  select oid, nspname from pg_namespace
  where nspname not in ('pg_catalog', 'information_schema', 'lockgate') and nspname !~ '^pg_(toast|temp)'
), members as (
  select classid, objid from pg_depend where deptype = 'e'
), relations as (
  select c.*, s.nspname, s.nspname || '.' || c.relname as qualified
  from pg_class c join schemas s on s.oid = c.relnamespace
  where not exists (select from members m where m.classid = 'pg_class'::regclass and m.objid = c.oid)
)`;

const relations = `
select case relkind when 'v' then 'view' when 'm' then 'materialized view' when 'S' then 'sequence' when 'f' then 'foreign table' else 'table' end
       || ' ' || qualified as key,
       concat_ws(' ', relkind, relpersistence, 'owner ' || pg_get_userbyid(relowner), relacl::text, reloptions::text, 'replica identity ' || relreplident::text,
         case when relrowsecurity then 'row security' end, case when relforcerowsecurity then 'force row security' end,
         (select amname from pg_am where oid = relam), case when relkind = 'p' then pg_get_partkeydef(c.oid) end,
         pg_get_expr(relpartbound, c.oid), case when relkind in ('v', 'm') then pg_get_viewdef(c.oid) end,
         (select string_agg(inhparent::regclass::text, ',' order by inhseqno) from pg_inherits where inhrelid = c.oid)) as definition
from relations c where relkind in ('r', 'p', 'v', 'm', 'f', 'S')`;

const columns = `
select 'column ' || qualified || '.' || attname,
       concat_ws(' ', format_type(atttypid, atttypmod), case when attnotnull then 'not null' end,
         nullif(attidentity::text, ''), nullif(attgenerated::text, ''), 'storage ' || attstorage::text,
         case when attcollation <> 0 and attcollation <> (select typcollation from pg_type where oid = atttypid) then 'collate ' || attcollation::regcollation::text end,
         'default ' || pg_get_expr(adbin, adrelid), attacl::text, attoptions::text)
from relations c join pg_attribute a on a.attrelid = c.oid and attnum > 0 and not attisdropped
left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
where relkind in ('r', 'p', 'v', 'm', 'f')`;

// Among live columns only: SELECT * and INSERT without columns see it. Kept apart, because it is the smallest difference.
const positions = `
select '${columnPosition} ' || qualified || '.' || attname, row_number() over (partition by c.oid order by attnum)::text
from relations c join pg_attribute a on a.attrelid = c.oid and attnum > 0 and not attisdropped
where relkind in ('r', 'p', 'v', 'm', 'f')`;

// From 18 on NOT NULL is a constraint too; the columns say it already, unless it is not validated.
const constraints = `
select 'constraint ' || coalesce(conrelid::regclass::text, contypid::regtype::text) || '.' || conname,
       pg_get_constraintdef(k.oid) || case when convalidated then '' else ' (not validated)' end
from pg_constraint k join schemas s on s.oid = k.connamespace
where (contype <> 'n' or not convalidated) and contype <> 't'
  and not exists (select from members m where m.classid = 'pg_class'::regclass and m.objid = conrelid)`;

const indexes = `
select 'index ' || s.nspname || '.' || i.relname,
       pg_get_indexdef(x.indexrelid) || case when indisvalid then '' else ' (invalid)' end || case when indisclustered then ' (clustered)' end
       || case when indisreplident then ' (replica identity)' end
from pg_index x join pg_class i on i.oid = x.indexrelid join schemas s on s.oid = i.relnamespace
where not exists (select from members m where m.classid = 'pg_class'::regclass and m.objid in (x.indexrelid, x.indrelid))`;

const code = `
select 'function ' || p.oid::regprocedure::text,
       concat_ws(' ', case when prokind in ('f', 'p') then pg_get_functiondef(p.oid) else prokind::text end, 'owner ' || pg_get_userbyid(proowner), proacl::text)
from pg_proc p join schemas s on s.oid = p.pronamespace
where not exists (select from members m where m.classid = 'pg_proc'::regclass and m.objid = p.oid)
union all
select 'trigger ' || tgrelid::regclass::text || '.' || tgname, pg_get_triggerdef(t.oid) || ' ' || tgenabled::text
from pg_trigger t join relations c on c.oid = tgrelid where not tgisinternal
union all
select 'rule ' || ev_class::regclass::text || '.' || rulename, pg_get_ruledef(r.oid) || ' ' || ev_enabled::text
from pg_rewrite r join relations c on c.oid = ev_class where rulename <> '_RETURN'
union all
select 'policy ' || polrelid::regclass::text || '.' || polname,
       concat_ws(' ', polcmd, polpermissive, (select string_agg(case when r = 0 then 'public' else pg_get_userbyid(r) end, ',' order by 1) from unnest(polroles) r),
         pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid))
from pg_policy p join relations c on c.oid = polrelid
union all
select 'event trigger ' || evtname, concat_ws(' ', evtevent, evtenabled, evtfoid::regproc, evttags::text) from pg_event_trigger`;

const types = `
select case typtype when 'd' then 'domain' else 'type' end || ' ' || t.oid::regtype::text,
       concat_ws(' ', typtype, 'owner ' || pg_get_userbyid(typowner), typacl::text, case typtype when 'd' then format_type(typbasetype, typtypmod) end,
         case when typnotnull then 'not null' end, typdefault,
         (select string_agg(quote_literal(enumlabel), ',' order by enumsortorder) from pg_enum where enumtypid = t.oid),
         (select string_agg(attname || ' ' || format_type(atttypid, atttypmod), ',' order by attnum) from pg_attribute where attrelid = t.typrelid and attnum > 0 and not attisdropped))
from pg_type t join schemas s on s.oid = t.typnamespace
where (typtype in ('d', 'e', 'r') or (typtype = 'c' and (select relkind from pg_class where oid = typrelid) = 'c'))
  and not exists (select from members m where m.classid = 'pg_type'::regclass and m.objid = t.oid)`;

const others = `
select 'sequence settings ' || qualified, concat_ws(' ', seqtypid::regtype, seqstart, seqincrement, seqmin, seqmax, seqcache, seqcycle,
         (select refobjid::regclass::text || '.' || refobjsubid from pg_depend d where d.objid = c.oid and d.classid = 'pg_class'::regclass and deptype = 'a' and refobjsubid = 0))
from pg_sequence q join relations c on c.oid = seqrelid
union all
select 'schema ' || nspname, concat_ws(' ', 'owner ' || pg_get_userbyid(nspowner), nspacl::text) from pg_namespace join schemas s using (oid, nspname)
union all
select 'extension ' || extname, extversion || ' in ' || extnamespace::regnamespace::text from pg_extension
union all
select 'statistics ' || s.nspname || '.' || stxname, pg_get_statisticsobjdef(x.oid) from pg_statistic_ext x join schemas s on s.oid = stxnamespace
union all
select 'publication ' || pubname, concat_ws(' ', puballtables, pubinsert, pubupdate, pubdelete, pubtruncate,
         (select string_agg(prrelid::regclass::text, ',' order by prrelid::regclass::text) from pg_publication_rel where prpubid = p.oid))
from pg_publication p
union all
select 'default privileges ' || pg_get_userbyid(defaclrole) || ' ' || defaclobjtype::text || ' ' || coalesce(defaclnamespace::regnamespace::text, ''), defaclacl::text
from pg_default_acl
union all
select 'comment ' || i.identity, description
from pg_description d, pg_identify_object(classoid, objoid, objsubid) i
where i.schema is distinct from 'pg_catalog' and i.schema is distinct from 'information_schema' and i.type not in ('extension', 'language', 'access method', 'cast')
  and not exists (select from members m where m.classid = classoid and m.objid = objoid) and objoid >= 16384`;

/** One statement; columns `key` and `definition`. */
export const fingerprintQueries = [
  prelude + relations,
  columns,
  positions,
  constraints,
  indexes,
  code,
  types,
  others,
].join('\nunion all\n');
