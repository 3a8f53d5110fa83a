// The use case: bring a target database to what the directory says, or say why not.
import { type Baseline, type BaselineRequest, baselineTarget } from './apply/baseline.ts';
import { connectPatiently } from './apply/connect.ts';
import { keeperKeys } from './apply/guard.ts';
import { createHistory, forgetCompleted, type HistoryState, readState } from './apply/history-state.ts';
import { forgetMigration } from './apply/journal.ts';
import { answersWithin, liveSession } from './apply/live-session.ts';
import { takeLocks, workerKey } from './apply/lock.ts';
import { refuseOtherHistories } from './apply/other-histories.ts';
import { historyOf, managedSchemas, withDefaultSchema } from './apply/place.ts';
import { allMigrations, migrationsFor, planOf, type Resume } from './apply/plan.ts';
import { type Joined, signOfPooler } from './apply/pooler.ts';
import type { DeployPorts } from './apply/ports.ts';
import { noteLoss, type Progress, settleCurrent } from './apply/progress.ts';
import { reconnect } from './apply/reconnect.ts';
import { runSteps } from './apply/run.ts';
import type { ApplySettings } from './apply/settings.ts';
import { type MigrationStatus, statusOf } from './apply/status.ts';
import { conflictReason, lockReason, lostReason, refusedReason, unreachableReason } from './apply/stop-deploy.ts';
import { closeAll, openTarget, readFacts, type Target, type TargetFacts, unreachable } from './apply/target.ts';
import { refuseUnmanaged } from './apply/unmanaged.ts';
import { Failure, isServerError } from './failure.ts';
import type { History, HistoryPlace, Layout } from './model/layout.ts';
import type { Migration, Problem } from './model/migration.ts';
import type { Outcome, Plan, StopReason } from './model/plan.ts';
import type { Proof } from './model/proof.ts';

export type { Resume } from './apply/plan.ts';
export type { DeployPorts } from './apply/ports.ts';
export { type ApplySettings, defaultSettings } from './apply/settings.ts';

/** What to deploy: the directory as its layout read it. */
export interface DeployRequest {
  readonly layout: Layout;
  readonly migrations: readonly Migration[];
  readonly problems: readonly Problem[];
  /** Those that a baseline migration stands for on an empty database. */
  readonly superseded?: readonly Migration[];
  /** Refuses what was not proved. */
  readonly proof?: Proof;
  /** The last version to apply. */
  readonly to?: string;
  /** What to do with a half-done migration. */
  readonly resume?: Resume;
  /** Where the history is, when settings say so. */
  readonly historyAt?: HistoryPlace;
  readonly settings: ApplySettings;
}

/** Reads the target and answers what `apply` would do now. Takes no lock and changes nothing. */
export async function plan(request: DeployRequest, ports: DeployPorts): Promise<Plan> {
  return (await look(request, ports)).plan;
}

export interface Status {
  readonly historyTable: string;
  readonly tableExists: boolean;
  readonly migrations: readonly MigrationStatus[];
  readonly plan: Plan;
}

/** Records migrations as applied without running them. A dry run takes no lock and changes nothing. */
export async function baseline(
  request: BaselineRequest & DeployRequest,
  ports: DeployPorts,
): Promise<Baseline | Stopped> {
  const { layout, historyAt, settings, dryRun } = request;
  const target = await openTarget(withDefaultSchema(ports, historyAt), settings);
  try {
    const locked = dryRun
      ? undefined
      : await takeAllLocks(target, historyOf(layout, historyAt, target), settings, ports);
    return locked === undefined ? await baselineTarget(request, target) : { kind: 'stopped', reason: locked };
  } finally {
    await target.close();
  }
}

/** Another deployer holds the lock. */
interface Stopped {
  readonly kind: 'stopped';
  readonly reason: StopReason;
}

/** Reads the target and answers the state of each migration. Takes no lock and changes nothing. */
export async function status(request: DeployRequest, ports: DeployPorts): Promise<Status> {
  const { history, state, plan } = await look(request, ports);
  return {
    historyTable: history.table,
    tableExists: state.tableExists,
    migrations: statusOf(migrationsFor(request, state.applied), state),
    plan,
  };
}

interface Look {
  readonly history: History;
  readonly state: HistoryState;
  readonly plan: Plan;
}

/** Readers and poolers are fine for reading, and are named in the notes. */
async function look(request: DeployRequest, ports: DeployPorts): Promise<Look> {
  const { clock, signal } = ports;
  const { layout, historyAt, settings } = request;
  const { session: raw, askedAt } = await connectPatiently(withDefaultSchema(ports, historyAt), settings);
  let lost: Error | undefined;
  const session = liveSession(raw, clock, answersWithin(settings.answerMs, clock, signal), (error) => {
    lost = error;
  });
  try {
    const facts = await readFacts(session);
    const connectedForMs = clock.now() - askedAt;
    await refuseOtherHistories(session, layout, facts.database);
    const history = historyOf(layout, historyAt, facts);
    const state = await readState(session, history, allMigrations(request), facts, managedSchemas(historyAt));
    if (state.contents !== undefined) refuseUnmanaged(layout, history, state.tableExists, state.contents);
    const plan = withNotes(planOf({ ...request, ...state }), notesOn({ session, connectedForMs, ...facts }));
    return { history, state, plan };
  } catch (thrown) {
    if (signal.aborted) throw new Failure('interrupted', 'Interrupted while reading the history.');
    throw lost === undefined ? thrown : unreachable(lost);
  } finally {
    await closeAll([session]);
  }
}

