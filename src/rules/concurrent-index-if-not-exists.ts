// CREATE INDEX CONCURRENTLY IF NOT EXISTS: the retry that does nothing.

import { sqlIdentifier, sqlName } from '../sql/sql-names.ts';
import { outsideTransaction } from './facts/runner-words.ts';
import { sqlBlock } from './facts/sql-block.ts';
import { defineRule } from './rule.ts';

export const concurrentIndexIfNotExists = defineRule({
  id: 'concurrent-index-if-not-exists',
  category: 'correctness',
  severity: 'warning',
  title: 'CREATE INDEX CONCURRENTLY has IF NOT EXISTS.',
  why: 'A concurrent build that fails leaves an invalid index of that name. The retry then finds the name, does nothing and succeeds: the index costs every write, serves no query, and a unique one guarantees nothing.',
  instead:
    '1. DROP INDEX CONCURRENTLY IF EXISTS, for what a failed build may have left.\n2. CREATE INDEX CONCURRENTLY without IF NOT EXISTS.\n\nBoth run outside a transaction; with golang-migrate each needs a file of its own.',
  fineWhen: 'The statement is plain CREATE INDEX: in a transaction a failed build leaves nothing behind.',
  sources: [
    'https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY',
    'https://github.com/golang-migrate/migrate/blob/master/database/postgres/README.md',
  ],
  example: {
    setup: 'CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint NOT NULL);',
    bad: 'CREATE INDEX CONCURRENTLY IF NOT EXISTS orders_customer_idx ON orders (customer_id);',
    good: 'DROP INDEX CONCURRENTLY IF EXISTS orders_customer_idx;\nCREATE INDEX CONCURRENTLY orders_customer_idx ON orders (customer_id);',
    transaction: { bad: 'none', good: 'none' },
  },
  on: ['create-index'],
  check(change, context) {
    if (!change.concurrently || !change.ifNotExists || change.index === undefined) return undefined;
    const { schema } = change.table;
    const index = schema === undefined ? sqlIdentifier(change.index) : sqlName({ schema, name: change.index });
    const create = context.statement.text.replace(/\s+if\s+not\s+exists\b/i, '');
    return {
      message: `If an earlier build of ${change.index} failed, its invalid index still has the name: IF NOT EXISTS then skips the build and the migration succeeds without a usable index.`,
      help: `Drop what may be left, then build, in migrations ${outsideTransaction(context)}:\n${sqlBlock(`DROP INDEX CONCURRENTLY IF EXISTS ${index};`, `${create};`)}\nIf a constraint owns the index, use REINDEX INDEX CONCURRENTLY instead.`,
    };
  },
});
