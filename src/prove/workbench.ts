// The database of one proof with its connections, and the way back to an earlier state of it.
import type { ScratchDatabase, ScratchServer, Session } from '../model/database.ts';
import type { History } from '../model/layout.ts';
import type { Migration, Statement } from '../model/migration.ts';
import { limited } from './limited.ts';
import { ownSession } from './own-session.ts';
import { runObserved } from './run-observed.ts';
import { resetSession, runScript, type ScriptOutcome } from './run-script.ts';
import { type Fingerprint, fingerprint } from './schema.ts';
import type { Watch } from './watch.ts';

export interface Connections {
  readonly worker: Session;
  readonly monitor: Session;
  readonly holder: Session;
}

/** One database at a time; `restore` replaces it by the checkpoint. */
export interface Workbench {
  connections(): Connections;
  /** Runs a migration's up script under the time limit only, with its history row. */
  apply(migration: Migration): Promise<ScriptOutcome['failed']>;
  fingerprint(): Promise<Fingerprint>;
  /** Remembers the state as it is now; costs a copy of the database. */
  checkpoint(): Promise<void>;
  /** Goes back to the last checkpoint with fresh connections. False when there is none. */
  restore(): Promise<boolean>;
  close(): Promise<void>;
}

/** `statementLimit`: milliseconds. */
export async function openWorkbench(
  server: ScratchServer,
  history: History,
  statementLimit: number,
  watch: Watch,
): Promise<Workbench> {
  const connect = (to: ScratchDatabase): Promise<Connections> => connectTo(to, server, statementLimit, watch.doing);
  let database = await server.createDatabase();
  let connections = await connect(database);
  let saved: ScratchDatabase | undefined;
  const owner = String((await connections.worker.run('select current_user as name'))[0]?.name);
  for (const statement of history.create) await connections.worker.run(statement);

  return {
    connections: () => connections,
    async apply(migration) {
      const { worker } = connections;
      const step = async (statement: Statement) => (await runObserved(worker, statement)).error;
      const outcome = await runScript(worker, migration.up, recordOf(history, migration), step, watch.onStep);
      if (outcome.failed === null) await resetSession(worker);
      return outcome.failed;
    },
    fingerprint() {
      watch.now('reading the schema');
      return fingerprint(connections.monitor, { historyTable: history.table, owner });
    },
    async checkpoint() {
      watch.now('copying the database');
      await disconnect(connections);
      const old = saved;
      saved = await database.copy();
      await old?.drop();
      connections = await connect(database);
    },
    async restore() {
      if (saved === undefined) return false;
      watch.now('copying the database');
      await disconnect(connections);
      await database.drop();
      database = await saved.copy();
      connections = await connect(database);
      return true;
    },
    async close() {
      await disconnect(connections);
      await database.drop();
      await saved?.drop();
    },
  };
}

/** The rows that the team's tool writes around an up script. */
export function recordOf(history: History, migration: Migration) {
  return { before: history.recordStart(migration), after: history.recordDone(migration, { ms: 0 }) };
}

async function connectTo(
  database: ScratchDatabase,
  server: ScratchServer,
  limit: number,
  doing: Watch['doing'],
): Promise<Connections> {
  const cut = new AbortController();
  const worker = await database.connectAsMigrator(cut.signal);
  return {
    worker: limited(worker, { server, database, limit, cut: () => cut.abort(), doing }),
    monitor: ownSession(await database.connectAsAdministrator()),
    holder: ownSession(await database.connectAsAdministrator()),
  };
}

/** The worker's connection may be gone already: a migration can end it. */
async function disconnect({ worker, monitor, holder }: Connections): Promise<void> {
  for (const session of [worker, monitor, holder]) await session.close().catch(() => undefined);
}
