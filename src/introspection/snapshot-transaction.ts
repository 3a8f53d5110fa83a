// One look at a database: a read-only transaction that sees one moment, with limits of time.
import { Failure } from '../failure.ts';
import type { Session } from '../model/database.ts';

/** Of a query of ours, and of waiting for a lock on a system table (VACUUM FULL and REINDEX of one take such). */
export const STATEMENT_SECONDS = 30;
export const LOCK_SECONDS = 2;

const OLDEST = 130000;

/**
 * Begins and ends the transaction: the session must not be in one. Names of pg_catalog come first, and everything else is shown with its schema; nothing is
 * kept, so that the session is as it was.
 */
export async function inOneSnapshot<T>(session: Session, work: (server: number) => Promise<T>): Promise<T> {
  await session.run(`begin isolation level repeatable read read only;
    set local search_path to pg_catalog, pg_temp; set local statement_timeout = '${STATEMENT_SECONDS}s'; set local lock_timeout = '${LOCK_SECONDS}s';
    set local idle_in_transaction_session_timeout = '60s'; set local cursor_tuple_fraction = 1; set local jit = off`);
  try {
    const [row] = await session.run('show server_version_num');
    const server = Number(row?.server_version_num);
    if (server < OLDEST)
      throw new Failure(
        'database',
        `The server is PostgreSQL ${Math.floor(server / 10000)}; 13 is the oldest whose schema can be read.`,
      );
    return await work(server);
  } finally {
    await session.run('rollback').catch(() => undefined);
  }
}
