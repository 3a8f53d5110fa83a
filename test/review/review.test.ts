// From a report and a diff to comments, suggestions and the summary.
import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import type { Report } from '../../src/model/report.ts';
import { footer } from '../../src/review/comment.ts';
import { type CommentableLines, commentableLines } from '../../src/review/diff.ts';
import { maximumComments, reviewOf } from '../../src/review/review.ts';
import { bytes, characters } from '../../src/review/sections.ts';
import { ownSummary } from '../../src/review/summary.ts';
import { lineIndex } from '../../src/sql/lines.ts';
import { findingOn, migrationOf, reportOf, traced } from './reports.ts';
import { sample, sampleDiff } from './sample.ts';

const path = 'db/V2__next.sql';
const limit = characters(60_000);

/** A review with its comments and summary as they are posted. */
function reviewed(report: Report, diff: CommentableLines | null) {
  const { comments, part, ...review } = reviewOf(report, diff);
  const whole = comments.map((one) => ({ ...one, body: `${one.body}\n\n${footer([one.evidence], one.hint)}` }));
  return { ...review, comments: whole, summary: ownSummary(part, limit) };
}

function wholeFile(lines: number): CommentableLines {
  return new Map([[path, [{ start: 1, end: lines }]]]);
}

/** A report with one migration, and findings on its statements. */
function oneMigration(text: string, ...findings: (Partial<Finding> & { rule: string; at: number })[]): Report {
  const migration = migrationOf(path, text);
  return reportOf([migration], { findings: findings.map(({ at, ...more }) => findingOn(migration, at, more)) });
}

