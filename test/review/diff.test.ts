// Commentable lines, compared with what git itself shows in repositories made for the test.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parsePatch } from 'diff';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commentableLines, isCommentable, visiblePart } from '../../src/review/diff.ts';

let directory = '';

function git(...args: string[]): string {
  const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };
  const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', '-c', 'core.autocrlf=false'];
  return execFileSync('git', [...identity, ...args], { cwd: directory, env, encoding: 'utf8' });
}

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'lockgate-diff-'));
  git('init', '-q');
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** The hunks of one file between two contents, as a host serves them: without the file headers. */
function patchBetween(before: string | null, after: string): string {
  git('rm', '-rq', '--cached', '--ignore-unmatch', '.');
  if (before !== null) {
    writeFileSync(join(directory, 'a.sql'), before);
    git('add', 'a.sql');
  }
  const base = git('write-tree').trim();
  writeFileSync(join(directory, 'a.sql'), after);
  git('add', 'a.sql');
  const diff = git('diff', '--no-color', '--no-ext-diff', base, git('write-tree').trim());
  return diff.slice(Math.max(0, diff.indexOf('\n@@') + 1));
}

/** Every number from a seed; the same seed gives the same text. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1103515245 + 12345) & 0x7fffffff;
    return state / 0x7fffffff;
  };
}

const oddLines = [
  '',
  '-- a',
  '--- a/b',
  '+++ b/a',
  '@@ -1,9 +1,99 @@',
  ' x',
  '\\ No newline',
  'a\rb',
  'a\u2028@@ -1 +1,50 @@',
];

/** The new side's lines that a diff shows, found by walking its content with another parser. */
function shownLines(patch: string): number[] {
  return parsePatch(patch).flatMap(({ hunks }) =>
    hunks.flatMap((hunk) => {
      let line = hunk.newStart;
      return hunk.lines.flatMap((content) => (content.startsWith('+') || content.startsWith(' ') ? [line++] : []));
    }),
  );
}

describe('commentable lines', () => {
  test('are the new side of every hunk of real diffs', () => {
    for (let seed = 1; seed <= 60; seed++) {
      const next = random(seed);
      const pick = () => oddLines[Math.floor(next() * oddLines.length)] as string;
      const before = Array.from({ length: Math.floor(next() * 60) }, (_, i) => (next() < 0.2 ? pick() : `line ${i}`));
      const after = before.flatMap((line) => (next() < 0.1 ? [] : next() < 0.1 ? [line, pick()] : [line]));
      const end = next() < 0.5 ? '\n' : '';
      const text = after.join('\n') + end;
      const patch = patchBetween(before.join('\n'), text);
      const lines = commentableLines([{ path: 'a.sql', patch }]);

      const expected = shownLines(patch);
      const all = Array.from({ length: after.length + 5 }, (_, i) => i + 1);
      expect(all.filter((line) => isCommentable(lines, 'a.sql', line, line))).toEqual(expected);
    }
  });

  test('are all lines of a new file', () => {
    for (const text of ['one\n', 'one', 'one\ntwo\n@@ -1 +1 @@\n', 'a\r\nb\r\n']) {
      const lines = commentableLines([{ path: 'a.sql', patch: patchBetween(null, text) }]);
      const last = text.replace(/\n$/, '').split('\n').length;
      expect(lines.get('a.sql')).toEqual([{ start: 1, end: last }]);
    }
  });

  test('are none where a file has no patch, only deletions, or is not in the pull request', () => {
    const lines = commentableLines([{ path: 'big.sql' }, { path: 'gone.sql', patch: '@@ -1,2 +0,0 @@\n-a\n-b' }]);
    for (const path of ['big.sql', 'gone.sql', 'other.sql']) expect(isCommentable(lines, path, 1, 1)).toBe(false);
  });

  test('must lie within one hunk, and a longer range is cut to what one hunk shows', () => {
    const patch = '@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n@@ -10,3 +10,3 @@\n x\n-y\n+Y\n z';
    const lines = commentableLines([{ path: 'a.sql', patch }]);
    expect(isCommentable(lines, 'a.sql', 2, 3)).toBe(true);
    expect(isCommentable(lines, 'a.sql', 3, 10)).toBe(false);
    expect(visiblePart(lines, 'a.sql', 2, 11)).toEqual({ start: 2, end: 3 });
    expect(visiblePart(lines, 'a.sql', 5, 11)).toEqual({ start: 10, end: 11 });
    expect(visiblePart(lines, 'a.sql', 4, 9)).toBeUndefined();
  });
});
