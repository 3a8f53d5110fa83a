// A golang-migrate source directory → migrations. Facts: source/iofs, source/migration.go, migrate.go.
import type { LayoutReading } from '../../model/layout.ts';
import type { Direction, Migration, Problem, Script, SourceFile } from '../../model/migration.ts';
import { readScript } from '../../sql/script.ts';
import { digestOf } from '../digest.ts';
import { fileProblem, withMark } from '../file-problem.ts';
import { baseName, compareText, directoryPrefix, isSqlFile, relativeTo } from '../paths.ts';
import { parseName } from './names.ts';

interface Version {
  readonly number: bigint;
  readonly name: string;
  readonly scripts: Map<Direction, SourceFile>;
}

/** Reads the files directly in the directory, never those in sub-directories, in the order of their numbers. */
export function readGolangMigrateFiles(files: readonly SourceFile[], root: string): LayoutReading {
  const sorted = [...files].sort((a, b) => compareText(a.path, b.path));
  const isDirect = ({ path }: SourceFile): boolean => !relativeTo(root, path).includes('/');
  const problems: Problem[] = skippedDirectories(
    sorted.filter((file) => !isDirect(file)),
    root,
  );
  const versions = new Map<bigint, Version>();
  for (const file of sorted.filter(isDirect)) {
    const problem = addFile(versions, file);
    if (problem !== undefined) problems.push(problem);
  }
  const ordered = [...versions.values()].sort((a, b) => (a.number < b.number ? -1 : 1));
  const migrations = ordered.flatMap((version) => {
    const up = version.scripts.get('up');
    if (up !== undefined) return [migrationOf(version, up)];
    problems.push(downOnly(version));
    return [];
  });
  return { migrations, problems };
}

function addFile(versions: Map<bigint, Version>, file: SourceFile): Problem | undefined {
  const parsed = parseName(baseName(file.path));
  if (parsed.kind === 'too-large') return tooLarge(file.path);
  if (parsed.kind === 'unrelated') return isSqlFile(file.path) ? misnamed(file.path) : undefined;
  const { version: number, name, direction } = parsed;
  const version = versions.get(number) ?? { number, name, scripts: new Map<Direction, SourceFile>() };
  const earlier = version.scripts.get(direction);
  if (earlier !== undefined) return duplicate(file.path, earlier.path);
  version.scripts.set(direction, file);
  // The up script gives the name; the two may differ.
  versions.set(number, direction === 'up' ? { ...version, name } : version);
  return undefined;
}

function migrationOf({ number, name, scripts }: Version, up: SourceFile): Migration {
  const down = scripts.get('down');
  return {
    id: String(number),
    version: String(number),
    name,
    layout: 'golang-migrate',
    path: up.path,
    kind: 'versioned',
    up: scriptOf(up),
    ...(down === undefined ? {} : { down: scriptOf(down) }),
    checksum: null,
    digest: digestOf([{ name: 'up', bytes: up.bytes }]),
  };
}

function scriptOf(file: SourceFile): Script {
  return withMark(readScript(file, 'own'), file, 'golang-migrate');
}

/** One problem per sub-directory: they may hold hundreds of files. */
function skippedDirectories(nested: readonly SourceFile[], root: string): Problem[] {
  const counts = new Map<string, number>();
  for (const { path } of nested) {
    if (parseName(baseName(path)).kind === 'unrelated') continue;
    const directory = path.slice(0, path.lastIndexOf('/'));
    counts.set(directory, (counts.get(directory) ?? 0) + 1);
  }
  return [...counts].map(([directory, count]) =>
    fileProblem(
      'misnamed-file',
      directory,
      `golang-migrate reads no sub-directories: ${count} file${count === 1 ? '' : 's'} named like migrations in here will not run.`,
      `Move them into \`${directoryPrefix(root) || './'}\`, or name this directory as the migrations directory.`,
    ),
  );
}

function misnamed(path: string): Problem {
  return fileProblem(
    'misnamed-file',
    path,
    'golang-migrate skips this file without a word: its name is not `<number>_<name>.up.sql` or `<number>_<name>.down.sql`.',
    'Rename it, or move it out of the migrations directory.',
  );
}

function tooLarge(path: string): Problem {
  return fileProblem(
    'misnamed-file',
    path,
    "golang-migrate can't run this file: its number does not fit the history table's bigint (at most 9223372036854775807).",
    'Use a sequence number or a timestamp such as 20240131120000.',
  );
}

function duplicate(path: string, earlier: string): Problem {
  return fileProblem(
    'version-duplicate',
    path,
    `golang-migrate refuses to run: this file has the same number and direction as \`${earlier}\`. Leading zeros don't count.`,
    'Give the newer migration a number of its own.',
  );
}

function downOnly({ scripts }: Version): Problem {
  return fileProblem(
    'misnamed-file',
    scripts.get('down')?.path ?? '',
    'This number has a down script but no up script: golang-migrate goes up over it without running anything.',
    'Add the up script with the same number, or delete this file.',
  );
}
