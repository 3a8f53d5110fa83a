// What a terminal offers: streams, width, colours, and a line of progress that is wiped away.
import { Failure } from '../src/failure.ts';
import { printableLine } from '../src/reports/terminal.ts';

export interface Terminal {
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Columns of standard output; 80 when it is no terminal. */
  readonly width: number;
  /** Colours on standard output and on standard error: only on a terminal, and not with NO_COLOR. */
  readonly colors: boolean;
  readonly errorColors: boolean;
  write(text: string): void;
  /** Ends when all of it is written, or nobody reads any more; a Failure when it is lost, as on a full disk. */
  print(text: string): Promise<void>;
  writeError(text: string): void;
  /** Shows one line on standard error, in place of the last one; undefined wipes it. Silent when that is no terminal. */
  progress(line: string | undefined): void;
  /** Aborted by Ctrl-C and SIGTERM, once it has been asked for: till then they end the process at once, as a second one always does. */
  readonly signal: AbortSignal;
  /** Ctrl-C and SIGTERM wait until `work` is done, then end the process. */
  uninterrupted<T>(work: () => Promise<T>): Promise<T>;
}

const interrupts = ['SIGINT', 'SIGTERM'] as const;

export function openTerminal(): Terminal {
  const { stdout, stderr, env } = process;
  let controller: AbortController | undefined;
  // `lockgate … | head`: nobody reads any more, but what runs is still finished and cleaned up.
  for (const stream of [stdout, stderr]) stream.on('error', () => undefined);
  const plain = env.NO_COLOR !== undefined && env.NO_COLOR !== '';
  const forced = env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== '' && env.FORCE_COLOR !== '0';
  let shown = false;
  return {
    cwd: process.cwd(),
    environment: env,
    width: Math.min(Math.max(stdout.columns ?? 80, 40), 120),
    colors: forced || (stdout.isTTY === true && !plain),
    errorColors: forced || (stderr.isTTY === true && !plain),
    write: (text) => void stdout.write(text),
    writeError: (text) => void stderr.write(text),
    progress(line) {
      if (stderr.isTTY !== true || (line === undefined && !shown)) return;
      const room = (stderr.columns ?? 80) - 1;
      stderr.write(line === undefined ? '\r\x1b[K' : `\r\x1b[K${printableLine(line).slice(0, room)}`);
      shown = line !== undefined;
    },
    print: (text) =>
      new Promise((done, lost) => {
        stdout.write(text, (error) => {
          if (error == null || isGone(error)) done();
          else lost(new Failure('bad-input', `Standard output can't be written: ${error.message}.`));
        });
      }),
    get signal() {
      controller ??= abortedBySignals();
      return controller.signal;
    },
    uninterrupted,
  };
}

function abortedBySignals(): AbortController {
  const controller = new AbortController();
  const abort = (): void => {
    // The next one, of either kind, ends the process at once.
    for (const name of interrupts) process.off(name, abort);
    controller.abort();
  };
  for (const name of interrupts) process.on(name, abort);
  return controller;
}

async function uninterrupted<T>(work: () => Promise<T>): Promise<T> {
  let received: NodeJS.Signals | undefined;
  const note = (name: NodeJS.Signals): void => {
    received = name;
  };
  for (const name of interrupts) process.on(name, note);
  try {
    return await work();
  } finally {
    for (const name of interrupts) process.off(name, note);
    if (received !== undefined) process.kill(process.pid, received);
  }
}

/** The reader has closed the pipe: with this write, or before it. */
function isGone({ code }: NodeJS.ErrnoException): boolean {
  return code === 'EPIPE' || code === 'ERR_STREAM_DESTROYED';
}
