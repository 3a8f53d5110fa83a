// SET, transactions, LOCK, and the statements that touch data.
import type {
  ConstraintsSetStmt,
  CopyStmt,
  InsertStmt,
  LockStmt,
  Node,
  SelectStmt,
  TransactionStmt,
  VariableSetStmt,
} from 'libpg-query';
import type { Change, ChangeOf } from '../../model/change.ts';
import type { Position } from '../../model/place.ts';
import { lockModeNumbered } from '../lock-modes.ts';
import { functionsIn } from './expressions.ts';
import { nameOf } from './names.ts';

export function setting(statement: VariableSetStmt, at: Position): Change {
  const name = (statement.name ?? '').toLowerCase();
  switch (statement.kind) {
    case 'VAR_RESET_ALL':
      return { kind: 'reset', name: 'ALL', at };
    case 'VAR_RESET':
      return { kind: 'reset', name, at };
    case 'VAR_SET_MULTI':
      // SET TRANSACTION …, SET SESSION CHARACTERISTICS …
      return { kind: 'session', what: `set ${name}`, at };
    case 'VAR_SET_DEFAULT':
      return { kind: 'set', name, value: null, local: statement.is_local === true, at };
    default: {
      const value = (statement.args ?? []).map(constantText).join(', ');
      return { kind: 'set', name, value, local: statement.is_local === true, at };
    }
  }
}

/** `SELECT set_config('name', 'value', is_local)`, as pg_dump writes it: a SET as well. */
export function configured(node: Node, at: Position): readonly ChangeOf<'set'>[] {
  const [target, ...more] = 'SelectStmt' in node ? (node.SelectStmt.targetList ?? []) : [];
  const value = target !== undefined && 'ResTarget' in target ? target.ResTarget.val : undefined;
  if (more.length > 0 || value === undefined || !('FuncCall' in value)) return [];
  const { funcname = [], args = [] } = value.FuncCall;
  const last = funcname.at(-1);
  if (last === undefined || !('String' in last) || last.String.sval !== 'set_config') return [];
  const [name, given, local] = args.map((arg) => ('A_Const' in arg ? constantText(arg) : undefined));
  if (name === undefined || given === undefined || local === undefined) return [];
  return [{ kind: 'set', name: name.toLowerCase(), value: given, local: local === 'true', at }];
}

/** A constant as text: strings without quotes, numbers, `interval` casts by their string. */
export function constantText(node: Node): string {
  if ('A_Const' in node) {
    const constant = node.A_Const;
    if (constant.sval !== undefined) return constant.sval.sval ?? '';
    if (constant.ival !== undefined) return String(constant.ival.ival ?? 0);
    if (constant.fval !== undefined) return constant.fval.fval ?? '';
    if (constant.boolval !== undefined) return String(constant.boolval.boolval === true);
    return '';
  }
  if ('TypeCast' in node && node.TypeCast.arg !== undefined) return constantText(node.TypeCast.arg);
  return '';
}

const actions: Partial<Record<NonNullable<TransactionStmt['kind']>, ChangeOf<'transaction'>['action']>> = {
  TRANS_STMT_BEGIN: 'begin',
  TRANS_STMT_START: 'begin',
  TRANS_STMT_COMMIT: 'commit',
  TRANS_STMT_ROLLBACK: 'rollback',
  TRANS_STMT_SAVEPOINT: 'savepoint',
  TRANS_STMT_RELEASE: 'release',
  TRANS_STMT_ROLLBACK_TO: 'rollback-to',
  TRANS_STMT_PREPARE: 'prepare',
};

export function transaction(statement: TransactionStmt, at: Position): Change {
  const action = statement.kind === undefined ? undefined : actions[statement.kind];
  return action === undefined
    ? { kind: 'session', what: 'finish a prepared transaction', at }
    : { kind: 'transaction', action, at };
}

export function lock(statement: LockStmt, at: Position): ChangeOf<'lock-table'> {
  const tables = (statement.relations ?? []).flatMap((node) => ('RangeVar' in node ? [nameOf(node.RangeVar)] : []));
  const mode = lockModeNumbered(statement.mode ?? 8) ?? 'AccessExclusiveLock';
  return { kind: 'lock-table', tables, mode, nowait: statement.nowait === true, at };
}

export function setConstraints({ deferred, constraints }: ConstraintsSetStmt, at: Position): Change {
  const names = (constraints ?? []).flatMap((node) => ('RangeVar' in node ? [node.RangeVar.relname ?? ''] : []));
  return { kind: 'set-constraints', deferred: deferred === true, ...(names.length === 0 ? {} : { names }), at };
}

export function insert(statement: InsertStmt, at: Position): ChangeOf<'insert'> {
  const targets = (statement.cols ?? []).flatMap((node) => ('ResTarget' in node ? [node.ResTarget] : []));
  // Two parts of one column (`a.b`, `a.c`) are one column, not one written twice.
  const columns = targets
    .filter(
      ({ name, indirection }, i) => indirection === undefined || targets.findIndex((one) => one.name === name) === i,
    )
    .map(({ name }) => name ?? '');
  const select =
    statement.selectStmt !== undefined && 'SelectStmt' in statement.selectStmt
      ? statement.selectStmt.SelectStmt
      : undefined;
  return {
    kind: 'insert',
    table: nameOf(statement.relation),
    columns: columns.length === 0 ? null : columns,
    source: select === undefined ? 'default' : isOfValues(select) ? 'values' : 'query',
    at,
  };
}

/** VALUES; or a SELECT of no table, for one row, as `SELECT 1, 'x' WHERE NOT EXISTS (…)`. */
function isOfValues({ valuesLists, fromClause, op, targetList }: SelectStmt): boolean {
  if (valuesLists !== undefined) return true;
  const isPlain = fromClause === undefined && (op === undefined || op === 'SETOP_NONE');
  return isPlain && functionsIn(targetList).every(({ name }) => ofOneValue.has(name));
}

/** Of others it is not known whether they give a set of rows. */
const ofOneValue: ReadonlySet<string> = new Set(
  `clock_timestamp concat currval current_date current_time current_timestamp current_user gen_random_uuid json_build_array json_build_object
   jsonb_build_array jsonb_build_object localtimestamp lower md5 nextval now session_user to_date to_timestamp upper uuid_generate_v4 uuidv7`.split(
    /\s+/,
  ),
);

export function copy(statement: CopyStmt, at: Position): ChangeOf<'copy'> {
  const medium = statement.is_program === true ? 'program' : statement.filename === undefined ? 'stdio' : 'file';
  const direction = statement.is_from === true ? 'from' : 'to';
  return {
    kind: 'copy',
    ...(statement.relation === undefined ? {} : { table: nameOf(statement.relation) }),
    direction,
    medium,
    at,
  };
}
