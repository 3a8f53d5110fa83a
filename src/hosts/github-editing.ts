// Reads and edits Lockgate's own review comments.
import { type GitHubClient, isRefusal, type PullRequestConnection, problemOf, statusOf } from './github-client.ts';
import { type Edit, type OwnComment, planDuplicates, readHolders, settledText } from './github-comments.ts';
import { readMark, summaryKey } from './github-marks.ts';
import type { Now } from './github-placing.ts';

/** Comments of this scope by `login`, the oldest first. */
export async function ownComments(
  { owner, repo, pullNumber }: PullRequestConnection,
  client: GitHubClient,
  login: string,
  scope: string,
): Promise<OwnComment[]> {
  const parameters = { owner, repo, pull_number: pullNumber, per_page: 100 };
  const comments = await client.paginate(client.rest.pulls.listReviewComments, parameters);
  const answered = new Set(comments.map(({ in_reply_to_id }) => in_reply_to_id));
  return comments
    .flatMap(({ id, user, path, line, start_line, body }): OwnComment[] => {
      const mark = user?.login === login ? readMark(body) : undefined;
      if (mark === undefined || mark.scope !== scope || mark.key === summaryKey) return [];
      const place = { path, line: line ?? null, startLine: start_line ?? null };
      return [{ ...mark, id, ...place, body, holders: readHolders(body), hasReplies: answered.has(id) }];
    })
    .sort((a, b) => a.id - b.id);
}

export interface Edited {
  readonly done: number;
  readonly problems: readonly string[];
  /** False once GitHub has refused this token. */
  readonly mayWrite: boolean;
}

export async function editAll({ connection, client }: Now, edits: readonly Edit[]): Promise<Edited> {
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

/**
 * Removes comments that another run has posted at the same time on the same lines, and answers with those that are left. One that
 * somebody has answered, or that may not be deleted, is edited instead.
 */
export async function removeDuplicates(now: Now): Promise<readonly OwnComment[]> {
  const { owner, repo } = now.connection;
  const own = await now.list();
  const { keep, remove } = planDuplicates(own);
  if (remove.length === 0) return own;
  await editAll(now, keep);
  for (const duplicate of remove) {
    const refused =
      duplicate.hasReplies ||
      (await now.client.rest.pulls.deleteReviewComment({ owner, repo, comment_id: duplicate.id }).then(
        () => false,
        () => true,
      ));
    const text = '**Duplicate**: another comment on these lines has this finding.';
    // A refused edit as well means that it is gone, or that it stays as it is: no harm but the repetition.
    if (refused) await editAll(now, [{ id: duplicate.id, body: settledText(duplicate, text) }]);
  }
  return now.list();
}
