// Runs something again when it lost the race for a lock; everything it did must have been rolled back.
import { describeBlockers } from './blockers.ts';
import type { PlaceOf, Result, Run } from './run.ts';
import { retryDelay } from './settings.ts';
import { isWorthRetrying } from './worth-retrying.ts';

/** `rolledBack`: whether a failure of `once` ends a transaction. */
export async function withRetries(
  run: Run,
  rolledBack: boolean,
  placeOf: PlaceOf,
  once: () => Promise<Result>,
): Promise<Result> {
  const { tries } = run.settings;
  for (let attempt = 2; ; attempt++) {
    const result = await once();
    if (result.kind !== 'failed' || !isWorthRetrying(result.error) || attempt > tries) return result;
    const delayMs = retryDelay(run.settings, attempt);
    const { statement, error, blockers } = result;
    const waitedFor = blockers.length === 0 ? '' : `, held by ${describeBlockers(blockers)}`;
    if (statement !== null) {
      const reason = `${error.message}${waitedFor}`;
      run.ports.onEvent({ kind: 'retry', attempt, tries, delayMs, reason, rolledBack, ...placeOf(statement) });
    }
    await run.ports.clock.sleep(delayMs, run.ports.signal);
    if (run.ports.signal.aborted) return { kind: 'interrupted', statement };
  }
}
