// INSERT that counts on the order of the columns.
import { defineRule } from './rule.ts';

export const insertWithoutColumns = defineRule({
  id: 'insert-without-columns',
  category: 'correctness',
  severity: 'warning',
  preset: 'strict',
  title: 'INSERT into an existing table without a list of columns.',
  why: 'The values go to the columns in the order in which each database has them. Where a column was added by hand, restored or dropped in another order, the statement fails, or values land in the wrong column.',
  instead: 'List the columns behind the name of the table.',
  fineWhen: 'The table was created in the same release.',
  sources: ['https://www.postgresql.org/docs/current/sql-insert.html'],
  example: {
    setup: 'CREATE TABLE currencies (code text PRIMARY KEY, name text);',
    bad: "INSERT INTO currencies VALUES ('EUR', 'Euro');",
    good: "INSERT INTO currencies (code, name) VALUES ('EUR', 'Euro');",
  },
  on: ['insert'],
  check(change, context) {
    if (change.columns !== null || change.source === 'default' || context.isNew(change.table)) return undefined;
    return {
      message: `This INSERT names no columns of ${context.qualify(change.table)}: its values go to the columns in the order that each database happens to have.`,
    };
  },
});
