// Takes constraints in: their names, their indexes, what they say of columns, and what partitions and heirs get of them.

import type { Table, TableColumn, TableConstraint, TableIndex, View } from '../model/catalog.ts';
import type { Constraint } from '../model/schema.ts';
import { partsOf, qualifiedName } from '../sql/qualified-name.ts';
import { change, childrenOf, type Draft, newId, put, remove, resolved } from './draft.ts';
import { addIndex } from './indexes.ts';
import { constraintName, hasIndex, relationsIn } from './made-names.ts';
import { dependentsOf, fullName, keyOf, tableNamed, tableOrView } from './objects.ts';

/** `parentOnly`: a key is not made on partitions, and its index stays invalid while there are some. */
export function addConstraint(draft: Draft, key: string, written: Constraint, parentOnly = false): void {
  const table = tableOrView(draft.catalog, key);
  if (table === undefined || isThere(table, written)) return;
  const constraint = completed(draft, table, written);
  const name = constraint.name ?? nameFor(draft, table, constraint);
  const { usingIndex, ...named } = { usingIndex: undefined, ...constraint, name };
  const added = { ...named, id: newId(draft) } as TableConstraint;
  change(draft, key, (one) => ({ ...one, constraints: [...one.constraints, added] }));
  if (usingIndex !== undefined) takeIndex(draft, key, usingIndex, name);
  else if (hasIndex(added)) {
    const partitions = childrenOf(draft.catalog, key).filter(({ partitionOf }) => partitionOf !== undefined);
    addIndex(draft, key, { ...indexOf(added), name, valid: !parentOnly || partitions.length === 0 }, 'only');
  }
  tellColumns(draft, key, added);
  if (parentOnly) return;
  for (const child of childrenOf(draft.catalog, key)) passDown(draft, keyOf(table), child, added);
}

/** A NOT NULL that its column has already, and a key that another one of the same statement is: PostgreSQL takes two for one. */
function isThere(table: Table | View, { type, name, columns }: Constraint): boolean {
  if (type === 'not-null')
    return table.constraints.some((one) => one.type === 'not-null' && isSame(one.columns, columns));
  if (name !== undefined) return table.constraints.some((one) => one.name === name);
  return type === 'primary-key' && table.constraints.some((one) => one.type === type);
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((column, i) => column === other[i]);
}

/** With full names, and with what is not written: the columns of an index that becomes a constraint, and the key that a foreign key points to. */
function completed(draft: Draft, table: Table | View, constraint: Constraint): Constraint {
  if (constraint.type === 'foreign-key') {
    const { references } = constraint;
    const target = partsOf(resolved(draft, references.table));
    const known = tableNamed(draft.catalog, keyOf(target)) ?? table;
    const primary = known.constraints.find(({ type }) => type === 'primary-key')?.columns ?? [];
    const columns = references.columns.length > 0 ? references.columns : primary;
    return { ...constraint, references: { ...references, table: target, columns } };
  }
  if ((constraint.type === 'unique' || constraint.type === 'primary-key') && constraint.usingIndex !== undefined) {
    const index = table.indexes.find(({ name }) => name === constraint.usingIndex);
    const columns = index?.columns.flatMap(({ column }) => column ?? []) ?? [];
    return columns.length === 0 ? constraint : { ...constraint, columns };
  }
  return constraint;
}

function nameFor({ catalog }: Draft, table: Table | View, constraint: Constraint): string {
  const names = new Set(table.constraints.map(({ name }) => name));
  const relations = relationsIn(catalog, table.schema);
  const has = (name: string): boolean => names.has(name) || (hasIndex(constraint) && relations.has(name));
  return constraintName(table.name, constraint, { has });
}

/** The index of a key or an exclusion. */
export function indexOf(constraint: Constraint): Omit<TableIndex, 'id' | 'name'> {
  const nullsNotDistinct = 'nullsNotDistinct' in constraint && constraint.nullsNotDistinct === true;
  const base = { include: [], nullsNotDistinct, ofConstraint: true, valid: true };
  if (constraint.type !== 'exclusion') {
    const method = 'withoutOverlaps' in constraint && constraint.withoutOverlaps === true ? 'gist' : 'btree';
    return { ...base, columns: constraint.columns.map((column) => ({ column })), unique: true, method };
  }
  const columns = constraint.elements.map(({ column, expression }) =>
    column === undefined ? { ...(expression === undefined ? {} : { expression }) } : { column },
  );
  const { where, method = 'btree' } = constraint;
  return { ...base, columns, unique: false, method, ...(where === undefined ? {} : { where }) };
}

/** The index goes by the constraint's name from now on. */
function takeIndex(draft: Draft, key: string, index: string, name: string): void {
  const { schema } = partsOf(key);
  const entry = draft.catalog.relations.get(qualifiedName(schema, index));
  if (entry?.kind === 'index' && index !== name) {
    remove(draft, keyOf(entry));
    put(draft, { ...entry, name });
  }
  change(draft, key, (table) => ({
    ...table,
    indexes: table.indexes.map((one) => (one.name === index ? { ...one, name, ofConstraint: true } : one)),
  }));
}

