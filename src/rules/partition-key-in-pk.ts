// A PRIMARY KEY or UNIQUE of a partitioned table without the columns it is partitioned by.
import type { ChangeOf } from '../model/change.ts';
import type { Constraint } from '../model/schema.ts';
import { sqlColumns } from '../sql/sql-names.ts';
import { writtenConstraints } from '../sql/written-constraints.ts';
import { partitionKey } from './facts/partitioning.ts';
import { defineRule } from './rule.ts';

export const partitionKeyInPk = defineRule({
  id: 'partition-key-in-pk',
  category: 'correctness',
  severity: 'error',
  title: 'A unique key of a partitioned table lacks a column of the partition key.',
  why: 'PostgreSQL watches over uniqueness partition by partition, so a PRIMARY KEY or UNIQUE of a partitioned table has to hold all columns that the table is partitioned by. The statement fails with error 0A000, and so does the migration.',
  instead:
    'Add the columns of the partition key to the unique key; or make the key unique on each partition only, if that is enough.',
  sources: ['https://www.postgresql.org/docs/current/ddl-partitioning.html'],
  example: {
    setup: '',
    bad: 'CREATE TABLE readings (id bigint PRIMARY KEY, at date NOT NULL) PARTITION BY RANGE (at);',
    good: 'CREATE TABLE readings (id bigint, at date NOT NULL, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);',
    fails: '0A000',
  },
  on: ['create-table', 'add-constraint', 'add-column', 'create-index'],
  check(change, context) {
    if (change.kind === 'create-table' && !change.partitioned) return undefined;
    const key = change.kind === 'create-table' ? change.partitionKey : partitionKey(context, change.table);
    if (key === undefined) return undefined;
    for (const columns of uniqueKeys(change)) {
      const missing = key.filter((column) => !columns.includes(column));
      if (missing.length === 0) continue;
      return {
        message: `The unique key (${columns.join(', ')}) of ${context.qualify(change.table)} lacks ${missing.join(', ')}, by which the table is partitioned: the statement fails with error 0A000.`,
        help: `Make the key (${sqlColumns([...columns, ...missing])}), or make it unique on each partition only.`,
      };
    }
    return undefined;
  },
});

function uniqueKeys(
  change: ChangeOf<'create-table' | 'add-constraint' | 'add-column' | 'create-index'>,
): readonly (readonly string[])[] {
  if (change.kind !== 'create-index') return writtenConstraints(change).flatMap(uniqueKey);
  // ON ONLY does not help; an expression is no column of the key either.
  return change.unique ? [change.columns.flatMap(({ column }) => column ?? [])] : [];
}

function uniqueKey(constraint: Constraint): readonly (readonly string[])[] {
  const { type, columns } = constraint;
  return (type === 'primary-key' || type === 'unique') && constraint.usingIndex === undefined ? [columns] : [];
}
