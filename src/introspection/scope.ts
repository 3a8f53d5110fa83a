// What belongs to the catalogue: everything but the system's, Lockgate's own and what extensions brought with them.

/** The tables that each query begins with: `schemas (oid, schema)`, `members (classid, objid)` and `relations`, which is pg_class with `schema` and `name`. */
export const scope = `
with schemas as (
  select oid, nspname::text as schema from pg_namespace
  where nspname !~ '^pg_' and nspname <> 'information_schema' and nspname <> 'lockgate' and nspname !~ '^lockgate_(ext|sealed)_'
), members as (
  select classid, objid from pg_depend where deptype = 'e'
), relations as (
  select c.*, s.schema, c.relname::text as name from pg_class c join schemas s on s.oid = c.relnamespace
  where not exists (select from members m where m.classid = 'pg_class'::regclass and m.objid = c.oid)
)`;

/** Of tables and views: what has columns of its own. */
export const withColumns = `relkind in ('r', 'p', 'f', 'v', 'm')`;

/** Schema and name of a relation as an array of two, for `fullNameOf`. */
export function nameOfRelation(oid: string): string {
  return `(select array[space.nspname::text, rel.relname::text] from pg_class rel join pg_namespace space on space.oid = rel.relnamespace where rel.oid = ${oid})`;
}

/** Names of a relation's columns, in the order of an array of their numbers; those that are no columns are left out. */
export function columnNames(relation: string, numbers: string): string {
  return `array(select att.attname::text from unnest(${numbers}) with ordinality as listed (number, place)
    join pg_attribute att on att.attrelid = ${relation} and att.attnum = listed.number where listed.number > 0 order by listed.place)`;
}
