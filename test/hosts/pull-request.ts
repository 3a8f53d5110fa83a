// A pull request with one new file of 60 lines on a stand-in for GitHub, and reviews to post to it.
import { type PullRequestConnection, postReview } from '../../src/hosts/github.ts';
import type { Review, ReviewComment, RunPart, SummaryState } from '../../src/model/review.ts';
import { shortDigest } from '../../src/review/part.ts';
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
    step: 'db step',
    lookAgainAfter: 1,
  };
  return { github, pull, connection };
}

/** A comment on line `line` of the only file. */
export function comment(key: string, line: number, more: Partial<ReviewComment> = {}): ReviewComment {
  const texts = { body: `Body of ${key}.`, evidence: 'Measured', hint: '`explain`', unplaced: `In full: ${key}.` };
  return { key, path, startLine: line, line, ...texts, ...more };
}

/** A run of one server; `summary` is what it says in the summary. */
export function runPart(more: Partial<RunPart> = {}): RunPart {
  const server = more.label ?? 'PostgreSQL 18.4';
  return {
    ...{
      id: shortDigest(server),
      label: server,
      serverKnown: true,
      job: 'CI/lockgate',
      command: 'check',
      commit: head,
    },
    ...{ run: 0, attempt: 0, outcome: 'warn', preface: [], reason: '### Summary', ran: '', findings: [], sections: [] },
    ...{ counts: { error: 0, warning: 0, info: 0 }, keys: [], footer: '' },
    ...more,
  };
}

export interface ReviewOptions {
  /** Findings that stand without a comment as well. */
  readonly standing?: readonly string[];
  readonly summary?: string;
  readonly part?: Partial<RunPart>;
}

export function review(comments: readonly ReviewComment[], more: ReviewOptions = {}): Review {
  const standing = more.standing ?? comments.map(({ key }) => key);
  const keys = standing.map(shortDigest);
  const findings = comments.map(({ key }) => {
    const cells = { rule: key, where: path, effect: '' };
    return { key: shortDigest(key), severity: 'warning', ...cells, evidence: 'measured' } as const;
  });
  const part = runPart({
    keys,
    findings,
    ...(more.summary === undefined ? {} : { reason: more.summary }),
    ...more.part,
  });
  return { comments, standing, part, verdict: { outcome: 'warn', reasons: [] } };
}

/** The reasons of all runs, and what has no comment. */
export function render({ parts }: SummaryState): string {
  const refused = parts.flatMap(({ findings }) => findings.flatMap(({ detail }) => detail?.text ?? []));
  return [...parts.flatMap(({ reason, ran }) => [reason, ...(ran === '' ? [] : [ran])]), ...refused].join('\n');
}

export const post = (connection: PullRequestConnection, posted: Review) => postReview(connection, posted, render);

/** Everything a person would see of Lockgate, without what is hidden and the last line of a comment. */
export function seen(pull: Pull): { comments: string[]; summaries: string[] } {
  const text = (body: string) => body.replace(/\s*<!--.*?-->\s*/g, '').replace(/\s*<sub>.*<\/sub>$/, '');
  return {
    comments: pull.comments.map(({ line, body }) => `${line}: ${text(body)}`),
    summaries: pull.issueComments.map(({ body }) => text(body)),
  };
}

export const noComments = { posted: 0, updated: 0, settled: 0, left: 0 };
