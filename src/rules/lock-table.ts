// An explicit LOCK TABLE.
import { atLeast } from '../sql/lock-modes.ts';
import { whoWaits } from './facts/lock-words.ts';
import { sqlBlock } from './facts/sql-block.ts';
import { defineRule } from './rule.ts';

export const lockTable = defineRule({
  id: 'lock-table',
  category: 'availability',
  severity: 'warning',
  title: 'An existing table is locked explicitly, and no lock_timeout is set.',
  why: 'The lock waits behind every transaction that uses the table, and everything that comes later waits behind it. Once taken it is held until the transaction ends.',
  instead: 'Set a lock_timeout before it or use NOWAIT, and do as little as possible before the transaction ends.',
  fineWhen:
    'The table was created in the same release, the mode stops neither reads nor writes, or NOWAIT or a lock_timeout limits the wait.',
  claims: { lock: 'AccessExclusiveLock', work: 'none' },
  sources: [
    'https://www.postgresql.org/docs/current/sql-lock.html',
    'https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-TABLES',
    'https://www.postgresql.org/docs/current/runtime-config-client.html#GUC-LOCK-TIMEOUT',
  ],
  example: {
    setup: 'CREATE TABLE orders (id bigint PRIMARY KEY);',
    bad: 'LOCK TABLE orders;',
    good: "SET LOCAL lock_timeout = '5s';\nLOCK TABLE orders;",
  },
  on: ['lock-table'],
  check(change, context) {
    if (change.nowait || context.lockTimeout !== null || !atLeast(change.mode, 'ShareLock')) return undefined;
    const live = change.tables.filter((table) => !context.isNew(table)).map((table) => context.qualify(table));
    const [relation] = live;
    if (relation === undefined) return undefined;
    return {
      message: `LOCK takes ${change.mode} on ${live.join(', ')} without a lock_timeout: ${whoWaits(change.mode)} until the transaction ends.`,
      help: `Set a limit for the wait before it:\n${sqlBlock("SET LOCAL lock_timeout = '5s';")}`,
      claims: { relation, lock: change.mode },
    };
  },
});
