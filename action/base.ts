// Finds the commit that a change starts from, in whatever clone the checkout made.
import { Failure } from '../src/failure.ts';
import { mergeBase } from '../src/hosts/github.ts';
import { commitOf, fetchFrom, mergeBaseOf, type Repository } from '../src/source/git.ts';
import type { Environment } from '../src/source/run-git.ts';
import { type CheckedOut, checkedOut } from './checkout.ts';
import type { WorkflowEvent } from './event.ts';

export interface BaseRequest {
  readonly repository: Repository | undefined;
  readonly event: WorkflowEvent;
  readonly token: string | undefined;
  readonly userAgent: string;
  /** For git, with the token in it; undefined where there is none. */
  readonly environment: Environment | undefined;
}

/** The commit whose migrations are the baseline; or why there is none, so that everything is judged. */
export type Base = { readonly kind: 'commit'; readonly sha: string } | { readonly kind: 'none'; readonly why: string };

/**
 * `actions/checkout` gives a merge commit of base and head: its first parent is the base, exactly as merged. After a checkout of the head itself it is the
 * merge base. An event that names no base (a new branch, a tag, a dispatch) is compared with the default branch. A missing commit is fetched alone.
 */
export async function findBase(request: BaseRequest): Promise<Base> {
  const { repository, event } = request;
  if (repository === undefined) {
    if (event.headSha === null) return { kind: 'none', why: 'the workspace is not a git repository' };
    throw new Failure('git', 'The workspace is no git repository, so the base of the change is unknown.', {
      help: 'Put `- uses: actions/checkout@v5` before this step.',
    });
  }
  const head = await checkedOut(repository, event);
  if (event.pull === null && event.baseSha === null) return againstDefaultBranch(repository, request, head.sha);
  const sha = await baseCommit(repository, request, head);
  if (!(await isThere(repository, sha)) && !(await fetch(repository, request, [sha], 1))) throw unreachable(sha);
  return { kind: 'commit', sha };
}

async function baseCommit(repository: Repository, request: BaseRequest, head: CheckedOut): Promise<string> {
  const { event } = request;
  if (head.kind === 'merge') return head.base;
  // A push names the commit before it, a merge queue the one below it.
  if (event.pull === null && event.baseSha !== null) return event.baseSha;
  const { baseSha } = event;
  if (baseSha === null) throw new Failure('git', 'The event names no base commit of the pull request.');
  const found = await commonAncestor(repository, request, baseSha, head.sha);
  if (found !== undefined) return found;
  throw new Failure(
    'git',
    `Where the pull request left its base ${baseSha.slice(0, 7)} is not in this shallow clone, and GitHub did not say.`,
    { help: 'Check out with `fetch-depth: 0`, or without `ref:`, so that the merge commit is checked out.' },
  );
}

/** There is nothing to compare with where HEAD is on the default branch itself. */
async function againstDefaultBranch(repository: Repository, request: BaseRequest, head: string): Promise<Base> {
  const { defaultBranch } = request.event;
  if (defaultBranch === null) return { kind: 'none', why: 'the event names neither a base nor a default branch' };
  const tip = await defaultTip(repository, request, defaultBranch);
  if (tip === undefined) return { kind: 'none', why: `the default branch ${defaultBranch} could not be fetched` };
  const found = tip === head ? head : await commonAncestor(repository, request, tip, head);
  if (found === undefined)
    return { kind: 'none', why: `no commit is known that this one shares with the default branch ${defaultBranch}` };
  if (found === head) return { kind: 'none', why: `this commit is on the default branch ${defaultBranch} already` };
  if (await isThere(repository, found)) return { kind: 'commit', sha: found };
  return (await fetch(repository, request, [found], 1))
    ? { kind: 'commit', sha: found }
    : {
        kind: 'none',
        why: `the commit ${found.slice(0, 7)}, where this one left ${defaultBranch}, could not be fetched`,
      };
}

async function defaultTip(repository: Repository, request: BaseRequest, branch: string): Promise<string | undefined> {
  const known = await commitOf(repository, `refs/remotes/origin/${branch}`).catch(() => undefined);
  if (known !== undefined) return known;
  if (!(await fetch(repository, request, [`refs/heads/${branch}`], 1))) return undefined;
  return commitOf(repository, 'FETCH_HEAD').catch(() => undefined);
}

/** How much history is fetched to find where two branches parted, where neither the clone nor GitHub tells. */
const deepened = 1000;

/** From git where the clone is deep enough, else from GitHub, else by fetching more history. */
async function commonAncestor(
  repository: Repository,
  request: BaseRequest,
  base: string,
  head: string,
): Promise<string | undefined> {
  const known = await mergeBaseOf(repository, base, head);
  if (known !== undefined) return known;
  const { event, token, userAgent } = request;
  if (token !== undefined) {
    const { owner, repo, apiUrl } = event;
    const answer = await mergeBase({ token, apiUrl, owner, repo, userAgent }, base, head);
    if (answer.kind === 'ok') return answer.value;
  }
  await fetch(repository, request, [base, head], deepened);
  return mergeBaseOf(repository, base, head);
}

function fetch(
  repository: Repository,
  { environment }: BaseRequest,
  names: readonly string[],
  depth: number,
): Promise<boolean> {
  return fetchFrom(repository, names, { depth, ...(environment === undefined ? {} : { environment }) });
}

function unreachable(commit: string): Failure {
  return new Failure('git', `The base ${commit} is not in this clone, and could not be fetched.`, {
    help: 'Give the checkout the line `fetch-depth: 0`. Or let this step fetch it: with `token`, which needs `permissions: contents: read`, or with the credentials that actions/checkout leaves (`persist-credentials: true`).',
  });
}

async function isThere(repository: Repository, commit: string): Promise<boolean> {
  return commitOf(repository, commit).then(
    () => true,
    () => false,
  );
}
