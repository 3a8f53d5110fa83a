// Posting a review over real HTTP to a strict stand-in for GitHub, which refuses what GitHub refuses.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { PullRequestConnection } from '../../src/hosts/github.ts';
import type { ReviewComment } from '../../src/model/review.ts';
import { type GitHubStandIn, workflowBot } from '../contracts/github/server.ts';
import type { Pull } from '../contracts/github/state.ts';
import { comment, noComments, path, post, review, seen, startWorld } from './pull-request.ts';

let github: GitHubStandIn;
let pull: Pull;
let connection: PullRequestConnection;

beforeEach(async () => {
  ({ github, pull, connection } = await startWorld());
});
afterEach(() => github.stop());

describe('the first review', () => {
  test('is one request for all comments, and one for the summary', async () => {
    const posted = await post(connection, review([comment('a', 3), comment('b', 9, { startLine: 5 })]));
    expect(posted).toEqual({
      comments: { ...noComments, posted: 2 },
      notPlaced: [],
      summary: expect.stringContaining('/pull/7#issuecomment-'),
      problems: [],
    });
    expect(seen(pull)).toEqual({ comments: ['3: Body of a.', '9: Body of b.'], summaries: ['### Summary'] });
    expect(pull.comments.map(({ start_line }) => start_line)).toEqual([null, 5]);
    expect(github.takeWrites()).toEqual([
      'POST /repos/octo/shop/pulls/7/reviews',
      'POST /repos/octo/shop/issues/7/comments',
    ]);
  });

  test('without comments is only the summary', async () => {
    await post(connection, review([]));
    expect(pull.reviews).toEqual([]);
    expect(seen(pull).summaries).toEqual(['### Summary']);
  });
});

describe('the next review', () => {
  const first = [comment('a', 3), comment('b', 9, { startLine: 5 })];

  beforeEach(async () => {
    expect((await post(connection, review(first))).problems).toEqual([]);
    github.takeWrites();
  });

  test('that is the same changes nothing', async () => {
    const posted = await post(connection, review(first));
    expect(posted.comments).toEqual({ ...noComments, left: 2 });
    expect(posted.summary).toContain('#issuecomment-');
    expect(github.takeWrites()).toEqual([]);
  });

  test('is the same when GitHub stored it with other line ends', async () => {
    for (const row of [...pull.comments, ...pull.issueComments]) row.body = `${row.body.replaceAll('\n', '\r\n')}\r\n`;
    await post(connection, review(first));
    expect(github.takeWrites()).toEqual([]);
  });

  test('edits what has changed, in place', async () => {
    const changed = [comment('a', 3, { body: 'New body.' }), first[1] as ReviewComment];
    const posted = await post(connection, review(changed, { summary: '### Better' }));
    expect(posted.comments).toEqual({ ...noComments, updated: 1, left: 1 });
    expect(seen(pull)).toEqual({ comments: ['3: New body.', '9: Body of b.'], summaries: ['### Better'] });
  });

  test('settles a comment whose finding is gone, once, and brings it back when the finding is', async () => {
    const rest = review([first[1] as ReviewComment]);
    expect((await post(connection, rest)).comments).toEqual({ ...noComments, settled: 1, left: 1 });
    expect(seen(pull).comments[0]).toContain('**Settled** as of `aaaaaaa`: this finding is gone.');
    expect(seen(pull).comments[0]).toContain('Body of a.');
    github.takeWrites();

    expect((await post(connection, rest)).comments).toEqual({ ...noComments, left: 1 });
    expect(github.takeWrites()).toEqual([]);

    expect((await post(connection, review(first))).comments).toEqual({ ...noComments, updated: 1, left: 1 });
    expect(seen(pull).comments).toEqual(['3: Body of a.', '9: Body of b.']);
  });

  test('leaves a comment alone whose finding stands without one now', async () => {
    const posted = await post(connection, review([first[1] as ReviewComment], { standing: ['a', 'b'] }));
    expect(posted.comments).toEqual({ ...noComments, left: 1 });
    expect(seen(pull).comments[0]).toBe('3: Body of a.');
  });

  test('posts anew on other lines, and says so at the old ones without their suggestion', async () => {
    const suggesting = comment('a', 3, { body: 'Do:\n\n```suggestion\nx\n```' });
    await post(connection, review([suggesting]));
    const posted = await post(connection, review([{ ...suggesting, startLine: 4, line: 4 }]));
    expect(posted.comments).toMatchObject({ posted: 1, settled: 1 });
    const [old, , fresh] = seen(pull).comments;
    expect(old).toContain('**Moved**');
    expect(old).toContain('```sql\nx\n```');
    expect(fresh).toBe('4: Do:\n\n```suggestion\nx\n```');
  });

  test('posts anew when the old lines have left the diff', async () => {
    Object.assign(pull.comments[0] as object, { line: null });
    const posted = await post(connection, review(first));
    expect(posted.comments).toMatchObject({ posted: 1, settled: 1, left: 1 });
  });

  test('of another configuration has comments and a summary of its own', async () => {
    const posted = await post({ ...connection, scope: 'other' }, review([comment('a', 3)], { summary: '### Other' }));
    expect(posted.comments).toEqual({ ...noComments, posted: 1 });
    expect(seen(pull).summaries).toEqual(['### Summary', '### Other']);
    expect(seen(pull).comments.slice(0, 2)).toEqual(['3: Body of a.', '9: Body of b.']);
  });

  test('finds its comments behind hundreds of others', async () => {
    const author = { ...workflowBot, login: 'octocat', type: 'User' as const };
    const chatter = Array.from({ length: 230 }, (_, i) => ({ id: i, author, body: `Hello ${i}` }));
    pull.comments.unshift(...chatter.map((row) => ({ ...row, path, line: 1, start_line: null })));
    pull.issueComments.unshift(...chatter);
    const posted = await post(connection, review(first));
    expect(posted.comments).toEqual({ ...noComments, left: 2 });
    expect(github.takeWrites()).toEqual([]);
  });
});

