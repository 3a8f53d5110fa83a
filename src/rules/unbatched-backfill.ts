// Many rows of a live table changed by one statement.

import type { ChangeOf } from '../model/change.ts';
import type { RuleContext } from '../model/finding.ts';
import type { Name } from '../model/schema.ts';
import { blocksWrites } from '../sql/lock-modes.ts';
import { sqlIdentifier, sqlName } from '../sql/sql-names.ts';
import { bulkTables } from './facts/bulk.ts';
import { knownConstraints } from './facts/constraints.ts';
import { locksBefore } from './facts/lock-order.ts';
import { defineRule } from './rule.ts';

export const unbatchedBackfill = defineRule({
  id: 'unbatched-backfill',
  category: 'availability',
  severity: 'info',
  preset: 'strict',
  title: 'One statement changes an unknown number of rows of an existing table.',
  why: 'Every row that it changes stays locked until the transaction ends, and writers of those rows wait. On a large table that is minutes, with as much WAL, as many dead rows, and readers that fall behind.',
  instead:
    'Change the rows in batches of some thousand by key, each in a transaction of its own, outside of migrations; then let the migration do what is left.',
  fineWhen:
    'The table was created in the same release or is small, or the condition names the rows by their key. UPDATE and DELETE without a condition are found by update-delete-without-where.',
  sources: ['https://www.postgresql.org/docs/current/routine-vacuuming.html'],
  example: {
    setup: 'CREATE TABLE orders (id bigint PRIMARY KEY, state text);',
    bad: "UPDATE orders SET state = 'new' WHERE state IS NULL;",
    good: "UPDATE orders SET state = 'new' WHERE id IN (SELECT id FROM orders WHERE state IS NULL LIMIT 1000);",
  },
  on: ['update', 'delete', 'insert'],
  check(change, context) {
    const target = bulkTarget(change, context);
    if (target === undefined || isLocked(change, context)) return undefined;
    const relation = context.qualify(target);
    if (change.kind === 'insert') {
      return {
        message: `This INSERT copies all that its query finds in ${relation} in one transaction: nobody counted the rows.`,
        help: 'Copy the rows in batches by key, each in a transaction of its own, outside of the migration.',
      };
    }
    return {
      message: `This ${change.kind.toUpperCase()} changes all rows of ${relation} that match, however many they are, and keeps them locked until the transaction ends.`,
      help: `Change them in batches by their key, each in a transaction of its own: repeat the statement with \`AND ${key(target, context)} IN (SELECT … LIMIT 1000)\` until no row is left.`,
    };
  },
});

type Writing = ChangeOf<'update' | 'delete' | 'insert'>;

/** The live table whose size decides. */
function bulkTarget(change: Writing, context: RuleContext): Name | undefined {
  if (change.kind === 'insert') return context.isNew(change.table) ? undefined : bulkTables(change, context)[0];
  if (!change.where || context.isNew(change.table)) return undefined;
  return bulkTables(change, context)[0];
}

/** By an earlier statement of the transaction: that is worse, and another rule says so. */
function isLocked(change: Writing, context: RuleContext): boolean {
  const involved = new Set([change.table, ...(change.reads ?? [])].map(context.qualify));
  return locksBefore(change, context, 'unit', 'ShareLock').some(
    ({ relation, mode }) => blocksWrites(mode) && involved.has(context.qualify(relation)),
  );
}

/** For a sentence: the table's only key column as far as it is known. */
function key(table: Name, context: RuleContext): string {
  const key = knownConstraints(context, table).find(({ constraint: { type } }) => type === 'primary-key');
  const keys = key?.constraint.columns ?? [];
  return keys.length !== 1 || keys[0] === undefined ? `${sqlName(table)}.id` : sqlIdentifier(keys[0]);
}
