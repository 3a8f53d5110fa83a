// What earlier migrations tell about a column: its type and whether it can be NULL.
import type { Change } from '../../model/change.ts';
import type { RuleContext } from '../../model/finding.ts';
import type { Column, Constraint, Name, TypeName } from '../../model/schema.ts';

export interface KnownColumn {
  /** Undefined when the column's making is not among the migrations. */
  readonly type: TypeName | undefined;
  readonly notNull: boolean;
  readonly generated: Column['generated'] | undefined;
  /** Added by one of the new migrations. */
  readonly isNew: boolean;
}

/** The column as it is before the statement; undefined when no migration says anything about it. */
export function knownColumn(context: RuleContext, table: Name, name: string): KnownColumn | undefined {
  const columns = new Map<string, KnownColumn>();
  /** Constraints NOT NULL … NOT VALID (18) and their columns: validating them is what counts. */
  const pending = new Map<string, readonly string[]>();
  for (const { change, isNew } of context.historyOf(table)) {
    // The history of a partitioned table also holds the making of its partitions.
    if (change.kind === 'create-table' && change.partitionOf?.name === table.name) continue;
    for (const column of addedBy(change)) {
      if (!(change.kind === 'add-column' && change.ifNotExists && columns.has(column.name))) {
        columns.set(column.name, stateOf(column, isNew));
      }
    }
    if (change.kind === 'add-constraint' && change.constraint.type === 'not-null' && !change.constraint.validated) {
      pending.set(change.constraint.name ?? '', change.constraint.columns);
    }
    for (const [column, state] of alteredBy(change, pending)) {
      columns.set(column, { ...(columns.get(column) ?? unknown), ...state });
    }
    if (change.kind === 'drop-column') columns.delete(change.column);
    if (change.kind === 'rename' && change.object === 'column') rename(columns, change.from ?? '', change.to);
  }
  return columns.get(name);
}

const unknown: KnownColumn = { type: undefined, notNull: false, generated: undefined, isNew: false };

function addedBy(change: Change): readonly Column[] {
  if (change.kind === 'create-table') return change.columns;
  return change.kind === 'add-column' ? [change.column] : [];
}

/** Columns and what is new about them. */
function alteredBy(
  change: Change,
  pending: ReadonlyMap<string, readonly string[]>,
): readonly (readonly [column: string, state: Partial<KnownColumn>])[] {
  switch (change.kind) {
    case 'create-table':
      return change.constraints.flatMap(notNullColumns).map((column) => [column, { notNull: true }]);
    case 'add-constraint':
      return notNullColumns(change.constraint).map((column) => [column, { notNull: true }]);
    case 'validate-constraint':
      return (pending.get(change.name) ?? []).map((column) => [column, { notNull: true }]);
    case 'alter-column-type':
      return [[change.column, { type: change.type }]];
    case 'set-not-null':
      return [[change.column, { notNull: true }]];
    case 'drop-not-null':
      return [[change.column, { notNull: false }]];
    case 'drop-expression':
      return [[change.column, { generated: undefined }]];
    default:
      return [];
  }
}

/** What a table constraint makes NOT NULL; an index that becomes the primary key does not name its columns. */
function notNullColumns(constraint: Constraint): readonly string[] {
  const makes = constraint.type === 'primary-key' || (constraint.type === 'not-null' && constraint.validated);
  return makes ? constraint.columns : [];
}

function rename(columns: Map<string, KnownColumn>, from: string, to: string): void {
  const column = columns.get(from);
  columns.delete(from);
  if (column !== undefined) columns.set(to, column);
}

function stateOf(column: Column, isNew: boolean): KnownColumn {
  return {
    type: storedType(column.type),
    notNull: column.notNull,
    generated: column.generated,
    isNew,
  };
}

/** The type that a column really gets: `serial` and its kin are integers. */
export function storedType(type: TypeName): TypeName {
  return serialTypes[type.name] ?? type;
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
