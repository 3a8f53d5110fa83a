// What two catalogues differ in, as data and as text.

import type { Catalog, Routine, Table, UserType, View } from '../model/catalog.ts';
import type { TypeName } from '../model/schema.ts';
import { qualifiedName } from '../sql/qualified-name.ts';

/** Whatever is said of an object, but for its name, its id, and the parts of it that are objects themselves. */
export type Attributes = Readonly<Record<string, unknown>>;

/** `object` is its kind and full name: `column public.orders.note`. */
export type Difference =
  | { readonly kind: 'added'; readonly object: string; readonly after: Attributes }
  | { readonly kind: 'dropped'; readonly object: string; readonly before: Attributes }
  | {
      readonly kind: 'changed';
      readonly object: string;
      readonly before: Attributes;
      readonly after: Attributes;
      /** Names of the attributes that differ. */
      readonly attributes: readonly string[];
    };

/** In order of kinds and names. Statistics count for nothing. */
export function difference(before: Catalog, after: Catalog): readonly Difference[] {
  const [old, now] = [objectsOf(before), objectsOf(after)];
  const names = [...new Set([...old.keys(), ...now.keys()])].sort();
  return names.flatMap((object): Difference[] => {
    const [one, other] = [old.get(object), now.get(object)];
    if (one === undefined) return other === undefined ? [] : [{ kind: 'added', object, after: other }];
    if (other === undefined) return [{ kind: 'dropped', object, before: one }];
    const attributes = differing(one, other);
    return attributes.length === 0 ? [] : [{ kind: 'changed', object, before: one, after: other, attributes }];
  });
}

/** One line for each: `+ index public.a_idx`, `- column public.a.b`, `~ column public.a.c: notNull false → true`. */
export function differenceText(one: Difference): string {
  if (one.kind === 'added') return `+ ${one.object}`;
  if (one.kind === 'dropped') return `- ${one.object}`;
  const parts = one.attributes.map((name) => `${name} ${shown(one.before[name])} → ${shown(one.after[name])}`);
  return `~ ${one.object}: ${parts.join(', ')}`;
}

function shown(value: unknown): string {
  if (value === undefined) return 'none';
  return isTypeName(value) ? typeText(value) : typeof value === 'string' ? value : JSON.stringify(value);
}

function isTypeName(value: unknown): value is TypeName {
  return typeof value === 'object' && value !== null && 'modifiers' in value && 'array' in value;
}

/** As SQL writes it, but for built-in names, which are PostgreSQL's internal ones: `varchar(20)[]`. */
export function typeText({ schema, name, modifiers, array }: TypeName): string {
  const full = schema === undefined ? name : qualifiedName(schema, name);
  return `${full}${modifiers.length === 0 ? '' : `(${modifiers.join()})`}${array ? '[]' : ''}`;
}

/** Types of the values that a call passes: what tells functions of one name apart. */
export function signatureOf({ parameters }: Pick<Routine, 'parameters'>): string {
  return parameters.map(({ type }) => typeText({ ...type, modifiers: [] })).join(', ');
}

/** Every object by kind and name. */
export function objectsOf(catalog: Catalog): ReadonlyMap<string, Attributes> {
  const found = new Map<string, Attributes>();
  for (const { name } of catalog.schemas.values()) found.set(`schema ${name}`, {});
  for (const relation of catalog.relations.values()) {
    if (relation.kind === 'index') continue;
    if (relation.kind === 'sequence') found.set(`sequence ${full(relation)}`, attributesOf(relation));
    else addRelation(found, relation);
  }
  for (const type of catalog.types.values()) addType(found, type);
  for (const routine of [...catalog.routines.values()].flat())
    found.set(
      `${routine.kind} ${full(routine)}(${signatureOf(routine)})`,
      attributesOf(routine, 'parameters', 'strictWithUnused', 'kind'),
    );
  for (const extension of catalog.extensions.values())
    found.set(`extension ${extension.name}`, attributesOf(extension));
  for (const publication of catalog.publications.values())
    found.set(`publication ${publication.name}`, attributesOf(publication));
  return found;
}

const parts = ['columns', 'constraints', 'indexes', 'triggers', 'policies', 'rules'] as const;

function addRelation(found: Map<string, Attributes>, relation: Table | View): void {
  const key = full(relation);
  found.set(`${relation.kind} ${key}`, attributesOf(relation, 'kind', 'statistics', ...parts));
  const add = (kind: string, all: readonly { readonly name: string }[]): void => {
    for (const part of all) found.set(`${kind} ${key}.${part.name}`, attributesOf(part, 'bytes'));
  };
  add('column', relation.columns);
  add('constraint', relation.constraints);
  for (const index of relation.indexes)
    found.set(`index ${qualifiedName(relation.schema, index.name)}`, { table: key, ...attributesOf(index, 'bytes') });
  add('trigger', relation.triggers);
  add('policy', relation.policies);
  add('rule', relation.rules);
}

function addType(found: Map<string, Attributes>, type: UserType): void {
  const key = full(type);
  const base = attributesOf(type, 'kind', 'labels', 'constraints');
  found.set(
    `${type.kind} ${key}`,
    type.kind === 'enum' ? { ...base, labels: type.labels.map(({ name }) => name) } : base,
  );
  if (type.kind !== 'domain') return;
  for (const constraint of type.constraints)
    found.set(`constraint ${key}.${constraint.name}`, attributesOf(constraint));
}

function full({ schema, name }: { readonly schema: string; readonly name: string }): string {
  return qualifiedName(schema, name);
}

function attributesOf(object: object, ...others: readonly string[]): Attributes {
  const left = new Set(['id', 'name', 'schema', ...others]);
  return Object.fromEntries(Object.entries(object).filter(([name, value]) => !left.has(name) && value !== undefined));
}

function differing(one: Attributes, other: Attributes): readonly string[] {
  const names = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  return names.filter((name) => canonical(one[name]) !== canonical(other[name]));
}

function canonical(value: unknown): string {
  return (
    JSON.stringify(value, (_, part: unknown) =>
      typeof part === 'object' && part !== null && !Array.isArray(part)
        ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
        : part,
    ) ?? ''
  );
}
