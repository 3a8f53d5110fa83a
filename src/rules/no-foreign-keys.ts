// Foreign keys, for teams that have none.
import { foreignKeysIn, foreignKeyWords } from './facts/foreign-keys.ts';
import { defineRule } from './rule.ts';

export const noForeignKeys = defineRule({
  id: 'no-foreign-keys',
  category: 'policy',
  severity: 'warning',
  title: 'A foreign key is created, which the team does not use.',
  why: 'Teams that split tables over databases, or load and delete in bulk, check references in the application: a foreign key ties two tables together in every migration, and locks both.',
  instead: 'Leave the foreign key out, and check the reference where the rows are written.',
  preset: 'policy',
  sources: ['https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK'],
  example: {
    setup: 'CREATE TABLE customers (id bigint PRIMARY KEY);\nCREATE TABLE orders (id bigint PRIMARY KEY);',
    bad: "SET LOCAL lock_timeout = '5s';\nCREATE TABLE notes (id bigint PRIMARY KEY, order_id bigint NOT NULL REFERENCES orders (id));",
    good: 'CREATE TABLE notes (id bigint PRIMARY KEY, order_id bigint NOT NULL);',
  },
  on: ['create-table', 'add-column', 'add-constraint'],
  check(change, context) {
    return foreignKeysIn(change).map(({ table, key }) => ({
      message: `${foreignKeyWords(key, table, context)} ties it to ${context.qualify(key.references.table)}; the team uses no foreign keys.`,
    }));
  },
});
