// Locks on tables that may be in use: taken by changes of any kind, for rules about a script or a transaction as a whole.
import type { Change, ChangeKind } from '../../model/change.ts';
import type { RuleContext } from '../../model/finding.ts';
import type { LockMode } from '../../model/schema.ts';
import { atLeast } from '../../sql/lock-modes.ts';
import { locksOf, type TakenLock } from './locks.ts';

/** The kinds of change that take a lock which stops others. */
export const lockingKinds = [
  'create-table',
  'add-column',
  'drop-column',
  'alter-column-type',
  'set-default',
  'drop-default',
  'set-not-null',
  'drop-not-null',
  'set-expression',
  'drop-expression',
  'add-identity',
  'drop-identity',
  'alter-identity',
  'add-constraint',
  'alter-constraint',
  'drop-constraint',
  'attach-partition',
  'detach-partition',
  'inherit',
  'no-inherit',
  'set-logged',
  'set-access-method',
  'set-tablespace',
  'replica-identity',
  'row-security',
  'enable-trigger',
  'enable-rule',
  'create-index',
  'create-trigger',
  'create-rule',
  'create-policy',
  'alter-policy',
  'drop',
  'rename',
  'set-schema',
  'set-owner',
  'truncate',
  'lock-table',
  'cluster',
  'vacuum',
  'reindex',
  'refresh-materialized-view',
] as const satisfies readonly ChangeKind[];

/** Those of `weakest` or stronger on relations that were there before the release. */
export function liveLocks(change: Change, context: RuleContext, weakest: LockMode): readonly TakenLock[] {
  return locksOf(change).filter(({ relation, mode }) => atLeast(mode, weakest) && !context.isNew(relation));
}