function notesOn(target: TargetFacts & Joined): readonly string[] {
  const sign = signOfPooler(target);
  return [
    ...(target.readOnly === undefined ? [] : [readerNote(target.readOnly)]),
    ...(sign === undefined
      ? []
      : [`This connection goes through a connection pooler (${sign}): \`apply\` refuses it.`]),
  ];
}

function readerNote(readOnly: 'standby' | 'setting'): string {
  return readOnly === 'standby'
    ? 'This is a reader: it may lag behind the writer, and `apply` refuses it.'
    : 'This connection is read-only (transaction_read_only is on): `apply` refuses it.';
}

function withNotes(plan: Plan, notes: readonly string[]): Plan {
  return plan.kind === 'conflict' ? plan : { ...plan, notes: [...notes, ...plan.notes] };
}

/**
 * Applies what is pending. A conflict changes nothing; a stop says what is done, what is left and what running again does. Throws a
 * Failure when it could not begin: no connection, a reader, no right to keep the history.
 */
export function apply(request: DeployRequest, ports: DeployPorts): Promise<Outcome> {
  const { historyAt, settings } = request;
  const defaultSchema = historyAt?.schema;
  const placed = defaultSchema === undefined ? request : { ...request, settings: { ...settings, defaultSchema } };
  return applyPlaced(placed, withDefaultSchema(ports, historyAt));
}

async function applyPlaced(request: DeployRequest, ports: DeployPorts): Promise<Outcome> {
  const progress: Progress = { done: [], current: undefined, losses: new Map() };
  let target = await openTarget(ports, request.settings);
  try {
    for (;;) {
      const result = await attempt(request, ports, target, progress);
      if (result.kind !== 'lost') return result;
      const again = await reconnect(ports, request.settings, result.error, [target.backend, target.keeperBackend]);
      if (again instanceof Failure) return stopped(progress, unreachableReason(progress, result.error, again));
      noteLoss(progress, result.error, again.serverStartedAt === target.serverStartedAt);
      await target.close();
      target = again;
    }
  } finally {
    await target.close();
  }
}

type Lost = { readonly kind: 'lost'; readonly error: Error };

/** One run on one pair of connections. */
async function attempt(
  request: DeployRequest,
  ports: DeployPorts,
  target: Target,
  progress: Progress,
): Promise<Outcome | Lost> {
  try {
    return await applyOn(request, ports, target, progress);
  } catch (thrown) {
    const error = target.lost();
    if (error !== undefined) return { kind: 'lost', error };
    if (isServerError(thrown)) return stopped(progress, refusedReason(progress, thrown));
    throw thrown;
  }
}

async function applyOn(
  request: DeployRequest,
  ports: DeployPorts,
  target: Target,
  progress: Progress,
): Promise<Outcome> {
  const { layout, historyAt } = request;
  const history = historyOf(layout, historyAt, target);
  const locked = await takeAllLocks(target, history, request.settings, ports);
  if (locked !== undefined) return stopped(progress, locked);
  const schemas = managedSchemas(historyAt);
  // Once only: after a lost connection there may be tables that the migrations themselves made.
  if (progress.losses.size === 0) await refuseOtherHistories(target.worker, layout, target.database);
  const state = await readState(target.worker, history, allMigrations(request), target, schemas);
  if (state.contents !== undefined) refuseUnmanaged(layout, history, state.tableExists, state.contents);
  settleCurrent(progress, state, ports.clock.now());
  const plan = planOf({ ...resumed(request, progress), ...state });
  ports.onEvent({ kind: 'planned', plan });
  if (plan.kind === 'conflict') {
    const { conflicts } = plan;
    return progress.losses.size === 0 ? { kind: 'conflict', conflicts } : stopped(progress, conflictReason(conflicts));
  }
  if (plan.kind === 'nothing') {
    const { done } = progress;
    return done.length === 0 ? { kind: 'nothing', applied: plan.applied } : { kind: 'applied', done };
  }
  const lostAgain = lostReason(progress);
  if (lostAgain !== undefined) return stopped(progress, lostAgain);
  if (!state.tableExists) {
    await createHistory(target.worker, history, target, schemas === undefined ? {} : { schemas });
    ports.onEvent({ kind: 'history-created', table: history.table });
  }
  await forgetCompleted(target.worker, history, state, allMigrations(request));
  for (const { migration, restarts } of plan.steps) {
    if (restarts !== true) continue;
    const { sql, parameters } = forgetMigration(history.table, migration.id);
    await target.worker.query(sql, parameters);
  }
  const reason = await runSteps({ target, history, settings: request.settings, ports }, plan.steps, progress);
  return reason === undefined ? { kind: 'applied', done: progress.done } : stopped(progress, reason);
}

/** A restart is for what an earlier run left: after a lost connection this run's own journal counts. */
function resumed(request: DeployRequest, { losses }: Progress): DeployRequest {
  if (losses.size === 0 || request.resume !== 'restart') return request;
  const { resume: _, ...again } = request;
  return again;
}

/** The tool's keys and Lockgate's own on the keeper; then the worker's, which an earlier run's last statement may still hold. */
async function takeAllLocks(
  { keeper, worker, database }: Target,
  history: History,
  { lockWaitMs }: ApplySettings,
  ports: DeployPorts,
): Promise<StopReason | undefined> {
  const outer = await takeLocks(keeper, keeperKeys(history, database), lockWaitMs, ports);
  if (outer.kind !== 'held') return lockReason(outer, lockWaitMs, 'deployer');
  const inner = await takeLocks(worker, [workerKey], lockWaitMs, ports);
  return inner.kind === 'held' ? undefined : lockReason(inner, lockWaitMs, 'earlier-run');
}

function stopped({ done }: Progress, reason: StopReason): Outcome {
  return { kind: 'stopped', done, reason };
}
