// The client's patience has an end, whatever GitHub does.
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { GitHubConnection } from '../../src/hosts/github.ts';
import { answer, connect } from '../../src/hosts/github-client.ts';
import { type GitHubStandIn, startGitHub } from '../contracts/github/server.ts';

let github: GitHubStandIn;
let connection: GitHubConnection;

beforeEach(async () => {
  github = await startGitHub();
  github.addPull(7, 'abc', []);
  connection = {
    token: github.token(),
    apiUrl: github.apiUrl,
    owner: 'octo',
    repo: 'shop',
    userAgent: 'lockgate/0.1.0',
  };
});
afterEach(() => github.stop());

async function timed(limit: number) {
  const client = connect(connection, limit);
  const start = Date.now();
  const read = () => client.rest.pulls.get({ owner: 'octo', repo: 'shop', pull_number: 7 });
  const { kind } = await answer(connection, 'read', read);
  return { kind, ms: Date.now() - start };
}

test('an answer that never comes ends with the limit', async () => {
  github.addFault({ on: /pulls/, status: 200, times: 99, hangs: true });
  const { kind, ms } = await timed(400);
  expect(kind).toBe('problem');
  expect(ms).toBeLessThan(1500);
});

test('a wait that would pass the limit is not begun', async () => {
  github.addFault({ on: /pulls/, status: 429, headers: { 'retry-after': '30' } });
  const { kind, ms } = await timed(5000);
  expect(kind).toBe('problem');
  expect(ms).toBeLessThan(1500);
  expect(github.state.requests).toHaveLength(1);
});

test('a read is tried three times', async () => {
  github.addFault({ on: /pulls/, status: 503, times: 2 });
  expect((await timed(20_000)).kind).toBe('ok');
  github.addFault({ on: /pulls/, status: 503, times: 3 });
  expect((await timed(20_000)).kind).toBe('problem');
});

test('what GitHub refuses is asked once', async () => {
  for (const status of [401, 403, 404, 422]) {
    github.addFault({ on: /pulls/, status });
    expect((await timed(5000)).kind).toBe('problem');
  }
  expect(github.state.requests).toHaveLength(4);
});
