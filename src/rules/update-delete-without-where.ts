// UPDATE or DELETE of every row.
import { defineRule } from './rule.ts';

export const updateDeleteWithoutWhere = defineRule({
  id: 'update-delete-without-where',
  category: 'data-loss',
  severity: 'info',
  title: 'UPDATE or DELETE without WHERE touches every row.',
  why: 'If that is not meant, the rows are lost. If it is, one transaction locks every row, writes the whole table again and leaves as much dead space behind.',
  instead: 'Name the rows in a WHERE, and change large tables in batches outside the migration.',
  fineWhen: 'The table was created in the same release, or is small and every row is meant.',
  sources: [
    'https://www.postgresql.org/docs/current/sql-update.html',
    'https://www.postgresql.org/docs/current/sql-delete.html',
    'https://www.postgresql.org/docs/current/routine-vacuuming.html',
  ],
  example: {
    setup: 'CREATE TABLE orders (id bigint PRIMARY KEY, state text);',
    bad: "UPDATE orders SET state = 'new';",
    good: "UPDATE orders SET state = 'new' WHERE state IS NULL;",
  },
  on: ['update', 'delete'],
  check(change, context) {
    if (change.where || context.isNew(change.table)) return undefined;
    const word = change.kind.toUpperCase();
    return {
      message: `This ${word} has no WHERE: it ${change.kind === 'update' ? 'writes' : 'deletes'} every row of ${context.qualify(change.table)} in one transaction.`,
    };
  },
});
