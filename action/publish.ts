// Says what was found: review, job summary, annotations, log, outputs. None of it can change the verdict.
import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as core from '@actions/core';
import { messageOf } from '../src/failure.ts';
import { changedFiles, type PullRequestConnection, postFailure, postReview } from '../src/hosts/github.ts';
import type { Report } from '../src/model/report.ts';
import type { RunIdentity, SummaryState } from '../src/model/review.ts';
import { jsonReport } from '../src/reports/json.ts';
import { textReport } from '../src/reports/text.ts';
import { annotationsOf } from '../src/review/annotations.ts';
import { type ChangedFile, type CommentableLines, commentableLines } from '../src/review/diff.ts';
import { reviewOf } from '../src/review/review.ts';
import { characters } from '../src/review/sections.ts';
import { ownSummary, summaryOf } from '../src/review/summary.ts';
import type { WorkflowEvent } from './event.ts';
import { jobSummaryLimit, writeJobSummary } from './job-summary.ts';

export interface PublishRequest {
  readonly report: Report;
  readonly event: WorkflowEvent;
  readonly token: string | undefined;
  readonly userAgent: string;
  readonly run: RunIdentity;
  /** Tells the reviews of several Lockgate steps on one pull request apart. */
  readonly scope: string;
  readonly step: string;
  /** A directory for the report's file, outside of the workspace. */
  readonly temporary: string;
  readonly proof: string | undefined;
  /** The diff of files as the clone has it, for those whose patch GitHub leaves out. Throws a Failure when git can't tell. */
  readonly diffOf: (paths: readonly string[]) => Promise<readonly ChangedFile[]>;
}

export async function publish(request: PublishRequest): Promise<void> {
  const { report } = request;
  log(textReport(report, { colors: false, width: 100 }));
  for (const { level, title, message, path, ...lines } of annotationsOf(report)) {
    const properties = { title, ...(path === undefined ? {} : { file: path }), ...lines };
    annotate[level](message, properties);
  }
  await reviewPullRequest(request);
  // Everything, also what stands in comments: on a pull request from a fork this page is all there is.
  await writeJobSummary(ownSummary(reviewOf(report, null).part, jobSummaryLimit));
  await setOutputs(request);
}

const annotate = { error: core.error, warning: core.warning, notice: core.notice };

/** Text from the pull request could hold workflow commands; between these lines the runner reads none. */
export function log(text: string): void {
  const token = `lockgate-${randomUUID()}`;
  process.stdout.write(`::stop-commands::${token}\n${text}\n::${token}::\n`);
}

async function reviewPullRequest(request: PublishRequest): Promise<void> {
  const { report, event, token, userAgent, scope, step, run } = request;
  if (event.pull === null || token === undefined) return;
  const { owner, repo, apiUrl } = event;
  const { number: pullNumber, headSha } = event.pull;
  const connection = { token, apiUrl, owner, repo, userAgent, scope, step, pullNumber, headSha };
  const { part } = reviewOf(report, null, run);
  if (part.outcome === 'failed') {
    const { problems } = await postFailure(connection, part, commentSummary);
    for (const problem of problems) core.warning(problem);
    return;
  }
  const review = reviewOf(report, await linesOf(connection, request), run);
  const posted = await postReview(connection, review, commentSummary);
  for (const problem of posted.problems) core.warning(problem);
  const { comments } = posted;
  core.info(
    `Review: ${comments.posted} comments posted, ${comments.updated} updated, ${comments.settled} settled, ${comments.left} left as they were.`,
  );
}

/** From GitHub's list of files, which leaves out the patch of large ones and ends at 3,000; those from git. Null when neither tells. */
async function linesOf(
  connection: PullRequestConnection,
  { report, diffOf }: PublishRequest,
): Promise<CommentableLines | null> {
  const files = await changedFiles(connection, connection.pullNumber);
  const listed = files.kind === 'ok' ? files.value.filter(({ patch }) => patch !== undefined) : [];
  const known = new Set(listed.map(({ path }) => path));
  const unknown = [...new Set(report.findings.map(({ place }) => place.path))].filter((path) => !known.has(path));
  try {
    return commentableLines([...listed, ...(await diffOf(unknown))]);
  } catch (thrown) {
    core.info(`The diff could not be read from the clone: ${messageOf(thrown)}`);
    if (files.kind === 'ok') return commentableLines(listed);
    core.warning(files.problem);
    return null;
  }
}

/** The summary comment within `size` characters. */
export function commentSummary(state: SummaryState, size: number): string {
  return summaryOf(state, characters(size, "see the job's summary and its report."));
}

async function setOutputs({ report, temporary, proof }: PublishRequest): Promise<void> {
  const path = join(temporary, `lockgate-report-${randomUUID()}.json`);
  await writeFile(path, jsonReport(report));
  const standing = report.findings.filter((finding) => finding.suppressed === null);
  core.setOutput('verdict', report.verdict.outcome);
  core.setOutput('findings', standing.length);
  core.setOutput('errors', standing.filter((finding) => finding.severity === 'error').length);
  core.setOutput('warnings', standing.filter((finding) => finding.severity === 'warning').length);
  core.setOutput('report', path);
  core.setOutput('proof', proof ?? '');
}
