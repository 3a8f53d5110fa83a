// What the administrator does on a scratch server: short sessions, safe from what a hostile migration left behind.
import pg from 'pg';
import { Failure, isServerError } from '../failure.ts';
import type { ServerError, Session } from '../model/database.ts';
import type { ConnectionOptions } from './connection-options.ts';
import { connect } from './session.ts';

/** A scratch server as seen from inside this folder. */
export interface Cluster {
  /** Connects as a superuser to the database from which the others are made and dropped. */
  readonly administrator: ConnectionOptions;
  /** `server_version_num`. */
  readonly number: number;
  /** The server is ours alone; nobody else's roles or databases are on it. */
  readonly own: boolean;
}

export const identifier = pg.escapeIdentifier;
export const literal = pg.escapeLiteral;

/**
 * A superuser's session in a database that a hostile migration may own: the owner could point its search_path at
 * functions of their own (ALTER DATABASE … SET), so it is fixed here; settings of the startup packet win.
 */
export function connectAsAdministrator(cluster: Cluster, database?: string): Promise<Session> {
  const { administrator } = cluster;
  return connect({
    ...administrator,
    database: database ?? administrator.database,
    settings: { ...administrator.settings, search_path: 'pg_catalog', lc_messages: 'C' },
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
    throw isServerError(thrown) ? refusal(doing, thrown) : thrown;
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

function refusal(doing: string, error: ServerError): Failure {
  const detail = error.detail === undefined ? '' : ` ${error.detail}`;
  return new Failure('database', `The scratch server refused while ${doing}: ${error.message}.${detail}`, {
    help: 'Give a server on which the user of the database URL is a superuser, such as a service container.',
    cause: error,
  });
}
