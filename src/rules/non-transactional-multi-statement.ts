// A script outside a transaction that cannot be run again once half of it is done.
import type { Change, ChangeKind } from '../model/change.ts';
import type { Script, Statement } from '../model/migration.ts';
import { refusedInTransaction, unitsOf } from '../sql/units.ts';
import { defineRule } from './rule.ts';

const kinds = [
  'create-table',
  'create-index',
  'create-view',
  'create-materialized-view',
  'create-sequence',
  'create-type',
  'create-domain',
  'create-schema',
  'create-extension',
  'create-trigger',
  'create-rule',
  'create-policy',
  'create-statistics',
  'create-role',
  'create-other',
  'function',
  'add-enum-value',
  'add-column',
  'drop-column',
  'add-constraint',
  'drop-constraint',
  'add-identity',
  'attach-partition',
  'detach-partition',
  'inherit',
  'no-inherit',
  'rename',
  'set-schema',
  'drop',
  'insert',
] as const satisfies readonly ChangeKind[];

export const nonTransactionalMultiStatement = defineRule({
  id: 'non-transactional-multi-statement',
  category: 'correctness',
  severity: 'warning',
  preset: 'strict',
  title: 'A script that commits step by step holds more than one step that cannot be repeated.',
  why: 'When a later step fails, the earlier ones stay. The migration tool runs the script from its beginning again, and the first step fails because its work is done: somebody has to clean up by hand.',
  instead: 'Give each step a migration of its own, or write the steps so that they can be repeated.',
  fineWhen:
    "The steps can be repeated (IF [NOT] EXISTS, OR REPLACE), or the runner records each statement and goes on behind the last one, as Lockgate's own deploy does.",
  sources: ['https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY'],
  example: {
    setup: 'CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint, placed date);',
    bad: 'CREATE INDEX CONCURRENTLY orders_customer_idx ON orders (customer_id);\nCREATE INDEX CONCURRENTLY orders_placed_idx ON orders (placed);',
    good: 'CREATE INDEX CONCURRENTLY orders_customer_idx ON orders (customer_id);',
    transaction: { bad: 'none', good: 'none' },
  },
  on: kinds,
  check(_change, { script, statement }) {
    const steps = stepsOf(script);
    const [first, second] = steps;
    // One finding for the script, at the second of them.
    if (first === undefined || second?.index !== statement.index) return undefined;
    const refused = steps.filter((step) => refusedInTransaction(step) !== undefined);
    // Another rule speaks of a script that mixes both.
    if (refused.length > 0 && refused.length < steps.length) return undefined;
    return {
      message: `If this fails, what line ${first.span.start.line} did stays, and that line fails when the script is run again: each of the ${steps.length} steps of this script commits by itself.`,
      span: statement.span,
    };
  },
});

const known = new WeakMap<Script, readonly Statement[]>();

/** What commits by itself and cannot be repeated: the first such statement of each. Found once for all statements of the script. */
function stepsOf(script: Script): readonly Statement[] {
  const found = known.get(script);
  if (found !== undefined) return found;
  const own = { ...script, statements: script.statements.filter(({ within }) => within === undefined) };
  const steps = unitsOf(own).flatMap(({ statements }) => statements.find((one) => !isRepeatable(one)) ?? []);
  known.set(script, steps);
  return steps;
}

function isRepeatable({ changes, text }: Statement): boolean {
  return /\bif\s+(?:not\s+)?exists\b/i.test(text) || changes.every((change) => canBeRepeated(change, text));
}

function canBeRepeated(change: Change, text: string): boolean {
  if (!(kinds as readonly ChangeKind[]).includes(change.kind)) return true;
  if ('replace' in change && change.replace) return true;
  return change.kind === 'insert' && /\bon\s+conflict\b|\bnot\s+exists\b/i.test(text);
}
