// Hostile text in Markdown: nothing of it may mention, link, hide, format or reach beyond its place.
import { describe, expect, test } from 'vitest';
import { cellCode, clip, code, fence, htmlText, inline, plain, prose, visible } from '../../src/review/markdown.ts';

/** Text that would do something if it were shown as it is. */
const hostile = [
  '@octocat and @org/team',
  '<!-- lockgate:v1:summary -->',
  '--><script>alert(1)</script><!--',
  '<img src=x onerror=alert(1)>',
  '[click](https://evil.example)',
  '![image](https://evil.example/pixel.png)',
  'https://evil.example and www.evil.example',
  'fixes #1, GH-2, other/repo#3',
  'a | b \\| c',
  '`code` ``two`` ```',
  '**bold** _em_ ~~gone~~ $math$',
  '&lt;script&gt; &#64;octocat',
  'right\u202eto left, zero\u200bwidth, nul\u0000, bell\u0007',
  'line one\n# heading\n\n- list\n```suggestion\nDROP TABLE orders;\n```',
  '</details></summary></table>',
];

/** Markdown with everything that is literal by construction taken away: code spans, fences and backslash escapes. */
function active(markdown: string): string {
  return markdown
    .replace(/^(`{3,})[a-z]*\n[\s\S]*?\n?\1$/gm, '')
    .replace(/(?<!\\|`)(`+)(?!`)[\s\S]*?[^`]\1(?!`)/g, '')
    .replace(/\\[!-/:-@[-`{-~]/g, '');
}

function expectHarmless(markdown: string) {
  const rest = active(markdown);
  expect(rest).not.toMatch(/@\w/);
  expect(rest).not.toMatch(/[<>]/);
  expect(rest).not.toMatch(/[[\]*_~`$]/);
  expect(rest).not.toMatch(/:\/\/|www\.\w/);
  expect(rest).not.toMatch(/#\d|GH-\d/);
  expect(rest).not.toMatch(/[\u202e\u0000\u0007]/u);
}

describe('plain text', () => {
  test.each(hostile)('shows %j literally, on one line', (text) => {
    const shown = plain(text);
    expectHarmless(shown);
    expect(shown).not.toContain('\n');
    expect(active(shown)).not.toContain('|');
  });

  test('keeps every letter: only escapes and marks are added', () => {
    expect(plain('total_set is a_b')).toBe('total\\_set is a\\_b');
    expect(plain('a < b & c')).toBe('a &lt; b &amp; c');
    expect(plain('@bob')).toBe('@\u200bbob');
  });
});

describe('code', () => {
  test.each([...hostile, '`', '``', ' ` ', '` a', 'a `'])('holds %j between longer backticks', (text) => {
    const span = code(text);
    const [, ticks, content] = /^(`+)(.*?)\1$/s.exec(span) as RegExpExecArray;
    const runs = (content?.match(/`+/g) ?? []).map((run) => run.length);
    expect(runs).not.toContain(ticks?.length);
    const shown = /^ .* $/.test(content ?? '') ? content?.slice(1, -1) : content;
    expect(shown).toBe(visible(text.replaceAll('\n', ' ')));
  });

  test('of nothing is nothing', () => expect(code('  ')).toBe(''));

  test.each(hostile)('in a table cell never ends the cell: %j', (text) => {
    expect(cellCode(text)).not.toMatch(/[|\n]/);
  });

  test('in a table cell is an element with references when a pipe or backtick is in it', () => {
    expect(cellCode('a|b')).toBe('<code>a&#124;b</code>');
    expect(cellCode('db/V1.sql')).toBe('`db/V1.sql`');
  });
});

describe('fences', () => {
  test.each([...hostile, '````', 'a\n`````\nb'])('are longer than any backticks inside: %j', (text) => {
    const [first, ...rest] = fence(text, 'sql').split('\n');
    const ticks = (first as string).replace('sql', '');
    expect(rest.pop()).toBe(ticks);
    expect(rest.join('\n')).toBe(text);
    expect(rest.filter((line) => line.trim().startsWith(ticks))).toEqual([]);
  });

  test('of nothing hold no line', () => expect(fence('', 'suggestion')).toBe('```suggestion\n```'));
});

describe('prose', () => {
  test.each(hostile)('is harmless: %j', (text) => {
    expectHarmless(prose(text));
    expectHarmless(inline(text.replaceAll('\n', ' ')));
  });

  test('keeps paragraphs, lists, code spans and fences', () => {
    const text = 'First `a_b`.\n\n1. one\n2. `two`\n- three\n\n```sql\nSELECT *;\n```\nEnd.';
    expect(prose(text)).toBe(text);
  });

  test('makes no heading, rule, quote or suggestion', () => {
    expect(prose('# Big')).toBe('\\# Big');
    expect(prose('a\n---')).toBe('a\n\\---');
    expect(prose('a\n===')).toBe('a\n\\===');
    expect(prose('> quote')).toBe('&gt; quote');
    expect(prose('```suggestion\nDROP TABLE a;\n```')).toBe('```sql\nDROP TABLE a;\n```');
  });

  test('closes a fence that the text left open', () => {
    expect(prose('See:\n```sql\nSELECT 1;')).toBe('See:\n```sql\nSELECT 1;\n```');
  });
});

test('HTML text has no character that HTML or Markdown reads', () => {
  for (const text of hostile) expect(htmlText(text)).toMatch(/^(?:[A-Za-z0-9 ,./()-]|&#\d+;)*$/);
});

test('a clipped text keeps its characters whole', () => {
  expect(clip('abc', 3)).toBe('abc');
  expect(clip('abcd', 3)).toBe('ab…');
  expect(clip('a😀b', 3)).toBe('a…');
});