/** Applies a comment's suggestion as a host does: whole lines for whole lines. */
function applied(text: string, { startLine, line, body }: { startLine: number; line: number; body: string }): string {
  const block = /^(`{3,})suggestion\n([\s\S]*?)^\1$/m.exec(body);
  if (block === null) throw new Error('The comment has no suggestion.');
  const lines = text.split(/(?<=\n)/);
  const content = block[2] as string;
  const end = lines[line - 1]?.endsWith('\n') ? content : content.replace(/\n$/, '');
  return [...lines.slice(0, startLine - 1), end, ...lines.slice(line)].join('');
}

function suggesting(text: string, from: string, to: string): Report {
  const start = text.indexOf(from);
  const span = lineIndex(text).span(start, start + from.length);
  return oneMigration(text, { at: 0, rule: 'some-rule', suggestion: { span, replacement: to } });
}

describe('the sample', () => {
  test('as a summary', async () => {
    await expect(reviewed(sample, sampleDiff).summary).toMatchFileSnapshot('__snapshots__/summary.txt');
  });

  test('as comments', async () => {
    const bodies = reviewed(sample, sampleDiff).comments.map(({ body }) => body);
    await expect(bodies.join('\n\n---\n\n')).toMatchFileSnapshot('__snapshots__/comments.txt');
  });

  test('says first what to act on', () => {
    const [first, , second] = reviewed(sample, sampleDiff).summary.split('\n');
    expect(first).toBe('### Lockgate: blocked (2 errors and 1 warning)');
    expect(second).toContain('`set-not-null-scan` at `db/migration/V7__orders.sql:2`: SET NOT NULL scans');
  });
});

describe('comments', () => {
  test('stand on the lines of the statement that the diff shows', () => {
    const report = oneMigration('SELECT 1;\nALTER TABLE a\n  ADD b int,\n  ADD c int;\n', { at: 1, rule: 'r' });
    const lines = ({ startLine, line }: { startLine: number; line: number }) => [startLine, line];
    expect(reviewed(report, wholeFile(4)).comments.map(lines)).toEqual([[2, 4]]);
    expect(reviewed(report, new Map([[path, [{ start: 3, end: 9 }]]])).comments.map(lines)).toEqual([[3, 4]]);
  });

  test('stand on the first line of a very long statement', () => {
    const report = oneMigration(`INSERT INTO a VALUES\n${'(1),\n'.repeat(50)}(2);\n`, { at: 0, rule: 'r' });
    expect(reviewed(report, wholeFile(52)).comments).toMatchObject([{ startLine: 1, line: 1 }]);
  });

  test('are not made for findings that are ignored or outside of the diff; the summary has both', () => {
    const report = oneMigration(
      'SELECT 1;\nSELECT 2;\n',
      { at: 0, rule: 'ignored-one', suppressed: 'it is tiny' },
      { at: 1, rule: 'far-away', message: 'Far away.' },
    );
    const review = reviewed(report, new Map([[path, [{ start: 1, end: 1 }]]]));
    expect(review.comments).toEqual([]);
    expect(review.standing).toEqual(['far-away:V2__next.sql:1']);
    expect(review.summary).toContain("1 finding outside of this pull request's diff");
    expect(review.summary).toContain('Far away.');
    expect(review.summary).toContain('`ignored-one` at `db/V2__next.sql:1`: it is tiny');
  });

  test('are at most 25, the worst first; the summary tells the others in full', () => {
    const text = Array.from({ length: 40 }, (_, i) => `SELECT ${i};\n`).join('');
    const findings = Array.from({ length: 40 }, (_, at) => ({
      at,
      rule: 'r',
      severity: at < 35 ? ('warning' as const) : ('error' as const),
      message: `Message ${at}.`,
    }));
    const review = reviewed(oneMigration(text, ...findings), wholeFile(40));
    expect(review.comments).toHaveLength(maximumComments);
    expect(review.comments.slice(0, 5).map(({ line }) => line)).toEqual([36, 37, 38, 39, 40]);
    expect(review.standing).toHaveLength(40);
    expect(review.summary).toContain('15 more findings, not commented one by one');
    expect(review.summary).toContain('Message 34.');
    expect(review.summary).not.toContain('Message 3.');
  });

  test('without a diff are none, and the summary has everything', () => {
    const review = reviewed(oneMigration('SELECT 1;\n', { at: 0, rule: 'r', message: 'Here.' }), null);
    expect(review.comments).toEqual([]);
    expect(review.summary).toContain('The findings in full');
    expect(review.summary).toContain('Here.');
  });

  test('say what is claimed, what was measured, and how to learn more', () => {
    const claims = { lock: 'AccessExclusiveLock', work: 'rewrite', relation: 'public.orders' } as const;
    const report = oneMigration('ALTER TABLE orders ALTER id TYPE bigint;\n', {
      at: 0,
      rule: 'type-rewrite',
      evidence: 'measured',
      claims,
    });
    const locks = [{ relation: 'public.orders', mode: 'AccessExclusiveLock' }] as const;
    const statements = [traced(0, 1, { locks, rewrites: ['public.orders'] })];
    const traces = [{ migration: 'V2__next.sql', path, direction: 'up' as const, statements }];
    const body = reviewed({ ...report, traces }, wholeFile(1)).comments[0]?.body;
    expect(body).toContain(
      'Takes `AccessExclusiveLock` on `public.orders`: reads and writes wait while the table is rewritten.',
    );
    expect(body).toContain(
      'Measured on PostgreSQL 18.4: `AccessExclusiveLock` on `public.orders`; rewrote `public.orders`',
    );
    expect(body).toContain('`lockgate explain type-rewrite`');
  });

  test('say once what the message says already', () => {
    const claims = { lock: 'ShareLock', work: 'none', relation: 'public.a' } as const;
    const message = 'This takes ShareLock on public.a.';
    const body = reviewed(oneMigration('SELECT 1;\n', { at: 0, rule: 'r', claims, message }), wholeFile(1)).comments[0]
      ?.body;
    expect(body?.match(/ShareLock/g)).toHaveLength(1);
  });

  test('name no lock on a table that this pull request made itself', () => {
    const report = oneMigration('ALTER TABLE fresh ADD a int;\n', { at: 0, rule: 'r', evidence: 'measured' });
    const locks = [{ relation: 'public.fresh', mode: 'AccessExclusiveLock' }] as const;
    const traces = [
      { migration: 'V2__next.sql', path, direction: 'up' as const, statements: [traced(0, 1, { locks, live: [] })] },
    ];
    expect(reviewed({ ...report, traces }, wholeFile(1)).comments[0]?.body).not.toContain('public.fresh');
  });

  test('escape what the pull request wrote', () => {
    const message = 'Column "@octocat <!-- lockgate:v1:summary -->" is dropped.';
    const relation = 'public.a`b|c';
    const report = oneMigration('SELECT 1;\n', {
      at: 0,
      rule: 'r',
      message,
      claims: { lock: 'ShareLock', work: 'none', relation },
    });
    const { comments, summary } = reviewed(report, wholeFile(1));
    for (const text of [comments[0]?.body, comments[0]?.unplaced, summary]) {
      expect(text).not.toContain('<!--');
      expect(text).not.toMatch(/@octocat/);
    }
    expect(summary).toContain('<code>public.a&#96;b&#124;c</code>');
  });
});

