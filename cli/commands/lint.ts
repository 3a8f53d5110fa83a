// `lockgate lint`
import { access, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type CheckInput, lintMigrations } from '../../src/check.ts';
import { Failure } from '../../src/failure.ts';
import { type Fixes, fixesOf } from '../../src/lint/fix.ts';
import type { Report } from '../../src/model/report.ts';
import type { Terminal } from '../terminal.ts';
import { deliver, openInput, type ReadingOptions } from './reading.ts';

export interface LintOptions extends ReadingOptions {
  readonly fix?: true;
}

/** A fix may bring out another: a statement that was split still wants its lock_timeout. More rounds than this would be a loop. */
const mostRounds = 5;

export async function lint(terminal: Terminal, paths: readonly string[], options: LintOptions): Promise<0 | 1> {
  let input = await openInput(terminal, paths, options);
  let report = await lintMigrations(input);
  if (options.fix !== true) return deliver(terminal, report, options);
  let count = 0;
  const added: string[] = [];
  for (let round = 0; round < mostRounds; round++) {
    const fixes = fixesOf(report.findings, textsOf(report));
    if (fixes.count === 0) break;
    await write(input, fixes);
    count += fixes.count;
    added.push(...fixes.added.map(({ path }) => path));
    input = await openInput(terminal, paths, options);
    report = await lintMigrations(input);
  }
  terminal.writeError(summary(count, added));
  return deliver(terminal, report, options);
}

function summary(count: number, added: readonly string[]): string {
  if (count === 0) return 'Nothing here can be fixed without you.\n';
  const files = added.map((path) => `  new file ${path}\n`).join('');
  return `Fixed ${count} ${count === 1 ? 'finding' : 'findings'}.\n${files}`;
}

/** The scripts of the new migrations, by path. */
function textsOf(report: Report): ReadonlyMap<string, string> {
  const scripts = report.migrations
    .filter((item) => item.new)
    .flatMap(({ migration }) => [migration.up, ...(migration.down === undefined ? [] : [migration.down])]);
  return new Map(scripts.map((script) => [script.path, script.text]));
}

/** New files first: if one can't be written, no script has lost a statement. A byte-order mark stays. */
async function write({ top }: CheckInput, { changed, added }: Fixes): Promise<void> {
  const there = await Promise.all(added.map(({ path }) => exists(join(top, path))));
  const taken = added.filter((_, i) => there[i]).map(({ path }) => path);
  if (taken.length > 0) {
    throw new Failure('bad-input', `Nothing was fixed: ${taken.join(', ')} would be overwritten.`, {
      help: 'Move it away, or make the change by hand: the help of the finding holds all of it.',
    });
  }
  for (const { path, text } of added) {
    await mkdir(dirname(join(top, path)), { recursive: true });
    await writeFile(join(top, path), text, { flag: 'wx' });
  }
  for (const { path, text } of changed) {
    const file = join(top, path);
    const bytes = await readFile(file);
    const mark = bytes.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf])) ? '\ufeff' : '';
    await writeFile(file, mark + text);
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
