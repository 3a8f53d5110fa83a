// Runs one statement under a time limit and collects what the server says while it runs.
import { isServerError, messageOf } from '../failure.ts';
import type { ServerMessage, Session } from '../model/database.ts';
import type { Statement } from '../model/migration.ts';
import type { TraceError } from '../model/trace.ts';
import type { Observers } from './observe.ts';
import { traceError } from './run-script.ts';

export interface Ran {
  /** Milliseconds on the scratch server. */
  readonly ms: number;
  readonly error: TraceError | null;
  readonly messages: readonly ServerMessage[];
}

/** How long a cancelled statement may take to end before its connection is ended. A DO block can catch a cancellation. */
const grace = 5_000;

export type Limited = Pick<Observers, 'worker' | 'monitor' | 'statementLimit'>;

/** The monitor must not be in use while this runs. */
export async function runObserved(observers: Limited, statement: Statement): Promise<Ran> {
  const { monitor, worker, statementLimit } = observers;
  let calls: Promise<unknown> = Promise.resolve();
  let expired = false;
  const stop = (how: 'cancel' | 'terminate') => (): void => {
    expired = true;
    calls = calls
      .then(() => monitor.query(`select pg_catalog.pg_${how}_backend($1)`, [worker.pid]))
      .catch(() => undefined);
  };
  const timers = [setTimeout(stop('cancel'), statementLimit), setTimeout(stop('terminate'), statementLimit + grace)];
  const ran = await timed(worker, statement);
  for (const timer of timers) clearTimeout(timer);
  await calls;
  if (!expired || ran.error === null) return ran;
  return { ...ran, error: tooLong(statementLimit) };
}

export function tooLong(statementLimit: number): TraceError {
  const seconds = Math.round(statementLimit / 100) / 10;
  return { sqlstate: '57014', message: `it ran longer than ${seconds} s on the scratch server and was stopped` };
}

/** Runs without a limit. A lost connection is an error of the statement too: a migration can end its own backend. */
export async function timed(worker: Session, statement: Statement): Promise<Ran> {
  const messages: ServerMessage[] = [];
  const stopListening = worker.onMessage((message) => messages.push(message));
  const start = performance.now();
  const ms = (): number => Math.round((performance.now() - start) * 1000) / 1000;
  try {
    await worker.run(statement.text);
    return { ms: ms(), error: null, messages };
  } catch (thrown) {
    const error = isServerError(thrown) ? traceError(thrown) : { sqlstate: '08006', message: messageOf(thrown) };
    return { ms: ms(), error, messages };
  } finally {
    stopListening();
  }
}
