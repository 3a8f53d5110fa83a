// What can be found out about a statement that was begun outside a transaction and whose end nobody saw.

import type { Statement } from '../model/migration.ts';
import type { Name } from '../model/schema.ts';
import { isSessionState } from './statement-kind.ts';

/**
 * How to settle it:
 * - `index`: the server shows whether the index is there, and valid;
 * - `dropped-index`, `detached`: the server shows whether it is gone;
 * - `again`: running it twice does no harm;
 * - `unknown`: nobody can tell; a person must look.
 */
export type Doubt =
  | { readonly kind: 'index'; readonly index: string; readonly table: Name }
  | { readonly kind: 'dropped-index'; readonly names: readonly Name[] }
  | { readonly kind: 'detached'; readonly table: Name; readonly partition: Name }
  | { readonly kind: 'again' }
  | { readonly kind: 'unknown' };

export function doubtOf(statement: Statement): Doubt {
  const [change, ...more] = statement.changes;
  if (isSessionState(statement)) return { kind: 'again' };
  if (change === undefined || more.length > 0) return { kind: 'unknown' };
  switch (change.kind) {
    case 'create-index':
      return change.concurrently && change.index !== undefined
        ? { kind: 'index', index: change.index, table: change.table }
        : { kind: 'unknown' };
    case 'drop':
      return change.object === 'index' && change.concurrently
        ? { kind: 'dropped-index', names: change.names }
        : { kind: 'unknown' };
    case 'detach-partition':
      return change.concurrently && !change.finalize
        ? { kind: 'detached', table: change.table, partition: change.partition }
        : { kind: 'unknown' };
    case 'vacuum':
    case 'analyze':
    case 'reindex':
    case 'cluster':
    case 'alter-system':
    case 'set-constraints':
      return { kind: 'again' };
    // Takes its lock and lets it go at once (outside a transaction PostgreSQL refuses it anyway).
    case 'lock-table':
      return { kind: 'again' };
    default:
      return { kind: 'unknown' };
  }
}
