// A bulk change of rows while the transaction holds AccessExclusiveLock on their table.
import type { ChangeOf, LockMode } from '../model/change.ts';
import type { RuleContext } from '../model/finding.ts';
import { locksOf } from './facts/locks.ts';
import { sqlBlock } from './facts/sql-block.ts';
import { defineRule } from './rule.ts';

export const ddlWithBackfillInTransaction = defineRule({
  id: 'ddl-with-backfill-in-transaction',
  category: 'availability',
  severity: 'error',
  title: 'Rows of a table are changed in bulk in the transaction that has altered the table.',
  why: 'ALTER TABLE itself may be short, but its AccessExclusiveLock is held until the transaction ends: reads and writes wait for the whole UPDATE.',
  instead:
    'Commit the ALTER TABLE first. Change the rows in a migration of its own, better in batches outside of migrations.',
  fineWhen: 'The table was created in the same release, or each statement commits by itself.',
  claims: { lock: 'AccessExclusiveLock', work: 'scan' },
  example: {
    setup: 'CREATE TABLE orders (id bigint PRIMARY KEY);',
    bad: "ALTER TABLE orders ADD COLUMN state text;\nUPDATE orders SET state = 'new' WHERE state IS NULL;",
    good: "ALTER TABLE orders ADD COLUMN state text;\n-- in the next migration:\nUPDATE orders SET state = 'new' WHERE state IS NULL;",
    transaction: { good: 'none' },
  },
  on: ['update', 'delete', 'merge', 'insert'],
  check(change, context) {
    if (change.kind === 'insert' && change.source !== 'query') return undefined;
    if (context.isNew(change.table) || !holdsExclusive(change, context)) return undefined;
    const relation = context.qualify(change.table);
    return {
      message: `This transaction holds AccessExclusiveLock on ${relation} from an earlier statement: reads and writes wait until this ${change.kind.toUpperCase()} is done.`,
      help: `Leave the statements before it here, and in a later migration run:\n${sqlBlock(`${context.statement.text};`)}`,
      claims: { relation, work: change.kind === 'insert' ? 'none' : 'scan' },
    };
  },
});

function holdsExclusive(
  change: ChangeOf<'update' | 'delete' | 'merge' | 'insert'>,
  { unit, statement, qualify }: RuleContext,
): boolean {
  const relation = qualify(change.table);
  const strong: LockMode = 'AccessExclusiveLock';
  return unit.statements
    .filter((other) => other.index < statement.index)
    .flatMap((other) => other.changes.flatMap(locksOf))
    .some((lock) => lock.mode === strong && qualify(lock.relation) === relation);
}
