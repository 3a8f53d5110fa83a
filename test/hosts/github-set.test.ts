// Several runs review one pull request: a matrix of servers, two runs at once, runs that fail.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type PullRequestConnection, postFailure, postReview, type Render } from '../../src/hosts/github.ts';
import type { Review, RunPart } from '../../src/model/review.ts';
import { characters } from '../../src/review/sections.ts';
import { summaryOf } from '../../src/review/summary.ts';
import { type GitHubStandIn, workflowBot } from '../contracts/github/server.ts';
import type { Pull } from '../contracts/github/state.ts';
import { comment, head, path, type ReviewOptions, review, runPart, seen, startWorld } from './pull-request.ts';

let github: GitHubStandIn;
let pull: Pull;
let connection: PullRequestConnection;

beforeEach(async () => {
  ({ github, pull, connection } = await startWorld());
});
afterEach(() => github.stop());

const render: Render = (state, size) => summaryOf(state, characters(size));
const next = 'b'.repeat(40);

type Comments = Parameters<typeof review>[0];

/** A review by the job of one server; the comments are in its words. */
function reviewOn(version: string, comments: Comments, part: Partial<RunPart> = {}, more: ReviewOptions = {}): Review {
  const label = `PostgreSQL ${version}`;
  const own = comments.map((one) => ({ ...one, evidence: `Measured on ${label}` }));
  const outcome = comments.length === 0 ? 'pass' : 'block';
  const reason = comments.length === 0 ? '' : `Why on ${version}.`;
  const counts = { error: comments.length, warning: 0, info: 0 };
  const posted = review(own, { part: { label, outcome, reason, ran: `Ran on ${label}.`, counts, ...part }, ...more });
  const findings = posted.part.findings.map((finding) => ({ ...finding, severity: 'error' as const }));
  return { ...posted, part: { ...posted.part, findings } };
}

const posting = (posted: Review, where = connection) => postReview(where, posted, render);
const failing = (part: Partial<RunPart>, where = connection) =>
  postFailure(
    where,
    runPart({
      ...{ id: 'nowhere', label: 'no server', serverKnown: false, outcome: 'failed', ran: 'Nothing was reviewed.' },
      ...{ reason: 'No server answered.', commit: where.headSha },
      ...part,
    }),
    render,
  );
const title = () => seen(pull).summaries[0]?.split('\n')[0];
const summary = () => seen(pull).summaries.join('\n=====\n');

/** The pull request has a new head. */
function push(): PullRequestConnection {
  pull.headSha = next;
  return { ...connection, headSha: next };
}

