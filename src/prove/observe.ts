// Asks the server what it holds and what changed: relations with their files and scan counters, and locks.

import type { Provided, Row, Session } from '../model/database.ts';
import type { LockMode } from '../model/schema.ts';
import { isLockMode } from '../sql/lock-modes.ts';

/** The connections of one proof: `worker` and `holder` are the migrator's, `monitor` is the administrator's and only reads catalogs. */
export interface Observers {
  readonly worker: Session;
  readonly monitor: Session;
  /** What the administrator made beforehand. */
  readonly provided: Provided;
  /** Holds snapshots and locks that make statements outside a transaction wait where they can be seen. */
  readonly holder: Session;
  /** Relations before the first new migration. */
  readonly releaseStart: Snapshot;
  /** A statement that runs longer than this is stopped: milliseconds. A hostile migration must not hold the runner. */
  readonly statementLimit: number;
}

/** A relation as it is at one moment. `file` is null where there is no storage; `scans` counts those begun in this backend. */
export interface RelationState {
  readonly oid: string;
  /** `schema.name`. */
  readonly name: string;
  readonly kind: string;
  readonly file: string | null;
  readonly scans: number;
  /** The table an index belongs to, by oid; null for everything else. */
  readonly tableOid: string | null;
  /** False for a materialized view that holds no data yet: queries of it fail. */
  readonly populated: boolean;
}

export type Snapshot = ReadonlyMap<string, RelationState>;

/**
 * Read by the worker itself: only it sees its uncommitted files and its counters. Names are qualified, because the migration may have
 * changed search_path. Functions: manual, 9.28.8 and 27.2.
 */
const snapshotSql = `
select c.oid::pg_catalog.text as oid, n.nspname::pg_catalog.text as schema, c.relname::pg_catalog.text as name, c.relkind::pg_catalog.text as kind,
       pg_catalog.pg_relation_filenode(c.oid)::pg_catalog.text as file,
       pg_catalog.pg_stat_get_xact_numscans(c.oid)::pg_catalog.text as scans, i.indrelid::pg_catalog.text as table_oid, c.relispopulated as populated
from pg_catalog.pg_class c
join pg_catalog.pg_namespace n on n.oid OPERATOR(pg_catalog.=) c.relnamespace
left join pg_catalog.pg_index i on i.indexrelid OPERATOR(pg_catalog.=) c.oid
where c.relkind OPERATOR(pg_catalog.=) any ('{r,p,m,i,I,S,v,f}'::pg_catalog."char"[])
  and n.nspname OPERATOR(pg_catalog.<>) all ('{pg_catalog,information_schema,pg_toast,lockgate}'::pg_catalog.name[])
  and n.nspname OPERATOR(pg_catalog.!~) '^(pg_(toast_)?temp|lockgate_(ext|sealed))_'`;

export async function snapshot(worker: Session): Promise<Snapshot> {
  const rows = await worker.run(snapshotSql);
  return new Map(rows.map((row) => [String(row.oid), relationState(row)]));
}

function relationState(row: Row): RelationState {
  return {
    oid: String(row.oid),
    name: `${row.schema}.${row.name}`,
    kind: String(row.kind),
    file: row.file === null ? null : String(row.file),
    scans: Number(row.scans ?? 0),
    tableOid: row.table_oid === null ? null : String(row.table_oid),
    populated: row.populated === true,
  };
}

/** Modes held per relation oid. AccessShareLock is left out: it stops nobody but AccessExclusiveLock. */
export type HeldLocks = ReadonlyMap<string, readonly LockMode[]>;

const locksSql = `
select l.relation::text as oid, l.mode, l.granted
from pg_catalog.pg_locks l
where l.pid = $1 and l.locktype = 'relation' and l.mode <> 'AccessShareLock'
  and l.database = (select oid from pg_catalog.pg_database where datname = pg_catalog.current_database())`;

/**
 * Read by another session, so that the worker's transaction is not disturbed and a failed one can still be read. `waiting` counts
 * modes that are asked for but not granted yet.
 */
export async function locksOf(monitor: Session, pid: number, waiting = false): Promise<HeldLocks> {
  const held = new Map<string, LockMode[]>();
  for (const row of await monitor.query(locksSql, [pid])) {
    const mode = String(row.mode);
    if ((row.granted !== true && !waiting) || !isLockMode(mode)) continue;
    const oid = String(row.oid);
    held.set(oid, [...(held.get(oid) ?? []), mode]);
  }
  return held;
}

/** Everything either snapshot of locks holds; for statements outside a transaction, whose locks come and go. */
export function mergeLocks(one: HeldLocks, other: HeldLocks): HeldLocks {
  const merged = new Map<string, readonly LockMode[]>(one);
  for (const [oid, modes] of other) merged.set(oid, [...new Set([...(merged.get(oid) ?? []), ...modes])]);
  return merged;
}

/**
 * What must have been held where a relation has another file than before: AccessExclusiveLock on it, and of an index ShareLock on its
 * table (manual, 13.3.1). CLUSTER and REINDEX SCHEMA go from table to table, each in a transaction of its own that nobody can hold up.
 */
export function locksOfNewFiles(before: Snapshot, after: Snapshot): HeldLocks {
  const implied = new Map<string, readonly LockMode[]>();
  for (const [oid, { file, tableOid }] of after) {
    const old = before.get(oid);
    if (old === undefined || old.file === null || file === null || old.file === file) continue;
    implied.set(oid, [...(implied.get(oid) ?? []), 'AccessExclusiveLock']);
    if (tableOid !== null) implied.set(tableOid, [...(implied.get(tableOid) ?? []), 'ShareLock']);
  }
  return implied;
}
