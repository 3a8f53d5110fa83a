// A pull request to gate with the packed action: one PostgreSQL for a file of tests, a GitHub and a repository for each.
import { type GitHubStandIn, startGitHub } from '../contracts/github/server.ts';
import type { Account, Pull } from '../contracts/github/state.ts';
import { type TcpServer, tcpServer } from '../database/tcp-server.ts';
import { type Bundles, buildBundles } from './bundles.ts';
import { pullRequestEvent } from './events.ts';
import { type Changes, type Commits, type Forge, openForge, pullNumber } from './forge.ts';
import { runStep, type Step, type StepResult } from './workflow-step.ts';

export interface World {
  readonly bundles: Bundles;
  /** The service container; it runs. */
  readonly server: TcpServer;
  /** What must never be seen. */
  readonly password: string;
  close(): Promise<void>;
}

export async function openWorld(): Promise<World> {
  const [bundles, server] = await Promise.all([buildBundles(), tcpServer(18)]);
  await server.start();
  return {
    bundles,
    server,
    password: decodeURIComponent(new URL(server.url).password),
    async close() {
      await server.remove();
      await bundles.remove();
    },
  };
}

/** The base of most pull requests here; a rule would object to it, were it judged. */
export const shop: Changes = {
  'db/migration/V1__shop.sql': [
    'CREATE TABLE customers (id bigint PRIMARY KEY, name text);',
    'CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint);',
    '',
  ].join('\n'),
  'db/migration/V2__names.sql': 'CREATE INDEX customers_name_idx ON customers (name);\n',
};

/** The first line of a migration that no rule shall object to for its patience. */
export const patience = "SET LOCAL lock_timeout = '2s';\n";

export interface Gate {
  readonly github: GitHubStandIn;
  readonly pull: Pull;
  readonly forge: Forge;
  readonly commits: Commits;
  readonly token: string;
  /** Runs the action on the pull request as it is; by default after a shallow checkout of the merge commit. */
  run(more?: Partial<Step>): Promise<StepResult>;
  /** Commits to the topic branch: GitHub has a new head, a new merge commit and new files. */
  push(changes: Changes): Promise<void>;
  close(): Promise<void>;
}

export async function openPull(
  { bundles, server }: World,
  base: Changes,
  changes: Changes,
  account: Partial<Account> = {},
): Promise<Gate> {
  const github = await startGitHub();
  const forge = await openForge(await bundles.directory(), base);
  let commits = await forge.push(changes);
  const pull = github.addPull(pullNumber, commits.head, await forge.files());
  const token = github.token(account);
  return {
    github,
    pull,
    forge,
    token,
    get commits() {
      return commits;
    },
    run: async (more = {}) =>
      runStep(bundles, {
        workspace: more.workspace ?? (await forge.checkout(commits.merge)),
        eventName: 'pull_request',
        event: pullRequestEvent(commits, account.mayWrite === false ? 'fork' : 'branch'),
        apiUrl: github.apiUrl,
        token,
        ...more,
        inputs: { 'database-url': server.url, ...more.inputs },
      }),
    async push(next) {
      commits = await forge.push(next);
      pull.headSha = commits.head;
      pull.files = await forge.files();
    },
    close: () => github.stop(),
  };
}

/** Everything that stands on the pull request. */
export function postedText({ comments, issueComments, reviews }: Pull): string {
  return [...comments, ...issueComments, ...reviews].map(({ body }) => body).join('\n');
}

/** A comment as a person sees it: without its hidden first and last lines. */
export function shown(body: string): string {
  return body.replace(/^<!-- lockgate:v2:\S+ -->\n\n/, '').replace(/\n\n<!-- lockgate-data:v2:\S* -->$/, '');
}

/** The first line of each summary comment. */
export function titles({ issueComments }: Pull): string[] {
  return issueComments.map(({ body }) => shown(body).split('\n')[0] ?? '');
}

/** `rule path` of the findings in a JSON report, in its order. */
export function rulesOf({ report }: StepResult): string[] {
  return report.findings.map(({ rule, path }: { rule: string; path: string }) => `${rule} ${path}`);
}
