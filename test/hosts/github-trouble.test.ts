// Posting a review when GitHub refuses comments, the pull request moves, or the API is in trouble.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { PullRequestConnection } from '../../src/hosts/github.ts';
import type { GitHubStandIn } from '../contracts/github/server.ts';
import type { Pull } from '../contracts/github/state.ts';
import { comment, noComments, path, post, review, seen, startWorld } from './pull-request.ts';

let github: GitHubStandIn;
let pull: Pull;
let connection: PullRequestConnection;

beforeEach(async () => {
  ({ github, pull, connection } = await startWorld());
});
afterEach(() => github.stop());

describe('comments that GitHub refuses', () => {
  test('cost the others nothing, and go to the summary', async () => {
    const comments = [comment('a', 3), comment('bad', 99), comment('c', 5), comment('d', 6)];
    const posted = await post(connection, review(comments));
    expect(posted.comments).toEqual({ ...noComments, posted: 3 });
    expect(posted.notPlaced.map(({ key }) => key)).toEqual(['bad']);
    expect(posted.problems).toEqual([expect.stringContaining(`comment on ${path}:99`)]);
    expect(seen(pull).comments).toEqual(['3: Body of a.', '5: Body of c.', '6: Body of d.']);
    expect(seen(pull).summaries[0]).toContain('In full: bad.');
  });

  test('because of their length cost the others nothing, and the summary stays within the limit', async () => {
    const long = comment('long', 4, { body: 'x'.repeat(70_000), unplaced: 'x'.repeat(70_000) });
    const posted = await post(connection, review([long, comment('b', 5)], { part: { ran: 'line\n'.repeat(20_000) } }));
    expect(posted).toMatchObject({ comments: { posted: 1 }, notPlaced: [{ key: 'long' }] });
    expect(posted.summary).toContain('#issuecomment');
    expect(pull.issueComments[0]?.body).toMatch(/The rest is in the report\.\n\n<!-- .* -->$/);
    expect(pull.issueComments[0]?.body.length).toBeLessThanOrEqual(65_536);
  });

  test('leave the old comment as it was when the one that replaces it is refused', async () => {
    await post(connection, review([comment('a', 3)]));
    await post(connection, review([comment('a', 99)]));
    expect(seen(pull).comments).toEqual(['3: Body of a.']);
  });
});

describe('a pull request', () => {
  test('with a newer head is left to the newer run', async () => {
    pull.headSha = 'b'.repeat(40);
    const posted = await post(connection, review([comment('a', 3)]));
    expect(posted).toMatchObject({ comments: noComments, summary: null });
    expect(posted.problems).toEqual([expect.stringContaining('moved on from aaaaaaa to bbbbbbb')]);
    expect(github.takeWrites()).toEqual([]);
  });

  test('that moves while posting ends the posting', async () => {
    // The head is read before the comments are listed; a failing list makes time for the push.
    github.addFault({ on: /GET .*comments/, status: 502 });
    const posting = post(connection, review([comment('a', 3), comment('b', 4)]));
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
    const posted = await post({ ...connection, pullNumber: 8 }, review([]));
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
    const posted = await post(connection, review([comment('a', 3)]));
    expect(posted).toMatchObject({ comments: { posted: 1 }, problems: [] });
    expect(Date.now() - start).toBeGreaterThanOrEqual(990);
  });

  test('a long rate limit is not waited for, and nothing more is asked', async () => {
    github.addFault({ on: /POST/, status: 403, times: 99, message: 'You have exceeded a secondary rate limit.' });
    const posted = await post(connection, review([comment('a', 3)]));
    expect(posted.problems).toEqual([expect.stringContaining('rate limit')]);
    expect(posted.summary).toBeNull();
    expect(github.takeWrites()).toHaveLength(1);
  });

  test('one failing answer to each request changes nothing in the end', async () => {
    await post(connection, review([comment('a', 3), comment('gone', 5)]));
    for (const on of [/GET .*pulls\/7$/, /GET .*comments/, /POST .*reviews/, /PATCH/]) {
      github.addFault({ on, status: 502 });
    }
    const changed = [comment('a', 3, { body: 'New.' }), comment('b', 4)];
    const posted = await post(connection, review(changed, { summary: '### New' }));
    expect(posted).toMatchObject({ comments: { posted: 1, updated: 1, settled: 1 }, problems: [] });
    expect(seen(pull).summaries).toEqual(['### New']);
  });

  test('a review and a summary that arrived in spite of a failing answer are not posted twice', async () => {
    for (const on of [/POST .*reviews/, /POST .*issues/]) github.addFault({ on, status: 502, afterWork: true });
    const posted = await post(connection, review([comment('a', 3), comment('b', 4)]));
    expect(posted).toMatchObject({ comments: { posted: 2 }, notPlaced: [], problems: [] });
    expect(seen(pull)).toEqual({ comments: ['3: Body of a.', '4: Body of b.'], summaries: ['### Summary'] });
  });

  test('that lasts, the comments go to the summary', async () => {
    github.addFault({ on: /POST .*reviews/, status: 500, times: 9 });
    const posted = await post(connection, review([comment('a', 3)]));
    expect(posted).toMatchObject({ comments: noComments, notPlaced: [{ key: 'a' }] });
    expect(posted.problems).toEqual([expect.stringContaining('500')]);
    expect(seen(pull).summaries[0]).toContain('In full: a.');
  });

  test('and cannot be reached, that is a problem', async () => {
    await github.stop();
    const posted = await post(connection, review([comment('a', 3)]));
    expect(posted.problems).toEqual([expect.stringContaining('GitHub did not answer')]);
  });

  test('a comment deleted meanwhile keeps no other from being edited', async () => {
    await post(connection, review([comment('a', 3), comment('b', 4)]));
    github.addFault({ on: new RegExp(`PATCH .*comments/${pull.comments[0]?.id}$`), status: 404, message: 'Not Found' });
    const changed = [comment('a', 3, { body: 'New a.' }), comment('b', 4, { body: 'New b.' })];
    const posted = await post(connection, review(changed, { summary: '### New' }));
    expect(posted.comments).toEqual({ ...noComments, updated: 1 });
    expect(posted.problems).toHaveLength(1);
    expect(seen(pull)).toEqual({ comments: ['3: Body of a.', '4: New b.'], summaries: ['### New'] });
  });
});
