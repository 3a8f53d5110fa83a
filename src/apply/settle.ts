// Finds out on the server whether a statement that was begun by an earlier run has had its effect.

import type { Statement } from '../model/migration.ts';
import type { Name } from '../model/schema.ts';
import { doubtOf } from './doubt.ts';
import { indexState, quoteName } from './invalid-index.ts';
import type { Run } from './run.ts';

/** `finish`: it got half-way, and this statement completes it. */
export type Settled =
  | { readonly kind: 'done'; readonly why: string }
  | { readonly kind: 'again' }
  | { readonly kind: 'finish'; readonly sql: string };

/** What can't be settled is run again: the plan has refused it, unless the user said `--resume retry`. */
export async function settle(run: Run, statement: Statement): Promise<Settled> {
  const doubt = doubtOf(statement);
  switch (doubt.kind) {
    case 'index': {
      const { kind } = await indexState(run, doubt);
      return kind === 'valid' ? { kind: 'done', why: 'the index is there and valid' } : { kind: 'again' };
    }
    case 'dropped-index':
      return (await anyExists(run, doubt.names)) ? { kind: 'again' } : { kind: 'done', why: 'the index is gone' };
    case 'detached':
      return detachState(run, doubt.table, doubt.partition);
    case 'again':
    case 'unknown':
      return { kind: 'again' };
  }
}

async function anyExists(run: Run, names: readonly Name[]): Promise<boolean> {
  const [row] = await run.target.worker.query(
    'SELECT EXISTS (SELECT FROM pg_catalog.unnest($1::text[]) AS name WHERE pg_catalog.to_regclass(name) IS NOT NULL) AS found',
    [names.map(quoteName)],
  );
  return row?.found === true;
}

/** DETACH PARTITION CONCURRENTLY is two transactions; between them the partition is marked (14 and later). */
async function detachState(run: Run, table: Name, partition: Name): Promise<Settled> {
  const [row] = await run.target.worker.query(
    `SELECT inhdetachpending AS pending FROM pg_catalog.pg_inherits
     WHERE inhparent = pg_catalog.to_regclass($1) AND inhrelid = pg_catalog.to_regclass($2)`,
    [quoteName(table), quoteName(partition)],
  );
  if (row === undefined) return { kind: 'done', why: 'the partition is detached' };
  if (row.pending !== true) return { kind: 'again' };
  return { kind: 'finish', sql: `ALTER TABLE ${quoteName(table)} DETACH PARTITION ${quoteName(partition)} FINALIZE` };
}
