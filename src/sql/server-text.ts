// SQL text that a server makes of what it has stored (pg_get_expr(), format_type(), pg_get_indexdef() …) → the model's parts, lowered as scripts are.
// `loadParser()` must have been awaited once.
import type { Node } from 'libpg-query';
import type { ChangeOf } from '../model/change.ts';
import type { Position } from '../model/place.ts';
import type { Expression, TypeName } from '../model/schema.ts';
import { standardBody } from './postgresql/code.ts';
import { functionsIn, isConstant } from './postgresql/expressions.ts';
import { type Source, typeOf } from './postgresql/names.ts';
import { punctuation } from './postgresql/punctuation.ts';
import { createIndex } from './postgresql/tables.ts';
import { eachNode } from './postgresql/tree.ts';
import { parseExpression, parseStatement } from './postgresql-parser.ts';

export { loadParser } from './postgresql-parser.ts';

/** The text without the parentheses around all of it. A newer server's syntax, which the grammar can't read, is an expression that calls nothing known. */
export function serverExpression(text: string): Expression {
  const stripped = serverExpressionText(text);
  const node = parseExpression(stripped);
  if (node === undefined) return { text: stripped, functions: [], constant: false };
  return { text: stripped, functions: functionsIn(node), constant: isConstant(node) };
}

/** Without the parentheses around all of it. */
export function serverExpressionText(text: string): string {
  return withoutParentheses(text.trim());
}

/** NULL, also cast. */
export function isNull(text: string): boolean {
  // Most are not: the grammar is asked about those that look like it.
  if (!/^[\s(]*null\b/i.test(text)) return false;
  let node: Node | undefined = parseExpression(text);
  while (node !== undefined && 'TypeCast' in node) node = node.TypeCast.arg;
  return node !== undefined && 'A_Const' in node && node.A_Const.isnull === true;
}

/** Of `format_type()`: `character varying(20)[]`. */
export function serverType(text: string): TypeName {
  const node = parseExpression(`NULL::${text}`);
  if (node !== undefined && 'TypeCast' in node) {
    const type = typeOf(node.TypeCast.typeName);
    // A scale of 0 is the default, and the server writes it always.
    const isWhole = type.name === 'numeric' && type.modifiers.length === 2 && type.modifiers[1] === 0;
    return isWhole ? { ...type, modifiers: type.modifiers.slice(0, 1) } : type;
  }
  return { name: text, modifiers: [], array: false };
}

/** Keys and predicate of an index. */
export type ServerIndex = Pick<ChangeOf<'create-index'>, 'columns' | 'where'>;

/**
 * Out of `pg_get_indexdef(index)`; undefined for what the grammar can't read. `keys` are what `pg_get_indexdef(index, n, false)` says: the expressions alone.
 */
export function serverIndex(definition: string, keys: readonly string[]): ServerIndex | undefined {
  const parsed = parseStatement(definition);
  if (parsed.kind !== 'parsed' || !('IndexStmt' in parsed.node)) return undefined;
  const { columns, where } = createIndex(parsed.node.IndexStmt, sourceOf(definition, parsed.offsetOf), start);
  return {
    columns: columns.map((column, i) =>
      column.expression === undefined ? column : { ...column, expression: serverExpression(keys[i] ?? '') },
    ),
    ...(where === undefined ? {} : { where }),
  };
}

/** The condition of WHEN out of `pg_get_triggerdef()`, which may have an alias of tables behind REFERENCING before it; undefined where there is none. */
export function serverTriggerCondition(definition: string): string | undefined {
  const parsed = parseStatement(definition);
  if (parsed.kind !== 'parsed' || !('CreateTrigStmt' in parsed.node)) return undefined;
  const { whenClause } = parsed.node.CreateTrigStmt;
  if (whenClause === undefined) return undefined;
  const first = parsed.offsetOf(firstLocation(whenClause));
  const from = definition.lastIndexOf('WHEN (', first) + 'WHEN '.length;
  return withoutParentheses(definition.slice(from, closing(definition, from) + 1));
}

/** Of `pg_get_function_sqlbody()`: as a script's body in standard SQL is kept. */
export function serverBody(text: string): string {
  return standardBody(text);
}

const start: Position = { offset: 0, line: 1, column: 1 };

/** Nobody asks where things stand in such a text. */
function sourceOf(text: string, offsetOf: (byte: number) => number): Source {
  return { text, at: () => start, atOffset: () => start, offsetOf };
}

function firstLocation(node: Node): number {
  let first = Number.POSITIVE_INFINITY;
  eachNode(node, (_, value) => {
    if ('location' in value && typeof value.location === 'number' && value.location > 0)
      first = Math.min(first, value.location);
  });
  return first;
}

function withoutParentheses(text: string): string {
  let inner = text;
  while (inner.startsWith('(') && closing(inner, 0) === inner.length - 1) inner = inner.slice(1, -1).trim();
  return inner;
}

/** Where the parenthesis at `from` is closed. */
function closing(text: string, from: number): number {
  let depth = 0;
  for (const { offset, char } of punctuation(text, from)) {
    if (char === '(') depth++;
    else if (char === ')') depth--;
    if (depth === 0) return offset;
  }
  return -1;
}
