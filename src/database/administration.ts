// What the administrator does on a scratch server: short sessions, safe from what a hostile migration left behind.
import pg from 'pg';
import { Failure, isConnectionLost, isServerError, messageOf } from '../failure.ts';
import type { ServerError, Session } from '../model/database.ts';
import type { ConnectionOptions } from './connection-options.ts';
import { connect } from './session.ts';

/** A scratch server as seen from inside this folder. */
export interface Cluster {
  /** Connects as a superuser to the database from which the others are made and dropped. Its name may change: administrator-name.ts. */
  administrator: ConnectionOptions;
  /** `server_version_num`. */
  readonly number: number;
  /** The server is ours alone; nobody else's roles or databases are on it. */
  readonly own: boolean;
  /** Milliseconds that a query of ours may take; 120,000 when left out. */
  readonly queryLimitMs?: number;
}

/** No query of the administrator is without limits: a migration can hold a lock on any catalogue that it reads. */
const QUERY_MS = 120_000;
const LOCK_MS = 10_000;

export const identifier = pg.escapeIdentifier;
export const literal = pg.escapeLiteral;

/**
 * What a superuser's session begins with, in a database that a hostile migration may own: names are looked up in pg_catalog alone, no library of
 * the owner's choice is loaded, and no role, limit or reading of SQL is the owner's (ALTER DATABASE … SET). Settings of the startup packet win.
 */
const fixedSettings = {
  // Temporary objects come first unless they are named.
  search_path: 'pg_catalog,pg_temp',
  lc_messages: 'C',
  role: 'none',
  local_preload_libraries: '',
  session_preload_libraries: '',
  default_transaction_read_only: 'off',
  default_transaction_isolation: 'read committed',
  default_transaction_deferrable: 'off',
  standard_conforming_strings: 'on',
  transform_null_equals: 'off',
  quote_all_identifiers: 'off',
  client_min_messages: 'notice',
  default_tablespace: '',
  temp_tablespaces: '',
};

/** A superuser's session; only catalog queries, and commands about databases and roles, may run in it. */
export function connectAsAdministrator(cluster: Cluster, database?: string): Promise<Session> {
  const { administrator } = cluster;
  const limitMs = cluster.queryLimitMs ?? QUERY_MS;
  return connect({
    ...administrator,
    database: database ?? administrator.database,
    callLimitMs: limitMs + 10_000,
    settings: {
      ...administrator.settings,
      ...fixedSettings,
      statement_timeout: String(limitMs),
      lock_timeout: String(Math.min(limitMs, LOCK_MS)),
      // Ours stay open while the migrations run; one that a vanished process left behind must not hold its locks.
      idle_in_transaction_session_timeout: '3600000',
      // A copy of a database goes on for as long as it takes, also when we are gone.
      ...(cluster.number >= 140_000 ? { client_connection_check_interval: '500' } : {}),
    },
  });
}

/** Runs `work` in a session of its own; what the server refuses becomes a `Failure` saying what was being done. */
export async function administer<T>(
  cluster: Cluster,
  doing: string,
  work: (session: Session) => Promise<T>,
  database?: string,
): Promise<T> {
  const session = await connectAsAdministrator(cluster, database);
  try {
    return await work(session);
  } catch (thrown) {
    throw isServerError(thrown) ? refusal(doing, thrown) : isConnectionLost(thrown) ? lost(doing, thrown) : thrown;
  } finally {
    await session.close();
  }
}

/**
 * Waits for the other Lockgate processes that change roles on this server. Two that grant on the same parameter at once
 * would fail with "tuple concurrently updated". Freed when the session ends.
 */
export async function takeRoleLock(session: Session): Promise<void> {
  await session.run('select pg_catalog.pg_advisory_lock(7094620413)');
}

/** For sessions that live on. */
export async function releaseRoleLock(session: Session): Promise<void> {
  await session.run('select pg_catalog.pg_advisory_unlock(7094620413)');
}

function lost(doing: string, thrown: unknown): Failure {
  return new Failure('scratch-server', `The scratch server was lost while ${doing}: ${messageOf(thrown)}.`, {
    help: 'Look into its log, and run again.',
    cause: thrown,
  });
}

function refusal(doing: string, error: ServerError): Failure {
  const detail = error.detail === undefined ? '' : ` ${error.detail}`;
  const message = `The scratch server refused while ${doing}: ${error.message}.${detail}`;
  // Out of disk, memory or connections; a lock or the time limit.
  if (/^(?:53|55P03|57014)/.test(error.sqlstate)) return new Failure('scratch-server', message, { cause: error });
  return new Failure('database', message, {
    help: 'Give a server on which the user of the database URL is a superuser, such as a service container.',
    cause: error,
  });
}
