// The worker's session, each call of which ends: cancelled, then terminated, then cut. What it rejects with is the migration's doing.
import { isConnectionLost, isServerError, messageOf } from '../failure.ts';
import type { ScratchDatabase, ScratchServer, ServerError, Session } from '../model/database.ts';
import type { Doing } from '../model/doing.ts';
import type { TraceError } from '../model/trace.ts';
import { isServersTrouble, serverTrouble } from './server-trouble.ts';

/** How long a cancelled call may take to end before its session is ended: a DO block can catch a cancellation. */
const GRACE_MS = 2_000;

export interface Limits {
  readonly server: Pick<ScratchServer, 'answers' | 'origin'>;
  readonly database: Pick<ScratchDatabase, 'end'>;
  /** Milliseconds that a call may take. */
  readonly limit: number;
  /** Cuts the connection. */
  readonly cut: () => void;
  readonly doing: () => Doing | undefined;
}

/**
 * Rejects with a `ServerError` for what a migration does to itself: it ran into the limit (57014), or ended its own session (08006).
 * A server that crashed, or has run out of something, is a `Failure`.
 */
export function limited(worker: Session, limits: Limits): Session {
  let gone: ServerError | undefined;
  const bounded = async <T>(call: () => Promise<T>): Promise<T> => {
    if (gone !== undefined) throw gone;
    const watch = watchCall(worker, limits);
    try {
      return await call();
    } catch (thrown) {
      const refusal = await refusalOf(thrown, watch.expired(), limits);
      if (isConnectionLost(thrown) && isServerError(refusal)) gone = refusal;
      throw refusal;
    } finally {
      await watch.end();
    }
  };
  return {
    pid: worker.pid,
    run: (sql, rows, copyData) => bounded(() => worker.run(sql, rows, copyData)),
    query: (sql, parameters) => bounded(() => worker.query(sql, parameters)),
    onMessage: (listener) => worker.onMessage(listener),
    close: () => worker.close(),
  };
}

interface CallWatch {
  expired(): boolean;
  /** Waits until no cancellation is under way: it must not hit the next call. */
  end(): Promise<void>;
}

function watchCall(worker: Session, { database, limit, cut }: Limits): CallWatch {
  let ending: Promise<void> = Promise.resolve();
  let expired = false;
  const stop = (how: 'cancel' | 'terminate') => (): void => {
    expired = true;
    ending = ending.then(() => database.end(worker.pid, how)).catch(() => undefined);
  };
  const timers = [
    setTimeout(stop('cancel'), limit),
    setTimeout(stop('terminate'), limit + GRACE_MS),
    setTimeout(cut, limit + 2 * GRACE_MS),
  ];
  return {
    expired: () => expired,
    end: () => {
      for (const timer of timers) clearTimeout(timer);
      return ending;
    },
  };
}

async function refusalOf(thrown: unknown, expired: boolean, limits: Limits): Promise<unknown> {
  if (isServerError(thrown)) {
    if (isServersTrouble(thrown.sqlstate)) return serverTrouble(limits.server.origin, thrown, limits.doing());
    return expired ? refused(tooLong(limits.limit)) : thrown;
  }
  if (!isConnectionLost(thrown)) return thrown;
  if (!(await limits.server.answers())) return serverTrouble(limits.server.origin, thrown, limits.doing());
  const refusal = refused(expired ? tooLong(limits.limit) : { sqlstate: '08006', message: messageOf(thrown) });
  // Both: an error of the statement, and the session can't answer any more.
  return Object.assign(refusal, { name: 'ConnectionLost' });
}

function tooLong(limit: number): TraceError {
  const seconds = Math.round(limit / 100) / 10;
  return { sqlstate: '57014', message: `it ran longer than ${seconds} s on the scratch server and was stopped` };
}

function refused({ sqlstate, message }: TraceError): ServerError {
  return Object.assign(new Error(message), {
    name: 'ServerError',
    sqlstate,
    detail: undefined,
    hint: undefined,
    offset: undefined,
  });
}
