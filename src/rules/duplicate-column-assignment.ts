// One column twice in an INSERT or UPDATE.
import { defineRule } from './rule.ts';

export const duplicateColumnAssignment = defineRule({
  id: 'duplicate-column-assignment',
  category: 'correctness',
  severity: 'error',
  title: 'A column is given a value twice in one INSERT or UPDATE.',
  why: 'PostgreSQL refuses the statement (error 42701 for INSERT, 42601 for UPDATE): the migration fails.',
  instead: 'Keep the one that is meant, and remove the other.',
  fineWhen: 'The two set different parts of the column: a field of a composite value, or an element of an array.',
  sources: ['https://www.postgresql.org/docs/current/sql-update.html'],
  example: {
    setup: 'CREATE TABLE orders (id bigint PRIMARY KEY, state text);',
    bad: "INSERT INTO orders (id, state, state) VALUES (1, 'new', 'paid');",
    good: "INSERT INTO orders (id, state) VALUES (1, 'new');",
    fails: '42701',
  },
  directions: ['up', 'down'],
  on: ['insert', 'update'],
  check(change, context) {
    const columns = change.columns ?? [];
    const twice = columns.find((column, i) => columns.indexOf(column) !== i);
    if (twice === undefined) return undefined;
    return {
      message: `Column ${twice} of ${context.qualify(change.table)} is given a value twice: PostgreSQL stops here with error ${change.kind === 'insert' ? '42701' : '42601'}.`,
    };
  },
});
