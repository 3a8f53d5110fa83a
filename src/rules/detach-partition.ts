// DETACH PARTITION without CONCURRENTLY.

import { sqlName } from '../sql/sql-names.ts';
import { defaultPartition } from './facts/partitioning.ts';
import { outsideTransaction } from './facts/runner-words.ts';
import { sqlBlock } from './facts/sql-block.ts';
import { defineRule } from './rule.ts';

export const detachPartition = defineRule({
  id: 'detach-partition',
  category: 'availability',
  severity: 'warning',
  title: 'A partition is detached without CONCURRENTLY.',
  why: 'It takes AccessExclusiveLock on the partitioned table, the partition and the DEFAULT partition: reads and writes of all partitions wait until the transaction ends.',
  instead:
    'Use DETACH PARTITION … CONCURRENTLY, in a migration of its own that runs outside a transaction. If it is interrupted, DETACH PARTITION … FINALIZE completes it.',
  fineWhen:
    'The partitioned table was created in the same release. CONCURRENTLY needs PostgreSQL 14 and is not possible when there is a DEFAULT partition.',
  claims: { lock: 'AccessExclusiveLock', work: 'none' },
  sources: [
    'https://www.postgresql.org/docs/current/sql-altertable.html',
    'https://www.postgresql.org/docs/current/ddl-partitioning.html#DDL-PARTITIONING-DECLARATIVE-MAINTENANCE',
    'https://www.postgresql.org/docs/release/14.0/',
  ],
  example: {
    setup:
      "CREATE TABLE readings (at date NOT NULL, value int) PARTITION BY RANGE (at);\nCREATE TABLE readings_2019 PARTITION OF readings FOR VALUES FROM ('2019-01-01') TO ('2020-01-01');",
    bad: 'ALTER TABLE readings DETACH PARTITION readings_2019;',
    good: 'ALTER TABLE readings DETACH PARTITION readings_2019 CONCURRENTLY;',
    transaction: { good: 'none' },
  },
  on: ['detach-partition'],
  check(change, context) {
    if (change.concurrently || change.finalize || context.serverVersion < 14 || context.isNew(change.table)) {
      return undefined;
    }
    // With a DEFAULT partition there is no other way.
    if (defaultPartition(context, change.table) !== undefined) return undefined;
    const relation = context.qualify(change.table);
    const concurrent = `ALTER TABLE ${sqlName(change.table)} DETACH PARTITION ${sqlName(change.partition)} CONCURRENTLY`;
    return {
      message: `Detaching ${change.partition.name} without CONCURRENTLY takes AccessExclusiveLock on ${relation}: reads and writes of all its partitions wait until the transaction ends.`,
      help: `Detach it concurrently, in a migration ${outsideTransaction(context)}:\n${sqlBlock(`${concurrent};`)}\nIt leaves a CHECK with the partition's bounds on it, and is not possible when the table has a DEFAULT partition.`,
      claims: { relation },
    };
  },
});
