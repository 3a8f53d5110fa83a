// ADD COLUMN … GENERATED ALWAYS AS (…) STORED rewrites the table.

import { sqlIdentifier, sqlName } from '../sql/sql-names.ts';
import { sqlBlock, steps } from './facts/sql-block.ts';
import { sqlType } from './facts/type-names.ts';
import { defineRule } from './rule.ts';

export const addColumnStoredGenerated = defineRule({
  id: 'add-column-stored-generated',
  category: 'availability',
  severity: 'error',
  title: 'A stored generated column is added to an existing table.',
  why: 'Its value is computed for every row at once: PostgreSQL rewrites the table and all its indexes under AccessExclusiveLock, and reads and writes wait.',
  instead:
    '1. Add a plain column, and a trigger that keeps it up to date when rows are written.\n2. Fill the old rows in batches, outside of migrations.\n\nOn PostgreSQL 18 a VIRTUAL generated column costs nothing to add: it is computed when it is read.',
  fineWhen:
    'The table was created in the same release, or the column is VIRTUAL (PostgreSQL 18, where that is the default).',
  claims: { lock: 'AccessExclusiveLock', work: 'rewrite' },
  sources: [
    'https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES',
    'https://www.postgresql.org/docs/current/ddl-generated-columns.html',
    'https://www.postgresql.org/docs/release/18.0/',
    'docs/conformance.md',
  ],
  example: {
    setup: 'CREATE TABLE orders (id bigint PRIMARY KEY, net numeric, tax numeric);',
    bad: 'ALTER TABLE orders ADD COLUMN gross numeric GENERATED ALWAYS AS (net + tax) STORED;',
    good: "ALTER TABLE orders ADD COLUMN gross numeric;\nCREATE FUNCTION orders_gross() RETURNS trigger LANGUAGE plpgsql AS\n  'BEGIN NEW.gross := NEW.net + NEW.tax; RETURN NEW; END';\nCREATE TRIGGER orders_gross BEFORE INSERT OR UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION orders_gross();",
  },
  on: ['add-column'],
  check(change, context) {
    const { table, column } = change;
    if (column.generated !== 'stored' || context.isNew(table)) return undefined;
    const relation = context.qualify(table);
    const add = `ALTER TABLE ${sqlName(table)} ADD COLUMN ${sqlIdentifier(column.name)} ${sqlType(column.type)}`;
    return {
      message: `Adding the stored generated column ${column.name} rewrites ${relation} under AccessExclusiveLock: reads and writes wait until it is computed for every row.`,
      help:
        context.serverVersion >= 18
          ? `Compute it when it is read (a virtual column can't be indexed):\n${sqlBlock(`${add} GENERATED ALWAYS AS (…) VIRTUAL;`)}`
          : `${steps(['Add a plain column:', `${add};`])}\n2. Keep it up to date with a BEFORE INSERT OR UPDATE trigger.\n3. Fill the old rows in batches, outside the migration.`,
      claims: { relation },
    };
  },
});
