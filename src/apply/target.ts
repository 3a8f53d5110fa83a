// The target database: two connections to a verified writer, one that works and one that keeps the locks and watches.
import { Failure } from '../failure.ts';
import type { Session } from '../model/database.ts';
import type { DeployPorts } from './ports.ts';

/** Names a server process for as long as the server runs: a pid alone comes back. */
export interface Backend {
  readonly pid: number;
  readonly startedAt: string;
}

export interface TargetFacts {
  readonly serverVersion: string;
  /** When the server process as a whole was started; another one means a restart or a failover. */
  readonly serverStartedAt: string;
  readonly database: string;
  readonly user: string;
  /** Where unqualified names go: the history table lives there, as it does for the team's tool. Empty when no schema of the search_path exists. */
  readonly schema: string;
  /** As SET ROLE takes it: `none`, or the role that the connection starts with. */
  readonly role: string;
  readonly backend: Backend;
}

export interface Target extends TargetFacts {
  /** Runs the migrations. */
  readonly worker: Session;
  /** Stays in autocommit and mostly idle: holds the advisory locks, watches the worker, writes the journal. */
  readonly keeper: Session;
  readonly keeperBackend: Backend;
  /** What was thrown when a connection ended, if one has. */
  lost(): Error | undefined;
  close(): Promise<void>;
}

/** Connects twice. Refuses a server that can't be written to. */
export async function openTarget(ports: DeployPorts): Promise<Target> {
  let lost: Error | undefined;
  const noteLoss = (thrown: Error): void => {
    lost ??= thrown;
  };
  const worker = watchLoss(await ports.connect(), noteLoss);
  let keeper: Session | undefined;
  try {
    const facts = await readFacts(worker);
    keeper = watchLoss(await ports.connect(), noteLoss);
    const { backend } = await readFacts(keeper);
    ports.onEvent({
      kind: 'connected',
      server: `PostgreSQL ${facts.serverVersion}`,
      database: facts.database,
      user: facts.user,
    });
    worker.onMessage(({ severity, message }) => {
      if (severity === 'NOTICE' || severity === 'WARNING') ports.onEvent({ kind: 'server-message', severity, message });
    });
    const sessions = [worker, keeper];
    return { ...facts, worker, keeper, keeperBackend: backend, lost: () => lost, close: () => closeAll(sessions) };
  } catch (thrown) {
    await closeAll(keeper === undefined ? [worker] : [worker, keeper]);
    throw thrown;
  }
}

/** A connection that is gone can't be closed politely, and nobody needs to know. */
export async function closeAll(sessions: readonly Session[]): Promise<void> {
  await Promise.allSettled(sessions.map((session) => session.close()));
}

/** What this connection is connected to; a Failure when it is a reader. */
export async function readFacts(session: Session): Promise<TargetFacts> {
  const [row] = await session.query(
    `SELECT pg_catalog.pg_is_in_recovery() AS standby, pg_catalog.current_setting('transaction_read_only') = 'on' AS read_only,
       pg_catalog.current_setting('server_version') AS version, pg_catalog.pg_postmaster_start_time()::text AS server_start,
       pg_catalog.current_database() AS database, session_user AS "user", coalesce(pg_catalog.current_schema(), '') AS schema,
       pg_catalog.current_setting('role') AS role, a.pid, a.backend_start::text AS backend_start
     FROM pg_catalog.pg_stat_activity a WHERE a.pid = pg_catalog.pg_backend_pid()`,
    [],
  );
  if (row === undefined) throw new Failure('database', 'The server does not show this connection in pg_stat_activity.');
  if (row.standby === true || row.read_only === true) throw readOnly(row.standby === true);
  return {
    serverVersion: String(row.version),
    serverStartedAt: String(row.server_start),
    database: String(row.database),
    user: String(row.user),
    schema: String(row.schema),
    role: String(row.role),
    backend: { pid: Number(row.pid), startedAt: String(row.backend_start) },
  };
}

function readOnly(standby: boolean): Failure {
  return standby
    ? new Failure('no-database', 'The target is a reader (a standby in recovery): nothing can be changed there.', {
        help: 'Connect to the writer: for Aurora the cluster endpoint (`….cluster-…`), not the reader endpoint (`….cluster-ro-…`).',
      })
    : new Failure(
        'no-database',
        'The target is read-only (transaction_read_only is on): nothing can be changed there.',
        {
          help: 'Connect to the writer. If it is the writer, look for default_transaction_read_only at the server, the database and the role.',
        },
      );
}

/** Notes the first error that means the end of the connection. */
function watchLoss(session: Session, noteLoss: (thrown: Error) => void): Session {
  const watch = async <T>(call: Promise<T>): Promise<T> => {
    try {
      return await call;
    } catch (thrown) {
      if (thrown instanceof Error && !('sqlstate' in thrown) && !(thrown instanceof Failure)) noteLoss(thrown);
      throw thrown;
    }
  };
  return {
    pid: session.pid,
    run: (sql) => watch(session.run(sql)),
    query: (sql, parameters) => watch(session.query(sql, parameters)),
    onMessage: (listener) => session.onMessage(listener),
    close: () => session.close(),
  };
}
