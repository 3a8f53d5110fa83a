// What the target says about itself before anything runs: history table, applied migrations, journal.
import { Failure, isServerError, messageOf } from '../failure.ts';
import type { Session } from '../model/database.ts';
import type { AppliedMigration, History } from '../model/layout.ts';
import type { Migration } from '../model/migration.ts';
import { forgetMigration, type JournalEntry, readJournal } from './journal.ts';
import type { TargetFacts } from './target.ts';

export interface HistoryState {
  /** False when nothing has ever been applied here by this tool. */
  readonly tableExists: boolean;
  readonly applied: readonly AppliedMigration[];
  readonly journal: readonly JournalEntry[];
}

/** Reads only. */
export async function readState(
  session: Session,
  history: History,
  migrations: readonly Migration[],
  facts: TargetFacts,
): Promise<HistoryState> {
  return refusalsOf(`read the history table ${history.table}`, facts, async () => {
    const rows = await session.query('SELECT pg_catalog.to_regclass($1) IS NOT NULL AS found', [history.table]);
    const tableExists = rows[0]?.found === true;
    const applied = tableExists ? history.parse(await session.run(history.read), migrations) : [];
    return { tableExists, applied, journal: await readJournal(session, history.table) };
  });
}

/** Makes the history table as the team's tool would. */
export async function createHistory(session: Session, history: History, facts: TargetFacts): Promise<void> {
  await refusalsOf(`create the history table ${history.table}`, facts, async () => {
    await session.run(['BEGIN', ...history.create, 'COMMIT'].join(';\n'));
  });
}

/** Journal rows of migrations that the history has as done: somebody completed them by hand, and the rows would mislead a later run. */
export async function forgetCompleted(
  session: Session,
  history: History,
  state: HistoryState,
  migrations: readonly Migration[],
): Promise<void> {
  const checksums = new Map(
    migrations.filter(({ kind }) => kind === 'repeatable').map(({ id, checksum }) => [id, checksum]),
  );
  const done = new Set(
    state.applied
      .filter(({ id, succeeded, checksum }) => succeeded && (!checksums.has(id) || checksums.get(id) === checksum))
      .map(({ id }) => id),
  );
  const stale = new Set(state.journal.map(({ migration }) => migration).filter((id) => done.has(id)));
  for (const id of stale) {
    const { sql, parameters } = forgetMigration(history.table, id);
    await session.query(sql, parameters);
  }
}

/** A refusal of the server becomes a Failure that says what was wanted and who was refused. */
async function refusalsOf<T>(
  what: string,
  { user, schema, database }: TargetFacts,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    if (!isServerError(thrown)) throw thrown;
    const help =
      thrown.sqlstate === '42501'
        ? `Grant it to the user ${user} (GRANT USAGE, CREATE ON SCHEMA ${schema}, and the rights on the table), or connect as the owner.`
        : 'Look at the message of the server.';
    throw new Failure('database', `The user ${user} could not ${what} in ${database}: ${messageOf(thrown)}.`, {
      help,
      cause: thrown,
    });
  }
}
