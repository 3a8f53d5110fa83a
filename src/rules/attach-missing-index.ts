// ATTACH PARTITION of a table that lacks an index of its new parent.
import { isTwin } from '../catalog/indexes.ts';
import type { ChangeOf } from '../model/change.ts';
import type { RuleContext } from '../model/finding.ts';
import { madeName, sqlIdentifier, sqlName } from '../sql/sql-names.ts';
import { allIndexesKnown, type KnownIndex, knownIndexes } from './facts/indexes.ts';
import { outsideTransaction } from './facts/runner-words.ts';
import { sqlBlock } from './facts/sql-block.ts';
import { defineRule } from './rule.ts';

export const attachMissingIndex = defineRule({
  id: 'attach-missing-index',
  category: 'availability',
  severity: 'error',
  title: 'A table is attached as a partition without the indexes that its parent has.',
  why: 'PostgreSQL builds what is missing while it attaches, under AccessExclusiveLock on the table: reads and writes of it wait until all are built.',
  instead:
    '1. In a migration that runs outside a transaction, build for each index of the partitioned table an equal one on the table with CREATE INDEX CONCURRENTLY. For a primary key or UNIQUE constraint, build a unique index, then add the constraint USING INDEX.\n2. In the next migration, ATTACH PARTITION: it finds the indexes and only puts those of the partitioned table on top.',
  fineWhen: 'The table to attach was created in the same release, or has an equal index for each of the parent.',
  claims: { lock: 'AccessExclusiveLock', work: 'index-build' },
  sources: [
    'https://www.postgresql.org/docs/current/ddl-partitioning.html#DDL-PARTITIONING-DECLARATIVE-MAINTENANCE',
    'https://www.postgresql.org/docs/current/sql-altertable.html',
    'docs/conformance.md',
  ],
  example: {
    setup:
      "CREATE TABLE readings (at date NOT NULL, value int) PARTITION BY RANGE (at);\nCREATE INDEX readings_value_idx ON readings (value);\nCREATE TABLE readings_2024 (\n  at date NOT NULL CHECK (at >= '2024-01-01' AND at < '2025-01-01'), value int\n);",
    bad: "ALTER TABLE readings ATTACH PARTITION readings_2024 FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');",
    good: 'CREATE INDEX CONCURRENTLY readings_2024_value_idx ON readings_2024 (value);',
    transaction: { good: 'none' },
  },
  on: ['attach-partition'],
  check(change, context) {
    const { table, partition } = change;
    if (context.isNew(partition) || !allIndexesKnown(context, partition)) return undefined;
    const missing = missingOn(change, context);
    if (missing.length === 0) return undefined;
    const relation = context.qualify(partition);
    const builds = missing.map((index) => buildOf(index, change));
    return {
      message: `${relation} lacks ${missing.length === 1 ? 'an index' : `${missing.length} indexes`} that ${context.qualify(table)} has: attaching it builds ${missing.length === 1 ? 'it' : 'them'} under AccessExclusiveLock, and reads and writes of ${relation} wait.`,
      help: `Before, in a migration ${outsideTransaction(context)}:\n${sqlBlock(...builds)}`,
      claims: { relation },
    };
  },
});

function missingOn({ table, partition }: ChangeOf<'attach-partition'>, context: RuleContext): readonly KnownIndex[] {
  const free = [...knownIndexes(context, partition)];
  return knownIndexes(context, table).filter((wanted) => {
    // Each serves one index of the partitioned table.
    const twin = free.findIndex((index) => isTwin(wanted, index));
    if (twin >= 0) free.splice(twin, 1);
    return twin < 0;
  });
}

function buildOf(index: KnownIndex, { partition }: ChangeOf<'attach-partition'>): string {
  const parts = index.columns.map(({ column }) => column ?? 'expr');
  const keys = index.columns.map(({ column }) => (column === undefined ? '(…)' : sqlIdentifier(column)));
  const name = sqlIdentifier(madeName(partition.name, ...parts, 'idx'));
  const where = index.where === undefined ? '' : ` WHERE ${index.where.text}`;
  const unique = index.ofConstraint ? 'UNIQUE ' : '';
  return `CREATE ${unique}INDEX CONCURRENTLY ${name} ON ${sqlName(partition)} (${keys.join(', ')})${where};`;
}
