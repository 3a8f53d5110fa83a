// The tests run under the Node that the action declares.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parse } from 'yaml';

it('is the major version of action.yml', () => {
  const action = parse(readFileSync(new URL('../action.yml', import.meta.url), 'utf8')) as { runs: { using: string } };
  expect(`node${process.versions.node.split('.')[0]}`).toBe(action.runs.using);
});
