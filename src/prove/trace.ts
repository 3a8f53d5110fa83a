// Runs one script and watches every statement.
import type { Direction, Migration, Script, Statement } from '../model/migration.ts';
import type { ScriptTrace, StatementTrace, TraceError } from '../model/trace.ts';
import type { Unit } from '../model/unit.ts';
import { answerOf } from './answers.ts';
import { announce, bringUpToDate } from './known-relations.ts';
import { countBefore, hasChanged, lossesOf } from './losses.ts';
import type { Observers } from './observe.ts';
import { mustRunOutside, observeOutside } from './outside.ts';
import { beginUnit, isDue, readAgain, readOutside, readPending, settle, type UnitState } from './reading.ts';
import { runObserved } from './run-observed.ts';
import { type HistoryRecord, rollBack, runScript, type ScriptOutcome, type Step } from './run-script.ts';

export interface Traced {
  readonly trace: ScriptTrace;
  readonly failed: ScriptOutcome['failed'];
}

/** What running one statement brought: traces of it and of those before it that were not read yet, or none so far. */
interface Watched {
  readonly traces: readonly StatementTrace[];
  readonly error: TraceError | null;
}

export async function traceScript(
  observers: Observers,
  migration: Migration,
  direction: Direction,
  script: Script,
  record: HistoryRecord,
): Promise<Traced> {
  const statements: StatementTrace[] = [];
  let state: UnitState | undefined;
  await bringUpToDate(observers.relations, observers.worker);
  const step: Step = async (statement, unit) => {
    if (state?.unit !== unit) {
      if (state !== undefined && !isRolledBack(state.unit)) settle(observers.relations);
      state = await beginUnit(observers, unit);
      if (direction === 'up') await announce(observers.relations, observers.worker);
    }
    const watched = await watch(observers, state, statement, script.path);
    statements.push(...watched.traces);
    return watched.error;
  };
  const outcome = await runScript(observers.worker, script, record, step, observers.onStep);
  const { failed } = outcome;
  if (failed === null && state !== undefined && !isRolledBack(state.unit)) settle(observers.relations);
  if (failed !== null) blame(statements, failed.error, failed.statement);
  return { trace: { migration: migration.id, path: script.path, direction, statements }, failed };
}

function isRolledBack(unit: Unit): boolean {
  return unit.kind === 'transaction' && (unit.closed === 'rollback' || unit.closed === 'open');
}

/** COMMIT checks deferred constraints, and the history's row may be refused: the last statement that ran shows it, or the empty script. */
function blame(statements: StatementTrace[], error: TraceError, statement: Statement | null): void {
  if (statements.some((trace) => trace.error !== null)) return;
  const last = statements.at(-1);
  if (last !== undefined && (statement === null || last.index === statement.index)) {
    statements[statements.length - 1] = { ...last, error };
  } else {
    const { index, span } = statement ?? { index: 0, span: undefined };
    statements.push({ ...nothingSeen, index, line: span?.start.line ?? 1, ms: 0, error });
  }
}

async function watch(observers: Observers, state: UnitState, statement: Statement, path: string): Promise<Watched> {
  const { worker, provided } = observers;
  const inTransaction = state.unit.kind === 'transaction';
  const answer = await answerOf({ worker, provided, statement, path, inTransaction });
  if (answer.kind !== 'no') {
    const before = await readPending(observers, state);
    const [error, note] = answer.kind === 'refused' ? [answer.error, undefined] : [null, answer.note];
    return { traces: [...before, bare(statement, 0, error, note)], error };
  }
  if (state.unit.kind === 'transaction') return watchInside(observers, state, statement);
  if (mustRunOutside(statement)) return watchOutside(observers, state, statement);
  return watchAlone(observers, state, statement);
}

/** Alone in a transaction block a statement does the same, and its locks can be read before it commits. A procedure or DO block may hold COMMIT. */
async function watchAlone(observers: Observers, state: UnitState, statement: Statement): Promise<Watched> {
  await observers.worker.run('BEGIN');
  const watched = await watchInside(observers, state, statement);
  if (watched.error === null) {
    await observers.worker.run('COMMIT');
    return watched;
  }
  await rollBack(observers.worker);
  if (!outsideOnly.has(watched.error.sqlstate)) return watched;
  return watchOutside(observers, await beginUnit(observers, state.unit), statement);
}

/** invalid_transaction_termination; active_sql_transaction, as REINDEX and CLUSTER of a partitioned table answer, which the text does not show. */
const outsideOnly: ReadonlySet<string> = new Set(['2D000', '25001']);

async function watchInside(observers: Observers, state: UnitState, statement: Statement): Promise<Watched> {
  const { worker } = observers;
  const [first] = statement.changes;
  if (first?.kind === 'transaction') {
    // A reading after its end would find no locks any more.
    const before = await readPending(observers, state);
    const ran = await runObserved(worker, statement);
    if (first.action === 'rollback-to' && ran.error === null) {
      await readAgain(observers, state);
      if (observers.census !== undefined) observers.census.isStale = true;
    }
    return { traces: [...before, bare(statement, ran.ms, ran.error)], error: ran.error };
  }
  // Again before each statement: the script may have set it. SET LOCAL in a DO block can still silence it; counters and files remain.
  const counted = await countBefore(observers, statement);
  await worker.run('SET LOCAL client_min_messages = debug1');
  const ran = await runObserved(worker, statement);
  // The locks of those that are pending are gone with the transaction: nothing is known of them.
  if (ran.error !== null) return { traces: [bare(statement, ran.ms, ran.error)], error: ran.error };
  const changed = await hasChanged(observers, counted);
  const losses = changed ? await lossesOf(observers, counted, observers.relations.states) : {};
  state.pending.push({ statement, ran, hasChanged: changed, losses });
  return { traces: isDue(state) ? await readPending(observers, state) : [], error: null };
}

async function watchOutside(observers: Observers, state: UnitState, statement: Statement): Promise<Watched> {
  const { worker } = observers;
  const counted = await countBefore(observers, statement);
  await worker.run('SET client_min_messages = debug1');
  const observed = await observeOutside(observers, statement, observers.relations.states);
  const { ms, error } = observed.ran;
  if (error !== null) return { traces: [bare(statement, ms, error)], error };
  await worker.run('RESET client_min_messages');
  const losses = await lossesOf(observers, counted, observers.relations.states);
  const { ran, locks } = observed;
  return {
    traces: await readOutside(observers, state, statement, { ran, locks, hasChanged: counted !== undefined, losses }),
    error: null,
  };
}

const nothingSeen = { locks: [], held: [], rewrites: [], scans: [], indexBuilds: [], live: [] };

/** A trace without observations: of a statement that failed, or of one that there is nothing to see of. */
function bare(statement: Statement, ms: number, error: TraceError | null, note?: string): StatementTrace {
  return {
    ...nothingSeen,
    index: statement.index,
    line: statement.span.start.line,
    ms,
    error,
    ...(note === undefined ? {} : { note }),
  };
}
