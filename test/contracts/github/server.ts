// A strict, stateful stand-in for the part of GitHub's REST API that Lockgate uses, over real HTTP on loopback.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Reply, refusal, routes } from './routes.ts';
import type { Account, Fault, FileOfPull, Pull, State } from './state.ts';

export interface GitHubStandIn {
  readonly apiUrl: string;
  readonly state: State;
  /** A token for an account; the workflow's own account unless said. */
  token(account?: Partial<Account>): string;
  addPull(number: number, headSha: string, files: readonly FileOfPull[]): Pull;
  addFault(fault: Partial<Fault> & Pick<Fault, 'on' | 'status'>): void;
  /** Requests other than GET and the question who asks, since the last call. */
  takeWrites(): string[];
  stop(): Promise<void>;
}

export const workflowBot: Account = { login: 'github-actions[bot]', type: 'Bot', mayAskUser: false, mayWrite: true };

export async function startGitHub(repository = 'octo/shop'): Promise<GitHubStandIn> {
  const state: State = {
    repository,
    tokens: new Map(),
    pulls: new Map(),
    mergeBases: new Map(),
    faults: [],
    requests: [],
    nextId: 1000,
  };
  const server = createServer((request, response) => {
    handle(state, request, response).catch((error: unknown) => {
      send(response, { status: 500, json: { message: `The stand-in failed: ${String(error)}` } });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  let seen = 0;
  return {
    apiUrl: `http://127.0.0.1:${port}`,
    state,
    token(account = {}) {
      const token = `token-${state.tokens.size + 1}`;
      state.tokens.set(token, { ...workflowBot, ...account });
      return token;
    },
    addPull(number, headSha, files) {
      const rows = { comments: [], issueComments: [], reviews: [] };
      const pull: Pull = { number, headSha, baseSha: 'base', headRepository: repository, files: [...files], ...rows };
      state.pulls.set(number, pull);
      return pull;
    },
    addFault(fault) {
      state.faults.push({ times: 1, message: 'Something went wrong', ...fault });
    },
    takeWrites() {
      const fresh = state.requests.slice(seen).filter((line) => !/^GET |\/graphql$/.test(line));
      seen = state.requests.length;
      return fresh;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function handle(state: State, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', `http://${request.headers.host}`);
  const line = `${request.method} ${url.pathname}`;
  state.requests.push(line);
  const text = await bodyOf(request);
  const fault = state.faults.find(({ on, times }) => times > 0 && on.test(line));
  if (fault !== undefined) fault.times--;
  if (fault?.hangs) return;
  const reply = fault === undefined || fault.afterWork ? answer(state, request, url, text) : undefined;
  if (fault !== undefined || reply === undefined) {
    const { status, message, headers = {} } = fault ?? { status: 500, message: 'no answer' };
    return send(response, refusal(status, message), headers);
  }
  if (!('list' in reply)) return send(response, reply);
  const page = pageOf(reply.list, url);
  send(response, page.reply, page.headers);
}

function answer(state: State, request: IncomingMessage, url: URL, text: string): Reply {
  // GitHub refuses requests that don't say who asks, and with which program.
  if (!request.headers['user-agent']) return refusal(403, 'Request forbidden by administrative rules.');
  const token = /^(?:token|bearer) (\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
  const account = state.tokens.get(token);
  if (account === undefined) return refusal(401, 'Bad credentials');
  let body: unknown;
  try {
    body = text === '' ? undefined : JSON.parse(text);
  } catch {
    return refusal(400, 'Problems parsing JSON');
  }
  const prefix = `/repos/${state.repository}/`;
  const path = url.pathname.startsWith(prefix) ? url.pathname.slice(prefix.length) : url.pathname;
  for (const route of routes) {
    const match = route.method === request.method ? route.path.exec(path) : null;
    if (match !== null) return route.answer({ state, account, origin: url.origin, parameters: match.slice(1), body });
  }
  return refusal(404, 'Not Found');
}

/** 30 items a page unless asked, never more than 100; the Link header names the neighbours. */
function pageOf(list: readonly unknown[], url: URL): { reply: Reply; headers: Record<string, string> } {
  const perPage = Math.min(100, Number(url.searchParams.get('per_page') ?? 30) || 30);
  const page = Math.max(1, Number(url.searchParams.get('page') ?? 1) || 1);
  const last = Math.max(1, Math.ceil(list.length / perPage));
  const link = (to: number, rel: string) => {
    const target = new URL(url);
    target.searchParams.set('page', String(to));
    return `<${target.href}>; rel="${rel}"`;
  };
  const links = [
    ...(page > 1 ? [link(page - 1, 'prev'), link(1, 'first')] : []),
    ...(page < last ? [link(page + 1, 'next'), link(last, 'last')] : []),
  ];
  const reply = { status: 200, json: list.slice((page - 1) * perPage, page * perPage) };
  return { reply, headers: links.length === 0 ? {} : { link: links.join(', ') } };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += chunk;
  return text;
}

function send(response: ServerResponse, reply: Reply, headers: Readonly<Record<string, string>> = {}): void {
  const { status, json } = 'list' in reply ? { status: 200, json: reply.list } : reply;
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  response.end(status === 204 ? undefined : JSON.stringify(json));
}
