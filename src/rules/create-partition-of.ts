// CREATE TABLE … PARTITION OF locks the partitioned table.

import { sqlName } from '../sql/sql-names.ts';
import { isMade } from './facts/no-work.ts';
import { sqlBlock } from './facts/sql-block.ts';
import { defineRule } from './rule.ts';

export const createPartitionOf = defineRule({
  id: 'create-partition-of',
  category: 'availability',
  severity: 'warning',
  title: 'CREATE TABLE … PARTITION OF makes a partition of an existing table.',
  why: 'It takes AccessExclusiveLock on the partitioned table: reads and writes of all its partitions wait until the transaction ends. If there is a DEFAULT partition, that is also read in full.',
  instead:
    '1. Create the table by itself with LIKE … INCLUDING ALL EXCLUDING IDENTITY: the partitioned table gives its identity columns to it, and from PostgreSQL 17 on refuses a table that has one.\n2. ATTACH PARTITION, which may share the migration: it takes only ShareUpdateExclusiveLock on the partitioned table and stops nobody there.\n\nWith a DEFAULT partition, see attach-scans-default first.',
  fineWhen: 'The partitioned table was created in the same release.',
  claims: { lock: 'AccessExclusiveLock', work: 'none' },
  sources: [
    'https://www.postgresql.org/docs/current/ddl-partitioning.html#DDL-PARTITIONING-DECLARATIVE-MAINTENANCE',
    'https://www.postgresql.org/docs/current/sql-createtable.html',
    'docs/conformance.md',
  ],
  example: {
    setup: 'CREATE TABLE readings (at date NOT NULL, value int) PARTITION BY RANGE (at);',
    bad: "CREATE TABLE readings_2025 PARTITION OF readings FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');",
    good: "CREATE TABLE readings_2025 (LIKE readings INCLUDING ALL EXCLUDING IDENTITY);\nALTER TABLE readings ATTACH PARTITION readings_2025 FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');",
  },
  on: ['create-table'],
  check(change, context) {
    const parent = change.partitionOf;
    if (parent === undefined || context.isNew(parent)) return undefined;
    if (change.ifNotExists && isMade(change.table, context)) return undefined;
    const relation = context.qualify(parent);
    return {
      message: `Creating ${change.table.name} as PARTITION OF takes AccessExclusiveLock on ${relation}: reads and writes of all its partitions wait until the transaction ends.`,
      help: `Create it by itself, then attach it:\n${sqlBlock(
        `CREATE TABLE ${sqlName(change.table)} (LIKE ${sqlName(parent)} INCLUDING ALL EXCLUDING IDENTITY);`,
        `ALTER TABLE ${sqlName(parent)} ATTACH PARTITION ${sqlName(change.table)} ${boundIn(context.statement.text)};`,
      )}`,
      claims: { relation },
    };
  },
});

/** The bound as the statement has it, up to where storage options or sub-partitioning begin. */
function boundIn(text: string): string {
  const found = /\b(for\s+values\b[\s\S]*?\)|default)(?=\s*(?:$|partition\b|using\b|with\b|tablespace\b|to\b))/i.exec(
    text,
  );
  const range = /\bfor\s+values\s+from\s*\([^()]*\)\s*to\s*\([^()]*\)/i.exec(text);
  return range?.[0] ?? found?.[1] ?? 'DEFAULT';
}
