// Posting a review over real HTTP to a strict stand-in for GitHub, which refuses what GitHub refuses.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type PullRequestConnection, postReview } from '../../src/hosts/github.ts';
import type { Review, ReviewComment } from '../../src/model/report.ts';
import { type GitHubStandIn, startGitHub, workflowBot } from '../contracts/github/server.ts';
import type { Pull } from '../contracts/github/state.ts';

const path = 'db/V2__next.sql';
const head = 'a'.repeat(40);

let github: GitHubStandIn;
let pull: Pull;
let connection: PullRequestConnection;

beforeEach(async () => {
  github = await startGitHub();
  const lines = Array.from({ length: 60 }, (_, i) => `+line ${i + 1}`).join('\n');
  pull = github.addPull(7, head, [{ filename: path, status: 'added', patch: `@@ -0,0 +1,60 @@\n${lines}` }]);
  connection = {
    token: github.token(),
    apiUrl: github.apiUrl,
    owner: 'octo',
    repo: 'shop',
    userAgent: 'lockgate/0.1.0',
    pullNumber: 7,
    headSha: head,
    scope: 'db',
  };
});
afterEach(() => github.stop());

function comment(key: string, line: number, more: Partial<ReviewComment> = {}): ReviewComment {
  return { key, path, startLine: line, line, body: `Body of ${key}.`, unplaced: `Told of ${key}.`, ...more };
}

function review(comments: readonly ReviewComment[], more: Partial<Review> = {}): Review {
  const verdict = { outcome: 'warn', reasons: [] } as const;
  return { comments, standing: comments.map(({ key }) => key), summary: '### Summary', verdict, ...more };
}

/** Everything a person would see of Lockgate, without marks. */
function seen(): { comments: string[]; summaries: string[] } {
  const text = (body: string) => body.replace(/\s*<!--.*?-->/g, '');
  return {
    comments: pull.comments.map(({ line, body }) => `${line}: ${text(body)}`),
    summaries: pull.issueComments.map(({ body }) => text(body)),
  };
}

const noComments = { posted: 0, updated: 0, settled: 0, left: 0 };

describe('the first review', () => {
  test('is one request for all comments, and one for the summary', async () => {
    const posted = await postReview(connection, review([comment('a', 3), comment('b', 9, { startLine: 5 })]));
    expect(posted).toEqual({
      comments: { ...noComments, posted: 2 },
      notPlaced: [],
      summary: expect.stringContaining('/pull/7#issuecomment-'),
      problems: [],
    });
    expect(seen()).toEqual({ comments: ['3: Body of a.', '9: Body of b.'], summaries: ['### Summary'] });
    expect(pull.comments.map(({ start_line }) => start_line)).toEqual([null, 5]);
    expect(github.takeWrites()).toEqual([
      'POST /repos/octo/shop/pulls/7/reviews',
      'POST /repos/octo/shop/issues/7/comments',
    ]);
  });

  test('without comments is only the summary', async () => {
    await postReview(connection, review([]));
    expect(pull.reviews).toEqual([]);
    expect(seen().summaries).toEqual(['### Summary']);
  });
});

