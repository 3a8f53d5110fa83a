// A foreign key that does not say what happens when the referenced row is deleted.
import { foreignKeysIn, foreignKeyWords } from './facts/foreign-keys.ts';
import { defineRule } from './rule.ts';

export const fkWithoutOnDelete = defineRule({
  id: 'fk-without-on-delete',
  category: 'policy',
  severity: 'warning',
  title: 'A foreign key does not say what happens on DELETE.',
  why: 'Without ON DELETE it is NO ACTION: a DELETE of a referenced row fails. Whether that is meant, or was forgotten, the next reader cannot tell.',
  instead: 'Write what is meant: ON DELETE NO ACTION, RESTRICT, CASCADE, SET NULL or SET DEFAULT.',
  preset: 'policy',
  sources: ['https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK'],
  example: {
    setup:
      'CREATE TABLE customers (id bigint PRIMARY KEY);\nCREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint);',
    bad: 'ALTER TABLE orders ADD CONSTRAINT orders_customer_fk FOREIGN KEY (customer_id) REFERENCES customers (id) NOT VALID;',
    good: 'ALTER TABLE orders ADD CONSTRAINT orders_customer_fk FOREIGN KEY (customer_id) REFERENCES customers (id) ON DELETE NO ACTION NOT VALID;',
  },
  on: ['create-table', 'add-column', 'add-constraint'],
  check(change, context) {
    return foreignKeysIn(change)
      .filter(({ key: { references } }) => references.onDelete === 'no action' && references.saysNoAction !== true)
      .map(({ table, key }) => ({
        message: `${foreignKeyWords(key, table, context)} does not say what happens when a row of ${context.qualify(key.references.table)} is deleted.`,
      }));
  },
});
