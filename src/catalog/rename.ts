// RENAME and SET SCHEMA: what names the renamed thing goes by its new name.

import type { Relation, Table, TableColumn, UserType, View } from '../model/catalog.ts';
import type { ChangeOf } from '../model/change.ts';
import { partsOf, qualifiedName } from '../sql/qualified-name.ts';
import { renameColumn } from './columns.ts';
import {
  change,
  childrenOf,
  type Draft,
  newId,
  put,
  putType,
  remove,
  removeType,
  resolved,
  resolveRoutine,
} from './draft.ts';
import { hasIndex } from './made-names.ts';
import { dependentsOf, fullName, isView, keyOf, tableOrView } from './objects.ts';

export function rename(draft: Draft, written: ChangeOf<'rename'>): void {
  const { object, name, from, to } = written;
  if (object === 'schema') return renameSchema(draft, name.name, to);
  if (object === 'function' || object === 'procedure')
    return moveRoutines(draft, name, (key) => ({ ...partsOf(key), name: to }));
  const key = resolved(draft, name);
  if (from === undefined) return move(draft, key, qualifiedName(partsOf(key).schema, to));
  if (object === 'enum-value') return renameLabel(draft, key, from, to);
  if (object === 'column' || object === 'attribute') return renameColumn(draft, key, from, to);
  if (object === 'constraint') return renameConstraint(draft, key, from, to);
  const named = <T extends { readonly name: string }>(all: readonly T[], kind: string): readonly T[] =>
    object === kind ? all.map((one) => (one.name === from ? { ...one, name: to } : one)) : all;
  change(draft, key, (table) => ({
    ...table,
    triggers: named(table.triggers, 'trigger'),
    policies: named(table.policies, 'policy'),
    rules: named(table.rules, 'rule'),
  }));
}

export function setSchema(draft: Draft, { object, name, schema }: ChangeOf<'set-schema'>): void {
  if (object === 'function' || object === 'procedure')
    return moveRoutines(draft, name, (key) => ({ ...partsOf(key), schema }));
  const key = resolved(draft, name);
  move(draft, key, qualifiedName(schema, partsOf(key).name));
}

/** A relation or a type. The indexes of a table, and the sequences it owns, stand in its schema. */
function move(draft: Draft, from: string, to: string): void {
  if (from === to) return;
  const { relations, types } = draft.catalog;
  const relation = relations.get(from);
  const type = types.get(from);
  if (relation?.kind === 'index') return renameIndex(draft, relation.table, relation.name, partsOf(to).name);
  const users = dependentsOf(draft.catalog, from);
  if (relation !== undefined) {
    remove(draft, from);
    put(draft, { ...relation, ...partsOf(to) });
    if ('indexes' in relation) moveIndexes(draft, relation, to);
  }
  if (type !== undefined) {
    removeType(draft, from);
    putType(draft, { ...type, ...partsOf(to) });
  }
  for (const user of users) follow(draft, user === from ? to : user, from, to);
  const { schema } = partsOf(to);
  if (relation === undefined || schema === partsOf(from).schema) return;
  for (const user of dependentsOf(draft.catalog, to)) {
    const owned = draft.catalog.relations.get(user);
    if (owned?.kind === 'sequence' && owned.ownedBy?.table === to) move(draft, user, qualifiedName(schema, owned.name));
  }
}

function moveIndexes(draft: Draft, { schema, indexes }: Table | View, to: string): void {
  for (const { name } of indexes) {
    remove(draft, qualifiedName(schema, name));
    const { schema: next } = partsOf(to);
    put(draft, { id: newId(draft), kind: 'index', schema: next, name, table: to });
    if (next !== schema) renameParent(draft, to, qualifiedName(schema, name), qualifiedName(next, name));
  }
}

/** Who names it goes by the new name. */
function follow(draft: Draft, user: string, from: string, to: string): void {
  const relation = draft.catalog.relations.get(user);
  if (relation !== undefined) put(draft, following(relation, from, to));
  const type = draft.catalog.types.get(user);
  if (type?.kind === 'domain' && type.base !== null)
    putType(draft, { ...type, base: typeFollowing(type.base, from, to) } as UserType);
}

function following(relation: Relation, from: string, to: string): Relation {
  const word = (key: string): string => (key === from ? to : key);
  if (relation.kind === 'index') return { ...relation, table: word(relation.table) };
  if (relation.kind === 'sequence')
    return relation.ownedBy === undefined
      ? relation
      : { ...relation, ownedBy: { ...relation.ownedBy, table: word(relation.ownedBy.table) } };
  const columns = relation.columns.map(
    (column): TableColumn =>
      column.type === null ? column : { ...column, type: typeFollowing(column.type, from, to) },
  );
  const constraints = relation.constraints.map((constraint) =>
    constraint.type === 'foreign-key' && fullName(constraint.references.table) === from
      ? { ...constraint, references: { ...constraint.references, table: partsOf(to) } }
      : constraint,
  );
  if (isView(relation)) return { ...relation, columns, reads: relation.reads.map(word) };
  const { partitionOf, ofType } = relation;
  return {
    ...relation,
    columns,
    constraints,
    inherits: relation.inherits.map(word),
    ...(partitionOf === undefined ? {} : { partitionOf: { ...partitionOf, parent: word(partitionOf.parent) } }),
    ...(ofType === undefined ? {} : { ofType: word(ofType) }),
  };
}

