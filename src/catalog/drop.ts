// What goes, and all that goes with it.
import type { ChangeOf } from '../model/change.ts';
import type { Name } from '../model/schema.ts';
import { partsOf, qualifiedName } from '../sql/qualified-name.ts';
import { dropColumn } from './columns.ts';
import { notNull, referrersOf, setNotNull } from './constraints.ts';
import { change, childrenOf, type Draft, remove, removeType, resolved, resolveRoutine } from './draft.ts';
import { hasIndex } from './made-names.ts';
import { dependentsOf, isView, keyOf, tableOrView } from './objects.ts';

export function drop(draft: Draft, written: ChangeOf<'drop'>): void {
  const { object, names, on, cascade } = written;
  if (on !== undefined) dropFacility(draft, resolved(draft, on), object, names);
  for (const name of names) {
    if (object === 'schema') dropSchema(draft, name.name);
    else if (object === 'function' || object === 'procedure') dropRoutine(draft, name, cascade);
    else if (object === 'extension') {
      draft.catalog = { ...draft.catalog, extensions: draft.catalog.extensions.without(name.name) };
    } else if (object === 'publication') {
      draft.catalog = { ...draft.catalog, publications: draft.catalog.publications.without(name.name) };
    } else if (object === 'type' || object === 'domain') dropType(draft, resolved(draft, name));
    else if (object === 'index') dropIndex(draft, resolved(draft, name), cascade);
    else if (inRelations.has(object)) dropRelation(draft, resolved(draft, name));
  }
}

const inRelations: ReadonlySet<string> = new Set(['table', 'view', 'materialized-view', 'sequence', 'foreign-table']);

/** Triggers, policies and rules. */
function dropFacility(draft: Draft, key: string, object: string, names: readonly Name[]): void {
  const gone = new Set(names.map(({ name }) => name));
  const kept = <T extends { readonly name: string }>(all: readonly T[], kind: string): readonly T[] =>
    object === kind ? all.filter(({ name }) => !gone.has(name)) : all;
  for (const one of [key, ...(object === 'trigger' ? partitionsBelow(draft, key) : [])]) {
    change(draft, one, (table) => ({
      ...table,
      triggers: kept(table.triggers, 'trigger'),
      policies: kept(table.policies, 'policy'),
      rules: kept(table.rules, 'rule'),
    }));
  }
}

export function partitionsBelow(draft: Draft, key: string): readonly string[] {
  return childrenOf(draft.catalog, key).flatMap((child) =>
    child.partitionOf === undefined ? [] : [keyOf(child), ...partitionsBelow(draft, keyOf(child))],
  );
}

/** With its indexes, partitions and heirs, the sequences it owns, the views that read it and the foreign keys to it. */
export function dropRelation(draft: Draft, key: string): void {
  const relation = draft.catalog.relations.get(key);
  remove(draft, key);
  if (relation === undefined || relation.kind === 'index') return;
  if (relation.kind === 'sequence') return;
  for (const { name } of relation.indexes) remove(draft, qualifiedName(relation.schema, name));
  unpublish(draft, key);
  for (const { table, constraint } of referrersOf(draft, key)) dropConstraint(draft, table, constraint.name, true);
  dropColumnsOf(draft, key);
  for (const dependent of dependentsOf(draft.catalog, key)) dropRelation(draft, dependent);
}

function unpublish(draft: Draft, key: string): void {
  for (const publication of draft.catalog.publications.values()) {
    if (!publication.tables.includes(key)) continue;
    const tables = publication.tables.filter((one) => one !== key);
    const publications = draft.catalog.publications.with(publication.name, { ...publication, tables });
    draft.catalog = { ...draft.catalog, publications };
  }
}

/** Of a type, or of a table's row type. */
function dropColumnsOf(draft: Draft, key: string): void {
  for (const dependent of dependentsOf(draft.catalog, key)) {
    const relation = tableOrView(draft.catalog, dependent);
    if (relation === undefined || isView(relation)) continue;
    for (const { name, type } of relation.columns) {
      if (type?.schema !== undefined && qualifiedName(type.schema, type.name) === key)
        dropColumn(draft, dependent, name, true);
    }
  }
}

function dropType(draft: Draft, key: string): void {
  removeType(draft, key);
  dropColumnsOf(draft, key);
  for (const dependent of dependentsOf(draft.catalog, key)) {
    if (draft.catalog.types.has(dependent)) dropType(draft, dependent);
    else dropRelation(draft, dependent);
  }
}

