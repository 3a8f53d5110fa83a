// Inside the transaction that records a migration: the locks are still held by who took them, and nobody else has recorded it.
import type { Row, ServerError } from '../model/database.ts';
import type { History } from '../model/layout.ts';
import type { Migration } from '../model/migration.ts';
import { lostConnection } from './live-session.ts';
import { deployerKey, workerKey } from './lock.ts';
import type { Run } from './run.ts';
import type { Target } from './target.ts';

/** What the keeper holds: the team's tool's own keys and Lockgate's. */
export function keeperKeys(history: History, database: string): readonly string[] {
  return [...new Set([deployerKey, ...history.lockKeys(database)])];
}

/**
 * Throws before the record is written when it must not be. A lock that is gone counts as a lost connection: the transaction is rolled
 * back, the locks are taken again and the history is read again.
 */
export async function stillOurs(run: Run, migration: Migration): Promise<void> {
  const { target, history } = run;
  if (!(await locksHeld(target, keeperKeys(history, target.database)))) {
    const error = lostConnection('the lock that keeps other deployers out is not held any more');
    target.lose(error);
    throw error;
  }
  const applied = history.parse(await rowsAbout(target, history, migration), [migration]);
  const found = applied.find(({ id }) => id === migration.id);
  if (found?.succeeded !== true) return;
  if (migration.kind === 'repeatable' && found.checksum !== migration.checksum) return;
  throw alreadyRecorded(history);
}

/** Of a long history only the rows that hold the version: read whole for each migration, it would cost more than they do. */
function rowsAbout({ worker }: Target, history: History, { version, name }: Migration): Promise<readonly Row[]> {
  const text = version === '' ? name : version;
  return worker.query(
    `SELECT * FROM (SELECT h.*, pg_catalog.count(*) OVER () AS rows_in_all FROM (${history.read}) AS h) AS r
     WHERE r.rows_in_all < 100 OR pg_catalog.strpos(r::text, $1) > 0`,
    [text],
  );
}

/** Asked on the worker, in its transaction. Also false when the worker itself is another backend than at the start. */
async function locksHeld({ worker, backend, keeperBackend }: Target, keys: readonly string[]): Promise<boolean> {
  const [row] = await worker.query(
    `SELECT pg_catalog.pg_backend_pid() = $1 AS same, pg_catalog.count(DISTINCT (l.pid, l.classid, l.objid))::int AS held
     FROM pg_catalog.pg_locks l JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid
     WHERE l.locktype = 'advisory' AND l.granted AND l.mode = 'ExclusiveLock' AND l.objsubid = 1
       AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())
       AND ((l.pid = $1 AND a.backend_start::text = $2 AND ((l.classid::bigint << 32) | l.objid::bigint) = $3::bigint)
         OR (l.pid = $4 AND a.backend_start::text = $5 AND ((l.classid::bigint << 32) | l.objid::bigint) = ANY ($6::bigint[])))`,
    [backend.pid, backend.startedAt, workerKey, keeperBackend.pid, keeperBackend.startedAt, keys],
  );
  return row?.same === true && row.held === keys.length + 1;
}

/** In the form of the server's own "unique violation", which most tools' tables would answer with. */
function alreadyRecorded({ table }: History): ServerError {
  return Object.assign(new Error(`another deployer has recorded it in ${table} meanwhile`), {
    sqlstate: '23505',
    detail: undefined,
    hint: 'Run again: the history is read first.',
    offset: undefined,
  });
}
