// Takes the snapshot of a server: its catalogue with statistics, and when and where that was.
import { inOrder } from '../catalog/canonical-order.ts';
import type { Snapshot } from '../catalog/snapshot.ts';
import type { Session } from '../model/database.ts';
import { listsIn } from './read-catalog.ts';
import { inOneSnapshot } from './snapshot-transaction.ts';

/** Times by the server's clock. What others do is shown to superusers and to members of pg_read_all_stats (pg_monitor is one). */
const factsQuery = `
select split_part(current_setting('server_version'), ' ', 1) as version, current_database()::text as database,
       to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as taken_at,
       case when not pg_is_in_recovery() and pg_has_role('pg_read_all_stats', 'usage') then (
         select coalesce(ceil(extract(epoch from max(clock_timestamp() - xact_start)) * 1000), 0)::int8::text from pg_stat_activity
         where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend') end as longest`;

export interface TakenSnapshot {
  /** Sorted by name. */
  readonly snapshot: Snapshot;
  /** See `CatalogReading`. */
  readonly incomplete: readonly string[];
}

/** As `readLists`, with statistics. */
export function takeSnapshot(session: Session): Promise<TakenSnapshot> {
  return inOneSnapshot(session, async (server) => {
    const [facts] = await session.run(factsQuery);
    const { lists, incomplete } = await listsIn(session, server, { statistics: true });
    const snapshot: Snapshot = {
      lockgate: 'catalog',
      schema: 1,
      server: { version: String(facts?.version) },
      takenAt: String(facts?.taken_at),
      database: String(facts?.database),
      longestTransactionMs: facts?.longest === null ? null : Number(facts?.longest),
      ...inOrder(lists),
    };
    return { snapshot, incomplete };
  });
}
