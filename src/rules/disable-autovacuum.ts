// autovacuum_enabled = false.
import type { Change } from '../model/change.ts';
import { sqlName } from '../sql/sql-names.ts';
import { sqlBlock } from './facts/sql-block.ts';
import { defineRule } from './rule.ts';

export const disableAutovacuum = defineRule({
  id: 'disable-autovacuum',
  category: 'availability',
  severity: 'warning',
  title: 'Autovacuum is switched off for a table.',
  why: 'Dead rows and outdated statistics stay: the table and its indexes grow, and plans get worse, until somebody notices. The vacuum against transaction ID wraparound runs all the same, later and with far more to do.',
  instead:
    'Leave it on, and make it run more often or more gently: `autovacuum_vacuum_scale_factor`, `autovacuum_vacuum_cost_delay`.',
  fineWhen: 'A later statement of the release switches it on again, as around a bulk load.',
  sources: [
    'https://www.postgresql.org/docs/current/sql-createtable.html#SQL-CREATETABLE-STORAGE-PARAMETERS',
    'https://www.postgresql.org/docs/current/routine-vacuuming.html',
  ],
  example: {
    setup: 'CREATE TABLE events (id bigint PRIMARY KEY, line text);',
    bad: 'ALTER TABLE events SET (autovacuum_enabled = false);',
    good: 'ALTER TABLE events SET (autovacuum_vacuum_scale_factor = 0.01);',
  },
  on: ['storage-parameters', 'create-table'],
  check(change, context) {
    const parameter = parameters.find((name) => switches(change, name) === 'off');
    if (parameter === undefined) return undefined;
    if (context.later(change.table).some((later) => switches(later.change, parameter) === 'on')) return undefined;
    const relation = context.qualify(change.table);
    return {
      message: `Autovacuum is switched off for ${parameter.startsWith('toast.') ? `the long values of ${relation}` : relation}: dead rows stay, and it grows until somebody vacuums it by hand.`,
      help: `Let it run in small steps instead:\n${sqlBlock(
        `ALTER TABLE ${sqlName(change.table)} SET (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_cost_delay = 2);`,
      )}`,
    };
  },
});

const parameters = ['autovacuum_enabled', 'toast.autovacuum_enabled'] as const;

function switches(change: Change, parameter: string): 'on' | 'off' | undefined {
  if (change.kind !== 'storage-parameters' && change.kind !== 'create-table') return undefined;
  const value = change.parameters?.[parameter]?.toLowerCase();
  if (value === undefined) return undefined;
  if (change.kind === 'storage-parameters' && change.reset) return 'on';
  // Booleans may be shortened (manual, 20.1.1).
  return value === '0' || value === 'of' || value === 'off' || /^(?:f|fa|fal|fals|false|n|no)$/.test(value)
    ? 'off'
    : 'on';
}
