// The database of one proof with its connections, and the way back to an earlier state of it.
import type { ScratchDatabase, ScratchServer, Session } from '../model/database.ts';
import type { History, HistoryPlace } from '../model/layout.ts';
import type { Migration, Statement } from '../model/migration.ts';
import { quoteIdentifier } from '../sql/quote.ts';
import { type Unfinished, unfinished } from './leftovers.ts';
import { runObserved } from './run-observed.ts';
import { resetSession, runScript, type ScriptOutcome } from './run-script.ts';
import { type Fingerprint, fingerprint } from './schema.ts';

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
  /** Constraints that are not validated, and invalid indexes. */
  unfinished(): Promise<readonly Unfinished[]>;
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
  place: HistoryPlace = {},
): Promise<Workbench> {
  let database = await server.createDatabase();
  await createSchemas(database, place);
  let connections = await connect(database, place);
  let saved: ScratchDatabase | undefined;
  const owner = String((await connections.worker.run('select current_user as name'))[0]?.name);
  for (const statement of history.create) await connections.worker.run(statement);

  return {
    connections: () => connections,
    async apply(migration) {
      const { worker, monitor } = connections;
      const step = async (statement: Statement) =>
        (await runObserved({ worker, monitor, statementLimit }, statement)).error;
      const outcome = await runScript(worker, migration.up, recordOf(history, migration), step);
      if (outcome.failed === null) await resetSession(worker);
      return outcome.failed;
    },
    fingerprint: () => fingerprint(connections.monitor, { historyTable: history.table, owner }),
    unfinished: () => unfinished(connections.monitor, { historyTable: history.table, owner }),
    async checkpoint() {
      await disconnect(connections);
      const old = saved;
      saved = await database.copy();
      await old?.drop();
      connections = await connect(database, place);
    },
    async restore() {
      if (saved === undefined) return false;
      await disconnect(connections);
      await database.drop();
      database = await saved.copy();
      connections = await connect(database, place);
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

/** What the tool makes before its history. */
async function createSchemas(
  database: ScratchDatabase,
  { schema, schemas = [], tableSchema }: HistoryPlace,
): Promise<void> {
  const names = new Set(
    [schema, tableSchema, ...schemas].flatMap((name) => (name === undefined || name === 'public' ? [] : [name])),
  );
  if (names.size === 0) return;
  const worker = await database.connectAsMigrator();
  try {
    for (const name of names) await worker.run(`CREATE SCHEMA IF NOT EXISTS ${quoteIdentifier(name)}`);
  } finally {
    await worker.close();
  }
}

/** The default schema is a setting of the connection: resetting the session goes back to it. */
async function connect(database: ScratchDatabase, { schema }: HistoryPlace): Promise<Connections> {
  const settings = schema === undefined ? undefined : { search_path: `${quoteIdentifier(schema)}, "$user", public` };
  return {
    worker: await database.connectAsMigrator(settings),
    monitor: await database.connectAsAdministrator(),
    holder: await database.connectAsAdministrator(),
  };
}

/** The worker's connection may be gone already: a migration can end it. */
async function disconnect({ worker, monitor, holder }: Connections): Promise<void> {
  for (const session of [worker, monitor, holder]) await session.close().catch(() => undefined);
}
