// ADD COLUMN … DEFAULT … REFERENCES checks every row.

import { madeName, sqlColumns, sqlIdentifier, sqlName } from '../sql/sql-names.ts';
import { sqlBlock, steps } from './facts/sql-block.ts';
import { sqlType } from './facts/type-names.ts';
import { defineRule } from './rule.ts';

export const fkInlineOnNewColumn = defineRule({
  id: 'fk-inline-on-new-column',
  category: 'availability',
  severity: 'error',
  title: 'A column with a default and a foreign key is added to an existing table.',
  why: 'With a default the key has values to check: PostgreSQL joins both tables while it holds AccessExclusiveLock on the one and ShareRowExclusiveLock on the other. Reads and writes wait.',
  instead:
    '1. Add the column alone, and the foreign key as a constraint of the table, NOT VALID.\n2. In the next migration, VALIDATE CONSTRAINT, which reads the rows and stops neither reads nor writes.',
  fineWhen:
    'The table was created in the same release, or the column has no default: all its values are NULL then, and nothing is read. DEFAULT NULL counts as a default.',
  claims: { lock: 'AccessExclusiveLock', work: 'scan' },
  sources: ['https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES', 'docs/conformance.md'],
  example: {
    setup: 'CREATE TABLE plans (id bigint PRIMARY KEY);\nCREATE TABLE users (id bigint PRIMARY KEY);',
    bad: 'ALTER TABLE users ADD COLUMN plan_id bigint DEFAULT 1 REFERENCES plans (id);',
    good: 'ALTER TABLE users ADD COLUMN plan_id bigint DEFAULT 1;\nALTER TABLE users ADD CONSTRAINT users_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES plans (id) NOT VALID;\n-- in the next migration:\nALTER TABLE users VALIDATE CONSTRAINT users_plan_id_fkey;',
    transaction: { good: 'none' },
  },
  on: ['add-column'],
  check(change, context) {
    const { table, column } = change;
    if (column.default === undefined || context.isNew(table)) return undefined;
    for (const constraint of column.constraints) {
      if (constraint.type !== 'foreign-key' || !constraint.enforced) continue;
      const relation = context.qualify(table);
      const parent = constraint.references.table;
      const target = `ALTER TABLE ${sqlName(table)}`;
      const name = sqlIdentifier(constraint.name ?? madeName(table.name, column.name, 'fkey'));
      const columns = constraint.references.columns.length > 0 ? ` (${sqlColumns(constraint.references.columns)})` : '';
      const shorter = withoutNull(context.statement.text, column.default.text);
      if (shorter !== undefined) {
        return {
          message: `Adding ${column.name} with DEFAULT NULL and a foreign key checks every row of ${relation} against ${context.qualify(parent)} under AccessExclusiveLock: reads and writes wait.`,
          help: `Leave DEFAULT NULL out. The column is NULL without it, and then nothing is read:\n${sqlBlock(`${shorter};`)}`,
          claims: { relation },
        };
      }
      return {
        message: `Adding ${column.name} with a default and a foreign key checks every row of ${relation} against ${context.qualify(parent)} under AccessExclusiveLock: reads and writes wait.`,
        help: steps(
          [
            'Add the column alone, then the key without reading the rows:',
            `${target} ADD COLUMN ${sqlIdentifier(column.name)} ${sqlType(column.type)} DEFAULT …;`,
            `${target} ADD CONSTRAINT ${name} FOREIGN KEY (${sqlIdentifier(column.name)}) REFERENCES ${sqlName(parent)}${columns} NOT VALID;`,
          ],
          ['In a later migration:', `${target} VALIDATE CONSTRAINT ${name};`],
        ),
        claims: { relation },
      };
    }
    return undefined;
  },
});

/** The statement without its DEFAULT NULL, where it has one such and no other. */
function withoutNull(statement: string, value: string): string | undefined {
  if (!/^null$/i.test(value.trim())) return undefined;
  const parts = statement.split(/\s+default\s+null\b/i);
  return parts.length === 2 ? parts.join('') : undefined;
}
