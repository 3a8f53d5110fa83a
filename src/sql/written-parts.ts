// Expressions and types by themselves, as a server writes them.
import type { Expression, TypeName } from '../model/schema.ts';
import { functionsIn, isConstant } from './postgresql/expressions.ts';
import { typeOf } from './postgresql/names.ts';
import { parseExpression } from './postgresql-parser.ts';

/** What can't be read keeps its text, and calls nothing. The parser must be loaded. */
export function expressionFrom(text: string): Expression {
  const node = parseExpression(text);
  if (node === undefined) return { text, functions: [], constant: false };
  return { text, functions: functionsIn(node), constant: isConstant(node) };
}

/** As format_type() writes it: `character varying(20)`, `shop.mood[]`. */
export function typeFrom(text: string): TypeName {
  const known = types.get(text);
  if (known !== undefined) return known;
  const node = parseExpression(`NULL::${text}`);
  const type = node !== undefined && 'TypeCast' in node ? typeOf(node.TypeCast.typeName) : undefined;
  const read = type ?? { name: text, modifiers: [], array: false };
  types.set(text, read);
  return read;
}

/** A schema has few types and many columns. */
const types = new Map<string, TypeName>();
