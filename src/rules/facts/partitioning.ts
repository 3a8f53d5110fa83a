// What the catalogue knows of a partitioned table: its key, its partitions, and those who inherit from it.
import { childrenOf as childrenIn } from '../../catalog/draft.ts';
import { keyOf } from '../../catalog/objects.ts';
import type { Table } from '../../model/catalog.ts';
import type { RuleContext } from '../../model/finding.ts';
import type { Name } from '../../model/schema.ts';
import { partsOf } from '../../sql/qualified-name.ts';
import { madeTable, tableNamed, visibleName } from './named.ts';

/** True when a migration made it so, or gave it a partition. False may also mean "not known". */
export function isPartitioned(context: RuleContext, table: Name): boolean {
  const found = tableNamed(context, table);
  return (found !== undefined && 'partitioning' in found) || partitions(context, table).length > 0;
}

/** The columns it is partitioned by; undefined when that is not known, or they are expressions. */
export function partitionKey(context: RuleContext, table: Name): readonly string[] | undefined {
  return madeTable(context, table)?.partitioning?.key ?? undefined;
}

/** Its own partitions, in the order they came. */
export function partitionsOf(context: RuleContext, table: Name): readonly Name[] {
  return partitions(context, table).map((partition) => named(partition, context));
}

export function defaultPartition(context: RuleContext, table: Name): Name | undefined {
  const found = partitions(context, table).find(({ partitionOf }) => partitionOf?.isDefault === true);
  return found === undefined ? undefined : named(found, context);
}

/** Its own partitions and heirs, in the order they came. */
export function childrenOf(context: RuleContext, table: Name): readonly Name[] {
  return childrenIn(context.catalog, context.qualify(table)).map((child) => named(child, context));
}

/** The tables that hold rows when the whole of it is read: itself, unless it is partitioned, and all below. */
export function storedIn(context: RuleContext, table: Name): readonly Name[] {
  const below = childrenOf(context, table).flatMap((child) => storedIn(context, child));
  return isPartitioned(context, table) ? below : [table, ...below];
}

/** True for a partitioned table all of whose life is known, without partitions: there is no row to read. */
export function hasNoPartitions(context: RuleContext, table: Name): boolean {
  return madeTable(context, table)?.partitioning !== undefined && partitions(context, table).length === 0;
}

/** The table that it is a partition of now; undefined when no migration made it one. */
export function parentOf(context: RuleContext, table: Name): Name | undefined {
  const found = tableNamed(context, table);
  const parent = found !== undefined && 'partitionOf' in found ? found.partitionOf?.parent : undefined;
  return parent === undefined ? undefined : visibleName(partsOf(parent), context);
}

/** The tables that it is a partition of, the nearest first. */
export function ancestorsOf(context: RuleContext, table: Name): readonly Name[] {
  const parent = parentOf(context, table);
  return parent === undefined ? [] : [parent, ...ancestorsOf(context, parent)];
}

function partitions({ catalog, qualify }: RuleContext, table: Name): readonly Table[] {
  const key = qualify(table);
  return childrenIn(catalog, key).filter(({ partitionOf }) => partitionOf?.parent === key);
}

function named(table: Table, context: RuleContext): Name {
  return visibleName(partsOf(keyOf(table)), context);
}
