// Runs one transaction of a script, with Lockgate's record inside it.
import { isServerError } from '../failure.ts';
import type { Query } from '../model/layout.ts';
import type { Script, Statement } from '../model/migration.ts';
import { quoteIdentifier } from '../sql/quote.ts';
import { transactionAction } from '../sql/units.ts';
import { abandonedTransactionSql, mayLiftLimits, onlySets } from './abandoned.ts';
import type { Part } from './parts.ts';
import type { Current } from './progress.ts';
import { withRetries } from './retry.ts';
import type { PlaceOf, Result, Run } from './run.ts';
import { failedOr, runStatement } from './run-statement.ts';
import { mayChangeRole } from './statement-kind.ts';
import type { Seen } from './watch.ts';

export type TransactionPart = Extract<Part, { kind: 'transaction' }>;

/** Writes the record of the transaction into it, just before its COMMIT. */
export type RecordInside = () => Promise<void>;

/** All or nothing; run again as a whole when it lost the race for a lock. */
export function runTransaction(
  run: Run,
  part: TransactionPart,
  script: Script,
  recordInside: RecordInside,
  current: Current,
  placeOf: PlaceOf,
): Promise<Result> {
  const ranBefore = current.ran;
  return withRetries(run, true, placeOf, async () => {
    current.ran = ranBefore;
    const result = await attempt(run, part, script, recordInside, current, placeOf);
    if (result.kind !== 'done') await run.target.worker.run('ROLLBACK');
    return result;
  });
}

async function attempt(
  run: Run,
  part: TransactionPart,
  script: Script,
  recordInside: RecordInside,
  current: Current,
  placeOf: PlaceOf,
): Promise<Result> {
  const { worker } = run.target;
  const seen: Seen = { blockers: [] };
  const recordSafely = async (): Promise<Result> => {
    try {
      if (mayChangeRole(script)) await worker.run(localRole(run.target.role));
      await recordInside();
      return { kind: 'done' };
    } catch (thrown) {
      return failedOr(run, thrown, null, seen);
    }
  };
  if (part.begin) await worker.run('BEGIN');
  for (const statement of part.statements) {
    const commits = transactionAction(statement)?.action === 'commit';
    if (commits) {
      const recorded = await recordSafely();
      if (recorded.kind !== 'done') return recorded;
    }
    current.committing = commits;
    const result = await runLimited(run, statement, current, placeOf, seen);
    current.committing = false;
    if (result.kind !== 'done') return result;
  }
  if (part.end !== 'lockgate') return { kind: 'done' };
  const recorded = await recordSafely();
  return recorded.kind === 'done' ? commit(run, current, part.statements.at(-1) ?? null, seen) : recorded;
}

/** Runs a statement of a transaction, and sets the limit on an abandoned one again when the statement may have lifted it. */
async function runLimited(
  run: Run,
  statement: Statement,
  current: Current,
  placeOf: PlaceOf,
  seen: Seen,
): Promise<Result> {
  const limit = abandonedTransactionSql(run.settings);
  if (onlySets(statement)) return runStatement(run, statement, current, placeOf, seen, limit);
  const result = await runStatement(run, statement, current, placeOf, seen);
  if (result.kind === 'done' && mayLiftLimits(statement)) await run.target.worker.run(limit);
  return result;
}

/** Deferred constraints are checked here, so it can fail like a statement. */
async function commit(run: Run, current: Current, last: Statement | null, seen: Seen): Promise<Result> {
  if (run.ports.signal.aborted) return { kind: 'interrupted', statement: last };
  current.committing = true;
  try {
    await run.target.worker.run('COMMIT');
  } catch (thrown) {
    const result = failedOr(run, thrown, null, seen);
    current.committing = false;
    return result;
  }
  current.committing = false;
  return { kind: 'done' };
}

/** The record is written as the role that the connection began with, whatever the script has set; COMMIT ends it. */
function localRole(role: string): string {
  return `SET LOCAL ROLE ${role === 'none' ? 'NONE' : quoteIdentifier(role)}`;
}

/**
 * Lockgate's own queries, as one transaction of the worker; `first` may refuse them, `more` follows them. Throws the server's refusal, with the transaction
 * rolled back.
 */
export async function inOwnTransaction(
  run: Run,
  queries: readonly Query[],
  first: () => Promise<void> = async () => {},
  more: () => Promise<void> = async () => {},
): Promise<void> {
  const { worker } = run.target;
  await worker.run('BEGIN');
  try {
    await first();
    for (const { sql, parameters } of queries) await worker.query(sql, parameters);
    await more();
    await worker.run('COMMIT');
  } catch (thrown) {
    if (isServerError(thrown)) await worker.run('ROLLBACK');
    throw thrown;
  }
}