/** DROP INDEX, which only CASCADE lets go on with the foreign keys that count on it. */
export function dropIndex(draft: Draft, key: string, cascade: boolean): void {
  const entry = draft.catalog.relations.get(key);
  if (entry?.kind !== 'index') return remove(draft, key);
  const index = tableOrView(draft.catalog, entry.table)?.indexes.find(({ name }) => name === entry.name);
  if (cascade && index?.unique === true)
    dropReferrers(
      draft,
      entry.table,
      index.columns.map(({ column }) => column ?? ''),
    );
  dropIndexOf(draft, entry.table, entry.name);
}

/** With the parts of it that partitions have. */
export function dropIndexOf(draft: Draft, table: string, name: string): void {
  const key = qualifiedName(partsOf(table).schema, name);
  for (const child of childrenOf(draft.catalog, table)) {
    for (const part of child.indexes.filter(({ partitionOf }) => partitionOf === key)) {
      if (part.ofConstraint) dropConstraint(draft, keyOf(child), part.name, true);
      else dropIndexOf(draft, keyOf(child), part.name);
    }
  }
  remove(draft, key);
  change(draft, table, (one) => ({ ...one, indexes: one.indexes.filter((index) => index.name !== name) }));
}

export function dropConstraint(draft: Draft, key: string, name: string, cascade: boolean): void {
  const table = tableOrView(draft.catalog, key);
  const constraint = table?.constraints.find((one) => one.name === name);
  if (table === undefined || constraint === undefined) return;
  const { type, columns } = constraint;
  if (cascade && (type === 'primary-key' || type === 'unique')) dropReferrers(draft, key, columns);
  if (hasIndex(constraint)) dropIndexOf(draft, key, name);
  change(draft, key, (one) => ({ ...one, constraints: one.constraints.filter((other) => other.id !== constraint.id) }));
  if (type === 'not-null') setNotNull(draft, key, columns, false);
  for (const child of childrenOf(draft.catalog, key)) {
    const inherits =
      type === 'check' || type === 'not-null' || (type === 'foreign-key' && child.partitionOf !== undefined);
    if (inherits) dropConstraint(draft, keyOf(child), name, cascade);
  }
}

/** Foreign keys to these columns. */
function dropReferrers(draft: Draft, key: string, columns: readonly string[]): void {
  for (const { table, constraint } of referrersOf(draft, key)) {
    if (constraint.type !== 'foreign-key') continue;
    const { references } = constraint;
    if ([...references.columns].sort().join() === [...columns].sort().join())
      dropConstraint(draft, table, constraint.name, true);
  }
}

export function dropNotNull(draft: Draft, key: string, column: string): void {
  const constraint = tableOrView(draft.catalog, key)?.constraints.find(
    (one) => one.type === 'not-null' && one.columns.join() === notNull(column).columns.join(),
  );
  if (constraint === undefined) setNotNull(draft, key, [column], false);
  else dropConstraint(draft, key, constraint.name, false);
}

/** CASCADE takes triggers along. */
function dropRoutine(draft: Draft, name: Name, cascade: boolean): void {
  const key = resolveRoutine(draft.catalog, name, draft.searchPath);
  // Which of several is not told: their arguments are not kept with DROP.
  if (key === undefined || (draft.catalog.routines.get(key)?.length ?? 0) > 1) return;
  draft.catalog = { ...draft.catalog, routines: draft.catalog.routines.without(key) };
  if (!cascade) return;
  for (const [table, relation] of draft.catalog.relations.entries()) {
    if (!('triggers' in relation) || !relation.triggers.some((trigger) => trigger.function === key)) continue;
    change(draft, table, (one) => ({ ...one, triggers: one.triggers.filter((trigger) => trigger.function !== key) }));
  }
}

export function dropSchema(draft: Draft, schema: string): void {
  const { relations, types, routines, schemas } = draft.catalog;
  const isIn = (key: string): boolean => partsOf(key).schema === schema;
  for (const [key] of relations.entries()) if (isIn(key)) dropRelation(draft, key);
  for (const [key] of types.entries()) if (isIn(key)) dropType(draft, key);
  let left = routines;
  for (const [key] of routines.entries()) if (isIn(key)) left = left.without(key);
  draft.catalog = { ...draft.catalog, routines: left, schemas: schemas.without(schema) };
}
