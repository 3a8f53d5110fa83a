// Extensions that Aurora PostgreSQL does not offer. Source: AWS's tables of extension versions for Aurora PostgreSQL 13 to 17, read 2026.

/**
 * Widely used ones that are in none of those tables. Nothing is said about an extension that is in neither list: AWS adds some in every quarter.
 * - need a superuser, the server's files or its programs: file_fdw, adminpack, pageinspect, pg_surgery, the untrusted languages;
 * - other vendors' engines: timescaledb, citus, columnar, pgroonga, pg_search …;
 * - of other hosts' platforms: supabase_vault, pg_graphql, pg_net ….
 */
export const notOnAurora: ReadonlySet<string> = new Set([
  'adminpack',
  'age',
  'citus',
  'columnar',
  'file_fdw',
  'http',
  'pageinspect',
  'pg_duckdb',
  'pg_graphql',
  'pg_jsonschema',
  'pg_mooncake',
  'pg_net',
  'pg_qualstats',
  'pg_search',
  'pg_stat_kcache',
  'pg_surgery',
  'pg_wait_sampling',
  'pgml',
  'pgroonga',
  'pgsodium',
  'plperlu',
  'plpython2u',
  'plpython3u',
  'plpythonu',
  'plr',
  'pltclu',
  'powa',
  'supabase_vault',
  'timescaledb',
  'timescaledb_toolkit',
  'vectorscale',
  'wrappers',
  'zombodb',
]);
