// DROP TABLE of a partition locks the partitioned table.
import type { Hit } from '../model/finding.ts';
import { sqlName } from '../sql/sql-names.ts';
import { defaultPartition, parentOf } from './facts/partitioning.ts';
import { sqlBlock, steps } from './facts/sql-block.ts';
import { defineRule } from './rule.ts';

export const dropPartition = defineRule({
  id: 'drop-partition',
  category: 'availability',
  severity: 'warning',
  title: 'A partition is dropped while it is attached, which locks the partitioned table.',
  why: 'DROP TABLE of a partition takes AccessExclusiveLock on the partitioned table as well: it waits behind every open query on any partition, and all later reads and writes of all partitions wait behind it.',
  instead:
    '1. Detach the partition CONCURRENTLY, in a migration of its own outside a transaction: that takes only ShareUpdateExclusiveLock on the partitioned table.\n2. Drop the detached table in a later migration.',
  fineWhen: 'The partitioned table was created in the same release, or the partition is detached before.',
  claims: { lock: 'AccessExclusiveLock', work: 'none' },
  sources: [
    'https://www.postgresql.org/docs/current/ddl-partitioning.html',
    'https://www.postgresql.org/docs/current/sql-altertable.html',
  ],
  example: {
    setup:
      "CREATE TABLE readings (at date NOT NULL, value int) PARTITION BY RANGE (at);\nCREATE TABLE readings_2019 PARTITION OF readings FOR VALUES FROM ('2019-01-01') TO ('2020-01-01');",
    bad: '-- lockgate: ignore drop-table -- kept for five years, archived\nDROP TABLE readings_2019;',
    good: 'ALTER TABLE readings DETACH PARTITION readings_2019 CONCURRENTLY;\n-- lockgate: ignore drop-table -- kept for five years, archived\nDROP TABLE readings_2019;',
    transaction: { good: 'none' },
  },
  on: ['drop'],
  check(change, context): readonly Hit[] {
    if (change.object !== 'table') return [];
    const dropped = new Set(change.names.map((name) => context.qualify(name)));
    return change.names.flatMap((name): readonly Hit[] => {
      const parent = parentOf(context, name);
      if (parent === undefined || context.isNew(parent) || dropped.has(context.qualify(parent))) return [];
      const relation = context.qualify(parent);
      const detach = `ALTER TABLE ${sqlName(parent)} DETACH PARTITION ${sqlName(name)}`;
      const drop = `DROP TABLE ${sqlName(name)};`;
      const rest = defaultPartition(context, parent);
      return [
        {
          message: `${context.qualify(name)} is a partition of ${relation}: dropping it takes AccessExclusiveLock on ${relation} too, and reads and writes of all its partitions wait.`,
          help:
            rest === undefined && context.serverVersion >= 14
              ? steps(
                  ['In a migration of its own, outside a transaction:', `${detach} CONCURRENTLY;`],
                  ['In a later migration:', drop],
                )
              : `CONCURRENTLY is not to be had here (${rest === undefined ? 'it came with PostgreSQL 14' : `${context.qualify(rest)} is a DEFAULT partition`}): keep the lock short with a limit for the wait.\n${sqlBlock("SET LOCAL lock_timeout = '2s';", drop)}`,
          claims: { relation },
        },
      ];
    });
  },
});
