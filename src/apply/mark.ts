// The mark that Lockgate leaves in the team's history beside a half-done migration, and whether the journal still counts.
import type { Session } from '../model/database.ts';
import type { History, Query } from '../model/layout.ts';
import type { Migration } from '../model/migration.ts';
import { type JournalEntry, noteMark, underWay } from './journal.ts';
import type { Run } from './run.ts';
import { inOwnTransaction } from './run-transaction.ts';

/**
 * Why the journal of a migration says nothing about the database any more:
 * - `mark-gone`: the row that Lockgate left in the history was removed (`flyway repair`, `migrate force`);
 * - `other-mark`: the history has such a row, and it is not Lockgate's: the tool has run since;
 * - `file-changed`: the tool keeps no such row, and the file is not the one that was begun.
 */
export type Stale = 'mark-gone' | 'other-mark' | 'file-changed';

/** Writes `queries` on the worker in a transaction of their own, and notes in it which mark the history then has. */
export function leaveMark(run: Run, migration: Migration, queries: readonly Query[], also = noMore): Promise<void> {
  const { worker } = run.target;
  return inOwnTransaction(run, queries, noMore, async () => {
    await also();
    await noteMark(worker, run.history.table, migration.id, await readMark(worker, run.history, migration));
  });
}

async function noMore(): Promise<void> {}

/** Null when the history has none, or its tool keeps none. */
export async function readMark(session: Session, history: History, migration: Migration): Promise<string | null> {
  const query = history.mark?.(migration);
  if (query === undefined) return null;
  const [row] = await session.query(query.sql, query.parameters);
  return row?.mark == null ? null : String(row.mark);
}

/** Undefined when the journal counts, or holds nothing that a run would skip. `mark` is the one in the history now. */
export function staleness(
  entries: readonly JournalEntry[],
  migration: Migration,
  mark: string | null,
): Stale | undefined {
  if (!entries.some(({ statement, state }) => statement !== underWay && state !== 'failed')) return undefined;
  const left = entries.find(({ statement }) => statement === underWay)?.mark ?? null;
  if (left !== mark) return mark === null ? 'mark-gone' : 'other-mark';
  // After a failure in a transaction the tool asks for no repair, so that the mark is no sign that all is as it was.
  const marks = left !== null && migration.up.transaction !== 'wrapped';
  const changed = entries.some(({ migrationDigest }) => (migrationDigest ?? migration.digest) !== migration.digest);
  return !marks && changed ? 'file-changed' : undefined;
}