describe('a matrix of servers', () => {
  test('has one summary with a column for each, whose headline is the worst', async () => {
    await posting(reviewOn('15.20', [comment('a', 3)]));
    await posting(reviewOn('18.4', []));
    expect(pull.issueComments).toHaveLength(1);
    expect(title()).toBe('### Lockgate: blocked (1 error) on aaaaaaa');
    expect(summary()).toContain('| | PostgreSQL 15.20 | PostgreSQL 18.4 |\n');
    expect(summary()).toContain(
      '| Result | blocked | passed |\n| Commit | aaaaaaa | aaaaaaa |\n| Findings | 1 error | none |',
    );
    expect(summary()).toContain(`| Error | a | ${path} |  | measured | – |`);
    expect(summary()).toContain('Why on 15.20.');
    expect(seen(pull).comments).toEqual(['3: Body of a.']);
    github.takeWrites();
    // Each of them once more: nothing is left to say.
    await posting(reviewOn('15.20', [comment('a', 3)]));
    await posting(reviewOn('18.4', []));
    expect(github.takeWrites()).toEqual([]);
  });

  test('settles a comment when all that had it say that it is gone', async () => {
    await posting(reviewOn('15.20', [comment('a', 3)]));
    await posting(reviewOn('18.4', [comment('a', 3), comment('b', 4)]));
    expect(pull.comments).toHaveLength(2);
    expect(pull.comments[0]?.body).toContain('Measured on PostgreSQL 15.20<br>Measured on PostgreSQL 18.4');
    expect(summary()).toContain(`| Error | a | ${path} |  | measured | measured |`);

    const fixed = push();
    await posting(reviewOn('18.4', [], { commit: next }), fixed);
    expect(seen(pull).comments).toEqual(['3: Body of a.', expect.stringContaining('**Settled**')]);
    expect(pull.comments[0]?.body).not.toContain('PostgreSQL 18.4');
    expect(title()).toBe('### Lockgate: not finished on bbbbbbb');
    expect(summary()).toContain('PostgreSQL 15.20 has not reviewed bbbbbbb');
    expect(summary()).toContain('| Result | was: blocked | passed |\n| Commit | aaaaaaa (older) | bbbbbbb |');

    await posting(reviewOn('15.20', [], { commit: next }), fixed);
    expect(seen(pull).comments).toEqual([
      expect.stringContaining('3: **Settled** as of `bbbbbbb`'),
      expect.stringContaining('**Settled**'),
    ]);
    expect(title()).toBe('### Lockgate: passed on bbbbbbb');
  });

  test('is not settled by a server when somebody has deleted the summary', async () => {
    await posting(reviewOn('15.20', [comment('a', 3)]));
    pull.issueComments.splice(0);
    await posting(reviewOn('18.4', []));
    expect(seen(pull).comments).toEqual(['3: Body of a.']);
  });

  test('shares a comment that the other server has put on other lines of the same commit', async () => {
    await posting(reviewOn('15.20', [comment('a', 4, { startLine: 3 })]));
    for (let i = 0; i < 2; i++) {
      await posting(reviewOn('18.4', [comment('a', 3)]));
      await posting(reviewOn('15.20', [comment('a', 4, { startLine: 3 })]));
    }
    expect(seen(pull).comments).toEqual(['4: Body of a.']);
    expect(pull.reviews).toHaveLength(1);
  });

  test('folds what a server words differently, without a second button', async () => {
    await posting(reviewOn('18.4', [comment('a', 3, { body: 'On 18.\n\n```suggestion\nx\n```' })]));
    await posting(reviewOn('15.20', [comment('a', 3, { body: 'On 15.\n\n```suggestion\ny\n```' })]));
    const [body = ''] = seen(pull).comments;
    expect(body.indexOf('On 15.')).toBeLessThan(body.indexOf('On 18.'));
    expect(body).toContain('<details><summary>On PostgreSQL 18.4</summary>');
    expect(body.match(/```suggestion/g)).toHaveLength(1);
  });

  test('forgets a server that was taken out of it, three commits later, and says so at its comments', async () => {
    await posting(reviewOn('15.20', [comment('a', 3)]));
    await posting(reviewOn('18.4', []));
    for (const sha of ['b', 'c', 'd'].map((letter) => letter.repeat(40))) {
      expect(seen(pull).comments).toEqual(['3: Body of a.']);
      pull.headSha = sha;
      await posting(reviewOn('18.4', [], { commit: sha }), { ...connection, headSha: sha });
      if (sha.startsWith('c')) expect(title()).toBe('### Lockgate: not finished on ccccccc');
    }
    expect(title()).toBe('### Lockgate: passed on ddddddd');
    expect(summary()).not.toContain('15.20');
    expect(seen(pull).comments[0]).toContain(
      '**Not checked any more** as of `ddddddd`: PostgreSQL 15.20 no longer reviews this pull request.',
    );
  });

  test('is answered as a whole by a run that needs no server, because nothing is new', async () => {
    await posting(reviewOn('15.20', [comment('a', 3)]));
    await posting(reviewOn('18.4', [comment('a', 3), comment('b', 4)]));
    const where = push();
    await posting(reviewOn('18.4', [], { id: 'none', label: 'no server', serverKnown: false, commit: next }), where);
    expect(title()).toBe('### Lockgate: passed on bbbbbbb');
    expect(
      seen(pull).comments.every((text) => text.includes('**Settled** as of `bbbbbbb`: this finding is gone.')),
    ).toBe(true);
    pull.headSha = 'c'.repeat(40);
    await posting(reviewOn('18.4', [comment('a', 3)], { commit: pull.headSha }), { ...where, headSha: pull.headSha });
    expect(title()).toBe('### Lockgate: blocked (1 error) on ccccccc');
    expect(summary()).not.toContain('no server');
  });

  test('keeps apart two jobs on the same server', async () => {
    await posting(reviewOn('18.4', [comment('a', 3)], { id: 'one', job: 'CI/strict' }));
    await posting(reviewOn('18.4', [], { id: 'two', job: 'CI/lenient' }));
    expect(title()).toBe('### Lockgate: blocked (1 error) on aaaaaaa');
    expect(summary()).toContain('PostgreSQL 18.4 (`CI/strict`)');
    expect(seen(pull).comments).toEqual(['3: Body of a.']);
  });

  test('stays within a comment, however many servers and findings there are', async () => {
    const many = Array.from({ length: 600 }, (_, i) => `key-${i}-${'x'.repeat(40)}`);
    for (const version of ['13.1', '14.1', '15.1', '16.1', '17.1', '18.1']) {
      const standing = reviewOn(version, [], {}, { standing: many });
      const findings = many.map((key, i) => ({
        ...({
          key: standing.part.keys[i] as string,
          severity: 'error',
          rule: '`some-rule`',
          where: `\`${key}\``,
        } as const),
        ...({ effect: '`ShareLock` on `public.orders`', evidence: 'measured' } as const),
        detail: {
          group: 'too-many',
          text: `${key} ${Math.random()} `.repeat(20),
          evidence: version,
          hint: 'x',
        } as const,
      }));
      await posting({ ...standing, part: { ...standing.part, findings, counts: { error: 600, warning: 0, info: 0 } } });
      expect(pull.issueComments[0]?.body.length).toBeLessThanOrEqual(65_536);
      expect(title()).toBe('### Lockgate: passed (600 errors) on aaaaaaa');
    }
    expect(summary()).toContain(
      '| Findings | 600 errors | 600 errors | 600 errors | 600 errors | 600 errors | 600 errors |',
    );
    expect(summary()).toMatch(/more findings: see the report/);
  });
});

