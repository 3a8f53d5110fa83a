// Posts a review to a GitHub pull request, and keeps it up to date. Nothing here throws for what GitHub answers.
import type { Review, ReviewComment, RunPart, SummaryState } from '../model/review.ts';
import { answer, connect, type GitHubClient, type PullRequestConnection } from './github-client.ts';
import { planComments, planSettling, type Reviewer } from './github-comments.ts';
import { editAll, ownComments, removeDuplicates } from './github-editing.ts';
import { digest } from './github-marks.ts';
import { type Now, placeComments } from './github-placing.ts';
import { postSummary, type Render, readSummaries } from './github-summary.ts';
import { emptyState, withRefused } from './summary-state.ts';

export type { Answer, GitHubConnection, PullRequestConnection } from './github-client.ts';
export { changedFiles, mergeBase, type PullRequest, type PullRequestFile, pullRequest } from './github-pull.ts';
export type { Render } from './github-summary.ts';

/** What became of a review. The verdict never depends on it. */
export interface Posted {
  readonly comments: {
    readonly posted: number;
    readonly updated: number;
    /** Comments on findings that are gone or have a newer comment, edited to say so. */
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
 * Posts new comments in one review, edits those that changed, merges this run into the summary comment, then settles the
 * comments whose finding no run of the summary reports any more. Posting the same review twice changes nothing. Only comments
 * that begin with Lockgate's mark and were written by the token's own account are ever edited. When the pull request has a
 * newer head, nothing is posted: that commit has its own run.
 */
export async function postReview(connection: PullRequestConnection, review: Review, render: Render): Promise<Posted> {
  const client = connect(connection, commentLimit);
  const moved = await answer(connection, 'read the pull request', () => movedOn(client, connection));
  if (moved.kind === 'problem') return nothingPosted(moved.problem);
  if (moved.value !== null) return nothingPosted(moved.value);

  const login = await ownLogin(client);
  const placed = await placeAndUpdate(connection, client, login, review);
  if (!placed.mayWrite) return postedOf(placed, null);
  const part = withRefused(review.part, placed.notPlaced);
  const summary = await postSummary(connection, connect(connection, summaryLimit), login, part, render);
  // Without the summary nobody knows what the other runs of the set hold.
  if (summary.kind === 'problem') return postedOf({ ...placed, problems: [...placed.problems, summary.problem] }, null);
  const settled = await settle(connection, placed, review, summary.value.state);
  return postedOf({ ...placed, ...settled }, summary.value.url);
}

/**
 * Says in the summary that this run could not do its work; comments stay as they are. `onlyIfThere`: only where a summary
 * speaks of the pull request already.
 */
export async function postFailure(
  connection: PullRequestConnection,
  part: RunPart,
  render: Render,
  { limit = summaryLimit, onlyIfThere = false } = {},
): Promise<Pick<Posted, 'summary' | 'problems'>> {
  const client = connect(connection, limit);
  const moved = await answer(connection, 'read the pull request', () => movedOn(client, connection));
  const problem = moved.kind === 'problem' ? moved.problem : moved.value;
  if (problem !== null) return { summary: null, problems: [problem] };
  const login = await ownLogin(client);
  if (onlyIfThere) {
    const there = await answer(connection, 'list the comments', () => readSummaries(connection, client, login));
    if (there.kind === 'problem') return { summary: null, problems: [there.problem] };
    if (there.value === emptyState) return { summary: null, problems: [] };
  }
  const summary = await postSummary(connection, client, login, part, render);
  return summary.kind === 'ok'
    ? { summary: summary.value.url, problems: [] }
    : { summary: null, problems: [summary.problem] };
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

/** GraphQL answers every kind of token who it is; GET /user is closed to a workflow's own. */
async function ownLogin(client: GitHubClient): Promise<string> {
  try {
    const { viewer } = await client.graphql<{ viewer: { login: string } }>('query { viewer { login } }');
    return viewer.login;
  } catch {
    const user = await client.rest.users.getAuthenticated().catch(() => undefined);
    return user?.data.login ?? workflowAccount;
  }
}

interface PlacedReview extends Omit<Posted, 'summary'> {
  /** False once GitHub has refused to let this token write, or the pull request has moved on. */
  readonly mayWrite: boolean;
  readonly now?: Now;
  /** Comments that are neither shown by this review nor younger than it. */
  readonly mayBeGone: ReadonlySet<number>;
}

async function placeAndUpdate(
  connection: PullRequestConnection,
  client: GitHubClient,
  login: string,
  review: Review,
): Promise<PlacedReview> {
  const reviewer: Reviewer = { scope: digest(connection.scope ?? ''), part: review.part };
  const list = () => ownComments(connection, client, login, reviewer.scope);
  const read = async () => [await list(), await readSummaries(connection, client, login)] as const;
  const own = await answer(connection, 'list the comments', read);
  // Without the list, posting could say everything twice.
  if (own.kind === 'problem') {
    const problems = [own.problem];
    return { comments: noComments, notPlaced: review.comments, problems, mayWrite: true, mayBeGone: new Set() };
  }
  const [comments, state] = own.value;
  const plan = planComments(comments, review.comments, reviewer, state);
  const now: Now = {
    connection,
    client,
    reviewer,
    list,
    presentKeys: async () => new Set((await list()).filter(({ settled }) => !settled).map(({ key }) => key)),
    movedOn: () => movedOn(client, connection),
  };
  const placed = await placeComments(now, plan.post);
  const counts = { ...noComments, posted: placed.posted, left: plan.used.size - plan.update.length };
  const { notPlaced, problems } = placed;
  const mayBeGone = new Set(comments.map(({ id }) => id).filter((id) => !plan.used.has(id)));
  if (placed.end === 'refused') return { comments: counts, notPlaced, problems, mayWrite: false, mayBeGone };
  const updated = await editAll(now, plan.update);
  return {
    comments: { ...counts, updated: updated.done },
    notPlaced,
    problems: [...problems, ...updated.problems],
    mayWrite: updated.mayWrite,
    now,
    mayBeGone,
  };
}

/** Looks again: what another run has posted meanwhile is neither doubled nor settled. */
async function settle(
  connection: PullRequestConnection,
  { now, mayBeGone, notPlaced, comments, problems }: PlacedReview,
  review: Review,
  state: SummaryState,
): Promise<Pick<Posted, 'comments' | 'problems'>> {
  if (now === undefined) return { comments, problems };
  const own = await answer(connection, 'list the comments', () => removeDuplicates(now));
  if (own.kind === 'problem') return { comments, problems: [...problems, own.problem] };
  // A comment whose newer one could not be posted stays as it is.
  const failed = new Set(notPlaced.map(({ key }) => digest(key)));
  const posted = review.comments.map(({ key }) => key);
  const { standing } = review;
  const older = own.value.filter(({ id }) => mayBeGone.has(id));
  const plan = planSettling(older, { posted, standing }, now.reviewer, state);
  const settled = await editAll(
    now,
    plan.settle.filter(({ key }) => !failed.has(key)),
  );
  const updated = settled.mayWrite ? await editAll(now, plan.update) : { done: 0, problems: [] };
  return {
    comments: { ...comments, settled: settled.done, updated: comments.updated + updated.done },
    problems: [...new Set([...problems, ...settled.problems, ...updated.problems])],
  };
}

function postedOf({ comments, notPlaced, problems }: PlacedReview, summary: string | null): Posted {
  return { comments, notPlaced, summary, problems: [...new Set(problems)] };
}
