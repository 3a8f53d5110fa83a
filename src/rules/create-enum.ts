// CREATE TYPE … AS ENUM.

import { madeName, sqlIdentifier } from '../sql/sql-names.ts';
import { sqlBlock } from './facts/sql-block.ts';
import { defineRule } from './rule.ts';

export const createEnum = defineRule({
  id: 'create-enum',
  category: 'policy',
  severity: 'warning',
  preset: 'policy',
  title: 'An enum type is created, whose values can never be removed.',
  why: 'A value of an enum type cannot be removed or moved, and a new one cannot be used in the transaction that adds it. To get rid of a value, a new type has to be made, and every column of the old one rewritten under AccessExclusiveLock.',
  instead: 'Use a table of values with a foreign key to it; or text with a CHECK, which can be replaced NOT VALID.',
  fineWhen: 'The values are settled for good, such as the days of the week; that is why this rule is a policy.',
  sources: [
    'https://www.postgresql.org/docs/current/datatype-enum.html',
    'https://www.postgresql.org/docs/current/sql-altertype.html',
  ],
  example: {
    setup: '',
    bad: "CREATE TYPE order_state AS ENUM ('new', 'paid');",
    good: "CREATE TABLE order_states (name text PRIMARY KEY);\nINSERT INTO order_states VALUES ('new'), ('paid');",
  },
  on: ['create-type'],
  check(change, context) {
    if (change.form !== 'enum') return undefined;
    const { type, labels } = change;
    const values = labels.map((label) => `('${label.replaceAll("'", "''")}')`).join(', ');
    const table = sqlIdentifier(madeName(type.name, 'values'));
    return {
      message: `${context.qualify(type)} is an enum: its values can be added and renamed, but never removed or moved.`,
      ...(values === ''
        ? {}
        : {
            help: `A table of values can change like any other, and columns refer to it with a foreign key:\n${sqlBlock(
              `CREATE TABLE ${table} (name text PRIMARY KEY);`,
              `INSERT INTO ${table} VALUES ${values};`,
            )}`,
          }),
    };
  },
});
