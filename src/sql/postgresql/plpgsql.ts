// The SQL in the body of PL/pgSQL code: its statements, what it EXECUTEs, and its queries, out of libpg-query's untyped tree.
import { type Knowns, knownTexts } from './known-text.ts';
import { type Variables, variablesOf } from './plpgsql-variables.ts';

export interface CodePart {
  /** - `execute`: the expression that gives the text to run. - `expression`: one that queries tables. */
  readonly kind: 'sql' | 'execute' | 'expression';
  /** The SQL or the expression as written; the INTO of a statement is blanked out, PERFORM reads SELECT. */
  readonly query: string;
  /** What it runs, text by text: the SQL itself, or what EXECUTE may get. Undefined when only a run can tell. */
  readonly texts: readonly string[] | undefined;
  /** The line of the body, from 1, where its PL/pgSQL statement begins. */
  readonly line: number;
  /** In a branch, a loop or under an exception handler, or behind something that may have left the block. */
  readonly conditional: boolean;
}

/**
 * In the order of the text, where the tree has it. Of expressions (`x := 1`) only those with a query in them are parts. `given` are the values of parameters. Throws a RangeError on a tree too
 * deep to walk.
 */
export function codeParts(functions: unknown, given: Knowns['texts']): readonly CodePart[] {
  const parts: CodePart[] = [];
  for (const { PLpgSQL_function: code } of Array.isArray(functions) ? functions : []) {
    if (!isObject(code)) continue;
    const variables = variablesOf(code, given);
    const walk: Walk = { parts, variables, apart: 0, left: 'no' };
    visit(walk, code.action, { line: 1, conditional: false, knowns: variables.knowns });
  }
  return parts;
}

interface Walk {
  readonly parts: CodePart[];
  readonly variables: Variables;
  /** How many more texts there are than EXECUTE statements. */
  apart: number;
  /** Something was passed that leaves the block, or may. */
  left: 'no' | 'perhaps' | 'surely';
}

interface Surroundings {
  readonly line: number;
  readonly conditional: boolean;
  readonly knowns: Knowns;
}

const branching: ReadonlySet<string> = new Set(
  'if case loop while fori fors forc dynfors foreach_a'.split(' ').map((name) => `PLpgSQL_stmt_${name}`),
);

function visit(walk: Walk, tree: unknown, around: Surroundings): void {
  if (!isObject(tree)) return;
  if (Array.isArray(tree)) {
    for (const item of tree) visit(walk, item, around);
    return;
  }
  for (const [name, node] of Object.entries(tree)) {
    if (!isObject(node)) continue;
    if (name.startsWith('PLpgSQL_stmt_')) visitStatement(walk, name, node, around);
    else if (name === 'PLpgSQL_expr') addSql(walk, node, around);
    else visit(walk, node, around);
  }
}

function visitStatement(walk: Walk, name: string, node: Tree, around: Surroundings): void {
  const line = typeof node.lineno === 'number' ? node.lineno : around.line;
  const own = { ...around, line };
  const inner = {
    line,
    conditional: around.conditional || branching.has(name) || node.exceptions !== undefined,
    knowns: walk.variables.inLoop(name, node, around.knowns),
  };
  const { query, dynquery, ...rest } = node;
  // The query of a loop runs once, and before the loop's body.
  if (name === 'PLpgSQL_stmt_dynexecute' || name === 'PLpgSQL_stmt_dynfors') addExecuted(walk, query, own);
  else visit(walk, query, own);
  addExecuted(walk, dynquery, own);
  visit(walk, rest, inner);
  if (leaves(name, node) && walk.left !== 'surely')
    walk.left = around.conditional || name !== 'PLpgSQL_stmt_return' ? 'perhaps' : 'surely';
}

/** EXIT without a label leaves a loop only; the RETURN at the end that nobody wrote has no line. */
function leaves(name: string, node: Tree): boolean {
  if (name === 'PLpgSQL_stmt_exit') return node.label !== undefined;
  return name === 'PLpgSQL_stmt_return' && node.lineno !== undefined;
}

/** Whole statements (`parseMode` 0, RawParseMode of parser.h), and queries in what else there is: expressions (2) and assignments. */
function addSql(walk: Walk, { query, parseMode }: Tree, around: Surroundings): void {
  if (typeof query !== 'string') return;
  if ((parseMode ?? 0) === 0) add(walk, 'sql', query, around);
  else if (/\bselect\b/i.test(query)) add(walk, 'expression', parseMode === 2 ? query : assigned(query), around);
}

/** What stands behind `:=` or `=`. */
function assigned(query: string): string {
  return query.slice(query.indexOf('=') + 1).trim();
}

function addExecuted(walk: Walk, tree: unknown, around: Surroundings): void {
  const expression = isObject(tree) ? tree.PLpgSQL_expr : undefined;
  if (isObject(expression) && typeof expression.query === 'string') add(walk, 'execute', expression.query, around);
}

/** So many texts of one body are told apart: loops in a hostile one would make millions. */
const mostTexts = 5_000;

function textsOf(walk: Walk, query: string, knowns: Knowns): readonly string[] | undefined {
  const texts = knownTexts(query, walk.apart < mostTexts ? knowns : walk.variables.knowns);
  walk.apart += (texts?.length ?? 1) - 1;
  return texts;
}

function add(walk: Walk, kind: CodePart['kind'], query: string, { line, conditional, knowns }: Surroundings): void {
  if (walk.left === 'surely') return;
  const texts = kind === 'execute' ? textsOf(walk, query, knowns) : [kind === 'sql' ? query : `SELECT ${query}`];
  walk.parts.push({ kind, query, texts, line, conditional: conditional || walk.left === 'perhaps' });
}

type Tree = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null;
}
