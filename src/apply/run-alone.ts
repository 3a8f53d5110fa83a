// Runs one statement outside a transaction, with the journal before and after it.

import type { Migration, Script, Statement } from '../model/migration.ts';
import type { Name } from '../model/schema.ts';
import { refusedInTransaction } from '../sql/units.ts';
import { abandonedSql, mayLiftLimits } from './abandoned.ts';
import { doubtOf } from './doubt.ts';
import { removeInvalid } from './invalid-index.ts';
import { record } from './journal.ts';
import type { Current } from './progress.ts';
import { withRetries } from './retry.ts';
import type { PlaceOf, Result, Run } from './run.ts';
import { failedOr, runStatement } from './run-statement.ts';
import { isSessionState, setsParameter } from './statement-kind.ts';
import type { Seen } from './watch.ts';

/** A statement that only changes the session is not recorded: it is run again whenever the migration is taken up. */
export async function runAlone(
  run: Run,
  migration: Migration,
  statement: Statement,
  current: Current,
  placeOf: PlaceOf,
): Promise<Result> {
  const limits = limitsFor(migration.up, statement, run);
  if (limits !== undefined) await run.target.worker.run(limits.lift);
  const result = await withRetries(run, false, placeOf, () => attempt(run, migration, statement, current, placeOf));
  if (limits !== undefined) await run.target.worker.run(limits.restore);
  return result;
}

async function attempt(
  run: Run,
  migration: Migration,
  statement: Statement,
  current: Current,
  placeOf: PlaceOf,
): Promise<Result> {
  const { keeper, worker } = run.target;
  const seen: Seen = { blockers: [] };
  const row = { history: run.history.table, migration, statement, pid: worker.pid };
  const recorded = !isSessionState(statement);
  try {
    const build = concurrentBuild(statement);
    if (build !== undefined) await removeInvalid(run, build, placeOf(statement), seen);
    if (recorded) await record(keeper, row, 'begun');
  } catch (thrown) {
    return failedOr(run, thrown, statement, seen);
  }
  const result = await runStatement(run, statement, current, placeOf, seen);
  if (mayLiftLimits(statement)) await run.target.worker.run(abandonedSql(run.settings));
  if (recorded) await record(keeper, row, stateAfter(result, statement));
  return result;
}

/** What the server refused left nothing behind, unless it may have committed in between (CALL, DO). */
function stateAfter(result: Result, statement: Statement): 'done' | 'failed' | 'begun' {
  if (result.kind === 'done') return 'done';
  const commitsInside = statement.changes.some(({ kind }) => kind === 'call' || kind === 'do' || kind === 'opaque');
  return commitsInside ? 'begun' : 'failed';
}

/** The index that the statement builds concurrently, when it has a name. */
export function concurrentBuild(statement: Statement): { readonly index: string; readonly table: Name } | undefined {
  const doubt = doubtOf(statement);
  return doubt.kind === 'index' ? doubt : undefined;
}

/**
 * Index builds take as long as they take: no statement_timeout. And a CONCURRENTLY waits for old transactions with a lock that
 * keeps no reader or writer out: a lock_timeout would only leave an INVALID index. What the script has set itself stands.
 */
function limitsFor(
  script: Script,
  statement: Statement,
  { settings }: Run,
): { readonly lift: string; readonly restore: string } | undefined {
  if (refusedInTransaction(statement) === undefined) return undefined;
  const before = script.statements.slice(0, statement.index);
  const concurrent = statement.changes.some((change) => 'concurrently' in change && change.concurrently);
  const lift: string[] = [];
  const restore: string[] = [];
  const change = (name: string, ms: number): void => {
    if (setsParameter(before, name)) return;
    lift.push(`SET ${name} = 0`);
    restore.push(`SET ${name} = ${Math.round(ms)}`);
  };
  change('statement_timeout', settings.statementTimeoutMs);
  if (concurrent) change('lock_timeout', settings.lockTimeoutMs);
  return lift.length === 0 ? undefined : { lift: lift.join('; '), restore: restore.join('; ') };
}
