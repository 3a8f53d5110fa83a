// One deployer at a time: session-level advisory locks, taken without ever waiting inside the server.
import type { Session } from '../model/database.ts';
import { holdersOf } from './blockers.ts';
import type { Blocker } from './events.ts';
import type { DeployPorts } from './ports.ts';

/** Lockgate's own key, beside those of the team's tool: "lockgate" in ASCII as one integer. One apply per database at a time. */
export const deployerKey = '7813573191458190437';
/**
 * The key of the session that runs the migrations, the one above plus one. It outlives a killed Lockgate for as long as the server
 * still runs its last statement, and keeps the next run from starting beside it.
 */
export const workerKey = '7813573191458190438';

const pollMs = 500;

export type LockResult =
  | { readonly kind: 'held' }
  | { readonly kind: 'given-up'; readonly holders: readonly Blocker[] }
  | { readonly kind: 'interrupted' };

/**
 * Takes all keys or none. It polls: a session that waits inside pg_advisory_lock, or holds a transaction open, has a snapshot that
 * CREATE INDEX CONCURRENTLY would wait for. In sorted order, and letting go of all when one is taken, so no two deployers
 * ever hold what the other needs.
 */
export async function takeLocks(
  session: Session,
  keys: readonly string[],
  waitMs: number,
  ports: DeployPorts,
): Promise<LockResult> {
  const sorted = [...new Set(keys)].sort((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1));
  const start = ports.clock.now();
  let told = Number.NEGATIVE_INFINITY;
  while (!ports.signal.aborted) {
    if (await tryLocks(session, sorted)) return { kind: 'held' };
    const holders = await holdersOf(session, sorted);
    const waitedMs = ports.clock.now() - start;
    if (waitedMs >= waitMs) return { kind: 'given-up', holders };
    if (waitedMs - told >= 10_000) {
      ports.onEvent({ kind: 'lock-waiting', holders, waitedMs });
      told = waitedMs;
    }
    await ports.clock.sleep(Math.min(pollMs * (0.75 + Math.random() / 2), waitMs - waitedMs), ports.signal);
  }
  return { kind: 'interrupted' };
}

async function tryLocks(session: Session, sorted: readonly string[]): Promise<boolean> {
  const taken: string[] = [];
  for (const key of sorted) {
    const rows = await session.query('SELECT pg_catalog.pg_try_advisory_lock($1::bigint) AS taken', [key]);
    if (rows[0]?.taken === true) taken.push(key);
    else {
      for (const held of taken) await session.query('SELECT pg_catalog.pg_advisory_unlock($1::bigint)', [held]);
      return false;
    }
  }
  return true;
}
