// ALTER COLUMN … SET EXPRESSION on a stored generated column.
import { knownColumn } from './facts/columns.ts';
import { defineRule } from './rule.ts';

export const setExpressionRewrite = defineRule({
  id: 'set-expression-rewrite',
  category: 'availability',
  severity: 'error',
  title: 'The expression of a stored generated column is changed.',
  why: 'Its value is computed anew for every row: PostgreSQL writes the table and all its indexes anew under AccessExclusiveLock, and reads and writes wait.',
  instead: 'Add a new column, keep it up to date with a trigger, fill old rows in batches, and switch reads over.',
  fineWhen:
    'The table was created in the same release, or the column is VIRTUAL (PostgreSQL 18). SET EXPRESSION exists since 17.',
  claims: { lock: 'AccessExclusiveLock', work: 'rewrite' },
  example: {
    setup:
      'CREATE TABLE orders (id bigint PRIMARY KEY, net numeric, gross numeric GENERATED ALWAYS AS (net * 1.19) STORED);',
    bad: 'ALTER TABLE orders ALTER COLUMN gross SET EXPRESSION AS (net * 1.21);',
    good: 'ALTER TABLE orders ADD COLUMN gross_new numeric;',
    minServer: 17,
  },
  on: ['set-expression'],
  check(change, context) {
    const known = knownColumn(context, change.table, change.column);
    if (context.isNew(change.table) || known?.generated === 'virtual') return undefined;
    const relation = context.qualify(change.table);
    const condition = known?.generated === 'stored' ? '' : ` if ${change.column} is stored`;
    return {
      message: `Changing the expression of ${change.column} rewrites ${relation} under AccessExclusiveLock${condition}: reads and writes wait until it is computed for every row.`,
      claims: { relation },
    };
  },
});
