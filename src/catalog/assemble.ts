// A catalogue from lists of its objects, as a server or a file has them.

import type {
  Catalog,
  EnumLabel,
  Extension,
  Policy,
  Publication,
  Routine,
  Rule,
  Sequence,
  Table,
  TableColumn,
  TableConstraint,
  TableIndex,
  Trigger,
  UserType,
  View,
} from '../model/catalog.ts';
import { qualifiedName } from '../sql/qualified-name.ts';
import { dictionaryOf } from './dictionary.ts';
import { emptyCatalog, keyOf, withRelation, withType } from './objects.ts';

type WithoutId<T> = T extends unknown ? Omit<T, 'id'> : never;

interface Parts {
  readonly columns: readonly WithoutId<TableColumn>[];
  readonly constraints: readonly WithoutId<TableConstraint>[];
  readonly indexes: readonly WithoutId<TableIndex>[];
  readonly triggers: readonly WithoutId<Trigger>[];
  readonly policies: readonly WithoutId<Policy>[];
  readonly rules: readonly WithoutId<Rule>[];
}
type Whole<T> = T extends unknown ? Omit<T, 'id' | keyof Parts> & Parts : never;

export type ListedTable = Whole<Table>;
export type ListedView = Whole<View>;
export type ListedType = UserType extends infer T
  ? T extends { kind: 'enum' }
    ? Omit<T, 'id' | 'labels'> & { readonly labels: readonly WithoutId<EnumLabel>[] }
    : T extends { kind: 'domain' }
      ? Omit<T, 'id' | 'constraints'> & { readonly constraints: readonly WithoutId<TableConstraint>[] }
      : WithoutId<T>
  : never;

/** Everything that is not derived from the rest: ids, the names of indexes, and who names whom are. */
export interface ObjectLists {
  readonly schemas: readonly string[];
  readonly tables: readonly ListedTable[];
  readonly views: readonly ListedView[];
  readonly sequences: readonly WithoutId<Sequence>[];
  readonly types: readonly ListedType[];
  readonly routines: readonly WithoutId<Routine>[];
  readonly extensions: readonly WithoutId<Extension>[];
  readonly publications: readonly WithoutId<Publication>[];
}

/** Lists that are already in order of their making stay so. */
export function assemble(lists: ObjectLists): Catalog {
  let nextId = 1;
  const made = <T>(object: T): T & { id: number } => ({ ...object, id: nextId++ });
  const whole = <T extends Parts>(relation: T) => ({
    ...made(relation),
    columns: relation.columns.map(made),
    constraints: relation.constraints.map(made),
    indexes: relation.indexes.map(made),
    triggers: relation.triggers.map(made),
    policies: relation.policies.map(made),
    rules: relation.rules.map(made),
  });
  let catalog: Catalog = {
    ...emptyCatalog(),
    schemas: dictionaryOf(lists.schemas.map((name) => [name, made({ name })])),
    extensions: dictionaryOf(lists.extensions.map((extension) => [extension.name, made(extension)])),
    publications: dictionaryOf(lists.publications.map((publication) => [publication.name, made(publication)])),
  };
  for (const type of lists.types) catalog = withType(catalog, typeOf(type, made));
  for (const relation of [...lists.tables, ...lists.views]) {
    const table = whole(relation) as Table | View;
    catalog = withRelation(catalog, table);
    for (const { name } of table.indexes)
      catalog = withRelation(
        catalog,
        made({ kind: 'index' as const, schema: table.schema, name, table: keyOf(table) }),
      );
  }
  for (const sequence of lists.sequences) catalog = withRelation(catalog, made(sequence));
  const routines = new Map<string, Routine[]>();
  for (const routine of lists.routines) {
    const key = qualifiedName(routine.schema, routine.name);
    routines.set(key, [...(routines.get(key) ?? []), made(routine)]);
  }
  return { ...catalog, routines: dictionaryOf(routines), nextId };
}

function typeOf(type: ListedType, made: <T>(object: T) => T & { id: number }): UserType {
  if (type.kind === 'enum') return made({ ...type, labels: type.labels.map(made) });
  if (type.kind === 'domain') return made({ ...type, constraints: type.constraints.map(made) }) as UserType;
  return made(type);
}

/** The way back: what `assemble` makes the same catalogue of. */
export function listed(catalog: Catalog): ObjectLists {
  const relations = [...catalog.relations.values()];
  return {
    schemas: [...catalog.schemas.values()].map(({ name }) => name),
    tables: relations.flatMap((one) =>
      one.kind === 'table' || one.kind === 'foreign-table' || one.kind === 'relation' ? [withoutIds(one)] : [],
    ) as readonly ListedTable[],
    views: relations.flatMap((one) =>
      one.kind === 'view' || one.kind === 'materialized-view' ? [withoutIds(one)] : [],
    ) as readonly ListedView[],
    sequences: relations.flatMap((one) =>
      one.kind === 'sequence' ? [withoutIds(one)] : [],
    ) as ObjectLists['sequences'],
    types: [...catalog.types.values()].map(withoutIds) as readonly ListedType[],
    routines: [...catalog.routines.values()].flat().map(withoutIds) as ObjectLists['routines'],
    extensions: [...catalog.extensions.values()].map(withoutIds) as ObjectLists['extensions'],
    publications: [...catalog.publications.values()].map(withoutIds) as ObjectLists['publications'],
  };
}

/** Of the object and of the parts that it lists. */
function withoutIds(object: object): object {
  const entries = Object.entries(object).filter(([key]) => key !== 'id');
  return Object.fromEntries(
    entries.map(([key, value]) => [
      key,
      Array.isArray(value) ? value.map((part) => (isMade(part) ? withoutIds(part) : part)) : value,
    ]),
  );
}

function isMade(part: unknown): part is { readonly id: number } {
  return typeof part === 'object' && part !== null && 'id' in part;
}
