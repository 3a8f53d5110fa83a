// What a broken CREATE INDEX CONCURRENTLY left behind: an INVALID index that costs writes and that IF NOT EXISTS takes for the real one.

import type { ServerError } from '../model/database.ts';
import type { Name } from '../model/schema.ts';
import { quoteIdentifier } from '../sql/quote.ts';
import type { StatementPlace } from './events.ts';
import type { Run } from './run.ts';
import { type Seen, watched } from './watch.ts';

export interface IndexBuild {
  readonly index: string;
  readonly table: Name;
}

/** `busy`: somebody is building it at this moment. */
export type IndexState =
  | { readonly kind: 'absent' | 'valid' | 'busy' }
  | { readonly kind: 'invalid'; readonly qualified: string };

/** As the worker's search_path sees it now. A partitioned table's own index (relkind I) may be invalid on purpose. Names are cut to 63 bytes as the server cuts them. */
export async function indexState(run: Run, { index, table }: IndexBuild): Promise<IndexState> {
  const [row] = await run.target.worker.query(
    `SELECT i.indisvalid AND i.indisready AND i.indislive AS valid, n.nspname AS schema, c.relname AS name,
       EXISTS (SELECT FROM pg_catalog.pg_stat_progress_create_index p WHERE p.index_relid = c.oid AND p.datid =
         (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())) AS busy
     FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
       JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
     WHERE i.indrelid = pg_catalog.to_regclass($1) AND c.relkind = 'i' AND c.relname = $2::text::name`,
    [quoteName(table), index],
  );
  if (row === undefined) return { kind: 'absent' };
  if (row.valid === true) return { kind: 'valid' };
  if (row.busy === true) return { kind: 'busy' };
  return { kind: 'invalid', qualified: quoteName({ schema: String(row.schema), name: String(row.name) }) };
}

/** Drops an INVALID index of that name, so that it is built anew. Throws a server error, also for one that is being built. */
export async function removeInvalid(run: Run, build: IndexBuild, place: StatementPlace, seen: Seen): Promise<void> {
  const state = await indexState(run, build);
  if (state.kind === 'busy') throw busyIndex(build.index);
  if (state.kind !== 'invalid') return;
  await watched(run, place, () => run.target.worker.run(`DROP INDEX CONCURRENTLY IF EXISTS ${state.qualified}`), seen);
  run.ports.onEvent({ kind: 'invalid-index-dropped', index: state.qualified, ...place });
}

/** In the form of the server's own "object in use". */
function busyIndex(index: string): ServerError {
  return Object.assign(new Error(`another session is building the index "${index}" at this moment`), {
    sqlstate: '55006',
    detail: undefined,
    hint: 'Wait until it is done, then run again.',
    offset: undefined,
  });
}

/** As SQL and as to_regclass take it. */
export function quoteName({ schema, name }: Name): string {
  return schema === undefined ? quoteIdentifier(name) : `${quoteIdentifier(schema)}.${quoteIdentifier(name)}`;
}
