// A statement that asks for a strong lock on a live table while no lock_timeout is in force.

import type { Change, ChangeKind, ChangeOf } from '../model/change.ts';
import type { RuleContext, TakenLock } from '../model/finding.ts';
import type { Name } from '../model/schema.ts';
import { someEarlierTogether } from './facts/before.ts';
import { makesRoom, wasNeverThere } from './facts/clearing.ts';
import { alterTableKinds } from './facts/kinds.ts';
import { liveLocks } from './facts/lock-order.ts';
import { lockedBesides } from './facts/locked-besides.ts';
import { viewNamed } from './facts/named.ts';
import { settingBefore } from './facts/set-local.ts';
import { sqlBlock } from './facts/sql-block.ts';
import { defineRule } from './rule.ts';

/** Foreign keys of new tables, new partitions, triggers and LOCK have rules of their own that say this. */
const kinds = [
  ...alterTableKinds,
  'alter-column-setting',
  'create-index',
  'create-rule',
  'create-policy',
  'alter-policy',
  'drop',
  'rename',
  'set-schema',
  'set-owner',
  'truncate',
  'cluster',
  'reindex',
  'refresh-materialized-view',
  'create-view',
] as const satisfies readonly ChangeKind[];

export const lockTimeoutMissing = defineRule({
  id: 'lock-timeout-missing',
  category: 'availability',
  severity: 'warning',
  title: 'A statement takes a strong lock on an existing table without a lock_timeout.',
  why: 'The lock waits behind every transaction that uses the table, and everything that comes later waits behind the lock. One long query is enough to stop the table for as long as it runs.',
  instead:
    'Set lock_timeout before the first such statement of the transaction. If the lock is not free in time the migration fails, the table goes on, and the migration can be tried again.',
  fineWhen: 'The table was created in the same release, or the scripts set a lock_timeout before the statement.',
  claims: { lock: 'AccessExclusiveLock', work: 'none' },
  sources: [
    'https://www.postgresql.org/docs/current/runtime-config-client.html#GUC-LOCK-TIMEOUT',
    'https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-TABLES',
    'https://github.com/ankane/strong_migrations#migration-timeouts',
  ],
  example: {
    setup: 'CREATE TABLE orders (id bigint PRIMARY KEY);',
    bad: 'ALTER TABLE orders ADD COLUMN note text;',
    good: "SET LOCAL lock_timeout = '5s';\nALTER TABLE orders ADD COLUMN note text;",
  },
  on: kinds,
  check(change, context) {
    // One of 0 is another rule's.
    if (context.lockTimeout !== null) return undefined;
    const lock = liveLock(change, context);
    if (lock === undefined || someEarlierTogether(change, context, (other) => liveLock(other, context) !== undefined)) {
      return undefined;
    }
    const relation = context.qualify(lock.relation);
    const suggestion = settingBefore(context, "lock_timeout = '5s'");
    return {
      message: `This asks for ${lock.mode} on ${relation} without a lock_timeout: while it waits for running transactions, everything that comes later waits behind it.`,
      help:
        suggestion === undefined
          ? `Set it for the session and put it back at the end:\n${sqlBlock("SET lock_timeout = '5s';", `${context.statement.text};`, 'RESET lock_timeout;')}`
          : `Put this before the statement:\n${sqlBlock("SET LOCAL lock_timeout = '5s';")}`,
      claims: { relation, lock: lock.mode },
      ...(suggestion === undefined ? {} : { suggestion }),
    };
  },
});

function liveLock(change: Change, context: RuleContext): TakenLock | undefined {
  if (!(kinds as readonly ChangeKind[]).includes(change.kind)) return undefined;
  if (change.kind === 'create-view') return replacedView(change, context);
  if (change.kind === 'drop' && wasNeverThere(change, context.at(change))) return undefined;
  const isCleared = (relation: Name): boolean => change.kind === 'drop' && makesRoom(relation, change, context);
  const ofTable = isOfIndex(change)
    ? lockedBesides(change, context.at(change)).filter(({ relation }) => !context.isNew(relation))
    : [];
  return [...ofTable, ...liveLocks(change, context, 'ShareLock')].find(({ relation }) => !isCleared(relation));
}

/** It names an index alone, and locks the table too. */
function isOfIndex(change: Change): boolean {
  return (
    (change.kind === 'drop' && change.object === 'index') || (change.kind === 'reindex' && change.target === 'index')
  );
}

/** CREATE OR REPLACE VIEW locks the view that is there, if one is: the migrations tell. */
function replacedView({ view, replace }: ChangeOf<'create-view'>, context: RuleContext): TakenLock | undefined {
  const isThere = viewNamed(context, view)?.kind === 'view';
  return replace && isThere && !context.isNew(view) ? { relation: view, mode: 'AccessExclusiveLock' } : undefined;
}
