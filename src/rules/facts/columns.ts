// What earlier migrations tell about a column: its type and whether it can be NULL.
import type { Column, Name, TypeName } from '../../model/change.ts';
import type { RuleContext } from '../../model/finding.ts';

export interface KnownColumn {
  /** Undefined when the column's making is not among the migrations. */
  readonly type: TypeName | undefined;
  readonly notNull: boolean;
  readonly generated: Column['generated'] | undefined;
  /** Added in the transaction of the statement that asks. */
  readonly addedInUnit: boolean;
}

/** The column as it is before the statement; undefined when no migration says anything about it. */
export function knownColumn(context: RuleContext, table: Name, name: string): KnownColumn | undefined {
  const columns = new Map<string, KnownColumn>();
  const set = (column: string, more: Partial<KnownColumn>): void => {
    const before = columns.get(column) ?? { type: undefined, notNull: false, generated: undefined, addedInUnit: false };
    columns.set(column, { ...before, ...more });
  };
  for (const { change, inUnit } of context.historyOf(table)) {
    switch (change.kind) {
      case 'create-table':
        // The history of a partitioned table also holds the making of its partitions.
        if (change.partitionOf?.name === table.name) break;
        for (const column of change.columns) set(column.name, stateOf(column, inUnit));
        for (const constraint of change.constraints) {
          if (constraint.type !== 'primary-key' && constraint.type !== 'not-null') continue;
          for (const column of constraint.columns) set(column, { notNull: true });
        }
        break;
      case 'add-column':
        if (!(change.ifNotExists && columns.has(change.column.name))) {
          set(change.column.name, stateOf(change.column, inUnit));
        }
        break;
      case 'drop-column':
        columns.delete(change.column);
        break;
      case 'alter-column-type':
        set(change.column, { type: change.type });
        break;
      case 'set-not-null':
        set(change.column, { notNull: true });
        break;
      case 'drop-not-null':
        set(change.column, { notNull: false });
        break;
      case 'add-constraint':
        if (
          change.constraint.type === 'primary-key' ||
          (change.constraint.type === 'not-null' && change.constraint.validated)
        ) {
          for (const column of change.constraint.columns) set(column, { notNull: true });
        }
        break;
      case 'drop-expression':
        set(change.column, { generated: undefined });
        break;
      case 'rename': {
        const moved = change.object === 'column' && change.from !== undefined ? columns.get(change.from) : undefined;
        if (moved !== undefined && change.from !== undefined) {
          columns.delete(change.from);
          columns.set(change.to, moved);
        }
        break;
      }
      default:
    }
  }
  return columns.get(name);
}

function stateOf(column: Column, inUnit: boolean): KnownColumn {
  return {
    type: serialTypes[column.type.name] ?? column.type,
    notNull: column.notNull,
    generated: column.generated,
    addedInUnit: inUnit,
  };
}

const int = (name: string): TypeName => ({ name, modifiers: [], array: false });
const serialTypes: Readonly<Record<string, TypeName>> = {
  smallserial: int('int2'),
  serial2: int('int2'),
  serial: int('int4'),
  serial4: int('int4'),
  bigserial: int('int8'),
  serial8: int('int8'),
};
