// ADD COLUMN … CHECK (…) scans the table.

import type { Hit } from '../model/finding.ts';
import { madeName, sqlIdentifier, sqlName } from '../sql/sql-names.ts';
import { steps } from './facts/sql-block.ts';
import { sqlType } from './facts/type-names.ts';
import { defineRule } from './rule.ts';

export const addColumnInlineCheck = defineRule({
  id: 'add-column-inline-check',
  category: 'availability',
  severity: 'error',
  title: 'A column with a CHECK is added to an existing table.',
  why: 'Although every row has the same value in the new column, PostgreSQL reads them all to check it while it holds AccessExclusiveLock: reads and writes wait.',
  instead:
    '1. Add the column alone, and the CHECK as a constraint of the table, NOT VALID.\n2. In the next migration, VALIDATE CONSTRAINT, which reads the rows and stops neither reads nor writes.',
  fineWhen: 'The table was created in the same release, or the CHECK is NOT ENFORCED (PostgreSQL 18).',
  claims: { lock: 'AccessExclusiveLock', work: 'scan' },
  sources: ['https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES', 'docs/conformance.md'],
  example: {
    setup: 'CREATE TABLE orders (id bigint PRIMARY KEY);',
    bad: 'ALTER TABLE orders ADD COLUMN discount integer CHECK (discount >= 0);',
    good: 'ALTER TABLE orders ADD COLUMN discount integer;\nALTER TABLE orders ADD CONSTRAINT orders_discount_check CHECK (discount >= 0) NOT VALID;\n-- in the next migration:\nALTER TABLE orders VALIDATE CONSTRAINT orders_discount_check;',
    transaction: { good: 'none' },
  },
  on: ['add-column'],
  check(change, context) {
    const { table, column } = change;
    const check = column.constraints.find((constraint) => constraint.type === 'check' && constraint.enforced);
    if (context.isNew(table)) return undefined;
    const relation = context.qualify(table);
    if (column.generated === 'virtual' && column.notNull) return ofVirtual(column.name, relation);
    if (check === undefined) return undefined;
    const target = `ALTER TABLE ${sqlName(table)}`;
    const name = sqlIdentifier(check.name ?? madeName(table.name, column.name, 'check'));
    return {
      message: `Adding ${column.name} with its CHECK scans ${relation} under AccessExclusiveLock: reads and writes wait until all rows are checked.`,
      help: steps(
        [
          'Add the column alone, then the CHECK without reading the rows:',
          `${target} ADD COLUMN ${sqlIdentifier(column.name)} ${sqlType(column.type)};`,
          `${target} ADD CONSTRAINT ${name} CHECK (…) NOT VALID;`,
        ],
        ['In a later migration:', `${target} VALIDATE CONSTRAINT ${name};`],
      ),
      claims: { relation },
    };
  },
});

/** What is computed when it is read has to be computed once for NOT NULL. */
function ofVirtual(column: string, relation: string): Hit {
  return {
    message: `Adding the virtual column ${column} with NOT NULL computes it for every row of ${relation} under AccessExclusiveLock: reads and writes wait.`,
    help: 'Leave the NOT NULL away: add the column alone, and what must hold for it as a CHECK on the columns it is computed from, NOT VALID.',
    claims: { relation },
  };
}
