// After a lost connection: a new one to a verified writer, with the old one's server process gone.
import { Failure, messageOf } from '../failure.ts';
import type { DeployPorts } from './ports.ts';
import type { ApplySettings } from './settings.ts';
import { type Backend, openTarget, type Target } from './target.ts';

/** Why the connection ended, in one line without "the connection was lost". */
export function lossMessage(lost: Error): string {
  return messageOf(lost).replace(/^The connection to the database was lost: /, '');
}

/** True when the server ended it on command (57P01): a restart or failover, or an administrator who wanted it gone. */
export function endedOnCommand(lost: Error): boolean {
  const { cause } = lost;
  return cause instanceof Error && 'code' in cause && cause.code === '57P01';
}

/** Tries until `settings.reconnects` is used up, then answers the last failure. Readers are tried again too: failovers pass through them. */
export async function reconnect(
  ports: DeployPorts,
  settings: ApplySettings,
  lost: Error,
  old: readonly Backend[],
): Promise<Target | Failure> {
  for (let attempt = 1; ; attempt++) {
    const delayMs = attempt === 1 ? 200 : Math.min(settings.retryDelayMs * 2 ** (attempt - 2), 10_000);
    ports.onEvent({ kind: 'connection-lost', message: lossMessage(lost), attempt, delayMs });
    await ports.clock.sleep(delayMs, ports.signal);
    if (ports.signal.aborted) return new Failure('interrupted', 'Interrupted while connecting again.');
    try {
      const target = await openTarget(ports);
      await endOld(target, old);
      ports.onEvent({ kind: 'reconnected' });
      return target;
    } catch (thrown) {
      if (attempt < settings.reconnects) continue;
      return thrown instanceof Failure ? thrown : new Failure('no-database', messageOf(thrown), { cause: thrown });
    }
  }
}

/**
 * The server may not have noticed yet that we are gone and still run our last statement, or hold our locks. On another server, after a
 * failover, the start times differ and nothing is ended.
 */
async function endOld({ keeper }: Target, old: readonly Backend[]): Promise<void> {
  for (const { pid, startedAt } of old) {
    await keeper.query(
      'SELECT pg_catalog.pg_terminate_backend(pid) FROM pg_catalog.pg_stat_activity WHERE pid = $1 AND backend_start::text = $2',
      [pid, startedAt],
    );
  }
}
