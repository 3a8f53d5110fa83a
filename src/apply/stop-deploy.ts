// Why an apply as a whole stopped: locks, lost connections, what was found after a new one.
import { type Failure, messageOf } from '../failure.ts';
import type { ServerError } from '../model/database.ts';
import type { Conflict, StopReason } from '../model/plan.ts';
import { describeBlockers, describeDuration } from './blockers.ts';
import type { LockResult } from './lock.ts';
import { partsOf } from './parts.ts';
import type { Progress } from './progress.ts';
import { lossMessage } from './reconnect.ts';
import { interruptedReason } from './stop.ts';

function reason(progress: Progress | undefined, message: string, help: string): StopReason {
  return { migration: progress?.current?.migration ?? null, statement: null, sqlstate: null, message, help };
}

/** `deployer`: somebody else is deploying; `earlier-run`: the server still runs a statement of a Lockgate that is gone. */
export function lockReason(
  result: Exclude<LockResult, { kind: 'held' }>,
  waitMs: number,
  whose: 'deployer' | 'earlier-run',
): StopReason {
  if (result.kind === 'interrupted') return interruptedReason(null, null, '');
  const holders = describeBlockers(result.holders);
  const waited = `after ${describeDuration(waitMs)}`;
  const [holder] = result.holders;
  return whose === 'deployer'
    ? reason(
        undefined,
        `Another deployer holds the lock on this database: gave up ${waited} waiting for ${holders}.`,
        'Nothing was run. Run again when it is done; if it is stuck, end that process.',
      )
    : reason(
        undefined,
        `An earlier run was cut off, and the server still runs its last statement: gave up ${waited} waiting for ${holders}.`,
        `Nothing was run. Run again when it is done, or cancel it first: SELECT pg_cancel_backend(${holder?.pid ?? 'pid'}).`,
      );
}

/** The migration that was under way is not in the history; it is run again once, unless somebody ended it on purpose. */
export function lostReason(progress: Progress): StopReason | undefined {
  const { current } = progress;
  const loss = current === undefined ? undefined : progress.losses.get(current.migration.id);
  if (current === undefined || loss === undefined || (loss.count < 2 && !loss.onPurpose)) return undefined;
  const again = loss.onPurpose
    ? 'An administrator ended the connection, so it is not run again by itself.'
    : `It has cost ${loss.count} connections by now, so it is not run again by itself.`;
  const left = partsOf(current.migration.up).atomic
    ? 'It was rolled back, nothing of it is left.'
    : 'An open transaction was rolled back; what was committed, or ran outside a transaction, stays and is in the journal.';
  return reason(
    progress,
    `${current.migration.path}: the connection was lost while it ran: ${lossMessage(loss.error)}. The history was read again: it is not applied.`,
    `${again} ${left} Running again goes on with it.`,
  );
}

export function unreachableReason(progress: Progress, lost: Error, failure: Failure): StopReason {
  const { current } = progress;
  if (failure.code === 'interrupted') return interruptedLost(progress, lost);
  const what =
    current === undefined
      ? ''
      : current.committing
        ? ` ${current.migration.path} was being committed: whether it is applied is not known here; the next run looks it up in the history before it does anything.`
        : ` ${current.migration.path} was under way: what it had committed stays, an open transaction is rolled back; the next run reads the history and the journal and goes on from there.`;
  return reason(
    progress,
    `The connection was lost (${lossMessage(lost)}) and could not be made again: ${messageOf(failure)}`,
    `Run again when the database can be reached.${what}`,
  );
}

/** Without a connection it is not known what the cancelled work left. */
function interruptedLost(progress: Progress, lost: Error): StopReason {
  const { current } = progress;
  const left =
    current === undefined
      ? 'No migration was under way.'
      : `Whether ${current.migration.path} is applied is not known here: its open transaction is rolled back by the server; the next run reads the history and the journal before it does anything.`;
  return reason(progress, `Interrupted, after the connection was lost: ${lossMessage(lost)}.`, left);
}

export function conflictReason(conflicts: readonly Conflict[]): StopReason {
  return {
    migration: null,
    statement: null,
    sqlstate: null,
    message: `After a lost connection: ${conflicts.map(({ path, message }) => `${path ?? ''}: ${message}`).join(' ')}`,
    help: conflicts.map(({ help }) => help).join(' '),
  };
}

/** The server refused a query of Lockgate itself, where it never should. */
export function refusedReason(progress: Progress, error: ServerError): StopReason {
  return {
    ...reason(
      progress,
      `The server refused a query of Lockgate itself: ${error.message}.`,
      'Run again: what is in the history is done, everything else is not.',
    ),
    sqlstate: error.sqlstate,
  };
}
