// diesel's migrations directory → migrations. Facts: migrations_internals, FileBasedMigrations, MigrationHarness of diesel.
import type { LayoutReading } from '../../model/layout.ts';
import type { Migration, Problem, Script, SourceFile, TransactionMode } from '../../model/migration.ts';
import { readScript } from '../../sql/script.ts';
import { digestOf } from '../digest.ts';
import { fileProblem, withMark } from '../file-problem.ts';
import { compareText, directoryPrefix, isSqlFile, relativeTo } from '../paths.ts';
import { parseMetadata } from './metadata.ts';

/** One directory below the migrations directory. `path` is the repository's; `files` are those directly in it, by name. */
interface Directory {
  readonly name: string;
  readonly path: string;
  readonly files: ReadonlyMap<string, SourceFile>;
}

/**
 * Reads `<version>_<name>/up.sql`, `down.sql` and `metadata.toml`. Versions run in their own order, which is not that of the
 * directory names: diesel drops the dashes of a version first. Hidden directories are skipped, as diesel does.
 */
export function readDieselFiles(files: readonly SourceFile[], root: string): LayoutReading {
  const problems: Problem[] = looseScripts(files, root);
  const byVersion = new Map<string, Directory>();
  for (const directory of directoriesOf(files, root)) {
    const version = versionOf(directory.name);
    const earlier = byVersion.get(version);
    const refused = problemOf(directory, version) ?? (earlier && duplicate(directory, earlier));
    if (refused === undefined) byVersion.set(version, directory);
    else problems.push(refused);
  }
  const migrations = [...byVersion]
    .sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
    .map(([version, directory]) => migrationOf(directory, version, problems));
  return { migrations, problems };
}

/** What stands before the first `_`, without dashes: `2024-01-31-120000_orders` → `20240131120000`. */
export function versionOf(directoryName: string): string {
  return (directoryName.split('_', 1)[0] ?? '').replaceAll('-', '');
}

function directoriesOf(files: readonly SourceFile[], root: string): readonly Directory[] {
  const directories = new Map<string, Map<string, SourceFile>>();
  for (const file of files) {
    const [name, ...rest] = relativeTo(root, file.path).split('/');
    if (name === undefined || rest.length === 0 || name.startsWith('.')) continue;
    const direct = directories.get(name) ?? new Map<string, SourceFile>();
    directories.set(name, direct);
    if (rest.length === 1) direct.set(rest[0] as string, file);
  }
  return [...directories]
    .map(([name, direct]) => ({ name, path: `${directoryPrefix(root)}${name}`, files: direct }))
    .sort((a, b) => compareText(a.name, b.name));
}

function migrationOf(directory: Directory, version: string, problems: Problem[]): Migration {
  const up = directory.files.get('up.sql') as SourceFile;
  const down = directory.files.get('down.sql');
  const metadata = directory.files.get('metadata.toml');
  const transaction = transactionOf(metadata, problems);
  return {
    id: version,
    version,
    name: directory.name.includes('_') ? directory.name.slice(directory.name.indexOf('_') + 1) : directory.name,
    layout: 'diesel',
    path: directory.path,
    kind: 'versioned',
    up: scriptOf(up, transaction),
    // diesel refuses to revert with an empty down.sql; scaffolds leave them where there is no way back.
    ...(down === undefined || down.bytes.length === 0 ? {} : { down: scriptOf(down, transaction) }),
    checksum: null,
    digest: digestOf([
      { name: 'up', bytes: up.bytes },
      ...(metadata === undefined ? [] : [{ name: 'metadata', bytes: metadata.bytes }]),
    ]),
  };
}

function scriptOf(file: SourceFile, transaction: TransactionMode): Script {
  return withMark(readScript(file, transaction), file, 'diesel');
}

/** Outside a transaction diesel still sends the whole file in one simple query (`batch_execute`). */
function transactionOf(metadata: SourceFile | undefined, problems: Problem[]): TransactionMode {
  if (metadata === undefined) return 'wrapped';
  const parsed = parseMetadata(new TextDecoder().decode(metadata.bytes));
  if (parsed.kind === 'read') return parsed.runInTransaction ? 'wrapped' : 'own';
  problems.push(
    fileProblem(
      'unreadable-file',
      metadata.path,
      "diesel ignores a metadata.toml that it can't read, and runs the migration in a transaction.",
      'Write one line: `run_in_transaction = false` (or `true`).',
    ),
  );
  return 'wrapped';
}

function problemOf(directory: Directory, version: string): Problem | undefined {
  const up = directory.files.get('up.sql');
  if (up === undefined) {
    return fileProblem(
      'misnamed-file',
      directory.path,
      'This directory holds no `up.sql`; diesel refuses the whole migrations directory because of it.',
      'Name the script exactly `up.sql`, or move the directory elsewhere.',
    );
  }
  if (up.bytes.length === 0) {
    return fileProblem(
      'unreadable-file',
      up.path,
      'diesel refuses to run an empty up.sql.',
      'Write the migration, or delete it.',
    );
  }
  if ([...version].length <= 50) return undefined;
  return fileProblem(
    'misnamed-file',
    directory.path,
    "The version (what stands before the first `_`) has more than 50 characters, which diesel's history table can't hold.",
    'Name the directory `<timestamp>_<name>`.',
  );
}

function duplicate(directory: Directory, earlier: Directory): Problem {
  return fileProblem(
    'version-duplicate',
    directory.path,
    `This directory has the same version as \`${earlier.path}\` (dashes don't count): diesel runs only one of them, and does not say which.`,
    'Give the newer one a version of its own.',
  );
}

function looseScripts(files: readonly SourceFile[], root: string): Problem[] {
  return files
    .filter(({ path }) => isSqlFile(path) && !relativeTo(root, path).includes('/'))
    .map(({ path }) =>
      fileProblem(
        'misnamed-file',
        path,
        'diesel does not run this file: it lies beside the migrations, not in a directory of its own.',
        'Make it `<version>_<name>/up.sql`, or move it out of the migrations directory.',
      ),
    );
}
