// Partitioned tables, for teams that do without.
import { defineRule } from './rule.ts';

export const partitionBan = defineRule({
  id: 'partition-ban',
  preset: 'policy',
  category: 'policy',
  severity: 'warning',
  title: 'A new table is partitioned.',
  why: 'Partitions have to be made in time and detached again, every unique key has to hold the partition key, and changes to the parent lock all of them. A team that has no use for that does better without.',
  instead: 'Make a plain table. Rows that have grown old can be deleted in batches.',
  fineWhen: 'Somebody looks after the partitions: then leave this rule off.',
  sources: ['https://www.postgresql.org/docs/current/ddl-partitioning.html'],
  example: {
    setup: 'CREATE TABLE sensors (id bigint PRIMARY KEY);',
    bad: 'CREATE TABLE readings (at date NOT NULL, value int) PARTITION BY RANGE (at);',
    good: 'CREATE TABLE readings (at date NOT NULL, value int);',
  },
  on: ['create-table'],
  check(change, context) {
    if (!change.partitioned || change.partitionOf !== undefined) return undefined;
    return {
      message: `${context.qualify(change.table)} is made as a partitioned table, which this team does not use.`,
    };
  },
});