describe('suggestions', () => {
  const cases: [name: string, text: string, from: string, to: string, lines: number][] = [
    ['keep what stands around them', '  ALTER TABLE a ADD b int; -- why\n', 'ADD b int', 'ADD b bigint', 1],
    ['of several lines', 'SELECT 1;\n  DROP TABLE a,\n    b;\nSELECT 2;\n', 'TABLE a,\n    b', 'TABLE\n    c', 4],
    ['keep CRLF', 'SELECT 1;\r\nDROP TABLE a;\r\nSELECT 2;\r\n', 'DROP TABLE a', 'DROP TABLE\nb', 3],
    ['hold fences', "SELECT 'x';\n", "'x'", "'```'", 1],
    ['at the end of a file without a line break', 'SELECT 1;\nDROP TABLE a;', 'a;', 'b;', 2],
    [
      'of whole lines with their line break',
      'SELECT 1;\nDROP TABLE a;\nSELECT 2;\n',
      'DROP TABLE a;\n',
      'DROP TABLE b;\n',
      3,
    ],
    ['insert lines', 'DROP TABLE a;\n', 'DROP', 'SET lock_timeout = 1;\nDROP', 1],
  ];
  test.each(cases)('%s', (_, text, from, to, lines) => {
    const [comment] = reviewed(suggesting(text, from, to), wholeFile(lines)).comments;
    if (comment === undefined) throw new Error('There is no comment.');
    const replacement = text.includes('\r\n') ? to.replaceAll('\n', '\r\n') : to;
    expect(applied(text, comment)).toBe(text.replace(from, () => replacement));
  });

  test('that remove whole lines are empty blocks', () => {
    const [comment] = reviewed(
      suggesting('SELECT 1;\nDROP TABLE a;\nSELECT 2;\n', 'DROP TABLE a;\n', ''),
      wholeFile(3),
    ).comments;
    expect(comment).toMatchObject({ startLine: 2, line: 2 });
    expect(comment?.body).toContain('```suggestion\n```');
  });

  test('anchor the comment to their own lines', () => {
    const text = 'ALTER TABLE a\n  ADD b int,\n  ADD c int;\n';
    const comments = reviewed(suggesting(text, 'ADD c int', 'ADD c bigint'), wholeFile(3)).comments;
    expect(comments).toMatchObject([{ startLine: 3, line: 3 }]);
  });

  test('are shown as SQL, not as a button, when not all of their lines are in the diff', () => {
    const text = 'ALTER TABLE a\n  ADD b int,\n  ADD c int;\n';
    const report = suggesting(text, 'a\n  ADD b int', 'a\n  ADD b bigint');
    const [comment] = reviewed(report, new Map([[path, [{ start: 2, end: 3 }]]])).comments;
    expect(comment?.body).not.toContain('suggestion');
    expect(comment?.body).toContain('```sql\nALTER TABLE a\n  ADD b bigint,\n```');
  });

  test('are no button on applied migrations, odd line ends, unseen characters, or in the summary', () => {
    const body = (report: Report) => reviewed(report, wholeFile(9)).comments[0]?.body;
    const report = suggesting('DROP TABLE a;\n', 'a', 'b');
    const old = { ...report, migrations: report.migrations.map((one) => ({ ...one, new: false })) };
    expect(body(report)).toContain('```suggestion');
    expect(reviewed(report, wholeFile(1)).comments[0]?.unplaced).not.toContain('```suggestion');
    expect(body(old)).not.toContain('```suggestion');
    expect(body(suggesting('DROP\rTABLE a;\n', 'a', 'b'))).not.toContain('```suggestion');
    expect(body(suggesting("DROP TABLE a; -- \u202e'\n", 'a', 'b'))).not.toContain('```suggestion');
  });
});

