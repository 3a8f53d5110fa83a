// A Flyway location → migrations in the order Flyway runs them. Facts: CompositeMigrationResolver, FileSystemScanner of Flyway 13.
import type { LayoutReading } from '../../model/layout.ts';
import type { Migration, Problem, SourceFile } from '../../model/migration.ts';
import { fileProblem } from '../file-problem.ts';
import { baseName, compareText, relativeTo } from '../paths.ts';
import { flywayChecksum } from './checksum.ts';
import { type FlywayName, parseName } from './names.ts';
import { readFlywayScript } from './script.ts';
import { unsupportedFile } from './unsupported.ts';
import { compareVersions, type Version } from './versions.ts';

type Versioned = Extract<FlywayName, { version: Version }> & { readonly file: SourceFile };
type Repeatable = Extract<FlywayName, { kind: 'repeatable' }> & { readonly file: SourceFile };

/**
 * Reads a location with its sub-directories, hidden ones left out. The order is that on an empty database: the newest baseline
 * migration (B) first, standing for every V at or below it, which are then listed apart; V ascending; R by description. The U
 * script of a version is the `down` of its V. Placeholders, callbacks and migrations in other languages are problems.
 */
export function readFlywayFiles(
  files: readonly SourceFile[],
  root: string,
  neighbours: readonly SourceFile[] = [],
): LayoutReading {
  const visible = files
    .filter((file) => !/(?:^|\/)\.[^/]*\//.test(relativeTo(root, file.path)))
    .sort((a, b) => compareText(a.path, b.path));
  const byPath = new Map(visible.map((file) => [file.path, file]));
  const problems: Problem[] = [];
  const versioned: Versioned[] = [];
  const repeatable: Repeatable[] = [];
  for (const file of visible) {
    const name = parseName(baseName(file.path));
    if (name.kind === 'repeatable') repeatable.push({ ...name, file });
    else if ('version' in name) versioned.push({ ...name, file });
    else if (name.kind === 'callback' || name.kind === 'code')
      problems.push(...[unsupportedFile(file.path, name)].flatMap((one) => one ?? []));
    else if (name.kind === 'misnamed') problems.push(fileProblem('misnamed-file', file.path, name.message, name.help));
    else if (isOrphanedConfig(file.path, byPath)) problems.push(orphanedConfig(file.path));
  }
  const kept = keepFirst(versioned, (a) => `${a.kind} ${a.version.key}`, problems);
  const undo = new Map(kept.filter((a) => a.kind === 'undo').map((a) => [a.version.key, a.file]));
  const read = (named: Versioned | Repeatable): Migration => migrationOf(named, undo, byPath, root, problems);
  const onEmpty = onEmptyDatabase(kept);
  const superseded = inOrder(kept)
    .filter((named) => named.kind !== 'undo' && !onEmpty.includes(named))
    .map(read);
  const migrations = [
    ...onEmpty,
    ...keepFirst(repeatable, (a) => a.description, problems).sort((a, b) => compareText(a.description, b.description)),
  ].map(read);
  problems.push(...undoOfNothing(kept), ...neighbours.flatMap(codeBeside));
  return superseded.length === 0 ? { migrations, problems } : { migrations, problems, superseded };
}

/** Classes of the package that the location is in. */
function codeBeside({ path }: SourceFile): readonly Problem[] {
  const name = parseName(baseName(path));
  return name.kind === 'code' && name.language === 'class'
    ? [unsupportedFile(path, name)].flatMap((one) => one ?? [])
    : [];
}

function inOrder(kept: readonly Versioned[]): readonly Versioned[] {
  return [...kept].sort((a, b) => compareVersions(a.version, b.version));
}

/** The newest baseline, then the versioned migrations above it. */
function onEmptyDatabase(kept: readonly Versioned[]): readonly Versioned[] {
  const ordered = inOrder(kept);
  const baseline = ordered.findLast((named) => named.kind === 'baseline');
  const versioned = ordered.filter((named) => named.kind === 'versioned');
  if (baseline === undefined) return versioned;
  return [baseline, ...versioned.filter((named) => compareVersions(named.version, baseline.version) > 0)];
}

function migrationOf(
  named: Versioned | Repeatable,
  undo: ReadonlyMap<string, SourceFile>,
  byPath: ReadonlyMap<string, SourceFile>,
  root: string,
  problems: Problem[],
): Migration {
  const readWithConfig = (file: SourceFile) => {
    const found = readFlywayScript(file, byPath.get(`${file.path}.conf`));
    problems.push(...found.problems);
    return found;
  };
  const { script: up, digest } = readWithConfig(named.file);
  const undoFile = named.kind === 'versioned' ? undo.get(named.version.key) : undefined;
  return {
    id: idOf(named),
    version: named.kind === 'repeatable' ? '' : named.version.text,
    name: named.description,
    layout: 'flyway',
    path: named.file.path,
    recordedPath: relativeTo(root, named.file.path),
    kind: named.kind === 'repeatable' || named.kind === 'baseline' ? named.kind : 'versioned',
    up,
    ...(undoFile === undefined ? {} : { down: readWithConfig(undoFile).script }),
    checksum: flywayChecksum(up.text),
    digest,
  };
}

/** `1.2`, `B:1.2`, `R:description`: equal for versions that Flyway holds equal. */
function idOf(named: Versioned | Repeatable): string {
  if (named.kind === 'repeatable') return `R:${named.description}`;
  return named.kind === 'baseline' ? `B:${named.version.key}` : named.version.key;
}

/** Flyway refuses to start when two files claim the same place; the first by path is kept, the others are problems. */
function keepFirst<T extends { readonly file: SourceFile }>(
  named: readonly T[],
  place: (named: T) => string,
  problems: Problem[],
): T[] {
  const first = new Map<string, T>();
  for (const one of named) {
    const earlier = first.get(place(one));
    if (earlier === undefined) first.set(place(one), one);
    else problems.push(duplicate(one.file.path, earlier.file.path));
  }
  return [...first.values()];
}

function duplicate(path: string, earlier: string): Problem {
  return fileProblem(
    'version-duplicate',
    path,
    `Flyway refuses to run: this file has the same version (or, if repeatable, description) as \`${earlier}\`. 1, 01 and 1.0 are one version.`,
    'Give the newer file a version of its own.',
  );
}

function undoOfNothing(kept: readonly Versioned[]): readonly Problem[] {
  const present = new Set(kept.filter((named) => named.kind === 'versioned').map((named) => named.version.key));
  return kept
    .filter((named) => named.kind === 'undo' && !present.has(named.version.key))
    .map((named) =>
      fileProblem(
        'misnamed-file',
        named.file.path,
        'This undo script belongs to no migration: there is no V file of its version.',
        'Give it the version of the migration it undoes.',
      ),
    );
}

function isOrphanedConfig(path: string, byPath: ReadonlyMap<string, SourceFile>): boolean {
  return path.toLowerCase().endsWith('.sql.conf') && !byPath.has(path.slice(0, -'.conf'.length));
}

function orphanedConfig(path: string): Problem {
  return fileProblem(
    'misnamed-file',
    path,
    'This script configuration has no script: Flyway reads it only beside a file with exactly its name without `.conf`.',
    'Rename it, upper and lower case included.',
  );
}