describe('two runs at once', () => {
  test.each([1, 2, 3])('of one job leave one summary and one comment (%i)', async () => {
    await Promise.all([1, 2, 3].map(() => posting(reviewOn('18.4', [comment('a', 3)]))));
    expect(seen(pull)).toMatchObject({
      comments: ['3: Body of a.'],
      summaries: [expect.stringContaining('Why on 18.4.')],
    });
    expect(pull.issueComments).toHaveLength(1);
  });

  test.each([1, 2, 3])('of a matrix lose nothing of each other (%i)', async () => {
    const versions = ['15.20', '16.4', '18.4'];
    const patient = { ...connection, lookAgainAfter: 300 };
    for (const sha of [head, next]) {
      pull.headSha = sha;
      const where = { ...patient, headSha: sha };
      await Promise.all(
        versions.map((version) => posting(reviewOn(version, [comment('a', 3)], { commit: sha }), where)),
      );
      expect(pull.issueComments).toHaveLength(1);
      for (const version of versions) expect(summary()).toContain(`Ran on PostgreSQL ${version}.`);
      expect(summary()).not.toContain('older');
      expect(seen(pull).comments).toEqual(['3: Body of a.']);
    }
  });

  test('have their double summary removed by the next run, the red one as well', async () => {
    await posting(reviewOn('18.4', [comment('a', 3)]));
    const [first] = pull.issueComments;
    pull.issueComments.push({ id: 5000, author: workflowBot, body: first?.body ?? '' });
    await posting(reviewOn('18.4', []));
    expect(pull.issueComments.map(({ id }) => id)).toEqual([first?.id]);
    expect(title()).toBe('### Lockgate: passed on aaaaaaa');
  });

  test('have the double summary point to the other where it may not be deleted', async () => {
    const mine = { ...connection, token: github.token({ mayDelete: false }) };
    await posting(reviewOn('18.4', [comment('a', 3)]), mine);
    const copy = { id: 5000, author: workflowBot, body: pull.issueComments[0]?.body ?? '' };
    pull.issueComments.push(copy);
    expect((await posting(reviewOn('18.4', []), mine)).problems).toEqual([]);
    expect(copy.body).toMatch(/^The summary of Lockgate is in \[another comment\]\(.*#issuecomment-\d+\)\.$/);
    github.takeWrites();
    await posting(reviewOn('18.4', []), mine);
    expect(github.takeWrites()).toEqual([]);
  });

  test('have double comments removed, but not what somebody has answered', async () => {
    await posting(reviewOn('18.4', [comment('a', 3), comment('b', 4)]));
    const [a, b] = pull.comments;
    pull.comments.push({ ...(a as object), id: 5000 } as never, { ...(b as object), id: 5001 } as never);
    const author = { ...workflowBot, login: 'ada', type: 'User' as const };
    pull.comments.push({ id: 5002, author, path, body: 'Why?', line: 4, start_line: null, in_reply_to_id: 5001 });
    await posting(reviewOn('18.4', [comment('a', 3), comment('b', 4)]));
    expect(seen(pull).comments).toEqual([
      '3: Body of a.',
      '4: Body of b.',
      expect.stringContaining('**Duplicate**'),
      '4: Why?',
    ]);
  });

  test('never let an earlier run on the same commit replace a later one', async () => {
    await posting(reviewOn('18.4', [], { run: 20, attempt: 1 }));
    await failing({ id: runPart().id, label: 'PostgreSQL 18.4', serverKnown: true, run: 19, attempt: 3 });
    expect(title()).toBe('### Lockgate: passed on aaaaaaa');
  });
});

describe('a run that fails', () => {
  test('says so on its commit, and leaves the comments as they are', async () => {
    await posting(reviewOn('18.4', [comment('a', 3)]));
    const before = structuredClone(pull.comments.map(({ body }) => body));
    await failing({}, push());
    expect(title()).toBe('### Lockgate: could not run on bbbbbbb');
    expect(summary()).toContain('No server answered.');
    expect(summary()).toContain('| Result | could not run | was: blocked |\n| Commit | bbbbbbb | aaaaaaa (older) |');
    expect(pull.comments.map(({ body }) => body)).toEqual(before);
  });

  test('is the first thing that is said where nothing was before', async () => {
    await failing({});
    expect(title()).toBe('### Lockgate: could not run on aaaaaaa');
  });

  test('holds the comments of its server until that has run again', async () => {
    await posting(reviewOn('15.20', [comment('a', 3)]));
    await posting(reviewOn('18.4', []));
    const fixed = push();
    await failing({ ...reviewOn('15.20', []).part, outcome: 'failed', commit: next }, fixed);
    await posting(reviewOn('18.4', [], { commit: next }), fixed);
    expect(seen(pull).comments).toEqual(['3: Body of a.']);
    expect(title()).toBe('### Lockgate: could not run on bbbbbbb');
    await posting(reviewOn('15.20', [], { commit: next }), fixed);
    expect(seen(pull).comments).toEqual([expect.stringContaining('**Settled**')]);
    expect(title()).toBe('### Lockgate: passed on bbbbbbb');
  });

  test('is made good by a later run of its job, and in a matrix not by the other server', async () => {
    await failing({ run: 7, attempt: 1 });
    await posting(reviewOn('18.4', [], { run: 7, attempt: 1 }));
    expect(title()).toBe('### Lockgate: could not run on aaaaaaa');
    await posting(reviewOn('15.20', [], { run: 7, attempt: 2 }));
    expect(title()).toBe('### Lockgate: passed on aaaaaaa');
    expect(summary()).not.toContain('no server');
  });

  test('is made good by the next one where runs have no numbers', async () => {
    await failing({});
    await posting(reviewOn('18.4', []));
    expect(title()).toBe('### Lockgate: passed on aaaaaaa');
    expect(pull.issueComments).toHaveLength(1);
  });

  test('before it knows the directory finds the summary of its step, and of no other', async () => {
    await posting(reviewOn('18.4', []));
    const other = { ...connection, scope: 'other', step: 'other step' };
    await posting(reviewOn('18.4', []), other);
    await failing({}, { ...connection, scope: undefined });
    expect(seen(pull).summaries.map((text) => text.split('\n')[0])).toEqual([
      '### Lockgate: could not run on aaaaaaa',
      '### Lockgate: passed on aaaaaaa',
    ]);
    await failing({}, { ...connection, scope: undefined, step: 'third step' });
    expect(pull.issueComments).toHaveLength(3);
    // The directory is known now: it is the same summary.
    await posting(reviewOn('18.4', []), { ...connection, scope: 'third', step: 'third step' });
    expect(pull.issueComments).toHaveLength(3);
    await failing({}, { ...connection, scope: undefined, step: 'third step' });
    expect(pull.issueComments).toHaveLength(3);
  });

  test('that was cancelled corrects a summary, but starts none', async () => {
    const how = { limit: 4000, onlyIfThere: true };
    const cancelled = () =>
      postFailure(
        { ...connection, headSha: pull.headSha },
        runPart({ outcome: 'failed', commit: pull.headSha }),
        render,
        how,
      );
    expect(await cancelled()).toEqual({ summary: null, problems: [] });
    expect(github.takeWrites()).toEqual([]);
    await posting(reviewOn('18.4', []));
    push();
    await cancelled();
    expect(title()).toBe('### Lockgate: could not run on bbbbbbb');
  });

  test('is silent about a commit that is not the newest, and where the token may not write', async () => {
    await posting(reviewOn('18.4', []));
    const old = connection;
    push();
    expect((await failing({}, old)).problems).toEqual([expect.stringContaining('moved on')]);
    const forked = { ...push(), token: github.token({ mayWrite: false }) };
    expect((await failing({}, forked)).problems).toEqual([expect.stringMatching(/403.*fork/)]);
    expect(title()).toBe('### Lockgate: passed on aaaaaaa');
  });
});
