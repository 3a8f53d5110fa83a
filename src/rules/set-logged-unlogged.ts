// SET LOGGED and SET UNLOGGED rewrite the table.

import type { RuleContext } from '../model/finding.ts';
import type { Name } from '../model/schema.ts';
import { relationNamed } from './facts/named.ts';
import { isPartitioned } from './facts/partitioning.ts';
import { defineRule } from './rule.ts';

export const setLoggedUnlogged = defineRule({
  id: 'set-logged-unlogged',
  category: 'availability',
  severity: 'error',
  title: 'An existing table is made LOGGED or UNLOGGED.',
  why: 'PostgreSQL rewrites the table and all its indexes under AccessExclusiveLock: reads and writes wait. An UNLOGGED table is empty after a crash, and on a replica a query of it fails.',
  instead:
    '1. Create a new table of the kind that is needed.\n2. Write both tables, from the application or with a trigger on the old one.\n3. Copy the old rows in batches, outside of migrations.\n4. Rename both tables in one short transaction with a lock_timeout, and drop the old one in a later release.',
  fineWhen: 'The table was created in the same release, or is small.',
  claims: { lock: 'AccessExclusiveLock', work: 'rewrite' },
  sources: [
    'https://www.postgresql.org/docs/current/sql-altertable.html',
    'https://www.postgresql.org/docs/current/sql-createtable.html',
    'docs/conformance.md',
  ],
  example: {
    setup: 'CREATE TABLE imports (id bigint PRIMARY KEY, line text);',
    bad: 'ALTER TABLE imports SET UNLOGGED;',
    good: 'CREATE UNLOGGED TABLE imports_unlogged (LIKE imports INCLUDING ALL);',
  },
  on: ['set-logged'],
  check(change, context) {
    if (context.isNew(change.table) || isSequence(change.table, context)) return undefined;
    // A partitioned table has no rows of its own, and its partitions stay as they are.
    if (isPartitioned(context, change.table)) return undefined;
    const relation = context.qualify(change.table);
    const loss = change.logged ? '' : ' An UNLOGGED table is emptied by a crash, and replicas refuse to read it.';
    return {
      message: `Making ${relation} ${change.logged ? 'LOGGED' : 'UNLOGGED'} rewrites it under AccessExclusiveLock: reads and writes wait until that is done.${loss}`,
      claims: { relation },
    };
  },
});

/** One page. */
function isSequence(name: Name, context: RuleContext): boolean {
  return /^alter\s+sequence\b/i.test(context.statement.text) || relationNamed(context, name)?.kind === 'sequence';
}
