// The database of one proof with its connections, and the way back to an earlier state of it.
import type { Needs, Provided, ScratchDatabase, ScratchServer, Session } from '../model/database.ts';
import type { History } from '../model/layout.ts';
import type { Migration, Script, Statement } from '../model/migration.ts';
import type { TraceError } from '../model/trace.ts';
import type { Unit } from '../model/unit.ts';
import { answerOf } from './answers.ts';
import { runObserved } from './run-observed.ts';
import { type HistoryRecord, resetSession, runScript, type ScriptOutcome } from './run-script.ts';
import { type Fingerprint, fingerprint } from './schema.ts';

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
  needs: Needs,
): Promise<Workbench> {
  let database = await server.createDatabase(needs);
  const { provided } = database;
  let connections = await connect(database);
  let saved: ScratchDatabase | undefined;
  const owner = String((await connections.worker.run('select current_user as name'))[0]?.name);
  for (const statement of history.create) await connections.worker.run(statement);

  const run = async (script: Script, record: HistoryRecord): Promise<ScriptOutcome['failed']> => {
    const { worker, monitor } = connections;
    const step = async (statement: Statement, unit: Unit): Promise<TraceError | null> => {
      const inTransaction = unit.kind === 'transaction';
      const answer = await answerOf({ worker, provided, statement, path: script.path, inTransaction });
      if (answer.kind === 'no') return (await runObserved({ worker, monitor, statementLimit }, statement)).error;
      return answer.kind === 'refused' ? answer.error : null;
    };
    const outcome = await runScript(worker, script, record, step);
    if (outcome.failed === null) await resetSession(worker);
    return outcome.failed;
  };

  return {
    connections: () => connections,
    provided,
    run,
    apply: (migration) => run(migration.up, recordOf(history, migration)),
    fingerprint: () => fingerprint(connections.monitor, { historyTable: history.table, owner }),
    async checkpoint() {
      await disconnect(connections);
      const old = saved;
      saved = await database.copy();
      await old?.drop();
      connections = await connect(database);
    },
    async restore() {
      if (saved === undefined) return false;
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

async function connect(database: ScratchDatabase): Promise<Connections> {
  return {
    worker: await database.connectAsMigrator(),
    monitor: await database.connectAsAdministrator(),
    holder: await database.connectAsMigrator(),
  };
}

/** The worker's connection may be gone already: a migration can end it. */
async function disconnect({ worker, monitor, holder }: Connections): Promise<void> {
  for (const session of [worker, monitor, holder]) await session.close().catch(() => undefined);
}