describe('the summary', () => {
  test('begins with a reason that no finding made, too', () => {
    const verdict = {
      outcome: 'block',
      reasons: [{ message: 'The base has_moved.', path: null, line: null }],
    } as const;
    const { summary } = reviewed(reportOf([], { verdict }), null);
    expect(summary.split('\n').slice(0, 3)).toEqual(['### Lockgate: blocked', '', 'The base has\\_moved.']);
  });

  test('of a clean run is short', () => {
    const { summary } = reviewed(oneMigration('SELECT 1;\n'), commentableLines([]));
    expect(summary.split('\n')[0]).toBe('### Lockgate: passed');
    expect(summary).not.toContain('|');
    expect(summary.length).toBeLessThan(300);
  });

  test('says when nothing ran, and when nothing is new', () => {
    const report = { ...oneMigration('SELECT 1;\n'), server: null };
    expect(reviewed(report, null).summary).toContain('1 new migration read; nothing was run on a server.');
    expect(reviewed(reportOf([]), null).summary).toContain('No new migrations.');
  });

  test('stays within its limit and closes all it opens, however much there is', () => {
    const text = Array.from({ length: 2000 }, (_, i) => `SELECT ${i};\n`).join('');
    const long = 'x'.repeat(5000);
    const findings = Array.from({ length: 2000 }, (_, at) => ({ at, rule: `rule-${at}`, message: long, help: long }));
    const report = oneMigration(text, ...findings);
    const withdrawn = report.findings.map((finding) => ({ finding, reason: long }));
    const { summary } = reviewed({ ...report, withdrawn, notes: findings.map(() => long) }, null);
    expect(summary.length).toBeLessThanOrEqual(limit.size);
    expect(summary.length).toBeGreaterThan(limit.size / 2);
    expect(summary.match(/<details>/g)).toHaveLength(summary.match(/<\/details>/g)?.length ?? 0);
    expect(summary).toMatch(/\d+ more findings: see the report\./);
    expect(summary).toContain('2000 notes');
  });

  test('for a file is measured in bytes, and says where the rest is', () => {
    const text = Array.from({ length: 300 }, (_, i) => `SELECT ${i};\n`).join('');
    const findings = Array.from({ length: 300 }, (_, at) => ({
      at,
      rule: `rule-${at}`,
      message: `${at} ${'é'.repeat(900)}`,
    }));
    const { part } = reviewOf(oneMigration(text, ...findings), null);
    const whole = ownSummary(part, bytes(1_000_000, 'see elsewhere.'));
    expect(whole).toContain('299 é');
    expect(whole).not.toContain('see elsewhere.');
    const cut = ownSummary(part, bytes(200_000, 'see elsewhere.'));
    expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(200_000);
    expect(Buffer.byteLength(cut)).toBeGreaterThan(190_000);
    expect(cut).toMatch(/\n\n\d+ more findings: see elsewhere\.\n\n<\/details>/);
  });

  test('without room for its frames ends between two sections, and says so', () => {
    const { part } = reviewOf(sample, sampleDiff);
    const cut = ownSummary(part, characters(700, 'see elsewhere.'));
    expect(cut.length).toBeLessThanOrEqual(700);
    expect(cut).toMatch(/^### Lockgate: blocked/);
    expect(cut).toMatch(/The rest was too long: see elsewhere\.$/);
    expect(cut.match(/<details>/g)?.length).toBe(cut.match(/<\/details>/g)?.length);
  });

  test('of a report that proved nothing says so, whatever was read', () => {
    const incomplete = { message: 'No server answered.', help: 'Start `one`.', path: null, line: null };
    const report = {
      ...oneMigration('SELECT 1;\n', { at: 0, rule: 'r' }),
      server: null,
      incomplete,
      preface: ['All is @new.'],
    };
    const { summary } = reviewed(report, null);
    expect(summary.split('\n\n').slice(0, 4)).toEqual([
      '> **All is @\u200bnew.**',
      '### Lockgate: could not run',
      'No server answered.',
      'Start `one`.',
    ]);
    expect(summary).toContain('1 new migration read; nothing was proved. This is what reading found:');
    expect(summary).toContain('| Error | `r` |');
  });
});
