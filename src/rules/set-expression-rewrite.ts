// ALTER COLUMN … SET EXPRESSION on a generated column that is stored, or may not be NULL.
import type { ChangeOf } from '../model/change.ts';
import type { RuleContext } from '../model/finding.ts';
import { knownColumn } from './facts/columns.ts';
import { knownConstraints } from './facts/constraints.ts';
import { defineRule } from './rule.ts';

export const setExpressionRewrite = defineRule({
  id: 'set-expression-rewrite',
  category: 'availability',
  severity: 'error',
  title: 'The expression of a generated column is changed that is stored, or NOT NULL.',
  why: 'Its value is computed again for every row: PostgreSQL rewrites the table and all its indexes under AccessExclusiveLock, and reads and writes wait.',
  instead:
    '1. Add a plain column, and a trigger that computes the new expression when rows are written.\n2. Fill the old rows in batches, outside of migrations.\n3. Release code that reads the new column.\n4. Release code that no longer uses the old column, and drop it in a later release.',
  fineWhen:
    'The table was created in the same release, or the column is VIRTUAL (PostgreSQL 18) and may be NULL. SET EXPRESSION exists since 17.',
  claims: { lock: 'AccessExclusiveLock', work: 'rewrite' },
  sources: [
    'https://www.postgresql.org/docs/current/sql-altertable.html',
    'https://www.postgresql.org/docs/current/ddl-generated-columns.html',
    'docs/conformance.md',
  ],
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
    if (context.isNew(change.table)) return undefined;
    const relation = context.qualify(change.table);
    if (known?.generated === 'virtual') {
      if (!isNotNull(change, context)) return undefined;
      return {
        message: `Changing the expression of ${change.column}, which is NOT NULL, computes it for every row of ${relation} under AccessExclusiveLock: reads and writes wait until all rows are checked.`,
        help: 'Drop the NOT NULL before, and add it again NOT VALID after; validate it in a later migration.',
        claims: { relation, work: 'scan' },
      };
    }
    const condition = known?.generated === 'stored' ? '' : ` if ${change.column} is stored`;
    return {
      message: `Changing the expression of ${change.column} rewrites ${relation} under AccessExclusiveLock${condition}: reads and writes wait until it is computed for every row.`,
      claims: { relation },
    };
  },
});

function isNotNull({ table, column }: ChangeOf<'set-expression'>, context: RuleContext): boolean {
  const falls = context.statement.changes.some((other) => other.kind === 'drop-not-null' && other.column === column);
  const isSo =
    knownColumn(context, table, column)?.notNull === true ||
    knownConstraints(context, table).some(
      ({ constraint }) => constraint.type === 'not-null' && constraint.columns[0] === column,
    );
  return isSo && !falls;
}
