// What is read of PostgreSQL's catalogs, one query for each kind of object. None of them opens a relation of the user, so none waits for a lock.
// To be run with an empty search_path: names then mean those of pg_catalog, and types and collations come with their schema. Servers from 13 on.

/** Schemas of the user, and what of them belongs to no extension. */
const scope = `with schemas as (
  select oid, nspname from pg_namespace
  where nspname not in ('pg_catalog', 'information_schema', 'lockgate') and nspname !~ '^(pg_(toast|temp)|lockgate_(ext|sealed)_)'
), members as (
  select classid, objid from pg_depend where deptype = 'e'
), relations as (
  select c.*, s.nspname from pg_class c join schemas s on s.oid = c.relnamespace
  where not exists (select from members m where m.classid = 'pg_class'::regclass and m.objid = c.oid)
)`;

const granted = `(select jsonb_agg(jsonb_build_object('privileges', privileges, 'grantees', jsonb_build_array(grantee)) order by grantee) from (
  select case when grantee = 0 then 'public' else pg_get_userbyid(grantee)::text end as grantee, jsonb_agg(lower(privilege_type) order by privilege_type) as privileges
  from aclexplode(relacl) where grantee <> relowner group by 1) each)`;

const schemas = `${scope} select nspname as name from schemas order by oid`;

const relations = `${scope}
select c.oid::text, nspname as schema, relname as name, relkind::text as kind, relpersistence::text as persistence,
  relrowsecurity as row_security, relforcerowsecurity as forced_row_security, relreplident::text as replica_identity, relispopulated as populated,
  (select amname from pg_am where oid = relam) as access_method, (select spcname from pg_tablespace where oid = reltablespace) as tablespace,
  reloptions as parameters, reloftype::regtype::text as of_type, pg_get_expr(relpartbound, c.oid) as bound,
  (select jsonb_build_object('key', (select jsonb_agg(attname order by n) from unnest(partattrs) with ordinality k (attnum, n) left join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum and a.attnum > 0))
   from pg_partitioned_table where partrelid = c.oid) as partitioning,
  (select jsonb_agg(jsonb_build_array(n.nspname, p.relname) order by inhseqno) from pg_inherits join pg_class p on p.oid = inhparent join pg_namespace n on n.oid = p.relnamespace where inhrelid = c.oid) as parents,
  (select i.relname from pg_index x join pg_class i on i.oid = x.indexrelid where indrelid = c.oid and indisclustered) as clustered_on,
  (select jsonb_agg(distinct jsonb_build_array(n.nspname, r.relname, a.attname))
   from pg_rewrite w join pg_depend d on d.classid = 'pg_rewrite'::regclass and d.objid = w.oid and d.refclassid = 'pg_class'::regclass and d.refobjid <> c.oid
   join pg_class r on r.oid = d.refobjid join pg_namespace n on n.oid = r.relnamespace left join pg_attribute a on a.attrelid = r.oid and a.attnum = d.refobjsubid and d.refobjsubid > 0
   where w.ev_class = c.oid and w.rulename = '_RETURN') as reads,
  ${granted} as grants
from relations c where relkind in ('r', 'p', 'f', 'v', 'm') order by c.oid`;

const columns = `${scope}
select attrelid::text as oid, attname as name, format_type(atttypid, atttypmod) as type, attnotnull as not_null, attidentity <> '' as identity, attgenerated::text as generated,
  case when attgenerated = '' then pg_get_expr(adbin, adrelid) end as default,
  case when attcollation <> 0 and attcollation <> (select typcollation from pg_type where oid = atttypid) then (select jsonb_build_array(n.nspname, collname) from pg_collation l join pg_namespace n on n.oid = collnamespace where l.oid = attcollation) end as collation
from relations c join pg_attribute a on a.attrelid = c.oid and attnum > 0 and not attisdropped left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
where relkind in ('r', 'p', 'f', 'v', 'm') order by attrelid, attnum`;

