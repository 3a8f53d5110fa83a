// Puts objects into a catalogue and takes them out, and keeps count of who names whom.

import type { Catalog, Relation, Sequence, Table, UserType, View } from '../model/catalog.ts';
import type { Name, TypeName } from '../model/schema.ts';
import { partsOf, qualifiedName } from '../sql/qualified-name.ts';
import { dictionaryOf } from './dictionary.ts';

/** With the schema `public`, which every database has. */
export function emptyCatalog(): Catalog {
  return {
    schemas: dictionaryOf([['public', { id: 0, name: 'public' }]]),
    relations: dictionaryOf(),
    types: dictionaryOf(),
    routines: dictionaryOf(),
    extensions: dictionaryOf(),
    publications: dictionaryOf(),
    dependents: dictionaryOf(),
    nextId: 1,
  };
}

/** In place of one of that name. */
export function withRelation(catalog: Catalog, relation: Relation, owner?: object): Catalog {
  const key = keyOf(relation);
  const dependents = counted(catalog, key, namedBy(catalog.relations.get(key)), namedBy(relation), owner);
  return { ...catalog, relations: catalog.relations.with(key, relation, owner), dependents };
}

export function withoutRelation(catalog: Catalog, key: string, owner?: object): Catalog {
  const relation = catalog.relations.get(key);
  if (relation === undefined) return catalog;
  const dependents = counted(catalog, key, namedBy(relation), [], owner);
  return { ...catalog, relations: catalog.relations.without(key, owner), dependents };
}

export function withType(catalog: Catalog, type: UserType): Catalog {
  const key = keyOf(type);
  const dependents = counted(catalog, key, namedByType(catalog.types.get(key)), namedByType(type));
  return { ...catalog, types: catalog.types.with(key, type), dependents };
}

export function withoutType(catalog: Catalog, key: string): Catalog {
  const type = catalog.types.get(key);
  if (type === undefined) return catalog;
  return { ...catalog, types: catalog.types.without(key), dependents: counted(catalog, key, namedByType(type), []) };
}

export function keyOf({ schema, name }: { readonly schema: string; readonly name: string }): string {
  return qualifiedName(schema, name);
}

/** A table or a view, if that is what the name means. */
export function tableOrView(catalog: Catalog, key: string): Table | View | undefined {
  const relation = catalog.relations.get(key);
  return relation === undefined || relation.kind === 'index' || relation.kind === 'sequence' ? undefined : relation;
}

/** A table, or what may be one. */
export function tableNamed(catalog: Catalog, key: string): Table | undefined {
  const relation = tableOrView(catalog, key);
  return relation === undefined || isView(relation) ? undefined : relation;
}

export function isView(relation: Table | View): relation is View {
  return relation.kind === 'view' || relation.kind === 'materialized-view';
}

/** Relations and domains that name it, in the order in which they began to. */
export function dependentsOf(catalog: Catalog, key: string): readonly string[] {
  return catalog.dependents.get(key) ?? [];
}

/** The sequences that go with a column. */
export function sequencesOf(catalog: Catalog, key: string, column: string): readonly Sequence[] {
  return dependentsOf(catalog, key).flatMap((name) => {
    const relation = catalog.relations.get(name);
    const isOwned =
      relation?.kind === 'sequence' && relation.ownedBy?.table === key && relation.ownedBy.column === column;
    return isOwned ? [relation] : [];
  });
}

/** Full names that a relation names, each once. */
function namedBy(relation: Relation | undefined): readonly string[] {
  if (relation === undefined || relation.kind === 'index') return none;
  const known = names.get(relation);
  if (known !== undefined) return known;
  const found = namesIn(relation);
  names.set(relation, found);
  return found;
}

const none: readonly string[] = [];
/** Each relation is asked twice: when it comes, and when another takes its place. */
const names = new WeakMap<Relation, readonly string[]>();

function namesIn(relation: Exclude<Relation, { readonly kind: 'index' }>): readonly string[] {
  if (relation.kind === 'sequence') return relation.ownedBy === undefined ? [] : [relation.ownedBy.table];
  const types = relation.columns.flatMap(({ type }) => (type === null ? [] : typeKey(type)));
  const targets = relation.constraints.flatMap((constraint) =>
    constraint.type === 'foreign-key' ? [fullName(constraint.references.table)] : [],
  );
  if (isView(relation)) return unique([...types, ...relation.reads]);
  const { partitionOf, inherits, ofType } = relation;
  const above = [...(partitionOf === undefined ? [] : [partitionOf.parent]), ...inherits];
  return unique([...types, ...targets, ...above, ...(ofType === undefined ? [] : [ofType])]);
}

function namedByType(type: UserType | undefined): readonly string[] {
  return type?.kind === 'domain' && type.base !== null ? typeKey(type.base) : [];
}

/** None for a built-in type. */
function typeKey(type: TypeName): readonly string[] {
  return type.schema === undefined ? [] : [qualifiedName(type.schema, type.name)];
}

/** Of a name that was resolved; one without a schema stands for itself. */
export function fullName({ schema, name }: Name): string {
  return schema === undefined ? name : qualifiedName(schema, name);
}

function counted(
  catalog: Catalog,
  key: string,
  before: readonly string[],
  after: readonly string[],
  owner?: object,
): Catalog['dependents'] {
  let { dependents } = catalog;
  if (before.length === after.length && before.every((name, i) => name === after[i])) return dependents;
  const [old, now] = [new Set(before), new Set(after)];
  for (const name of old) {
    if (now.has(name)) continue;
    const rest = (dependents.get(name) ?? []).filter((one) => one !== key);
    dependents = rest.length === 0 ? dependents.without(name, owner) : dependents.with(name, rest, owner);
  }
  for (const name of now) {
    if (!old.has(name)) dependents = dependents.with(name, [...(dependents.get(name) ?? []), key], owner);
  }
  return dependents;
}

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}

/** Made since `base` was kept: the relation or type itself, or the schema that it stands in. Temporary ones always are. */
export function isNew(catalog: Catalog, base: Catalog, key: string): boolean {
  const { schema } = partsOf(key);
  if (schema === 'pg_temp') return true;
  const made = catalog.relations.get(key) ?? catalog.types.get(key);
  const isKnown = made !== undefined && !('complete' in made && !made.complete);
  if (isKnown) return made.id >= base.nextId;
  return isSince(base, catalog.schemas.get(schema));
}

export function isSince(base: Catalog, part: { readonly id: number } | undefined): boolean {
  return part !== undefined && part.id >= base.nextId;
}
