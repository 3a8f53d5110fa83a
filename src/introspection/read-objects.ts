// Tables, views, sequences, types and functions, out of rows of the catalogs.
import type { ListedTable, ListedType, ListedView, ObjectLists } from '../catalog/assemble.ts';
import type { Grant, Table } from '../model/catalog.ts';
import type { Parameter } from '../model/code.ts';
import type { Row } from '../model/database.ts';
import { qualifiedName } from '../sql/qualified-name.ts';
import { expressionFrom, typeFrom } from '../sql/written-parts.ts';
import { fullNames, is, list, text, textOrNone, texts } from './rows.ts';

/** What hangs on a relation, by its oid. */
export type PartsOf = (
  oid: string,
) => Pick<ListedTable, 'columns' | 'constraints' | 'indexes' | 'triggers' | 'policies' | 'rules'>;

const persistences: Readonly<Record<string, Table['persistence']>> = { p: 'permanent', u: 'unlogged', t: 'temporary' };
const identities: Readonly<Record<string, Table['replicaIdentity']>> = {
  d: 'default',
  n: 'nothing',
  f: 'full',
  i: 'index',
};

export function tableFrom(row: Row, partsOf: PartsOf): ListedTable {
  const parents = fullNames(row, 'parents');
  const bound = textOrNone(row, 'bound');
  const [parent = ''] = parents;
  const accessMethod = textOrNone(row, 'access_method');
  const tablespace = textOrNone(row, 'tablespace');
  const clusteredOn = textOrNone(row, 'clustered_on');
  const ofType = textOrNone(row, 'of_type');
  const partitioning = row.partitioning as { readonly key: readonly (string | null)[] | null } | null;
  const key = partitioning?.key?.every((column) => column !== null) === true ? (partitioning.key as string[]) : null;
  return {
    schema: text(row, 'schema'),
    name: text(row, 'name'),
    kind: text(row, 'kind') === 'f' ? 'foreign-table' : 'table',
    complete: true,
    persistence: persistences[text(row, 'persistence')] ?? 'permanent',
    ...(partitioning === null ? {} : { partitioning: { key } }),
    ...(bound === undefined ? {} : { partitionOf: { parent, isDefault: bound === 'DEFAULT' } }),
    inherits: bound === undefined ? parents : [],
    ...(ofType === undefined || ofType === '-' ? {} : { ofType: typeKey(ofType) }),
    rowSecurity: is(row, 'row_security'),
    forcedRowSecurity: is(row, 'forced_row_security'),
    replicaIdentity: identities[text(row, 'replica_identity')] ?? 'default',
    ...(accessMethod === undefined || accessMethod === 'heap' ? {} : { accessMethod }),
    ...(tablespace === undefined ? {} : { tablespace }),
    ...(clusteredOn === undefined ? {} : { clusteredOn }),
    parameters: parametersFrom(texts(row, 'parameters')),
    grants: grantsFrom(row),
    ...partsOf(text(row, 'oid')),
  };
}

function typeKey(type: string): string {
  const { schema, name } = typeFrom(type);
  return schema === undefined ? name : qualifiedName(schema, name);
}

function parametersFrom(options: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    options.map((option) => {
      const at = option.indexOf('=');
      return [option.slice(0, at), option.slice(at + 1)];
    }),
  );
}

function grantsFrom(row: Row): readonly Grant[] {
  return list(row, 'grants').map((grant) => ({
    privileges: texts(grant, 'privileges'),
    grantees: texts(grant, 'grantees'),
  }));
}

/** `reads`: `[schema, table, column or null]` for all that the query depends on. */
export function viewFrom(row: Row, partsOf: PartsOf): ListedView {
  const reads = list(row, 'reads');
  const tables = reads.map((one) => qualifiedName(String(one[0]), String(one[1])));
  const columns = reads.flatMap((one) => (one[2] === null ? [] : [String(one[2])]));
  return {
    schema: text(row, 'schema'),
    name: text(row, 'name'),
    kind: text(row, 'kind') === 'm' ? 'materialized-view' : 'view',
    complete: true,
    persistence: text(row, 'persistence') === 't' ? 'temporary' : 'permanent',
    reads: [...new Set(tables)],
    uses: [...new Set(columns)],
    populated: is(row, 'populated'),
    grants: grantsFrom(row),
    ...partsOf(text(row, 'oid')),
  };
}

export function sequenceFrom(row: Row): ObjectLists['sequences'][number] {
  const [schema, table, column] = texts(row, 'owner');
  const isOwned = schema !== undefined && table !== undefined && column !== undefined;
  return {
    kind: 'sequence',
    schema: text(row, 'schema'),
    name: text(row, 'name'),
    persistence: text(row, 'persistence') === 't' ? 'temporary' : 'permanent',
    type: typeFrom(text(row, 'type')).name,
    ...(isOwned ? { ownedBy: { table: qualifiedName(schema, table), column } } : {}),
    grants: grantsFrom(row),
  };
}

const typeKinds = { c: 'composite', r: 'range', b: 'base' } as const;

export function typeFromRow(row: Row, constraints: ListedTable['constraints']): ListedType {
  const base = { schema: text(row, 'schema'), name: text(row, 'name'), complete: true };
  const byDefault = textOrNone(row, 'default');
  switch (text(row, 'kind')) {
    case 'e':
      return { ...base, kind: 'enum', labels: texts(row, 'labels').map((name) => ({ name })) };
    case 'd':
      return {
        ...base,
        kind: 'domain',
        base: typeFrom(text(row, 'base')),
        notNull: is(row, 'not_null'),
        ...(byDefault === undefined ? {} : { default: expressionFrom(byDefault) }),
        constraints,
      };
    default:
      return { ...base, kind: typeKinds[text(row, 'kind') as keyof typeof typeKinds] ?? 'unknown' };
  }
}

const volatilities = { i: 'immutable', s: 'stable', v: 'volatile' } as const;

export function routineFrom(row: Row): ObjectLists['routines'][number] {
  return {
    schema: text(row, 'schema'),
    name: text(row, 'name'),
    kind: text(row, 'kind') === 'p' ? 'procedure' : 'function',
    parameters: parametersOf(row),
    language: text(row, 'language'),
    volatility: volatilities[text(row, 'volatility') as keyof typeof volatilities] ?? 'volatile',
    securityDefiner: is(row, 'security_definer'),
    settings: texts(row, 'settings'),
    returnsTrigger: is(row, 'returns_trigger'),
    ...(is(row, 'strict') ? { strictWithUnused: true as const } : {}),
    body: text(row, 'body'),
  };
}

/** What a default is made of is not told apart: it may be anything. */
function parametersOf(row: Row): readonly Parameter[] {
  const modes = texts(row, 'modes');
  const names = texts(row, 'names');
  const inputNames = modes.length === 0 ? names : names.filter((_, i) => 'ibv'.includes(modes[i] ?? 'i'));
  const types = texts(row, 'types');
  const firstDefault = types.length - Number(row.defaults ?? 0);
  return types.map((type, i) => ({
    ...(inputNames[i] === undefined || inputNames[i] === '' ? {} : { name: inputNames[i] }),
    type: typeFrom(type),
    ...(i >= firstDefault ? { default: unknownDefault } : {}),
    ...(is(row, 'variadic') && i === types.length - 1 ? { variadic: true as const } : {}),
  }));
}

const unknownDefault = { text: '…', functions: [], constant: false };
