// One live table locked again and again by the migrations of one release.
import type { Change } from '../model/change.ts';
import type { RuleContext } from '../model/finding.ts';
import { atLeast } from '../sql/lock-modes.ts';
import { lockingKinds } from './facts/kinds.ts';
import { liveLocks, locksBefore } from './facts/lock-order.ts';
import { locksOf } from './facts/locks.ts';
import { defineRule } from './rule.ts';

export const cumulativeLockBudget = defineRule({
  id: 'cumulative-lock-budget',
  category: 'availability',
  severity: 'info',
  preset: 'strict',
  title: 'Several migrations of one release lock the same existing table.',
  why: 'Each waits for the transactions that use the table while everybody else queues behind it. One release stops the table as often as it has such migrations.',
  instead:
    'Bring the changes that only touch the catalog into one ALTER TABLE, so that the table is locked once. Keep apart what has to be: NOT VALID and its VALIDATE, SET NOT NULL and the drop of its proof.',
  fineWhen: 'The steps need their order, as adding, filling and constraining a column does, or nothing uses the table.',
  options: {
    files: {
      type: 'integer',
      default: 3,
      min: 2,
      about: 'How many migrations of a release have to lock a table before this is said.',
    },
  },
  claims: { lock: 'AccessExclusiveLock', work: 'none' },
  sources: ['https://www.postgresql.org/docs/current/explicit-locking.html'],
  example: {
    setup: 'CREATE TABLE orders (id bigint PRIMARY KEY);',
    earlier: ['ALTER TABLE orders ADD COLUMN note text;', 'ALTER TABLE orders ADD COLUMN state text;'],
    bad: 'ALTER TABLE orders ADD COLUMN placed date;',
    good: "COMMENT ON TABLE orders IS 'add note, state and placed in one ALTER TABLE';",
  },
  on: lockingKinds,
  check(change, context, options) {
    const before = locksBefore(change, context, 'script', 'AccessExclusiveLock').map(({ relation }) =>
      context.qualify(relation),
    );
    for (const lock of liveLocks(change, context, 'AccessExclusiveLock')) {
      const relation = context.qualify(lock.relation);
      if (before.includes(relation)) continue;
      const paths = new Set(
        context
          .earlier(lock.relation)
          .filter((past) => locksIt(past.change, relation, context))
          .map(({ path }) => path),
      );
      // One finding for the release: at the migration that makes them too many.
      if (paths.size !== options.files - 1) continue;
      return {
        message: `This is migration number ${options.files} of the release that takes AccessExclusiveLock on ${relation}, after ${[...paths].join(', ')}.`,
        claims: { relation },
      };
    }
    return undefined;
  },
});

function locksIt(change: Change, relation: string, context: RuleContext): boolean {
  return locksOf(change).some(
    (lock) => atLeast(lock.mode, 'AccessExclusiveLock') && context.qualify(lock.relation) === relation,
  );
}
