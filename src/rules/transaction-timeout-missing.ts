// A transaction that takes strong locks, and no limit for the whole of it.
import { lockingKinds } from './facts/kinds.ts';
import { firstLiveLock } from './facts/lock-order.ts';
import { settingBefore } from './facts/set-local.ts';
import { sqlBlock } from './facts/sql-block.ts';
import { defineRule } from './rule.ts';

export const transactionTimeoutMissing = defineRule({
  id: 'transaction-timeout-missing',
  category: 'policy',
  severity: 'info',
  preset: 'policy',
  title: 'A transaction takes strong locks without a transaction_timeout.',
  why: 'Locks are held until the transaction ends. statement_timeout limits each statement, but a hundred statements that each take a second stop a table for a hundred seconds; transaction_timeout (PostgreSQL 17) limits the whole.',
  instead: 'Set transaction_timeout at the beginning of the transaction to the longest outage that you accept.',
  fineWhen: 'The server is older than PostgreSQL 17, or the role that runs migrations has it set.',
  sources: ['https://www.postgresql.org/docs/current/runtime-config-client.html'],
  example: {
    setup: 'CREATE TABLE orders (id bigint PRIMARY KEY);',
    bad: 'ALTER TABLE orders ADD COLUMN note text;',
    good: "SET LOCAL transaction_timeout = '30s';\nALTER TABLE orders ADD COLUMN note text;",
    minServer: 17,
  },
  on: lockingKinds,
  check(change, context) {
    if (context.serverVersion < 17 || context.unit.kind !== 'transaction') return undefined;
    const lock = firstLiveLock(change, context, 'ShareLock');
    if (lock === undefined || context.setting('transaction_timeout') !== null) return undefined;
    const setting = "transaction_timeout = '30s'";
    const suggestion = settingBefore(context, setting);
    return {
      message: `This transaction holds ${lock.mode} on ${context.qualify(lock.relation)} until it ends, and nothing limits how long that is.`,
      help: `Put this before the statement:\n${sqlBlock(`SET LOCAL ${setting};`)}`,
      ...(suggestion === undefined ? {} : { suggestion }),
    };
  },
});
