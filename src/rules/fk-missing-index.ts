// A foreign key whose own columns no index finds.

import type { ChangeOf } from '../model/change.ts';
import type { RuleContext } from '../model/finding.ts';
import type { Name } from '../model/schema.ts';
import { madeName, sqlColumns, sqlIdentifier, sqlName } from '../sql/sql-names.ts';
import { knownColumn } from './facts/columns.ts';
import { constraintsIn } from './facts/constraints.ts';
import { type ForeignKey, foreignKeysIn, foreignKeyWords } from './facts/foreign-keys.ts';
import { allIndexesKnown, indexOf, indexOfConstraint, type KnownIndex, knownIndexes } from './facts/indexes.ts';
import { outsideTransaction } from './facts/runner-words.ts';
import { sqlBlock } from './facts/sql-block.ts';
import { defineRule } from './rule.ts';

export const fkMissingIndex = defineRule({
  id: 'fk-missing-index',
  category: 'availability',
  severity: 'warning',
  title: 'A foreign key has no index on its own columns.',
  why: 'PostgreSQL indexes the key that is referenced, not the columns that refer to it. Each DELETE in the referenced table, and each UPDATE of its key, then reads the whole referencing table, and holds its locks that long.',
  instead:
    'Create an index whose first columns are those of the foreign key, with CREATE INDEX CONCURRENTLY when the table is in use.',
  fineWhen:
    'An index begins with these columns, or the same release creates one. A partial index does not count. Rows of the referenced table that are never deleted need none.',
  preset: 'strict',
  sources: ['https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK'],
  example: {
    setup:
      'CREATE TABLE customers (id bigint PRIMARY KEY);\nCREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint);',
    bad: 'ALTER TABLE orders ADD CONSTRAINT orders_customer_fk FOREIGN KEY (customer_id) REFERENCES customers (id) NOT VALID;',
    good: 'ALTER TABLE orders ADD CONSTRAINT orders_customer_fk FOREIGN KEY (customer_id) REFERENCES customers (id) NOT VALID;\n-- in the next migration:\nCREATE INDEX CONCURRENTLY orders_customer_idx ON orders (customer_id);',
    transaction: { good: 'none' },
  },
  on: ['create-table', 'add-column', 'add-constraint'],
  check(change, context) {
    return foreignKeysIn(change).flatMap(({ table, key }) => {
      if (!isKnown(change, key, context) || indexesOf(table, context).some((index) => finds(index, key))) return [];
      const name = sqlIdentifier(madeName(table.name, ...key.columns, 'idx'));
      const target = `${sqlName(table)} (${sqlColumns(key.columns)})`;
      const parent = context.qualify(key.references.table);
      return {
        message: `${foreignKeyWords(key, table, context)} has no index on ${key.columns.join(', ')}: each DELETE in ${parent} reads all of the referencing table.`,
        help:
          change.kind === 'create-table' || context.isNew(table)
            ? `Create one with the table:\n${sqlBlock(`CREATE INDEX ${name} ON ${target};`)}`
            : `Create one in a migration ${outsideTransaction(context)}:\n${sqlBlock(`CREATE INDEX CONCURRENTLY ${name} ON ${target};`)}`,
      };
    });
  },
});

/** No index on the columns can be unknown: the table, or one of them, was made by a migration. */
function isKnown(
  change: ChangeOf<'create-table' | 'add-column' | 'add-constraint'>,
  key: ForeignKey,
  context: RuleContext,
): boolean {
  if (change.kind === 'create-table') return change.likes.length === 0;
  if (change.kind === 'add-column') return !change.ifNotExists;
  const added = context.statement.changes.some(
    (one) => one.kind === 'add-column' && !one.ifNotExists && key.columns.includes(one.column.name),
  );
  const isMade = key.columns.some((name) => (knownColumn(context, change.table, name)?.type ?? null) !== null);
  return added || isMade || allIndexesKnown(context, change.table);
}

/** Those that are there, that this statement makes, and that the rest of the release makes. */
function indexesOf(table: Name, context: RuleContext): readonly KnownIndex[] {
  const relation = context.qualify(table);
  const own = context.statement.changes.filter(
    (change) => 'table' in change && change.table !== undefined && context.qualify(change.table) === relation,
  );
  const made = [...own, ...context.later(table).map(({ change }) => change)].flatMap((change) =>
    change.kind === 'create-index'
      ? [indexOf(change)]
      : constraintsIn(change, table).flatMap((constraint) =>
          constraint.type === 'primary-key' || constraint.type === 'unique'
            ? [indexOfConstraint(constraint, table)]
            : [],
        ),
  );
  return [...knownIndexes(context, table), ...made];
}

/** Its first keys are the columns, in any order. */
function finds({ columns, method, where }: KnownIndex, key: ForeignKey): boolean {
  const serves = method === 'btree' || (method === 'hash' && key.columns.length === 1);
  const first = columns.slice(0, key.columns.length).map(({ column }) => column);
  return serves && where === undefined && key.columns.every((column) => first.includes(column));
}
