// ADD COLUMN … serial rewrites the table.

import { madeName, sqlIdentifier, sqlName } from '../sql/sql-names.ts';
import { steps } from './facts/sql-block.ts';
import { defineRule } from './rule.ts';

const integers: Readonly<Record<string, string>> = {
  smallserial: 'smallint',
  serial2: 'smallint',
  serial: 'integer',
  serial4: 'integer',
};

export const addColumnSerial = defineRule({
  id: 'add-column-serial',
  category: 'availability',
  severity: 'error',
  title: 'A serial column is added to an existing table.',
  why: 'serial is an integer with the default nextval(), which is computed for each row: PostgreSQL rewrites the table and all its indexes under AccessExclusiveLock, and reads and writes wait.',
  instead:
    '1. Add a nullable bigint column, create a sequence that is OWNED BY it, and make its nextval() the default: new rows get numbers.\n2. Number the old rows in batches, outside of migrations.\n3. If it has to be NOT NULL or unique, see set-not-null-scan and unique-constraint-without-index.',
  fineWhen: 'The table was created in the same release.',
  claims: { lock: 'AccessExclusiveLock', work: 'rewrite' },
  sources: [
    'https://www.postgresql.org/docs/current/datatype-numeric.html#DATATYPE-SERIAL',
    'https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES',
    'docs/conformance.md',
  ],
  example: {
    setup: 'CREATE TABLE orders (code text PRIMARY KEY);',
    bad: 'ALTER TABLE orders ADD COLUMN number bigserial;',
    good: "ALTER TABLE orders ADD COLUMN number bigint;\nCREATE SEQUENCE orders_number_seq OWNED BY orders.number;\nALTER TABLE orders ALTER COLUMN number SET DEFAULT nextval('orders_number_seq');",
  },
  on: ['add-column'],
  check(change, context) {
    const { table, column } = change;
    if (!column.serial || context.isNew(table)) return undefined;
    const relation = context.qualify(table);
    const target = `ALTER TABLE ${sqlName(table)}`;
    const name = sqlIdentifier(column.name);
    const sequence = { ...table, name: madeName(table.name, column.name, 'seq') };
    const literal = `'${sqlName(sequence).replaceAll("'", "''")}'`;
    return {
      message: `Adding the ${column.type.name} column ${column.name} rewrites ${relation} under AccessExclusiveLock: reads and writes wait until every row has its number.`,
      help: `${steps([
        'Add the column bare, then a sequence that only new rows use:',
        `${target} ADD COLUMN ${name} ${integers[column.type.name] ?? 'bigint'};`,
        `CREATE SEQUENCE ${sqlName(sequence)} OWNED BY ${sqlName(table)}.${name};`,
        `${target} ALTER COLUMN ${name} SET DEFAULT nextval(${literal});`,
      ])}\n2. Number the old rows in batches, outside the migration.`,
      claims: { relation },
    };
  },
});
