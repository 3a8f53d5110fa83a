// CREATE TRIGGER on a table that is in use.
import { limitedWait } from './facts/set-local.ts';
import { sqlBlock } from './facts/sql-block.ts';
import { defineRule } from './rule.ts';

export const createTrigger = defineRule({
  id: 'create-trigger',
  category: 'availability',
  severity: 'warning',
  title: 'A trigger is created on an existing table, and no lock_timeout is set.',
  why: 'CREATE TRIGGER takes ShareRowExclusiveLock: it waits behind every open write of the table, all later writes wait behind it, until the transaction ends. From then on it costs time for every row.',
  instead: 'Set a lock_timeout before the statement, and keep the transaction short.',
  fineWhen: 'The table was created in the same release, or a lock_timeout is in force.',
  claims: { lock: 'ShareRowExclusiveLock', work: 'none' },
  sources: [
    'https://www.postgresql.org/docs/current/sql-createtrigger.html',
    'https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-TABLES',
    'https://www.postgresql.org/docs/current/runtime-config-client.html#GUC-LOCK-TIMEOUT',
  ],
  example: {
    setup:
      "CREATE TABLE orders (id bigint PRIMARY KEY);\nCREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';",
    bad: 'CREATE TRIGGER orders_touch BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION touch();',
    good: "SET LOCAL lock_timeout = '5s';\nCREATE TRIGGER orders_touch BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION touch();",
  },
  on: ['create-trigger'],
  check(change, context) {
    if (context.lockTimeout !== null || change.timing === 'instead of' || context.isNew(change.table)) return undefined;
    const relation = context.qualify(change.table);
    return {
      message: `Creating trigger ${change.trigger} takes ShareRowExclusiveLock on ${relation} without a lock_timeout: writes wait until the transaction ends.`,
      help: `Set a limit for the wait before this statement:\n${sqlBlock(limitedWait(context))}`,
      claims: { relation },
    };
  },
});
