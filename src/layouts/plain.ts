// Plain SQL files that belong to no tool: for looking at single files. They have no history, so they can be checked but not applied.
import type { History, Layout, LayoutReading } from '../model/layout.ts';
import type { Migration, Problem, Script, SourceFile } from '../model/migration.ts';
import { readScript } from '../sql/script.ts';
import { refusedInTransaction, transactionAction } from '../sql/units.ts';
import { digestOf } from './digest.ts';
import { fileProblem } from './file-problem.ts';
import { markerIn } from './other-tools.ts';
import { isDump } from './schema-dump.ts';

/**
 * Every `.sql` file below the directory, in natural order of its path (`2/` before `10/`), each in a transaction of its own unless it
 * shows that it is not meant so; `x.down.sql` is the way back of `x.up.sql` or `x.sql`. Never recognised by itself: named, or taken where no tool's layout fits.
 */
export const plain: Layout = {
  name: 'plain',
  recognise: () => 0,
  read: readPlain,
  lateVersion: 'runs',
  history: (): History => nothing,
};

const isDown = /(^|[/._-])down\.sql$/i;
const natural = new Intl.Collator('en', { numeric: true });

function readPlain(files: readonly SourceFile[]): LayoutReading {
  const problems: Problem[] = [];
  const scripts = files.filter((file) => /\.sql$/i.test(file.path) && !isDump(file) && !isForeign(file, problems));
  const downs = new Map(scripts.filter((file) => isDown.test(file.path)).map((file) => [stem(file.path), file]));
  const forwards = new Set(scripts.filter((file) => !isDown.test(file.path)).map((file) => stem(file.path)));
  // A way back from nothing is a script like any other.
  const ups = scripts
    .filter((file) => !isDown.test(file.path) || !forwards.has(stem(file.path)))
    .sort((a, b) => natural.compare(a.path, b.path));
  const downOf = (file: SourceFile): SourceFile | undefined =>
    isDown.test(file.path) ? undefined : downs.get(stem(file.path));
  return { migrations: ups.map((file) => migrationOf(file, downOf(file))), problems };
}

/** Part of such a file undoes the rest: read as one script, it would run as well. */
function isForeign(file: SourceFile, problems: Problem[]): boolean {
  const found = markerIn(new TextDecoder().decode(file.bytes));
  if (found === undefined) return false;
  const message = `Lockgate does not read files of ${found.tool.name} yet, and \`${found.text}\` is a line of it: this file is not run.`;
  const help = 'Leave the file out, or take out the line if no tool reads it.';
  const { place, ...problem } = fileProblem('unsupported-feature', file.path, message, help);
  problems.push({ ...problem, place: { ...place, line: found.line, endLine: found.line } });
  return true;
}

function stem(path: string): string {
  return path.replace(/(?:[._-]?(?:up|down))?\.sql$/i, '');
}

function migrationOf(file: SourceFile, down: SourceFile | undefined): Migration {
  return {
    id: file.path,
    version: '',
    name: file.path.slice(file.path.lastIndexOf('/') + 1),
    layout: 'plain',
    path: file.path,
    kind: 'versioned',
    up: scriptOf(file),
    ...(down === undefined ? {} : { down: scriptOf(down) }),
    checksum: null,
    digest: digestOf([{ name: 'up', bytes: file.bytes }]),
  };
}

/** In a transaction, as most tools do it, unless the script shows that it is not meant so. */
function scriptOf(file: SourceFile): Script {
  const script = readScript(file, 'wrapped', 'sent');
  return runsOutside(script) ? { ...script, transaction: 'none' } : script;
}

/** It opens transactions of its own, as for psql; holds nothing but one statement that can't run in one; or says so in a comment. */
function runsOutside({ statements, text }: Script): boolean {
  const [only, ...others] = statements;
  const isAlone = only !== undefined && others.length === 0 && refusedInTransaction(only) !== undefined;
  return (
    isAlone ||
    noTransaction.test(text) ||
    statements.some((statement) => transactionAction(statement)?.action === 'begin')
  );
}

const noTransaction = /^--\s*no-transaction\b/im;

const nothing: History = {
  table: '"public"."lockgate keeps no history of plain files"',
  create: [],
  columns: [],
  read: '',
  parse: () => [],
  recordStart: () => [],
  recordDone: () => [],
  recordFailed: () => [],
  recordBaseline: () => [],
  recordUndone: () => [],
  lockKeys: () => [],
};
