// One look at a database: a read-only transaction that sees one moment, with limits of time.
import { Failure, isConnectionLost, isServerError, messageOf } from '../failure.ts';
import type { Session } from '../model/database.ts';

/** Of a query of ours. */
const STATEMENT_SECONDS = 30;
/** For a lock on a system table: VACUUM FULL and REINDEX of one keep everybody out. */
const LOCK_SECONDS = 2;
/** Objects that go while they are looked at make an attempt fail. */
const ATTEMPTS = 3;
const OLDEST = 13;

/**
 * Begins and ends the transaction: the session must not be in one, and is as it was afterwards. In it, names of pg_catalog come first and everything else is shown
 * with its schema. `work` is given `server_version_num` (160004). Begins again when an object was dropped meanwhile. A `Failure` for everything that the server refuses.
 */
export async function inOneSnapshot<T>(session: Session, work: (server: number) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await attemptIn(session, work);
    } catch (thrown) {
      if (attempt === ATTEMPTS || !isWorthAnother(thrown)) throw explained(thrown);
    }
  }
}

async function attemptIn<T>(session: Session, work: (server: number) => Promise<T>): Promise<T> {
  await session.run('begin isolation level repeatable read read only');
  try {
    const server = await versionOf(session);
    await session.run(`set local search_path to pg_catalog, pg_temp; set local statement_timeout = '${STATEMENT_SECONDS}s';
      set local lock_timeout = '${LOCK_SECONDS}s'; set local cursor_tuple_fraction = 1; set local jit = off`);
    return await work(server);
  } finally {
    await session.run('rollback').catch(() => undefined);
  }
}

async function versionOf(session: Session): Promise<number> {
  const [row] = await session.run(
    `select pg_catalog.version() as version, pg_catalog.current_setting('server_version_num') as number`,
  );
  const version = String(row?.version);
  if (!/^PostgreSQL \d/.test(version) || version.includes('Redshift'))
    throw new Failure(
      'database',
      `The server is not PostgreSQL, so its schema can't be read: it is ${version.slice(0, 80)}.`,
    );
  const number = Number(row?.number);
  if (number >= OLDEST * 10_000) return number;
  throw new Failure(
    'database',
    `The server is PostgreSQL ${Math.floor(number / 10_000)}, which is too old: ${OLDEST} is the first whose schema can be read.`,
  );
}

/** `cache lookup failed`, `could not open relation`: internal errors of functions that look at what is there now. 40001: a replica had to go on. */
function isWorthAnother(thrown: unknown): boolean {
  return isServerError(thrown) && ['XX000', '42P01', '42704', '40001'].includes(thrown.sqlstate);
}

const reasons: Readonly<Record<string, readonly [why: string, help: string]>> = {
  '55P03': [
    `a system table stayed locked for ${LOCK_SECONDS} s`,
    'A VACUUM FULL or REINDEX of the system tables is running, or a migration holds a lock on one. Try again when it has ended.',
  ],
  '57014': [
    `a query took longer than ${STATEMENT_SECONDS} s, or was cancelled`,
    'Try again when the server is less busy, or read from a replica.',
  ],
  '42501': [
    'the role may not read the system tables',
    'They are open to every role by default. Grant what was revoked, or use another role.',
  ],
  '40001': ['the replica went on replaying', 'Try again, or raise max_standby_streaming_delay.'],
};

function explained(thrown: unknown): unknown {
  if (isConnectionLost(thrown))
    return new Failure('no-database', `The schema can't be read: ${messageOf(thrown)}.`, { cause: thrown });
  if (!isServerError(thrown)) return thrown;
  const [why, help] = reasons[thrown.sqlstate] ?? ['the server refused a query', undefined];
  const message = `The schema can't be read: ${why} (${messageOf(thrown)}).`;
  return new Failure('database', message, { cause: thrown, ...(help === undefined ? {} : { help }) });
}
