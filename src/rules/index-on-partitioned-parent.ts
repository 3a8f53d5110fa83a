// CREATE INDEX on a partitioned table builds on all partitions at once.
import { isTwin } from '../catalog/indexes.ts';
import type { ChangeOf } from '../model/change.ts';
import type { RuleContext } from '../model/finding.ts';
import type { Name } from '../model/schema.ts';
import { madeName, sqlIdentifier, sqlName } from '../sql/sql-names.ts';
import { indexOf, knownIndexes } from './facts/indexes.ts';
import { isPartitioned, partitionsOf, storedIn } from './facts/partitioning.ts';
import { outsideTransaction } from './facts/runner-words.ts';
import { steps } from './facts/sql-block.ts';
import { defineRule } from './rule.ts';

export const indexOnPartitionedParent = defineRule({
  id: 'index-on-partitioned-parent',
  category: 'availability',
  severity: 'error',
  title: 'An index is created on a partitioned table and with it on all partitions.',
  why: 'The index is built on one partition after the other in one statement, with ShareLock on all of them until the end: writes to every partition wait. PostgreSQL refuses CONCURRENTLY here.',
  instead:
    '1. Create the index ON ONLY the partitioned table: it builds nothing and stays invalid for now.\n2. In a migration that runs outside a transaction, build an equal index on each partition with CREATE INDEX CONCURRENTLY.\n3. In the next migration, ALTER INDEX … ATTACH PARTITION for each. With the last one the index becomes valid.',
  fineWhen: 'The table was created in the same release, or has no rows.',
  claims: { lock: 'ShareLock', work: 'index-build' },
  sources: [
    'https://www.postgresql.org/docs/current/ddl-partitioning.html#DDL-PARTITIONING-DECLARATIVE-MAINTENANCE',
    'https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY',
    'docs/conformance.md',
  ],
  example: {
    setup:
      "CREATE TABLE readings (at date NOT NULL, value int) PARTITION BY RANGE (at);\nCREATE TABLE readings_2024 PARTITION OF readings FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');",
    bad: 'CREATE INDEX readings_value_idx ON readings (value);',
    good: 'CREATE INDEX readings_value_idx ON ONLY readings (value);\n-- in the next migration:\nCREATE INDEX CONCURRENTLY readings_2024_value_idx ON readings_2024 (value);\n-- in the one after that:\nALTER INDEX readings_value_idx ATTACH PARTITION readings_2024_value_idx;',
    transaction: { good: 'none' },
  },
  on: ['create-index'],
  check(change, context) {
    if (change.only || context.isNew(change.table) || !isPartitioned(context, change.table)) return undefined;
    const parent = context.qualify(change.table);
    const live = livePartitions(change.table, context);
    const partition = live.find(lacksTwin(change, context));
    if (partition === undefined && live.length > 0 && !change.concurrently) return undefined;
    const relation = partition === undefined ? parent : context.qualify(partition);
    const index = change.index ?? madeName(change.table.name, 'idx');
    const child = partition ?? { name: `${change.table.name}_…` };
    const childIndex = madeName(child.name, 'idx');
    const columns = change.columns
      .map(({ column }) => (column === undefined ? '(…)' : sqlIdentifier(column)))
      .join(', ');
    const message = change.concurrently
      ? `PostgreSQL refuses to build an index on the partitioned table ${parent} concurrently.`
      : `Creating index ${index} on the partitioned table ${parent} takes ShareLock on every partition: writes wait until the indexes of all of them are built.`;
    return {
      message,
      help: steps(
        [
          'Create the index of the parent alone:',
          `CREATE INDEX ${sqlIdentifier(index)} ON ONLY ${sqlName(change.table)} (${columns});`,
        ],
        [
          `For each partition, in a migration ${outsideTransaction(context)}:`,
          `CREATE INDEX CONCURRENTLY ${sqlIdentifier(childIndex)} ON ${sqlName(child)} (${columns});`,
        ],
        ['Then, for each:', `ALTER INDEX ${sqlIdentifier(index)} ATTACH PARTITION ${sqlIdentifier(childIndex)};`],
      ),
      claims: partition === undefined ? { relation, work: 'none' } : { relation },
    };
  },
});

/** Partitions that were there before this release: the work is seen on them, not on their parent. */
function livePartitions(table: Name, context: RuleContext): readonly Name[] {
  return partitionsOf(context, table).filter((partition) => !context.isNew(partition));
}

/** A partition that has such an index already keeps it: the parent's is put on top. */
function lacksTwin(change: ChangeOf<'create-index'>, context: RuleContext): (partition: Name) => boolean {
  const wanted = indexOf(change);
  const has = (table: Name): boolean => knownIndexes(context, table).some((index) => isTwin(wanted, index));
  // Of one that is partitioned itself, its partitions may have it.
  return (partition) => !has(partition) && !storedIn(context, partition).every(has);
}
