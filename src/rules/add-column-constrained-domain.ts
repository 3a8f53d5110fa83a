// ADD COLUMN of a domain that has a constraint rewrites the table, even without a default.

import type { RuleContext } from '../model/finding.ts';
import type { TypeName } from '../model/schema.ts';
import { madeName, sqlIdentifier, sqlName } from '../sql/sql-names.ts';
import { knownDomain } from './facts/domains.ts';
import { steps } from './facts/sql-block.ts';
import { sqlType } from './facts/type-names.ts';
import { defineRule } from './rule.ts';

export const addColumnConstrainedDomain = defineRule({
  id: 'add-column-constrained-domain',
  category: 'availability',
  severity: 'error',
  title: 'A column of a domain with a constraint is added to an existing table.',
  why: 'To check the constraint, PostgreSQL rewrites the table and all its indexes under AccessExclusiveLock, even when the column has no default: reads and writes wait.',
  instead:
    '1. Add the column with the base type of the domain, and the condition of the domain as a CHECK of the table, NOT VALID: new rows are checked at once, old ones are not read.\n2. In the next migration, VALIDATE CONSTRAINT, which reads the rows and stops neither reads nor writes.',
  fineWhen: 'The table was created in the same release, or the domain has no constraint.',
  claims: { lock: 'AccessExclusiveLock', work: 'rewrite' },
  sources: [
    'https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES',
    'https://www.postgresql.org/docs/current/sql-createdomain.html',
    'docs/conformance.md',
  ],
  example: {
    setup: "CREATE DOMAIN email AS text CHECK (VALUE LIKE '%@%');\nCREATE TABLE users (id bigint PRIMARY KEY);",
    bad: 'ALTER TABLE users ADD COLUMN address email;',
    good: "ALTER TABLE users ADD COLUMN address text;\nALTER TABLE users ADD CONSTRAINT users_address_check CHECK (address LIKE '%@%') NOT VALID;",
  },
  on: ['add-column'],
  check(change, context) {
    const { table, column } = change;
    if (context.isNew(table)) return undefined;
    const base = constrainedBase(column.type, context);
    if (base === undefined) return undefined;
    const relation = context.qualify(table);
    const target = `ALTER TABLE ${sqlName(table)}`;
    const name = sqlIdentifier(madeName(table.name, column.name, 'check'));
    return {
      message: `The domain ${column.type.name} has a constraint, so adding ${column.name} rewrites ${relation} under AccessExclusiveLock: reads and writes wait until that is done.`,
      help: steps(
        [
          'Use the base type and a CHECK on the table:',
          `${target} ADD COLUMN ${sqlIdentifier(column.name)} ${sqlType(base)};`,
          `${target} ADD CONSTRAINT ${name} CHECK (…) NOT VALID;`,
        ],
        ['In a later migration, validate the CHECK:', `${target} VALIDATE CONSTRAINT ${name};`],
      ),
      claims: { relation },
    };
  },
});

/** The type under a domain that earlier migrations made with a constraint, or gave one. */
function constrainedBase(type: TypeName, context: RuleContext): TypeName | undefined {
  const known = knownDomain(context, type);
  return known?.constrained === true ? known.base : undefined;
}
