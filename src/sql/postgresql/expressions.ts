// Expressions out of the parse tree: the functions they call, whether they are constant, and their source text.
import type { FuncCall, Node, SQLValueFunctionOp } from 'libpg-query';
import type { Call, Expression } from '../../model/schema.ts';
import { literalText } from './known-text.ts';
import { qualifiedName, type Source, stringsOf } from './names.ts';
import { punctuation } from './punctuation.ts';
import { eachNode } from './tree.ts';

/** The expression that begins at the node's first location and ends where its parentheses or the clause end, at the latest at `until` (bytes). */
export function expressionOf(node: Node | undefined, source: Source, until?: number): Expression {
  if (node === undefined) return { text: '', functions: [], constant: true };
  return { text: textOf(node, source, until), functions: functionsIn(node), constant: isConstant(node) };
}

/** All functions called anywhere below a node; CURRENT_TIMESTAMP and its kin count as functions of that name. */
export function functionsIn(root: unknown): readonly Call[] {
  const found: Call[] = [];
  eachNode(root, (key, value) => {
    if (key === 'FuncCall') found.push(callOf(value));
    if (key === 'SQLValueFunction') {
      const op = (value as { op?: SQLValueFunctionOp }).op ?? 'SVFOP_CURRENT_TIMESTAMP';
      found.push({ name: op.replace('SVFOP_', '').replace(/_N$/, '').toLowerCase(), values: [] });
    }
  });
  return found;
}

export function callOf({ funcname, args = [] }: FuncCall): Call {
  const { schema, name } = qualifiedName(stringsOf(funcname));
  const values = args.map((value) => literalText(value) ?? null);
  return schema === undefined || schema === 'pg_catalog' ? { name, values } : { schema, name, values };
}

/** A literal, also cast, signed or in an ARRAY. */
export function isConstant(root: Node): boolean {
  let node = root;
  while ('TypeCast' in node && node.TypeCast.arg !== undefined) node = node.TypeCast.arg;
  if ('A_Const' in node) return true;
  if ('A_ArrayExpr' in node) return (node.A_ArrayExpr.elements ?? []).every(isConstant);
  if ('A_Expr' in node) {
    const { lexpr, rexpr } = node.A_Expr;
    return lexpr === undefined && rexpr !== undefined && isConstant(rexpr);
  }
  return false;
}

const isLocation = /(?:^|_)location$/;

/**
 * Source text from the smallest location below the node to the next comma or unbalanced parenthesis at its level. The tree has no
 * parentheses: one that closes before the largest location was opened before the smallest.
 */
function textOf(node: Node, source: Source, until: number | undefined): string {
  let first = Number.POSITIVE_INFINITY;
  let last = 0;
  eachNode(node, (_, value) => {
    for (const [key, location] of Object.entries(value)) {
      if (typeof location !== 'number' || location < 0 || !isLocation.test(key)) continue;
      first = Math.min(first, location);
      last = Math.max(last, location);
    }
  });
  // A location of 0 is left out of the tree; an expression never begins a statement, so "none" is not 0.
  if (!Number.isFinite(first) || first === 0) return '';
  const text = until === undefined ? source.text : source.text.slice(0, source.offsetOf(until));
  const lastToken = source.offsetOf(last);
  let from = source.offsetOf(first);
  let depth = 0;
  for (const { offset, char } of punctuation(text, from)) {
    if (char === '(' || char === '[') depth++;
    else if (depth > 0) depth -= char === ',' ? 0 : 1;
    else if (char === ',' || offset > lastToken) return text.slice(from, offset).trim();
    else from = Math.max(text.lastIndexOf('(', from - 1), 0);
  }
  return text.slice(from).trim();
}