describe('the next review', () => {
  const first = [comment('a', 3), comment('b', 9, { startLine: 5 })];

  beforeEach(async () => {
    expect((await postReview(connection, review(first))).problems).toEqual([]);
    github.takeWrites();
  });

  test('that is the same changes nothing', async () => {
    const posted = await postReview(connection, review(first));
    expect(posted.comments).toEqual({ ...noComments, left: 2 });
    expect(posted.summary).toContain('#issuecomment-');
    expect(github.takeWrites()).toEqual([]);
  });

  test('is the same when GitHub stored it with other line ends', async () => {
    for (const row of [...pull.comments, ...pull.issueComments]) row.body = `${row.body.replaceAll('\n', '\r\n')}\r\n`;
    await postReview(connection, review(first));
    expect(github.takeWrites()).toEqual([]);
  });

  test('edits what has changed, in place', async () => {
    const changed = [comment('a', 3, { body: 'New body.' }), first[1] as ReviewComment];
    const posted = await postReview(connection, review(changed, { summary: '### Better' }));
    expect(posted.comments).toEqual({ ...noComments, updated: 1, left: 1 });
    expect(seen()).toEqual({ comments: ['3: New body.', '9: Body of b.'], summaries: ['### Better'] });
  });

  test('settles a comment whose finding is gone, once, and brings it back when the finding is', async () => {
    const rest = review([first[1] as ReviewComment]);
    expect((await postReview(connection, rest)).comments).toEqual({ ...noComments, settled: 1, left: 1 });
    expect(seen().comments[0]).toContain('**Settled** as of `aaaaaaa`: this finding is gone.');
    expect(seen().comments[0]).toContain('Body of a.');
    github.takeWrites();

    expect((await postReview(connection, rest)).comments).toEqual({ ...noComments, left: 1 });
    expect(github.takeWrites()).toEqual([]);

    expect((await postReview(connection, review(first))).comments).toEqual({ ...noComments, updated: 1, left: 1 });
    expect(seen().comments).toEqual(['3: Body of a.', '9: Body of b.']);
  });

  test('leaves a comment alone whose finding stands without one now', async () => {
    const posted = await postReview(connection, review([first[1] as ReviewComment], { standing: ['a', 'b'] }));
    expect(posted.comments).toEqual({ ...noComments, left: 1 });
    expect(seen().comments[0]).toBe('3: Body of a.');
  });

  test('posts anew on other lines, and says so at the old ones without their suggestion', async () => {
    const suggesting = comment('a', 3, { body: 'Do:\n\n```suggestion\nx\n```' });
    await postReview(connection, review([suggesting]));
    const posted = await postReview(connection, review([{ ...suggesting, startLine: 4, line: 4 }]));
    expect(posted.comments).toMatchObject({ posted: 1, settled: 1 });
    const [old, , fresh] = seen().comments;
    expect(old).toContain('**Moved**');
    expect(old).toContain('```sql\nx\n```');
    expect(fresh).toBe('4: Do:\n\n```suggestion\nx\n```');
  });

  test('posts anew when the old lines have left the diff', async () => {
    Object.assign(pull.comments[0] as object, { line: null });
    const posted = await postReview(connection, review(first));
    expect(posted.comments).toMatchObject({ posted: 1, settled: 1, left: 1 });
  });

  test('of another configuration has comments and a summary of its own', async () => {
    const posted = await postReview(
      { ...connection, scope: 'other' },
      review([comment('a', 3)], { summary: '### Other' }),
    );
    expect(posted.comments).toEqual({ ...noComments, posted: 1 });
    expect(seen().summaries).toEqual(['### Summary', '### Other']);
    expect(seen().comments.slice(0, 2)).toEqual(['3: Body of a.', '9: Body of b.']);
  });

  test('finds its comments behind hundreds of others', async () => {
    const author = { ...workflowBot, login: 'octocat', type: 'User' as const };
    const chatter = Array.from({ length: 230 }, (_, i) => ({ id: i, author, body: `Hello ${i}` }));
    pull.comments.unshift(...chatter.map((row) => ({ ...row, path, line: 1, start_line: null })));
    pull.issueComments.unshift(...chatter);
    const posted = await postReview(connection, review(first));
    expect(posted.comments).toEqual({ ...noComments, left: 2 });
    expect(github.takeWrites()).toEqual([]);
  });
});

describe('comments of others', () => {
  test('with our mark pasted in are neither edited nor taken for ours', async () => {
    const first = review([comment('a', 3)]);
    await postReview(connection, first);
    const author = { ...workflowBot, login: 'mallory', type: 'User' as const };
    const forged = pull.comments.map((row) => ({ ...row, id: 1, author }));
    const forgedSummaries = pull.issueComments.map((row) => ({ ...row, id: 2, author }));
    pull.comments.splice(0, Infinity, ...forged);
    pull.issueComments.splice(0, Infinity, ...forgedSummaries);
    const before = structuredClone([forged, forgedSummaries]);

    const posted = await postReview(connection, review([comment('a', 3)], { summary: '### New' }));
    expect(posted).toMatchObject({ comments: { posted: 1 }, problems: [] });
    expect([forged, forgedSummaries]).toEqual(before);
    expect(seen().summaries).toEqual(['### Summary', '### New']);
  });

  test('of our own account that only quote our mark are not ours', async () => {
    await postReview(connection, review([]));
    const quoted = `A user wrote:\n> ${pull.issueComments[0]?.body}\nand more.`;
    pull.issueComments.unshift({ id: 1, author: workflowBot, body: quoted });
    await postReview(connection, review([], { summary: '### New' }));
    expect(pull.issueComments[0]?.body).toBe(quoted);
    expect(seen().summaries[1]).toBe('### New');
  });
});

