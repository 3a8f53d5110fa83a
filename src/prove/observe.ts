// Asks the server what locks are held, and what must have been held where files changed.
import type { Provided, Session } from '../model/database.ts';
import type { LockMode } from '../model/schema.ts';
import { isLockMode } from '../sql/lock-modes.ts';
import type { Census } from './census.ts';
import type { KnownRelations, Snapshot } from './known-relations.ts';
import type { OnStep } from './run-script.ts';

/** The connections of one proof: `worker` and `holder` are the migrator's, `monitor` is the administrator's and only reads catalogs. */
export interface Observers {
  readonly worker: Session;
  readonly monitor: Session;
  /** What the administrator made beforehand. */
  readonly provided: Provided;
  /** Holds snapshots and locks that make statements outside a transaction wait where they can be seen. */
  readonly holder: Session;
  readonly relations: KnownRelations;
  /** Objects before the first new migration; absent where nothing can drop more than it says. */
  readonly census?: Census;
  /** Called with what is done next. */
  readonly onStep?: OnStep;
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

/** What a transaction holds on relations that were there before it. */
export interface Held {
  readonly locks: HeldLocks;
  /** Oids of those that it holds any lock on, AccessShareLock included: what it can have read or changed. */
  readonly touched: readonly string[];
  /** Locks of any kind on the whole server: what this reading cost. */
  readonly size: number;
}

/** All locks of the server have to be read for those of one session, which is why they are not asked for after each of thousands of statements. */
const heldSql = `
with held as materialized (select relation, mode, locktype, pid, granted, database from pg_catalog.pg_locks)
select l.relation::text as oid, l.mode, null as size from held l
where l.pid = $1 and l.locktype = 'relation' and l.granted and l.relation <= $2::pg_catalog.oid
  and l.database = (select oid from pg_catalog.pg_database where datname = pg_catalog.current_database())
union all
select null, null, count(*)::text from held`;

/** `newest`: the highest oid that can have been there before the transaction. */
export async function heldBy(monitor: Session, pid: number, newest: number): Promise<Held> {
  const locks = new Map<string, LockMode[]>();
  const touched = new Set<string>();
  let size = 0;
  for (const { oid, mode, size: all } of await monitor.query(heldSql, [pid, String(newest)])) {
    if (oid === null) {
      size = Number(all);
      continue;
    }
    touched.add(String(oid));
    const name = String(mode);
    if (name === 'AccessShareLock' || !isLockMode(name)) continue;
    const modes = locks.get(String(oid));
    if (modes === undefined) locks.set(String(oid), [name]);
    else modes.push(name);
  }
  return { locks, touched: [...touched], size };
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
