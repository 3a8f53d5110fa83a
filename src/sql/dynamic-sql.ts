// SQL that PL/pgSQL code builds from its parameters: where a parameter becomes part of the text as it is.
import type { Node } from 'libpg-query';
import { stringsOf } from './postgresql/names.ts';
import { parseCode, parseExpression } from './postgresql-parser.ts';

/** A parameter whose value becomes SQL. */
export interface UnquotedParameter {
  readonly parameter: string;
  /** The expression that EXECUTE runs, as written. */
  readonly expression: string;
  /** The value is all of the SQL: code that is made to run any statement. */
  readonly whole: boolean;
  /** The line of the body, from 1. */
  readonly line: number;
}

/**
 * Reads a CREATE FUNCTION whose language is PL/pgSQL. Follows assignments from variable to variable, whatever the order: one that a parameter was put
 * into unquoted counts as that parameter. What it can't follow (queries, records, other functions) is taken for safe. Empty for what can't be read.
 */
export function unquotedParameters(sql: string): readonly UnquotedParameter[] {
  try {
    return foundIn(sql);
  } catch (error) {
    // Nested more deeply than it can be walked.
    if (error instanceof RangeError) return [];
    throw error;
  }
}

function foundIn(sql: string): readonly UnquotedParameter[] {
  const parsed = parseCode(sql);
  if (parsed.kind === 'error') return [];
  const code = codeOf(parsed.functions);
  if (code.parameters.size === 0 || code.executed.length === 0) return [];
  const sources = sourcesOf(code);
  return code.executed.flatMap(({ query, line }) => {
    const node = parseExpression(query);
    if (node === undefined) return [];
    const names = [...new Set(rawNames(node))].flatMap((name) => sources.get(name) ?? []);
    const whole = 'ParamRef' in node || ('ColumnRef' in node && code.parameters.has(columnName(node)));
    return [...new Set(names)].map((parameter) => ({ parameter, expression: query, whole, line }));
  });
}

interface Code {
  /** Those whose values can hold SQL. */
  readonly parameters: ReadonlySet<string>;
  /** All parameters in order: `$1` is the first. */
  readonly numbered: readonly string[];
  /** Variables that can hold SQL, with what they are given. */
  readonly variables: ReadonlyMap<string, readonly string[]>;
  readonly executed: readonly { readonly query: string; readonly line: number }[];
}

type Tree = Readonly<Record<string, unknown>>;

/** Values of these can't be anything but themselves: numbers, dates, identifiers that the server quotes. */
const textual = /^(?:text|character varying|varchar|"?char"?|character|bpchar|name|citext|unknown|json|jsonb|xml)\b/i;

function codeOf(functions: unknown): Code {
  const parameters = new Set<string>();
  const numbered: string[] = [];
  const variables = new Map<string, string[]>();
  const executed: { query: string; line: number }[] = [];
  const visit = (value: unknown, line: number): void => {
    if (Array.isArray(value)) for (const item of value) visit(item, line);
    if (!isTree(value)) return;
    for (const [name, node] of Object.entries(value)) {
      if (!isTree(node) && !Array.isArray(node)) continue;
      const here = isTree(node) && typeof node.lineno === 'number' ? node.lineno : line;
      if (isTree(node)) {
        if (name === 'PLpgSQL_var') learnVariable(node, { parameters, numbered, variables });
        if (name === 'PLpgSQL_stmt_assign') learnAssignment(queryOf(node.expr), variables);
        if (name === 'PLpgSQL_stmt_dynexecute' || name === 'PLpgSQL_stmt_dynfors') {
          executed.push({ query: queryOf(node.query), line: here });
        }
        if ('dynquery' in node) executed.push({ query: queryOf(node.dynquery), line: here });
      }
      visit(node, here);
    }
  };
  visit(functions, 1);
  return { parameters, numbered, variables, executed: executed.filter(({ query }) => query !== '') };
}

interface Learnt {
  readonly parameters: Set<string>;
  readonly numbered: string[];
  readonly variables: Map<string, string[]>;
}

/** What PL/pgSQL itself gives every function, or every trigger (manual, 41.10). */
const ofTheLanguage = /^(?:found|sqlstate|sqlerrm|tg_\w+)$/;

