// What migrations made, completed by what production has.
import type { Catalog, Dictionary, Table, View } from '../model/catalog.ts';
import { childrenOf } from './draft.ts';
import { isView, keyOf, withRelation, withType } from './objects.ts';

/**
 * `folded` is what the base's migrations make, `loaded` what production has. A table that they made is as they say, with production's statistics: production
 * may be behind, or ahead. What no migration made, or made in part, is as production has it. Everything in it is old: what is folded on top of it is new.
 */
export function completedBy(folded: Catalog, loaded: Catalog): Catalog {
  let catalog: Catalog = { ...folded, nextId: Math.max(folded.nextId, loaded.nextId) };
  for (const [key, type] of loaded.types.entries()) {
    const known = catalog.types.get(key);
    if (known === undefined || !known.complete) catalog = withType(catalog, type);
  }
  for (const [key, relation] of loaded.relations.entries()) {
    const known = catalog.relations.get(key);
    if (known === undefined) catalog = withRelation(catalog, relation);
    else if ('complete' in known && 'complete' in relation) catalog = withRelation(catalog, joined(known, relation));
  }
  return {
    ...catalog,
    schemas: filled(folded.schemas, loaded.schemas),
    routines: filled(folded.routines, loaded.routines),
    extensions: filled(folded.extensions, loaded.extensions),
    publications: filled(folded.publications, loaded.publications),
  };
}

function filled<T>(ours: Dictionary<T>, theirs: Dictionary<T>): Dictionary<T> {
  let all = ours;
  for (const [key, one] of theirs.entries()) if (!all.has(key)) all = all.with(key, one);
  return all;
}

function joined(known: Table | View, found: Table | View): Table | View {
  if (isView(known) !== isView(found) && known.kind !== 'relation') return known;
  const statistics = found.statistics === undefined ? {} : { statistics: found.statistics };
  if (known.complete) return { ...known, ...statistics };
  const missing = <T extends { readonly name: string }>(ours: readonly T[], theirs: readonly T[]): readonly T[] =>
    ours.filter(({ name }) => !theirs.some((other) => other.name === name));
  return {
    ...found,
    columns: [...found.columns, ...missing(known.columns, found.columns).filter(({ type }) => type !== null)],
    constraints: [...found.constraints, ...missing(known.constraints, found.constraints)],
    indexes: [...found.indexes, ...missing(known.indexes, found.indexes)],
    triggers: [...found.triggers, ...missing(known.triggers, found.triggers)],
  };
}

/** Of a table with all its partitions: `rows` is null where it is not known of each. Undefined where nothing is known. */
export function sizeOf(catalog: Catalog, key: string): Size | undefined {
  const relation = catalog.relations.get(key);
  if (relation === undefined || !('statistics' in relation)) return undefined;
  const parts = partsBelow(catalog, key);
  // A partitioned table has no rows of its own; servers count those of its partitions for it, too.
  const isPartitioned = 'partitioning' in relation && relation.partitioning !== undefined;
  const counted = [...(isPartitioned && parts.length > 0 ? [] : [relation]), ...parts].flatMap(
    ({ statistics }) => statistics ?? [],
  );
  if (counted.length === 0) return undefined;
  const rows = counted.map((one) => one.rows);
  return {
    rows: rows.includes(null) ? null : rows.reduce<number>((sum, one) => sum + (one ?? 0), 0),
    bytes: counted.reduce((sum, { bytes, indexBytes }) => sum + bytes + indexBytes, 0),
    writesPerSecond: counted.reduce((sum, one) => sum + (one.writesPerSecond ?? 0), 0),
  };
}

export interface Size {
  readonly rows: number | null;
  /** With TOAST and indexes. */
  readonly bytes: number;
  readonly writesPerSecond: number;
}

function partsBelow(catalog: Catalog, key: string): readonly Table[] {
  return childrenOf(catalog, key).flatMap((child) => [child, ...partsBelow(catalog, keyOf(child))]);
}
