// The one summary comment of a pull request, which the runs of a matrix share: found, merged, edited in place, never doubled.
import { setTimeout as sleep } from 'node:timers/promises';
import type { RunPart, SummaryState } from '../model/review.ts';
import {
  type Answer,
  answer,
  type GitHubClient,
  isServerTrouble,
  type PullRequestConnection,
  statusOf,
} from './github-client.ts';
import { digest, marked, markLine, maximumLength, readMark, sameText, summaryKey } from './github-marks.ts';
import { maximumParts, readSummaryData, writeSummaryData } from './github-summary-data.ts';
import { emptyState, mergeStates } from './summary-state.ts';

/** Markdown of at most `size` characters. */
export type Render = (state: SummaryState, size: number) => string;

export interface Summary {
  readonly url: string;
  /** As the comment has it now. */
  readonly state: SummaryState;
}

/** Rounds of reading, writing and looking again. */
const maximumRounds = 6;

/** GitHub has no compare-and-swap: a run that edits at the same time is seen after this pause (ms), and up to as much again. */
const usualPause = 700;

interface OwnSummary {
  readonly id: number;
  readonly url: string;
  readonly body: string;
  readonly scope: string;
  readonly state: SummaryState;
}

/** What the summary comments of this scope say now; several when runs have begun at once. */
export async function readSummaries(
  connection: PullRequestConnection,
  client: GitHubClient,
  login: string,
): Promise<SummaryState> {
  const own = await ownSummaries(connection, client, login);
  return own.length === 0 ? emptyState : joined(own);
}

function joined(own: readonly OwnSummary[]): SummaryState {
  const all = own.map(({ state }) => state);
  return {
    commits: all.flatMap(({ commits }) => commits),
    parts: all.flatMap(({ parts }) => parts),
    retired: all.flatMap(({ retired }) => retired),
  };
}

/** Merges `part` into the summary, as `login`'s comment; removes summaries that another run has begun at the same time. */
export async function postSummary(
  connection: PullRequestConnection,
  client: GitHubClient,
  login: string,
  part: RunPart,
  render: Render,
): Promise<Answer<Summary>> {
  return answer(connection, 'write the summary comment', async () => {
    let written: Summary | undefined;
    for (let round = 0; round < maximumRounds; round++) {
      const own = await ownSummaries(connection, client, login);
      const merged = mergeStates(
        own.map(({ state }) => state),
        part,
        maximumParts,
      );
      const { body, state } = bodyOf(connection, own, merged, render);
      const [oldest, ...others] = own;
      if (oldest === undefined) {
        await create(connection, client, body);
        continue;
      }
      written = { url: oldest.url, state };
      // A host that alters the text a little must not be edited again and again: the data decides once it has been written.
      const changed = round === 0 ? !sameText(oldest.body, body) : !oldest.body.trimEnd().endsWith(lastLineOf(body));
      if (changed) await client.rest.issues.updateComment({ ...repositoryOf(connection), comment_id: oldest.id, body });
      for (const other of others) await remove(connection, client, other, oldest);
      if (!changed && others.length === 0) return written;
      const pause = connection.lookAgainAfter ?? usualPause;
      if (state.parts.length > 1) await sleep(pause * (1 + Math.random()));
    }
    if (written === undefined) throw new Error('the comment that was created is not listed');
    return written;
  });
}

function repositoryOf({ owner, repo }: PullRequestConnection) {
  return { owner, repo };
}

/** A lost answer is no reason to post twice: the next round looks what is there. */
async function create(connection: PullRequestConnection, client: GitHubClient, body: string): Promise<void> {
  try {
    await client.rest.issues.createComment({ ...repositoryOf(connection), issue_number: connection.pullNumber, body });
  } catch (error) {
    if (!isServerTrouble(error)) throw error;
  }
}

/** The oldest first. */
async function ownSummaries(
  connection: PullRequestConnection,
  client: GitHubClient,
  login: string,
): Promise<OwnSummary[]> {
  const parameters = { ...repositoryOf(connection), issue_number: connection.pullNumber, per_page: 100 };
  const comments = await client.paginate(client.rest.issues.listComments, parameters);
  return comments
    .flatMap(({ id, html_url, user, body = '' }): OwnSummary[] => {
      const mark = user?.login === login ? readMark(body) : undefined;
      if (mark?.key !== summaryKey) return [];
      const data = mark.version === 2 ? readSummaryData(body) : undefined;
      const ofStep = connection.scope === undefined && data?.step === digest(connection.step);
      const known = ofStep || scopesOf(connection).includes(mark.scope);
      return known ? [{ id, url: html_url, body, scope: mark.scope, state: data?.state ?? emptyState }] : [];
    })
    .sort((a, b) => a.id - b.id);
}

/** The best one first: a run that failed early knows its step only. */
function scopesOf({ scope, step }: PullRequestConnection): string[] {
  return [...(scope === undefined ? [] : [digest(scope)]), digest(`step:${step}`)];
}

function bodyOf(
  connection: PullRequestConnection,
  own: readonly OwnSummary[],
  merged: SummaryState,
  render: Render,
): { readonly body: string; readonly state: SummaryState } {
  const [known] = scopesOf(connection);
  const scope = connection.scope === undefined ? (own[0]?.scope ?? (known as string)) : (known as string);
  const { line, state } = writeSummaryData({ step: digest(connection.step), state: merged });
  const mark = { scope, key: summaryKey, settled: false };
  const size = maximumLength - markLine(mark).length - line.length - 4;
  return { body: marked(mark, cutAtLine(render(state, size), size), line), state };
}

/** A guard for texts longer than promised: GitHub would refuse them. */
function cutAtLine(text: string, size: number): string {
  const notice = '\n\nThe rest is in the report.';
  if (text.length <= size) return text;
  const cut = text.slice(0, size - notice.length);
  return cut.slice(0, Math.max(cut.lastIndexOf('\n'), 0)) + notice;
}

function lastLineOf(body: string): string {
  return body.slice(body.lastIndexOf('\n') + 1);
}

/** Where deleting is refused, the comment points to the other one and is no summary any more. */
async function remove(
  connection: PullRequestConnection,
  client: GitHubClient,
  other: OwnSummary,
  oldest: OwnSummary,
): Promise<void> {
  const place = { ...repositoryOf(connection), comment_id: other.id };
  const body = `The summary of Lockgate is in [another comment](${oldest.url}).`;
  try {
    await client.rest.issues.deleteComment(place);
  } catch {
    await client.rest.issues.updateComment({ ...place, body }).catch((error: unknown) => {
      // Another run has removed it.
      if (statusOf(error) !== 404) throw error;
    });
  }
}