function tellColumns(draft: Draft, key: string, { type, columns, validated }: TableConstraint): void {
  if (type === 'not-null' && validated) setNotNull(draft, key, columns, true);
  if (type !== 'primary-key') return;
  for (const column of columns) addConstraint(draft, key, notNull(column));
}

export function notNull(column: string): Constraint {
  return { type: 'not-null', columns: [column], validated: true, enforced: true };
}

export function setNotNull(draft: Draft, key: string, columns: readonly string[], is: boolean): void {
  for (const column of columns) alterColumn(draft, key, column, (one) => ({ ...one, notNull: is }));
}

/** A column that no migration made is known from now on. */
export function alterColumn(draft: Draft, key: string, name: string, how: (column: TableColumn) => TableColumn): void {
  const relation = tableOrView(draft.catalog, key);
  if (relation === undefined) return;
  const known = relation.columns.find((column) => column.name === name);
  if (known === undefined && relation.complete && !('columnsFrom' in relation)) return;
  const column = known ?? { id: newId(draft), name, type: null, notNull: false, identity: false };
  change(draft, key, (one) => ({
    ...one,
    columns:
      known === undefined
        ? [...one.columns, how(column)]
        : one.columns.map((each) => (each === known ? how(column) : each)),
  }));
}

/** CHECK and NOT NULL are inherited; a partition gets keys and foreign keys too. */
function passDown(draft: Draft, parent: string, child: Table, constraint: TableConstraint): void {
  const { type, noInherit, name, id: _, ...rest } = constraint;
  const key = keyOf(child);
  const isPartition = child.partitionOf?.parent === parent;
  if (type === 'check' || type === 'not-null') {
    if (noInherit !== true) addConstraint(draft, key, { ...rest, type, name } as Constraint);
  } else if (isPartition && type === 'foreign-key') {
    if (!child.constraints.some((own) => isSameKey(own, constraint)))
      addConstraint(draft, key, { ...rest, type, name } as Constraint);
  } else if (isPartition)
    addPart(draft, key, { ...rest, type } as Constraint, qualifiedName(partsOf(parent).schema, name));
}

function isSameKey(one: TableConstraint, other: TableConstraint): boolean {
  return (
    one.type === 'foreign-key' &&
    other.type === 'foreign-key' &&
    one.validated === other.validated &&
    isSame(one.columns, other.columns) &&
    isSame(one.references.columns, other.references.columns) &&
    fullName(one.references.table) === fullName(other.references.table)
  );
}

/** The part that a partition has of a key: its own one, where it has such a key already. */
export function addPart(draft: Draft, key: string, constraint: Constraint, parentIndex: string): void {
  const table = tableOrView(draft.catalog, key);
  const own = table?.constraints.find((one) => one.type === constraint.type && isSame(one.columns, constraint.columns));
  if (own === undefined) addConstraint(draft, key, constraint);
  const made = own ?? tableOrView(draft.catalog, key)?.constraints.findLast(({ type }) => type === constraint.type);
  change(draft, key, (one) => ({
    ...one,
    indexes: one.indexes.map((index) => (index.name === made?.name ? { ...index, partitionOf: parentIndex } : index)),
  }));
}

/** Of a parent, for a new child that already has the columns. */
export function inheritConstraints(draft: Draft, parent: Table | View, child: string): void {
  const relation = tableOrView(draft.catalog, child);
  if (relation === undefined || !('inherits' in relation)) return;
  // A key would otherwise give its columns a NOT NULL of another name.
  const isFirst = ({ type }: TableConstraint): boolean => type === 'not-null';
  const ordered = [...parent.constraints.filter(isFirst), ...parent.constraints.filter((one) => !isFirst(one))];
  for (const constraint of ordered) passDown(draft, keyOf(parent), relation, constraint);
}

export function validateConstraint(draft: Draft, key: string, name: string): void {
  const found = tableOrView(draft.catalog, key)?.constraints.find((one) => one.name === name);
  if (found === undefined) return;
  change(draft, key, (table) => ({
    ...table,
    constraints: table.constraints.map((one) => (one === found ? { ...one, validated: true } : one)),
  }));
  if (found.type === 'not-null') setNotNull(draft, key, found.columns, true);
  for (const child of childrenOf(draft.catalog, key)) validateConstraint(draft, keyOf(child), name);
}

/** The foreign keys that point to a table, each with its own table. */
export function referrersOf(
  draft: Draft,
  key: string,
): readonly { readonly table: string; readonly constraint: TableConstraint }[] {
  return dependentsOf(draft.catalog, key).flatMap((table) =>
    (tableOrView(draft.catalog, table)?.constraints ?? []).flatMap((constraint) =>
      constraint.type === 'foreign-key' && fullName(constraint.references.table) === key ? [{ table, constraint }] : [],
    ),
  );
}
