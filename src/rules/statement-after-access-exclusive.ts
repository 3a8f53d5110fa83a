// Long work on one table while the transaction keeps another one locked.
import { blocksWrites } from '../sql/lock-modes.ts';
import { bulkKinds, bulkTables } from './facts/bulk.ts';
import { locksBefore } from './facts/lock-order.ts';
import { sqlBlock } from './facts/sql-block.ts';
import { defineRule } from './rule.ts';

export const statementAfterAccessExclusive = defineRule({
  id: 'statement-after-access-exclusive',
  category: 'availability',
  severity: 'warning',
  preset: 'strict',
  title: 'A statement goes through one table while its transaction keeps another one locked.',
  why: 'AccessExclusiveLock is held until the transaction ends. Reads and writes of the table that was altered wait for work that has nothing to do with it.',
  instead:
    'Commit the change of the first table before the long statement: put the statement into a migration of its own.',
  fineWhen:
    'The locked table was created in the same release, the rows are named by their key or cut off by a LIMIT, or the table is known to be small. Work on the locked table itself is found by ddl-with-backfill-in-transaction.',
  claims: { lock: 'AccessExclusiveLock', work: 'none' },
  sources: ['https://www.postgresql.org/docs/current/explicit-locking.html'],
  example: {
    setup: 'CREATE TABLE orders (id bigint PRIMARY KEY);\nCREATE TABLE customers (id bigint PRIMARY KEY, state text);',
    bad: "ALTER TABLE orders ADD COLUMN note text;\nUPDATE customers SET state = 'new' WHERE state IS NULL;",
    good: "ALTER TABLE orders ADD COLUMN note text;\n-- in the next migration:\nUPDATE customers SET state = 'new' WHERE state IS NULL;",
    transaction: { good: 'none' },
  },
  on: bulkKinds,
  check(change, context) {
    // A query that fills a view is what matview-with-data speaks of.
    if (context.unit.kind !== 'transaction' || change.kind === 'create-materialized-view') return undefined;
    const held = locksBefore(change, context, 'unit', 'AccessExclusiveLock')[0];
    if (held === undefined) return undefined;
    const worked = bulkTables(change, context);
    const [first] = worked;
    const locks = locksBefore(change, context, 'unit', 'ShareLock').filter(({ mode }) => blocksWrites(mode));
    const stopped = new Set(locks.map((lock) => context.qualify(lock.relation)));
    // Work on a locked table is what other rules speak of.
    if (first === undefined || worked.some((table) => stopped.has(context.qualify(table)))) return undefined;
    const relation = context.qualify(held.relation);
    return {
      message: `This transaction holds AccessExclusiveLock on ${relation} from an earlier statement: its reads and writes wait while this one goes through ${context.qualify(first)}.`,
      help:
        context.statement.within === undefined
          ? `Leave the statements before it here, and in a later migration run:\n${sqlBlock(`${context.statement.text};`)}`
          : 'Leave the statements before it here, and move the code that this stands in into a later migration.',
      claims: { relation },
    };
  },
});
