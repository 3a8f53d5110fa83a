// The texts that an expression may have, without running it: what EXECUTE will run.
import type { Node } from 'libpg-query';
import { parseExpression, parseStatement } from '../postgresql-parser.ts';
import { quoteIdentifier, quoteLiteral } from '../quote.ts';
import { stringsOf } from './names.ts';
import { eachNode } from './tree.ts';

/** What is known of the variables of code, by name; `$1` is the first parameter. */
export interface Knowns {
  /** All the values that each may have, as text. */
  readonly texts: ReadonlyMap<string, readonly string[]>;
  /** The elements of each array. */
  readonly lists: ReadonlyMap<string, readonly string[]>;
}

/** More texts of one expression are not told apart: loops in loops would make thousands. */
const mostTexts = 200;

/** One for each value of each variable in it. Undefined when only a run can tell: it is more than literals, known variables, `||`, format() and its kin. */
export function knownTexts(expression: string, { texts }: Knowns): readonly string[] | undefined {
  const node = parseExpression(expression);
  let all: readonly Values[] = [new Map()];
  for (const name of variablesIn(node)) {
    const values = texts.get(name);
    if (values === undefined || all.length * values.length > mostTexts) return undefined;
    all = all.flatMap((one) => values.map((value) => new Map([...one, [name, value]])));
  }
  const found = new Set<string>();
  for (const values of all) {
    const text = textOf(node, values);
    if (text === undefined) return undefined;
    found.add(text);
  }
  return [...found];
}

/** The text of a literal, also of a cast one; undefined for anything else. */
export function literalText(node: Node): string | undefined {
  return 'A_Const' in node || 'TypeCast' in node ? textOf(node, new Map()) : undefined;
}

/** The elements of an array that is written out, or of a known variable. */
export function knownList(expression: string, { lists }: Knowns): readonly string[] | undefined {
  return listOf(parseExpression(expression), lists);
}

/** The rows of `SELECT unnest(…)`, and of a query of one column that says no more than FROM unnest(…). */
export function knownRows(query: string, { lists }: Knowns): readonly string[] | undefined {
  const parsed = parseStatement(query);
  if (parsed.kind !== 'parsed' || !('SelectStmt' in parsed.node)) return undefined;
  const { targetList = [], fromClause = [], op: _, limitOption: __, ...more } = parsed.node.SelectStmt;
  const [target] = targetList;
  if (target === undefined || targetList.length > 1 || fromClause.length > 1 || Object.keys(more).length > 0)
    return undefined;
  const selected = 'ResTarget' in target ? target.ResTarget.val : undefined;
  const [source] = fromClause;
  if (source === undefined) return unnested(selected, lists);
  const items = 'RangeFunction' in source ? (source.RangeFunction.functions ?? []) : [];
  const [called] = items.flatMap((item) => ('List' in item ? (item.List.items ?? []) : []));
  return selected !== undefined && 'ColumnRef' in selected ? unnested(called, lists) : undefined;
}

function unnested(node: Node | undefined, lists: Knowns['lists']): readonly string[] | undefined {
  if (node === undefined || !('FuncCall' in node)) return undefined;
  const [list, ...more] = node.FuncCall.args ?? [];
  return stringsOf(node.FuncCall.funcname).at(-1) === 'unnest' && more.length === 0 ? listOf(list, lists) : undefined;
}

function listOf(node: Node | undefined, lists: Knowns['lists']): readonly string[] | undefined {
  if (node === undefined) return undefined;
  if ('TypeCast' in node) return listOf(node.TypeCast.arg, lists);
  if ('ColumnRef' in node || 'ParamRef' in node) return lists.get(variableName(node) ?? '');
  if ('A_Const' in node) {
    const [, elements] = /^\{([\w, ]*)\}$/.exec(node.A_Const.sval?.sval ?? '') ?? [];
    if (elements === undefined || /\bnull\b/i.test(elements)) return undefined;
    return elements.trim() === '' ? [] : elements.split(',').map((one) => one.trim());
  }
  if (!('A_ArrayExpr' in node)) return undefined;
  const elements = (node.A_ArrayExpr.elements ?? []).map((element) => textOf(element, new Map()));
  return elements.every((element) => element !== undefined) ? elements : undefined;
}

/** Of one assignment of values to the variables. */
type Values = ReadonlyMap<string, string>;

function variablesIn(root: Node | undefined): ReadonlySet<string> {
  const found = new Set<string>();
  eachNode(root, (key, value) => {
    if (key !== 'ColumnRef' && key !== 'ParamRef') return;
    found.add(variableName({ [key]: value } as Node) ?? '');
  });
  return found;
}

function variableName(node: Node): string | undefined {
  if ('ParamRef' in node) return `$${node.ParamRef.number ?? 0}`;
  const names = 'ColumnRef' in node ? stringsOf(node.ColumnRef.fields) : [];
  return names.length === 1 ? names[0] : undefined;
}

/** Casts to them leave a text as it is. */
const textTypes = /^(?:text|varchar|name|regclass)$/;

function textOf(node: Node | undefined, values: Values): string | undefined {
  if (node === undefined) return undefined;
  if ('A_Const' in node) return constantText(node.A_Const);
  if ('ColumnRef' in node || 'ParamRef' in node) return values.get(variableName(node) ?? '');
  if ('TypeCast' in node) {
    const { arg, typeName } = node.TypeCast;
    const type = stringsOf(typeName?.names).at(-1) ?? '';
    const text = textTypes.test(type) && (typeName?.typmods ?? []).length === 0 ? textOf(arg, values) : undefined;
    return text === undefined || (type === 'regclass' && isNumber(text)) ? undefined : text;
  }
  if ('A_Expr' in node) {
    const { name, lexpr, rexpr } = node.A_Expr;
    return stringsOf(name).join('.') === '||' ? joined([lexpr, rexpr], values) : undefined;
  }
  if ('FuncCall' in node) return resultOf(stringsOf(node.FuncCall.funcname), node.FuncCall.args ?? [], values);
  return undefined;
}

/** For a regclass, the number of a relation. */
export function isNumber(text: string): boolean {
  return /^\d+$/.test(text);
}

function constantText({ sval, ival }: Extract<Node, { A_Const: unknown }>['A_Const']): string | undefined {
  if (ival !== undefined) return String(ival.ival ?? 0);
  return sval === undefined ? undefined : (sval.sval ?? '');
}

function joined(parts: readonly (Node | undefined)[], values: Values): string | undefined {
  const texts = parts.map((part) => textOf(part, values));
  return texts.every((text) => text !== undefined) ? texts.join('') : undefined;
}

function resultOf(names: readonly string[], args: readonly Node[], values: Values): string | undefined {
  if (names.length > 1 && names[0] !== 'pg_catalog') return undefined;
  const [first, ...more] = args.map((arg) => textOf(arg, values));
  switch (names.at(-1)) {
    case 'format':
      return first === undefined ? undefined : formatted(first, more);
    case 'concat':
      return joined(args, values);
    case 'quote_ident':
      return first === undefined ? undefined : quoteIdentifier(first);
    case 'quote_literal':
      return first === undefined ? undefined : quoteLiteral(first);
    default:
      return undefined;
  }
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
