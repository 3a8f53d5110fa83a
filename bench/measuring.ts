// Runs programs as whole processes and takes their time and their memory.
import { type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export type Environment = Readonly<Record<string, string | undefined>>;

export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  readonly environment?: Environment;
  /** Exit codes that are no failure; 0 alone by default. */
  readonly expected?: readonly number[];
}

export interface Measured {
  /** From the start of the process to its end, as a user waits for it. */
  readonly seconds: number;
  /** Peak resident memory of that process alone; absent for programs that are not Node. */
  readonly peakKb?: number;
}

const root = fileURLToPath(new URL('..', import.meta.url));
const peakMemory = new URL('peak-memory.js', import.meta.url).href;

/** A file of dist/, with arguments. */
export function bundle(
  file: string,
  args: readonly string[],
  options: Omit<Command, 'program' | 'args'> = {},
): Command {
  return { program: process.execPath, args: [`${root}dist/${file}`, ...args], ...options };
}

/** Runs a file of dist/ under this Node and asks it for its memory. */
export async function measureNode(command: Command): Promise<Measured> {
  const { seconds, told } = await run({ ...command, args: ['--import', peakMemory, ...command.args] });
  return { seconds, peakKb: Number(told) };
}

export async function measure(command: Command): Promise<Measured> {
  const { seconds } = await run(command);
  return { seconds };
}

async function run(command: Command): Promise<{ readonly seconds: number; readonly told: string }> {
  const options: SpawnOptions = {
    env: { ...process.env, ...command.environment },
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  };
  const start = performance.now();
  const child = spawn(command.program, command.args, options);
  const [errors, told] = [collect(child.stdio[2]), collect(child.stdio[3])];
  const [code] = await once(child, 'close');
  const seconds = (performance.now() - start) / 1000;
  if ((command.expected ?? [0]).includes(code)) return { seconds, told: told() };
  throw new Error(`${command.program} ended with ${code}: ${errors().slice(-2_000)}`);
}

function collect(stream: unknown): () => string {
  const chunks: Buffer[] = [];
  (stream as NodeJS.ReadableStream).on('data', (chunk: Buffer) => chunks.push(chunk));
  return () => Buffer.concat(chunks).toString('utf8');
}

/** One way to do the work, run once per round. */
export interface Contender {
  readonly name: string;
  run(): Promise<Measured>;
}

export interface Result {
  readonly name: string;
  readonly seconds: number;
  readonly peakKb?: number;
}

/** Every contender once per round, each round begun by another one; medians of time, the largest peak of memory. */
export async function race(contenders: readonly Contender[], rounds: number): Promise<readonly Result[]> {
  const measured = contenders.map((): Measured[] => []);
  for (let round = 0; round < rounds; round++) {
    for (let turn = 0; turn < contenders.length; turn++) {
      const which = (round + turn) % contenders.length;
      const result = await contenders[which]?.run();
      if (result !== undefined) measured[which]?.push(result);
    }
  }
  return contenders.map(({ name }, i) => {
    const all = measured[i] ?? [];
    const peaks = all.flatMap(({ peakKb }) => peakKb ?? []);
    return {
      name,
      seconds: median(all.map(({ seconds }) => seconds)),
      ...(peaks.length === 0 ? {} : { peakKb: Math.max(...peaks) }),
    };
  });
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
}
