// What the catalogue knows of a table's columns.

import { isSince } from '../../catalog/objects.ts';
import type { TableColumn } from '../../model/catalog.ts';
import type { Change } from '../../model/change.ts';
import type { RuleContext } from '../../model/finding.ts';
import type { Name, TypeName } from '../../model/schema.ts';
import { tableNamed, visibleName } from './named.ts';

/** The column as it is before the statement, its type as SQL would write it there; undefined when no migration says anything about it. */
export function knownColumn(context: RuleContext, table: Name, name: string): TableColumn | undefined {
  const column = tableNamed(context, table)?.columns.find((one) => one.name === name);
  if (column === undefined || column.type?.schema === undefined) return column;
  return { ...column, type: visibleName(column.type, context) };
}

/** Its type, where its making is among the migrations. */
export function knownType(context: RuleContext, table: Name, name: string): TypeName | undefined {
  return knownColumn(context, table, name)?.type ?? undefined;
}

/** Added by one of the new migrations. */
export function isAddedInRelease({ base }: RuleContext, column: TableColumn | undefined): boolean {
  return column !== undefined && column.type !== null && isSince(base, column);
}

/** The history of a table also holds the making of its partitions and heirs. */
export function makesOther(change: Change, table: Name): boolean {
  if (change.kind !== 'create-table') return false;
  return change.partitionOf?.name === table.name || change.inherits.some(({ name }) => name === table.name);
}
