// Runs one migration: its parts in order, the journal where it needs one, and the row in the team's history table.
import { isServerError } from '../failure.ts';
import type { Query } from '../model/layout.ts';
import type { Migration, Statement } from '../model/migration.ts';
import type { Step, StopReason } from '../model/plan.ts';
import type { MigrationPlace } from './events.ts';
import { stillOurs } from './guard.ts';
import { createJournal, forgetMigration, record } from './journal.ts';
import { leaveMark } from './mark.ts';
import { type Part, type Parts, partsOf, statementsOf } from './parts.ts';
import type { Current } from './progress.ts';
import type { PlaceOf, Result, Run } from './run.ts';
import { runAlone } from './run-alone.ts';
import { inOwnTransaction, runTransaction } from './run-transaction.ts';
import { sessionSql } from './settings.ts';
import { settle } from './settle.ts';
import { isSessionState } from './statement-kind.ts';
import { type Leftover, stopReason } from './stop.ts';

/** Returns why it stopped, or undefined. Throws when a connection ends. */
export async function runMigration(
  run: Run,
  step: Step,
  current: Current,
  place: MigrationPlace,
): Promise<StopReason | undefined> {
  const { migration } = step;
  const { statements } = migration.up;
  const placeOf: PlaceOf = (statement) => ({ ...place, statement, of: statements.length });
  const cut = partsOf(migration.up);
  const stop = (result: Result, leftover: Leftover): StopReason | undefined =>
    stopReason(run, migration, result, leftover);
  await run.target.worker.run(sessionSql(run.settings));
  await run.target.keeper.run('SELECT 1');
  if (!cut.atomic) {
    const journal = await answered(() => createJournal(run.target.keeper));
    if (journal.kind !== 'done') return stop(journal, { kind: 'no-journal' });
    const marked = await markStart(run, migration);
    if (marked.kind !== 'done') return stop(marked, { kind: 'not-begun' });
  }
  const finished = new Set(step.done);
  for (const part of cut.parts) {
    const result = await runPart(run, step, part, cut, finished, current, placeOf);
    if (result.kind === 'done') continue;
    return stop(result, await leftoverOf(run, migration, cut, part, result, finished, current));
  }
  if (cut.recordInLast) return undefined;
  return stop(await recordDone(run, migration, current), { kind: 'all-but-record' });
}

/** In the journal and, where the tool has such a mark, in the history: before the first statement of a script that can stop half-way. */
async function markStart(run: Run, migration: Migration): Promise<Result> {
  const { worker } = run.target;
  const { history } = run;
  const begun = { history: history.table, migration, statement: null, pid: worker.pid };
  const queries = [...(history.recordResumed?.(migration) ?? []), ...history.recordStart(migration)];
  return answered(() => leaveMark(run, migration, queries, () => record(worker, begun, 'done')));
}

/** A refusal of one of Lockgate's own queries as a result. */
async function answered(work: () => Promise<void>): Promise<Result> {
  try {
    await work();
    return { kind: 'done' };
  } catch (thrown) {
    if (!isServerError(thrown)) throw thrown;
    return { kind: 'failed', statement: null, error: thrown, blockers: [] };
  }
}

async function runPart(
  run: Run,
  step: Step,
  part: Part,
  cut: Parts,
  finished: Set<number>,
  current: Current,
  placeOf: PlaceOf,
): Promise<Result> {
  const { migration } = step;
  const members = statementsOf(part);
  const isLast = part === cut.parts.at(-1);
  // Even when all of it has run: the history row is still missing, and a transaction of no statements will carry it.
  const skipped = members.length > 0 && members.every(({ index }) => finished.has(index));
  if (skipped) {
    const replayed = await replay(run, members, current, placeOf);
    if (replayed.kind !== 'done' || !(isLast && cut.recordInLast)) return replayed;
    return recordDone(run, migration, current);
  }
  if (part.kind === 'alone') return runOne(run, step, part.statement, finished, current, placeOf);
  const recordInside = (): Promise<void> => recordPart(run, migration, part, cut, isLast, current);
  const result = await runTransaction(run, part, migration.up, recordInside, current, placeOf);
  if (result.kind === 'done' && part.end !== 'script-rolls-back') for (const { index } of members) finished.add(index);
  return result;
}

