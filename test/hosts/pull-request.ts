// A pull request with one new file of 60 lines on a stand-in for GitHub, and reviews to post to it.
import type { PullRequestConnection } from '../../src/hosts/github.ts';
import type { Review, ReviewComment } from '../../src/model/report.ts';
import { type GitHubStandIn, startGitHub } from '../contracts/github/server.ts';
import type { Pull } from '../contracts/github/state.ts';

export const path = 'db/V2__next.sql';
export const head = 'a'.repeat(40);

export interface World {
  readonly github: GitHubStandIn;
  readonly pull: Pull;
  readonly connection: PullRequestConnection;
}

export async function startWorld(): Promise<World> {
  const github = await startGitHub();
  const lines = Array.from({ length: 60 }, (_, i) => `+line ${i + 1}`).join('\n');
  const pull = github.addPull(7, head, [{ filename: path, status: 'added', patch: `@@ -0,0 +1,60 @@\n${lines}` }]);
  const connection = {
    token: github.token(),
    apiUrl: github.apiUrl,
    owner: 'octo',
    repo: 'shop',
    userAgent: 'lockgate/0.1.0',
    pullNumber: 7,
    headSha: head,
    scope: 'db',
  };
  return { github, pull, connection };
}

/** A comment on line `line` of the only file. */
export function comment(key: string, line: number, more: Partial<ReviewComment> = {}): ReviewComment {
  return { key, path, startLine: line, line, body: `Body of ${key}.`, unplaced: `Told of ${key}.`, ...more };
}

export function review(comments: readonly ReviewComment[], more: Partial<Review> = {}): Review {
  const verdict = { outcome: 'warn', reasons: [] } as const;
  return { comments, standing: comments.map(({ key }) => key), summary: '### Summary', verdict, ...more };
}

/** Everything a person would see of Lockgate, without marks. */
export function seen(pull: Pull): { comments: string[]; summaries: string[] } {
  const text = (body: string) => body.replace(/\s*<!--.*?-->/g, '');
  return {
    comments: pull.comments.map(({ line, body }) => `${line}: ${text(body)}`),
    summaries: pull.issueComments.map(({ body }) => text(body)),
  };
}

export const noComments = { posted: 0, updated: 0, settled: 0, left: 0 };
