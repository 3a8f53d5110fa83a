// Sizes and write rates, out of counters that the server keeps anyway.
//
// Sizes are `pg_class.relpages`, which VACUUM, ANALYZE and building an index set: no lock and no look at the disk, thousands of relations in milliseconds, and
// as old as the row counts beside them. pg_table_size() takes a lock on each table and asks the file system (on Aurora, the storage) several times for each.
// Only relations that have no pages by that count, new ones and empty ones, are measured, where nobody keeps readers out.
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

/** A table or materialized view, its TOAST table and the index of that, and its indexes: each with the oid that its pages count for. */
const filesQuery = `${scope}, files (oid, whole, part, pages) as (
  select c.oid, c.oid, 'heap', c.relpages from relations c where relkind in ('r', 'm')
  union all select t.oid, c.oid, 'heap', t.relpages from relations c join pg_class t on t.oid = c.reltoastrelid where c.relkind in ('r', 'm')
  union all select i.oid, c.oid, 'heap', i.relpages from relations c join pg_index x on x.indrelid = c.reltoastrelid join pg_class i on i.oid = x.indexrelid where c.relkind in ('r', 'm')
  union all select i.oid, c.oid, 'index', i.relpages from relations c join pg_index x on x.indrelid = c.oid join pg_class i on i.oid = x.indexrelid where c.relkind in ('r', 'm') and i.relkind = 'i'
)`;

/** 14 counts -1 rows where nobody has counted. */
function countsQuery(server: number): string {
  const unknown = server >= 140000 ? 'reltuples < 0' : 'reltuples = 0 and relpages = 0';
  return `${scope}
select c.oid, case when ${unknown} then null else round(reltuples)::int8::text end as rows,
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
  const { tables, ofIndexes } = await sizes(session, Number(since?.block));
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
  block: number,
): Promise<{ readonly tables: ReadonlyMap<number, Sizes>; readonly ofIndexes: ReadonlyMap<number, number> }> {
  const measured = await undisturbed(session, {
    items: `${filesQuery}, items (kind, oid, classid, relid) as (select 'size', oid, 'pg_class'::regclass, oid from files where pages = 0)`,
    values: 'pg_relation_size(i.oid)::text as bytes',
  });
  const tables = new Map<number, Sizes>();
  const ofIndexes = new Map<number, number>();
  for (const row of await allRows(session, `${filesQuery} select * from files`)) {
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
