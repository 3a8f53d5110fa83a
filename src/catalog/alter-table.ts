// ALTER TABLE, one sub-command after another.

import type { Table, TableColumn, TableConstraint, View } from '../model/catalog.ts';
import type { ChangeOf, TableChange } from '../model/change.ts';
import { addColumn, addSequence, dropColumn, isNull } from './columns.ts';
import { addConstraint, alterColumn, inheritConstraints, notNull, validateConstraint } from './constraints.ts';
import { change, childrenOf, type Draft, put, remove, resolved, resolveType } from './draft.ts';
import { dropConstraint, dropNotNull } from './drop.ts';
import { inheritIndexes } from './indexes.ts';
import { keyOf, sequencesOf, tableOrView } from './objects.ts';

type Change = ChangeOf<TableChange['kind']>;

/** The table is known to be there already. */
export function alterTable(draft: Draft, key: string, written: Change): void {
  switch (written.kind) {
    case 'add-column':
      return addColumn(draft, key, written);
    case 'drop-column':
      return dropColumn(draft, key, written.column, written.cascade);
    case 'add-constraint':
      return addConstraint(draft, key, written.constraint, written.parentOnly);
    case 'drop-constraint':
      return dropConstraint(draft, key, written.name, written.cascade);
    case 'validate-constraint':
      return validateConstraint(draft, key, written.name);
    case 'set-not-null':
      return makeNotNull(draft, key, written.column);
    case 'drop-not-null':
      alterColumn(draft, key, written.column, (column) => column);
      return dropNotNull(draft, key, written.column);
    case 'attach-partition':
      return attach(draft, key, written);
    case 'detach-partition':
      return detach(draft, key, resolved(draft, written.partition));
    case 'inherit':
    case 'no-inherit':
      return inherit(draft, key, resolved(draft, written.parent), written.kind === 'inherit');
    case 'alter-constraint':
      return alterConstraint(draft, key, written);
    default:
      return alterColumnOrTable(draft, key, written);
  }
}

/** One that is NOT VALID is validated. */
function makeNotNull(draft: Draft, key: string, column: string): void {
  alterColumn(draft, key, column, (one) => one);
  const known = tableOrView(draft.catalog, key)?.constraints.find(
    ({ type, columns }) => type === 'not-null' && columns[0] === column,
  );
  if (known === undefined) addConstraint(draft, key, notNull(column));
  else validateConstraint(draft, key, known.name);
}

function alterColumnOrTable(draft: Draft, key: string, written: Change): void {
  const how = columnChange(draft, written);
  if (how !== undefined && 'column' in written && typeof written.column === 'string') {
    alterWithHeirs(draft, key, written.column, how);
    if (written.kind === 'alter-column-type') retypeSequence(draft, key, written.column);
    if (written.kind === 'add-identity') addSequence(draft, key, written.column, typeOf(draft, key, written.column));
    if (written.kind === 'drop-identity') dropSequence(draft, key, written.column);
    return;
  }
  const table = tableChange(written);
  if (table !== undefined) change(draft, key, table);
}

function typeOf(draft: Draft, key: string, name: string): string {
  const column = tableOrView(draft.catalog, key)?.columns.find((one) => one.name === name);
  return column?.type?.name ?? 'int8';
}

/** The sequence of an identity column has the column's type. */
function retypeSequence(draft: Draft, key: string, name: string): void {
  const column = tableOrView(draft.catalog, key)?.columns.find((one) => one.name === name);
  if (column?.identity !== true || column.type === null) return;
  for (const sequence of sequencesOf(draft.catalog, key, name)) put(draft, { ...sequence, type: column.type.name });
}

function dropSequence(draft: Draft, key: string, column: string): void {
  for (const sequence of sequencesOf(draft.catalog, key, column)) remove(draft, keyOf(sequence));
}

function alterWithHeirs(draft: Draft, key: string, name: string, how: (column: TableColumn) => TableColumn): void {
  alterColumn(draft, key, name, how);
  for (const child of childrenOf(draft.catalog, key)) alterWithHeirs(draft, keyOf(child), name, how);
}

function columnChange(draft: Draft, written: Change): ((column: TableColumn) => TableColumn) | undefined {
  switch (written.kind) {
    case 'alter-column-type': {
      const type = resolveType(draft, written.type);
      const { collationName: to } = written;
      return ({ collation: _, ...column }) => ({
        ...column,
        type,
        ...(to === undefined || to.name === 'default' ? {} : { collation: to }),
      });
    }
    case 'set-default': {
      const { default: expression } = written;
      return ({ default: _, ...column }) => (isNull(expression) ? column : { ...column, default: expression });
    }
    case 'drop-default':
      return ({ default: _, ...column }) => column;
    case 'drop-expression':
      return ({ generated: _, ...column }) => column;
    case 'add-identity':
      return (column) => ({ ...column, identity: true });
    case 'drop-identity':
      return (column) => ({ ...column, identity: false });
    default:
      return undefined;
  }
}

