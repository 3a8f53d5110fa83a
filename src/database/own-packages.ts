// Finds npm packages beside Lockgate itself. Node's own resolution would climb into any directory above and read NODE_PATH.
import { readFile, realpath } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';

/** The directories named `packageName` in Lockgate's own installation, real paths; `directory` is where its program lies. */
export async function ownPackages(directory: string, packageName: string): Promise<string[]> {
  const places = await packagePlaces(directory);
  return existing(places.map((place) => join(place, packageName)));
}

/** `packageName` as a package at `directory` would see it: within it, or beside it (pnpm puts dependencies there). */
export async function packagesOf(directory: string, packageName: string): Promise<string[]> {
  return existing([join(directory, 'node_modules', packageName), join(dirname(directory), packageName)]);
}

/**
 * The `node_modules` of Lockgate's own package; and those directories above that hold Lockgate as an installed package, up to the outermost.
 * A `node_modules` further up belongs to something else: to the checkout, when Lockgate's sources lie in one.
 */
async function packagePlaces(directory: string): Promise<string[]> {
  const start = await realpath(directory).catch(() => directory);
  const root = await packageRoot(start);
  const outermost = outermostPackages(start);
  return ancestors(start)
    .map((ancestor) => join(ancestor, 'node_modules'))
    .filter((place) => isBelow(root, place) || (outermost !== undefined && isBelow(outermost, place)));
}

/** The nearest directory with a named package.json; the directory itself when there is none (`dist/package.json` has no name). */
async function packageRoot(directory: string): Promise<string> {
  for (const ancestor of ancestors(directory)) {
    const manifest = await readFile(join(ancestor, 'package.json'), 'utf8').catch(() => '');
    if (/"name"\s*:/.test(manifest)) return ancestor;
  }
  return directory;
}

function outermostPackages(directory: string): string | undefined {
  return ancestors(directory).findLast((ancestor) => ancestor.endsWith(`${sep}node_modules`));
}

/** From the directory itself up to the root of the file system. */
function ancestors(directory: string): string[] {
  const above = dirname(directory);
  return above === directory ? [directory] : [directory, ...ancestors(above)];
}

function isBelow(root: string, place: string): boolean {
  return !relative(root, place).startsWith('..');
}

async function existing(paths: readonly string[]): Promise<string[]> {
  const real = await Promise.all(
    paths.map((path) =>
      realpath(path).then(
        (found) => [found],
        () => [],
      ),
    ),
  );
  return [...new Set(real.flat())];
}
