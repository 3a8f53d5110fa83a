// What earlier migrations tell about a partitioned table: its key and its partitions.
import type { Change, ChangeOf } from '../../model/change.ts';
import type { PastChange, RuleContext } from '../../model/finding.ts';
import type { Name } from '../../model/schema.ts';
import { makesOther } from './columns.ts';
import { folded } from './folded.ts';

/** True when a migration made it so, or gave it a partition. False may also mean "not known". */
export function isPartitioned(context: RuleContext, table: Name): boolean {
  return structureOf(context, table).some(({ change }) => {
    if (change.kind === 'attach-partition') return change.table.name === table.name;
    if (change.kind !== 'create-table') return false;
    return change.partitionOf?.name === table.name || (change.partitioned && change.table.name === table.name);
  });
}

/** The columns it is partitioned by; undefined when that is not known, or they are expressions. */
export function partitionKey(context: RuleContext, table: Name): readonly string[] | undefined {
  const made = madeAs(context, table);
  return made?.partitionKey?.map((column) =>
    context
      .historyOf(table)
      .reduce(
        (name, { change }) =>
          change.kind === 'rename' && change.object === 'column' && change.from === name ? change.to : name,
        column,
      ),
  );
}

/** Its own partitions, in the order they came. */
export function partitionsOf(context: RuleContext, table: Name): readonly Name[] {
  return partitions(context, table).map(({ partition }) => partition);
}

export function defaultPartition(context: RuleContext, table: Name): Name | undefined {
  return partitions(context, table).find(({ isDefault }) => isDefault)?.partition;
}

/** Its own partitions and heirs, in the order they came. */
export function childrenOf(context: RuleContext, table: Name): readonly Name[] {
  const heirs = new Map<string, Name>();
  for (const { change } of structureOf(context, table)) {
    if (change.kind === 'create-table' && change.inherits.some(({ name }) => name === table.name))
      heirs.set(context.qualify(change.table), change.table);
    if (change.kind === 'inherit' && change.parent.name === table.name)
      heirs.set(context.qualify(change.table), change.table);
    if (change.kind === 'no-inherit') heirs.delete(context.qualify(change.table));
  }
  const known = [...heirs.values()].filter((heir) => context.historyOf(heir).length > 0);
  return [...partitionsOf(context, table), ...known];
}

/** The tables that hold rows when the whole of it is read: itself, unless it is partitioned, and all below. */
export function storedIn(context: RuleContext, table: Name): readonly Name[] {
  const below = childrenOf(context, table).flatMap((child) => storedIn(context, child));
  return isPartitioned(context, table) ? below : [table, ...below];
}

/** True for a partitioned table all of whose life is known, without partitions: there is no row to read. */
export function hasNoPartitions(context: RuleContext, table: Name): boolean {
  return madeAs(context, table) !== undefined && partitions(context, table).length === 0;
}

function madeAs(context: RuleContext, table: Name): ChangeOf<'create-table'> | undefined {
  const made = structureOf(context, table).flatMap(({ change }) =>
    change.kind === 'create-table' && !makesOther(change, table) ? [change] : [],
  );
  return made.at(-1)?.partitioned === true ? made.at(-1) : undefined;
}

/** What a table's past says about partitions and heirs: little, and asked for by nearly every rule. */
function structureOf(context: RuleContext, table: Name): readonly PastChange[] {
  return structural(context.historyOf(table), table);
}

const structural = folded(
  (): PastChange[] => [],
  (found, past) => {
    if (structuralKinds.has(past.change.kind)) found.push(past);
  },
);

const structuralKinds: ReadonlySet<Change['kind']> = new Set<Change['kind']>([
  'create-table',
  'attach-partition',
  'detach-partition',
  'inherit',
  'no-inherit',
]);

function partitions(
  context: RuleContext,
  table: Name,
): readonly { readonly partition: Name; readonly isDefault: boolean }[] {
  const found = new Map<string, { readonly partition: Name; readonly isDefault: boolean }>();
  for (const { change } of structureOf(context, table)) {
    if (change.kind === 'attach-partition' && change.table.name === table.name) {
      const { partition, isDefault } = change;
      found.set(context.qualify(partition), { partition, isDefault });
    }
    if (change.kind === 'create-table' && change.partitionOf?.name === table.name) {
      const isDefault = change.defaultPartition === true;
      found.set(context.qualify(change.table), { partition: change.table, isDefault });
    }
    if (change.kind === 'detach-partition') found.delete(context.qualify(change.partition));
  }
  // Of a dropped table nothing is remembered.
  return [...found.values()].filter(({ partition }) => context.historyOf(partition).length > 0);
}

/** The table that it is a partition of now; undefined when no migration made it one. */
export function parentOf(context: RuleContext, table: Name): Name | undefined {
  const own = context.qualify(table);
  let parent: Name | undefined;
  for (const { change } of structureOf(context, table)) {
    if (change.kind === 'create-table' && change.partitionOf !== undefined && context.qualify(change.table) === own)
      parent = change.partitionOf;
    if (change.kind === 'attach-partition' && context.qualify(change.partition) === own) parent = change.table;
    if (change.kind === 'detach-partition' && context.qualify(change.partition) === own) parent = undefined;
  }
  return parent;
}

/** The tables that it is a partition of, the nearest first. */
export function ancestorsOf(context: RuleContext, table: Name): readonly Name[] {
  const parent = parentOf(context, table);
  return parent === undefined ? [] : [parent, ...ancestorsOf(context, parent)];
}
