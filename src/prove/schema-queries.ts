// The catalog queries behind the fingerprint. No oids, files, statistics or column numbers: those differ between equal schemas.
// `relations` etc. leave out system schemas, Lockgate's own, the history table, and objects that belong to an extension.

import { optionsOfColumn, optionsOfRelation, withoutServerOptions } from './storage-options.ts';

/** The first words of the keys that say where a column stands. */
export const columnPosition = 'position of column';
/** The first words of the keys that list an enum type's values. */
export const valuesOfEnum = 'values of type';

const prelude = `
with schemas as (
  select oid, quote_ident(nspname) as nspname from pg_namespace
  where nspname not in ('pg_catalog', 'information_schema', 'lockgate') and nspname !~ '^(pg_(toast|temp)|lockgate_(ext|sealed)_)'
), members as (
  select classid, objid from pg_depend where deptype = 'e'
), relations as (
  select c.*, s.nspname, s.nspname || '.' || quote_ident(c.relname) as qualified
  from pg_class c join schemas s on s.oid = c.relnamespace
  where not exists (select from members m where m.classid = 'pg_class'::regclass and m.objid = c.oid)
    and c.oid is distinct from to_regclass($1)
)`;

/** Privileges in a fixed order, with those that an untouched object has: GRANT and REVOKE leave them spelt out. */
function privileges(acl: string, kind: string, owner: string): string {
  return `(select string_agg(item::text, ',' order by item::text) from unnest(coalesce(${acl}, acldefault('${kind}', ${owner}))) item)`;
}

const relations = `
select case relkind when 'v' then 'view' when 'm' then 'materialized view' when 'S' then 'sequence' when 'f' then 'foreign table' else 'table' end
       || ' ' || qualified as key,
       concat_ws(' ', relkind, relpersistence, 'owner ' || pg_get_userbyid(relowner),
         case relkind when 'S' then ${privileges('relacl', 's', 'relowner')} else ${privileges('relacl', 'r', 'relowner')} end,
         ${optionsOfRelation('reloptions')}, 'toast ' || (select ${optionsOfRelation('t.reloptions')} from pg_class t where t.oid = c.reltoastrelid), 'replica identity ' || relreplident::text,
         case when relrowsecurity then 'row security' end, case when relforcerowsecurity then 'force row security' end,
         (select amname from pg_am where oid = relam), case when relkind = 'p' then pg_get_partkeydef(c.oid) end,
         pg_get_expr(relpartbound, c.oid), case when relkind in ('v', 'm') then pg_get_viewdef(c.oid) end,
         (select string_agg(inhparent::regclass::text, ',' order by inhseqno) from pg_inherits where inhrelid = c.oid)) as definition
from relations c where relkind in ('r', 'p', 'v', 'm', 'f', 'S')`;

const columns = `
select 'column ' || qualified || '.' || quote_ident(attname),
       concat_ws(' ', format_type(atttypid, atttypmod), case when attnotnull then 'not null' end,
         nullif(attidentity::text, ''), nullif(attgenerated::text, ''), 'storage ' || nullif(attstorage, (select typstorage from pg_type where oid = atttypid))::text, nullif(attcompression::text, ''),
         case when attcollation <> 0 and attcollation <> (select typcollation from pg_type where oid = atttypid) then 'collate ' || attcollation::regcollation::text end,
         'statistics ' || nullif(attstattarget, -1),
         (select string_agg(item::text, ',' order by item::text) from unnest(attacl) item), ${optionsOfColumn('attoptions')})
from relations c join pg_attribute a on a.attrelid = c.oid and attnum > 0 and not attisdropped
where relkind in ('r', 'p', 'v', 'm', 'f')`;

// Among live columns only: SELECT * and INSERT without columns see it. Kept apart, because it is the smallest difference.
const positions = `
select '${columnPosition} ' || qualified || '.' || quote_ident(attname), row_number() over (partition by c.oid order by attnum)::text
from relations c join pg_attribute a on a.attrelid = c.oid and attnum > 0 and not attisdropped
where relkind in ('r', 'p', 'v', 'm', 'f')`;

