// A transaction that takes strong locks, and no limit for how long it may stand idle with them.
import { lockingKinds } from './facts/kinds.ts';
import { firstLiveLock } from './facts/lock-order.ts';
import { settingBefore } from './facts/set-local.ts';
import { sqlBlock } from './facts/sql-block.ts';
import { defineRule } from './rule.ts';

export const idleInTransactionTimeoutMissing = defineRule({
  id: 'idle-in-transaction-timeout-missing',
  category: 'policy',
  severity: 'info',
  preset: 'policy',
  title: 'A transaction takes strong locks without an idle_in_transaction_session_timeout.',
  why: 'When the migration tool hangs or its machine is lost, the server may not notice for minutes: the transaction stays open and keeps its locks, and everybody waits. With this limit the server ends it.',
  instead: 'Set idle_in_transaction_session_timeout in the transaction, or for the role that runs migrations.',
  fineWhen: 'The role or the connection of the migration tool sets it; then leave this rule off.',
  sources: ['https://www.postgresql.org/docs/current/runtime-config-client.html'],
  example: {
    setup: 'CREATE TABLE orders (id bigint PRIMARY KEY);',
    bad: 'ALTER TABLE orders ADD COLUMN note text;',
    good: "SET LOCAL idle_in_transaction_session_timeout = '10s';\nALTER TABLE orders ADD COLUMN note text;",
  },
  on: lockingKinds,
  check(change, context) {
    if (context.unit.kind !== 'transaction' || context.setting('idle_in_transaction_session_timeout') !== null)
      return undefined;
    const lock = firstLiveLock(change, context, 'ShareLock');
    if (lock === undefined) return undefined;
    const setting = "idle_in_transaction_session_timeout = '10s'";
    const suggestion = settingBefore(context, setting);
    return {
      message: `This transaction holds ${lock.mode} on ${context.qualify(lock.relation)} for as long as its connection stands idle: no idle_in_transaction_session_timeout is set.`,
      help: `Put this before the statement:\n${sqlBlock(`SET LOCAL ${setting};`)}`,
      ...(suggestion === undefined ? {} : { suggestion }),
    };
  },
});
