// Posts a review to a GitHub pull request, and keeps it up to date. Nothing here throws for what GitHub answers.
import type { Review, ReviewComment } from '../model/report.ts';
import {
  answer,
  connect,
  type GitHubClient,
  isRefusal,
  type PullRequestConnection,
  problemOf,
  statusOf,
} from './github-client.ts';
import { digest, type Edit, type OwnComment, planComments, readMark } from './github-comments.ts';
import { type Now, type Placed, placeComments } from './github-placing.ts';
import { postSummary } from './github-summary.ts';

export type { Answer, GitHubConnection, PullRequestConnection } from './github-client.ts';
export { changedFiles, mergeBase, type PullRequest, type PullRequestFile, pullRequest } from './github-pull.ts';

/** What became of a review. The verdict never depends on it. */
export interface Posted {
  readonly comments: {
    readonly posted: number;
    readonly updated: number;
    /** Comments on findings that are gone, edited to say so. */
    readonly settled: number;
    /** Comments that were right already. */
    readonly left: number;
  };
  /** Comments that GitHub refused on their lines; the summary has them. */
  readonly notPlaced: readonly ReviewComment[];
  /** The summary comment's address; null when there is none. */
  readonly summary: string | null;
  /** One sentence per thing that could not be done. */
  readonly problems: readonly string[];
}

/** How long (ms) the comments may take, and the summary after them: a minute together. */
const commentLimit = 40_000;
const summaryLimit = 20_000;

/** The account that a workflow's own token writes as; used when GitHub doesn't tell. */
const workflowAccount = 'github-actions[bot]';

/**
 * Posts new comments in one review, edits those that changed, settles those whose finding is gone, then writes the summary
 * comment. Posting the same review twice changes nothing. Only comments that carry Lockgate's mark and were written by the
 * token's own account are ever edited. When the pull request has a newer head, nothing is posted: that commit has its own run.
 */
export async function postReview(connection: PullRequestConnection, review: Review): Promise<Posted> {
  const client = connect(connection, commentLimit);
  const moved = await answer(connection, 'read the pull request', () => movedOn(client, connection));
  if (moved.kind === 'problem') return nothingPosted(moved.problem);
  if (moved.value !== null) return nothingPosted(moved.value);

  const login = await ownLogin(client);
  const { mayWrite, problems, ...done } = await keepComments(connection, client, login, review);
  if (!mayWrite) return { ...done, summary: null, problems };
  const summary = await postSummary(connection, connect(connection, summaryLimit), login, review, done.notPlaced);
  return summary.kind === 'ok'
    ? { ...done, summary: summary.value, problems }
    : { ...done, summary: null, problems: [...problems, summary.problem] };
}

const noComments = { posted: 0, updated: 0, settled: 0, left: 0 };

function nothingPosted(problem: string): Posted {
  return { comments: noComments, notPlaced: [], summary: null, problems: [problem] };
}

/** One sentence when the pull request has a newer head than the one that was judged. */
async function movedOn(client: GitHubClient, connection: PullRequestConnection): Promise<string | null> {
  const { owner, repo, pullNumber, headSha } = connection;
  const { data } = await client.rest.pulls.get({ owner, repo, pull_number: pullNumber });
  if (data.head.sha === headSha) return null;
  const [from, to] = [headSha.slice(0, 7), data.head.sha.slice(0, 7)];
  return `The pull request has moved on from ${from} to ${to}: no more is posted, because the newer commit has a run of its own.`;
}

/** GET /user is closed to a workflow's token; GraphQL tells every kind of token who it is. */
async function ownLogin(client: GitHubClient): Promise<string> {
  try {
    const { viewer } = await client.graphql<{ viewer: { login: string } }>('query { viewer { login } }');
    return viewer.login;
  } catch {
    return workflowAccount;
  }
}

interface Kept extends Omit<Posted, 'summary'> {
  /** False once GitHub has refused to let this token write, or the pull request has moved on. */
  readonly mayWrite: boolean;
}

async function keepComments(
  connection: PullRequestConnection,
  client: GitHubClient,
  login: string,
  review: Review,
): Promise<Kept> {
  const list = () => ownComments(connection, client, login);
  const own = await answer(connection, 'list the comments', list);
  // Without the list, posting could say everything twice.
  if (own.kind === 'problem') {
    return { comments: noComments, notPlaced: review.comments, problems: [own.problem], mayWrite: true };
  }
  const plan = planComments(own.value, review.comments, review.standing, connection);
  const now: Now = {
    connection,
    client,
    presentKeys: async () => new Set((await list()).filter(({ settled }) => !settled).map(({ key }) => key)),
    movedOn: () => movedOn(client, connection),
  };
  const placed = await placeComments(now, plan.post);
  const comments = { ...noComments, posted: placed.posted, left: plan.left };
  const { notPlaced, problems } = placed;
  if (placed.end === 'refused') return { comments, notPlaced, problems, mayWrite: false };

  const updated = await editAll(now, plan.update);
  const settled = updated.mayWrite ? await editAll(now, withoutFailed(plan.settle, placed)) : { ...updated, done: 0 };
  return {
    comments: { ...comments, updated: updated.done, settled: settled.done },
    notPlaced,
    problems: [...new Set([...problems, ...updated.problems, ...settled.problems])],
    mayWrite: settled.mayWrite,
  };
}

/** A comment whose newer one could not be posted stays as it is. */
function withoutFailed<T extends { readonly key: string }>(settle: readonly T[], { notPlaced }: Placed): T[] {
  const failed = new Set(notPlaced.map(({ key }) => digest(key)));
  return settle.filter(({ key }) => !failed.has(key));
}

async function ownComments(
  { owner, repo, pullNumber, scope }: PullRequestConnection,
  client: GitHubClient,
  login: string,
): Promise<OwnComment[]> {
  const parameters = { owner, repo, pull_number: pullNumber, per_page: 100 };
  const comments = await client.paginate(client.rest.pulls.listReviewComments, parameters);
  return comments.flatMap(({ id, user, path, line, start_line, body }) => {
    const mark = user?.login === login ? readMark(body, scope) : undefined;
    return mark === undefined ? [] : [{ ...mark, id, path, line: line ?? null, startLine: start_line ?? null, body }];
  });
}

async function editAll({ connection, client }: Now, edits: readonly Edit[]) {
  const { owner, repo } = connection;
  const problems: string[] = [];
  let done = 0;
  for (const { id, body } of edits) {
    try {
      await client.rest.pulls.updateReviewComment({ owner, repo, comment_id: id, body });
      done++;
    } catch (error) {
      problems.push(problemOf(connection, `edit comment ${id}`, error));
      // A comment that somebody has deleted meanwhile is no reason to leave the others.
      if (statusOf(error) === 404 || statusOf(error) === 422) continue;
      return { done, problems, mayWrite: !isRefusal(error) };
    }
  }
  return { done, problems, mayWrite: true };
}
