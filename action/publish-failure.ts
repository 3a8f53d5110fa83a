// Says that a run could not do its work: annotation, log, job summary, and the summary comment of the pull request.
import * as core from '@actions/core';
import { Failure } from '../src/failure.ts';
import { postFailure } from '../src/hosts/github.ts';
import type { Report } from '../src/model/report.ts';
import { clip, fence, visible } from '../src/review/markdown.ts';
import { failedPart } from '../src/review/part.ts';
import { ownSummary } from '../src/review/summary.ts';
import type { WorkflowEvent } from './event.ts';
import { jobSummaryLimit, writeJobSummary } from './job-summary.ts';
import { commentSummary, log } from './publish.ts';
import { runIdentity, stepName } from './run-identity.ts';

export interface FailureRequest {
  readonly thrown: unknown;
  readonly event: WorkflowEvent;
  readonly toolVersion: string;
  /** What was known when the run failed. */
  readonly known: KnownAtFailure;
}

export interface KnownAtFailure {
  /** The migrations' directory. */
  scope?: string;
  /** The version of the server, once it has answered. */
  server?: string;
  /** Reads the migrations, without a server. */
  lint?: () => Promise<Report>;
}

/** A cancelled job has 7.5 s left, of which the server's end has taken some (ms). */
const interruptedLimit = 4000;

export async function publishFailure(request: FailureRequest): Promise<void> {
  const { thrown, event, toolVersion, known } = request;
  const failure = thrown instanceof Failure ? thrown : undefined;
  const defect = `A defect in Lockgate: ${thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)}`;
  const message = withoutSecrets(failure?.message ?? defect);
  const help = failure?.help === undefined ? '' : withoutSecrets(failure.help);
  const text = help === '' ? message : `${message}\n${help}`;
  annotate(text, failure);
  log(text);
  const interrupted = failure?.code === 'interrupted';
  const lint = interrupted ? undefined : await known.lint?.().catch(() => undefined);
  const run = runIdentity(core.getInput('command'), event);
  // A stack is for the log, not for the pull request.
  const short = failure === undefined ? (message.split('\n')[0] ?? '') : message;
  const server = known.server === undefined ? {} : { server: known.server };
  const part = failedPart({ message: short, help, toolVersion, ...server }, run, lint);
  await writeJobSummary(ownSummary({ ...part, reason: fence(visible(clip(text, 20_000)), '') }, jobSummaryLimit));
  if (core.getInput('command').trim() !== 'deploy') await comment(request, part, interrupted);
}

function annotate(text: string, failure: Failure | undefined): void {
  const place = failure?.place;
  core.error(text, {
    title: 'Lockgate could not run',
    ...(place === undefined ? {} : { file: place.path, startLine: place.line }),
  });
}

/**
 * A run that was cancelled corrects what an earlier one has said, but starts no summary: where a newer commit has cancelled it,
 * that one's run says more.
 */
async function comment(
  { event, toolVersion, known }: FailureRequest,
  part: ReturnType<typeof failedPart>,
  interrupted: boolean,
): Promise<void> {
  const token = core.getInput('token').trim();
  if (event.pull === null || token === '') return;
  const { number: pullNumber, headSha } = event.pull;
  const { owner, repo, apiUrl } = event;
  const step = stepName((name) => core.getInput(name));
  const userAgent = `lockgate/${toolVersion}`;
  const connection = { token, apiUrl, owner, repo, userAgent, scope: known.scope, step, pullNumber, headSha };
  const how = interrupted ? { limit: interruptedLimit, onlyIfThere: true } : {};
  const { problems } = await postFailure(connection, part, commentSummary, how);
  for (const problem of problems) core.warning(problem);
}

/** No message should hold one; a defect's may. */
function withoutSecrets(text: string): string {
  const url = core.getInput('database-url').trim();
  const password = URL.canParse(url) ? new URL(url).password : '';
  // A short or common password would blot out ordinary words; within a URL it goes in any case.
  const passwords = [password, decoded(password)].filter((one) => one.length >= 8 && !/^postgres/i.test(one));
  return [core.getInput('token').trim(), url, ...passwords]
    .filter((secret) => secret !== '')
    .reduce((clean, secret) => clean.replaceAll(secret, '***'), text)
    .replace(/(\bpostgres(?:ql)?:\/\/)\S*@/gi, '$1***@');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
