// What PostgreSQL calls an expression in names that it makes of it, such as that of an index: FigureColname() of its parser.
import type { Node } from 'libpg-query';
import { stringsOf } from './names.ts';

/** The column or function that the expression is mainly made of; undefined where PostgreSQL says `expr`. Measured on 14 and 18. */
export function labelOf(node: Node | undefined): string | undefined {
  return figured(node)?.name;
}

interface Label {
  readonly name: string;
  /** Of a type, or of a CASE: another name is better. */
  readonly weak: boolean;
}

function figured(node: Node | undefined): Label | undefined {
  if (node === undefined) return undefined;
  if ('ColumnRef' in node) return strong(stringsOf(node.ColumnRef.fields).at(-1));
  if ('FuncCall' in node) return strong(stringsOf(node.FuncCall.funcname).at(-1));
  if ('CollateClause' in node) return figured(node.CollateClause.arg);
  if ('A_Indirection' in node) {
    const field = stringsOf(node.A_Indirection.indirection).findLast((name) => name !== '');
    return field === undefined ? figured(node.A_Indirection.arg) : strong(field);
  }
  if ('TypeCast' in node) {
    const { arg, typeName } = node.TypeCast;
    return better(figured(arg), stringsOf(typeName?.names).at(-1));
  }
  if ('CaseExpr' in node) return better(figured(node.CaseExpr.defresult), 'case');
  if ('A_Expr' in node) return node.A_Expr.kind === 'AEXPR_NULLIF' ? strong('nullif') : undefined;
  if ('MinMaxExpr' in node) return strong(node.MinMaxExpr.op === 'IS_LEAST' ? 'least' : 'greatest');
  return strong(constructs.find(([kind]) => kind in node)?.[1]);
}

const constructs: readonly (readonly [kind: string, name: string])[] = [
  ['CoalesceExpr', 'coalesce'],
  ['A_ArrayExpr', 'array'],
  ['RowExpr', 'row'],
];

function strong(name: string | undefined): Label | undefined {
  return name === undefined || name === '' ? undefined : { name, weak: false };
}

function better(inner: Label | undefined, outer: string | undefined): Label | undefined {
  if (inner !== undefined && !inner.weak) return inner;
  return outer === undefined ? inner : { name: outer, weak: true };
}