// The row of a foreign key to a partitioned table is repeated for each of its partitions.
const constraints = `${scope}
select coalesce(nullif(conrelid, 0), contypid)::text as oid, conname as name, contype::text as type, convalidated as validated, coalesce((to_jsonb(k) ->> 'conenforced')::boolean, true) as enforced,
  coalesce((select (to_jsonb(x) ->> 'indnullsnotdistinct')::boolean from pg_index x where x.indexrelid = conindid and contype = 'u'), false) as nulls_not_distinct,
  coalesce((to_jsonb(k) ->> 'conperiod')::boolean, false) as period, condeferrable as deferrable, condeferred as deferred, connoinherit as no_inherit, confdeltype::text as on_delete,
  (select jsonb_agg(attname order by n) from unnest(conkey) with ordinality c (attnum, n) join pg_attribute a on a.attrelid = conrelid and a.attnum = c.attnum) as columns,
  (select jsonb_build_array(n.nspname, r.relname) from pg_class r join pg_namespace n on n.oid = r.relnamespace where r.oid = confrelid) as target,
  (select jsonb_agg(attname order by n) from unnest(confkey) with ordinality c (attnum, n) join pg_attribute a on a.attrelid = confrelid and a.attnum = c.attnum) as target_columns,
  pg_get_expr(conbin, conrelid) as expression,
  (select jsonb_agg(case when n.nspname = 'pg_catalog' then oprname::text else 'OPERATOR(' || n.nspname || '.' || oprname || ')' end order by i) from unnest(conexclop) with ordinality e (op, i) join pg_operator o on o.oid = op join pg_namespace n on n.oid = oprnamespace) as operators,
  (select jsonb_agg(case when key.attnum = 0 then jsonb_build_object('expression', pg_get_indexdef(indexrelid, key.n::int, true)) else jsonb_build_object('column', a.attname) end order by key.n)
   from pg_index x, unnest(indkey::int2[]) with ordinality key (attnum, n) left join pg_attribute a on a.attrelid = conrelid and a.attnum = key.attnum where x.indexrelid = conindid and key.n <= x.indnkeyatts and contype = 'x') as elements,
  case contype when 'x' then (select pg_get_expr(indpred, indrelid) from pg_index where indexrelid = conindid) end as predicate,
  case contype when 'x' then (select amname from pg_class i join pg_am m on m.oid = i.relam where i.oid = conindid) end as method
from pg_constraint k join schemas s on s.oid = k.connamespace
where contype in ('c', 'f', 'p', 'u', 'x', 'n') and (conrelid = 0 or conrelid in (select oid from relations))
  and not exists (select from pg_constraint p where p.oid = k.conparentid and p.conrelid = k.conrelid)
order by k.oid`;

const indexes = `${scope}
select indrelid::text as oid, i.relname as name, amname as method, indisunique as unique, indisvalid as valid, pg_get_expr(indpred, indrelid) as predicate,
  coalesce((to_jsonb(x) ->> 'indnullsnotdistinct')::boolean, false) as nulls_not_distinct, (select spcname from pg_tablespace where oid = i.reltablespace) as tablespace,
  exists (select from pg_constraint k where k.conindid = x.indexrelid and k.conrelid = x.indrelid and contype in ('p', 'u', 'x')) as of_constraint,
  (select jsonb_build_array(n.nspname, p.relname) from pg_inherits join pg_class p on p.oid = inhparent join pg_namespace n on n.oid = p.relnamespace where inhrelid = indexrelid) as parent,
  (select jsonb_agg(jsonb_build_object('column', a.attname, 'expression', case when key.attnum = 0 then pg_get_indexdef(indexrelid, key.n::int, true) end,
     'operatorClass', case when not opcdefault then opcname end, 'collation', case when indcollation[key.n - 1] not in (0, coalesce(a.attcollation, 100)) then (select collname from pg_collation l where l.oid = indcollation[key.n - 1]) end,
     'option', indoption[key.n - 1]) order by key.n)
   from unnest(indkey::int2[]) with ordinality key (attnum, n) left join pg_attribute a on a.attrelid = indrelid and a.attnum = key.attnum and key.attnum > 0 join pg_opclass o on o.oid = indclass[key.n - 1]
   where key.n <= indnkeyatts) as keys,
  (select jsonb_agg(a.attname order by key.n) from unnest(indkey::int2[]) with ordinality key (attnum, n) join pg_attribute a on a.attrelid = indrelid and a.attnum = key.attnum where key.n > indnkeyatts) as include
from pg_index x join relations i on i.oid = x.indexrelid join pg_am on pg_am.oid = i.relam where indrelid in (select oid from relations) order by indexrelid`;

