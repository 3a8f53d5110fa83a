// What the target says about itself before anything runs: history table, applied migrations, journal.
import { Failure, isServerError, messageOf } from '../failure.ts';
import type { Session } from '../model/database.ts';
import type { AppliedMigration, History, Query } from '../model/layout.ts';
import type { Migration } from '../model/migration.ts';
import { quoteIdentifier } from '../sql/quote.ts';
import { forgetMigration, type JournalEntry, readJournal } from './journal.ts';
import { readMark, type Stale, staleness } from './mark.ts';
import type { TargetFacts } from './target.ts';
import { type Contents, contentsOf } from './unmanaged.ts';

export interface HistoryState {
  /** False when nothing has ever been applied here by this tool. */
  readonly tableExists: boolean;
  readonly applied: readonly AppliedMigration[];
  readonly journal: readonly JournalEntry[];
  /** Migrations whose journal says nothing any more, by id. */
  readonly stale: ReadonlyMap<string, Stale>;
  /** Set when the history table is missing or has no row, and nothing is half done: what is in the database instead. */
  readonly contents?: Contents;
}

/** Reads only. */
export async function readState(
  session: Session,
  history: History,
  migrations: readonly Migration[],
  facts: TargetFacts,
  schemas?: readonly string[],
): Promise<HistoryState> {
  return refusalsOf(`read the history table ${history.table}`, facts, async () => {
    const rows = await session.query('SELECT pg_catalog.to_regclass($1) IS NOT NULL AS found', [history.table]);
    const tableExists = rows[0]?.found === true;
    const recorded = tableExists ? await session.run(history.read) : [];
    const journal = await readJournal(session, history.table);
    return {
      tableExists,
      applied: history.parse(recorded, migrations),
      journal,
      stale: tableExists ? await staleJournals(session, history, migrations, journal) : new Map(),
      ...(recorded.length === 0 && journal.length === 0
        ? { contents: await contentsOf(session, history, schemas) }
        : {}),
    };
  });
}

async function staleJournals(
  session: Session,
  history: History,
  migrations: readonly Migration[],
  journal: readonly JournalEntry[],
): Promise<ReadonlyMap<string, Stale>> {
  const stale = new Map<string, Stale>();
  for (const migration of migrations) {
    const entries = journal.filter((entry) => entry.migration === migration.id);
    if (entries.length === 0) continue;
    const why = staleness(entries, migration, await readMark(session, history, migration));
    if (why !== undefined) stale.set(migration.id, why);
  }
  return stale;
}

/** What goes into the transaction that makes a history. */
export interface NewHistory {
  /** The table is there, and empty. */
  readonly exists?: boolean;
  /** Those that are missing are made, where the tool does so. */
  readonly schemas?: readonly string[];
  readonly rows?: readonly Query[];
}

/** Makes the history table as the team's tool would. */
export async function createHistory(
  session: Session,
  history: History,
  facts: TargetFacts,
  { exists = false, schemas = [], rows = [] }: NewHistory = {},
): Promise<void> {
  await refusalsOf(`create the history table ${history.table}`, facts, async () => {
    await session.run('BEGIN');
    try {
      const missing = history.recordSchemas === undefined ? [] : await missingSchemas(session, schemas);
      for (const schema of missing) await session.run(`CREATE SCHEMA ${quoteIdentifier(schema)}`);
      if (!exists) for (const statement of history.create) await session.run(statement);
      const marker = missing.length === 0 ? [] : (history.recordSchemas?.(missing) ?? []);
      for (const { sql, parameters } of [...rows, ...marker]) await session.query(sql, parameters);
      await session.run('COMMIT');
    } catch (thrown) {
      if (isServerError(thrown)) await session.run('ROLLBACK');
      throw thrown;
    }
  });
}

/** Those of `schemas` that do not exist, in their order. */
async function missingSchemas(session: Session, schemas: readonly string[]): Promise<readonly string[]> {
  if (schemas.length === 0) return [];
  const rows = await session.query(
    'SELECT s.name FROM pg_catalog.unnest($1::text[]) WITH ORDINALITY AS s (name, place) WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_namespace n WHERE n.nspname::text = s.name) ORDER BY s.place',
    [schemas],
  );
  return rows.map(({ name }) => String(name));
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
