// ADD COLUMN … GENERATED … AS IDENTITY rewrites the table.
import { steps } from './facts/sql-block.ts';
import { sqlIdentifier, sqlName } from './facts/sql-names.ts';
import { sqlType } from './facts/type-names.ts';
import { defineRule } from './rule.ts';

export const addColumnIdentity = defineRule({
  id: 'add-column-identity',
  category: 'availability',
  severity: 'error',
  title: 'An identity column is added to an existing table.',
  why: 'Every row gets the next number of a sequence: PostgreSQL writes the table and all its indexes anew under AccessExclusiveLock, and reads and writes wait.',
  instead:
    'Add a nullable bigint column, number old rows in batches and new rows with a sequence as default, make it NOT NULL the safe way (see set-not-null-scan), then ADD GENERATED … AS IDENTITY, which is free on a NOT NULL column.',
  fineWhen: 'The table was created in the same release.',
  claims: { lock: 'AccessExclusiveLock', work: 'rewrite' },
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
