// Taking all suggestions of a file at once.
import { expect, it } from 'vitest';
import { fixesOf } from '../../src/lint/fix.ts';
import { lint } from '../../src/lint/run.ts';
import { migration, recommended } from '../rules/linting.ts';

function fixed(up: string): { readonly text: string; readonly count: number; readonly left: readonly string[] } {
  const found = (text: string) => {
    const pending = [migration('V1', text, 'wrapped')];
    return {
      pending,
      findings: lint({ baseline: [], pending, rules: recommended, serverVersion: 16 }).map(({ finding }) => finding),
    };
  };
  const { pending, findings } = found(up);
  const { changed, taken } = fixesOf(findings, new Map(pending.map((one) => [one.up.path, one.up.text])));
  const text = changed[0]?.text ?? up;
  return { text, count: taken.length, left: found(text).findings.map(({ rule }) => rule) };
}

it('takes several in one file, and nothing is left of them', () => {
  const { text, count, left } = fixed('ALTER TABLE t ADD COLUMN a json;\nALTER TABLE t ADD COLUMN b json;\n');
  expect(text).toBe(
    "SET LOCAL lock_timeout = '5s';\nALTER TABLE t ADD COLUMN a jsonb;\nALTER TABLE t ADD COLUMN b jsonb;\n",
  );
  expect(count).toBe(3);
  expect(left).toEqual([]);
});

it('leaves a file alone that has none, and findings that are ignored', () => {
  expect(fixed('SELECT 1;')).toEqual({ text: 'SELECT 1;', count: 0, left: [] });
});

it('takes one of two that stand at one place; the next run takes the other', () => {
  const span = { start: { offset: 0, line: 1, column: 1 }, end: { offset: 0, line: 1, column: 1 } };
  const at = (replacement: string) => ({
    suggestion: { span, replacement },
    suppressed: null,
    place: { path: 'a.sql' },
  });
  const fixes = fixesOf([at('x'), at('y')] as never, new Map([['a.sql', 'z']]));
  expect(fixes).toMatchObject({ changed: [{ path: 'a.sql', text: 'xz' }], added: [], taken: [at('x')] });
});
