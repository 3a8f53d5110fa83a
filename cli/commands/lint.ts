// `lockgate lint`
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type CheckInput, lintMigrations } from '../../src/check.ts';
import { fixesOf } from '../../src/lint/fix.ts';
import type { Report } from '../../src/model/report.ts';
import type { Terminal } from '../terminal.ts';
import { deliver, openInput, type ReadingOptions } from './reading.ts';

export interface LintOptions extends ReadingOptions {
  readonly fix?: true;
}

export async function lint(terminal: Terminal, paths: readonly string[], options: LintOptions): Promise<0 | 1> {
  const input = await openInput(terminal, paths, options);
  const report = await lintMigrations(input);
  if (options.fix !== true) return deliver(terminal, report, options);
  const count = await writeFixes(input, report);
  terminal.writeError(
    count === 0
      ? 'Nothing here can be fixed in one place.\n'
      : `Fixed ${count} ${count === 1 ? 'finding' : 'findings'}.\n`,
  );
  return deliver(terminal, await lintMigrations(await openInput(terminal, paths, options)), options);
}

/** Writes the new migrations with their suggestions taken; a byte-order mark stays. Answers with the number of findings fixed. */
async function writeFixes(input: CheckInput, report: Report): Promise<number> {
  const scripts = report.migrations
    .filter((item) => item.new)
    .flatMap(({ migration }) => [migration.up, ...(migration.down === undefined ? [] : [migration.down])]);
  const fixes = fixesOf(report.findings, new Map(scripts.map((script) => [script.path, script.text])));
  for (const { path, text } of fixes) {
    const file = join(input.top, path);
    const bytes = await readFile(file);
    const mark = bytes.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf])) ? '\ufeff' : '';
    await writeFile(file, mark + text);
  }
  return fixes.reduce((sum, fix) => sum + fix.count, 0);
}
