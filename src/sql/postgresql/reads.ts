// The tables that a statement's queries read, wherever they stand in it.
import type { Node } from 'libpg-query';
import type { Name } from '../../model/schema.ts';
import { nameOf } from './names.ts';

/**
 * Every table in FROM, JOIN, USING and subqueries, once each; not what WITH defines, nor the statement's own target (the tree keeps that
 * in a place of its own). To be spread into a change: nothing when nothing is read.
 */
export function reading(root: Node): { readonly reads?: readonly Name[] } {
  const found = new Map<string, Name>();
  const defined = new Set<string>();
  const open: unknown[] = [root];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (typeof value !== 'object' || value === null) continue;
    for (const [key, child] of Object.entries(value).reverse()) {
      if (key === 'RangeVar') {
        const name = nameOf(child);
        found.set(JSON.stringify([name.schema, name.name]), name);
      }
      if (key === 'CommonTableExpr') defined.add((child as { ctename?: string }).ctename ?? '');
      // FOR UPDATE OF names aliases again.
      if (key !== 'lockingClause' && child !== undefined) open.push(child);
    }
  }
  const reads = [...found.values()].filter((name) => name.schema !== undefined || !defined.has(name.name));
  return reads.length === 0 ? {} : { reads };
}
