// ADD COLUMN … NOT NULL without a default fails as soon as there is a row.

import { sqlIdentifier, sqlName } from '../sql/sql-names.ts';
import { emptiedBy } from './facts/emptied.ts';
import { sqlBlock } from './facts/sql-block.ts';
import { sqlType } from './facts/type-names.ts';
import { defineRule } from './rule.ts';

export const addColumnNotNullNoDefault = defineRule({
  id: 'add-column-not-null-no-default',
  category: 'correctness',
  severity: 'error',
  title: 'A NOT NULL column without a default is added to an existing table.',
  why: 'Every row that is there would have NULL in it: PostgreSQL refuses with error 23502 as soon as the table has one row. It passes on an empty test database and fails in production.',
  instead:
    'Give the column a constant default, which PostgreSQL stores without touching the rows. Where no constant fits:\n1. Add the column nullable, and release code that always fills it.\n2. Fill the old rows in batches, outside of migrations.\n3. Make it NOT NULL the safe way (see set-not-null-scan).',
  fineWhen:
    'The table was created in the same release, is empty everywhere, or is truncated in the same transaction. After a DELETE of all rows it is a warning.',
  claims: { lock: 'AccessExclusiveLock', work: 'scan' },
  sources: [
    'https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES',
    'https://www.postgresql.org/docs/current/errcodes-appendix.html',
    'https://www.postgresql.org/docs/release/11.0/',
  ],
  example: {
    setup: 'CREATE TABLE orders (id bigint PRIMARY KEY);\nINSERT INTO orders VALUES (1);',
    bad: 'ALTER TABLE orders ADD COLUMN status text NOT NULL;',
    good: "ALTER TABLE orders ADD COLUMN status text NOT NULL DEFAULT 'new';",
    fails: '23502',
  },
  on: ['add-column'],
  check(change, context) {
    const { table, column } = change;
    const required = column.constraints.some((constraint) => constraint.type === 'not-null');
    const filled = column.default !== undefined || column.generated !== undefined || column.identity || column.serial;
    if (!required || filled || context.isNew(table)) return undefined;
    // A primary key has a rule of its own that says this too.
    if (column.constraints.some((constraint) => constraint.type === 'primary-key')) return undefined;
    const relation = context.qualify(table);
    const emptied = emptiedBy(context, table) === 'delete';
    return {
      message: emptied
        ? `Column ${column.name} is NOT NULL and has no default: the statement fails with error 23502 if others add a row to ${relation} after the DELETE, and it reads what the DELETE has left under AccessExclusiveLock.`
        : `Column ${column.name} is NOT NULL and has no default: the statement fails with error 23502 as soon as ${relation} has a row.`,
      ...(emptied ? { doubtful: true } : {}),
      help: `Add a constant default (the rows are not touched):\n${sqlBlock(
        `ALTER TABLE ${sqlName(table)} ADD COLUMN ${sqlIdentifier(column.name)} ${sqlType(column.type)} NOT NULL DEFAULT …;`,
      )}\nOr add the column nullable, fill it in batches, and make it NOT NULL in later migrations (see set-not-null-scan).`,
      claims: { relation },
    };
  },
});