/** A parameter has no line; every other variable does, but those of the language. */
function learnVariable(node: Tree, { parameters, numbered, variables }: Learnt): void {
  const type = isTree(node.datatype) ? node.datatype.PLpgSQL_type : undefined;
  const name = node.refname;
  if (typeof name === 'string' && node.lineno === undefined) numbered.push(name);
  if (typeof name !== 'string' || !isTree(type) || !textual.test(String(type.typname ?? ''))) return;
  if (node.lineno === undefined && !ofTheLanguage.test(name)) parameters.add(name);
  if (node.lineno !== undefined)
    variables.set(name, [...(variables.get(name) ?? []), ...[queryOf(node.default_val)].filter((text) => text !== '')]);
}

function learnAssignment(query: string, variables: Map<string, string[]>): void {
  const found = /^\s*"?([\w$]+)"?\s*:?=\s*([\s\S]+)$/.exec(query);
  const [, name = '', value = ''] = found ?? [];
  variables.get(name.toLowerCase())?.push(value);
}

/** The parameters that each variable may hold unquoted, itself among them for a parameter. */
function sourcesOf({ parameters, numbered, variables }: Code): ReadonlyMap<string, readonly string[]> {
  const sources = new Map<string, Set<string>>([...parameters].map((name) => [name, new Set([name])]));
  for (const [i, name] of numbered.entries()) sources.set(`$${i + 1}`, new Set(parameters.has(name) ? [name] : []));
  const given = [...variables].map(
    ([name, values]) => [name, values.flatMap((value) => rawNames(parseExpression(value)))] as const,
  );
  for (let changed = true; changed; ) {
    changed = false;
    for (const [name, names] of given) {
      const own = sources.get(name) ?? new Set<string>();
      const before = own.size;
      for (const other of names) for (const source of sources.get(other) ?? []) own.add(source);
      if (own.size > before) changed = true;
      sources.set(name, own);
    }
  }
  return new Map([...sources].map(([name, found]) => [name, [...found]]));
}

/** The variables whose text becomes part of the expression's text as it is. */
function rawNames(node: Node | undefined): readonly string[] {
  if (node === undefined) return [];
  if ('ColumnRef' in node) return [columnName(node)];
  if ('ParamRef' in node) return [`$${node.ParamRef.number ?? 0}`];
  if ('TypeCast' in node) {
    const type = stringsOf(node.TypeCast.typeName?.names).at(-1) ?? '';
    return textual.test(type) ? rawNames(node.TypeCast.arg) : [];
  }
  if ('A_Expr' in node) {
    const { name, lexpr, rexpr } = node.A_Expr;
    return stringsOf(name).at(-1) === '||' ? [...rawNames(lexpr), ...rawNames(rexpr)] : [];
  }
  if ('CoalesceExpr' in node) return (node.CoalesceExpr.args ?? []).flatMap(rawNames);
  if ('CaseExpr' in node) {
    const results = (node.CaseExpr.args ?? []).flatMap((when) => ('CaseWhen' in when ? [when.CaseWhen.result] : []));
    return [...results, node.CaseExpr.defresult].flatMap(rawNames);
  }
  if (!('FuncCall' in node)) return [];
  const called = stringsOf(node.FuncCall.funcname).at(-1) ?? '';
  const args = node.FuncCall.args ?? [];
  if (called === 'format') return formatted(args);
  return carrying.has(called) ? args.flatMap(rawNames) : [];
}

/** Functions that leave SQL in their arguments what it is. Others are taken for safe: quote_ident() and what nobody here knows. */
const carrying: ReadonlySet<string> = new Set([
  'concat',
  'concat_ws',
  'lower',
  'upper',
  'trim',
  'btrim',
  'ltrim',
  'rtrim',
]);

/** What `%s` puts in; `%I` and `%L` quote (manual, 9.4.1). */
function formatted([template, ...values]: readonly Node[]): readonly string[] {
  const text = template !== undefined && 'A_Const' in template ? template.A_Const.sval?.sval : undefined;
  if (text === undefined) return [];
  let next = 0;
  return [...text.matchAll(/%(?:(\d+)\$)?-?(?:\d+|\*)?([sIL%])/g)].flatMap(([, position, specifier]) => {
    if (specifier === '%') return [];
    const at = position === undefined ? next : Number(position) - 1;
    next = at + 1;
    return specifier === 's' ? rawNames(values[at]) : [];
  });
}

/** The last part: a parameter may be written as `function.parameter`. */
function columnName(node: Node): string {
  return 'ColumnRef' in node ? (stringsOf(node.ColumnRef.fields).at(-1) ?? '') : '';
}

function queryOf(node: unknown): string {
  const expression = isTree(node) ? node.PLpgSQL_expr : undefined;
  return isTree(expression) && typeof expression.query === 'string' ? expression.query : '';
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
