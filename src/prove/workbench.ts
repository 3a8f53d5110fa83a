// The database of one proof with its connections, and the way back to an earlier state of it.

import type { Needs, Provided, ScratchDatabase, ScratchServer, Session } from '../model/database.ts';
import type { History, HistoryPlace } from '../model/layout.ts';
import type { Migration, Script, Statement } from '../model/migration.ts';
import type { TraceError } from '../model/trace.ts';
import type { Unit } from '../model/unit.ts';
import { quoteIdentifier } from '../sql/quote.ts';
import { answerOf } from './answers.ts';
import { type Unfinished, unfinished } from './leftovers.ts';
import { limited } from './limited.ts';
import { ownSession } from './own-session.ts';
import { runObserved } from './run-observed.ts';
import { type HistoryRecord, resetSession, runScript, type ScriptOutcome } from './run-script.ts';
import { canRunWhole, runWhole } from './run-whole.ts';
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
  /** What the administrator made before any script ran. */
  readonly provided: Provided;
  /** Runs a script under the time limit only. */
  run(script: Script, record: HistoryRecord): Promise<ScriptOutcome['failed']>;
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

/** What a workbench needs to know of the set of migrations. */
export interface Setting {
  readonly history: History;
  readonly historyAt?: HistoryPlace;
  /** Milliseconds that a single call may take. */
  readonly statementLimit: number;
  readonly needs?: Needs;
}

export async function openWorkbench(server: ScratchServer, setting: Setting, watch: Watch): Promise<Workbench> {
  const { history, historyAt = {} } = setting;
  const connect = (to: ScratchDatabase): Promise<Connections> => connectTo(to, server, setting, watch.doing);
  let database = await server.createDatabase(setting.needs);
  const { provided } = database;
  await createSchemas(database, historyAt);
  let connections = await connect(database);
  let saved: ScratchDatabase | undefined;
  const owner = String((await connections.worker.run('select current_user as name'))[0]?.name);
  for (const statement of history.create) await connections.worker.run(statement);

  const run = async (script: Script, record: HistoryRecord): Promise<ScriptOutcome['failed']> => {
    const { worker } = connections;
    const step = async (statement: Statement, unit: Unit): Promise<TraceError | null> => {
      const inTransaction = unit.kind === 'transaction';
      const answer = await answerOf({ worker, provided, statement, path: script.path, inTransaction });
      if (answer.kind === 'no') return (await runObserved(worker, statement)).error;
      return answer.kind === 'refused' ? answer.error : null;
    };
    const outcome = await runScript(worker, script, record, step, watch.onStep);
    if (outcome.failed === null) await resetSession(worker);
    return outcome.failed;
  };

  return {
    connections: () => connections,
    provided,
    run,
    async apply(migration) {
      const record = recordOf(history, migration);
      if (record.before.length > 0 || !canRunWhole(migration.up)) return run(migration.up, record);
      const { worker } = connections;
      if (!(await runWhole(worker, migration.up, record))) return run(migration.up, record);
      await resetSession(worker);
      return null;
    },
    fingerprint() {
      watch.now('reading the schema');
      return fingerprint(connections.monitor, { historyTable: history.table, owner });
    },
    unfinished: () => unfinished(connections.monitor, { historyTable: history.table, owner }),
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

/** What migrations may have set for their role or database must not end it, or its wait. */
const holderSettings = {
  role: 'none',
  statement_timeout: '0',
  lock_timeout: '0',
  idle_in_transaction_session_timeout: '0',
  default_transaction_read_only: 'off',
};

/** The default schema is a setting of the connection: resetting the session goes back to it. */
async function connectTo(
  database: ScratchDatabase,
  server: ScratchServer,
  { historyAt, statementLimit: limit }: Setting,
  doing: Watch['doing'],
): Promise<Connections> {
  const schema = historyAt?.schema;
  const settings = schema === undefined ? undefined : { search_path: `${quoteIdentifier(schema)}, "$user", public` };
  const cut = new AbortController();
  const worker = await database.connectAsMigrator({ settings, signal: cut.signal });
  return {
    worker: limited(worker, { server, database, limit, cut: () => cut.abort(), doing }),
    monitor: ownSession(await database.connectAsAdministrator()),
    holder: ownSession(await database.connectAsMigrator({ settings: holderSettings, signal: cut.signal })),
  };
}

/** The worker's connection may be gone already: a migration can end it. */
async function disconnect({ worker, monitor, holder }: Connections): Promise<void> {
  for (const session of [worker, monitor, holder]) await session.close().catch(() => undefined);
}
