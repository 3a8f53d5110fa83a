// After a lost connection: a new one to a verified writer, with the old one's server process gone.
import { Failure, messageOf } from '../failure.ts';
import { connectUntil } from './connect.ts';
import { answersWithin, liveSession } from './live-session.ts';
import type { DeployPorts } from './ports.ts';
import type { ApplySettings } from './settings.ts';
import { type Backend, openTarget, type Target } from './target.ts';
import { endBackend } from './watch-backend.ts';
import { isWorthReconnecting } from './worth-retrying.ts';

/** After an interruption. */
const endOldMs = 2_500;

/** Why the connection ended, in one line without "the connection was lost". */
export function lossMessage(lost: Error): string {
  return messageOf(lost).replace(/^The connection to the database was lost: /, '');
}

/** True when the server ended it on command (57P01): a restart or failover, or an administrator who wanted it gone. */
export function endedOnCommand(lost: Error): boolean {
  const { cause } = lost;
  return cause instanceof Error && 'code' in cause && cause.code === '57P01';
}

/**
 * Tries until `settings.reconnects` is used up, then answers the last failure. Readers are tried again too: failovers pass through
 * them. A refused login is not.
 */
export async function reconnect(
  ports: DeployPorts,
  settings: ApplySettings,
  lost: Error,
  old: readonly Backend[],
): Promise<Target | Failure> {
  for (let attempt = 1; ; attempt++) {
    if (ports.signal.aborted) return interruptedWithout(ports, old);
    const delayMs = attempt === 1 ? 200 : Math.min(settings.retryDelayMs * 2 ** (attempt - 2), 10_000);
    ports.onEvent({ kind: 'connection-lost', message: lossMessage(lost), attempt, delayMs });
    await ports.clock.sleep(delayMs, ports.signal);
    if (ports.signal.aborted) return interruptedWithout(ports, old);
    let target: Target | undefined;
    try {
      target = await openTarget(ports, settings, 'reconnect');
      // The server may not have noticed yet that we are gone, still run our last statement, and hold our locks.
      for (const backend of old) await endBackend(target.keeper, backend);
      ports.onEvent({ kind: 'reconnected' });
      return target;
    } catch (thrown) {
      await target?.close();
      if (ports.signal.aborted) return interruptedWithout(ports, old);
      if (isWorthReconnecting(thrown) && attempt < settings.reconnects) continue;
      return thrown instanceof Failure ? thrown : new Failure('no-database', messageOf(thrown), { cause: thrown });
    }
  }
}

/** Ends what the lost connections may have left running, if the server answers soon; its own limits end it otherwise. */
async function interruptedWithout(ports: DeployPorts, old: readonly Backend[]): Promise<Failure> {
  const limit = AbortSignal.timeout(endOldMs);
  try {
    const raw = await connectUntil(ports, limit);
    const session = liveSession(raw, ports.clock, answersWithin(endOldMs, ports.clock, limit), () => {});
    for (const backend of old) await endBackend(session, backend);
    await session.close();
  } catch {
    // Not reachable: nothing more can be done from here.
  }
  return new Failure('interrupted', 'Interrupted after the connection was lost.');
}
