// DETACH PARTITION makes PostgreSQL read the tables whose foreign keys point to the partitioned table.
import type { RuleContext } from '../model/finding.ts';
import type { Name } from '../model/schema.ts';
import { sqlColumns, sqlIdentifier, sqlName } from '../sql/sql-names.ts';
import { type ForeignKey, foreignKeysTo, type KeyTo } from './facts/foreign-keys.ts';
import { ancestorsOf, isPartitioned } from './facts/partitioning.ts';
import { steps } from './facts/sql-block.ts';
import { defineRule } from './rule.ts';

export const detachScansReferrer = defineRule({
  id: 'detach-scans-referrer',
  category: 'availability',
  severity: 'error',
  title: 'A partition is detached from a table that a foreign key points to.',
  why: 'PostgreSQL looks through the whole table with the foreign key for rows that point into the partition. Meanwhile it holds AccessExclusiveLock on that table, so that reads and writes of it wait; with CONCURRENTLY it is ShareLock, and writes wait.',
  instead:
    '1. Drop the foreign key, which takes its locks only for a moment.\n2. Detach the partition, CONCURRENTLY where there is no DEFAULT partition, in a migration of its own outside a transaction.\n3. Add the foreign key again NOT VALID.\n4. In the next migration, VALIDATE CONSTRAINT, which stops neither reads nor writes.',
  fineWhen: 'The table with the foreign key was created in the same release, or is small.',
  claims: { lock: 'AccessExclusiveLock', work: 'scan' },
  sources: [
    'https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-DETACH-PARTITION',
    'https://www.postgresql.org/docs/current/ddl-partitioning.html#DDL-PARTITIONING-DECLARATIVE-MAINTENANCE',
    'docs/conformance.md',
  ],
  example: {
    setup:
      'CREATE TABLE orders (id bigint PRIMARY KEY) PARTITION BY RANGE (id);\nCREATE TABLE orders_old PARTITION OF orders FOR VALUES FROM (0) TO (1000);\nCREATE TABLE orders_rest PARTITION OF orders DEFAULT;\nCREATE TABLE invoices (id bigint PRIMARY KEY, order_id bigint CONSTRAINT invoices_order_fk REFERENCES orders);',
    bad: 'ALTER TABLE orders DETACH PARTITION orders_old;',
    good: 'ALTER TABLE invoices DROP CONSTRAINT invoices_order_fk;\n-- in the next migration:\nALTER TABLE orders DETACH PARTITION orders_old;\n-- in the one after that:\nALTER TABLE invoices ADD CONSTRAINT invoices_order_fk FOREIGN KEY (order_id) REFERENCES orders NOT VALID;\n-- in the last one:\nALTER TABLE invoices VALIDATE CONSTRAINT invoices_order_fk;',
    transaction: { good: 'none' },
  },
  on: ['detach-partition'],
  check(change, context) {
    if (change.finalize) return undefined;
    const lock = change.concurrently ? 'ShareLock' : 'AccessExclusiveLock';
    return [change.table, ...ancestorsOf(context, change.table)]
      .flatMap((table) => keysTo(table, context))
      .map(({ holder, name, key: foreignKey }) => {
        const relation = context.qualify(holder);
        const target = `ALTER TABLE ${sqlName(holder)}`;
        const key = sqlIdentifier(name);
        return {
          message: `Detaching ${change.partition.name} scans ${relation}, whose foreign key ${name} points to ${context.qualify(change.table)}, under ${lock}: ${change.concurrently ? 'writes' : 'reads and writes'} of ${relation} wait until all its rows are checked.`,
          help: steps(
            ['Drop the foreign key:', `${target} DROP CONSTRAINT ${key};`],
            ['In a later migration:', `${context.statement.text};`],
            [
              'In the one after that, add the foreign key again without reading the rows:',
              `${target} ADD CONSTRAINT ${key} ${definition(foreignKey)} NOT VALID;`,
            ],
            ['In the last one:', `${target} VALIDATE CONSTRAINT ${key};`],
          ),
          claims: { relation, lock },
        };
      });
  },
});

/** Of tables that are in use: the first of each. Of a partitioned one, the partitions with the rows are not locked. */
function keysTo(table: Name, context: RuleContext): readonly KeyTo[] {
  const first = new Map<string, KeyTo>();
  for (const key of foreignKeysTo(table, context)) {
    const holder = context.qualify(key.holder);
    if (!first.has(holder) && !context.isNew(key.holder) && !isPartitioned(context, key.holder)) first.set(holder, key);
  }
  return [...first.values()];
}

function definition({ columns, references: { table, columns: keys, onDelete } }: ForeignKey): string {
  const target = `${sqlName(table)}${keys.length === 0 ? '' : ` (${sqlColumns(keys)})`}`;
  const action = onDelete === 'no action' ? '' : ` ON DELETE ${onDelete.toUpperCase()}`;
  return `FOREIGN KEY (${sqlColumns(columns)}) REFERENCES ${target}${action}`;
}
