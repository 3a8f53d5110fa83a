// CLUSTER writes the table anew in the order of an index.
import { defineRule } from './rule.ts';

export const cluster = defineRule({
  id: 'cluster',
  category: 'availability',
  severity: 'error',
  title: 'A table is rewritten with CLUSTER.',
  why: 'PostgreSQL rewrites the table and all its indexes in the order of an index, under AccessExclusiveLock: reads and writes wait. The order is not kept for new rows.',
  instead: 'Use pg_repack with an order, or an index that holds the columns the queries need (INCLUDE).',
  fineWhen: 'The table was created in the same release.',
  claims: { lock: 'AccessExclusiveLock', work: 'rewrite' },
  sources: [
    'https://www.postgresql.org/docs/current/sql-cluster.html',
    'https://reorg.github.io/pg_repack/',
    'docs/conformance.md',
  ],
  example: {
    setup: 'CREATE TABLE orders (id bigint PRIMARY KEY, placed date, total numeric);',
    bad: 'CLUSTER orders USING orders_pkey;',
    good: 'CREATE INDEX CONCURRENTLY orders_placed_idx ON orders (placed) INCLUDE (total);',
    transaction: { good: 'none' },
  },
  on: ['cluster'],
  check(change, context) {
    if (change.table !== undefined && context.isNew(change.table)) return undefined;
    const relation = change.table === undefined ? null : context.qualify(change.table);
    return {
      message: `CLUSTER rewrites ${relation ?? 'every table that was clustered before'} under AccessExclusiveLock: reads and writes wait until that is done.`,
      claims: { relation },
    };
  },
});
