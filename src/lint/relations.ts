// The relations that statements made so far, found by their name, by their schema and by the names that they mention: none by looking at all of them.
import type { Change } from '../model/change.ts';
import type { Constraint, Name } from '../model/schema.ts';
import type { Unit } from '../model/unit.ts';
import { partsOf } from '../sql/qualified-name.ts';
import { referencedTables } from '../sql/written-constraints.ts';
import { constraintsIn, defaultName, hasIndex, withMadeNames } from './past-constraints.ts';
import { isView, typesIn } from './subjects.ts';

/** When a change happens. */
export interface Moment {
  readonly unit: Unit;
  /** In force at its statement. */
  readonly searchPath: readonly string[];
  /** Its migration is not part of the baseline. */
  readonly isNew: boolean;
  /** Of its script. */
  readonly path: string;
  /** A run may pass it by. */
  readonly conditional: boolean;
}

export interface Past extends Moment {
  readonly change: Change;
}

export interface Relation {
  /** `schema.name`, as it is now. */
  readonly qualified: string;
  readonly isNew: boolean;
  readonly past: readonly Past[];
}

export interface Relations {
  get(qualified: string): Relation | undefined;
  has(qualified: string): boolean;
  /** As `get`, for a name in its parts: putting them together first takes longer than to look. */
  named(schema: string, name: string): Relation | undefined;
  /** In place of one of that name. */
  create(qualified: string, isNew: boolean): void;
  remove(qualified: string): void;
  /** Gives it another name. */
  move(from: string, to: string): void;
  /** Adds to its past; nothing when it is not there. */
  remember(qualified: string, past: Past): void;
  inSchema(schema: string): readonly string[];
  /**
   * Those whose past has a name like this one's in a column's type, a foreign key or a view's query, or for the index of a constraint, in the order they were
   * made or named.
   */
  mentioning(qualified: string): readonly Relation[];
}

interface Kept extends Relation {
  past: Past[];
  qualified: string;
  /** When it was made or named. */
  order: number;
}

export function emptyRelations(): Relations {
  const all = new Map<string, Kept>();
  /** By the names in it. */
  const bySchema = new Map<string, Map<string, Kept>>();
  /** By the last part of the name that they mention. Those that are gone are taken out when somebody asks. */
  const byMention = new Map<string, Set<Kept>>();
  let order = 0;

  const put = (relation: Kept, qualified: string): void => {
    relation.qualified = qualified;
    relation.order = all.get(qualified)?.order ?? order++;
    all.set(qualified, relation);
    const { schema, name } = nameFrom(qualified);
    const inSchema = bySchema.get(schema) ?? new Map<string, Kept>();
    bySchema.set(schema, inSchema.set(name, relation));
  };
  const remove = (qualified: string): void => {
    all.delete(qualified);
    const { schema, name } = nameFrom(qualified);
    bySchema.get(schema)?.delete(name);
  };
  const mention = (relation: Kept, change: Change): void => {
    for (const name of mentionedBy(change, nameFrom(relation.qualified))) member(byMention, name).add(relation);
  };

  return {
    get: (qualified) => all.get(qualified),
    has: (qualified) => all.has(qualified),
    named: (schema, name) => bySchema.get(schema)?.get(name),
    create: (qualified, isNew) => put({ qualified, isNew, past: [], order }, qualified),
    remove,
    move(from, to) {
      const relation = all.get(from);
      if (relation === undefined) return;
      remove(from);
      relation.past = named(relation.past, nameFrom(from));
      put(relation, to);
      // Indexes of its constraints may be called after it.
      for (const past of relation.past) mention(relation, past.change);
    },
    remember(qualified, past) {
      const relation = all.get(qualified);
      if (relation === undefined) return;
      relation.past.push(past);
      mention(relation, past.change);
    },
    inSchema: (schema) => [...(bySchema.get(schema)?.values() ?? [])].map(({ qualified }) => qualified),
    mentioning(qualified) {
      const found = byMention.get(nameFrom(qualified).name) ?? new Set();
      for (const relation of found) if (all.get(relation.qualified) !== relation) found.delete(relation);
      return [...found].sort((a, b) => a.order - b.order);
    },
  };
}

/** Whatever was named after the relation keeps that name. */
function named(past: readonly Past[], table: Name): Past[] {
  const changes = withMadeNames(
    past.map(({ change }) => change),
    table,
  );
  return past.map((one, i) => ({ ...one, change: changes[i] ?? one.change }));
}

function mentionedBy(change: Change, table: Name): readonly string[] {
  const names = [...typesIn(change), ...referencedTables(change), ...(isView(change) ? (change.reads ?? []) : [])];
  const renamed = change.kind === 'rename' && change.object === 'constraint' ? [change.to] : [];
  const indexes = constraintsIn(change, table).flatMap((constraint) => indexOf(constraint, table) ?? []);
  return [...names.map(({ name }) => name), ...renamed, ...indexes];
}

/** The name of the index that a constraint of a table has; undefined when it has none. */
export function indexOf(constraint: Constraint, table: Name): string | undefined {
  return hasIndex(constraint) ? (constraint.name ?? defaultName(table, constraint)) : undefined;
}

function member<Item>(sets: Map<string, Set<Item>>, key: string): Set<Item> {
  const known = sets.get(key);
  if (known !== undefined) return known;
  const made = new Set<Item>();
  sets.set(key, made);
  return made;
}

export function schemaOf(qualified: string): string {
  return partsOf(qualified).schema;
}

export function nameFrom(qualified: string): Name & { readonly schema: string } {
  return partsOf(qualified);
}
