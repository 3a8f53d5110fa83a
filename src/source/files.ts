// Reads migration files from the working tree.
import { isUtf8 } from 'node:buffer';
import { type Dirent, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { readFile, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { Failure, messageOf } from '../failure.ts';
import type { SourceFile, SourceTree } from '../model/migration.ts';
import { oneLine } from '../one-line.ts';

/** More than this below one directory is not a migrations directory: somebody named the wrong one. */
const maximumFiles = 100_000;

/** Never part of a migrations directory, and large. */
const skippedDirectories = new Set(['.git', 'node_modules']);

/**
 * All files below `directory`, in order of path. Their `path` is `prefix` + the path below the directory, with `/`; pass the directory's
 * own path relative to the repository as the prefix. Read one by one and
 * synchronously: small files come from the page cache, and a promise for each takes three times as long (measured, also with 32 at once).
 */
export async function readTree(directory: string, prefix: string): Promise<SourceTree> {
  const { paths, links } = await listTree(directory);
  return {
    files: paths.map((path) => ({ path: joinPath(prefix, path), bytes: bytesOf(`${directory}/${path}`) })),
    links: links.map((path) => joinPath(prefix, path)),
  };
}

function bytesOf(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    throw unreadable(path, error);
  }
}

/** Without the right to, or with a name that is not UTF-8, as which Node gives it back. */
function unreadable(path: string, error: unknown): Failure {
  return new Failure('bad-input', oneLine(`${path} can't be read: ${messageOf(error)}.`), {
    help: path.includes('\ufffd')
      ? 'Its name is not in UTF-8, as git and migration tools expect it: rename it.'
      : 'Everything below the migrations directory is read: make it readable, or move it elsewhere.',
  });
}

/** A path without symbolic links, as git shows its own; the path itself when nothing is there. */
export async function canonicalPath(path: string): Promise<string> {
  return realpath(path).catch(() => path);
}

/** What stands at a path: symbolic links named by the user are followed. */
export async function kindOf(path: string): Promise<'file' | 'directory' | 'nothing'> {
  const info = await stat(path).catch(() => undefined);
  if (info?.isDirectory()) return 'directory';
  return info?.isFile() ? 'file' : 'nothing';
}

/** One file by its path on disk, under another name for reports. */
export async function readOne(path: string, name: string): Promise<SourceFile> {
  return { path: name, bytes: await readFile(path) };
}

/** Those of `paths` (below `top`) that are files on disk, in the order given. Symbolic links are skipped: in a pull request they may point anywhere. */
export function readThose(top: string, paths: readonly string[]): readonly SourceFile[] {
  return paths.flatMap((path) => {
    const found = lstatSync(join(top, path), { throwIfNoEntry: false });
    return found?.isFile() ? [{ path, bytes: bytesOf(join(top, path)) }] : [];
  });
}

/** No file that names a tool is larger; what is larger is not read. */
const largestMark = 4 * 1024 * 1024;

/** Files of `directories` (below `top`) with one of the names, or with a plain name that `isWanted` takes. Links, what is too large and what can't be read are skipped. */
export function readMarks(
  top: string,
  directories: readonly string[],
  names: readonly string[],
  isWanted: (name: string) => boolean,
): readonly SourceFile[] {
  return directories.flatMap((directory) => {
    const entries = namesIn(join(top, directory));
    const present = new Set(entries);
    const wanted = names.filter((name) => present.has(name.split('/', 1)[0] as string));
    return [...wanted, ...entries.filter(isWanted)].flatMap((name) => {
      const path = directory === '' ? name : `${directory}/${name}`;
      const found = lstatSync(join(top, path), { throwIfNoEntry: false });
      if (found?.isFile() !== true || found.size > largestMark) return [];
      try {
        return [{ path, bytes: readFileSync(join(top, path)) }];
      } catch {
        return [];
      }
    });
  });
}

function namesIn(directory: string): readonly string[] {
  try {
    return readdirSync(directory);
  } catch {
    return [];
  }
}

/** A small text file in UTF-8 such as lockgate.yml; undefined when it is not there. */
export async function readText(path: string): Promise<string | undefined> {
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
    throw new Failure('bad-input', oneLine(`${path} can't be read: ${error.message}.`));
  });
  return bytes === undefined ? undefined : utf8Text(bytes, path);
}

/** A small text file's bytes as text; a Failure that names its encoding when it is not UTF-8. */
export function utf8Text(bytes: Uint8Array, path: string): string {
  // In UTF-16 every other byte of such a file is NUL.
  const encoding = bytes.includes(0) ? 'UTF-16' : isUtf8(bytes) ? undefined : 'Latin-1 or the like';
  if (encoding === undefined) return Buffer.from(bytes).toString('utf8');
  throw new Failure('bad-input', oneLine(`${path} is not in UTF-8: it looks like ${encoding}.`), {
    help: 'Save it as UTF-8.',
  });
}

/** A path of this system with `/`, as git writes it. */
export function slashed(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/');
}

export function joinPath(prefix: string, path: string): string {
  const clean = prefix
    .replaceAll('\\', '/')
    .replace(/\/+$/, '')
    .replace(/^\.\/?/, '');
  return clean === '' ? path : `${clean}/${path}`;
}

interface Listed {
  readonly paths: string[];
  readonly links: string[];
}

async function listTree(directory: string): Promise<Listed> {
  const info = await stat(directory).catch((error: unknown) => {
    throw new Failure('bad-input', oneLine(`There is no migrations directory at ${directory}: ${messageOf(error)}.`), {
      help: 'Name the directory that holds the migrations, for example: lockgate check db/migrations',
    });
  });
  if (!info.isDirectory()) throw new Failure('bad-input', oneLine(`${directory} is not a directory.`));
  const found: Listed = { paths: [], links: [] };
  walk(directory, '', found);
  return { paths: found.paths.sort(), links: found.links.sort() };
}

function walk(directory: string, below: string, found: Listed): void {
  for (const entry of entriesOf(join(directory, below))) {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory() && !skippedDirectories.has(entry.name)) walk(directory, path, found);
    else if (entry.isFile()) found.paths.push(path);
    else if (entry.isSymbolicLink()) found.links.push(path);
    if (found.paths.length > maximumFiles) {
      throw new Failure('bad-input', `${oneLine(directory)} holds more than ${maximumFiles} files.`, {
        help: 'Name the migrations directory itself.',
      });
    }
  }
}

function entriesOf(directory: string): Dirent[] {
  try {
    return readdirSync(directory, { withFileTypes: true });
  } catch (error) {
    throw unreadable(directory, error);
  }
}
