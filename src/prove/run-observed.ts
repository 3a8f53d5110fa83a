// Runs one statement and collects what the server says while it runs.
import { Failure, isServerError, messageOf } from '../failure.ts';
import type { ServerMessage, Session } from '../model/database.ts';
import type { Statement } from '../model/migration.ts';
import type { TraceError } from '../model/trace.ts';
import { hear } from './hear.ts';
import { traceError } from './run-script.ts';

export interface Ran {
  /** Milliseconds on the scratch server. */
  readonly ms: number;
  readonly error: TraceError | null;
  readonly messages: readonly ServerMessage[];
}

/**
 * Runs one statement; the worker's session has the time limit. A lost connection is an error of the statement too: a migration can end
 * its own backend.
 */
export async function runObserved(worker: Session, statement: Statement): Promise<Ran> {
  const { messages, stopListening } = hear(worker);
  const start = performance.now();
  const ms = (): number => Math.round((performance.now() - start) * 1000) / 1000;
  try {
    await worker.run(statement.text, 'dropped', statement.copyData);
    return { ms: ms(), error: null, messages };
  } catch (thrown) {
    if (thrown instanceof Failure) throw thrown;
    const error = isServerError(thrown) ? traceError(thrown) : { sqlstate: '08006', message: messageOf(thrown) };
    return { ms: ms(), error, messages };
  } finally {
    stopListening();
  }
}
