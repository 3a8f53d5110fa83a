// A proof with its end: the scratch server is started, used and left within a time limit, also on Ctrl-C and when the server fails.
import { setTimeout as sleep } from 'node:timers/promises';
import { Failure, messageOf } from './failure.ts';
import type { ScratchServer } from './model/database.ts';
import type { Doing } from './model/doing.ts';
import { doingPlace, doingWords } from './prove/doing-words.ts';
import { troubleWhile } from './prove/server-trouble.ts';

/** Minutes that all of a proof may take, unless set. */
const defaultMinutes = 15;
/** How long a server that is being started may take to go away again. */
const STARTING_MS = 4_000;

export interface Bounds {
  /** 15 when left out. */
  readonly minutes: number | undefined;
  /** Ctrl-C and SIGTERM. */
  readonly interrupts: AbortSignal;
  /** Starts or finds the server; what that is doing ends with the signal. */
  readonly open: (signal: AbortSignal) => Promise<ScratchServer>;
}

/** What work on a server gets. */
export interface Bench {
  readonly server: ScratchServer;
  /** Aborted when the run ends early. */
  readonly signal: AbortSignal;
  readonly onDoing: (doing: Doing) => void;
}

/** Why a run ends before its work is done. */
type Ending =
  | { readonly kind: 'interrupted' }
  | { readonly kind: 'time-limit'; readonly minutes: number }
  | { readonly kind: 'failed'; readonly what: string };

/**
 * Opens the server, runs `work`, leaves the server. What comes first counts: the end of the work, the time, Ctrl-C, the end of the server.
 * Work that is overtaken is left alone: it has no connection any more.
 */
export async function boundedRun<T>(bounds: Bounds, work: (bench: Bench) => Promise<T>): Promise<T> {
  const stop = new AbortController();
  const clock = openClock();
  const { early, forget } = endingOf(bounds.minutes ?? defaultMinutes, bounds.interrupts);
  try {
    const server = await openUnless(bounds.open, stop, early);
    if ('kind' in server) throw failureOf(server, clock.now(), server.left);
    const failed = server.failed.then((what): Ending => ({ kind: 'failed', what }));
    const running = settled(work({ server, signal: stop.signal, onDoing: clock.set }));
    const outcome = await Promise.race([running, early, failed]);
    if (outcome.kind !== 'done' && outcome.kind !== 'thrown') {
      // Work that is cut off goes on to something else.
      const at = clock.now();
      stop.abort();
      throw failureOf(outcome, at, await leave(server, 'hurried'));
    }
    const left = await Promise.race([leave(server), early.then(() => leave(server, 'hurried'))]);
    if (outcome.kind === 'thrown') throw withLeft(outcome.thrown, left);
    if (left.length > 0)
      throw new Failure('scratch-server', `The proof was made, but not all of it could be removed. ${leftWords(left)}`);
    return outcome.value;
  } finally {
    forget();
  }
}

function endingOf(minutes: number, interrupts: AbortSignal): { early: Promise<Ending>; forget: () => void } {
  let forget = (): void => {};
  const early = new Promise<Ending>((resolve) => {
    const interrupt = (): void => resolve({ kind: 'interrupted' });
    const timer = setTimeout(() => resolve({ kind: 'time-limit', minutes }), minutes * 60_000);
    interrupts.addEventListener('abort', interrupt);
    if (interrupts.aborted) interrupt();
    forget = () => {
      clearTimeout(timer);
      interrupts.removeEventListener('abort', interrupt);
    };
  });
  return { early, forget };
}

async function openUnless(
  open: Bounds['open'],
  stop: AbortController,
  early: Promise<Ending>,
): Promise<ScratchServer | (Ending & { readonly left: readonly string[] })> {
  const opening = open(stop.signal);
  const first = await Promise.race([opening.then((server) => ({ server })), early.then((ending) => ({ ending }))]);
  if ('server' in first) return first.server;
  stop.abort();
  // It gives up soon; one that has come up all the same is left.
  const given = opening.then(
    (server) => leave(server, 'hurried'),
    () => [],
  );
  const tooLong = sleep(STARTING_MS, ['the server that was being started'], { ref: false });
  return { ...first.ending, left: await Promise.race([given, tooLong]) };
}

function leave(server: ScratchServer, hurried?: 'hurried'): Promise<readonly string[]> {
  return server.stop(hurried).catch((thrown: unknown) => [messageOf(thrown)]);
}

type Settled<T> = { readonly kind: 'done'; readonly value: T } | { readonly kind: 'thrown'; readonly thrown: unknown };

function settled<T>(running: Promise<T>): Promise<Settled<T>> {
  return running.then(
    (value) => ({ kind: 'done', value }),
    (thrown: unknown) => ({ kind: 'thrown', thrown }),
  );
}

/** What is being done, and for how many seconds. */
interface Moment {
  readonly doing: Doing | undefined;
  readonly seconds: number;
}

interface Clock {
  set(doing: Doing): void;
  now(): Moment;
}

function openClock(): Clock {
  let doing: Doing | undefined;
  let since = performance.now();
  return {
    set(next) {
      doing = next;
      since = performance.now();
    },
    now: () => ({ doing, seconds: Math.round((performance.now() - since) / 1000) }),
  };
}

function failureOf(ending: Ending, { doing, seconds }: Moment, left: readonly string[]): Failure {
  const place = doing === undefined ? {} : { place: doingPlace(doing) };
  switch (ending.kind) {
    case 'interrupted':
      return new Failure('interrupted', `Interrupted: nothing was judged. ${leftWords(left)}`);
    case 'failed':
      return withLeft(troubleWhile(ending.what, doing), left) as Failure;
    case 'time-limit': {
      const last = doing === undefined ? 'the scratch server was being started' : doingWords(doing);
      const limit = ending.minutes === 1 ? 'minute' : 'minutes';
      return new Failure(
        'time-limit',
        `The proof was stopped after ${ending.minutes} ${limit}, its limit, and nothing was judged. For the last ${seconds} s ${last}. ${leftWords(left)}`,
        { help: 'See what it waits for or computes. A longer limit is set with timeout-minutes.', ...place },
      );
    }
  }
}

/** Said after looking. */
function leftWords(left: readonly string[]): string {
  if (left.length === 0) return 'Nothing is left running.';
  return `Left on the scratch server, to be removed by hand: ${left.join('; ')}.`;
}

function withLeft(thrown: unknown, left: readonly string[]): unknown {
  if (left.length === 0 || !(thrown instanceof Failure)) return thrown;
  const { code, help, place, cause } = thrown;
  return new Failure(code, `${thrown.message} ${leftWords(left)}`, {
    ...(help === undefined ? {} : { help }),
    ...(place === undefined ? {} : { place }),
    cause,
  });
}
