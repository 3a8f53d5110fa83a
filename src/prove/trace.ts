// Runs one script and watches every statement.
import type { Direction, Migration, Script, Statement } from '../model/migration.ts';
import type { ScriptTrace, StatementTrace, TraceError } from '../model/trace.ts';
import type { Unit } from '../model/unit.ts';
import { interpret } from './interpret.ts';
import { type HeldLocks, locksOf, type Observers, type Snapshot, snapshot } from './observe.ts';
import { mustRunOutside, observeOutside } from './outside.ts';
import { grantedByAdministrator } from './privileged.ts';
import { runObserved } from './run-observed.ts';
import { type HistoryRecord, runScript, type ScriptOutcome } from './run-script.ts';

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
  const outcome = await runScript(observers.worker, script, record, async (statement, unit) => {
    if (state?.unit !== unit) {
      const start = await snapshot(observers.worker);
      state = { unit, start, last: start, locks: new Map() };
    }
    const trace = await traceStatement(observers, state, statement);
    statements.push(trace);
    return trace.error;
  });
  return { trace: { migration: migration.id, path: script.path, direction, statements }, failed: outcome.failed };
}

async function traceStatement(observers: Observers, state: UnitState, statement: Statement): Promise<StatementTrace> {
  const byAdministrator = await grantedByAdministrator(observers.monitor, statement);
  if (byAdministrator.kind === 'done') return bare(statement, 0, null, byAdministrator.note);
  if (state.unit.kind === 'transaction') return traceInside(observers, state, statement);
  if (mustRunOutside(statement)) return traceOutside(observers, state, statement);
  // Alone in a transaction block it does the same, and its locks can be read before it commits.
  await observers.worker.run('BEGIN');
  const trace = await traceInside(observers, state, statement);
  await observers.worker.run(trace.error === null ? 'COMMIT' : 'ROLLBACK');
  return trace;
}

async function traceInside(observers: Observers, state: UnitState, statement: Statement): Promise<StatementTrace> {
  const { worker, monitor } = observers;
  if (statement.changes[0]?.kind === 'transaction') return runBare(observers, statement);
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
  const observed = await observeOutside(observers, statement, state.start);
  await worker.run('RESET client_min_messages');
  const { ran, locks } = observed;
  if (ran.error !== null) return bare(statement, ran.ms, ran.error);
  const seen = interpret({
    statement,
    atTransactionStart: state.start,
    atReleaseStart: observers.releaseStart,
    before: state.start,
    after: await snapshot(worker),
    locksBefore: new Map(),
    locksAfter: locks,
    messages: ran.messages,
  });
  return { index: statement.index, line: statement.span.start.line, ...seen, ms: ran.ms, error: null };
}

/** BEGIN, COMMIT and their kin: nothing to observe but whether they work. */
async function runBare(observers: Observers, statement: Statement): Promise<StatementTrace> {
  const ran = await runObserved(observers, statement);
  return bare(statement, ran.ms, ran.error);
}

/** A trace without observations: of a statement that failed, or of one that there is nothing to see of. */
function bare(statement: Statement, ms: number, error: TraceError | null, note?: string): StatementTrace {
  return {
    index: statement.index,
    line: statement.span.start.line,
    locks: [],
    held: [],
    rewrites: [],
    scans: [],
    indexBuilds: [],
    live: [],
    ms,
    error,
    ...(note === undefined ? {} : { note }),
  };
}
