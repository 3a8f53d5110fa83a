// Reading a pull request over real HTTP: its head, its files over many pages, its merge base.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { changedFiles, type GitHubConnection, mergeBase, pullRequest } from '../../src/hosts/github.ts';
import { type GitHubStandIn, startGitHub } from '../contracts/github/server.ts';

let github: GitHubStandIn;
let connection: GitHubConnection;

beforeEach(async () => {
  github = await startGitHub();
  connection = {
    token: github.token(),
    apiUrl: github.apiUrl,
    owner: 'octo',
    repo: 'shop',
    userAgent: 'lockgate/0.1.0',
  };
});
afterEach(() => github.stop());

describe('a pull request', () => {
  test('tells its head and base, and whether it comes from a fork', async () => {
    const pull = github.addPull(7, 'abc', []);
    const ours = { headSha: 'abc', baseSha: 'base', baseRef: 'main', fromFork: false, open: true };
    expect(await pullRequest(connection, 7)).toEqual({ kind: 'ok', value: ours });
    for (const repository of ['someone/shop', null]) {
      pull.headRepository = repository;
      expect(await pullRequest(connection, 7)).toEqual({ kind: 'ok', value: { ...ours, fromFork: true } });
    }
  });

  test('that is not there is a problem', async () => {
    expect(await pullRequest(connection, 9)).toEqual({ kind: 'problem', problem: expect.stringContaining('404') });
  });
});

describe('changed files', () => {
  test('come from all pages, without the removed ones, with a patch where there is one', async () => {
    const files = Array.from({ length: 230 }, (_, i) => ({
      filename: `${i}.sql`,
      status: 'added' as const,
      patch: '@@',
    }));
    github.addPull(7, 'abc', [
      { filename: 'gone.sql', status: 'removed' },
      ...files,
      { filename: 'big.sql', status: 'modified' },
    ]);
    const answer = await changedFiles(connection, 7);
    expect(answer).toEqual({
      kind: 'ok',
      value: [...files.map(({ filename }) => ({ path: filename, patch: '@@' })), { path: 'big.sql' }],
    });
    expect(github.state.requests.filter((line) => line.endsWith('/files'))).toHaveLength(3);
  });

  test('that cannot be listed are a problem', async () => {
    github.addPull(7, 'abc', []);
    github.addFault({ on: /files/, status: 404, message: 'Not Found' });
    expect(await changedFiles(connection, 7)).toMatchObject({ kind: 'problem' });
  });
});

test('the merge base is told for branches and commits, whatever their names', async () => {
  github.state.mergeBases.set('main...topic/a#b', 'fork-point');
  expect(await mergeBase(connection, 'main', 'topic/a#b')).toEqual({ kind: 'ok', value: 'fork-point' });
  expect(await mergeBase(connection, 'main', 'nowhere')).toMatchObject({ kind: 'problem' });
});
