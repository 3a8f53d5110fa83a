// Embedded binaries made runnable: a private tree for when their symlinks are missing or the server can't reach them.
import { constants } from 'node:fs';
import { chmod, copyFile, link, mkdir, readdir, readFile, stat, symlink } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';

const PROGRAMS = new Set(['initdb', 'postgres', 'pg_ctl']);

/**
 * Builds the package's `native` directory anew in `target` and returns its `bin`. Files are hard links where their
 * mode serves, else copies; the symlinks are those that the package's install script would have made. Nothing is
 * changed in the package, which may be read-only.
 */
export async function buildPrivateTree(binDirectory: string, target: string): Promise<string> {
  const native = dirname(binDirectory);
  await mirror(native, target);
  for (const [file, name] of await missingLinks(native)) {
    const place = join(target, name);
    await symlink(relative(dirname(place), join(target, file)), place).catch(ignoreExisting);
  }
  return join(target, 'bin');
}

async function mirror(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  await chmod(to, 0o755);
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const source = join(from, entry.name);
    const target = join(to, entry.name);
    if (entry.isDirectory()) await mirror(source, target);
    else if (entry.isFile() && !entry.name.endsWith('.a')) await place(source, target, PROGRAMS.has(entry.name));
  }
}

/** A link shares the mode, so a file that others can't read or run is copied. */
async function place(source: string, target: string, program: boolean): Promise<void> {
  const wanted = program ? 0o555 : 0o444;
  const { mode } = await stat(source);
  if (
    (mode & wanted) === wanted &&
    (await link(source, target).then(
      () => true,
      () => false,
    ))
  )
    return;
  await copyFile(source, target, constants.COPYFILE_FICLONE);
  await chmod(target, wanted | 0o200);
}

/** `pg-symlinks.json`: `[{source, target}]`, both relative to the package. Those that lead out of it are ignored. */
async function missingLinks(native: string): Promise<[file: string, name: string][]> {
  const text = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const inside = (path: string) => {
    const name = relative(native, resolve(dirname(native), path));
    return name === '' || name === '..' || name.startsWith(`..${sep}`) ? undefined : name;
  };
  const list: unknown = JSON.parse(text);
  if (!Array.isArray(list)) return [];
  return list.flatMap(({ source, target }): [string, string][] => {
    const [file, name] = [inside(String(source)), inside(String(target))];
    return file === undefined || name === undefined ? [] : [[file, name]];
  });
}

function ignoreExisting(thrown: NodeJS.ErrnoException): void {
  if (thrown.code !== 'EEXIST') throw thrown;
}
