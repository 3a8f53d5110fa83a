// ADD EXCLUDE builds its index under AccessExclusiveLock, and there is no way around it.
import { defineRule } from './rule.ts';

export const exclusionConstraint = defineRule({
  id: 'exclusion-constraint',
  category: 'availability',
  severity: 'error',
  title: 'An exclusion constraint is added to an existing table.',
  why: 'PostgreSQL builds the index and compares the rows while it holds AccessExclusiveLock: reads and writes wait. It can be neither NOT VALID nor take over an index that is ready.',
  instead:
    'Create a new table with the constraint, write both, copy the rows in batches, and switch over. Or keep a maintenance window for it, and say so in an ignore comment.',
  fineWhen: 'The table was created in the same release.',
  claims: { lock: 'AccessExclusiveLock', work: 'index-build' },
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
