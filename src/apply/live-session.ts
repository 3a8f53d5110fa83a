// A session whose calls always end: in order, under supervision, and cut off from our side when no answer comes.
import { Failure, isServerError } from '../failure.ts';
import type { Session } from '../model/database.ts';
import type { Clock } from './ports.ts';

/** Runs beside a call until `ended` is aborted. Calls `drop` when the answer won't come. Never rejects. */
export type Supervise = (ended: AbortSignal, drop: (error: Error) => void) => Promise<void>;

export interface LiveSession extends Session {
  /** Cuts the connection: a call in flight and all later ones reject with `error`. The server is not asked. */
  drop(error: Error): void;
  /** Another supervision from now on. */
  supervise(supervise: Supervise): void;
  /** Milliseconds since its last call ended; 0 while one runs. */
  idleMs(): number;
}

/** In the words of a session, so that it is reported as one. */
export function lostConnection(why: string): Error {
  return new Error(`The connection to the database was lost: ${why}`);
}

/** `onLoss` gets the first error that means the end of the connection. */
export function liveSession(
  session: Session,
  clock: Clock,
  first: Supervise,
  onLoss: (error: Error) => void,
): LiveSession {
  let supervise = first;
  let waiting = 0;
  let usedAt = clock.now();
  let dropped: Error | undefined;
  let rejectPending: ((error: Error) => void) | undefined;
  let last: Promise<unknown> = Promise.resolve();
  const drop = (error: Error): void => {
    if (dropped !== undefined) return;
    dropped = error;
    onLoss(error);
    rejectPending?.(error);
    // With a call in flight this destroys the socket at once; else it gives a dead peer some seconds.
    session.close().catch(() => {});
  };
  const supervised = async <T>(work: () => Promise<T>): Promise<T> => {
    if (dropped !== undefined) throw dropped;
    const ended = new AbortController();
    const cut = new Promise<never>((_, reject) => {
      rejectPending = reject;
    });
    cut.catch(() => {});
    try {
      const answer = work();
      answer.catch(() => {});
      void supervise(ended.signal, drop);
      return await Promise.race([answer, cut]);
    } catch (thrown) {
      if (dropped === undefined && isLoss(thrown)) onLoss(thrown);
      throw thrown;
    } finally {
      rejectPending = undefined;
      ended.abort();
    }
  };
  /** One call at a time: a heartbeat or a look may come while another one runs. */
  const inOrder = <T>(work: () => Promise<T>): Promise<T> => {
    waiting++;
    const result = last.then(() => supervised(work));
    last = result.then(
      () => undefined,
      () => undefined,
    );
    return result.finally(() => {
      waiting--;
      usedAt = clock.now();
    });
  };
  return {
    pid: session.pid,
    handshakePid: session.handshakePid,
    pooler: session.pooler,
    run: (sql, rows, copyData) => inOrder(() => session.run(sql, rows, copyData)),
    query: (sql, parameters) => inOrder(() => session.query(sql, parameters)),
    onMessage: (listener) => session.onMessage(listener),
    close: () => (dropped === undefined ? session.close() : Promise.resolve()),
    drop,
    supervise: (next) => {
      supervise = next;
    },
    idleMs: () => (waiting > 0 ? 0 : clock.now() - usedAt),
  };
}

function isLoss(thrown: unknown): thrown is Error {
  return thrown instanceof Error && !isServerError(thrown) && !(thrown instanceof Failure);
}

/** How long a call may still take once the user has interrupted. */
const interruptedMs = 3_000;

/** For short queries: no answer within `ms` is a lost connection. */
export function answersWithin(ms: number, clock: Clock, signal: AbortSignal): Supervise {
  return async (ended, drop) => {
    await clock.sleep(ms, AbortSignal.any([ended, signal]));
    if (ended.aborted) return;
    if (signal.aborted) await clock.sleep(Math.min(ms, interruptedMs), ended);
    if (!ended.aborted) drop(lostConnection(`no answer within ${Math.round(ms / 100) / 10} s`));
  };
}

/**
 * Says something on a session that was idle for `ms`, until `ended`: silence is how the server recognises an abandoned one. Never comes
 * between the statements of a transaction, which follow each other at once.
 */
export async function heartbeat(session: LiveSession, ms: number, clock: Clock, ended: AbortSignal): Promise<void> {
  while (!ended.aborted) {
    const left = ms - session.idleMs();
    if (left > 0) {
      await clock.sleep(left, ended);
      continue;
    }
    try {
      await session.run('SELECT 1');
    } catch (thrown) {
      if (!isServerError(thrown)) return;
    }
  }
}