function typeFollowing(
  type: NonNullable<TableColumn['type']>,
  from: string,
  to: string,
): NonNullable<TableColumn['type']> {
  return type.schema !== undefined && qualifiedName(type.schema, type.name) === from
    ? { ...type, ...partsOf(to) }
    : type;
}

/** Its constraint, if it has one, has the same name. */
export function renameIndex(draft: Draft, table: string, from: string, to: string): void {
  const { schema } = partsOf(table);
  remove(draft, qualifiedName(schema, from));
  put(draft, { id: newId(draft), kind: 'index', schema, name: to, table });
  change(draft, table, (one) => ({
    ...one,
    indexes: one.indexes.map((index) => (index.name === from ? { ...index, name: to } : index)),
    constraints: one.constraints.map((constraint) =>
      constraint.name === from && hasIndex(constraint) ? { ...constraint, name: to } : constraint,
    ),
    ...('clusteredOn' in one && one.clusteredOn === from ? { clusteredOn: to } : {}),
  }));
  renameParent(draft, table, qualifiedName(schema, from), qualifiedName(schema, to));
}

/** Partitions' indexes name that of their parent. */
function renameParent(draft: Draft, table: string, from: string, to: string): void {
  for (const child of childrenOf(draft.catalog, table)) {
    change(draft, keyOf(child), (one) => ({
      ...one,
      indexes: one.indexes.map((index) => (index.partitionOf === from ? { ...index, partitionOf: to } : index)),
    }));
  }
}

function renameConstraint(draft: Draft, key: string, from: string, to: string): void {
  const constraint = tableOrView(draft.catalog, key)?.constraints.find(({ name }) => name === from);
  if (constraint === undefined) return renameDomainConstraint(draft, key, from, to);
  if (hasIndex(constraint)) return renameIndex(draft, key, from, to);
  change(draft, key, (table) => ({
    ...table,
    constraints: table.constraints.map((one) => (one.name === from ? { ...one, name: to } : one)),
  }));
  for (const child of childrenOf(draft.catalog, key)) renameConstraint(draft, keyOf(child), from, to);
}

function renameDomainConstraint(draft: Draft, key: string, from: string, to: string): void {
  const type = draft.catalog.types.get(key);
  if (type?.kind !== 'domain') return;
  putType(draft, {
    ...type,
    constraints: type.constraints.map((one) => (one.name === from ? { ...one, name: to } : one)),
  });
}

function renameLabel(draft: Draft, key: string, from: string, to: string): void {
  const type = draft.catalog.types.get(key);
  if (type?.kind !== 'enum') return;
  putType(draft, { ...type, labels: type.labels.map((one) => (one.name === from ? { ...one, name: to } : one)) });
}

/** All of that name: which one is not told. */
function moveRoutines(
  draft: Draft,
  name: ChangeOf<'rename'>['name'],
  place: (key: string) => { readonly schema: string; readonly name: string },
): void {
  const { routines } = draft.catalog;
  const key = resolveRoutine(draft.catalog, name, draft.searchPath);
  const found = key === undefined ? undefined : routines.get(key);
  if (key === undefined || found === undefined) return;
  const to = place(key);
  const moved = found.map((routine) => ({ ...routine, ...to }));
  draft.catalog = { ...draft.catalog, routines: routines.without(key).with(qualifiedName(to.schema, to.name), moved) };
}

function renameSchema(draft: Draft, from: string, to: string): void {
  const { schemas } = draft.catalog;
  const schema = schemas.get(from) ?? { id: newId(draft), name: from };
  draft.catalog = { ...draft.catalog, schemas: schemas.without(from).with(to, { ...schema, name: to }) };
  const isIn = (key: string): boolean => partsOf(key).schema === from;
  for (const [key, relation] of draft.catalog.relations.entries())
    if (isIn(key) && relation.kind !== 'index') move(draft, key, qualifiedName(to, partsOf(key).name));
  for (const [key] of draft.catalog.types.entries())
    if (isIn(key)) move(draft, key, qualifiedName(to, partsOf(key).name));
  for (const [key] of draft.catalog.routines.entries())
    if (isIn(key)) moveRoutines(draft, partsOf(key), (one) => ({ ...partsOf(one), schema: to }));
}
