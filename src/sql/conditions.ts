// The text of a CHECK as a condition that can be reasoned with: AND, OR, NULL tests and comparisons of a column with literals.
import type { A_Expr, Node } from 'libpg-query';
import { stringsOf } from './postgresql/names.ts';
import { parseExpression } from './postgresql-parser.ts';

/** `type` is the cast that is written on the literal, in PostgreSQL's internal spelling. */
export interface Literal {
  readonly value: string;
  readonly type?: string;
}

export type Operator = '=' | '<>' | '<' | '<=' | '>' | '>=';

/** NOT is worked into the parts. A column may be cast: then `cast` says to what, and it only stands for the column where that is its type. */
export type Condition =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Condition[] }
  | { readonly kind: 'null'; readonly column: string; readonly isNull: boolean; readonly cast?: string }
  | { readonly kind: 'compare'; readonly column: string; readonly operator: Operator; readonly literal: Literal }
  | { readonly kind: 'constant'; readonly value: boolean }
  | { readonly kind: 'other' };

const other: Condition = { kind: 'other' };

/** What can't be read is `other`: it proves nothing. */
export function conditionOf(text: string): Condition {
  const node = parseExpression(text);
  return node === undefined ? other : read(node, false);
}

/** Names of the columns of an expression, each once, in the order of the tree; empty for what can't be read. */
export function columnsIn(text: string): readonly string[] {
  const found = new Set<string>();
  const open: unknown[] = [parseExpression(text)];
  for (let node = open.pop(); node !== undefined || open.length > 0; node = open.pop()) {
    if (typeof node !== 'object' || node === null) continue;
    if ('ColumnRef' in node) {
      const column = columnName(node as Node);
      if (column !== undefined) found.add(column);
    } else open.push(...Object.values(node));
  }
  return [...found];
}

/** `negated`: what NOT (node) says. */
function read(node: Node, negated: boolean): Condition {
  if ('BoolExpr' in node) {
    const { boolop, args = [] } = node.BoolExpr;
    const [only] = args;
    if (boolop === 'NOT_EXPR') return only === undefined ? other : read(only, !negated);
    const isAnd = (boolop === 'AND_EXPR') !== negated;
    return { kind: isAnd ? 'and' : 'or', parts: args.map((arg) => read(arg, negated)) };
  }
  if ('NullTest' in node) return nullTest(node.NullTest.arg, node.NullTest.nulltesttype === 'IS_NULL', negated);
  if ('A_Const' in node && node.A_Const.boolval !== undefined)
    return { kind: 'constant', value: (node.A_Const.boolval.boolval === true) !== negated };
  return 'A_Expr' in node ? comparison(node.A_Expr, negated) : other;
}

function nullTest(arg: Node | undefined, isNull: boolean, negated: boolean): Condition {
  if (arg !== undefined && 'RowExpr' in arg) {
    // A row IS NOT NULL when none of its fields is, and IS NULL when all are.
    const parts = (arg.RowExpr.args ?? []).map((field) => nullTest(field, isNull, negated));
    return { kind: negated ? 'or' : 'and', parts };
  }
  const [column, cast] = columnUnder(arg);
  if (column === undefined) return other;
  return { kind: 'null', column, isNull: isNull !== negated, ...(cast === undefined ? {} : { cast }) };
}

/** What NOT makes of an operator. */
export const negations: Readonly<Record<Operator, Operator>> = {
  '=': '<>',
  '<>': '=',
  '<': '>=',
  '>=': '<',
  '>': '<=',
  '<=': '>',
};
const turned: Readonly<Record<Operator, Operator>> = {
  '=': '=',
  '<>': '<>',
  '<': '>',
  '>': '<',
  '<=': '>=',
  '>=': '<=',
};

function comparison({ kind, name = [], lexpr, rexpr }: A_Expr, negated: boolean): Condition {
  const written = stringsOf(name).at(-1) ?? '';
  switch (kind) {
    case 'AEXPR_OP':
      return compared(lexpr, written, rexpr, negated);
    case 'AEXPR_IN':
      return among(
        lexpr,
        rexpr !== undefined && 'List' in rexpr ? rexpr.List.items : undefined,
        '<>' === written,
        negated,
      );
    case 'AEXPR_OP_ANY':
      return written === '=' ? among(lexpr, elements(rexpr), false, negated) : other;
    case 'AEXPR_OP_ALL':
      return written === '<>' ? among(lexpr, elements(rexpr), true, negated) : other;
    case 'AEXPR_BETWEEN':
    case 'AEXPR_NOT_BETWEEN': {
      const [low, high] = rexpr !== undefined && 'List' in rexpr ? (rexpr.List.items ?? []) : [];
      const out = (kind === 'AEXPR_NOT_BETWEEN') !== negated;
      return { kind: out ? 'or' : 'and', parts: [compared(lexpr, '>=', low, out), compared(lexpr, '<=', high, out)] };
    }
    case 'AEXPR_DISTINCT':
    case 'AEXPR_NOT_DISTINCT':
      return isNullLiteral(rexpr) ? nullTest(lexpr, kind === 'AEXPR_NOT_DISTINCT', negated) : other;
    default:
      return other;
  }
}

