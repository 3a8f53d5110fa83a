// Columns, constraints, indexes and what else hangs on a table, out of rows of the catalogs.
import type { ListedTable } from '../catalog/assemble.ts';
import type { Row } from '../model/database.ts';
import type { Constraint, ForeignKeyTarget, IndexColumn } from '../model/schema.ts';
import { expressionFrom, typeFrom } from '../sql/written-parts.ts';
import { fullName, is, list, text, textOrNone, texts } from './rows.ts';

type Part<Name extends keyof ListedTable> = ListedTable[Name] extends readonly (infer One)[] ? One : never;

export function columnFrom(row: Row): Part<'columns'> {
  const byDefault = textOrNone(row, 'default');
  const generated = text(row, 'generated');
  const [schema, collation] = texts(row, 'collation');
  return {
    name: text(row, 'name'),
    type: typeFrom(text(row, 'type')),
    notNull: is(row, 'not_null'),
    identity: is(row, 'identity'),
    ...(byDefault === undefined ? {} : { default: expressionFrom(byDefault) }),
    ...(generated === '' ? {} : { generated: generated === 'v' ? 'virtual' : 'stored' }),
    ...(schema === undefined || collation === undefined ? {} : { collation: { schema, name: collation } }),
  };
}

const onDelete: Readonly<Record<string, ForeignKeyTarget['onDelete']>> = {
  a: 'no action',
  r: 'restrict',
  c: 'cascade',
  n: 'set null',
  d: 'set default',
};

export function constraintFrom(row: Row): Part<'constraints'> {
  const base = {
    name: text(row, 'name'),
    columns: texts(row, 'columns'),
    validated: is(row, 'validated'),
    enforced: is(row, 'enforced'),
    ...(is(row, 'deferrable') ? { deferrable: true as const } : {}),
    ...(is(row, 'no_inherit') && 'cn'.includes(text(row, 'type')) ? { noInherit: true as const } : {}),
    ...(is(row, 'deferred') ? { initiallyDeferred: true as const } : {}),
  };
  switch (text(row, 'type')) {
    case 'c':
      return { ...base, columns: [], type: 'check', expression: expressionFrom(text(row, 'expression')) };
    case 'f': {
      const [schema = '', name = ''] = texts(row, 'target');
      const action = onDelete[text(row, 'on_delete')] ?? 'no action';
      const references = { table: { schema, name }, columns: texts(row, 'target_columns'), onDelete: action };
      return { ...base, type: 'foreign-key', references };
    }
    case 'p':
    case 'u':
      return {
        ...base,
        type: text(row, 'type') === 'p' ? 'primary-key' : 'unique',
        ...(is(row, 'nulls_not_distinct') ? { nullsNotDistinct: true } : {}),
        ...(is(row, 'period') ? { withoutOverlaps: true } : {}),
      };
    case 'n':
      return { ...base, type: 'not-null' };
    default:
      return { ...base, columns: [], ...exclusionFrom(row) };
  }
}

function exclusionFrom(row: Row): Exclusion {
  const operators = texts(row, 'operators');
  const predicate = textOrNone(row, 'predicate');
  const elements = list(row, 'elements').map((element, i) => {
    const operator = operators[i] ?? '=';
    const column = textOrNone(element, 'column');
    if (column !== undefined) return { column, operator };
    return { expression: expressionFrom(text(element, 'expression')), operator };
  });
  return {
    type: 'exclusion',
    method: text(row, 'method'),
    elements,
    ...(predicate === undefined ? {} : { where: expressionFrom(predicate) }),
  };
}

type Exclusion = Pick<Extract<Constraint, { type: 'exclusion' }>, 'type' | 'method' | 'elements' | 'where'>;

export function indexFrom(row: Row): Part<'indexes'> {
  const predicate = textOrNone(row, 'predicate');
  const tablespace = textOrNone(row, 'tablespace');
  const parent = fullName(row, 'parent');
  return {
    name: text(row, 'name'),
    columns: list(row, 'keys').map(keyFrom),
    ...(predicate === undefined ? {} : { where: expressionFrom(predicate) }),
    unique: is(row, 'unique'),
    method: text(row, 'method'),
    include: texts(row, 'include'),
    nullsNotDistinct: is(row, 'nulls_not_distinct'),
    ofConstraint: is(row, 'of_constraint'),
    valid: is(row, 'valid'),
    ...(tablespace === undefined ? {} : { tablespace }),
    ...(parent === undefined ? {} : { partitionOf: parent }),
  };
}

/** The bits of pg_index.indoption: 1 for DESC, 2 for NULLS FIRST. */
function keyFrom(row: Row): IndexColumn {
  const column = textOrNone(row, 'column');
  const operatorClass = textOrNone(row, 'operatorClass');
  const collation = textOrNone(row, 'collation');
  const option = Number(row.option);
  const [descends, nullsFirst] = [(option & 1) !== 0, (option & 2) !== 0];
  const unusual = descends !== nullsFirst;
  const order = [descends ? 'desc' : '', unusual ? `nulls ${nullsFirst ? 'first' : 'last'}` : ''].join(' ').trim();
  return {
    ...(column === undefined ? { expression: expressionFrom(text(row, 'expression')) } : { column }),
    ...(operatorClass === undefined ? {} : { operatorClass }),
    ...(collation === undefined ? {} : { collation }),
    ...(order === '' ? {} : { order }),
  };
}

/** The bits of pg_trigger.tgtype: 1 for each row, 2 before, 64 instead of. */
export function triggerFrom(row: Row): Part<'triggers'> {
  const type = Number(row.type);
  const when = textOrNone(row, 'condition');
  return {
    name: text(row, 'name'),
    timing: (type & 64) !== 0 ? 'instead of' : (type & 2) !== 0 ? 'before' : 'after',
    row: (type & 1) !== 0,
    function: fullName(row, 'function') ?? '',
    ...(when === undefined ? {} : { when }),
    enabled: is(row, 'enabled'),
  };
}

const commands: Readonly<Record<string, Part<'policies'>['command']>> = {
  '*': 'all',
  r: 'select',
  a: 'insert',
  w: 'update',
  d: 'delete',
};

export function policyFrom(row: Row): Part<'policies'> {
  const using = textOrNone(row, 'using');
  const withCheck = textOrNone(row, 'with_check');
  return {
    name: text(row, 'name'),
    command: commands[text(row, 'command')] ?? 'all',
    permissive: is(row, 'permissive'),
    roles: texts(row, 'roles'),
    ...(using === undefined ? {} : { using }),
    ...(withCheck === undefined ? {} : { withCheck }),
  };
}
