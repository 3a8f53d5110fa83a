// DROP NOT NULL: readers meet NULLs.
import { knownColumn } from './facts/columns.ts';
import { defineRule } from './rule.ts';

export const dropNotNull = defineRule({
  id: 'drop-not-null',
  category: 'compatibility',
  severity: 'info',
  preset: 'strict',
  title: 'A column of an existing table may hold NULL from now on.',
  why: 'Code that was written while the column could not be NULL reads it without a thought for NULL: comparisons become unknown, rows fall out of joins and NOT IN, and a field that must have a value is empty. The way back, SET NOT NULL, reads the whole table and fails on the first NULL.',
  instead:
    '1. First release code that can read NULL.\n2. Drop NOT NULL in a later migration.\n3. Let code write NULL only after that.',
  fineWhen: 'All code that reads the column can handle NULL, or the column is about to be dropped.',
  sources: ['https://www.postgresql.org/docs/current/sql-altertable.html'],
  example: {
    setup: 'CREATE TABLE orders (id bigint PRIMARY KEY, note text NOT NULL);',
    bad: 'ALTER TABLE orders ALTER COLUMN note DROP NOT NULL;',
    good: "ALTER TABLE orders ALTER COLUMN note SET DEFAULT '';",
  },
  on: ['drop-not-null'],
  check(change, context) {
    if (context.isNew(change.table) || knownColumn(context, change.table, change.column)?.notNull === false)
      return undefined;
    const isDropped = context
      .later(change.table)
      .some((later) => later.change.kind === 'drop-column' && later.change.column === change.column);
    if (isDropped) return undefined;
    return {
      message: `${change.column} of ${context.qualify(change.table)} may hold NULL from now on: code that reads it was written when it could not.`,
    };
  },
});
