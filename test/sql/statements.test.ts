// A text that is parsed at once gives the same statements as one that the scanner cut.
import { describe, expect, it } from 'vitest';
import { rules } from '../../src/rules/index.ts';
import { composition, seeded } from './pieces.ts';
import { script } from './reading.ts';

/** A comment at the end moves nothing; for this word in it the scanner is asked. */
function cutByScanner(text: string) {
  return script(`${text}\n-- stdin`).statements;
}

describe('statements of a text that is parsed at once', () => {
  it.each([
    [
      'comments at their ends',
      "select 1 -- a\n; select 2 /* b */; select '--'; select '/**/'; select 3 -- c\n /* d */",
    ],
    [
      'other characters before them',
      'select \'é😀\'; alter table "größe" add b int default 1, add ü text; select é.a from é',
    ],
    ['all line ends', 'select 1;\r\nselect 2;\rselect 3;\n\tselect 4'],
    ['no-break space, which is a letter', 'select \u00a0; select 1\u00a0'],
    ['only comments and semicolons', '-- a\n;;/* b */;'],
    ['a broken one', "select 'é'; select from from; select 2"],
    ['sub-commands', 'alter table app."t;" add a int /* , */, alter b type text, drop c;\nalter table u add d int'],
  ])('%s', (_, text) => {
    expect(script(text).statements).toEqual(cutByScanner(text));
  });

  it('3,000 compositions', () => {
    const next = seeded(20261121);
    for (let i = 0; i < 3_000; i++) {
      const text = composition(next);
      if (text.includes('stdin')) continue;
      expect(script(text).statements).toEqual(cutByScanner(text));
    }
  });

  it('the examples of all rules', () => {
    for (const { example } of rules) {
      for (const text of [example.setup, example.bad, example.good]) {
        expect(script(text).statements).toEqual(cutByScanner(text));
      }
    }
  });

  it('comments that open and never close, in no time', () => {
    const start = performance.now();
    const { problems } = script(`select 1 ${'/*'.repeat(40_000)}`);
    expect(problems).toMatchObject([{ rule: 'syntax-error', message: expect.stringContaining('never closed') }]);
    // PostgreSQL's own lexer takes 7 s.
    expect(performance.now() - start).toBeLessThan(3_000);
  });
});
