// The text that an expression has whenever it is evaluated: what EXECUTE will run.
import type { Node } from 'libpg-query';
import { parseExpression } from '../postgresql-parser.ts';
import { quoteIdentifier, quoteLiteral } from '../quote.ts';
import { stringsOf } from './names.ts';

/** Undefined when only a run can tell: the expression is more than literals, `||` and format() of them. */
export function knownText(expression: string): string | undefined {
  return textOf(parseExpression(expression));
}

function textOf(node: Node | undefined): string | undefined {
  if (node === undefined) return undefined;
  if ('A_Const' in node) return node.A_Const.sval === undefined ? undefined : (node.A_Const.sval.sval ?? '');
  if ('TypeCast' in node) {
    const type = stringsOf(node.TypeCast.typeName?.names).at(-1);
    return type === 'text' ? textOf(node.TypeCast.arg) : undefined;
  }
  if ('A_Expr' in node) {
    const { name, lexpr, rexpr } = node.A_Expr;
    if (stringsOf(name).join('.') !== '||') return undefined;
    const left = textOf(lexpr);
    const right = textOf(rexpr);
    return left === undefined || right === undefined ? undefined : left + right;
  }
  if ('FuncCall' in node && /^(?:pg_catalog\.)?format$/.test(stringsOf(node.FuncCall.funcname).join('.'))) {
    const [text, ...values] = (node.FuncCall.args ?? []).map(textOf);
    return text === undefined ? undefined : formatted(text, values);
  }
  return undefined;
}

/** format() with its plain specifiers (manual, 9.4.1); widths and positions are left to the server. */
function formatted(text: string, values: readonly (string | undefined)[]): string | undefined {
  let next = 0;
  let known = true;
  const result = text.replace(/%([\s\S]?)/g, (_, specifier: string) => {
    if (specifier === '%') return '%';
    const value = values[next++];
    if (value !== undefined && specifier === 's') return value;
    if (value !== undefined && specifier === 'I') return quoteIdentifier(value);
    if (value !== undefined && specifier === 'L') return quoteLiteral(value);
    known = false;
    return '';
  });
  return known ? result : undefined;
}
