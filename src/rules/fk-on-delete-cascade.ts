// ON DELETE CASCADE.
import { foreignKeysIn, foreignKeyWords } from './facts/foreign-keys.ts';
import { defineRule } from './rule.ts';

export const fkOnDeleteCascade = defineRule({
  id: 'fk-on-delete-cascade',
  category: 'policy',
  severity: 'warning',
  title: 'A foreign key deletes rows with ON DELETE CASCADE.',
  why: 'One DELETE fans out over all tables that refer to the row, in one transaction, however many rows that are: it locks them until it ends, and a mistake is as large as all of them.',
  instead: 'Use ON DELETE RESTRICT, and delete the referring rows first, in batches.',
  preset: 'policy',
  sources: ['https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK'],
  example: {
    setup:
      'CREATE TABLE customers (id bigint PRIMARY KEY);\nCREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint);',
    bad: 'ALTER TABLE orders ADD CONSTRAINT orders_customer_fk FOREIGN KEY (customer_id) REFERENCES customers (id) ON DELETE CASCADE NOT VALID;',
    good: 'ALTER TABLE orders ADD CONSTRAINT orders_customer_fk FOREIGN KEY (customer_id) REFERENCES customers (id) ON DELETE RESTRICT NOT VALID;',
  },
  on: ['create-table', 'add-column', 'add-constraint'],
  check(change, context) {
    return foreignKeysIn(change)
      .filter(({ key }) => key.references.onDelete === 'cascade')
      .map(({ table, key }) => ({
        message: `${foreignKeyWords(key, table, context)} deletes its rows with those of ${context.qualify(key.references.table)}.`,
      }));
  },
});
