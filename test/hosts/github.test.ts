// Posting a review over real HTTP to a strict stand-in for GitHub, which refuses what GitHub refuses.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { PullRequestConnection } from '../../src/hosts/github.ts';
import { digest } from '../../src/hosts/github-marks.ts';
import type { ReviewComment } from '../../src/model/review.ts';
import { type GitHubStandIn, workflowBot } from '../contracts/github/server.ts';
import type { Pull, ReviewCommentRow } from '../contracts/github/state.ts';
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

  test.each([
    ['quotes it', (body: string) => `> ${body.replaceAll('\n', '\n> ')}\n\nI agree.`],
    ['has it pasted in whole, below other words', (body: string) => `A user wrote:\n\n${body}`],
    ['has an empty line before it', (body: string) => `\n${body}`],
    ['has it in a fence', (body: string) => `\`\`\`\n${body}\n\`\`\``],
    ['has its old mark pasted in at the end', () => `See:\n\n<!-- lockgate:v1:${digest('db')}:summary -->`],
    [
      'has its old mark behind the title of another tool',
      () => `### Other\n\n<!-- lockgate:v1:${digest('db')}:summary -->`,
    ],
  ])('of our own account of which one %s are not ours', async (_, words) => {
    await post(connection, review([comment('a', 3)]));
    const quoted = words(pull.issueComments[0]?.body ?? '');
    const [own] = pull.comments;
    const quotedComment = words(own?.body ?? '');
    pull.issueComments.unshift({ id: 1, author: workflowBot, body: quoted });
    pull.comments.unshift({ ...(own as ReviewCommentRow), id: 2, body: quotedComment });
    await post(connection, review([], { summary: '### New' }));
    expect(pull.issueComments[0]?.body).toBe(quoted);
    expect(pull.comments[0]?.body).toBe(quotedComment);
    expect(seen(pull).summaries[1]).toBe('### New');
    expect(pull.issueComments).toHaveLength(2);
  });

  test('of version 1, whose mark stood at the end, are ours still', async () => {
    const old = (text: string, key: string) => `${text}\n\n<!-- lockgate:v1:${digest('db')}:${key} -->`;
    const line = '<sub>Measured on PostgreSQL 18.4 · `lockgate explain a`</sub>';
    const row = { author: workflowBot, path, start_line: null };
    pull.comments.push(
      { ...row, id: 1, line: 3, body: old(`**Error** · \`a\`\n\nOld.\n\n${line}`, digest('a')) },
      { ...row, id: 2, line: 4, body: old(`**Error** · \`b\`\n\nGone.\n\n${line}`, digest('b')) },
      { ...row, id: 3, line: 5, body: old(`**Note** · \`c\`\n\n${line.replace('18.4', '15.2')}`, digest('c')) },
    );
    pull.issueComments.push({ id: 4, author: workflowBot, body: old('### Lockgate: passed', 'summary') });
    const posted = await post(connection, review([comment('a', 3)]));
    expect(posted.comments).toEqual({ ...noComments, updated: 1, settled: 1 });
    expect(seen(pull).summaries).toEqual(['### Summary']);
    // A run on 18 can't have seen what 15 has measured.
    expect(seen(pull).comments).toEqual([
      '3: Body of a.',
      expect.stringContaining('**Settled**'),
      expect.stringContaining('**Note** · `c`'),
    ]);
    github.takeWrites();
    await post(connection, review([comment('a', 3)]));
    expect(github.takeWrites()).toEqual([]);
  });

  test('with data that is no data of ours lose nothing and stop nothing', async () => {
    await post(connection, review([comment('a', 3)]));
    for (const row of [...pull.comments, ...pull.issueComments])
      row.body = row.body.replace(/data:v2:\S+ -->$/, 'data:v2:AAAA -->');
    const posted = await post(connection, review([comment('a', 3)], { summary: '### New' }));
    expect(posted).toMatchObject({ comments: { posted: 0, updated: 1 }, problems: [] });
    expect(seen(pull)).toEqual({ comments: ['3: Body of a.'], summaries: ['### New'] });
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

  test('a person works where GraphQL is closed', async () => {
    github.addFault({ on: /graphql/, status: 403, times: 9 });
    const mine = { ...connection, token: github.token({ login: 'octocat', type: 'User', mayAskUser: true }) };
    await post(mine, review([comment('a', 3)]));
    github.takeWrites();
    await post(mine, review([comment('a', 3)]));
    expect(github.takeWrites()).toEqual([]);
  });

  test('another account than before leaves the comments of that one alone', async () => {
    await post(connection, review([comment('a', 3)]));
    const before = structuredClone([...pull.comments, ...pull.issueComments].map(({ body }) => body));
    const mine = { ...connection, token: github.token({ login: 'our-app[bot]' }) };
    await post(mine, review([comment('a', 3)], { summary: '### Mine' }));
    expect([pull.comments[0]?.body, pull.issueComments[0]?.body]).toEqual(before);
    expect(seen(pull).summaries).toEqual(['### Summary', '### Mine']);
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