// From 18 on NOT NULL is a constraint too; the columns say it already, unless it is not validated.
const constraints = `
select 'constraint ' || coalesce(nullif(conrelid, 0)::regclass::text, contypid::regtype::text) || '.' || quote_ident(conname),
       ${withoutServerOptions('pg_get_constraintdef(k.oid)', 'k.conindid')} || case when convalidated then '' else ' (not validated)' end
from pg_constraint k join schemas s on s.oid = k.connamespace
where (contype <> 'n' or not convalidated) and contype <> 't' and (conrelid = 0 or conrelid in (select oid from relations))`;

const indexes = `
select 'index ' || i.qualified,
       concat_ws(' ', ${withoutServerOptions('pg_get_indexdef(x.indexrelid)', 'x.indexrelid')}, case when not indisvalid then '(invalid)' end, case when indisclustered then '(clustered)' end,
         case when indisreplident then '(replica identity)' end)
from pg_index x join relations i on i.oid = x.indexrelid
where x.indrelid in (select oid from relations)`;

const code = `
select 'function ' || p.oid::regprocedure::text,
       concat_ws(' ', case when prokind in ('f', 'p') then pg_get_functiondef(p.oid) else prokind::text end,
         (select concat_ws(' ', aggkind, aggtransfn, aggfinalfn, aggcombinefn, aggtranstype::regtype, agginitval, aggsortop) from pg_aggregate where aggfnoid = p.oid),
         'owner ' || pg_get_userbyid(proowner), ${privileges('proacl', 'f', 'proowner')})
from pg_proc p join schemas s on s.oid = p.pronamespace
where not exists (select from members m where m.classid = 'pg_proc'::regclass and m.objid = p.oid)
union all
select 'trigger ' || c.qualified || '.' || quote_ident(tgname), pg_get_triggerdef(t.oid) || ' ' || tgenabled::text
from pg_trigger t join relations c on c.oid = tgrelid where not tgisinternal
union all
select 'rule ' || c.qualified || '.' || quote_ident(rulename), pg_get_ruledef(r.oid) || ' ' || ev_enabled::text
from pg_rewrite r join relations c on c.oid = ev_class where rulename <> '_RETURN'
union all
select 'policy ' || c.qualified || '.' || quote_ident(polname),
       concat_ws(' ', polcmd, polpermissive, (select string_agg(name, ',' order by name) from (select case when r = 0 then 'public' else pg_get_userbyid(r)::text end as name from unnest(polroles) r) roles),
         pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid))
from pg_policy p join relations c on c.oid = polrelid
union all
select 'event trigger ' || quote_ident(evtname), concat_ws(' ', evtevent, evtenabled, evtfoid::regproc, evttags::text) from pg_event_trigger`;

const types = `
select case typtype when 'd' then 'domain' else 'type' end || ' ' || t.oid::regtype::text,
       concat_ws(' ', typtype, 'owner ' || pg_get_userbyid(typowner), ${privileges('typacl', 'T', 'typowner')}, case typtype when 'd' then format_type(typbasetype, typtypmod) end,
         case when typnotnull then 'not null' end,
         (select concat_ws(' ', rngsubtype::regtype, nullif(rngcollation, 0)::regcollation, nullif(rngsubdiff, 0)) from pg_range where rngtypid = t.oid),
         (select string_agg(quote_ident(attname) || ' ' || format_type(atttypid, atttypmod), ',' order by attnum) from pg_attribute where attrelid = t.typrelid and attnum > 0 and not attisdropped))
from pg_type t join schemas s on s.oid = t.typnamespace
where (typtype in ('d', 'e', 'r') or (typtype = 'c' and (select relkind from pg_class where oid = typrelid) = 'c'))
  and not exists (select from members m where m.classid = 'pg_type'::regclass and m.objid = t.oid)`;

