// Collations that the team does not use.
import type { Hit } from '../model/finding.ts';
import type { Column } from '../model/schema.ts';
import { defineRule } from './rule.ts';

export const collationAllowList = defineRule({
  id: 'collation-allow-list',
  preset: 'policy',
  category: 'policy',
  severity: 'warning',
  title: "A column has a collation that is not on the team's list.",
  why: "Columns of different collations cannot be compared without saying which one counts, and cannot use each other's indexes. A collation of the operating system can change its order with an upgrade, and indexes over it are wrong then.",
  instead: "Leave out COLLATE, which gives the database's own collation, or use one of the list.",
  fineWhen: 'The list names the collation.',
  sources: ['https://www.postgresql.org/docs/current/collation.html'],
  options: {
    collations: {
      type: 'texts',
      default: ['C', 'default'],
      about: 'The names of the collations that columns may have, as in the catalog pg_collation.',
    },
  },
  example: {
    setup: 'CREATE TABLE customers (id bigint PRIMARY KEY);',
    bad: 'ALTER TABLE customers ADD COLUMN email text COLLATE "POSIX";',
    good: 'ALTER TABLE customers ADD COLUMN email text COLLATE "C";',
  },
  on: ['add-column', 'create-table'],
  check(change, context, { collations }): readonly Hit[] {
    const columns: readonly Column[] = change.kind === 'add-column' ? [change.column] : change.columns;
    return columns.flatMap(({ name, collation }) =>
      collation === undefined || collations.includes(collation.name)
        ? []
        : [
            {
              message: `Column ${name} of ${context.qualify(change.table)} has the collation ${collation.name}, which is not one of ${collations.join(', ')}.`,
            },
          ],
    );
  },
});
