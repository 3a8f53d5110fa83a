// The target database: two connections to a verified writer, one that works and one that keeps the locks and watches.
import { Failure, messageOf } from '../failure.ts';
import type { Session } from '../model/database.ts';
import { abandonedSql } from './abandoned.ts';
import { connectPatiently, connectUntil } from './connect.ts';
import { answersWithin, heartbeat, type LiveSession, liveSession } from './live-session.ts';
import { refusePooler, refuseSharing } from './pooler.ts';
import type { DeployPorts } from './ports.ts';
import { type ApplySettings, sessionSql } from './settings.ts';
import { whileServerWorks } from './watch-backend.ts';

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
  readonly backendAgeMs: number;
  /** Why nothing can be changed here, if so. */
  readonly readOnly: 'standby' | 'setting' | undefined;
}

export interface Target extends TargetFacts {
  /** Runs the migrations. */
  readonly worker: Session;
  /** Stays in autocommit and mostly idle: holds the advisory locks, watches the worker, writes the journal. */
  readonly keeper: Session;
  readonly keeperBackend: Backend;
  /** What was thrown when a connection ended, if one has. */
  lost(): Error | undefined;
  /** Gives both connections up. */
  lose(error: Error): void;
  close(): Promise<void>;
}

/** Connects twice. Refuses a pooler and a server that can't be written to. At the start it waits for one that is not ready yet. */
export async function openTarget(
  ports: DeployPorts,
  settings: ApplySettings,
  moment: 'start' | 'reconnect' = 'start',
): Promise<Target> {
  const { clock, signal } = ports;
  const sessions: LiveSession[] = [];
  let lost: Error | undefined;
  // Nothing of a run can go on without both: the locks are the keeper's, and it alone sees what the worker waits for.
  const lose = (error: Error): void => {
    lost ??= error;
    for (const session of sessions) session.drop(error);
  };
  const join = async (): Promise<Opened> => {
    const { session: raw, askedAt } =
      moment === 'start'
        ? await connectPatiently(ports, settings)
        : { askedAt: clock.now(), session: await connectUntil(ports, signal) };
    const session = liveSession(raw, clock, answersWithin(settings.answerMs, clock, signal), lose);
    sessions.push(session);
    const opened = { session, ...(await readFacts(session)), connectedForMs: clock.now() - askedAt };
    // Before the second connection: a small pool may have none left for it.
    refusePooler(opened);
    requireWriter(opened);
    return opened;
  };
  const ended = new AbortController();
  const close = async (): Promise<void> => {
    ended.abort();
    await closeAll(sessions);
  };
  try {
    const first = await join();
    const second = await join();
    await refuseSharing(first.session, second.session, clock);
    const [worker, keeper] = [first.session, second.session];
    await worker.run(sessionSql(settings));
    await keeper.run(keeperSql(settings));
    worker.supervise(whileServerWorks(keeper, first.backend, settings, ports));
    for (const session of sessions) void heartbeat(session, settings.abandonMs, clock, ended.signal);
    listenTo(worker, first, ports);
    return { ...first, worker, keeper, keeperBackend: second.backend, lost: () => lost, lose, close };
  } catch (thrown) {
    await close();
    throw lost === undefined ? thrown : unreachable(lost);
  }
}

type Opened = TargetFacts & { readonly session: LiveSession; readonly connectedForMs: number };

function listenTo(worker: Session, facts: TargetFacts, { onEvent }: DeployPorts): void {
  const { serverVersion, database, user } = facts;
  onEvent({ kind: 'connected', server: `PostgreSQL ${serverVersion}`, database, user });
  worker.onMessage(({ severity, message }) => {
    if (severity === 'NOTICE' || severity === 'WARNING') onEvent({ kind: 'server-message', severity, message });
  });
}

/** The keeper's queries are short: the server gives up on them when Lockgate does. */
function keeperSql(settings: ApplySettings): string {
  const answerMs = Math.round(settings.answerMs);
  const lockMs = Math.min(Math.round(settings.lockTimeoutMs) || answerMs, Math.ceil(answerMs / 2));
  return `SET lock_timeout = ${lockMs}; SET statement_timeout = ${answerMs}; ${abandonedSql(settings)}`;
}

/** A connection that ended before anything was begun. */
export function unreachable(lost: Error): Failure {
  return new Failure('no-database', `${messageOf(lost)}.`, {
    help: 'Look whether the server is under heavy load or the network between here and there holds back packets, then run again.',
    cause: lost,
  });
}

/** A connection that is gone can't be closed politely, and nobody needs to know. */
export async function closeAll(sessions: readonly Session[]): Promise<void> {
  await Promise.allSettled(sessions.map((session) => session.close()));
}

/** What this connection is connected to. */
export async function readFacts(session: Session): Promise<TargetFacts> {
  const [row] = await session.query(
    `SELECT pg_catalog.pg_is_in_recovery() AS standby, pg_catalog.current_setting('transaction_read_only') = 'on' AS read_only,
       pg_catalog.current_setting('server_version') AS version, pg_catalog.pg_postmaster_start_time()::text AS server_start,
       pg_catalog.current_database() AS database, session_user AS "user", coalesce(pg_catalog.current_schema(), '') AS schema,
       pg_catalog.current_setting('role') AS role, a.pid, a.backend_start::text AS backend_start,
       (extract(epoch FROM pg_catalog.clock_timestamp() - a.backend_start) * 1000)::float8 AS age
     FROM pg_catalog.pg_stat_activity a WHERE a.pid = pg_catalog.pg_backend_pid()`,
    [],
  );
  if (row === undefined) throw new Failure('database', 'The server does not show this connection in pg_stat_activity.');
  return {
    serverVersion: String(row.version),
    serverStartedAt: String(row.server_start),
    database: String(row.database),
    user: String(row.user),
    schema: String(row.schema),
    role: String(row.role),
    backend: { pid: Number(row.pid), startedAt: String(row.backend_start) },
    backendAgeMs: Number(row.age),
    readOnly: row.standby === true ? 'standby' : row.read_only === true ? 'setting' : undefined,
  };
}

/** Throws a Failure for a reader. Its code is one that is tried again: a failover passes through readers. */
function requireWriter({ readOnly }: TargetFacts): void {
  if (readOnly === 'standby')
    throw new Failure('no-database', 'The target is a reader (a standby in recovery): nothing can be changed there.', {
      help: 'Connect to the writer: for Aurora the cluster endpoint (`….cluster-…`), not the reader endpoint (`….cluster-ro-…`).',
    });
  if (readOnly === 'setting')
    throw new Failure(
      'no-database',
      'The target is read-only (transaction_read_only is on): nothing can be changed there.',
      {
        help: 'Connect to the writer. If it is the writer, look for default_transaction_read_only at the server, the database and the role.',
      },
    );
}
