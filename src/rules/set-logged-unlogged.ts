// SET LOGGED and SET UNLOGGED rewrite the table.
import { defineRule } from './rule.ts';

export const setLoggedUnlogged = defineRule({
  id: 'set-logged-unlogged',
  category: 'availability',
  severity: 'error',
  title: 'An existing table is made LOGGED or UNLOGGED.',
  why: 'PostgreSQL writes the table and all its indexes anew under AccessExclusiveLock: reads and writes wait. An UNLOGGED table is empty after a crash and on every replica.',
  instead: 'Create a new table of the kind that is needed, write both, copy the rows in batches, and switch over.',
  fineWhen: 'The table was created in the same release, or is small.',
  claims: { lock: 'AccessExclusiveLock', work: 'rewrite' },
  example: {
    setup: 'CREATE TABLE imports (id bigint PRIMARY KEY, line text);',
    bad: 'ALTER TABLE imports SET UNLOGGED;',
    good: 'CREATE UNLOGGED TABLE imports_unlogged (LIKE imports INCLUDING ALL);',
  },
  on: ['set-logged'],
  check(change, context) {
    if (context.isNew(change.table)) return undefined;
    const relation = context.qualify(change.table);
    const loss = change.logged ? '' : ' An UNLOGGED table is emptied by a crash and empty on replicas.';
    return {
      message: `Making ${relation} ${change.logged ? 'LOGGED' : 'UNLOGGED'} rewrites it under AccessExclusiveLock: reads and writes wait until that is done.${loss}`,
      claims: { relation },
    };
  },
});
