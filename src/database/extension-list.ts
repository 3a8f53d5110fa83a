// Which extensions the administrator creates for migrations. The scripts of each were read; docs/decisions/0009 has the reasons.

/**
 * Extensions whose members may be owned by the migrator: no language, no foreign-data wrapper, no C function that reads files, runs programs or
 * opens connections, whoever calls it. SECURITY DEFINER functions (postgis has three) run as the migrator then.
 * Some are trusted: they are here because their scripts are not PostgreSQL's own (vector), or because another one needs them (cube).
 */
const movable = [
  'autoinc',
  'bloom',
  'cube',
  'earthdistance',
  'hll',
  'hypopg',
  'insert_username',
  'intagg',
  'ip4r',
  'moddatetime',
  'pg_bigm',
  'pg_buffercache',
  'pg_freespacemap',
  'pg_hint_plan',
  'pg_partman',
  'pg_stat_statements',
  'pgrowlocks',
  'pgstattuple',
  'postgis',
  'prefix',
  'refint',
  'sslinfo',
  'vector',
];

/**
 * Tools of administrators with functions that must not be called by a hostile script: pg_repack exchanges the files of tables and runs text in
 * SECURITY DEFINER functions, pg_visibility truncates maps, pg_prewarm starts workers, amcheck locks what it is told to.
 */
const sealed = ['amcheck', 'pg_prewarm', 'pg_repack', 'pg_visibility'];

export const listedExtensions: ReadonlyMap<string, 'movable' | 'sealed'> = new Map([
  ...movable.map((name) => [name, 'movable'] as const),
  ...sealed.map((name) => [name, 'sealed'] as const),
]);
