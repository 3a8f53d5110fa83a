// Differences of a schema in a reader's words.
import { expect, test } from 'vitest';
import { differenceWords, isLayoutOfCode } from '../../src/lint/difference.ts';

const object = 'function public.f()';
const body = (middle: string): string =>
  `CREATE FUNCTION f()\n AS $$\n  select 1;\n${middle}\n  select 3;\n$$\n owner x`;

test('short definitions are shown whole', () => {
  expect(differenceWords({ object: 'column public.t.a', before: 'integer not null', after: 'integer' })).toBe(
    'column public.t.a is "integer" instead of "integer not null"',
  );
});

test('objects that are missing or left over', () => {
  expect(differenceWords({ object, before: 'x', after: null })).toBe(`${object} is gone`);
  expect(differenceWords({ object, before: null, after: 'x' })).toBe(`${object} is left behind`);
});

test('of long definitions only the first lines that differ are shown', () => {
  expect(differenceWords({ object, before: body('  select 2;'), after: body('  select 22;') })).toBe(
    `${object} differs, first where it has "select 22;" instead of "select 2;"`,
  );
  expect(differenceWords({ object, before: 'a\nb', after: 'a' })).toBe(
    `${object} differs, first where it has nothing more instead of "b"`,
  );
  expect(differenceWords({ object, before: 'a', after: 'a\nb' })).toBe(
    `${object} differs, first where it has "b" instead of nothing more`,
  );
});

test('a long line is cut around the place that differs', () => {
  const line = (word: string) => `${'x'.repeat(300)} ${word} ${'y'.repeat(300)}`;
  const words = differenceWords({ object, before: line('old'), after: line('new') });
  expect(words).toContain('xxx new yyy');
  expect(words).toContain('xxx old yyy');
  expect(words.length).toBeLessThan(350);
});

test('only a function may change its white space without being another one', () => {
  const [before, after] = [body('  select 2;'), body('      select 2;')];
  expect(differenceWords({ object, before, after })).toBe(`${object} differs in white space only`);
  expect(isLayoutOfCode({ object, before, after })).toBe(true);
  expect(
    isLayoutOfCode({ object: 'column public.t.a', before: "text default 'a  b'", after: "text default 'a b'" }),
  ).toBe(false);
  expect(isLayoutOfCode({ object, before, after: body('  select 4;') })).toBe(false);
});
