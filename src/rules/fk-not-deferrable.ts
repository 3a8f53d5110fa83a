// A foreign key that can't wait for the end of the transaction.
import { foreignKeysIn, foreignKeyWords } from './facts/foreign-keys.ts';
import { defineRule } from './rule.ts';

export const fkNotDeferrable = defineRule({
  id: 'fk-not-deferrable',
  category: 'policy',
  severity: 'warning',
  title: 'A foreign key is not DEFERRABLE.',
  why: 'It is checked by the end of each statement: rows that refer to each other, and bulk loads, then have to come in one order, and no session can ask for less.',
  instead: 'Add DEFERRABLE. It is still checked at once, until a transaction says SET CONSTRAINTS … DEFERRED.',
  preset: 'policy',
  sources: [
    'https://www.postgresql.org/docs/current/sql-set-constraints.html',
    'https://www.postgresql.org/docs/current/sql-createtable.html',
  ],
  example: {
    setup:
      'CREATE TABLE customers (id bigint PRIMARY KEY);\nCREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint);',
    bad: 'ALTER TABLE orders ADD CONSTRAINT orders_customer_fk FOREIGN KEY (customer_id) REFERENCES customers (id) NOT VALID;',
    good: 'ALTER TABLE orders ADD CONSTRAINT orders_customer_fk FOREIGN KEY (customer_id) REFERENCES customers (id) DEFERRABLE NOT VALID;',
  },
  on: ['create-table', 'add-column', 'add-constraint'],
  check(change, context) {
    return foreignKeysIn(change)
      .filter(({ key }) => key.deferrable !== true)
      .map(({ table, key }) => ({
        message: `${foreignKeyWords(key, table, context)} is not DEFERRABLE: no transaction can put its check off.`,
      }));
  },
});
