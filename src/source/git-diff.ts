// The diff of two commits as git has it, for what a host leaves out of its own.
import { Failure } from '../failure.ts';
import { oneLine } from '../one-line.ts';
import type { Repository } from './git.ts';
import { git } from './run-git.ts';

/** A file that the newer commit has and that differs; `patch` holds its hunks, absent where only its name differs. */
export interface FileDiff {
  readonly path: string;
  readonly patch?: string;
}

/** No program of the repository's configuration renders anything. */
const plain = ['--no-color', '--no-ext-diff', '--no-textconv', '--find-renames', '--unified=3'];

/** Those of `paths` (relative to the root) that differ between two commits, renames found as git finds them. */
export async function diffBetween(
  repository: Repository,
  from: string,
  to: string,
  paths: readonly string[],
): Promise<readonly FileDiff[]> {
  const changed = await changedNames(repository, from, to);
  const found: FileDiff[] = [];
  for (const path of paths) {
    const names = changed.get(path);
    if (names === undefined) continue;
    const literal = names.map((name) => `:(top,literal)${name}`);
    const text = (await run(repository, ['diff', ...plain, from, to, '--', ...literal])).toString('utf8');
    const hunks = text.search(/^@@ /m);
    found.push({ path, ...(hunks < 0 ? {} : { patch: text.slice(hunks) }) });
  }
  return found;
}

/** Paths that two commits have differently, or that one of them lacks. */
export async function namesThatDiffer(
  repository: Repository,
  one: string,
  other: string,
): Promise<ReadonlySet<string>> {
  const names = await run(repository, ['diff', '-z', '--no-renames', '--name-only', one, other]);
  return new Set(names.toString('utf8').split('\0'));
}

/** Path at the newer commit → the names that its diff needs: the old one too, where it was renamed. */
async function changedNames(
  repository: Repository,
  from: string,
  to: string,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const words = (await run(repository, ['diff', '-z', '--find-renames', '--name-status', from, to]))
    .toString('utf8')
    .split('\0');
  const changed = new Map<string, readonly string[]>();
  for (let i = 0; i + 1 < words.length; ) {
    const status = (words[i] ?? '').charAt(0);
    const names = words.slice(i + 1, i + (status === 'R' || status === 'C' ? 3 : 2));
    i += names.length + 1;
    const now = names.at(-1);
    if (now !== undefined && status !== 'D') changed.set(now, names);
  }
  return changed;
}

async function run(repository: Repository, args: readonly string[]): Promise<Buffer> {
  const answer = await git(repository.root, args);
  if (answer.code === 0) return answer.stdout;
  throw new Failure('git', oneLine(`git can't compare the commits: ${answer.stderr.trim()}`));
}
