// What a command was pointed at: a migrations directory, or files of one; and where teams usually keep theirs.
import { basename, dirname, join, relative, resolve } from 'node:path';
import type { Config } from './config.ts';
import { Failure } from './failure.ts';
import { recogniseLayout } from './layouts/index.ts';
import { oneLine } from './one-line.ts';
import { canonicalPath, kindOf, slashed } from './source/files.ts';

/** Where teams usually keep migrations; the first that exists is taken when no path is given. */
const usualDirectories = [
  'migrations',
  'db/migrations',
  'db/migration',
  'database/migrations',
  'sql/migrations',
  'src/main/resources/db/migration',
  'sql',
];

/** All paths are absolute. */
export interface Target {
  readonly directory: string;
  /** Absolute paths of the files that are to be judged; absent = all. */
  readonly only?: readonly string[];
  readonly layout?: string;
  /** Absolute paths of files that belong to no layout: only these are read. */
  readonly loose?: readonly string[];
}

/** Throws a Failure when there is nothing, or more than one directory. */
export async function findTarget(cwd: string, paths: readonly string[], config: Config): Promise<Target> {
  const named = paths.length > 0 ? paths : config.path === undefined ? [] : [config.path];
  if (named.length === 0) return { directory: await usualDirectory(cwd) };
  const absolute = await Promise.all(named.map((path) => canonicalPath(resolve(cwd, path))));
  const kinds = await Promise.all(absolute.map(kindOf));
  const missing = named.filter((_, i) => kinds[i] === 'nothing');
  if (missing.length > 0) {
    throw new Failure('bad-input', `There is nothing at ${oneLine(missing.join(', '))}.`, {
      help: 'Name a migrations directory or SQL files, for example: lockgate check db/migrations',
    });
  }
  const [first, ...others] = absolute as [string, ...string[]];
  if (kinds.every((kind) => kind === 'file')) return targetOfFiles([first, ...others], config.layout);
  if (others.length === 0) return { directory: first };
  throw new Failure('bad-input', 'Name one migrations directory, or any number of files of one.', {
    help: 'Run Lockgate once for each directory: each has a history of its own.',
  });
}

async function usualDirectory(cwd: string): Promise<string> {
  for (const candidate of usualDirectories) {
    const directory = resolve(cwd, candidate);
    if ((await kindOf(directory)) === 'directory') return canonicalPath(directory);
  }
  throw new Failure('bad-input', 'No migrations directory was named, and none was found in a usual place.', {
    help: `Looked for ${usualDirectories.join(', ')}. Name yours: lockgate check path/to/migrations, or set \`path\` in lockgate.yml.`,
  });
}

/** Files of a recognised migrations directory are judged with the others of it as their past; other files stand alone. */
async function targetOfFiles(files: readonly [string, ...string[]], layout: string | undefined): Promise<Target> {
  if (!files.some((file) => /\.(?:sql|conf|toml)$/i.test(file))) {
    throw new Failure(
      'bad-input',
      `${oneLine(files.map((file) => basename(file)).join(', '))} ${files.length === 1 ? 'is no SQL file' : 'are no SQL files'}.`,
      {
        help: 'Name a migrations directory or SQL files, for example: lockgate lint db/migrations',
      },
    );
  }
  const directories = [...new Set(files.map(dirname))];
  const parents = [...new Set(directories.map(dirname))];
  const candidates = [directories, parents].flatMap((list) => (list.length === 1 ? (list as [string]) : []));
  for (const directory of layout === 'plain' ? [] : candidates) {
    const names = [...files, ...(await beside(files))].map((file) => slashed(relative(directory, file)));
    const recognition = recogniseLayout(names);
    if (recognition.kind === 'recognised') return { directory, only: files, layout: recognition.layout.name };
  }
  return { directory: dirname(files[0]), layout: 'plain', loose: files };
}

/** A way back alone does not show its layout: the way forward that lies beside it does. */
async function beside(files: readonly string[]): Promise<readonly string[]> {
  const forwards = files.filter((file) => /[/\\]down\.sql$/.test(file)).map((file) => join(dirname(file), 'up.sql'));
  const kinds = await Promise.all(forwards.map(kindOf));
  return forwards.filter((file, i) => kinds[i] === 'file' && !files.includes(file));
}
