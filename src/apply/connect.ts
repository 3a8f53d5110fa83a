// Connects for a deploy: waits for a server that is not ready yet, and never longer than the user does.
import { Failure, messageOf } from '../failure.ts';
import type { Session } from '../model/database.ts';
import type { DeployPorts } from './ports.ts';
import type { ApplySettings } from './settings.ts';
import { isNotReadyYet } from './worth-retrying.ts';

const pollMs = 500;
const tellEveryMs = 10_000;

/** A session as it was connected, and how long that took: a backend that is older than this was somebody else's. */
export interface Connected {
  readonly session: Session;
  readonly askedAt: number;
}

/** Rejects with a Failure as soon as `signal` is aborted; a connection that still comes is closed. */
export function connectUntil(ports: DeployPorts, signal: AbortSignal): Promise<Session> {
  return new Promise((resolve, reject) => {
    const giveUp = (): void => reject(new Failure('interrupted', 'Interrupted while connecting to the database.'));
    if (signal.aborted) return giveUp();
    signal.addEventListener('abort', giveUp, { once: true });
    ports
      .connect(signal)
      .then(
        (session) => (signal.aborted ? void session.close().catch(() => {}) : resolve(session)),
        (thrown) => reject(thrown),
      )
      .finally(() => signal.removeEventListener('abort', giveUp));
  });
}

/** A server that is starting up, recovering (57P03) or without a free connection (53300) is waited for. */
export async function connectPatiently(ports: DeployPorts, settings: ApplySettings): Promise<Connected> {
  const { clock, signal, onEvent } = ports;
  const start = clock.now();
  let told = Number.NEGATIVE_INFINITY;
  for (;;) {
    const askedAt = clock.now();
    try {
      return { session: await connectUntil(ports, signal), askedAt };
    } catch (thrown) {
      const waitedMs = clock.now() - start;
      if (!isNotReadyYet(thrown) || waitedMs >= settings.connectWaitMs) throw thrown;
      if (waitedMs - told >= tellEveryMs) {
        told = waitedMs;
        onEvent({ kind: 'server-waiting', message: messageOf(thrown), waitedMs });
      }
      await clock.sleep(Math.min(pollMs, settings.connectWaitMs - waitedMs), signal);
    }
  }
}
