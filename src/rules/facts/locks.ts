// The lock that each change takes on relations that exist. Facts: manual 13.3.1 and ALTER TABLE, measured on 15.18 and 18.4.
import type { Change } from '../../model/change.ts';
import type { TakenLock } from '../../model/finding.ts';
import type { LockMode, Name } from '../../model/schema.ts';
import { referencedTables } from '../../sql/written-constraints.ts';

/** Locks of ShareLock or stronger that a change takes on relations that may be in use; weaker ones stop neither reads nor writes. */
export function locksOf(change: Change): readonly TakenLock[] {
  const on = (relation: Name | undefined, mode: LockMode = 'AccessExclusiveLock'): readonly TakenLock[] =>
    relation === undefined ? [] : [{ relation, mode }];
  switch (change.kind) {
    case 'create-table':
      return [...on(change.partitionOf), ...parentLocks(change)];
    case 'add-column':
      return [...on(change.table), ...parentLocks(change)];
    case 'add-constraint':
      return change.constraint.type === 'foreign-key'
        ? [...on(change.table, 'ShareRowExclusiveLock'), ...parentLocks(change)]
        : on(change.table);
    case 'drop-column':
    case 'alter-column-type':
    case 'set-default':
    case 'drop-default':
    case 'set-not-null':
    case 'drop-not-null':
    case 'set-expression':
    case 'drop-expression':
    case 'add-identity':
    case 'drop-identity':
    case 'alter-identity':
    case 'drop-constraint':
    case 'alter-constraint':
    case 'set-logged':
    case 'set-access-method':
    case 'set-tablespace':
    case 'replica-identity':
    case 'row-security':
    case 'enable-rule':
    case 'inherit':
    case 'no-inherit':
    case 'create-rule':
    case 'create-policy':
    case 'alter-policy':
      return on(change.table);
    case 'alter-column-setting':
      // SET STATISTICS and the options of a column take ShareUpdateExclusiveLock.
      return change.setting === 'storage' || change.setting === 'compression' ? on(change.table) : [];
    case 'enable-trigger':
    case 'create-trigger':
      return on(change.table, 'ShareRowExclusiveLock');
    case 'attach-partition':
      return on(change.partition);
    case 'detach-partition':
      return change.concurrently || change.finalize ? [] : [...on(change.table), ...on(change.partition)];
    default:
      return objectLocks(change, on);
  }
}

function objectLocks(
  change: Change,
  on: (relation: Name | undefined, mode?: LockMode) => readonly TakenLock[],
): readonly TakenLock[] {
  switch (change.kind) {
    case 'create-index':
      return change.concurrently ? [] : on(change.table, 'ShareLock');
    case 'drop':
      if (change.object === 'trigger' || change.object === 'rule' || change.object === 'policy') return on(change.on);
      return change.object === 'table' || change.object === 'view' || change.object === 'materialized-view'
        ? change.names.flatMap((name) => on(name))
        : [];
    case 'rename':
      return ['table', 'view', 'materialized-view', 'column', 'constraint', 'trigger', 'policy', 'rule'].includes(
        change.object,
      )
        ? on(change.name)
        : [];
    case 'set-schema':
    case 'set-owner':
      return change.object === 'table' ? on(change.name) : [];
    case 'truncate':
      return change.tables.flatMap((table) => on(table));
    case 'lock-table':
      return change.tables.flatMap((table) => on(table, change.mode));
    case 'cluster':
      return on(change.table);
    case 'vacuum':
      return change.full ? change.tables.flatMap((table) => on(table)) : [];
    case 'reindex':
      return change.target === 'table' && !change.concurrently ? on(change.name, 'ShareLock') : [];
    case 'refresh-materialized-view':
      return on(change.view, change.concurrently ? 'ExclusiveLock' : 'AccessExclusiveLock');
    default:
      return [];
  }
}

/** A foreign key puts triggers on the table it points to. */
function parentLocks(change: Change): readonly TakenLock[] {
  return referencedTables(change).map((relation) => ({ relation, mode: 'ShareRowExclusiveLock' }));
}
