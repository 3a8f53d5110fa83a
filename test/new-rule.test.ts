// `npm run new-rule`: what it writes fits where it goes.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { casesText, idProblem, ruleText, withEntry } from '../scripts/new-rule.ts';
import { rules } from '../src/rules/index.ts';

const repository = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

it.each([
  ['Drop-Table', 'is no id'],
  ['drop', 'is no id'],
  ['drop_table', 'is no id'],
  ['drop-table-', 'is no id'],
  ['../drop-table', 'is no id'],
  ['drop-table', 'There is a rule drop-table already.'],
])('refuses %s', (id, words) => expect(idProblem(id, ['drop-table'])).toContain(words));

it('takes an id of the kind that rules have', () => {
  expect(idProblem('drop-statistics', ['drop-table'])).toBeUndefined();
  for (const { id } of rules.filter((rule) => rule.id.includes('-'))) expect(idProblem(id, [])).toBeUndefined();
});

it('puts the import in its place and the entry at the end', async () => {
  const text = await readFile(repository('src/rules/index.ts'), 'utf8');
  const line = "import { dropStatistics } from './drop-statistics.ts';";
  const lines = withEntry(text, line, 'dropStatistics').split('\n');
  const at = lines.indexOf(line);
  expect(lines[at - 1]).toContain('drop-schema.ts');
  expect(lines[at + 1]).toContain('drop-table.ts');
  expect(lines[lines.indexOf('];') - 1]).toBe('  dropStatistics,');
  expect(lines).toHaveLength(text.split('\n').length + 2);
});

it('names the rule in its own texts', () => {
  expect(ruleText('drop-statistics')).toContain("export const dropStatistics = defineRule({\n  id: 'drop-statistics',");
  expect(casesText('drop-statistics')).toContain("rules: ['drop-statistics'],");
});
