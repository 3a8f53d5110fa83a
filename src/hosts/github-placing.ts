// Puts new comments on a pull request, in as few reviews as GitHub lets us.
import { setTimeout as sleep } from 'node:timers/promises';
import type { ReviewComment } from '../model/review.ts';
import {
  type GitHubClient,
  isRefusal,
  isServerTrouble,
  type PullRequestConnection,
  problemOf,
  statusOf,
} from './github-client.ts';
import { commentText, holderOf, type OwnComment, type Reviewer } from './github-comments.ts';
import { digest } from './github-marks.ts';

/** GitHub refuses a review that follows another too quickly (ms). */
const pauseBetweenReviews = 1000;

export interface Placed {
  readonly posted: number;
  /** Not on their lines, for whatever reason. */
  readonly notPlaced: readonly ReviewComment[];
  readonly problems: readonly string[];
  /** `refused`: nothing else may be written either; `trouble`: GitHub failed twice. */
  readonly end: 'done' | 'trouble' | 'refused';
}

/** What placing needs to know of the pull request as it is now. */
export interface Now {
  readonly connection: PullRequestConnection;
  readonly client: GitHubClient;
  readonly reviewer: Reviewer;
  /** Own comments of this scope. */
  list(): Promise<readonly OwnComment[]>;
  /** Digests of the keys of own comments that stand on the pull request. */
  presentKeys(): Promise<ReadonlySet<string>>;
  /** One sentence when the pull request has a newer head. */
  movedOn(): Promise<string | null>;
}

/** Posts all comments in one review; where GitHub refuses it, finds out which ones it dislikes and posts the others. */
export async function placeComments(now: Now, comments: readonly ReviewComment[]): Promise<Placed> {
  if (comments.length === 0) return { posted: 0, notPlaced: [], problems: [], end: 'done' };
  try {
    await sendReview(now, comments);
    return { posted: comments.length, notPlaced: [], problems: [], end: 'done' };
  } catch (error) {
    if (statusOf(error) !== 422) return await afterFailure(now, comments, error);
    const moved = await now.movedOn().catch(() => null);
    if (moved !== null) return { posted: 0, notPlaced: comments, problems: [moved], end: 'refused' };
    return await inHalves(now, comments, error);
  }
}

/** GitHub takes a review whole or not at all, and doesn't say which comment it dislikes: halves find it. */
async function inHalves(now: Now, comments: readonly ReviewComment[], error: unknown): Promise<Placed> {
  const [only, ...others] = comments;
  if (only !== undefined && others.length === 0) {
    const problem = problemOf(now.connection, `comment on ${only.path}:${only.line}`, error);
    return { posted: 0, notPlaced: comments, problems: [problem], end: 'done' };
  }
  const middle = Math.ceil(comments.length / 2);
  let placed: Placed = { posted: 0, notPlaced: [], problems: [], end: 'done' };
  for (const half of [comments.slice(0, middle), comments.slice(middle)]) {
    const next =
      placed.end === 'done' ? await afterPause(now, half) : { ...placed, posted: 0, notPlaced: half, problems: [] };
    placed = {
      posted: placed.posted + next.posted,
      notPlaced: [...placed.notPlaced, ...next.notPlaced],
      problems: [...placed.problems, ...next.problems],
      end: next.end,
    };
  }
  return placed;
}

async function afterPause(now: Now, comments: readonly ReviewComment[]): Promise<Placed> {
  await sleep(pauseBetweenReviews);
  return await placeComments(now, comments);
}

/** After a server error the review may be there all the same: look, and post once more only what is missing. */
async function afterFailure(now: Now, comments: readonly ReviewComment[], error: unknown): Promise<Placed> {
  const problems = [problemOf(now.connection, 'post the review', error)];
  if (!isServerTrouble(error)) {
    return { posted: 0, notPlaced: comments, problems, end: isRefusal(error) ? 'refused' : 'trouble' };
  }
  let missing = comments;
  try {
    const present = await now.presentKeys();
    missing = comments.filter(({ key }) => !present.has(digest(key)));
    if (missing.length > 0) await sendReview(now, missing);
    return { posted: comments.length, notPlaced: [], problems: [], end: 'done' };
  } catch {
    return { posted: comments.length - missing.length, notPlaced: missing, problems, end: 'trouble' };
  }
}

async function sendReview({ client, connection, reviewer }: Now, comments: readonly ReviewComment[]): Promise<void> {
  const { owner, repo, pullNumber, headSha } = connection;
  await client.rest.pulls.createReview({
    owner,
    repo,
    pull_number: pullNumber,
    commit_id: headSha,
    event: 'COMMENT',
    body: 'Lockgate has looked at the migrations; its summary is in a comment of its own.',
    comments: comments.map((comment) => ({
      path: comment.path,
      body: commentText(reviewer.scope, digest(comment.key), [holderOf(comment, reviewer)]),
      line: comment.line,
      side: 'RIGHT',
      // GitHub refuses a range of one line.
      ...(comment.startLine < comment.line ? { start_line: comment.startLine, start_side: 'RIGHT' } : {}),
    })),
  });
}
