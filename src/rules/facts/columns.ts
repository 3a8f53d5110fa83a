// What the catalogue knows of a table's columns.
import { isSince, tableOrView } from '../../catalog/objects.ts';
import type { Table, TableColumn, View } from '../../model/catalog.ts';
import type { Change } from '../../model/change.ts';
import type { RuleContext } from '../../model/finding.ts';
import type { Name, TypeName } from '../../model/schema.ts';

/** The table or view that the name means before the statement. */
export function tableNamed(context: Pick<RuleContext, 'catalog' | 'qualify'>, name: Name): Table | View | undefined {
  return tableOrView(context.catalog, context.qualify(name));
}

/** The column as it is before the statement, its type as SQL would write it there; undefined when no migration says anything about it. */
export function knownColumn(context: RuleContext, table: Name, name: string): TableColumn | undefined {
  const column = tableNamed(context, table)?.columns.find((one) => one.name === name);
  if (column === undefined || column.type?.schema === undefined) return column;
  return { ...column, type: visibleName(column.type, context) };
}

/** Without its schema, where the search_path leads to it. */
export function visibleName<N extends Name>(name: N, { qualify }: RuleContext): N {
  const { schema: _, ...bare } = name;
  return name.schema === undefined || qualify({ name: name.name }) === qualify(name) ? (bare as N) : name;
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
