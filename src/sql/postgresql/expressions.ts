// Expressions out of the parse tree: the functions they call, whether they are constant, and their source text.
import type { Node, SQLValueFunctionOp } from 'libpg-query';
import type { Expression, Name } from '../../model/change.ts';
import { qualifiedName, type Source, stringsOf } from './names.ts';

/** The expression that begins at the node's first location and ends where its parentheses or the clause end. */
export function expressionOf(node: Node | undefined, source: Source): Expression {
  if (node === undefined) return { text: '', functions: [], constant: true };
  return { text: textOf(node, source), functions: functionsIn(node), constant: isConstant(node) };
}

/** Names of all functions called anywhere below a node; CURRENT_TIMESTAMP and its kin count as functions of that name. */
export function functionsIn(root: unknown): readonly Name[] {
  const found: Name[] = [];
  visit(root, (key, value) => {
    if (key === 'FuncCall') {
      const names = (value as { funcname?: Node[] }).funcname;
      const name = qualifiedName(stringsOf(names));
      found.push(name.schema === 'pg_catalog' ? { name: name.name } : name);
    }
    if (key === 'SQLValueFunction') {
      const op = (value as { op?: SQLValueFunctionOp }).op ?? 'SVFOP_CURRENT_TIMESTAMP';
      found.push({ name: op.replace('SVFOP_', '').replace(/_N$/, '').toLowerCase() });
    }
  });
  return found;
}

function visit(value: unknown, seen: (key: string, value: unknown) => void): void {
  if (Array.isArray(value)) {
    for (const item of value) visit(item, seen);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      seen(key, item);
      visit(item, seen);
    }
  }
}

function isConstant(node: Node): boolean {
  if ('A_Const' in node) return true;
  if ('TypeCast' in node) return node.TypeCast.arg !== undefined && isConstant(node.TypeCast.arg);
  if ('A_ArrayExpr' in node) return (node.A_ArrayExpr.elements ?? []).every(isConstant);
  if ('A_Expr' in node) {
    const { lexpr, rexpr } = node.A_Expr;
    return lexpr === undefined && rexpr !== undefined && isConstant(rexpr);
  }
  return false;
}

/** Source text from the smallest location below the node to the next comma, `;` or unbalanced parenthesis at its level. */
function textOf(node: Node, source: Source): string {
  let start = Number.POSITIVE_INFINITY;
  visit(node, (key, value) => {
    if (key === 'location' && typeof value === 'number' && value >= 0) start = Math.min(start, value);
  });
  const from = Number.isFinite(start) ? source.offsetOf(start) : 0;
  // A location of 0 is left out of the tree; an expression never begins a statement, so "none" is not 0.
  if (from === 0) return '';
  let depth = 0;
  let quote = '';
  for (let i = from; i < source.text.length; i++) {
    const char = source.text[i] as string;
    if (quote !== '') {
      if (char === quote) quote = '';
    } else if (char === "'" || char === '"') quote = char;
    else if (char === '(' || char === '[') depth++;
    else if (char === ')' || char === ']') {
      if (depth === 0) return source.text.slice(from, i).trim();
      depth--;
    } else if (char === ',' && depth === 0) return source.text.slice(from, i).trim();
  }
  return source.text.slice(from).trim();
}
