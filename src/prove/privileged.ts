// What rds_superuser may do on Aurora and the unprivileged migrator may not: done by the administrator, from a short list.
import { isServerError } from '../failure.ts';
import type { Session } from '../model/database.ts';
import type { Statement } from '../model/migration.ts';
import { quoteIdentifier } from '../sql/quote.ts';

/**
 * Extensions that PostgreSQL does not trust, that Aurora offers to rds_superuser, and that give no access to the server's files, programs or
 * other databases (so not dblink, postgres_fdw, file_fdw, plpython3u …).
 */
const harmless = new Set([
  'autoinc',
  'bloom',
  'earthdistance',
  'hypopg',
  'insert_username',
  'moddatetime',
  'pg_buffercache',
  'pg_freespacemap',
  'pg_hint_plan',
  'pg_prewarm',
  'pg_repack',
  'pg_stat_statements',
  'pg_visibility',
  'pgrowlocks',
  'pgstattuple',
  'postgis',
  'postgis_topology',
  'postgis_raster',
  'refint',
  'vector',
  'sslinfo',
  'amcheck',
  'pg_partman',
  'rdkit',
  'semver',
  'pg_bigm',
  'ip4r',
  'prefix',
  'hll',
]);

export type Granted = { readonly kind: 'no' } | { readonly kind: 'done'; readonly note: string };

/** Creates the extension when the migrator could not, and the list allows it. Its effect is not undone when the migration is rolled back. */
export async function grantedByAdministrator(administrator: Session, statement: Statement): Promise<Granted> {
  const change = statement.changes[0];
  if (change?.kind !== 'create-extension' || !harmless.has(change.extension)) return { kind: 'no' };
  const available = await administrator.query(
    `select bool_or(trusted) as trusted from pg_available_extension_versions where name = $1
     and not exists (select from pg_extension where extname = $1)`,
    [change.extension],
  );
  if (available[0]?.trusted !== false) return { kind: 'no' };
  // The administrator's search_path is pg_catalog alone, so the schema is always said.
  const schema = quoteIdentifier(change.schema ?? 'public');
  try {
    await administrator.run(`create extension ${quoteIdentifier(change.extension)} schema ${schema} cascade`);
  } catch (thrown) {
    // The migrator then runs the statement itself, and the server's refusal is shown.
    if (isServerError(thrown)) return { kind: 'no' };
    throw thrown;
  }
  return {
    kind: 'done',
    note: `The administrator created the extension ${change.extension}, as rds_superuser may on Aurora.`,
  };
}
