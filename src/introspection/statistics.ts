// Sizes and write rates, out of counters that the server keeps anyway.
//
// Sizes are `pg_class.relpages`, which VACUUM, ANALYZE and building an index set: no lock and no look at the disk, thousands of relations in milliseconds, and
// as old as the row counts beside them. pg_table_size() takes a lock on each table and asks the file system (on Aurora, the storage) several times for each.
// Only relations that nobody has counted yet, and empty ones, are measured, where nobody keeps readers out.
import type { Statistics } from '../model/catalog.ts';
import type { Row, Session } from '../model/database.ts';
import { allRows } from './rows.ts';
import { scope } from './scope.ts';
import { keyOfItem, undisturbed } from './undisturbed.ts';

/** Counters that are younger say nothing of a rate. Seconds. */
const YOUNG = 60;

export interface ReadStatistics {
  /** By the oid of the table or materialized view. */
  readonly ofTables: ReadonlyMap<number, Statistics>;
  /** Bytes, by the index's oid. */
  readonly ofIndexes: ReadonlyMap<number, number>;
}

/** Nobody has counted the rows of `c`: 14 says so with -1. */
function neverCounted(server: number): string {
  return server >= 140000 ? 'c.reltuples < 0' : 'c.reltuples = 0 and c.relpages = 0';
}

/**
 * `files`: of each table or materialized view (`whole`) its own, its TOAST table and the index of that, and its indexes. `pages` is 0 where the count is worth
 * nothing: an index has a first page from its making.
 */
function filesQuery(server: number): string {
  return `${scope}, kept as (
  select c.oid, reltoastrelid, ${neverCounted(server)} as never from relations c where relkind in ('r', 'm')
), files (oid, whole, part, pages) as (
  select f.oid, k.oid, part, case when k.never then 0 else f.relpages end
  from kept k
  cross join lateral (
    select k.oid, 'heap' union all select k.reltoastrelid, 'heap' where k.reltoastrelid <> 0
    union all select indexrelid, 'heap' from pg_index where indrelid = k.reltoastrelid
    union all select indexrelid, 'index' from pg_index where indrelid = k.oid
  ) as one (oid, part)
  join pg_class f on f.oid = one.oid
)`;
}

function countsQuery(server: number): string {
  return `${scope}
select c.oid, case when ${neverCounted(server)} then null else round(reltuples)::int8::text end as rows,
       (pg_stat_get_tuples_inserted(c.oid) + pg_stat_get_tuples_updated(c.oid) + pg_stat_get_tuples_deleted(c.oid))::text as writes,
       (select inhparent from pg_inherits where inhrelid = c.oid and c.relispartition limit 1) as partition_of, relkind = 'p' as partitioned
from relations c where relkind in ('r', 'p', 'm', 'f') order by c.oid`;
}

/**
 * For how many seconds the counters of this database have run: since they were reset, else since those of the cluster began. NULL on a replica, where nobody
 * writes.
 */
const sinceQuery = `
select case when not pg_is_in_recovery() then extract(epoch from now() - coalesce(
         (select stats_reset from pg_stat_database where datname = current_database()),
         least((select stats_reset from pg_stat_bgwriter), pg_postmaster_start_time())))::float8 end as seconds,
       current_setting('block_size')::int4 as block`;

/** In a transaction. */
export async function readStatistics(session: Session, server: number): Promise<ReadStatistics> {
  const [since] = await session.run(sinceQuery);
  const seconds = since?.seconds === null ? null : Number(since?.seconds);
  const { tables, ofIndexes } = await sizes(session, server, Number(since?.block));
  const counts = await allRows(session, countsQuery(server));
  const ofTables = new Map(counts.map((row) => [Number(row.oid), statisticsOf(row, tables, seconds)]));
  addPartitions(counts, ofTables);
  return { ofTables: new Map([...ofTables].map(([oid, one]) => [oid, rounded(one)])), ofIndexes };
}

interface Sizes {
  readonly bytes: number;
  readonly indexBytes: number;
}

async function sizes(
  session: Session,
  server: number,
  block: number,
): Promise<{ readonly tables: ReadonlyMap<number, Sizes>; readonly ofIndexes: ReadonlyMap<number, number> }> {
  const files = filesQuery(server);
  const measured = await undisturbed(session, {
    items: `${files}, items (kind, oid, classid, relid) as (select 'size', oid, 'pg_class'::regclass, oid from files where pages = 0)`,
    values: 'pg_relation_size(i.oid)::text as bytes',
  });
  const tables = new Map<number, Sizes>();
  const ofIndexes = new Map<number, number>();
  for (const row of await allRows(session, `${files} select * from files`)) {
    const bytes =
      Number(row.pages) > 0 ? Number(row.pages) * block : Number(measured.get(keyOfItem('size', row.oid))?.bytes ?? 0);
    const { bytes: heap, indexBytes } = tables.get(Number(row.whole)) ?? { bytes: 0, indexBytes: 0 };
    const isIndex = row.part === 'index';
    if (isIndex) ofIndexes.set(Number(row.oid), bytes);
    tables.set(Number(row.whole), {
      bytes: heap + (isIndex ? 0 : bytes),
      indexBytes: indexBytes + (isIndex ? bytes : 0),
    });
  }
  return { tables, ofIndexes };
}

function statisticsOf(row: Row, sizes: ReadonlyMap<number, Sizes>, seconds: number | null): Statistics {
  const isCounted = row.rows !== null && row.partitioned !== true;
  const isMeasured = seconds !== null && seconds >= YOUNG;
  return {
    rows: isCounted ? Number(row.rows) : null,
    ...(sizes.get(Number(row.oid)) ?? { bytes: 0, indexBytes: 0 }),
    writesPerSecond: isMeasured ? Number(row.writes) / seconds : null,
  };
}

/** Partitions count for what they are partitions of, through all levels. A partitioned table has rows, bytes and writes of no other. */
function addPartitions(counts: readonly Row[], statistics: Map<number, Statistics>): void {
  const parents = new Map(
    counts.flatMap((row) => (row.partition_of === null ? [] : [[Number(row.oid), Number(row.partition_of)]])),
  );
  for (const row of counts) {
    const own = statistics.get(Number(row.oid));
    if (row.partitioned === true || own === undefined) continue;
    for (let above = parents.get(Number(row.oid)); above !== undefined; above = parents.get(above)) {
      const sum = statistics.get(above);
      if (sum !== undefined) statistics.set(above, together(sum, own));
    }
  }
}

function rounded(one: Statistics): Statistics {
  return { ...one, writesPerSecond: one.writesPerSecond === null ? null : Math.round(one.writesPerSecond) };
}

function together(sum: Statistics, own: Statistics): Statistics {
  return {
    rows: own.rows === null ? sum.rows : (sum.rows ?? 0) + own.rows,
    bytes: sum.bytes + own.bytes,
    indexBytes: sum.indexBytes + own.indexBytes,
    writesPerSecond:
      own.writesPerSecond === null ? sum.writesPerSecond : (sum.writesPerSecond ?? 0) + own.writesPerSecond,
  };
}
