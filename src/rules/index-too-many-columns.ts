// An index of many columns.
import { defineRule } from './rule.ts';

export const indexTooManyColumns = defineRule({
  id: 'index-too-many-columns',
  category: 'policy',
  severity: 'warning',
  title: 'An index that is not unique has more key columns than the team allows.',
  why: 'A B-tree serves conditions on its first columns; each further column makes every entry larger and every write more expensive, and is rarely what a query is found by.',
  instead: 'Keep the columns that queries filter by. Columns that are only read can go into INCLUDE.',
  preset: 'policy',
  options: {
    columns: {
      type: 'integer',
      default: 3,
      min: 1,
      about: 'How many key columns such an index may have; those of INCLUDE do not count.',
    },
  },
  sources: [
    'https://www.postgresql.org/docs/current/indexes-multicolumn.html',
    'https://www.postgresql.org/docs/current/indexes-index-only-scans.html',
  ],
  example: {
    setup: 'CREATE TABLE orders (id bigint PRIMARY KEY, a int, b int, c int, d int);',
    bad: 'CREATE INDEX CONCURRENTLY orders_all_idx ON orders (a, b, c, d);',
    good: 'CREATE INDEX CONCURRENTLY orders_ab_idx ON orders (a, b) INCLUDE (c, d);',
    transaction: { bad: 'none', good: 'none' },
  },
  on: ['create-index'],
  check(change, context, { columns }) {
    if (change.unique || change.columns.length <= columns) return undefined;
    return {
      message: `This index on ${context.qualify(change.table)} has ${change.columns.length} key columns; the team allows ${columns}.`,
    };
  },
});
