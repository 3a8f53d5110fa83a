// DROP INDEX without CONCURRENTLY on a table that is in use.
import { wordAfter } from './facts/edits.ts';
import { isPartitioned } from './facts/partitioning.ts';
import { outsideTransaction } from './facts/runner-words.ts';
import { sqlBlock } from './facts/sql-block.ts';
import { sqlName } from './facts/sql-names.ts';
import { defineRule } from './rule.ts';

export const dropIndexNotConcurrent = defineRule({
  id: 'drop-index-not-concurrent',
  category: 'availability',
  severity: 'warning',
  title: 'An index of an existing table is dropped without CONCURRENTLY.',
  why: 'DROP INDEX takes AccessExclusiveLock on the table. The work is short, but the lock waits behind every running query, and everything that comes later waits behind it, until the transaction ends.',
  instead:
    'Use DROP INDEX CONCURRENTLY, one index per statement, in a migration of its own that runs outside a transaction.',
  fineWhen:
    'The table was created in the same release. The index of a constraint is dropped with its constraint, and that of a partitioned table can only be dropped without CONCURRENTLY.',
  claims: { lock: 'AccessExclusiveLock', work: 'none' },
  example: {
    setup: 'CREATE TABLE orders (id bigint PRIMARY KEY, note text);\nCREATE INDEX orders_note_idx ON orders (note);',
    bad: 'DROP INDEX orders_note_idx;',
    good: 'DROP INDEX CONCURRENTLY orders_note_idx;',
    transaction: { good: 'none' },
  },
  on: ['drop'],
  check(change, context) {
    if (change.object !== 'index' || change.concurrently) return undefined;
    const live = change.names.filter((index) => {
      const table = context.tableOfIndex(index);
      return table === undefined ? !context.isNew(index) : !context.isNew(table) && !isPartitioned(context, table);
    });
    const [first] = live;
    if (first === undefined) return undefined;
    const table = context.tableOfIndex(first);
    const relation = table === undefined ? null : context.qualify(table);
    const single = change.names.length === 1 && !change.cascade && context.unit.kind === 'autocommit';
    const suggestion = single && relation !== null ? wordAfter(context, /^drop\s+index\b/i, 'CONCURRENTLY') : undefined;
    const drops = live.map(
      (index) => `DROP INDEX CONCURRENTLY ${change.ifExists ? 'IF EXISTS ' : ''}${sqlName(index)};`,
    );
    return {
      message: `Dropping index ${live.map((index) => index.name).join(', ')} without CONCURRENTLY takes AccessExclusiveLock on ${relation ?? 'its table'}: reads and writes wait until the transaction ends.`,
      help: `Drop it concurrently, in a migration ${outsideTransaction(context)}:\n${sqlBlock(...drops)}`,
      claims: { relation },
      ...(suggestion === undefined ? {} : { suggestion }),
    };
  },
});
