// The one summary comment of a pull request: found again, edited in place, left alone when it is right.
import type { Review, ReviewComment } from '../model/report.ts';
import {
  type Answer,
  answer,
  type GitHubClient,
  isServerTrouble,
  type PullRequestConnection,
} from './github-client.ts';
import { readMark, sameText, summaryBody, summaryKey } from './github-comments.ts';

/** Writes the summary as `login`'s comment and answers with its address. */
export async function postSummary(
  connection: PullRequestConnection,
  client: GitHubClient,
  login: string,
  review: Review,
  notPlaced: readonly ReviewComment[],
): Promise<Answer<string>> {
  const body = summaryBody(review.summary, notPlaced, connection.scope);
  return answer(connection, 'write the summary comment', async () => {
    try {
      return await write(connection, client, login, body);
    } catch (error) {
      if (!isServerTrouble(error)) throw error;
      // It may be there all the same: looking again finds it, and nothing is posted twice.
      return await write(connection, client, login, body);
    }
  });
}

async function write(
  { owner, repo, pullNumber, scope }: PullRequestConnection,
  client: GitHubClient,
  login: string,
  body: string,
): Promise<string> {
  const parameters = { owner, repo, issue_number: pullNumber, per_page: 100 };
  const comments = await client.paginate(client.rest.issues.listComments, parameters);
  const found = comments.find(
    (comment) => comment.user?.login === login && readMark(comment.body ?? '', scope)?.key === summaryKey,
  );
  if (found === undefined) {
    const { data } = await client.rest.issues.createComment({ owner, repo, issue_number: pullNumber, body });
    return data.html_url;
  }
  if (!sameText(found.body ?? '', body)) {
    await client.rest.issues.updateComment({ owner, repo, comment_id: found.id, body });
  }
  return found.html_url;
}
