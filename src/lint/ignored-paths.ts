// The paths of ignores in lockgate.yml: which files they mean, and which of them mean none.
import { isGlob, literalBase, pathGlob } from '../path-glob.ts';

/** How much of what lockgate.yml may speak of was looked at. */
export interface Seen {
  /** All files of the migrations directory. */
  readonly files: readonly string[];
  readonly root: string;
  /** There is no other migrations directory that lockgate.yml may be for. */
  readonly only: boolean;
  /** All migrations were judged, not just new ones. */
  readonly all: boolean;
}

/** A file, a directory with all that is below it, or a glob of either; from the root of the repository. */
export function matcher(path: string): (file: string) => boolean {
  const bare = bareOf(path);
  const [itself, below] = [pathGlob(bare), pathGlob(`${bare}/**`)];
  return (file) => itself(file) || below(file);
}

/** Says that an ignore which suppressed nothing is of no use; undefined when it may be of use to what this run has not seen. */
export function unusedPath(path: string, rule: string, seen: Seen | undefined): string | undefined {
  if (seen === undefined || !(seen.only || isWithin(bareOf(path), seen.root))) return undefined;
  if (seen.files.some(matcher(path))) return seen.all ? `${rule} finds nothing in ${path}.` : undefined;
  const meant = seen.files.find(matcher(`**/${bareOf(path)}`));
  const hint = meant === undefined ? '' : ` Paths begin at the root of the repository, as in ${meant}.`;
  return `There is no file at ${path}, so this ignores nothing.${hint}`;
}

function bareOf(path: string): string {
  return path.replace(/^(?:\.\/)+/, '').replace(/\/+$/, '');
}

/** It can only mean what is in the migrations directory, or is a mere file name, which means nothing when that is not the root. */
function isWithin(path: string, root: string): boolean {
  const base = literalBase(path);
  return root === '' || base === root || base.startsWith(`${root}/`) || (!isGlob(path) && !path.includes('/'));
}
