// A lock that Aurora's readers take too.
import { lockingKinds } from './facts/kinds.ts';
import { firstLiveLock } from './facts/lock-order.ts';
import { defineRule } from './rule.ts';

export const auroraReaderConflict = defineRule({
  id: 'aurora-reader-conflict',
  category: 'policy',
  severity: 'warning',
  preset: 'policy',
  title: 'An AccessExclusiveLock on an existing table also stops queries on Aurora readers.',
  why: 'The lock is sent to every reader of the cluster and taken there. A query that reads the table on a reader is cancelled ("canceling statement due to conflict with recovery") once it has held the lock up for max_standby_streaming_delay, and new ones wait. No lock_timeout on the writer knows of them.',
  instead:
    'Run the migration when the readers are quiet, keep its transaction short, and let the clients of readers try again when they are cancelled.',
  fineWhen: 'The cluster has no reader, or nothing reads the table there. Such clusters leave this rule off.',
  claims: { lock: 'AccessExclusiveLock', work: 'none' },
  sources: [
    'https://aws.amazon.com/blogs/database/manage-long-running-read-queries-on-amazon-aurora-postgresql-compatible-edition/',
    'https://www.postgresql.org/docs/current/hot-standby.html#HOT-STANDBY-CONFLICT',
  ],
  example: {
    setup: 'CREATE TABLE orders (id bigint PRIMARY KEY);',
    bad: 'ALTER TABLE orders ADD COLUMN note text;',
    good: 'CREATE TABLE order_notes (order_id bigint PRIMARY KEY, note text);',
  },
  on: lockingKinds,
  check(change, context) {
    const lock = firstLiveLock(change, context, 'AccessExclusiveLock');
    if (lock === undefined) return undefined;
    const relation = context.qualify(lock.relation);
    return {
      message: `This takes AccessExclusiveLock on ${relation} on the writer and on every reader: queries that read it there are cancelled, and new ones wait until the transaction ends.`,
      claims: { relation },
    };
  },
});
