// ADD EXCLUDE builds its index under AccessExclusiveLock, and there is no way around it.
import { defineRule } from './rule.ts';

export const exclusionConstraint = defineRule({
  id: 'exclusion-constraint',
  category: 'availability',
  severity: 'error',
  title: 'An exclusion constraint is added to an existing table.',
  why: 'PostgreSQL builds the index and compares the rows while it holds AccessExclusiveLock: reads and writes wait. It can be neither NOT VALID nor take over an index that is ready.',
  instead:
    '1. Create a new table with the constraint.\n2. Write both tables, from the application or with a trigger on the old one.\n3. Copy the old rows in batches, outside of migrations.\n4. Rename both tables in one short transaction with a lock_timeout, and drop the old one in a later release.\n\nOr keep a maintenance window for it, and say so in an ignore comment.',
  fineWhen: 'The table was created in the same release.',
  claims: { lock: 'AccessExclusiveLock', work: 'index-build' },
  sources: [
    'https://www.postgresql.org/docs/current/sql-altertable.html',
    'https://www.postgresql.org/docs/current/sql-createtable.html',
    'docs/conformance.md',
  ],
  example: {
    setup: 'CREATE TABLE bookings (id bigint PRIMARY KEY, during tsrange);',
    bad: 'ALTER TABLE bookings ADD CONSTRAINT bookings_apart EXCLUDE USING gist (during WITH &&);',
    good: 'CREATE TABLE bookings_new (LIKE bookings INCLUDING ALL, CONSTRAINT bookings_new_apart EXCLUDE USING gist (during WITH &&));',
  },
  on: ['add-constraint'],
  check(change, context) {
    if (change.constraint.type !== 'exclusion' || context.isNew(change.table)) return undefined;
    const relation = context.qualify(change.table);
    const name =
      change.constraint.name === undefined
        ? 'an exclusion constraint'
        : `exclusion constraint ${change.constraint.name}`;
    return {
      message: `Adding ${name} builds its index under AccessExclusiveLock on ${relation}: reads and writes wait until it is built.`,
      claims: { relation },
    };
  },
});