describe('comments of others', () => {
  test('with our mark pasted in are neither edited nor taken for ours', async () => {
    const first = review([comment('a', 3)]);
    await post(connection, first);
    const author = { ...workflowBot, login: 'mallory', type: 'User' as const };
    const forged = pull.comments.map((row) => ({ ...row, id: 1, author }));
    const forgedSummaries = pull.issueComments.map((row) => ({ ...row, id: 2, author }));
    pull.comments.splice(0, Infinity, ...forged);
    pull.issueComments.splice(0, Infinity, ...forgedSummaries);
    const before = structuredClone([forged, forgedSummaries]);

    const posted = await post(connection, review([comment('a', 3)], { summary: '### New' }));
    expect(posted).toMatchObject({ comments: { posted: 1 }, problems: [] });
    expect([forged, forgedSummaries]).toEqual(before);
    expect(seen(pull).summaries).toEqual(['### Summary', '### New']);
  });

  test('of our own account that only quote our mark are not ours', async () => {
    await post(connection, review([]));
    const quoted = `A user wrote:\n> ${pull.issueComments[0]?.body}\nand more.`;
    pull.issueComments.unshift({ id: 1, author: workflowBot, body: quoted });
    await post(connection, review([], { summary: '### New' }));
    expect(pull.issueComments[0]?.body).toBe(quoted);
    expect(seen(pull).summaries[1]).toBe('### New');
  });
});

describe('a token of', () => {
  test.each([
    { login: 'octocat', type: 'User', mayAskUser: true },
    { login: 'our-app[bot]', type: 'Bot', mayAskUser: false },
  ] as const)('$login finds its own comments again', async (account) => {
    const mine = { ...connection, token: github.token(account) };
    await post(mine, review([comment('a', 3)]));
    github.takeWrites();
    expect((await post(mine, review([comment('a', 3)]))).comments).toEqual({ ...noComments, left: 1 });
    expect(github.takeWrites()).toEqual([]);
  });

  test('the workflow works where GraphQL is closed', async () => {
    github.addFault({ on: /graphql/, status: 403, times: 9 });
    await post(connection, review([comment('a', 3)]));
    github.takeWrites();
    await post(connection, review([comment('a', 3)]));
    expect(github.takeWrites()).toEqual([]);
  });

  test('a fork writes nothing, and says why', async () => {
    const forked = { ...connection, token: github.token({ mayWrite: false }) };
    const posted = await post(forked, review([comment('a', 3)]));
    expect(posted).toMatchObject({ comments: noComments, summary: null, notPlaced: [{ key: 'a' }] });
    expect(posted.problems).toEqual([expect.stringMatching(/403.*not accessible by integration.*fork/)]);
    expect(github.takeWrites()).toHaveLength(1);
    const bare = await post(forked, review([]));
    expect(bare).toMatchObject({ summary: null, problems: [expect.stringContaining('403')] });
  });

  test('nobody is told as a problem without the token', async () => {
    const posted = await post({ ...connection, token: 'wrong-secret' }, review([comment('a', 3)]));
    expect(posted.problems).toEqual([expect.stringMatching(/401.*not valid/)]);
    expect(JSON.stringify(posted)).not.toContain('wrong-secret');
  });
});
