// DROP INDEX of an index that a constraint keeps.

import { sqlIdentifier, sqlName } from '../sql/sql-names.ts';
import { constraintOfIndex } from './facts/indexes.ts';
import { sqlBlock } from './facts/sql-block.ts';
import { defineRule } from './rule.ts';

export const dropIndexBehindConstraint = defineRule({
  id: 'drop-index-behind-constraint',
  category: 'correctness',
  severity: 'error',
  title: 'DROP INDEX names the index of a constraint, which PostgreSQL refuses.',
  why: 'The index of a PRIMARY KEY, UNIQUE or EXCLUDE constraint belongs to the constraint: dropping it alone fails with error 2BP01, with CASCADE and CONCURRENTLY too, and the migration stops there.',
  instead: 'Drop the constraint with ALTER TABLE … DROP CONSTRAINT: its index goes with it.',
  sources: [
    'https://www.postgresql.org/docs/current/sql-dropindex.html',
    'https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-DESC-DROP-CONSTRAINT',
  ],
  example: {
    setup: 'CREATE TABLE users (id bigint PRIMARY KEY, email text CONSTRAINT users_email_key UNIQUE);',
    bad: 'DROP INDEX users_email_key;',
    good: '-- lockgate: ignore drop-constraint -- addresses may be shared since release 42\nALTER TABLE users DROP CONSTRAINT users_email_key;',
    fails: '2BP01',
  },
  on: ['drop'],
  check(change, context) {
    if (change.object !== 'index') return undefined;
    return change.names.flatMap((index) => {
      const found = constraintOfIndex(context, index);
      if (found === undefined) return [];
      const drop = `ALTER TABLE ${sqlName(found.table)} DROP CONSTRAINT ${sqlIdentifier(found.name)};`;
      return {
        message: `Index ${index.name} belongs to a constraint of ${context.qualify(found.table)}: DROP INDEX fails with error 2BP01.`,
        help: `Drop the constraint, if nothing relies on it any more; its index goes with it:\n${sqlBlock(drop)}`,
      };
    });
  },
});
