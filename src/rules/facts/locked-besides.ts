// What a change locks besides the relations that it names: only what is known of those tells.

import type { Change, ChangeOf } from '../../model/change.ts';
import type { RuleContext, TakenLock } from '../../model/finding.ts';
import type { Name } from '../../model/schema.ts';
import { knownConstraints } from './constraints.ts';
import { foreignKeysTo } from './foreign-keys.ts';
import { tableOfIndex } from './indexes.ts';
import { defaultPartition } from './partitioning.ts';

/** Of a change that is still to come. Measured on 14 and 18. */
export function lockedBesides(change: Change, context: RuleContext): readonly TakenLock[] {
  if (change.kind === 'reindex' && change.target === 'index' && !change.concurrently && change.name !== undefined) {
    const relation = tableOfIndex(context, change.name);
    return relation === undefined ? [] : [{ relation, mode: 'ShareLock' }];
  }
  return relationsOf(change, context).map((relation) => ({ relation, mode: 'AccessExclusiveLock' }));
}

function relationsOf(change: Change, context: RuleContext): readonly Name[] {
  switch (change.kind) {
    case 'drop-constraint':
      return referencedFrom(change.table, context, (name) => name === change.name);
    case 'drop-column':
      return referencedFrom(change.table, context, (_, columns) => columns.includes(change.column));
    case 'drop':
      if (change.object === 'table') return change.names.flatMap((name) => besidesTable(name, change, context));
      return change.object === 'index' && !change.concurrently
        ? change.names.flatMap((index) => tableOfIndex(context, index) ?? [])
        : [];
    case 'attach-partition':
      return change.isDefault ? [] : rowsMayMove(change.table, context);
    case 'create-table':
      return change.partitionOf === undefined || change.defaultPartition === true
        ? []
        : rowsMayMove(change.partitionOf, context);
    default:
      return [];
  }
}

/** The tables at the other ends of its foreign keys, and with CASCADE of those to it. */
function besidesTable(table: Name, { cascade }: ChangeOf<'drop'>, context: RuleContext): readonly Name[] {
  const to = cascade ? foreignKeysTo(table, context).map(({ holder }) => holder) : [];
  return [...referencedFrom(table, context, () => true), ...to];
}

/** A foreign key that goes takes its triggers off the table that it pointed to. */
function referencedFrom(
  table: Name,
  context: RuleContext,
  goes: (name: string, columns: readonly string[]) => boolean,
): readonly Name[] {
  return knownConstraints(context, table).flatMap(({ name, constraint }) =>
    constraint.type === 'foreign-key' && goes(name, constraint.columns) ? [constraint.references.table] : [],
  );
}

/** Nobody may put rows into the DEFAULT partition that belong to the new one. */
function rowsMayMove(table: Name, context: RuleContext): readonly Name[] {
  const rest = defaultPartition(context, table);
  return rest === undefined ? [] : [rest];
}
