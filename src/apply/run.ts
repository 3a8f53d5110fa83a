// Runs the steps of a plan, one migration after the other, and keeps account of what is done.
import type { ServerError } from '../model/database.ts';
import type { History } from '../model/layout.ts';
import type { Statement } from '../model/migration.ts';
import type { Step, StopReason } from '../model/plan.ts';
import type { Blocker, StatementPlace } from './events.ts';
import type { DeployPorts } from './ports.ts';
import type { Current, Progress } from './progress.ts';
import { runMigration } from './run-migration.ts';
import type { ApplySettings } from './settings.ts';
import { interruptedReason } from './stop.ts';
import type { Target } from './target.ts';

/** What everything below needs while it runs. */
export interface Run {
  readonly target: Target;
  readonly history: History;
  readonly settings: ApplySettings;
  readonly ports: DeployPorts;
}

/** How a statement, a transaction or a migration ended when the server is still there. */
export type Result =
  | { readonly kind: 'done' }
  | { readonly kind: 'interrupted'; readonly statement: Statement | null }
  | {
      readonly kind: 'failed';
      /** Null when Lockgate's own record or the COMMIT failed. */
      readonly statement: Statement | null;
      readonly error: ServerError;
      /** Who was waited for last. */
      readonly blockers: readonly Blocker[];
    };

export type PlaceOf = (statement: Statement) => StatementPlace;

/** Returns why it stopped, or undefined when all steps are done. Throws when a connection ends. */
export async function runSteps(run: Run, steps: readonly Step[], progress: Progress): Promise<StopReason | undefined> {
  const { clock, onEvent, signal } = run.ports;
  const total = progress.done.length + steps.length;
  for (const step of steps) {
    const { migration } = step;
    if (signal.aborted) return interruptedReason(null, null, '');
    const place = { migration, number: progress.done.length + 1, total };
    const current: Current = { migration, startedAt: clock.now(), ran: 0, committing: false };
    progress.current = current;
    onEvent({ kind: 'migration-start', ...place });
    const stopped = await runMigration(run, step, current, place);
    if (stopped !== undefined) return stopped;
    const ms = clock.now() - current.startedAt;
    progress.done.push({ migration, ms, statements: current.ran });
    progress.current = undefined;
    onEvent({ kind: 'migration-done', ms, ...place });
  }
  return undefined;
}
