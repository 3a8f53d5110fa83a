// What earlier migrations tell about a column: its type and whether it can be NULL.
import type { Change } from '../model/change.ts';
import type { PastChange, RuleContext } from '../model/finding.ts';
import type { Column, Constraint, Expression, Name, TypeName } from '../model/schema.ts';
import { folded } from '../rules/facts/folded.ts';
import { madeName } from '../sql/sql-names.ts';
import { writtenConstraints } from '../sql/written-constraints.ts';

export interface KnownColumn {
  /** Undefined when the column's making is not among the migrations. */
  readonly type: TypeName | undefined;
  readonly notNull: boolean;
  readonly generated: Column['generated'] | undefined;
  /** COLLATE, where it was written. */
  readonly collation: Name | undefined;
  /** NULL written out is none. */
  readonly hasDefault: boolean;
  /** Added by one of the new migrations. */
  readonly isNew: boolean;
}

/** The column as it is before the statement; undefined when no migration says anything about it. */
export function knownColumn(context: RuleContext, table: Name, name: string): KnownColumn | undefined {
  return knownColumns(context.historyOf(table), table).get(name);
}

/** All columns that the past of a table tells of, by name. */
export function knownColumns(history: readonly PastChange[], table: Name): ReadonlyMap<string, KnownColumn> {
  return foldColumns(history, table).columns;
}

const foldColumns = folded(
  () => ({ columns: new Map<string, KnownColumn>(), constraints: notNullConstraints() }),
  ({ columns, constraints }, { change, isNew }, table) => {
    if (makesOther(change, table)) return;
    for (const column of addedBy(change)) {
      if (!(change.kind === 'add-column' && change.ifNotExists && columns.has(column.name))) {
        columns.set(column.name, stateOf(column, isNew));
      }
    }
    const altered = [...constraints.take(change, table), ...alteredBy(change)];
    for (const [column, state] of altered) columns.set(column, { ...(columns.get(column) ?? unknown), ...state });
    if (change.kind === 'drop-column') columns.delete(change.column);
    if (change.kind === 'rename' && change.object === 'column') rename(columns, change.from ?? '', change.to);
  },
);

/** The history of a table also holds the making of its partitions and heirs. */
export function makesOther(change: Change, table: Name): boolean {
  if (change.kind !== 'create-table') return false;
  return change.partitionOf?.name === table.name || change.inherits.some(({ name }) => name === table.name);
}

type Altered = readonly (readonly [column: string, state: Partial<KnownColumn>])[];

/** NOT NULL as a constraint with a name (18): validating and dropping it is by that. */
function notNullConstraints(): { take(change: Change, table: Name): Altered } {
  const byName = new Map<string, readonly string[]>();
  const taken = new Set<string>();
  const add = (name: string, columns: readonly string[]): void => {
    if (!taken.has(name)) byName.set(name, columns);
  };
  return {
    take(change, table) {
      if (
        change.kind === 'add-constraint' &&
        change.constraint.type === 'check' &&
        change.constraint.name !== undefined
      )
        taken.add(change.constraint.name);
      for (const { type, name, columns } of writtenConstraints(change)) {
        if (type === 'not-null') add(name ?? madeName(table.name, ...columns, 'not_null'), columns);
      }
      if (change.kind === 'set-not-null') add(madeName(table.name, change.column, 'not_null'), [change.column]);
      if (change.kind === 'rename' && change.object === 'constraint' && change.from !== undefined) {
        const columns = byName.get(change.from);
        byName.delete(change.from);
        if (columns !== undefined) byName.set(change.to, columns);
      }
      if (change.kind !== 'validate-constraint' && change.kind !== 'drop-constraint') return [];
      const columns = byName.get(change.name) ?? [];
      if (change.kind === 'drop-constraint') byName.delete(change.name);
      return columns.map((column) => [column, { notNull: change.kind === 'validate-constraint' }]);
    },
  };
}

const unknown: KnownColumn = {
  type: undefined,
  notNull: false,
  generated: undefined,
  collation: undefined,
  hasDefault: false,
  isNew: false,
};

function addedBy(change: Change): readonly Column[] {
  if (change.kind === 'create-table') return change.columns;
  return change.kind === 'add-column' ? [change.column] : [];
}

/** Columns and what is new about them. */
function alteredBy(change: Change): Altered {
  switch (change.kind) {
    case 'create-table':
      return change.constraints.flatMap(notNullColumns).map((column) => [column, { notNull: true }]);
    case 'add-constraint':
      return notNullColumns(change.constraint).map((column) => [column, { notNull: true }]);
    case 'alter-column-type':
      return [[change.column, { type: change.type, collation: change.collationName }]];
    case 'set-not-null':
      return [[change.column, { notNull: true }]];
    case 'drop-not-null':
      return [[change.column, { notNull: false }]];
    case 'drop-expression':
      return [[change.column, { generated: undefined }]];
    case 'set-default':
      return [[change.column, { hasDefault: !isNull(change.default) }]];
    case 'drop-default':
      return [[change.column, { hasDefault: false }]];
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
    collation: column.collation,
    hasDefault: column.serial || (column.default !== undefined && !isNull(column.default)),
    isNew,
  };
}

function isNull({ text }: Expression): boolean {
  return /^\(*\s*null\b/i.test(text.trim());
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
