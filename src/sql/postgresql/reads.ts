// What a statement's queries read, wherever it stands in them: tables and columns; and the sequences they set.
import type { Node, SelectStmt } from 'libpg-query';
import type { Lookup } from '../../model/change.ts';
import type { Name } from '../../model/schema.ts';
import { nameOf, qualifiedName, stringOf, stringsOf } from './names.ts';
import { pinsOfQuery } from './rows.ts';
import { eachNode } from './tree.ts';

/**
 * Every table in FROM, JOIN, USING and subqueries, once each; not what WITH defines, nor the statement's own target (the tree keeps that
 * in a place of its own). To be spread into a change: nothing when nothing is read.
 */
export function reading(root: Node): { readonly reads?: readonly Name[]; readonly lookups?: readonly Lookup[] } {
  const found = new Map<string, { readonly table: Name; readonly pins: (readonly string[])[] }>();
  const defined = new Set<string>();
  /** By the table of a query, which is gone into behind the query itself. */
  const pinned = new Map<object, readonly string[]>();
  eachNode(root, (key, value) => {
    if (key === 'SelectStmt') {
      const query = value as SelectStmt;
      const pins = pinsOfQuery(query);
      const [from] = query.fromClause ?? [];
      if (pins.length > 0 && from !== undefined && 'RangeVar' in from) pinned.set(from.RangeVar, pins);
    }
    if (key === 'RangeVar') {
      const table = nameOf(value);
      const name = JSON.stringify([table.schema, table.name]);
      const known = found.get(name) ?? { table, pins: [] };
      found.set(name, known);
      known.pins.push(pinned.get(value) ?? []);
    }
    if (key === 'CommonTableExpr') defined.add((value as { ctename?: string }).ctename ?? '');
    // FOR UPDATE OF names aliases again.
    return key !== 'lockingClause';
  });
  const reads = [...found.values()].filter(({ table }) => table.schema !== undefined || !defined.has(table.name));
  const lookups = reads.flatMap(({ table, pins }) =>
    pins.every((one) => one.length > 0) ? pins.map((one): Lookup => ({ table, pins: one })) : [],
  );
  return {
    ...(reads.length === 0 ? {} : { reads: reads.map(({ table }) => table) }),
    ...(lookups.length === 0 ? {} : { lookups }),
  };
}

/** The tables alone. */
export function tablesRead(root: Node): { readonly reads?: readonly Name[] } {
  const { reads } = reading(root);
  return reads === undefined ? {} : { reads };
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
  return { ...tablesRead(query), ...(uses.size === 0 ? {} : { uses: [...uses] }) };
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
