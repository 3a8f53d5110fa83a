// Timeouts and search_path as a script sets them, over its transactions.
import { describe, expect, it } from 'vitest';
import { lint } from '../../src/lint/run.ts';
import type { Rule, RuleContext } from '../../src/model/finding.ts';
import type { TransactionMode } from '../../src/model/migration.ts';
import { migration } from '../rules/linting.ts';

/** What is in force at each `select`. */
function settings<T>(text: string, mode: TransactionMode, read: (context: RuleContext) => T): readonly T[] {
  const seen: T[] = [];
  const spy: Rule<'select'> = {
    id: 'spy',
    category: 'policy',
    severity: 'info',
    title: '',
    why: '',
    instead: '',
    sources: ['docs/configuration.md'],
    example: { setup: '', bad: '', good: '' },
    on: ['select'],
    check: (_, context) => {
      seen.push(read(context));
      return undefined;
    },
  };
  lint({
    baseline: [],
    pending: [migration('1', text, mode)],
    rules: [{ rule: spy as unknown as Rule, options: {} }],
    serverVersion: 18,
  });
  return seen;
}
const lockTimeout = (context: RuleContext): number | null => context.lockTimeout;

describe('lock_timeout', () => {
  const cases: readonly (readonly [text: string, mode: TransactionMode, expected: readonly (number | null)[]])[] = [
    ['select 1', 'wrapped', [null]],
    ["select 1; set lock_timeout = '5s'; select 1", 'wrapped', [null, 5000]],
    ['set lock_timeout = 100; select 1; set lock_timeout to default; select 1', 'wrapped', [100, null]],
    ['set local lock_timeout = 0; select 1', 'wrapped', [0]],
    ["set local lock_timeout = '1s'; select 1; commit; select 1", 'wrapped', [1000, null]],
    ["set lock_timeout = '1s'; select 1; commit; select 1", 'wrapped', [1000, 1000]],
    ["set lock_timeout = '1s'; select 1; rollback; select 1", 'wrapped', [1000, null]],
    ["set lock_timeout = '1s'; begin; set lock_timeout = '2s'; select 1; rollback; select 1", 'none', [2000, 1000]],
    ["set local lock_timeout = '1s'; set lock_timeout = '2s'; select 1; commit; select 1", 'wrapped', [2000, 2000]],
    ["set lock_timeout = '1s'; set local lock_timeout = '2s'; reset lock_timeout; select 1", 'wrapped', [null]],
    ["set lock_timeout = '1s'; set local lock_timeout = '2s'; reset all; select 1", 'wrapped', [null]],
    ["set local lock_timeout = '1s'; select 1", 'none', [null]],
    [
      "set lock_timeout = '1s'; select 1; begin; set local lock_timeout = '2s'; select 1; commit; select 1",
      'none',
      [1000, 2000, 1000],
    ],
    ["set LOCK_TIMEOUT = '1s'; select 1", 'wrapped', [1000]],
    ["set session lock_timeout = '1s'; select 1", 'wrapped', [1000]],
  ];
  it.each(cases)('%s (%s)', (text, mode, expected) => expect(settings(text, mode, lockTimeout)).toEqual(expected));

  it.each([
    ['100', 100],
    ["'100'", 100],
    ["' 2 s '", 2000],
    ["'1.5s'", 1500],
    ["'2min'", 120_000],
    ["'1h'", 3_600_000],
    ["'1d'", 86_400_000],
    ["'500us'", 1],
    ["'5 parsecs'", null],
    ["''", null],
  ])('= %s is %s ms', (value, expected) => {
    expect(settings(`set lock_timeout = ${value}; select 1`, 'wrapped', lockTimeout)).toEqual([expected]);
  });
});

it('statement_timeout and search_path are known too', () => {
  const text = "set statement_timeout = '3s'; set search_path to app, public; select 1; reset all; select 1";
  expect(settings(text, 'wrapped', (context) => [context.statementTimeout, context.qualify({ name: 't' })])).toEqual([
    [3000, 'app.t'],
    [null, 'public.t'],
  ]);
});

it('nothing is left of one script in the next', () => {
  const seen: (number | null)[] = [];
  const spy = {
    id: 'spy',
    on: ['select'],
    check: (_: unknown, context: RuleContext) => void seen.push(context.lockTimeout),
  };
  const pending = [migration('1', 'set lock_timeout = 5; select 1', 'none'), migration('2', 'select 1', 'none')];
  lint({ baseline: [], pending, rules: [{ rule: spy as unknown as Rule, options: {} }], serverVersion: 18 });
  expect(seen).toEqual([5, null]);
});
