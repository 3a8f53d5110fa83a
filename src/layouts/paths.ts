// Tests on repository paths (always with `/`), without a file system.

/** `path` relative to `root`; a `root` of '' or '.' is the repository itself. */
export function relativeTo(root: string, path: string): string {
  const prefix = directoryPrefix(root);
  return path.startsWith(prefix) ? path.slice(prefix.length) : path;
}

/** What every path below `root` begins with: '' for the repository itself, else the root and one `/`. */
export function directoryPrefix(root: string): string {
  const trimmed = root.replace(/^(\.\/)+/, '').replace(/\/+$/, '');
  return trimmed === '' || trimmed === '.' ? '' : `${trimmed}/`;
}

/** The last part of a path. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Where files of these names may lie: in the directory itself, in each one above it, and at the top last; paths relative to the top. */
export function neighbourPaths(root: string, names: readonly string[]): readonly string[] {
  return neighbourDirectories(root).flatMap((directory) => names.map((name) => `${directoryPrefix(directory)}${name}`));
}

/** The directory itself, each one above it, and the top last (''). */
export function neighbourDirectories(root: string): readonly string[] {
  const parts = directoryPrefix(root).split('/').slice(0, -1);
  return [...parts, ''].map((_, i) => parts.slice(0, parts.length - i).join('/'));
}

/** True for `.sql` in any case. */
export function isSqlFile(path: string): boolean {
  return path.toLowerCase().endsWith('.sql');
}

/** Orders texts by UTF-16 code units, as Java's String.compareTo does. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
