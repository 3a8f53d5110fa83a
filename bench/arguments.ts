// What all benchmarks take: directories and a few numbers.
import { parseArgs } from 'node:util';

export interface BenchArguments {
  readonly directories: readonly [string, ...string[]];
  readonly layout: string | undefined;
  /** PostgreSQL's major version. */
  readonly major: number | undefined;
  readonly rounds: number;
}

/** Ends the process with the usage when no directory is named. */
export function benchArguments(usage: string, rounds: number): BenchArguments {
  const options = { layout: { type: 'string' }, major: { type: 'string' }, rounds: { type: 'string' } } as const;
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const [first, ...more] = positionals;
  if (first === undefined) {
    console.error(`usage: ${usage}`);
    process.exit(2);
  }
  return {
    directories: [first, ...more],
    layout: values.layout,
    major: values.major === undefined ? undefined : Number(values.major),
    rounds: Number(values.rounds ?? rounds),
  };
}
