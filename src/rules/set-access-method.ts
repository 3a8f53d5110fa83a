// SET ACCESS METHOD rewrites the table.

import type { ChangeOf } from '../model/change.ts';
import type { RuleContext } from '../model/finding.ts';
import { tableNamed } from './facts/named.ts';
import { isPartitioned } from './facts/partitioning.ts';
import { defineRule } from './rule.ts';

export const setAccessMethod = defineRule({
  id: 'set-access-method',
  category: 'availability',
  severity: 'error',
  title: 'An existing table gets another access method.',
  why: 'PostgreSQL rewrites the table and all its indexes under AccessExclusiveLock: reads and writes wait until that is done.',
  instead:
    '1. Create a new table with the access method.\n2. Write both tables, from the application or with a trigger on the old one.\n3. Copy the old rows in batches, outside of migrations.\n4. Rename both tables in one short transaction with a lock_timeout, and drop the old one in a later release.',
  fineWhen: 'The table was created in the same release, or has that access method already.',
  claims: { lock: 'AccessExclusiveLock', work: 'rewrite' },
  sources: ['https://www.postgresql.org/docs/current/sql-altertable.html', 'docs/conformance.md'],
  example: {
    setup: 'CREATE TABLE archive (id bigint PRIMARY KEY, line text);',
    bad: 'ALTER TABLE archive SET ACCESS METHOD columnar;',
    good: 'CREATE TABLE archive_new (LIKE archive INCLUDING ALL) USING heap;',
    // No other access method comes with PostgreSQL.
    fails: '42704',
  },
  on: ['set-access-method'],
  check(change, context) {
    // It holds no rows itself: partitions to come get the method.
    if (isPartitioned(context, change.table)) return undefined;
    if (context.isNew(change.table) || methodOf(change, context) === change.method) return undefined;
    const relation = context.qualify(change.table);
    return {
      message: `Giving ${relation} the access method ${change.method} rewrites it under AccessExclusiveLock: reads and writes wait until that is done.`,
      claims: { relation },
    };
  },
});

/** What the migrations gave it last; else that of nearly every table. */
function methodOf({ table }: ChangeOf<'set-access-method'>, context: RuleContext): string {
  const found = tableNamed(context, table);
  return (found !== undefined && 'inherits' in found ? found.accessMethod : undefined) ?? 'heap';
}
