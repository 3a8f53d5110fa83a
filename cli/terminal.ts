// What a terminal offers: streams, width, colours, and a line of progress that is wiped away.
import { printable } from '../src/reports/terminal.ts';

export interface Terminal {
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Columns of standard output; 80 when it is no terminal. */
  readonly width: number;
  /** Colours on standard output and on standard error: only on a terminal, and not with NO_COLOR. */
  readonly colors: boolean;
  readonly errorColors: boolean;
  write(text: string): void;
  writeError(text: string): void;
  /** Shows one line on standard error, in place of the last one; undefined wipes it. Silent when that is no terminal. */
  progress(line: string | undefined): void;
  /** Aborted by Ctrl-C and SIGTERM; a second signal ends the process at once. */
  readonly signal: AbortSignal;
}

export function openTerminal(): Terminal {
  const { stdout, stderr, env } = process;
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => controller.abort());
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
      stderr.write(line === undefined ? '\r\x1b[K' : `\r\x1b[K${printable(line).slice(0, room)}`);
      shown = line !== undefined;
    },
    signal: controller.signal,
  };
}
