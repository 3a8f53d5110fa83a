// The world as deploy and apply see it: connections, a clock, an ear, and a way to be interrupted.
import type { Session } from '../model/database.ts';
import type { OnApplyEvent } from './events.ts';

export interface Clock {
  /** Milliseconds; only differences are used. */
  now(): number;
  /** Resolves after `ms` milliseconds, or at once when `signal` is aborted. Never rejects. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

export interface DeployPorts {
  /** A new connection to the target each time; rejects with a Failure. `signal` gives up at once. */
  connect(signal?: AbortSignal): Promise<Session>;
  readonly clock: Clock;
  readonly onEvent: OnApplyEvent;
  /** Ctrl-C or SIGTERM: what runs is cancelled and rolled back. */
  readonly signal: AbortSignal;
}
