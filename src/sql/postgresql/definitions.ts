// CREATE and ALTER of types, domains, sequences, extensions and schemas; REINDEX and VACUUM.
import type {
  AlterDomainStmt,
  AlterEnumStmt,
  AlterExtensionStmt,
  AlterSeqStmt,
  CreateDomainStmt,
  CreateExtensionStmt,
  CreateSeqStmt,
  DefineStmt,
  ReindexStmt,
  Constraint as TreeConstraint,
  VacuumStmt,
} from 'libpg-query';
import type { Change, ChangeOf } from '../../model/change.ts';
import type { Position } from '../../model/place.ts';
import type { Constraint } from '../../model/schema.ts';
import { definitions, isOn } from './code.ts';
import { constraintOf, constraintsIn } from './columns.ts';
import { expressionOf } from './expressions.ts';
import { nameOf, qualifiedName, type Source, stringOf, stringsOf, typeOf } from './names.ts';
import { objectTypeOf } from './object-types.ts';

export function alterEnum(statement: AlterEnumStmt, at: Position): Change {
  const type = qualifiedName(stringsOf(statement.typeName));
  const value = statement.newVal ?? '';
  if (statement.oldVal !== undefined) {
    return { kind: 'rename', object: 'enum-value', name: type, from: statement.oldVal, to: value, at };
  }
  const { newValNeighbor: label, newValIsAfter: after = false } = statement;
  return {
    kind: 'add-enum-value',
    type,
    value,
    ifNotExists: statement.skipIfNewValExists === true,
    ...(label === undefined ? {} : { beside: { label, after } }),
    at,
  };
}

export function createDomain(statement: CreateDomainStmt, source: Source, at: Position): ChangeOf<'create-domain'> {
  const byDefault = (statement.constraints ?? [])
    .flatMap((node) => ('Constraint' in node ? [node.Constraint] : []))
    .find((part) => part.contype === 'CONSTR_DEFAULT');
  return {
    kind: 'create-domain',
    domain: qualifiedName(stringsOf(statement.domainname)),
    type: typeOf(statement.typeName),
    constraints: constraintsIn(statement.constraints ?? [], source),
    ...(byDefault?.raw_expr === undefined ? {} : { default: expressionOf(byDefault.raw_expr, source) }),
    at,
  };
}

const domainActions: Record<string, ChangeOf<'alter-domain'>['action']> = {
  C: 'add-constraint',
  X: 'drop-constraint',
  V: 'validate-constraint',
  O: 'set-not-null',
  N: 'drop-not-null',
};

export function alterDomain(statement: AlterDomainStmt, source: Source, at: Position): ChangeOf<'alter-domain'> {
  const constraint =
    statement.def !== undefined && 'Constraint' in statement.def ? statement.def.Constraint : undefined;
  const byDefault = statement.def === undefined ? 'drop-default' : 'set-default';
  const name = statement.name ?? constraint?.conname;
  return {
    kind: 'alter-domain',
    domain: qualifiedName(stringsOf(statement.typeName)),
    action: domainActions[statement.subtype ?? ''] ?? byDefault,
    validated: constraint?.skip_validation !== true,
    ...(statement.subtype === 'T' && statement.def !== undefined
      ? { default: expressionOf(statement.def, source) }
      : {}),
    ...(name === undefined ? {} : { name }),
    ...(constraint === undefined ? {} : addedConstraint(constraint, source)),
    at,
  };
}

function addedConstraint(tree: TreeConstraint, source: Source): { readonly constraint?: Constraint } {
  const constraint = constraintOf(tree, source, []);
  return constraint === undefined ? {} : { constraint };
}

export function createSequence(statement: CreateSeqStmt, at: Position): ChangeOf<'create-sequence'> {
  const type = definitions(statement.options).find((option) => option.defname === 'as')?.arg;
  return {
    kind: 'create-sequence',
    sequence: nameOf(statement.sequence),
    ...(type !== undefined && 'TypeName' in type ? { type: typeOf(type.TypeName) } : {}),
    temporary: statement.sequence?.relpersistence === 't',
    ...(statement.if_not_exists === true ? { ifNotExists: true } : {}),
    ...ownedBy(statement.options),
    at,
  };
}

export function alterSequence({ sequence, options }: AlterSeqStmt, at: Position): ChangeOf<'alter-sequence'> {
  return { kind: 'alter-sequence', sequence: nameOf(sequence), ...ownedBy(options), at };
}

/** OWNED BY table.column, or NONE. */
function ownedBy(options: CreateSeqStmt['options']): Pick<ChangeOf<'alter-sequence'>, 'ownedBy'> {
  const owner = definitions(options).find((option) => option.defname === 'owned_by')?.arg;
  if (owner === undefined || !('List' in owner)) return {};
  const parts = stringsOf(owner.List.items);
  if (parts.length < 2) return { ownedBy: null };
  return { ownedBy: { table: qualifiedName(parts.slice(0, -1)), column: parts.at(-1) ?? '' } };
}

export function createExtension(statement: CreateExtensionStmt, at: Position): ChangeOf<'create-extension'> {
  const options = definitions(statement.options);
  const version = options.find((option) => option.defname === 'new_version')?.arg;
  const schema = options.find((option) => option.defname === 'schema')?.arg;
  return {
    kind: 'create-extension',
    extension: statement.extname ?? '',
    ...(version === undefined ? {} : { version: stringOf(version) }),
    ...(schema === undefined ? {} : { schema: stringOf(schema) }),
    ifNotExists: statement.if_not_exists === true,
    at,
  };
}

export function updateExtension(statement: AlterExtensionStmt, at: Position): ChangeOf<'alter-extension'> {
  const version = definitions(statement.options).find((option) => option.defname === 'new_version')?.arg;
  return {
    kind: 'alter-extension',
    extension: statement.extname ?? '',
    ...(version === undefined ? {} : { version: stringOf(version) }),
    at,
  };
}

/** CREATE AGGREGATE, OPERATOR, TYPE (base), COLLATION, TEXT SEARCH …. */
export function define(statement: DefineStmt, at: Position): Change {
  const name = qualifiedName(stringsOf(statement.defnames));
  if (statement.kind === 'OBJECT_TYPE') return { kind: 'create-type', type: name, form: 'base', labels: [], at };
  return { kind: 'create-other', object: objectTypeOf(statement.kind), name, at };
}

const reindexTargets = {
  REINDEX_OBJECT_INDEX: 'index',
  REINDEX_OBJECT_TABLE: 'table',
  REINDEX_OBJECT_SCHEMA: 'schema',
  REINDEX_OBJECT_SYSTEM: 'system',
  REINDEX_OBJECT_DATABASE: 'database',
} as const;

export function reindex(statement: ReindexStmt, at: Position): ChangeOf<'reindex'> {
  const name = statement.relation === undefined ? statement.name : undefined;
  return {
    kind: 'reindex',
    target: reindexTargets[statement.kind ?? 'REINDEX_OBJECT_TABLE'],
    ...(statement.relation === undefined ? {} : { name: nameOf(statement.relation) }),
    ...(name === undefined ? {} : { name: { name } }),
    concurrently: isOn(statement.params, 'concurrently'),
    at,
  };
}

export function vacuum(statement: VacuumStmt, at: Position): Change {
  const tables = (statement.rels ?? []).flatMap((node) =>
    'VacuumRelation' in node ? [nameOf(node.VacuumRelation.relation)] : [],
  );
  if (statement.is_vacuumcmd !== true) return { kind: 'analyze', tables, at };
  return { kind: 'vacuum', full: isOn(statement.options, 'full'), tables, at };
}
