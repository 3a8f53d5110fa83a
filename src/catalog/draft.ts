// A catalogue while one change is taken in, and what names mean at that moment.

import type { Catalog, Relation, Table, UserType, View } from '../model/catalog.ts';
import type { Name, TypeName } from '../model/schema.ts';
import { partsOf, qualifiedName } from '../sql/qualified-name.ts';
import { dependentsOf, tableOrView, withoutRelation, withoutType, withRelation, withType } from './objects.ts';

/** What is in force where the change happens. */
export interface Setting {
  readonly searchPath: readonly string[];
  /** A run may pass it by: it makes nothing new of what is there, for that is what most conditions in migrations ask. */
  readonly conditional: boolean;
}

/** Holds the newest catalogue: each step replaces `catalog`, and no catalogue is changed in place. It lives as long as `applyChange` runs. */
export interface Draft extends Setting {
  catalog: Catalog;
}

export function newId(draft: Draft): number {
  const id = draft.catalog.nextId;
  draft.catalog = { ...draft.catalog, nextId: id + 1 };
  return id;
}

export function put(draft: Draft, relation: Relation): void {
  draft.catalog = withRelation(draft.catalog, relation, draft);
}

export function remove(draft: Draft, key: string): void {
  draft.catalog = withoutRelation(draft.catalog, key, draft);
}

export function putType(draft: Draft, type: UserType): void {
  draft.catalog = withType(draft.catalog, type);
}

export function removeType(draft: Draft, key: string): void {
  draft.catalog = withoutType(draft.catalog, key);
}

/** Where something of that name is made. */
export function keyOfNew(name: Name, { searchPath }: Setting): string {
  return qualifiedName(name.schema ?? searchPath[0] ?? 'public', name.name);
}

/** What the name means: a known relation or type on the search path, where temporary ones come first; else what would be made. */
export function resolve(catalog: Catalog, name: Name, setting: Setting): string {
  if (name.schema !== undefined) return qualifiedName(name.schema, name.name);
  for (const schema of ['pg_temp', ...setting.searchPath]) {
    const key = qualifiedName(schema, name.name);
    if (catalog.relations.has(key) || catalog.types.has(key)) return key;
  }
  return keyOfNew(name, setting);
}

/** The full name of functions of that name, where there are any. */
export function resolveRoutine(catalog: Catalog, name: Name, searchPath: readonly string[]): string | undefined {
  const schemas = name.schema === undefined ? searchPath : [name.schema];
  return schemas.map((schema) => qualifiedName(schema, name.name)).find((key) => catalog.routines.has(key));
}

export function resolved(draft: Draft, name: Name): string {
  return resolve(draft.catalog, name, draft);
}

/** User-defined types get their schema; a type that no migration made is taken to be built in. */
export function resolveType(draft: Draft, type: TypeName): TypeName {
  const plain = withoutScale(storedType(type));
  if (plain.schema === 'pg_catalog') {
    const { schema: _, ...builtIn } = plain;
    return builtIn;
  }
  if (plain.schema !== undefined) return plain;
  const key = resolved(draft, plain);
  const { types, relations } = draft.catalog;
  return types.has(key) || relations.has(key) ? { ...plain, ...partsOf(key) } : plain;
}

/** A scale of 0 is the default. */
function withoutScale(type: TypeName): TypeName {
  const isWhole = type.name === 'numeric' && type.modifiers.length === 2 && type.modifiers[1] === 0;
  return isWhole ? { ...type, modifiers: type.modifiers.slice(0, 1) } : type;
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

/** Changes a table or view by key; nothing where there is none. */
export function change(draft: Draft, key: string, how: (relation: Table | View) => Table | View): void {
  const relation = tableOrView(draft.catalog, key);
  if (relation !== undefined) put(draft, how(relation));
}

/** As `change`, and what is not known yet is from now on: that it exists is all that is sure. */
export function changeKnown(
  draft: Draft,
  name: Name,
  how: (relation: Table | View) => Table | View,
  kind: Table['kind'] = 'relation',
): void {
  const key = resolved(draft, name);
  const relation = tableOrView(draft.catalog, key) ?? unknownTable(draft, key, kind);
  put(draft, how(kind === 'table' && relation.kind === 'relation' ? { ...relation, kind } : relation));
}

/** Made by no migration. */
function unknownTable(draft: Draft, key: string, kind: Table['kind']): Table {
  return { ...emptyTable(newId(draft), key), kind, complete: false };
}

export function emptyTable(id: number, key: string): Table {
  return {
    id,
    ...partsOf(key),
    kind: 'table',
    complete: true,
    persistence: 'permanent',
    columns: [],
    constraints: [],
    indexes: [],
    triggers: [],
    policies: [],
    rules: [],
    grants: [],
    inherits: [],
    rowSecurity: false,
    forcedRowSecurity: false,
    replicaIdentity: 'default',
    parameters: {},
  };
}

/** Its partitions and heirs, in the order they came. */
export function childrenOf(catalog: Catalog, key: string): readonly Table[] {
  return dependentsOf(catalog, key).flatMap((name) => {
    const relation = catalog.relations.get(name);
    if (relation === undefined || !('inherits' in relation)) return [];
    return relation.partitionOf?.parent === key || relation.inherits.includes(key) ? [relation] : [];
  });
}
