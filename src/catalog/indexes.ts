// Takes indexes in, on a table and on its partitions.

import type { TableIndex } from '../model/catalog.ts';
import type { ChangeOf } from '../model/change.ts';
import type { Expression } from '../model/schema.ts';
import { partsOf, qualifiedName } from '../sql/qualified-name.ts';
import { change, changeKnown, childrenOf, type Draft, newId, put, resolved } from './draft.ts';
import { indexName, relationsIn } from './made-names.ts';
import { keyOf, tableNamed, tableOrView } from './objects.ts';

export function createIndex(draft: Draft, written: ChangeOf<'create-index'>): void {
  changeKnown(draft, written.table, (table) => table);
  const key = resolved(draft, written.table);
  const { schema } = partsOf(key);
  const isThere = written.index !== undefined && draft.catalog.relations.has(qualifiedName(schema, written.index));
  if (isThere && (written.ifNotExists || draft.conditional)) return;
  const { columns, where, unique, method, include = [], nullsNotDistinct = false, tablespace } = written;
  const index = {
    columns,
    ...(where === undefined ? {} : { where }),
    unique,
    method,
    include,
    nullsNotDistinct,
    ofConstraint: false,
    valid: true,
    ...(tablespace === undefined ? {} : { tablespace }),
    ...(written.index === undefined ? {} : { name: written.index }),
  };
  addIndex(draft, key, index, written.only ? 'only' : 'with partitions');
}

/** Answers with its name. ONLY on a partitioned table leaves it invalid while there are partitions without theirs. */
export function addIndex(
  draft: Draft,
  key: string,
  { name: given, ...index }: Omit<TableIndex, 'id' | 'name'> & { readonly name?: string },
  reach: 'only' | 'with partitions',
): string {
  const { schema, name: table } = partsOf(key);
  const name = given ?? indexName(table, index.columns, index.include, relationsIn(draft.catalog, schema));
  const partitions = childrenOf(draft.catalog, key).filter(({ partitionOf }) => partitionOf?.parent === key);
  const valid = index.valid && (reach === 'with partitions' || index.ofConstraint || partitions.length === 0);
  put(draft, { id: newId(draft), kind: 'index', schema, name, table: key });
  const made = { ...index, id: newId(draft), name, valid };
  change(draft, key, (one) => ({ ...one, indexes: [...one.indexes, made] }));
  if (reach === 'only') return name;
  for (const partition of partitions) addPartIndex(draft, keyOf(partition), made, qualifiedName(schema, name));
  return name;
}

/** A partition's own index does, where it is just such a one. */
export function addPartIndex(draft: Draft, key: string, index: TableIndex, parentIndex: string): void {
  const table = tableOrView(draft.catalog, key);
  if (table === undefined) return;
  const twin = table.indexes.find((own) => own.partitionOf === undefined && isTwin(index, own));
  if (twin === undefined) {
    const { id: _, name: __, bytes: ___, ...rest } = index;
    addIndex(draft, key, { ...rest, valid: true, partitionOf: parentIndex }, 'with partitions');
  } else attachIndex(draft, key, twin.name, parentIndex);
}

export function attachIndex(draft: Draft, key: string, name: string, parentIndex: string): void {
  change(draft, key, (table) => ({
    ...table,
    indexes: table.indexes.map((one) => (one.name === name ? { ...one, partitionOf: parentIndex } : one)),
  }));
}

/** ALTER INDEX … ATTACH PARTITION: the last one makes the parent's index valid. */
export function attachWritten(draft: Draft, { index, partitionIndex }: ChangeOf<'attach-index'>): void {
  const [parentKey, ownKey] = [resolved(draft, index), resolved(draft, partitionIndex)];
  const [parent, own] = [draft.catalog.relations.get(parentKey), draft.catalog.relations.get(ownKey)];
  if (parent?.kind !== 'index' || own?.kind !== 'index') return;
  attachIndex(draft, own.table, own.name, parentKey);
  const partitions = childrenOf(draft.catalog, parent.table);
  const isWhole = partitions.every(({ indexes }) => indexes.some(({ partitionOf }) => partitionOf === parentKey));
  if (!isWhole) return;
  change(draft, parent.table, (table) => ({
    ...table,
    indexes: table.indexes.map((one) => (one.name === parent.name ? { ...one, valid: true } : one)),
  }));
}

type Keys = Pick<
  TableIndex,
  'columns' | 'where' | 'unique' | 'method' | 'include' | 'nullsNotDistinct' | 'ofConstraint'
>;

/** True when an index on the other table would do for this one: the same keys under the same condition. */
export function isTwin(one: Keys, other: Keys): boolean {
  const text = (index: Keys): string =>
    JSON.stringify([
      index.columns.map((key) => [
        key.column ?? unspaced(key.expression),
        key.operatorClass ?? null,
        key.collation ?? null,
      ]),
      unspaced(index.where),
    ]);
  return (
    text(one) === text(other) &&
    one.unique === other.unique &&
    one.method === other.method &&
    one.include.join() === other.include.join() &&
    one.nullsNotDistinct === other.nullsNotDistinct &&
    (!one.ofConstraint || other.ofConstraint)
  );
}

/** As two people write one expression; what stands in quotes is left as it is. */
function unspaced(expression: Expression | undefined): string {
  return (expression?.text ?? '')
    .split(/('(?:[^']|'')*'|"[^"]*")/)
    .map((part, i) => (i % 2 === 1 ? part : part.replace(/\s+/g, '').toLowerCase()))
    .join('');
}

/** Those of the partitioned table that a new partition gets; keys come with their constraints. */
export function inheritIndexes(draft: Draft, parent: string, child: string): void {
  const table = tableNamed(draft.catalog, parent);
  for (const index of table?.indexes ?? []) {
    if (!index.ofConstraint) addPartIndex(draft, child, index, qualifiedName(partsOf(parent).schema, index.name));
  }
}
