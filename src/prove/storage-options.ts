// The options of tables and columns that a statement can set, as SQL. The catalogs keep others beside them: 15.20 writes a `pg_attver` into
// pg_attribute.attoptions, which changes whenever the column is made. Those are the server's own, and no part of a schema.
//
// The names are listed rather than the server's own left out, since nobody knows what the next minor release keeps there, and since 15.20
// accepts SET (pg_attver = …) without storing it: asking the server what can be set doesn't help. Sources: CREATE TABLE, "Storage
// Parameters"; CREATE VIEW; ALTER TABLE … ALTER COLUMN … SET (manual of 18).

const relationOptions =
  'fillfactor|toast_tuple_target|parallel_workers|user_catalog_table|security_barrier|security_invoker|check_option|log_auto(vacuum|analyze)_[a-z_]+|(auto)?vacuum_[a-z_]+';
const columnOptions = 'n_distinct|n_distinct_inherited';

function chosen(options: string, names: string): string {
  return `(select string_agg(o, ',' order by o) from unnest(${options}) o where o ~ '^(${names})=')`;
}

/** Of a table, view or materialized view; `options` is pg_class.reloptions. */
export function optionsOfRelation(options: string): string {
  return chosen(options, relationOptions);
}

export function optionsOfColumn(options: string): string {
  return chosen(options, columnOptions);
}

/**
 * Any access method has options of its own, so those of an index can't be listed. Names that begin with `pg_`, which PostgreSQL keeps for itself, are
 * taken out of the definition, but only where the index has one: the text may hold such a word in a condition.
 */
export function withoutServerOptions(definition: string, index: string): string {
  // In an SQL literal, so with doubled quotes.
  const option = "pg_[a-z_]+=(?:''[^'']*''|[a-z0-9_]+)";
  const only = `regexp_replace(${definition}, '( WITH)? \\(${option}(, ${option})*\\)', '', 'g')`;
  const last = `regexp_replace(${only}, ', ${option}', '', 'g')`;
  const first = `regexp_replace(${last}, '\\(${option}, ', '(', 'g')`;
  const has = `exists (select from pg_class ix, unnest(ix.reloptions) o where ix.oid = ${index} and o like 'pg\\_%'
    union all select from pg_attribute ia, unnest(ia.attoptions) o where ia.attrelid = ${index} and o like 'pg\\_%')`;
  return `case when ${has} then ${first} else ${definition} end`;
}
