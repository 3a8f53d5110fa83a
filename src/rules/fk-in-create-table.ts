// A new table with a foreign key locks the table it points to.

import { referencedTables } from '../sql/written-constraints.ts';
import { limitedWait } from './facts/set-local.ts';
import { sqlBlock } from './facts/sql-block.ts';
import { defineRule } from './rule.ts';

export const fkInCreateTable = defineRule({
  id: 'fk-in-create-table',
  category: 'availability',
  severity: 'warning',
  title: 'The foreign key of a new table locks an existing table, and no lock_timeout is set.',
  why: 'A foreign key puts triggers on the table it points to, under ShareRowExclusiveLock. Nothing is scanned, but the lock waits behind every open write there, and all later writes wait behind it, until the transaction ends.',
  instead:
    'Set a lock_timeout before the statement, so that a lock that is not free soon fails the migration instead of stopping the table. Keep the transaction short.',
  fineWhen: 'The table it points to is new too, or a lock_timeout is in force.',
  claims: { lock: 'ShareRowExclusiveLock', work: 'none' },
  sources: [
    'https://www.postgresql.org/docs/current/sql-createtable.html',
    'https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-TABLES',
    'https://www.postgresql.org/docs/current/runtime-config-client.html#GUC-LOCK-TIMEOUT',
  ],
  example: {
    setup: 'CREATE TABLE customers (id bigint PRIMARY KEY);',
    bad: 'CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint NOT NULL REFERENCES customers (id));',
    good: "SET LOCAL lock_timeout = '5s';\nCREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint NOT NULL REFERENCES customers (id));",
  },
  on: ['create-table', 'add-constraint'],
  check(change, context) {
    if (context.lockTimeout !== null) return undefined;
    if (change.kind === 'add-constraint' && !context.isNew(change.table)) return undefined;
    const own = context.qualify(change.table);
    const parent = referencedTables(change).find((name) => !context.isNew(name) && context.qualify(name) !== own);
    if (parent === undefined) return undefined;
    const relation = context.qualify(parent);
    return {
      message: `The foreign key of the new table ${own} takes ShareRowExclusiveLock on ${relation}, and no lock_timeout is set: writes to ${relation} wait until the transaction ends.`,
      help: `Set a limit for the wait before this statement:\n${sqlBlock(limitedWait(context))}`,
      claims: { relation },
    };
  },
});
