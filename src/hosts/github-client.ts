// Talking to GitHub's REST API: one client per task, patient within a limit, and errors as sentences.
import { setTimeout as sleep } from 'node:timers/promises';
import { getOctokit } from '@actions/github';
import { messageOf } from '../failure.ts';

/** What is needed to talk to a repository. `apiUrl` has no slash at its end: `https://api.github.com`. */
export interface GitHubConnection {
  readonly token: string;
  readonly apiUrl: string;
  readonly owner: string;
  readonly repo: string;
  /** Names the program to GitHub: `lockgate/0.1.0`. */
  readonly userAgent: string;
}

/** The pull request to review. */
export interface PullRequestConnection extends GitHubConnection {
  readonly pullNumber: number;
  /** The commit that was judged: the pull request's head, not the merge commit. */
  readonly headSha: string;
  /** The migrations' directory: tells the steps apart that review different ones. Undefined when the run failed before it was known. */
  readonly scope: string | undefined;
  /** The step's inputs that say what to review: known even to a run that fails at once. */
  readonly step: string;
  /** How long (ms) to wait before looking whether another run has edited the summary at the same time; less in tests. */
  readonly lookAgainAfter?: number;
}

/** An answer, or one sentence on why there is none. */
export type Answer<T> =
  | { readonly kind: 'ok'; readonly value: T }
  | { readonly kind: 'problem'; readonly problem: string };

export type GitHubClient = ReturnType<typeof getOctokit>;

/** One request may take this long (ms), so that a hanging one leaves time for another try. */
const requestTimeout = 20_000;

/** Waits (ms) between tries of a request that failed at GitHub's end. */
const pauses = [1000, 3000];

/** What GitHub asks to wait (ms) after a secondary rate limit that comes without `retry-after`. */
const secondaryLimitPause = 60_000;

/**
 * A client whose requests, retries and waits together end within `limit` ms. A rate limit is waited for as long as GitHub says,
 * when that fits. After a server error or a lost connection, reads and edits are tried again; a POST is not, because it may
 * have done its work: whoever posts looks first what is there.
 */
export function connect(connection: GitHubConnection, limit: number): GitHubClient {
  const deadline = Date.now() + limit;
  const client = getOctokit(connection.token, { baseUrl: connection.apiUrl, userAgent: connection.userAgent });
  client.hook.wrap('request', async (request, options) => {
    for (let tries = 0; ; tries++) {
      const left = Math.max(1, Math.min(requestTimeout, deadline - Date.now()));
      try {
        // Set in place: hooks further in (the token's) get this very object, whatever is passed on.
        options.request = { ...options.request, signal: AbortSignal.timeout(left) };
        return await request(options);
      } catch (error) {
        const repeatable = options.method !== 'POST' || options.url.endsWith('/graphql');
        const wait = rateLimitPause(error) ?? (repeatable && isServerTrouble(error) ? pauses[tries] : undefined);
        if (wait === undefined || Date.now() + wait >= deadline) throw error;
        await sleep(wait);
      }
    }
  });
  return client;
}

/** The HTTP status of an error; undefined when it is none of a request. */
export function statusOf(error: unknown): number | undefined {
  const status = (error as { status?: unknown } | null)?.status;
  return typeof status === 'number' ? status : undefined;
}

/** True when GitHub failed or could not be reached, so that a POST may or may not have done its work. */
export function isServerTrouble(error: unknown): boolean {
  return (statusOf(error) ?? 0) >= 500;
}

/** True when GitHub refuses this token: nothing else will be allowed either. */
export function isRefusal(error: unknown): boolean {
  return [401, 403, 404, 429].includes(statusOf(error) ?? 0);
}

/** How long GitHub asks to wait (ms); undefined when the error is no rate limit. */
function rateLimitPause(error: unknown): number | undefined {
  const status = statusOf(error);
  if (status !== 429 && status !== 403) return undefined;
  const headers = (error as { response?: { headers?: Record<string, string | undefined> } }).response?.headers ?? {};
  if (headers['retry-after'] !== undefined) {
    const seconds = Number(headers['retry-after']);
    return Number.isFinite(seconds) ? seconds * 1000 : secondaryLimitPause;
  }
  if (headers['x-ratelimit-remaining'] === '0') {
    // One second more: the reset is given in whole seconds.
    return Math.max(0, Number(headers['x-ratelimit-reset']) * 1000 - Date.now()) + 1000;
  }
  return status === 429 || /secondary rate limit/i.test(messageOf(error)) ? secondaryLimitPause : undefined;
}

/** One sentence about an error: what could not be done, what GitHub said, and what helps where that is known. */
export function problemOf(connection: GitHubConnection, task: string, error: unknown): string {
  const status = statusOf(error);
  const said = messageOf(error).split('\n')[0]?.slice(0, 300).replaceAll(connection.token, '***') ?? '';
  const help =
    status === 401
      ? ' The token is not valid.'
      : rateLimitPause(error) !== undefined
        ? ' It is a rate limit; run the job again later.'
        : status === 403 || status === 404
          ? ' The token lacks the right: give the job `permissions: pull-requests: write`; for a pull request from a fork GitHub gives none.'
          : '';
  const answered =
    (error as { response?: unknown }).response === undefined ? 'GitHub did not answer' : `GitHub answered ${status}`;
  return `Could not ${task}: ${answered}: ${said}.${help}`;
}

/** Runs `work`; an error becomes a problem. */
export async function answer<T>(
  connection: GitHubConnection,
  task: string,
  work: () => Promise<T>,
): Promise<Answer<T>> {
  try {
    return { kind: 'ok', value: await work() };
  } catch (error) {
    return { kind: 'problem', problem: problemOf(connection, task, error) };
  }
}
