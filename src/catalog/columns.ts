// Columns of tables: made, copied, altered, renamed and dropped, with all that hangs on them, on the table and on those below.

import type { Sequence, Table, TableColumn, TableConstraint, TableIndex, View } from '../model/catalog.ts';
import type { ChangeOf } from '../model/change.ts';
import type { Column, Expression } from '../model/schema.ts';
import { columnsIn } from '../sql/conditions.ts';
import { mentions, withRenamed } from '../sql/mentions.ts';
import { partsOf } from '../sql/qualified-name.ts';
import { freeName, madeName, sqlName } from '../sql/sql-names.ts';
import { addConstraint, alterColumn, notNull, referrersOf } from './constraints.ts';
import { change, childrenOf, type Draft, newId, put, resolveType } from './draft.ts';
import { dropConstraint, dropIndexOf, dropRelation } from './drop.ts';
import { relationsIn } from './made-names.ts';
import { dependentsOf, isView, keyOf, sequencesOf, tableOrView } from './objects.ts';

/** What LIKE copies of a column besides its type and NOT NULL. */
export interface Copied {
  readonly defaults: boolean;
  readonly generated: boolean;
  readonly identity: boolean;
}

/** Of a new table; constraints are the caller's. */
export function addColumns(draft: Draft, key: string, columns: readonly Column[]): void {
  for (const column of columns) {
    putColumn(draft, key, columnFrom(draft, column));
    finish(draft, key, column);
  }
}

/** The sequence behind it, and NOT NULL. */
function finish(draft: Draft, key: string, column: Column): void {
  if (column.serial || column.identity) {
    const sequence = addSequence(draft, key, column.name, sequenceType(draft, column));
    if (column.serial) alterColumn(draft, key, column.name, (one) => ({ ...one, default: numberFrom(sequence) }));
  }
  const says = column.constraints.some(({ type }) => type === 'not-null' || type === 'primary-key');
  if (column.notNull && !says) addConstraint(draft, key, notNull(column.name));
}

function sequenceType(draft: Draft, { type }: Column): string {
  return resolveType(draft, type).name;
}

/** PostgreSQL refuses more (manual, appendix K). */
const mostColumns = 1600;

/** In place of one of that name. */
function putColumn(draft: Draft, key: string, column: TableColumn): void {
  change(draft, key, (table) => {
    const known = table.columns.findIndex(({ name }) => name === column.name);
    if (known < 0 && table.columns.length >= mostColumns) return table;
    return { ...table, columns: known < 0 ? [...table.columns, column] : table.columns.with(known, column) };
  });
}

export function columnFrom(draft: Draft, column: Column): TableColumn {
  const { name, generated, identity, collation, serial } = column;
  const byDefault = serial || isNull(column.default) ? undefined : column.default;
  return {
    id: newId(draft),
    name,
    type: resolveType(draft, column.type),
    notNull: column.notNull,
    identity,
    ...(byDefault === undefined ? {} : { default: byDefault }),
    ...(generated === undefined ? {} : { generated }),
    ...(collation === undefined || collation.name === 'default' ? {} : { collation }),
  };
}

function numberFrom(sequence: string): Expression {
  const name = sqlName(partsOf(sequence));
  return { text: `nextval('${name}'::regclass)`, functions: [{ name: 'nextval', values: [name] }], constant: false };
}

