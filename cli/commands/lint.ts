// `lockgate lint`
import { access, constants, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { CheckInput } from '../../src/check.ts';
import { Failure, messageOf } from '../../src/failure.ts';
import type { Fixed } from '../../src/fix.ts';
import type { SourceFile } from '../../src/model/migration.ts';
import { oneLine } from '../../src/one-line.ts';
import { committedFiles } from '../../src/project.ts';
import { printableLine } from '../../src/reports/terminal.ts';
import { cacheDirectory, findReport, keepReport, keyOf } from '../kept-reports.ts';
import type { Terminal } from '../terminal.ts';
import { ownDirectory } from './own-directory.ts';
import {
  deliver,
  openInput,
  type ReadingOptions,
  type RenderedReport,
  type Rendering,
  rendered,
  renderingOf,
} from './reading.ts';

export interface LintOptions extends ReadingOptions {
  readonly fix?: true;
  /** False with --no-cache. */
  readonly cache: boolean;
}

export async function lint(terminal: Terminal, paths: readonly string[], options: LintOptions): Promise<0 | 1 | 2> {
  const input = await openInput(terminal, paths, options);
  const rendering = renderingOf(terminal, options);
  if (options.fix !== true) return deliver(terminal, await linted(terminal, input, rendering, options), options);
  const [{ fixMigrations }, { isAllNew }] = await Promise.all([
    import('../../src/fix.ts'),
    import('../../src/check.ts'),
    loadGrammar(),
  ]);
  const fixed = await fixMigrations(input);
  if (isAllNew(input)) await refuseCommitted(input, fixed);
  await terminal.uninterrupted(() => write(input.top, fixed));
  terminal.writeError(summary(fixed));
  return deliver(terminal, rendered(fixed.report, rendering), options);
}

/** Without a base all migrations count as new, also those that databases have run: an edit of one of them stops the next deployment. */
async function refuseCommitted(input: CheckInput, { changed }: Fixed): Promise<void> {
  const now = new Map(input.files.map(({ path, bytes }) => [path, bytes]));
  const isAsNow = ({ path, bytes }: SourceFile): boolean => {
    const own = now.get(path);
    return own !== undefined && Buffer.compare(bytes, own) === 0;
  };
  const paths = new Set((await committedFiles(input)).filter(isAsNow).map(({ path }) => path));
  const [first, ...others] = changed.filter(({ path }) => paths.has(path));
  if (first === undefined) return;
  const more = others.length === 0 ? '' : ` and ${others.length} more`;
  throw new Failure(
    'bad-input',
    `Nothing was fixed: ${oneLine(first.path)}${more} would be edited, but ${others.length === 0 ? 'is' : 'are'} committed: databases may have run it, and refuse or skip another text.`,
    {
      help: 'Say which migrations are new, for example with --since origin/main; or name their files.',
    },
  );
}

/** The report of an earlier run on the same bytes, or a new one, which is kept for the next. */
async function linted(
  terminal: Terminal,
  input: CheckInput,
  rendering: Rendering,
  options: LintOptions,
): Promise<RenderedReport> {
  const directory = options.cache ? cacheDirectory(terminal.environment) : undefined;
  const key = directory && (await keyOf(join(ownDirectory(), 'digest.txt'), input, rendering));
  const kept = directory && key && (await findReport(directory, key));
  if (kept) return kept;
  // Rules and grammar are most of the program: only what is judged anew needs them.
  const [{ lintMigrations }] = await Promise.all([import('../../src/check.ts'), loadGrammar()]);
  const report = rendered(await lintMigrations(input), rendering);
  if (directory && key && !report.incomplete) await keepReport(directory, key, report);
  return report;
}

async function loadGrammar(): Promise<void> {
  const { loadParser } = await import('../../src/sql/script.ts');
  return loadParser();
}

function summary({ count, added, refused }: Fixed): string {
  const left =
    refused.length === 0
      ? ''
      : `${refused.length} ${refused.length === 1 ? 'fix is' : 'fixes are'} left to you: taken as offered, ${refused.length === 1 ? 'it' : 'they'} would bring out something else.\n`;
  if (count === 0) return `Nothing here can be fixed without you.\n${left}`;
  const files = added.map(({ path }) => `  new file ${printableLine(path)}\n`).join('');
  return `Fixed ${count} ${count === 1 ? 'finding' : 'findings'}.\n${files}${left}`;
}

/**
 * Everything or nothing: what could not be finished is taken back. A file that changes is written beside itself and then takes its own place, so that a full disk
 * costs nothing of it.
 */
async function write(top: string, { changed, added }: Fixed): Promise<void> {
  const undo: (() => Promise<void>)[] = [];
  try {
    const ready: { readonly file: string; readonly part: string }[] = [];
    for (const { path, bytes } of changed) {
      const file = join(top, path);
      await access(file, constants.W_OK);
      const part = `${file}.lockgate`;
      undo.push(() => rm(part, { force: true }));
      await writeFile(part, bytes, { mode: (await stat(file)).mode });
      ready.push({ file, part });
    }
    for (const { path, bytes } of added) await create(join(top, path), bytes, undo);
    for (const { file, part } of ready) {
      const before = await readFile(file);
      undo.push(() => writeFile(file, before));
      await rename(part, file);
    }
  } catch (error) {
    for (const back of undo.reverse()) await back().catch(() => undefined);
    throw new Failure('bad-input', oneLine(`Nothing was fixed: ${messageOf(error)}.`), {
      help: 'Make room, or the files writable; or make the change by hand: the help of each finding holds all of it.',
    });
  }
}

async function create(file: string, bytes: Uint8Array, undo: (() => Promise<void>)[]): Promise<void> {
  const made = await mkdir(dirname(file), { recursive: true });
  if (made !== undefined) undo.push(() => rm(made, { recursive: true, force: true }));
  // Also one that was made and could not be filled; but not another's.
  undo.push(() => rm(file, { force: true }));
  await writeFile(file, bytes, { flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST') undo.pop();
    throw error;
  });
}