// Apart from the type, because values can be added and never be dropped; as JSON, to be read by `enumValuesAdded`.
const enumValues = `
select '${valuesOfEnum} ' || t.oid::regtype::text, (select jsonb_agg(enumlabel order by enumsortorder)::text from pg_enum where enumtypid = t.oid)
from pg_type t join schemas s on s.oid = t.typnamespace
where typtype = 'e' and not exists (select from members m where m.classid = 'pg_type'::regclass and m.objid = t.oid)`;

const others = `
select 'sequence settings ' || qualified, concat_ws(' ', seqtypid::regtype, seqstart, seqincrement, seqmin, seqmax, seqcache, seqcycle,
         (select 'owned by ' || refobjid::regclass::text || '.' || quote_ident(attname)
          from pg_depend d join pg_attribute a on a.attrelid = refobjid and a.attnum = refobjsubid
          where d.classid = 'pg_class'::regclass and d.objid = c.oid and refclassid = 'pg_class'::regclass and deptype in ('a', 'i')))
from pg_sequence q join relations c on c.oid = seqrelid
union all
select 'schema ' || nspname, concat_ws(' ', 'owner ' || pg_get_userbyid(nspowner), ${privileges('nspacl', 'n', 'nspowner')})
from (select n.oid, s.nspname, nspowner, nspacl from pg_namespace n join schemas s on s.oid = n.oid) n
union all
select 'extension ' || quote_ident(extname), extversion || ' in ' || extnamespace::regnamespace::text from pg_extension where extnamespace::regnamespace::text !~ '^lockgate_ext_'
union all
select 'statistics ' || s.nspname || '.' || quote_ident(stxname), pg_get_statisticsobjdef(x.oid) from pg_statistic_ext x join schemas s on s.oid = stxnamespace
union all
select 'publication ' || quote_ident(pubname), concat_ws(' ', puballtables, pubinsert, pubupdate, pubdelete, pubtruncate,
         (select string_agg(prrelid::regclass::text, ',' order by prrelid::regclass::text) from pg_publication_rel where prpubid = p.oid))
from pg_publication p
union all
select 'collation ' || s.nspname || '.' || quote_ident(collname), concat_ws(' ', collprovider, collisdeterministic, collcollate, collctype)
from pg_collation c join schemas s on s.oid = collnamespace
union all
select 'operator ' || o.oid::regoperator::text, concat_ws(' ', oprcode, oprcom, oprnegate, oprrest, oprjoin, oprcanmerge, oprcanhash)
from pg_operator o join schemas s on s.oid = oprnamespace
where not exists (select from members m where m.classid = 'pg_operator'::regclass and m.objid = o.oid)
union all
select 'cast ' || castsource::regtype::text || ' as ' || casttarget::regtype::text, concat_ws(' ', nullif(castfunc, 0)::regprocedure, castcontext, castmethod)
from pg_cast c where c.oid >= 16384 and not exists (select from members m where m.classid = 'pg_cast'::regclass and m.objid = c.oid)
union all
select 'default privileges ' || pg_get_userbyid(defaclrole) || ' ' || defaclobjtype::text || ' ' || coalesce(nullif(defaclnamespace, 0)::regnamespace::text, ''),
       (select string_agg(item::text, ',' order by item::text) from unnest(defaclacl) item)
from pg_default_acl
union all
select 'comment on ' || i.type || ' ' || i.identity, description
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
  enumValues,
  others,
].join('\nunion all\n');

/** Defaults of columns and domains, which are compared by what they mean; columns `key`, `expression`, `type` and `generated`. */
export const defaultsQuery = `${prelude}
select 'column ' || qualified || '.' || quote_ident(attname) as key, pg_get_expr(adbin, adrelid) as expression,
       format_type(atttypid, atttypmod) as type, attgenerated <> '' as generated
from relations c join pg_attribute a on a.attrelid = c.oid and attnum > 0 and not attisdropped
join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
union all
select 'domain ' || t.oid::regtype::text, typdefault, format_type(typbasetype, typtypmod), false
from pg_type t join schemas s on s.oid = t.typnamespace
where typtype = 'd' and typdefault is not null and not exists (select from members m where m.classid = 'pg_type'::regclass and m.objid = t.oid)`;
