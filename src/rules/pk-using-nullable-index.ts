// PRIMARY KEY USING INDEX on a column that may hold NULL.

import type { RuleContext } from '../model/finding.ts';
import type { Name } from '../model/schema.ts';
import { knownColumn } from './facts/columns.ts';
import { notNullProof } from './facts/constraints.ts';
import { knownIndexes } from './facts/indexes.ts';
import { defineRule } from './rule.ts';

export const pkUsingNullableIndex = defineRule({
  id: 'pk-using-nullable-index',
  category: 'availability',
  severity: 'error',
  title: 'A primary key takes over an index whose column may hold NULL.',
  why: 'A primary key makes its columns NOT NULL. Where they are not yet, PostgreSQL reads every row to look for NULLs while it holds AccessExclusiveLock: reads and writes wait, although the index is ready.',
  instead:
    '1. Make the columns NOT NULL the safe way, over three migrations (see set-not-null-scan).\n2. Then add the key with PRIMARY KEY USING INDEX: only the catalog changes.',
  fineWhen: 'The columns are NOT NULL already, or a validated CHECK proves it: then only the catalog changes.',
  claims: { lock: 'AccessExclusiveLock', work: 'scan' },
  sources: [
    'https://www.postgresql.org/docs/current/sql-altertable.html',
    'https://www.postgresql.org/docs/release/12.0/',
    'docs/conformance.md',
  ],
  example: {
    setup: 'CREATE TABLE events (id bigint, body text);\nCREATE UNIQUE INDEX events_id_idx ON events (id);',
    bad: 'ALTER TABLE events ADD CONSTRAINT events_pkey PRIMARY KEY USING INDEX events_id_idx;',
    good: 'ALTER TABLE events ADD CONSTRAINT events_id_set CHECK (id IS NOT NULL) NOT VALID;\n-- in the next migration:\nALTER TABLE events VALIDATE CONSTRAINT events_id_set;\n-- in the one after that:\nALTER TABLE events ALTER COLUMN id SET NOT NULL;\nALTER TABLE events ADD CONSTRAINT events_pkey PRIMARY KEY USING INDEX events_id_idx;',
    transaction: { good: 'none' },
  },
  on: ['add-constraint'],
  check(change, context) {
    const { constraint, table } = change;
    if (constraint.type !== 'primary-key' || constraint.usingIndex === undefined || context.isNew(table))
      return undefined;
    // Only where the migrations show both the index and the column; the rest is left to a server.
    const nullable = columnsOf(constraint.usingIndex, table, context).filter((column) => {
      const known = knownColumn(context, table, column);
      const proof = notNullProof(context, table, column);
      const falls = context.statement.changes.some(
        (other) => other.kind === 'drop-constraint' && other.name === proof?.name,
      );
      return known !== undefined && !known.notNull && (proof === undefined || falls);
    });
    if (nullable.length === 0) return undefined;
    const relation = context.qualify(table);
    return {
      message: `${nullable.join(', ')} may hold NULL, so making ${constraint.usingIndex} the primary key scans ${relation} under AccessExclusiveLock: reads and writes wait.`,
      claims: { relation },
    };
  },
});

function columnsOf(index: string, table: Name, context: RuleContext): readonly string[] {
  const made = knownIndexes(context, table).find(({ name }) => name === index);
  return made?.columns.flatMap(({ column }) => (column === undefined ? [] : [column])) ?? [];
}