/** DEFAULT NULL is none. */
export function isNull(expression: Expression | undefined): boolean {
  return expression !== undefined && /^\(*\s*null\b/i.test(expression.text.trim());
}

/** Answers with its full name. */
export function addSequence(draft: Draft, key: string, column: string, type: string): string {
  const table = tableOrView(draft.catalog, key);
  if (table === undefined) return '';
  const { schema } = table;
  const name = freeName((number) => madeName(table.name, column, `seq${number}`), relationsIn(draft.catalog, schema));
  const persistence = table.persistence === 'temporary' ? 'temporary' : 'permanent';
  const sequence: Sequence = {
    id: newId(draft),
    kind: 'sequence',
    schema,
    name,
    persistence,
    type,
    ownedBy: { table: key, column },
    grants: [],
  };
  put(draft, sequence);
  return keyOf(sequence);
}

/** A copy has no part in identity and sequences, but by LIKE … INCLUDING IDENTITY. */
export function copyColumns(draft: Draft, key: string, source: Table | View, how: Copied | 'heir' | 'partition'): void {
  const what = typeof how === 'string' ? { defaults: true, generated: true, identity: how === 'partition' } : how;
  for (const { default: byDefault, generated, identity, ...column } of source.columns) {
    if (tableOrView(draft.catalog, key)?.columns.some(({ name }) => name === column.name)) continue;
    putColumn(draft, key, {
      ...column,
      id: newId(draft),
      identity: identity && what.identity,
      ...(byDefault !== undefined && what.defaults ? { default: byDefault } : {}),
      ...(generated !== undefined && what.generated ? { generated } : {}),
    });
    if (identity && typeof how !== 'string' && how.identity)
      addSequence(draft, key, column.name, column.type?.name ?? 'int8');
  }
  const from = isView(source) ? 'query' : source.complete ? source.columnsFrom : 'unknown table';
  if (from !== undefined) change(draft, key, (table) => ({ ...table, columnsFrom: from }));
}

export function addColumn(draft: Draft, key: string, { column, ifNotExists }: ChangeOf<'add-column'>): void {
  const table = tableOrView(draft.catalog, key);
  const isThere = table?.columns.some(({ name }) => name === column.name) === true;
  if (isThere && (ifNotExists || draft.conditional)) return;
  addBelow(draft, key, columnFrom(draft, column));
  finish(draft, key, column);
  for (const constraint of column.constraints) addConstraint(draft, key, constraint);
}

function addBelow(draft: Draft, key: string, column: TableColumn): void {
  putColumn(draft, key, column);
  for (const child of childrenOf(draft.catalog, key)) {
    const identity = column.identity && child.partitionOf !== undefined;
    addBelow(draft, keyOf(child), { ...column, id: newId(draft), identity });
  }
}

/** Indexes, constraints and sequences go with it; with CASCADE so do views, and foreign keys that point to it. */
export function dropColumn(draft: Draft, key: string, name: string, cascade: boolean): void {
  const table = tableOrView(draft.catalog, key);
  if (table === undefined) return;
  for (const { name: index } of table.indexes.filter((one) => !one.ofConstraint && isOn(one, name)))
    dropIndexOf(draft, key, index);
  for (const constraint of table.constraints.filter((one) => isAbout(one, name)))
    dropConstraint(draft, key, constraint.name, cascade);
  for (const { table: other, constraint } of referrersOf(draft, key)) {
    if (constraint.type === 'foreign-key' && constraint.references.columns.includes(name))
      dropConstraint(draft, other, constraint.name, cascade);
  }
  for (const sequence of sequencesOf(draft.catalog, key, name)) dropRelation(draft, keyOf(sequence));
  for (const dependent of dependentsOf(draft.catalog, key)) {
    const relation = draft.catalog.relations.get(dependent);
    const reads = relation !== undefined && 'reads' in relation ? relation.uses : [];
    if (cascade && (reads.includes(name) || reads.includes('*'))) dropRelation(draft, dependent);
  }
  change(draft, key, (one) => ({ ...one, columns: one.columns.filter((column) => column.name !== name) }));
  for (const child of childrenOf(draft.catalog, key)) dropColumn(draft, keyOf(child), name, cascade);
}

/** A constraint goes with any of its columns. */
function isAbout(constraint: TableConstraint, column: string): boolean {
  const columns = constraint.type === 'check' ? columnsIn(constraint.expression.text) : constraint.columns;
  const excluded = constraint.type === 'exclusion' ? constraint.elements : [];
  return (
    columns.includes(column) ||
    excluded.some((one) => one.column === column || mentions(one.expression?.text ?? '', column))
  );
}

/** The column is a key of it, is stored in it, or its expression or condition names it. */
export function isOn(
  { columns, where, include }: Pick<TableIndex, 'columns' | 'where' | 'include'>,
  column: string,
): boolean {
  return (
    include.includes(column) ||
    mentions(where?.text ?? '', column) ||
    columns.some((key) => key.column === column || mentions(key.expression?.text ?? '', column))
  );
}

export function renameColumn(draft: Draft, key: string, from: string, to: string): void {
  const word = (column: string): string => (column === from ? to : column);
  const expression = <E extends Expression>(one: E): E => ({ ...one, text: withRenamed(one.text, from, to) });
  change(draft, key, (table) => ({
    ...table,
    columns: table.columns.map((column) => (column.name === from ? { ...column, name: to } : column)),
    constraints: table.constraints.map((constraint) => renamedIn(constraint, word, expression)),
    indexes: table.indexes.map((index) => ({
      ...index,
      columns: index.columns.map((one) => renamedKey(one, word, expression)),
      include: index.include.map(word),
      ...(index.where === undefined ? {} : { where: expression(index.where) }),
    })),
    ...('partitioning' in table && table.partitioning !== undefined
      ? { partitioning: { key: table.partitioning.key?.map(word) ?? null } }
      : {}),
  }));
  for (const { table, constraint } of referrersOf(draft, key)) follow(draft, table, constraint, word);
  for (const dependent of dependentsOf(draft.catalog, key)) {
    const relation = draft.catalog.relations.get(dependent);
    if (relation?.kind === 'sequence' && relation.ownedBy?.table === key)
      put(draft, { ...relation, ownedBy: { table: key, column: word(relation.ownedBy.column) } });
    if (relation !== undefined && 'reads' in relation) put(draft, { ...relation, uses: relation.uses.map(word) });
  }
  for (const child of childrenOf(draft.catalog, key)) renameColumn(draft, keyOf(child), from, to);
}

function renamedIn(
  constraint: TableConstraint,
  word: (column: string) => string,
  expression: (one: Expression) => Expression,
): TableConstraint {
  const columns = constraint.columns.map(word);
  if (constraint.type === 'check') return { ...constraint, columns, expression: expression(constraint.expression) };
  if (constraint.type !== 'exclusion') return { ...constraint, columns };
  return { ...constraint, columns, elements: constraint.elements.map((one) => renamedKey(one, word, expression)) };
}

/** A key of an index, or an element of an exclusion. */
function renamedKey<K extends { readonly column?: string; readonly expression?: Expression }>(
  key: K,
  word: (column: string) => string,
  expression: (one: Expression) => Expression,
): K {
  return {
    ...key,
    ...(key.column === undefined ? {} : { column: word(key.column) }),
    ...(key.expression === undefined ? {} : { expression: expression(key.expression) }),
  };
}

/** A foreign key goes by the new name of the column that it points to. */
function follow(draft: Draft, key: string, constraint: TableConstraint, word: (column: string) => string): void {
  if (constraint.type !== 'foreign-key') return;
  const references = { ...constraint.references, columns: constraint.references.columns.map(word) };
  change(draft, key, (table) => ({
    ...table,
    constraints: table.constraints.map((one) => (one.id === constraint.id ? { ...constraint, references } : one)),
  }));
}
