// Runs one script and watches every statement.
import type { Direction, Migration, Script, Statement } from '../model/migration.ts';
import type { ScriptTrace, StatementTrace, TraceError } from '../model/trace.ts';
import type { Unit } from '../model/unit.ts';
import { answerOf } from './answers.ts';
import { interpret } from './interpret.ts';
import {
  type HeldLocks,
  locksOf,
  locksOfNewFiles,
  mergeLocks,
  type Observers,
  type Snapshot,
  snapshot,
} from './observe.ts';
import { mustRunOutside, observeOutside } from './outside.ts';
import { runObserved } from './run-observed.ts';
import { type HistoryRecord, rollBack, runScript, type ScriptOutcome } from './run-script.ts';

/** State of the open unit: what its transaction began with, and what the last statement left. */
interface UnitState {
  readonly unit: Unit;
  readonly start: Snapshot;
  last: Snapshot;
  locks: HeldLocks;
}

export interface Traced {
  readonly trace: ScriptTrace;
  readonly failed: ScriptOutcome['failed'];
  /** Names of the relations that were there when one of the script's transactions began. */
  readonly relations: ReadonlySet<string>;
}

export async function traceScript(
  observers: Observers,
  migration: Migration,
  direction: Direction,
  script: Script,
  record: HistoryRecord,
): Promise<Traced> {
  const statements: StatementTrace[] = [];
  const relations = new Set<string>();
  let state: UnitState | undefined;
  const outcome = await runScript(observers.worker, script, record, async (statement, unit) => {
    if (state?.unit !== unit) {
      const start = await snapshot(observers.worker);
      state = { unit, start, last: start, locks: new Map() };
      for (const { name } of start.values()) relations.add(name);
    }
    const trace = await traceStatement(observers, state, statement, script.path);
    statements.push(trace);
    return trace.error;
  });
  const { failed } = outcome;
  if (failed !== null) blame(statements, failed.error, failed.statement);
  return { trace: { migration: migration.id, path: script.path, direction, statements }, failed, relations };
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

async function traceStatement(
  observers: Observers,
  state: UnitState,
  statement: Statement,
  path: string,
): Promise<StatementTrace> {
  const { worker, provided } = observers;
  const inTransaction = state.unit.kind === 'transaction';
  const answer = await answerOf({ worker, provided, statement, path, inTransaction });
  if (answer.kind === 'refused') return bare(statement, 0, answer.error);
  if (answer.kind === 'done') return bare(statement, 0, null, answer.note);
  if (state.unit.kind === 'transaction') return traceInside(observers, state, statement);
  if (mustRunOutside(statement)) return traceOutside(observers, state, statement);
  return traceAlone(observers, state, statement);
}

/** Alone in a transaction block a statement does the same, and its locks can be read before it commits. A procedure or DO block may hold COMMIT. */
async function traceAlone(observers: Observers, state: UnitState, statement: Statement): Promise<StatementTrace> {
  await observers.worker.run('BEGIN');
  const trace = await traceInside(observers, state, statement);
  if (trace.error === null) {
    await observers.worker.run('COMMIT');
    return trace;
  }
  await rollBack(observers.worker);
  return outsideOnly.has(trace.error.sqlstate) ? traceOutside(observers, state, statement) : trace;
}

/** invalid_transaction_termination; active_sql_transaction, as REINDEX and CLUSTER of a partitioned table answer, which the text does not show. */
const outsideOnly: ReadonlySet<string> = new Set(['2D000', '25001']);

async function traceInside(observers: Observers, state: UnitState, statement: Statement): Promise<StatementTrace> {
  const { worker, monitor } = observers;
  const [first] = statement.changes;
  if (first?.kind === 'transaction') {
    const trace = await runBare(observers, statement);
    // What is rolled back lets its locks go, and its files come back.
    if (first.action === 'rollback-to' && trace.error === null) {
      state.last = await snapshot(worker);
      state.locks = await locksOf(monitor, worker.pid);
    }
    return trace;
  }
  // Again before each statement: the script may have set it. SET LOCAL in a DO block can still silence it; counters and files remain.
  await worker.run('SET LOCAL client_min_messages = debug1');
  const ran = await runObserved(observers, statement);
  if (ran.error !== null) return bare(statement, ran.ms, ran.error);
  const after = await snapshot(worker);
  const locksAfter = await locksOf(monitor, worker.pid);
  const seen = interpret({
    statement,
    atTransactionStart: state.start,
    atReleaseStart: observers.releaseStart,
    before: state.last,
    after,
    locksBefore: state.locks,
    locksAfter,
    messages: ran.messages,
  });
  state.last = after;
  state.locks = locksAfter;
  return { index: statement.index, line: statement.span.start.line, ...seen, ms: ran.ms, error: null };
}

async function traceOutside(observers: Observers, state: UnitState, statement: Statement): Promise<StatementTrace> {
  const { worker } = observers;
  await worker.run('SET client_min_messages = debug1');
  const { ran, locks } = await observeOutside(observers, statement, state.start);
  if (ran.error !== null) return bare(statement, ran.ms, ran.error);
  await worker.run('RESET client_min_messages');
  const after = await snapshot(worker);
  const seen = interpret({
    statement,
    atTransactionStart: state.start,
    atReleaseStart: observers.releaseStart,
    before: state.start,
    after,
    locksBefore: new Map(),
    locksAfter: mergeLocks(locks, locksOfNewFiles(state.start, after)),
    messages: ran.messages,
  });
  return { index: statement.index, line: statement.span.start.line, ...seen, ms: ran.ms, error: null };
}

/** BEGIN, COMMIT and their kin: nothing to observe but whether they work. */
async function runBare(observers: Observers, statement: Statement): Promise<StatementTrace> {
  const ran = await runObserved(observers, statement);
  return bare(statement, ran.ms, ran.error);
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
