// What a change does to lockgate.yml, in words.
import { expect, it } from 'vitest';
import type { Config, ConfiguredIgnore } from '../src/config.ts';
import { configChanges } from '../src/config-changes.ts';

const place = { path: 'lockgate.yml', line: 1, column: 1, endLine: 1, endColumn: 1 };
const ignore = (rule: string, path: string, until: string | null = null, line = 1): ConfiguredIgnore => ({
  rule,
  path,
  reason: 'small',
  until,
  place: { ...place, line },
});
const before: Config = {
  preset: 'recommended',
  'server-version': 15,
  rules: { 'drop-table': { severity: 'error', options: {} }, cluster: { options: { most: 3 } } },
  ignore: [ignore('cluster', 'a.sql'), ignore('drop-table', 'b.sql')],
};

it('names every setting, rule and ignore that differs', () => {
  const after: Config = {
    preset: 'recommended',
    'fail-on': 'never',
    path: 'elsewhere',
    rules: {
      'drop-table': { severity: 'off', options: {} },
      cluster: { options: { most: 4 } },
      'new-rule': { severity: 'warning', options: {} },
    },
    ignore: [ignore('cluster', 'a.sql', null, 9), ignore('drop-table', '**', '2027-01-31')],
  };
  expect(configChanges(before, after)).toEqual([
    'fail-on: not set → never',
    'ignore adds drop-table in ** until 2027-01-31 (small)',
    'ignore drops drop-table in b.sql (small)',
    'path: not set → elsewhere',
    'rules.cluster: {"options":{"most":3}} → {"options":{"most":4}}',
    'rules.drop-table: error → off',
    'rules.new-rule: not set → warning',
    'server-version: 15 → not set',
  ]);
});

it('is silent about what is the same', () => {
  expect(
    configChanges(before, { ...before, ignore: [ignore('drop-table', 'b.sql', null, 4), ignore('cluster', 'a.sql')] }),
  ).toEqual([]);
  expect(configChanges({}, {})).toEqual([]);
});
