// One transaction that locks several tables against everybody.
import type { RuleContext, TakenLock } from '../model/finding.ts';
import { lockingKinds } from './facts/kinds.ts';
import { liveLocks, locksBefore } from './facts/lock-order.ts';
import { defineRule } from './rule.ts';

export const wideLockWindow = defineRule({
  id: 'wide-lock-window',
  category: 'availability',
  severity: 'warning',
  preset: 'strict',
  title: 'One transaction takes AccessExclusiveLock on more than one existing table.',
  why: 'The first table stays locked while the transaction waits for the second. The application that holds the second and wants the first waits in turn: a deadlock, which ends one of the two. And everything that uses either table stands still until the end.',
  instead:
    'Give each table a migration of its own, so that each lock is held for a moment only. Where they have to change together, lock them in the order in which the application uses them.',
  fineWhen: 'The tables were created in the same release, or nothing uses them yet.',
  claims: { lock: 'AccessExclusiveLock', work: 'none' },
  sources: ['https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-DEADLOCKS'],
  example: {
    setup: 'CREATE TABLE orders (id bigint PRIMARY KEY);\nCREATE TABLE customers (id bigint PRIMARY KEY);',
    bad: 'ALTER TABLE orders ADD COLUMN note text;\nALTER TABLE customers ADD COLUMN note text;',
    good: 'ALTER TABLE orders ADD COLUMN note text;\n-- in the next migration:\nALTER TABLE customers ADD COLUMN note text;',
    transaction: { good: 'none' },
  },
  on: lockingKinds,
  check(change, context) {
    const locked = names(liveLocks(change, context, 'AccessExclusiveLock'), context);
    const before = names(locksBefore(change, context, 'unit', 'AccessExclusiveLock'), context);
    // One finding for the transaction, where it takes the second.
    if (locked.length === 0 || before.length > 1) return undefined;
    const all = [...new Set([...before, ...locked])];
    const relation = all[1];
    if (relation === undefined) return undefined;
    return {
      message: `This transaction locks ${all.join(' and ')} against reads and writes: the first stays locked while it waits for the others.`,
      claims: { relation },
    };
  },
});

function names(locks: readonly TakenLock[], { qualify }: RuleContext): readonly string[] {
  return [...new Set(locks.map(({ relation }) => qualify(relation)))];
}
