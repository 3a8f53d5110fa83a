// The change's diff from the clone, for the files whose patch GitHub leaves out.
import { commitOf, fetchFrom, type Repository } from '../src/source/git.ts';
import { diffBetween, type FileDiff, namesThatDiffer } from '../src/source/git-diff.ts';
import type { Environment } from '../src/source/run-git.ts';

export interface LocalDiff {
  readonly repository: Repository;
  /** The commit that the change was compared with. */
  readonly base: string;
  /** The pull request's head; what is checked out may be a merge of it. */
  readonly head: string;
  readonly environment: Environment | undefined;
}

/** More files than this have no room in a review. */
const maximumPaths = 300;

/** Those of `paths` that differ from the base, with their hunks; without the files that the merge made differ from the head, whose lines are others. */
export async function localDiff(
  { repository, base, head, environment }: LocalDiff,
  paths: readonly string[],
): Promise<readonly FileDiff[]> {
  const wanted = paths.slice(0, maximumPaths);
  if (wanted.length === 0) return [];
  const merged = await namesMergedOtherwise(repository, head, environment);
  return diffBetween(
    repository,
    base,
    'HEAD',
    wanted.filter((path) => !merged.has(path)),
  );
}

async function namesMergedOtherwise(
  repository: Repository,
  head: string,
  environment: Environment | undefined,
): Promise<ReadonlySet<string>> {
  const isThere = () =>
    commitOf(repository, head).then(
      () => true,
      () => false,
    );
  if (!(await isThere())) {
    await fetchFrom(repository, [head], { depth: 1, ...(environment === undefined ? {} : { environment }) });
    // Then GitHub refuses a comment whose lines are others, and the summary has it.
    if (!(await isThere())) return new Set();
  }
  return namesThatDiffer(repository, 'HEAD', head);
}
