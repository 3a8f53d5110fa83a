// ADD COLUMN … GENERATED … AS IDENTITY rewrites the table.

import { sqlIdentifier, sqlName } from '../sql/sql-names.ts';
import { steps } from './facts/sql-block.ts';
import { sqlType } from './facts/type-names.ts';
import { defineRule } from './rule.ts';

export const addColumnIdentity = defineRule({
  id: 'add-column-identity',
  category: 'availability',
  severity: 'error',
  title: 'An identity column is added to an existing table.',
  why: 'Every row gets the next number of a sequence: PostgreSQL rewrites the table and all its indexes under AccessExclusiveLock, and reads and writes wait.',
  instead:
    '1. Add a nullable bigint column, create a sequence, and make its nextval() the default of the column: new rows get numbers.\n2. Number the old rows in batches, outside of migrations.\n3. Make the column NOT NULL the safe way (see set-not-null-scan).\n4. In one transaction, drop the default and the sequence, and ADD GENERATED … AS IDENTITY (START WITH …) above the highest number: on a NOT NULL column that only changes the catalog.',
  fineWhen: 'The table was created in the same release.',
  claims: { lock: 'AccessExclusiveLock', work: 'rewrite' },
  sources: [
    'https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES',
    'https://www.postgresql.org/docs/current/ddl-identity-columns.html',
    'docs/conformance.md',
  ],
  example: {
    setup: 'CREATE TABLE orders (code text PRIMARY KEY);',
    bad: 'ALTER TABLE orders ADD COLUMN number bigint GENERATED ALWAYS AS IDENTITY;',
    good: "ALTER TABLE orders ADD COLUMN number bigint;\nCREATE SEQUENCE orders_number_seq OWNED BY orders.number;\nALTER TABLE orders ALTER COLUMN number SET DEFAULT nextval('orders_number_seq');",
  },
  on: ['add-column'],
  check(change, context) {
    const { table, column } = change;
    if (!column.identity || context.isNew(table)) return undefined;
    const relation = context.qualify(table);
    const add = `ALTER TABLE ${sqlName(table)} ADD COLUMN ${sqlIdentifier(column.name)} ${sqlType(column.type)};`;
    return {
      message: `Adding the identity column ${column.name} rewrites ${relation} under AccessExclusiveLock: reads and writes wait until every row has its number.`,
      help: `${steps(['Add the column bare:', add])}\n2. Give new rows numbers with a sequence as default, and number the old rows in batches.\n3. Make it NOT NULL the safe way (see set-not-null-scan), then use ADD GENERATED … AS IDENTITY.`,
      claims: { relation },
    };
  },
});