function tableChange(written: Change): ((table: Table | View) => Table | View) | undefined {
  switch (written.kind) {
    case 'set-logged':
      return ofTable((table) => ({ ...table, persistence: written.logged ? 'permanent' : 'unlogged' }));
    case 'set-access-method':
      return ofTable(({ accessMethod: _, ...table }) =>
        written.method === 'heap' ? table : { ...table, accessMethod: written.method },
      );
    case 'set-tablespace':
      return ofTable(({ tablespace: _, ...table }) =>
        written.tablespace === 'pg_default' ? table : { ...table, tablespace: written.tablespace },
      );
    case 'cluster-on':
      return ofTable(({ clusteredOn: _, ...table }) =>
        written.index === undefined ? table : { ...table, clusteredOn: written.index },
      );
    case 'storage-parameters':
      return ofTable((table) => ({ ...table, parameters: parametersAfter(table.parameters, written) }));
    case 'replica-identity':
      return ofTable((table) => ({ ...table, replicaIdentity: written.identity }));
    case 'row-security':
      return ofTable((table) => {
        const { action } = written;
        return action === 'enable' || action === 'disable'
          ? { ...table, rowSecurity: action === 'enable' }
          : { ...table, forcedRowSecurity: action === 'force' };
      });
    case 'enable-trigger':
      return (table) => ({
        ...table,
        triggers: table.triggers.map((one) =>
          written.trigger === 'ALL' || written.trigger === 'USER' || one.name === written.trigger
            ? { ...one, enabled: written.enabled }
            : one,
        ),
      });
    default:
      return undefined;
  }
}

/** What a view has none of is passed by. */
function ofTable(how: (table: Table) => Table): (table: Table | View) => Table | View {
  return (table) => ('inherits' in table ? how(table) : table);
}

function parametersAfter(
  before: Readonly<Record<string, string>>,
  { parameters, reset }: ChangeOf<'storage-parameters'>,
): Readonly<Record<string, string>> {
  if (!reset) return { ...before, ...parameters };
  return Object.fromEntries(Object.entries(before).filter(([name]) => !(name in parameters)));
}

/** The partition gets the parent's indexes, keys and foreign keys that it has not yet. */
function attach(draft: Draft, key: string, { partition, isDefault }: ChangeOf<'attach-partition'>): void {
  const child = resolved(draft, partition);
  change(
    draft,
    key,
    ofTable((table) => ({ ...table, partitioning: table.partitioning ?? { key: null } })),
  );
  change(
    draft,
    child,
    ofTable((table) => ({ ...table, partitionOf: { parent: key, isDefault } })),
  );
  const parent = draft.catalog.relations.get(key);
  if (parent === undefined || !('indexes' in parent)) return;
  inheritConstraints(draft, parent, child);
  inheritIndexes(draft, key, child);
}

/** What it got stays its own. */
function detach(draft: Draft, key: string, child: string): void {
  change(draft, child, (table) => {
    if (!('inherits' in table) || table.partitionOf?.parent !== key) return table;
    const { partitionOf: _, ...rest } = table;
    return { ...rest, indexes: rest.indexes.map(({ partitionOf: __, ...index }) => index) };
  });
}

function inherit(draft: Draft, key: string, parent: string, begins: boolean): void {
  change(
    draft,
    key,
    ofTable((table) => {
      const others = table.inherits.filter((one) => one !== parent);
      return { ...table, inherits: begins ? [...others, parent] : others };
    }),
  );
}

function alterConstraint(
  draft: Draft,
  key: string,
  written: Omit<ChangeOf<'alter-constraint'>, 'kind' | 'table' | 'at'>,
): void {
  change(draft, key, (table) => ({
    ...table,
    constraints: table.constraints.map((one) => (one.name === written.name ? constraintAfter(one, written) : one)),
  }));
  for (const child of childrenOf(draft.catalog, key)) alterConstraint(draft, keyOf(child), written);
}

function constraintAfter(
  { deferrable: d, initiallyDeferred: i, noInherit: n, ...constraint }: TableConstraint,
  { enforced, deferrable = d, initiallyDeferred = i, noInherit = n }: Parameters<typeof alterConstraint>[2],
): TableConstraint {
  return {
    ...constraint,
    ...(enforced === undefined ? {} : { enforced, validated: enforced }),
    ...(deferrable === true ? { deferrable } : {}),
    ...(initiallyDeferred === true ? { initiallyDeferred } : {}),
    ...(noInherit === true ? { noInherit } : {}),
  };
}
