// Patterns and globs of lockgate.yml: matched in linear time, or refused with the reason.
import { describe, expect, it, test } from 'vitest';
import { readConfig } from '../src/config.ts';
import { linearPattern, patternProblem } from '../src/linear-pattern.ts';
import { globProblem, isGlob, literalBase, pathGlob } from '../src/path-glob.ts';

/** Milliseconds; a backtracking engine needs longer than anybody waits. */
function timed(work: () => boolean): number {
  const start = performance.now();
  expect(work()).toBe(false);
  return performance.now() - start;
}

test.each(['^(a+)+$', '(a|a)*b', '(a|aa)+$', '(.*a){25}b', '(a*)*(a*)*(a*)*b', '(?:a?){200}a{200}b'])(
  '%s against a long name ends at once',
  (source) => {
    expect(patternProblem(source)).toBeUndefined();
    const pattern = linearPattern(source);
    expect(timed(() => pattern.test(`${'a'.repeat(20_000)}!`))).toBeLessThan(5_000);
  },
);

test.each([
  ['[a-z_]+s', 'order_lines', true],
  ['[a-z_]+s', 'order_lines2', false],
  ['a|b', 'ab', false],
  ['^a$', 'a', true],
  ['\\p{L}[\\w-]*', 'é-1', true],
  ['\\u0061\\d{2}', 'a12', true],
  ['(?<name>a)b', 'ab', true],
  ['(?i)orders', 'ORDERS', true],
  ['\\(\\?=', '(?=', true],
  ['\\\\1', '\\1', true],
  ['[(?=]+', '(?=', true],
])('%s matches the whole of %s: %s', (source, text, matches) => {
  expect(patternProblem(source)).toBeUndefined();
  expect(linearPattern(source).test(text)).toBe(matches);
  expect(linearPattern(source).source).toBe(source);
});

test.each([
  ['(?=a)b', /lookahead/],
  ['a(?!b)', /lookahead/],
  ['(?<=a)b', /lookahead and lookbehind/],
  ['(?<!a)b', /lookahead and lookbehind/],
  ['(a)\\1', /backreferences/],
  ['(?<n>a)\\k<n>', /backreferences/],
  ['[', /not a regular expression that RE2 reads: missing closing/],
  ['(a{1000}){1000}', /not a regular expression that RE2 reads/],
  ['a'.repeat(1_001), /at most 1000 characters/],
])('%s is refused', (source, why) => {
  expect(patternProblem(source)).toMatch(why);
});

describe('globs', () => {
  it.each([
    ['db/migration/V1__*.sql', 'db/migration/V1__a.sql', true],
    ['db/migration/V1__*.sql', 'db/migration/V1__.sql', true],
    ['db/migration/V1__*.sql', 'db/migration/x/V1__a.sql', false],
    ['db/*/V?.sql', 'db/.hidden/V1.sql', true],
    ['db/**', 'db/a/b.sql', true],
    ['**/V1.sql', 'V1.sql', true],
    ['**/V1.sql', 'a/b/V1.sql', true],
    ['a/**/b', 'a/b', true],
    ['a/**/b', 'a/x/y/b', true],
    ['a/**/b', 'ab', false],
    ['V{1,2{0,1}}__*.sql', 'V21__x.sql', true],
    ['V{1,2}.sql', 'V3.sql', false],
    ['V[12].sql', 'V2.sql', true],
    ['V[!12].sql', 'V2.sql', false],
    ['V[!12].sql', 'V3.sql', true],
    ['V[0-9].sql', 'V3.sql', true],
    ['V@(1|2).sql', 'V2.sql', true],
    ['V+(1|2).sql', 'V212.sql', true],
    ['a (copy).sql', 'a (copy).sql', true],
    ['a+b$c^.sql', 'a+b$c^.sql', true],
    ['a\\*.sql', 'a*.sql', true],
    ['a\\*.sql', 'ab.sql', false],
    ['a\\**.sql', 'a*b.sql', true],
  ])('%s and %s: %s', (glob, path, matches) => {
    expect(globProblem(glob)).toBeUndefined();
    expect(pathGlob(glob)(path)).toBe(matches);
  });

  it.each([
    '*a*a*a*a*a*a*a*a*a*a*a*a*b',
    '+(+(+(a)))b',
    '*(a|a|a)b',
    '{a,{a,{a,*}}}*{a,*}*{a,*}*b',
    '**/**/**/**/**/b',
  ])('%s against a long path ends at once', (glob) => {
    expect(globProblem(glob)).toBeUndefined();
    expect(timed(() => pathGlob(glob)(`${'a'.repeat(4_000)}/c`))).toBeLessThan(5_000);
  });

  it.each(['!a', 'a/!(b)', '{a', '+(a', 'a'.repeat(301)])('%s is refused', (glob) => {
    expect(globProblem(glob)).toBeTypeOf('string');
  });

  it('knows the part that is written out', () => {
    expect(literalBase('db/migration/V1__*.sql')).toBe('db/migration');
    expect(literalBase('db/V1.sql')).toBe('db/V1.sql');
    expect([isGlob('db/V1 (1).sql'), isGlob('db/V?.sql')]).toEqual([false, true]);
  });
});

test('lockgate.yml names the line of each pattern and glob that is refused', () => {
  const text = [
    'rules:',
    '  naming-convention:',
    '    table: "(?=a)b"',
    'ignore:',
    '  - rule: naming-convention',
    '    path: "!db/*"',
    '    reason: agreed',
  ].join('\n');
  const options = { table: { type: 'pattern', default: null, about: 'of tables' } } as const;
  const known = { layouts: ['flyway'], rules: new Map([['naming-convention', options]]) };
  expect(() => readConfig(text, 'lockgate.yml', known)).toThrow(
    /lockgate\.yml:3: rules\.naming-convention\.table: lookahead .*\n.*lockgate\.yml:6: ignore\.0\.path: a glob that says/,
  );
});
