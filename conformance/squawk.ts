// What squawk says about the situations: its findings by situation, from one run per version and kind of transaction.
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Major, Situation } from './situation.ts';

/** Its rules that say that rows are read or written while somebody waits (or that a column can't be added for its rows). */
export const blockingRules: readonly string[] = [
  'adding-field-with-default',
  'adding-foreign-key-constraint',
  'adding-not-nullable-field',
  'adding-required-field',
  'adding-serial-primary-key-field',
  'ban-alter-domain-with-add-constraint',
  'changing-column-type',
  'constraint-missing-not-valid',
  'disallowed-unique-constraint',
  'prefer-repack',
  'require-concurrent-index-creation',
  'require-concurrent-reindex',
];

const program = join(import.meta.dirname, '..', 'node_modules', '.bin', 'squawk');

/** Rule ids by situation, in the order of its report. It is given the statement only: it reads no earlier files. */
export async function squawkFindings(
  situations: readonly Situation[],
  major: Major,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, string[]>(situations.map(({ id }) => [id, []]));
  for (const transaction of ['wrapped', 'none'] as const) {
    const chosen = situations.filter((situation) => situation.transaction === transaction);
    const options = transaction === 'wrapped' ? ['--assume-in-transaction'] : [];
    for (const { file, rule_name } of await report(chosen, [...options, '--pg-version', `${major}.0`])) {
      found.get(basename(file, '.sql'))?.push(rule_name);
    }
  }
  return found;
}

interface Reported {
  readonly file: string;
  readonly rule_name: string;
}

async function report(situations: readonly Situation[], options: readonly string[]): Promise<readonly Reported[]> {
  if (situations.length === 0) return [];
  const directory = await mkdtemp(join(tmpdir(), 'conformance-'));
  try {
    for (const { id, sql } of situations) await writeFile(join(directory, `${id}.sql`), `${sql}\n`);
    const files = situations.map(({ id }) => join(directory, `${id}.sql`));
    return JSON.parse(await output(['--reporter', 'json', '--no-error-on-unmatched-pattern', ...options, ...files]));
  } finally {
    await rm(directory, { recursive: true });
  }
}

/** Findings are no failure of the run: squawk then ends with 1. */
async function output(parameters: readonly string[]): Promise<string> {
  const child = spawn(program, parameters, { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  const code = await new Promise((resolve, reject) => child.on('close', resolve).on('error', reject));
  if (code !== 0 && code !== 1) throw new Error(`squawk ended with ${code}.`);
  return text;
}
