// CREATE TABLE in its forms: what it says itself, and what it has from the tables and types that it names.

import type { Table, View } from '../model/catalog.ts';
import type { ChangeOf } from '../model/change.ts';
import type { Constraint } from '../model/schema.ts';
import { qualifiedName } from '../sql/qualified-name.ts';
import { addColumns, type Copied, copyColumns } from './columns.ts';
import { addConstraint, inheritConstraints } from './constraints.ts';
import { type Draft, emptyTable, keyOfNew, newId, put, resolved } from './draft.ts';
import { dropRelation } from './drop.ts';
import { addIndex, inheritIndexes } from './indexes.ts';
import { tableOrView } from './objects.ts';

export function createTable(draft: Draft, written: ChangeOf<'create-table'>): void {
  const key =
    written.persistence === 'temporary' ? qualifiedName('pg_temp', written.table.name) : keyOfNew(written.table, draft);
  if (draft.catalog.relations.has(key)) {
    if (written.ifNotExists || draft.conditional) return;
    dropRelation(draft, key);
  }
  const parents = [...(written.partitionOf === undefined ? [] : [written.partitionOf]), ...written.inherits];
  const above = parents.flatMap((name) => tableOrView(draft.catalog, resolved(draft, name)) ?? []);
  const likes = written.likes.flatMap((name) => tableOrView(draft.catalog, resolved(draft, name)) ?? []);
  put(draft, shell(draft, key, written));
  const isPartition = written.partitionOf !== undefined;
  for (const parent of above) copyColumns(draft, key, parent, isPartition ? 'partition' : 'heir');
  for (const source of likes) copyColumns(draft, key, source, copied(written));
  const own = isPartition ? written.columns.filter(({ type }) => type.name !== '') : written.columns;
  addColumns(draft, key, own);
  for (const parent of above) inheritConstraints(draft, parent, key);
  for (const source of likes) copyConstraints(draft, key, source, written.likesWith ?? []);
  for (const constraint of ordered(written)) addConstraint(draft, key, constraint);
  if (written.partitionOf !== undefined) inheritIndexes(draft, resolved(draft, written.partitionOf), key);
  if (written.likesWith?.includes('indexes') === true) for (const source of likes) copyIndexes(draft, key, source);
}

function shell(draft: Draft, key: string, written: ChangeOf<'create-table'>): Table {
  const { partitionOf, ofType, accessMethod, tablespace, parameters = {} } = written;
  const isPartition = partitionOf !== undefined;
  return {
    ...emptyTable(newId(draft), key),
    ...columnsFrom(draft, written),
    persistence: written.persistence,
    ...(written.partitioned ? { partitioning: { key: written.partitionKey ?? null } } : {}),
    ...(isPartition
      ? { partitionOf: { parent: resolved(draft, partitionOf), isDefault: written.defaultPartition === true } }
      : {}),
    inherits: written.inherits.map((name) => resolved(draft, name)),
    ...(ofType === undefined ? {} : { ofType: resolved(draft, ofType) }),
    ...(accessMethod === undefined || accessMethod === 'heap' ? {} : { accessMethod }),
    ...(tablespace === undefined || tablespace === 'pg_default' ? {} : { tablespace }),
    parameters,
  };
}

function columnsFrom(draft: Draft, written: ChangeOf<'create-table'>): Pick<Table, 'columnsFrom'> {
  const { fromQuery, ofType, partitionOf, inherits, likes } = written;
  if (fromQuery !== undefined) return { columnsFrom: 'query' };
  if (ofType !== undefined) return { columnsFrom: 'type' };
  const sources = [...(partitionOf === undefined ? [] : [partitionOf]), ...inherits, ...likes];
  const isUnknown = sources.some((name) => tableOrView(draft.catalog, resolved(draft, name)) === undefined);
  return isUnknown ? { columnsFrom: 'unknown table' } : {};
}

function copied({ likesWith = [] }: ChangeOf<'create-table'>): Copied {
  return {
    defaults: likesWith.includes('defaults'),
    generated: likesWith.includes('generated'),
    identity: likesWith.includes('identity'),
  };
}

/** As PostgreSQL makes them: CHECKs, then keys with the primary one first, then foreign keys; a key that says what another one says is none. */
function ordered({ columns, constraints }: ChangeOf<'create-table'>): readonly Constraint[] {
  return inOrder([...columns.flatMap((column) => column.constraints), ...constraints]);
}

export function inOrder(all: readonly Constraint[]): readonly Constraint[] {
  const keys = [...all.filter(({ type }) => type === 'primary-key'), ...all.filter(({ type }) => type === 'unique')];
  const seen = new Set<string>();
  const once = keys.filter(({ name, columns, type, ...rest }) => {
    const text = JSON.stringify([columns, 'usingIndex' in rest ? rest.usingIndex : null]);
    const isSecond = name === undefined && type === 'unique' && seen.has(text);
    seen.add(text);
    return !isSecond;
  });
  const of = (type: Constraint['type']): readonly Constraint[] => all.filter((one) => one.type === type);
  return [...of('not-null'), ...of('check'), ...once, ...of('exclusion'), ...of('foreign-key')];
}

/** LIKE: NOT NULL always, the rest as INCLUDING says. Those of the copy get names of their own, CHECKs apart. */
function copyConstraints(draft: Draft, key: string, source: Table | View, what: readonly string[]): void {
  for (const { id: _, ...constraint } of source.constraints)
    if (constraint.type === 'not-null') addConstraint(draft, key, constraint);
  for (const { id: _, ...constraint } of source.constraints) {
    if (constraint.type === 'check' && what.includes('constraints')) addConstraint(draft, key, constraint);
    const isKey = constraint.type === 'primary-key' || constraint.type === 'unique' || constraint.type === 'exclusion';
    if (!isKey || !what.includes('indexes')) continue;
    const { name: __, ...unnamed } = constraint;
    addConstraint(draft, key, unnamed as Constraint);
  }
}

function copyIndexes(draft: Draft, key: string, source: Table | View): void {
  for (const { id: _, name: __, partitionOf: ___, ...index } of source.indexes) {
    if (!index.ofConstraint) addIndex(draft, key, index, 'only');
  }
}
