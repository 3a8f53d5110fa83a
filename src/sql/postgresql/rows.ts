// Which rows an UPDATE or DELETE is about, and which columns an UPDATE sets, as far as the text tells.
import type { A_Expr, ColumnRef, DeleteStmt, Node, SelectStmt, UpdateStmt } from 'libpg-query';
import type { ChangeOf } from '../../model/change.ts';
import { isConstant } from './expressions.ts';
import { stringsOf } from './names.ts';
import { constantText } from './session.ts';

type RowsWanted = Pick<ChangeOf<'update'>, 'where' | 'pins'>;

/** `where` is false for a condition that holds for every row, such as `1 = 1`. */
export function rowsWanted({ relation, whereClause }: UpdateStmt | DeleteStmt): RowsWanted {
  const conditions = whereClause === undefined ? [] : joinedByAnd(whereClause).filter((node) => !isAlwaysTrue(node));
  const names = new Set([relation?.relname, relation?.alias?.aliasname]);
  const pins = pinsIn(conditions, names);
  return { where: conditions.length > 0, ...(pins.length === 0 ? {} : { pins }) };
}

/** The columns that a query of one table alone gives values for; none where it is of more, or has no such condition. */
export function pinsOfQuery({ fromClause, whereClause }: SelectStmt): readonly string[] {
  const [only, ...others] = fromClause ?? [];
  if (only === undefined || others.length > 0 || !('RangeVar' in only) || whereClause === undefined) return [];
  const { relname, alias } = only.RangeVar;
  return pinsIn(joinedByAnd(whereClause), new Set([relname, alias?.aliasname]));
}

function pinsIn(conditions: readonly Node[], names: ReadonlySet<string | undefined>): readonly string[] {
  return conditions.flatMap((node) => ('A_Expr' in node ? (pinnedColumn(node.A_Expr, names) ?? []) : []));
}

/** The whole columns of the SET list, in its order; one set twice stands there twice. Parts of a column (`a[1]`, `a.b`) are left out. */
export function columnsSet({ targetList }: UpdateStmt): readonly string[] {
  return (targetList ?? []).flatMap((node) =>
    'ResTarget' in node && node.ResTarget.indirection === undefined ? [node.ResTarget.name ?? ''] : [],
  );
}

function joinedByAnd(node: Node): readonly Node[] {
  if (!('BoolExpr' in node) || node.BoolExpr.boolop !== 'AND_EXPR') return [node];
  return (node.BoolExpr.args ?? []).flatMap(joinedByAnd);
}

function isAlwaysTrue(node: Node): boolean {
  if ('A_Const' in node) return node.A_Const.boolval?.boolval === true;
  if (!('A_Expr' in node)) return false;
  const { lexpr, rexpr } = node.A_Expr;
  if (lexpr === undefined || rexpr === undefined || !('A_Const' in lexpr) || !('A_Const' in rexpr)) return false;
  return isEquality(node.A_Expr) && !rexpr.A_Const.isnull && constantText(lexpr) === constantText(rexpr);
}

/** `column = constant`, either way round, `column IN (constants)` or `column = ANY (constants)`. */
function pinnedColumn(expression: A_Expr, names: ReadonlySet<string | undefined>): string | undefined {
  const { lexpr, rexpr } = expression;
  if (lexpr === undefined || rexpr === undefined || !isEquality(expression)) return undefined;
  for (const [column, value] of [
    [lexpr, rexpr],
    [rexpr, lexpr],
  ] as const) {
    if ('ColumnRef' in column && isGiven(value)) return ownColumn(column.ColumnRef, names);
  }
  return undefined;
}

function isEquality({ kind, name }: A_Expr): boolean {
  const isComparison = kind === 'AEXPR_OP' || kind === 'AEXPR_IN' || kind === 'AEXPR_OP_ANY';
  return isComparison && stringsOf(name).at(-1) === '=';
}

function isGiven(node: Node): boolean {
  if ('List' in node) return (node.List.items ?? []).every(isGiven);
  return 'ParamRef' in node || isConstant(node);
}

/** Undefined for a column of another table in FROM or USING. */
function ownColumn({ fields }: ColumnRef, names: ReadonlySet<string | undefined>): string | undefined {
  const parts = stringsOf(fields);
  return parts.length === 1 || names.has(parts.at(-2)) ? parts.at(-1) : undefined;
}