function compared(left: Node | undefined, written: string, right: Node | undefined, negated: boolean): Condition {
  const operator = (written === '!=' ? '<>' : written) as Operator;
  if (!(operator in negations) || left === undefined || right === undefined) return other;
  // (c IS NOT NULL) = true says what its left side says.
  if (operator === '=' && 'A_Const' in right && right.A_Const.boolval !== undefined && !('ColumnRef' in left))
    return read(left, negated !== (right.A_Const.boolval.boolval !== true));
  const meant = negated ? negations[operator] : operator;
  return columnWith(left, meant, right) ?? columnWith(right, turned[meant], left) ?? other;
}

/** A column, without a cast, and a literal. */
function columnWith(left: Node, operator: Operator, right: Node): Condition | undefined {
  const [column, cast] = columnUnder(left);
  const literal = literalOf(right);
  return column === undefined || cast !== undefined || literal === undefined
    ? undefined
    : { kind: 'compare', column, operator, literal };
}

/** `c IN (…)` and `c NOT IN (…)`, as comparisons joined by OR and AND. */
function among(left: Node | undefined, items: readonly Node[] | undefined, none: boolean, negated: boolean): Condition {
  if (items === undefined || items.length === 0) return other;
  const outside = none !== negated;
  const parts = items.map((item) => compared(left, outside ? '<>' : '=', item, false));
  return { kind: outside ? 'and' : 'or', parts };
}

/** Of an ARRAY[…], or of a string that is cast to an array, as pg_get_constraintdef() may write it. */
function elements(node: Node | undefined): readonly Node[] | undefined {
  if (node === undefined) return undefined;
  if ('TypeCast' in node && node.TypeCast.arg !== undefined) {
    const literal = literalOf(node.TypeCast.arg);
    if (literal === undefined) return elements(node.TypeCast.arg);
    const inside = /^\{([^{}"\\]*)\}$/.exec(literal.value)?.[1];
    return inside?.split(',').map((value) => ({ A_Const: { sval: { sval: value.trim() } } }));
  }
  return 'A_ArrayExpr' in node ? node.A_ArrayExpr.elements : undefined;
}

function columnUnder(node: Node | undefined): readonly [column: string | undefined, cast?: string] {
  if (node === undefined) return [undefined];
  if ('TypeCast' in node) {
    const [column] = columnUnder(node.TypeCast.arg);
    return [column, stringsOf(node.TypeCast.typeName?.names).at(-1) ?? ''];
  }
  return [columnName(node)];
}

function columnName(node: Node): string | undefined {
  if (!('ColumnRef' in node)) return undefined;
  const last = node.ColumnRef.fields?.at(-1);
  return last !== undefined && 'String' in last ? last.String.sval : undefined;
}

/** Undefined for NULL and for what is no literal. */
export function literalOf(node: Node): Literal | undefined {
  if ('TypeCast' in node && node.TypeCast.arg !== undefined) {
    const inner = literalOf(node.TypeCast.arg);
    const type = stringsOf(node.TypeCast.typeName?.names).at(-1);
    return inner === undefined || type === undefined ? undefined : { value: inner.value, type };
  }
  if ('A_Expr' in node && node.A_Expr.lexpr === undefined && node.A_Expr.rexpr !== undefined) {
    const inner = literalOf(node.A_Expr.rexpr);
    return inner === undefined ? undefined : { ...inner, value: `-${inner.value}` };
  }
  if (!('A_Const' in node) || isNullLiteral(node)) return undefined;
  const { sval, ival, fval } = node.A_Const;
  if (sval !== undefined) return { value: sval.sval ?? '' };
  if (ival !== undefined) return { value: String(ival.ival ?? 0), type: 'int4' };
  return fval === undefined
    ? undefined
    : { value: fval.fval ?? '', type: /^\d+$/.test(fval.fval ?? '') ? 'int8' : 'numeric' };
}

export function isNullLiteral(node: Node | undefined): boolean {
  return node !== undefined && 'A_Const' in node && node.A_Const.isnull === true;
}
