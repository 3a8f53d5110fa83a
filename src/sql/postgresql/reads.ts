// What a statement's queries read, wherever it stands in them: tables and columns; and the sequences they set.
import type { Node } from 'libpg-query';
import type { Name } from '../../model/schema.ts';
import { nameOf, qualifiedName, stringOf, stringsOf } from './names.ts';
import { eachNode } from './tree.ts';

/**
 * Every table in FROM, JOIN, USING and subqueries, once each; not what WITH defines, nor the statement's own target (the tree keeps that
 * in a place of its own). To be spread into a change: nothing when nothing is read.
 */
export function reading(root: Node): { readonly reads?: readonly Name[] } {
  const found = new Map<string, Name>();
  const defined = new Set<string>();
  eachNode(root, (key, value) => {
    if (key === 'RangeVar') {
      const name = nameOf(value);
      found.set(JSON.stringify([name.schema, name.name]), name);
    }
    if (key === 'CommonTableExpr') defined.add((value as { ctename?: string }).ctename ?? '');
    // FOR UPDATE OF names aliases again.
    return key !== 'lockingClause';
  });
  const reads = [...found.values()].filter((name) => name.schema !== undefined || !defined.has(name.name));
  return reads.length === 0 ? {} : { reads };
}

/** What a view stands on. Aliases and the columns of other queries are among the names. */
export function viewing(query: Node | undefined): {
  readonly reads?: readonly Name[];
  readonly uses?: readonly string[];
} {
  if (query === undefined) return {};
  const uses = new Set<string>();
  eachNode(query, (key, value) => {
    if (key !== 'ColumnRef') return;
    const last = (value as { fields?: Node[] }).fields?.at(-1);
    uses.add(last !== undefined && 'A_Star' in last ? '*' : stringOf(last));
  });
  return { ...reading(query), ...(uses.size === 0 ? {} : { uses: [...uses] }) };
}

/** The first argument of each setval(), where it is a literal; that of pg_get_serial_sequence() when it is called there. */
export function resetting(root: Node): { readonly resets?: readonly Name[] } {
  const resets: Name[] = [];
  eachNode(root, (key, value) => {
    if (key !== 'FuncCall') return;
    const { funcname, args } = value as { funcname?: Node[]; args?: Node[] };
    if (qualifiedName(stringsOf(funcname)).name !== 'setval' || args?.[0] === undefined) return;
    let literal: string | undefined;
    eachNode(args[0], (inner, constant) => {
      if (inner === 'sval') literal ??= (constant as { sval?: string }).sval;
    });
    if (literal !== undefined) resets.push(regclass(literal));
  });
  return resets.length === 0 ? {} : { resets };
}

/** `app."Orders_id_seq"` as a name. */
function regclass(text: string): Name {
  const parts = [...text.matchAll(/"((?:[^"]|"")*)"|[^".]+/g)].map(
    ([plain, quoted]) => quoted?.replaceAll('""', '"') ?? plain.trim().toLowerCase(),
  );
  return qualifiedName(parts);
}
