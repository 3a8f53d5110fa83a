// CREATE TABLE in its forms, and CREATE INDEX.
import type { CreateStmt, CreateTableAsStmt, IndexElem, IndexStmt, Node, SelectStmt } from 'libpg-query';
import type { ChangeOf } from '../../model/change.ts';
import type { Position } from '../../model/place.ts';
import type { IndexColumn, Name } from '../../model/schema.ts';
import { columnOf, constraintsIn } from './columns.ts';
import { expressionOf } from './expressions.ts';
import { labelOf } from './labels.ts';
import { nameOf, type Source, stringsOf, typeOf } from './names.ts';
import { parametersOf } from './parameters.ts';
import { tablesRead, viewing } from './reads.ts';

const persistences: Record<string, 'permanent' | 'temporary' | 'unlogged'> = {
  p: 'permanent',
  t: 'temporary',
  u: 'unlogged',
};

export function createTable(statement: CreateStmt, source: Source, at: Position): ChangeOf<'create-table'> {
  const elements = statement.tableElts ?? [];
  const parents = (statement.inhRelations ?? []).flatMap((node) => ('RangeVar' in node ? [nameOf(node.RangeVar)] : []));
  const isPartition = statement.partbound !== undefined;
  return {
    kind: 'create-table',
    table: nameOf(statement.relation),
    persistence: persistences[statement.relation?.relpersistence ?? 'p'] ?? 'permanent',
    ifNotExists: statement.if_not_exists === true,
    columns: elements.flatMap((node) => ('ColumnDef' in node ? [columnOf(node.ColumnDef, source)] : [])),
    constraints: constraintsIn(elements, source),
    ...(isPartition && parents[0] !== undefined ? { partitionOf: parents[0] } : {}),
    ...(statement.partbound?.is_default === true ? { defaultPartition: true } : {}),
    partitioned: statement.partspec !== undefined,
    ...partitionKey(statement),
    inherits: isPartition ? [] : parents,
    ...(statement.accessMethod === undefined ? {} : { accessMethod: statement.accessMethod }),
    ...(statement.tablespacename === undefined ? {} : { tablespace: statement.tablespacename }),
    ...(statement.options === undefined ? {} : { parameters: parametersOf(statement.options) }),
    ...(statement.ofTypename === undefined ? {} : { ofType: typeOf(statement.ofTypename) }),
    likes: elements.flatMap((node) => ('TableLikeClause' in node ? [nameOf(node.TableLikeClause.relation)] : [])),
    ...likesWith(elements),
    at,
  };
}

/** By the bits of parsenodes.h; those of several LIKEs together. */
function likesWith(elements: readonly Node[]): Pick<ChangeOf<'create-table'>, 'likesWith'> {
  const bits = elements.reduce(
    (all, node) => all | ('TableLikeClause' in node ? (node.TableLikeClause.options ?? 0) : 0),
    0,
  );
  const copied = copies.flatMap(([bit, what]) => ((bits & bit) === 0 ? [] : [what]));
  return copied.length === 0 ? {} : { likesWith: copied };
}

const copies = [
  [4, 'constraints'],
  [8, 'defaults'],
  [16, 'generated'],
  [32, 'identity'],
  [64, 'indexes'],
] as const;

function partitionKey({ partspec }: CreateStmt): { readonly partitionKey?: readonly string[] } {
  const elements = (partspec?.partParams ?? []).flatMap((node) =>
    'PartitionElem' in node ? [node.PartitionElem.name] : [],
  );
  const columns = elements.filter((name) => name !== undefined);
  return columns.length > 0 && columns.length === elements.length ? { partitionKey: columns } : {};
}

export function createTableAs(
  statement: CreateTableAsStmt,
  at: Position,
): ChangeOf<'create-table'> | ChangeOf<'create-materialized-view'> {
  const relation = statement.into?.rel;
  const withData = statement.into?.skipData !== true;
  const ifNotExists = statement.if_not_exists === true;
  if (statement.objtype === 'OBJECT_MATVIEW') {
    return {
      kind: 'create-materialized-view',
      view: nameOf(relation),
      withData,
      ifNotExists,
      ...viewing(statement.query),
      at,
    };
  }
  return tableFromQuery(relation, ifNotExists, { withData, ...readsOf(statement.query) }, at);
}

/** SELECT … INTO makes a table too. */
export function selectInto(statement: SelectStmt, at: Position): ChangeOf<'create-table'> {
  return tableFromQuery(
    statement.intoClause?.rel,
    false,
    { withData: true, ...tablesRead({ SelectStmt: statement }) },
    at,
  );
}

function readsOf(query: Node | undefined): { readonly reads?: readonly Name[] } {
  return query === undefined ? {} : tablesRead(query);
}

function tableFromQuery(
  relation: CreateStmt['relation'],
  ifNotExists: boolean,
  fromQuery: NonNullable<ChangeOf<'create-table'>['fromQuery']>,
  at: Position,
): ChangeOf<'create-table'> {
  return {
    kind: 'create-table',
    table: nameOf(relation),
    persistence: persistences[relation?.relpersistence ?? 'p'] ?? 'permanent',
    ifNotExists,
    columns: [],
    constraints: [],
    partitioned: false,
    inherits: [],
    likes: [],
    fromQuery,
    at,
  };
}

export function createIndex(statement: IndexStmt, source: Source, at: Position): ChangeOf<'create-index'> {
  const columns = (statement.indexParams ?? []).flatMap((node) =>
    'IndexElem' in node ? [indexColumn(node.IndexElem, source)] : [],
  );
  const include = (statement.indexIncludingParams ?? []).flatMap((node) =>
    'IndexElem' in node ? [node.IndexElem.name ?? ''] : [],
  );
  return {
    kind: 'create-index',
    ...(statement.idxname === undefined ? {} : { index: statement.idxname }),
    table: nameOf(statement.relation),
    unique: statement.unique === true,
    concurrently: statement.concurrent === true,
    ifNotExists: statement.if_not_exists === true,
    only: statement.relation?.inh !== true,
    method: statement.accessMethod ?? 'btree',
    columns,
    ...(include.length === 0 ? {} : { include }),
    ...(statement.nulls_not_distinct === true ? { nullsNotDistinct: true } : {}),
    ...(statement.tableSpace === undefined ? {} : { tablespace: statement.tableSpace }),
    ...(statement.whereClause === undefined ? {} : { where: expressionOf(statement.whereClause, source) }),
    at,
  };
}

function indexColumn(
  { name, expr, opclass, collation, ordering, nulls_ordering }: IndexElem,
  source: Source,
): IndexColumn {
  // The last part is the name: pg_catalog or another schema may stand before it.
  const operatorClass = stringsOf(opclass).at(-1);
  const collated = stringsOf(collation).at(-1);
  const descends = ordering === 'SORTBY_DESC';
  // Behind DESC, NULLS FIRST is the default; else NULLS LAST is.
  const unusual = nulls_ordering === (descends ? 'SORTBY_NULLS_LAST' : 'SORTBY_NULLS_FIRST');
  const label = labelOf(expr);
  const order = [descends ? 'desc' : '', unusual ? `nulls ${descends ? 'last' : 'first'}` : ''].join(' ').trim();
  return {
    ...(name === undefined ? { expression: expressionOf(expr, source) } : { column: name }),
    ...(label === undefined ? {} : { label }),
    ...(operatorClass === undefined ? {} : { operatorClass }),
    ...(collated === undefined ? {} : { collation: collated }),
    ...(order === '' ? {} : { order }),
  };
}
