// Extensions that Aurora PostgreSQL does not offer, as far as known.

/**
 * Widely used ones that AWS is not known to offer on Aurora: a short list on purpose, since AWS adds some in every quarter, and nothing is said about others. The rule
 * points to AWS's tables of versions, and to `SHOW rds.extensions`, which is what decides.
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