const triggers = `${scope}
select tgrelid::text as oid, tgname as name, tgtype::int as type, tgenabled <> 'D' as enabled, jsonb_build_array(n.nspname, proname) as function,
  substring(pg_get_triggerdef(t.oid) from ' WHEN \\((.*)\\) EXECUTE (?:FUNCTION|PROCEDURE) ') as condition
from pg_trigger t join relations c on c.oid = tgrelid join pg_proc p on p.oid = tgfoid join pg_namespace n on n.oid = pronamespace
where not tgisinternal or (tgparentid <> 0 and tgconstraint = 0) order by t.oid`;

const policies = `${scope}
select polrelid::text as oid, polname as name, polcmd::text as command, polpermissive as permissive, pg_get_expr(polqual, polrelid) as using, pg_get_expr(polwithcheck, polrelid) as with_check,
  (select jsonb_agg(pg_get_userbyid(r) order by 1) from unnest(polroles) r where r <> 0) as roles
from pg_policy p join relations c on c.oid = polrelid order by p.oid`;

const rules = `${scope}
select ev_class::text as oid, rulename as name from pg_rewrite r join relations c on c.oid = ev_class where rulename <> '_RETURN' order by r.oid`;

const sequences = `${scope}
select nspname as schema, relname as name, relpersistence::text as persistence, format_type(seqtypid, null) as type, ${granted} as grants,
  (select jsonb_build_array(n.nspname, r.relname, attname) from pg_depend d join pg_class r on r.oid = refobjid join pg_namespace n on n.oid = r.relnamespace join pg_attribute a on a.attrelid = refobjid and a.attnum = refobjsubid
   where d.classid = 'pg_class'::regclass and d.objid = c.oid and refclassid = 'pg_class'::regclass and deptype in ('a', 'i')) as owner
from pg_sequence q join relations c on c.oid = seqrelid order by c.oid`;

const types = `${scope}
select t.oid::text, nspname as schema, typname as name, typtype::text as kind, case typtype when 'd' then format_type(typbasetype, typtypmod) end as base, typnotnull as not_null, typdefault as default,
  (select jsonb_agg(enumlabel order by enumsortorder) from pg_enum where enumtypid = t.oid) as labels
from pg_type t join schemas s on s.oid = t.typnamespace
where (typtype in ('d', 'e', 'r') or (typtype = 'b' and typcategory <> 'A') or (typtype = 'c' and (select relkind from pg_class where oid = typrelid) = 'c'))
  and not exists (select from members m where m.classid = 'pg_type'::regclass and m.objid = t.oid) order by t.oid`;

const routines = `${scope}
select nspname as schema, proname as name, prokind::text as kind, lanname as language, provolatile::text as volatility, prosecdef as security_definer, proisstrict as strict, prorettype = 'trigger'::regtype as returns_trigger, prosrc as body,
  pronargs as inputs, pronargdefaults as defaults, provariadic <> 0 as variadic, proargnames as names, proargmodes::text[] as modes,
  (select jsonb_agg(format_type(type, null) order by n) from unnest(proargtypes::oid[]) with ordinality a (type, n)) as types,
  (select jsonb_agg(split_part(setting, '=', 1)) from unnest(proconfig) setting) as settings
from pg_proc p join schemas s on s.oid = p.pronamespace join pg_language l on l.oid = prolang
where prokind in ('f', 'p') and not exists (select from members m where m.classid = 'pg_proc'::regclass and m.objid = p.oid) order by p.oid`;

const extensions = `select extname as name, extversion as version from pg_extension where extname <> 'plpgsql' and extnamespace::regnamespace::text !~ '^lockgate_ext_' order by oid`;

const publications = `
select pubname as name, puballtables as all_tables, (select jsonb_agg(jsonb_build_array(n.nspname, r.relname) order by r.oid) from pg_publication_rel join pg_class r on r.oid = prrelid join pg_namespace n on n.oid = r.relnamespace where prpubid = p.oid) as tables
from pg_publication p order by oid`;

export const catalogQueries = {
  schemas,
  relations,
  columns,
  constraints,
  indexes,
  triggers,
  policies,
  rules,
  sequences,
  types,
  routines,
  extensions,
  publications,
};