describe('a token of', () => {
  test.each([
    { login: 'octocat', type: 'User', mayAskUser: true },
    { login: 'our-app[bot]', type: 'Bot', mayAskUser: false },
  ] as const)('$login finds its own comments again', async (account) => {
    const mine = { ...connection, token: github.token(account) };
    await postReview(mine, review([comment('a', 3)]));
    github.takeWrites();
    expect((await postReview(mine, review([comment('a', 3)]))).comments).toEqual({ ...noComments, left: 1 });
    expect(github.takeWrites()).toEqual([]);
  });

  test('the workflow works where GraphQL is closed', async () => {
    github.addFault({ on: /graphql/, status: 403, times: 9 });
    await postReview(connection, review([comment('a', 3)]));
    github.takeWrites();
    await postReview(connection, review([comment('a', 3)]));
    expect(github.takeWrites()).toEqual([]);
  });

  test('a fork writes nothing, and says why', async () => {
    const forked = { ...connection, token: github.token({ mayWrite: false }) };
    const posted = await postReview(forked, review([comment('a', 3)]));
    expect(posted).toMatchObject({ comments: noComments, summary: null, notPlaced: [{ key: 'a' }] });
    expect(posted.problems).toEqual([expect.stringMatching(/403.*not accessible by integration.*fork/)]);
    expect(github.takeWrites()).toHaveLength(1);
    const bare = await postReview(forked, review([]));
    expect(bare).toMatchObject({ summary: null, problems: [expect.stringContaining('403')] });
  });

  test('nobody is told as a problem without the token', async () => {
    const posted = await postReview({ ...connection, token: 'wrong-secret' }, review([comment('a', 3)]));
    expect(posted.problems).toEqual([expect.stringMatching(/401.*not valid/)]);
    expect(JSON.stringify(posted)).not.toContain('wrong-secret');
  });
});

describe('comments that GitHub refuses', () => {
  test('cost the others nothing, and go to the summary', async () => {
    const comments = [comment('a', 3), comment('bad', 99), comment('c', 5), comment('d', 6)];
    const posted = await postReview(connection, review(comments));
    expect(posted.comments).toEqual({ ...noComments, posted: 3 });
    expect(posted.notPlaced.map(({ key }) => key)).toEqual(['bad']);
    expect(posted.problems).toEqual([expect.stringContaining(`comment on ${path}:99`)]);
    expect(seen().comments).toEqual(['3: Body of a.', '5: Body of c.', '6: Body of d.']);
    expect(seen().summaries[0]).toContain('GitHub refused comments on their lines: 1');
    expect(seen().summaries[0]).toContain('Told of bad.');
  });

  test('because of their length cost the others nothing, and the summary stays within the limit', async () => {
    const long = comment('long', 4, { body: 'x'.repeat(70_000), unplaced: 'x'.repeat(70_000) });
    const posted = await postReview(connection, review([long, comment('b', 5)], { summary: 'line\n'.repeat(20_000) }));
    expect(posted).toMatchObject({ comments: { posted: 1 }, notPlaced: [{ key: 'long' }] });
    expect(posted.summary).toContain('#issuecomment');
    expect(pull.issueComments[0]?.body).toMatch(/The rest is in the report\.\n\n<!-- .* -->$/);
  });

  test('leave the old comment as it was when the one that replaces it is refused', async () => {
    await postReview(connection, review([comment('a', 3)]));
    await postReview(connection, review([comment('a', 99)]));
    expect(seen().comments).toEqual(['3: Body of a.']);
  });
});

