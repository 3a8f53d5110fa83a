// Sends one statement, watched, and tells how it ended.
import { isServerError } from '../failure.ts';
import type { ServerError } from '../model/database.ts';
import type { Statement } from '../model/migration.ts';
import type { Current } from './progress.ts';
import type { PlaceOf, Result, Run } from './run.ts';
import { type Seen, watched } from './watch.ts';

/** `after` goes to the server in the same message. Throws only when the connection ends. The caller has to end a transaction that failed. */
export async function runStatement(
  run: Run,
  statement: Statement,
  current: Current,
  placeOf: PlaceOf,
  seen: Seen,
  after?: string,
): Promise<Result> {
  const { clock, onEvent, signal } = run.ports;
  if (signal.aborted) return { kind: 'interrupted', statement };
  const place = placeOf(statement);
  const start = clock.now();
  const text = after === undefined ? statement.text : `${statement.text}\n;${after}`;
  onEvent({ kind: 'statement-start', ...place });
  try {
    await watched(run, place, () => run.target.worker.run(text, 'dropped', statement.copyData), seen);
  } catch (thrown) {
    return failedOr(run, thrown, statement, seen);
  }
  current.ran++;
  onEvent({ kind: 'statement-done', ms: clock.now() - start, ...place });
  return { kind: 'done' };
}

/** A server's refusal as a result; a cancel that we asked for is an interruption. Anything else is thrown on. */
export function failedOr(run: Run, thrown: unknown, statement: Statement | null, seen: Seen): Result {
  if (!isServerError(thrown)) throw thrown;
  if (run.ports.signal.aborted && isCancel(thrown)) return { kind: 'interrupted', statement };
  return { kind: 'failed', statement, error: thrown, blockers: seen.blockers };
}

function isCancel(error: ServerError): boolean {
  return error.sqlstate === '57014';
}