/** What an earlier run did is passed over, but for what lived only in its session. */
async function replay(run: Run, members: readonly Statement[], current: Current, placeOf: PlaceOf): Promise<Result> {
  for (const statement of members) {
    if (isSessionState(statement)) {
      const result = await runAlone(run, placeOf(statement).migration, statement, current, placeOf);
      if (result.kind !== 'done') return result;
    } else {
      run.ports.onEvent({ kind: 'statement-skipped', reason: 'an earlier run did it', ...placeOf(statement) });
    }
  }
  return { kind: 'done' };
}

async function runOne(
  run: Run,
  { migration, inDoubt }: Step,
  statement: Statement,
  finished: Set<number>,
  current: Current,
  placeOf: PlaceOf,
): Promise<Result> {
  let todo = statement;
  if (inDoubt === statement.index) {
    const settled = await settle(run, statement);
    if (settled.kind === 'done') {
      const row = { history: run.history.table, migration, statement, pid: run.target.worker.pid };
      await record(run.target.keeper, row, 'done');
      run.ports.onEvent({ kind: 'statement-skipped', reason: settled.why, ...placeOf(statement) });
      finished.add(statement.index);
      return { kind: 'done' };
    }
    if (settled.kind === 'finish') todo = { ...statement, text: settled.sql };
  }
  const result = await runAlone(run, migration, todo, current, placeOf);
  if (result.kind === 'done') finished.add(statement.index);
  return result;
}

/** Inside the transaction of a part: the history row when it is the last one, else its lines in the journal. */
async function recordPart(
  run: Run,
  migration: Migration,
  part: Part,
  cut: Parts,
  isLast: boolean,
  current: Current,
): Promise<void> {
  const { worker } = run.target;
  const { table } = run.history;
  if (isLast && cut.recordInLast) {
    await stillOurs(run, migration);
    for (const { sql, parameters } of historyQueries(run, migration, current, !cut.atomic)) {
      await worker.query(sql, parameters);
    }
    return;
  }
  for (const statement of statementsOf(part)) {
    await record(worker, { history: table, migration, statement, pid: worker.pid }, 'done');
  }
}

function historyQueries(run: Run, migration: Migration, current: Current, journaled: boolean): readonly Query[] {
  const ms = Math.round(run.ports.clock.now() - current.startedAt);
  const done = run.history.recordDone(migration, { ms });
  return journaled ? [...done, forgetMigration(run.history.table, migration.id)] : done;
}

/** The history row in a transaction of its own, with the session as it was at the start. */
async function recordDone(run: Run, migration: Migration, current: Current): Promise<Result> {
  const { worker } = run.target;
  return answered(async () => {
    await worker.run(sessionSql(run.settings));
    current.committing = true;
    await inOwnTransaction(run, historyQueries(run, migration, current, true), () => stillOurs(run, migration));
    current.committing = false;
  });
}

/** After a stop inside the script: what stays, recorded in the journal and, as the tool has it, in the history. */
async function leftoverOf(
  run: Run,
  migration: Migration,
  cut: Parts,
  part: Part,
  result: Exclude<Result, { kind: 'done' }>,
  finished: ReadonlySet<number>,
  current: Current,
): Promise<Leftover> {
  if (cut.atomic) return { kind: 'nothing' };
  const stays = finished.size > 0 || part.kind === 'alone';
  if (stays && result.kind === 'failed') {
    const ms = Math.round(run.ports.clock.now() - current.startedAt);
    const queries = run.history.recordFailed(migration, { ms });
    const { worker } = run.target;
    await worker.run(sessionSql(run.settings));
    if (queries.length > 0) await answered(() => leaveMark(run, migration, queries));
  }
  return { kind: 'journaled', finished: finished.size, ...(part.kind === 'alone' ? { alone: part.statement } : {}) };
}