describe('a pull request', () => {
  test('with a newer head is left to the newer run', async () => {
    pull.headSha = 'b'.repeat(40);
    const posted = await postReview(connection, review([comment('a', 3)]));
    expect(posted).toMatchObject({ comments: noComments, summary: null });
    expect(posted.problems).toEqual([expect.stringContaining('moved on from aaaaaaa to bbbbbbb')]);
    expect(github.takeWrites()).toEqual([]);
  });

  test('that moves while posting ends the posting', async () => {
    // The head is read before the comments are listed; a failing list makes time for the push.
    github.addFault({ on: /GET .*comments/, status: 502 });
    const posting = postReview(connection, review([comment('a', 3), comment('b', 4)]));
    while (!github.state.requests.some((line) => line.endsWith('/pulls/7/comments'))) {
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    pull.headSha = 'b'.repeat(40);
    const posted = await posting;
    expect(posted.problems).toEqual([expect.stringContaining('moved on')]);
    expect(pull.comments).toEqual([]);
    expect(posted.summary).toBeNull();
  });

  test('that is not there is a problem', async () => {
    const posted = await postReview({ ...connection, pullNumber: 8 }, review([]));
    expect(posted.problems).toEqual([expect.stringContaining('404')]);
  });
});

describe('when GitHub is in trouble', () => {
  test.each([
    ['a rate limit with retry-after', 403, { 'retry-after': '1' }, 'You have exceeded a secondary rate limit.'],
    ['too many requests', 429, { 'retry-after': '1' }, 'Too many requests'],
    [
      'an exhausted hour that ends now',
      403,
      { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '0' },
      'API rate limit exceeded',
    ],
  ])('%s is waited for', async (_, status, headers, message) => {
    github.addFault({ on: /POST .*reviews/, status, headers, message });
    const start = Date.now();
    const posted = await postReview(connection, review([comment('a', 3)]));
    expect(posted).toMatchObject({ comments: { posted: 1 }, problems: [] });
    expect(Date.now() - start).toBeGreaterThanOrEqual(990);
  });

  test('a long rate limit is not waited for, and nothing more is asked', async () => {
    github.addFault({ on: /POST/, status: 403, times: 99, message: 'You have exceeded a secondary rate limit.' });
    const posted = await postReview(connection, review([comment('a', 3)]));
    expect(posted.problems).toEqual([expect.stringContaining('rate limit')]);
    expect(posted.summary).toBeNull();
    expect(github.takeWrites()).toHaveLength(1);
  });

  test('one failing answer to each request changes nothing in the end', async () => {
    await postReview(connection, review([comment('a', 3), comment('gone', 5)]));
    for (const on of [/GET .*pulls\/7$/, /GET .*comments/, /POST .*reviews/, /PATCH/]) {
      github.addFault({ on, status: 502 });
    }
    const changed = [comment('a', 3, { body: 'New.' }), comment('b', 4)];
    const posted = await postReview(connection, review(changed, { summary: '### New' }));
    expect(posted).toMatchObject({ comments: { posted: 1, updated: 1, settled: 1 }, problems: [] });
    expect(seen().summaries).toEqual(['### New']);
  });

  test('a review and a summary that arrived in spite of a failing answer are not posted twice', async () => {
    for (const on of [/POST .*reviews/, /POST .*issues/]) github.addFault({ on, status: 502, afterWork: true });
    const posted = await postReview(connection, review([comment('a', 3), comment('b', 4)]));
    expect(posted).toMatchObject({ comments: { posted: 2 }, notPlaced: [], problems: [] });
    expect(seen()).toEqual({ comments: ['3: Body of a.', '4: Body of b.'], summaries: ['### Summary'] });
  });

  test('that lasts, the comments go to the summary', async () => {
    github.addFault({ on: /POST .*reviews/, status: 500, times: 9 });
    const posted = await postReview(connection, review([comment('a', 3)]));
    expect(posted).toMatchObject({ comments: noComments, notPlaced: [{ key: 'a' }] });
    expect(posted.problems).toEqual([expect.stringContaining('500')]);
    expect(seen().summaries[0]).toContain('Told of a.');
  });

  test('and cannot be reached, that is a problem', async () => {
    await github.stop();
    const posted = await postReview(connection, review([comment('a', 3)]));
    expect(posted.problems).toEqual([expect.stringContaining('GitHub did not answer')]);
  });

  test('a comment deleted meanwhile keeps no other from being edited', async () => {
    await postReview(connection, review([comment('a', 3), comment('b', 4)]));
    github.addFault({ on: new RegExp(`PATCH .*comments/${pull.comments[0]?.id}$`), status: 404, message: 'Not Found' });
    const changed = [comment('a', 3, { body: 'New a.' }), comment('b', 4, { body: 'New b.' })];
    const posted = await postReview(connection, review(changed, { summary: '### New' }));
    expect(posted.comments).toEqual({ ...noComments, updated: 1 });
    expect(posted.problems).toHaveLength(1);
    expect(seen()).toEqual({ comments: ['3: Body of a.', '4: New b.'], summaries: ['### New'] });
  });
});
