// Reads what takes a lock to be read (pg_get_expr() of a table's expression, pg_relation_size() …: AccessShareLock) without waiting for anybody: what depends on
// a relation that another session keeps readers out of is left for later, and left out in the end. The locks are given back as soon as a query has ended.
import { Failure, isServerError } from '../failure.ts';
import type { Row, Session } from '../model/database.ts';
import { allRows } from './rows.ts';

/** How long a query waits for a lock that somebody has taken since we looked. */
const LOCK_MS = 200;
/** How long we come back, and how often. */
const PATIENCE_MS = 2_000;
const PAUSE_MS = 200;

/** Things to be read; `relid` is the relation that each hangs on. */
export interface LockedReading {
  /** Begins with WITH; its last table is `items (kind, oid, classid, relid)`. */
  readonly items: string;
  /** What to select from `items i`, besides `kind` and `oid`. */
  readonly values: string;
}

/** By `keyOfItem`. What is missing hangs on a relation that stayed locked, or that has gone meanwhile. */
export type Found = ReadonlyMap<string, Row>;

export function keyOfItem(kind: string, oid: unknown): string {
  return `${kind} ${String(oid)}`;
}

/** In a transaction. */
export async function undisturbed(session: Session, reading: LockedReading): Promise<Found> {
  const found = new Map<string, Row>();
  const until = Date.now() + PATIENCE_MS;
  /** What has not been read depends on one of these; undefined before the first reading. */
  let left: readonly number[] | undefined;
  for (;;) {
    const locked = await lockedNow(session, reading);
    const rows = await attempt(session, queryOf(reading, left, locked));
    if (rows !== undefined) {
      for (const row of rows) found.set(keyOfItem(String(row.kind), row.oid), row);
      left = locked;
    }
    if (left?.length === 0) return found;
    if (Date.now() > until) {
      if (left !== undefined) return found;
      throw new Failure('database', 'The schema changes faster than it can be read: each attempt met a new lock.', {
        help: 'Try again when the migration that is running has ended.',
      });
    }
    await session.run(`select pg_sleep(${PAUSE_MS / 1000})`);
  }
}

/** Relations in AccessExclusiveLock, the one mode that keeps readers out, or about to be, that something depends on. */
async function lockedNow(session: Session, { items }: LockedReading): Promise<readonly number[]> {
  const locked = await session.run(`
    select distinct relation::int8::text as relation from pg_locks
    where locktype = 'relation' and mode = 'AccessExclusiveLock' and pid is distinct from pg_backend_pid()
      and database = (select oid from pg_database where datname = current_database())`);
  if (locked.length === 0) return [];
  const oids = locked.map(({ relation }) => Number(relation));
  const needed = await session.run(`${items}
    select relid as oid from items where relid = any (${oidArray(oids)})
    union select d.refobjid from items i join pg_depend d on d.classid = i.classid and d.objid = i.oid
    where d.refclassid = 'pg_class'::regclass and d.refobjid = any (${oidArray(oids)})`);
  return needed.map(({ oid }) => Number(oid));
}

function queryOf(
  { items, values }: LockedReading,
  only: readonly number[] | undefined,
  except: readonly number[],
): string {
  const conditions = [
    ...(only === undefined ? [] : [dependsOn(only)]),
    ...(except.length === 0 ? [] : [`not ${dependsOn(except)}`]),
  ];
  const where = conditions.length === 0 ? '' : `where ${conditions.join(' and ')}`;
  return `${items} select i.kind, i.oid, ${values} from items i ${where}`;
}

function dependsOn(oids: readonly number[]): string {
  return `(i.relid = any (${oidArray(oids)}) or exists (select from pg_depend d where d.classid = i.classid and d.objid = i.oid
    and d.refclassid = 'pg_class'::regclass and d.refobjid = any (${oidArray(oids)})))`;
}

function oidArray(oids: readonly number[]): string {
  return `'{${oids.join(',')}}'::oid[]`;
}

/** Undefined when a lock was in the way. Going back to the savepoint gives the locks back. */
async function attempt(session: Session, sql: string): Promise<readonly Row[] | undefined> {
  await session.run(`savepoint lockgate_read; set local lock_timeout = ${LOCK_MS}`);
  try {
    return await allRows(session, sql);
  } catch (thrown) {
    if (isServerError(thrown) && thrown.sqlstate === '55P03') return undefined;
    throw thrown;
  } finally {
    await session.run('rollback to savepoint lockgate_read; release savepoint lockgate_read').catch(() => undefined);
  }
}
