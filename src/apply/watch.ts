// While a statement runs: sees whom it waits for, keeps the second connection alive, and cancels it when asked to.
import { blockersOf } from './blockers.ts';
import type { Blocker, StatementPlace } from './events.ts';
import type { Run } from './run.ts';

const lookEveryMs = 1_000;
const tellEveryMs = 10_000;
const cancelEveryMs = 250;

/** What was seen last; kept here because a lock timeout comes when the wait is over. */
export interface Seen {
  blockers: readonly Blocker[];
}

/** Awaits `work` (a call of the worker), watching from the keeper's connection. Settles as `work` does. */
export async function watched<T>(
  run: Run,
  place: StatementPlace | undefined,
  work: () => Promise<T>,
  seen: Seen,
): Promise<T> {
  const ended = new AbortController();
  const watching = watch(run, place, ended.signal, seen);
  try {
    return await work();
  } finally {
    ended.abort();
    await watching;
  }
}

async function watch(run: Run, place: StatementPlace | undefined, ended: AbortSignal, seen: Seen): Promise<void> {
  const { clock, signal, onEvent } = run.ports;
  const start = clock.now();
  const either = AbortSignal.any([ended, signal]);
  // Early enough to see the blocker before a short lock_timeout strikes.
  const { lockTimeoutMs } = run.settings;
  let pause = lockTimeoutMs > 0 ? Math.min(lookEveryMs, lockTimeoutMs / 3) : lookEveryMs;
  let told = Number.NEGATIVE_INFINITY;
  try {
    for (;;) {
      await clock.sleep(pause, signal.aborted ? ended : either);
      if (ended.aborted) return;
      if (signal.aborted) {
        await run.target.keeper.query('SELECT pg_catalog.pg_cancel_backend($1)', [run.target.worker.pid]);
        pause = cancelEveryMs;
        continue;
      }
      const blockers = await blockersOf(run.target.keeper, run.target.worker.pid);
      if (blockers.length > 0) seen.blockers = blockers;
      const ms = clock.now() - start;
      if (place !== undefined && ms - told >= tellEveryMs && (blockers.length > 0 || ms >= tellEveryMs)) {
        told = ms;
        if (blockers.length > 0) onEvent({ kind: 'statement-waiting', blockers, ms, ...place });
        else onEvent({ kind: 'statement-running', ms, detail: await progressOf(run), ...place });
      }
      pause = lookEveryMs;
    }
  } catch {
    // The keeper's connection ended: the target has noted it, and the next use of the keeper tells.
  }
}

/** Index builds, VACUUM FULL and CLUSTER tell how far they are (manual, 27.4). */
async function progressOf({ target }: Run): Promise<string | null> {
  const [row] = await target.keeper.query(
    `SELECT phase, CASE WHEN total > 0 THEN pg_catalog.round(100.0 * done / total)::int END AS percent FROM (
       SELECT pid, phase, CASE WHEN blocks_total > 0 THEN blocks_done ELSE tuples_done END AS done,
         CASE WHEN blocks_total > 0 THEN blocks_total ELSE tuples_total END AS total FROM pg_catalog.pg_stat_progress_create_index
       UNION ALL
       SELECT pid, phase, heap_blks_scanned, heap_blks_total FROM pg_catalog.pg_stat_progress_cluster
     ) AS progress WHERE pid = $1`,
    [target.worker.pid],
  );
  if (row === undefined) return null;
  return row.percent === null ? String(row.phase) : `${row.phase}, ${row.percent} %`;
}
