// The use case: bring a target database to what the directory says, or say why not.
import { createHistory, forgetCompleted, type HistoryState, readState } from './apply/history-state.ts';
import { deployerKey, takeLocks, workerKey } from './apply/lock.ts';
import { refuseOtherHistories } from './apply/other-histories.ts';
import { allMigrations, migrationsFor, planOf } from './apply/plan.ts';
import type { DeployPorts } from './apply/ports.ts';
import { noteLoss, type Progress, settleCurrent } from './apply/progress.ts';
import { reconnect } from './apply/reconnect.ts';
import { runSteps } from './apply/run.ts';
import type { ApplySettings } from './apply/settings.ts';
import { type MigrationStatus, statusOf } from './apply/status.ts';
import { conflictReason, lockReason, lostReason, refusedReason, unreachableReason } from './apply/stop-deploy.ts';
import { closeAll, openTarget, readFacts, type Target } from './apply/target.ts';
import { Failure, isServerError } from './failure.ts';
import type { History, Layout } from './model/layout.ts';
import type { Migration, Problem } from './model/migration.ts';
import type { Outcome, Plan, StopReason } from './model/plan.ts';
import type { Proof } from './model/proof.ts';

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
  /** What to do with a statement whose end nobody saw and that the server can't settle. */
  readonly resume?: 'retry' | 'skip';
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

async function look(
  request: DeployRequest,
  ports: DeployPorts,
): Promise<{ readonly history: History; readonly state: HistoryState; readonly plan: Plan }> {
  const session = await ports.connect();
  try {
    const facts = await readFacts(session);
    await refuseOtherHistories(session, request.layout, facts.database);
    const history = request.layout.history(facts.schema);
    const state = await readState(session, history, allMigrations(request), facts);
    return { history, state, plan: planOf({ ...request, ...state }) };
  } finally {
    await closeAll([session]);
  }
}

/**
 * Applies what is pending. A conflict changes nothing; a stop says what is done, what is left and what running again does. Throws a
 * Failure when it could not begin: no connection, a reader, no right to keep the history.
 */
export async function apply(request: DeployRequest, ports: DeployPorts): Promise<Outcome> {
  const progress: Progress = { done: [], current: undefined, losses: new Map() };
  let target = await openTarget(ports);
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
  const history = request.layout.history(target.schema);
  const locked = await takeAllLocks(target, history, request.settings, ports);
  if (locked !== undefined) return stopped(progress, locked);
  // Once only: after a lost connection there may be tables that the migrations themselves made.
  if (progress.losses.size === 0) await refuseOtherHistories(target.worker, request.layout, target.database);
  const state = await readState(target.worker, history, allMigrations(request), target);
  settleCurrent(progress, state, ports.clock.now());
  const plan = planOf({ ...request, ...state });
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
    await createHistory(target.worker, history, target);
    ports.onEvent({ kind: 'history-created', table: history.table });
  }
  await forgetCompleted(target.worker, history, state, allMigrations(request));
  const reason = await runSteps({ target, history, settings: request.settings, ports }, plan.steps, progress);
  return reason === undefined ? { kind: 'applied', done: progress.done } : stopped(progress, reason);
}

/** The tool's keys and Lockgate's own on the keeper; then the worker's, which an earlier run's last statement may still hold. */
async function takeAllLocks(
  { keeper, worker, database }: Target,
  history: History,
  { lockWaitMs }: ApplySettings,
  ports: DeployPorts,
): Promise<StopReason | undefined> {
  const outer = await takeLocks(keeper, [deployerKey, ...history.lockKeys(database)], lockWaitMs, ports);
  if (outer.kind !== 'held') return lockReason(outer, lockWaitMs, 'deployer');
  const inner = await takeLocks(worker, [workerKey], lockWaitMs, ports);
  return inner.kind === 'held' ? undefined : lockReason(inner, lockWaitMs, 'earlier-run');
}

function stopped({ done }: Progress, reason: StopReason): Outcome {
  return { kind: 'stopped', done, reason };
}
