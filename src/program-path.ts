// Which entries of PATH programs may be run from: those of the system, never those of the checkout that is looked at.
import { existsSync, realpathSync } from 'node:fs';
import { delimiter, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';

/**
 * The PATH without what a pull request can write: relative entries (which begin at the current directory, or at that of the child process),
 * entries of npm packages (`npx` and `npm run` put the project's `node_modules/.bin` first), and everything below `foreign` directories.
 * Symbolic links are followed, so that a link to a checkout counts as the checkout.
 */
export function programPath(path: string | undefined, foreign: readonly string[]): string {
  const roots = foreign.map(real);
  return (path ?? '')
    .split(delimiter)
    .filter((entry) => isAbsolute(entry) && [entry, real(entry)].every((place) => isOfTheSystem(place, roots)))
    .join(delimiter);
}

/** `path` without symbolic links lies outside of `foreign` directories and of packages. */
export function isOutside(path: string, foreign: readonly string[]): boolean {
  return isOfTheSystem(real(path), foreign.map(real));
}

/**
 * The directories that hold foreign files when a command runs in `cwd`: the repository around it, and `cwd` itself. The home directory and
 * the root of the file system are left out: people and containers start programs there, and keep their own below.
 */
export function foreignDirectories(cwd: string, home: string | undefined): readonly string[] {
  const ordinary = new Set([resolve('/'), ...(home === undefined || home === '' ? [] : [real(home)])]);
  return [...new Set([real(cwd), repositoryAround(real(cwd))])].filter((directory) => !ordinary.has(directory));
}

function repositoryAround(directory: string): string {
  for (let at = directory, last = ''; at !== last; last = at, at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return at;
  }
  return directory;
}

function isOfTheSystem(place: string, roots: readonly string[]): boolean {
  return !place.split(sep).includes('node_modules') && !roots.some((root) => isBelow(root, place));
}

function isBelow(root: string, place: string): boolean {
  const below = relative(root, place);
  return below === '' || !(below === '..' || below.startsWith(`..${sep}`) || isAbsolute(below));
}

function real(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return resolve(path);
  }
}
