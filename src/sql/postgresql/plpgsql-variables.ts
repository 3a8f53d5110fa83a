// What PL/pgSQL code holds in its variables, as far as its text tells: constants, parameters that were given, and what loops go through.
import { type Knowns, knownList, knownRows, knownTexts } from './known-text.ts';
import { eachNode } from './tree.ts';

type Tree = Readonly<Record<string, unknown>>;

/** Of one function or block. */
export interface Variables {
  /** At its beginning: those that have one value all the time. */
  readonly knowns: Knowns;
  /** What they are inside of a loop; the same when the loop has no variable that can be told. */
  inLoop(name: string, loop: Tree, outside: Knowns): Knowns;
}

/** `code` is a PLpgSQL_function of libpg-query's tree; `given` are the values of its parameters. */
export function variablesOf(code: Tree, given: Knowns['texts']): Variables {
  const declared = declarations(code.datums);
  const names = declared.map(({ name }) => name);
  const number = new Map(names.map((name, i) => [name, i]));
  const changed = changedNames(code.action, names);
  const twice = new Set(names.filter((name, i) => number.get(name) !== i));
  const steady = (name: string): boolean =>
    !twice.has(name) && !changed.byStatement.has(name) && !changed.byLoop.has(name);
  const texts = new Map([...given].filter(([name]) => name.startsWith('$') || steady(name)));
  const lists = new Map<string, readonly string[]>();
  const knowns: Knowns = { texts, lists };
  for (const { name, type, initial } of declared) {
    if (initial === undefined || !steady(name)) continue;
    const values = isText(type) ? knownTexts(initial, knowns) : undefined;
    const elements = type.endsWith('[]') ? knownList(initial, knowns) : undefined;
    if (values !== undefined) texts.set(name, values);
    if (elements !== undefined) lists.set(name, elements);
  }
  return {
    knowns,
    inLoop(kind, loop, outside) {
      const name = loopVariable(loop, names);
      if (name === undefined) return outside;
      const inside = new Map(outside.texts);
      inside.delete(name);
      const values = changed.byStatement.has(name) ? undefined : loopValues(kind, loop, outside);
      if (values !== undefined) inside.set(name, values);
      return { texts: inside, lists: outside.lists };
    },
  };
}

interface Declaration {
  readonly name: string;
  readonly type: string;
  readonly initial: string | undefined;
}

/** By number, as the tree names them; what is no plain variable has no name. */
function declarations(datums: unknown): readonly Declaration[] {
  return (Array.isArray(datums) ? datums : []).map((datum: { PLpgSQL_var?: Tree } | null) => {
    const { refname, datatype, default_val } = datum?.PLpgSQL_var ?? {};
    const type = within(datatype, 'PLpgSQL_type')?.typname;
    const initial = within(default_val, 'PLpgSQL_expr')?.query;
    return {
      name: typeof refname === 'string' ? refname : '',
      type: typeof type === 'string' ? type.toLowerCase() : '',
      initial: typeof initial === 'string' ? initial : undefined,
    };
  });
}

/** Types whose values are what their text says. */
function isText(type: string): boolean {
  return /^(?:pg_catalog\.)?(?:text|varchar|character varying|name|regclass)$/.test(type);
}

interface Changed {
  /** By an assignment, INTO, GET DIAGNOSTICS. */
  readonly byStatement: ReadonlySet<string>;
  readonly byLoop: ReadonlySet<string>;
}

function changedNames(action: unknown, names: readonly string[]): Changed {
  const byStatement = new Set<string>();
  const byLoop = new Set<string>();
  eachNode(action, (key, node) => {
    const tree = node as Tree;
    const loop = loops.has(key) ? loopVariable(tree, names) : undefined;
    if (loop !== undefined) byLoop.add(loop);
    if (key === 'PLpgSQL_stmt_assign') byStatement.add(names[Number(tree.varno)] ?? '');
    if (key === 'PLpgSQL_diag_item') byStatement.add(names[Number(tree.target)] ?? '');
    if (key === 'target') for (const name of rowNames(tree)) byStatement.add(name);
  });
  return { byStatement, byLoop };
}

const loops: ReadonlySet<string> = new Set(
  'fori fors forc dynfors foreach_a'.split(' ').map((name) => `PLpgSQL_stmt_${name}`),
);

/** Undefined for a record, and for several. */
function loopVariable({ varno, var: variable }: Tree, names: readonly string[]): string | undefined {
  if (typeof varno === 'number') return names[varno];
  const own = within(variable, 'PLpgSQL_var')?.refname;
  if (typeof own === 'string') return own;
  const [name, ...more] = rowNames(variable);
  return more.length === 0 ? name : undefined;
}

function rowNames(tree: unknown): readonly string[] {
  const fields = within(tree, 'PLpgSQL_row')?.fields;
  return Array.isArray(fields)
    ? fields.flatMap(({ name }: { name?: unknown }) => (typeof name === 'string' ? [name] : []))
    : [];
}

/** More turns than these are not told apart. */
const mostTurns = 200;

function loopValues(kind: string, loop: Tree, outside: Knowns): readonly string[] | undefined {
  const queryOf = (part: unknown): string => {
    const query = within(part, 'PLpgSQL_expr')?.query;
    return typeof query === 'string' ? query : '';
  };
  if (kind === 'PLpgSQL_stmt_foreach_a')
    return loop.slice === undefined ? knownList(queryOf(loop.expr), outside) : undefined;
  if (kind === 'PLpgSQL_stmt_fors') return knownRows(queryOf(loop.query), outside);
  if (kind !== 'PLpgSQL_stmt_fori' || loop.step !== undefined || loop.reverse !== undefined) return undefined;
  const [from, to] = [loop.lower, loop.upper].map((bound) => queryOf(bound).trim());
  if (!/^\d{1,9}$/.test(from ?? '') || !/^\d{1,9}$/.test(to ?? '')) return undefined;
  const turns = Number(to) - Number(from) + 1;
  return turns > mostTurns ? undefined : Array.from({ length: Math.max(turns, 0) }, (_, i) => String(Number(from) + i));
}

function within(tree: unknown, key: string): Tree | undefined {
  const found = typeof tree === 'object' && tree !== null ? (tree as Tree)[key] : undefined;
  return typeof found === 'object' && found !== null ? (found as Tree) : undefined;
}
