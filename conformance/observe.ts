// Reads from a server what a session holds and has done: relations, their files and scan counters, and locks.

import type { Session } from '../src/model/database.ts';
import type { LockMode } from '../src/model/schema.ts';
import { isLockMode, strongest } from '../src/sql/lock-modes.ts';
import type { RealWork } from './truth.ts';

export interface Relation {
  readonly oid: string;
  /** `schema.name`. */
  readonly name: string;
  readonly kind: string;
  /** Null where there is no storage. */
  readonly file: string | null;
  readonly scans: number;
  /** Of an index: the oid of its table. */
  readonly table: string | null;
  /** False for a materialized view without data. */
  readonly populated: boolean;
  /** Its file has no block; an index has its own. */
  readonly empty: boolean;
}

export type Relations = ReadonlyMap<string, Relation>;

/** Asked in the working session: only it sees its uncommitted files and the scans it has begun. */
export async function relations(session: Session): Promise<Relations> {
  const rows = await session.run(`
    select c.oid::text as oid, n.nspname || '.' || c.relname as name, c.relkind::text as kind,
           pg_catalog.pg_relation_filenode(c.oid)::text as file,
           pg_catalog.pg_stat_get_xact_numscans(c.oid)::int as scans, i.indrelid::text as table, c.relispopulated as populated,
           pg_catalog.pg_relation_size(c.oid) = 0 as empty
    from pg_catalog.pg_class c
    join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    left join pg_catalog.pg_index i on i.indexrelid = c.oid
    where c.relkind in ('r', 'p', 'm', 'v', 'i') and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')`);
  return new Map(
    rows.map((row) => {
      const text = (value: unknown): string | null => (value === null ? null : String(value));
      const oid = String(row.oid);
      const { name, kind, file, scans, table, empty } = row;
      const read = {
        name: String(name),
        kind: String(kind),
        file: text(file),
        scans: Number(scans),
        table: text(table),
        populated: row.populated === true,
        empty: empty === true,
      };
      return [oid, { oid, ...read }];
    }),
  );
}

/** Names of all partitions and heirs below each relation. */
export async function descendants(session: Session): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await session.run(`
    with recursive below (top, oid) as (
      select inhparent, inhrelid from pg_catalog.pg_inherits
      union select top, inhrelid from below join pg_catalog.pg_inherits on inhparent = below.oid
    )
    select n.nspname || '.' || c.relname as top, array_agg(cn.nspname || '.' || child.relname) as names
    from below
    join pg_catalog.pg_class c on c.oid = below.top join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    join pg_catalog.pg_class child on child.oid = below.oid join pg_catalog.pg_namespace cn on cn.oid = child.relnamespace
    group by 1`);
  return new Map(rows.map((row) => [String(row.top), (row.names as unknown[]).map(String)]));
}

export type Locks = ReadonlyMap<string, readonly LockMode[]>;

/** Modes by oid of the relation; with `waiting`, also one that is asked for. Asked by another session. */
export async function locksOf(watcher: Session, pid: number, waiting = false): Promise<Locks> {
  const rows = await watcher.query(
    `select relation::text as oid, mode from pg_catalog.pg_locks
     where locktype = 'relation' and pid = $1 and (granted or $2)
       and database = (select oid from pg_catalog.pg_database where datname = pg_catalog.current_database())`,
    [pid, waiting],
  );
  const held = new Map<string, LockMode[]>();
  for (const row of rows) {
    const [oid, mode] = [String(row.oid), String(row.mode)];
    if (isLockMode(mode)) held.set(oid, [...(held.get(oid) ?? []), mode]);
  }
  return held;
}

/** By oid, the strongest of the modes that are not among those of `before`. */
export function strongestOf(locks: Locks, before: Locks = new Map()): ReadonlyMap<string, LockMode> {
  return new Map(
    [...locks].flatMap(([oid, modes]) => {
      const mode = strongest(modes.filter((each) => !(before.get(oid) ?? []).includes(each)));
      return mode === undefined ? [] : [[oid, mode] as const];
    }),
  );
}

/** The DEBUG1 messages of tablecmds.c and index.c; the names in them have no schema. */
const sayings: readonly (readonly [RealWork, RegExp])[] = [
  ['rewrite', /^rewriting table "(.*)"$/],
  ['scan', /^verifying table "(.*)"$/],
  ['index-build', /^building index ".*" on table "(.*)" (?:serially|with request for )/],
];

/** What happened between two readings, by oid: told by messages, by files that changed and by scan counters. */
export function worksBetween(
  before: Relations,
  after: Relations,
  messages: readonly string[],
): Map<string, Set<RealWork>> {
  const works = new Map<string, Set<RealWork>>();
  const add = (oid: string, work: RealWork): void => {
    works.set(oid, (works.get(oid) ?? new Set()).add(work));
  };
  const touched = new Set<string>();
  for (const [oid, now] of after) {
    const old = before.get(oid);
    if (old === undefined) continue;
    const moved = old.file !== null && now.file !== null && old.file !== now.file;
    if (moved) add(now.table ?? oid, now.table === null ? 'rewrite' : 'index-build');
    if (now.table === null && now.scans > old.scans) add(oid, 'scan');
    if (moved || now.scans > old.scans) touched.add(oid);
  }
  for (const message of messages) {
    for (const [work, pattern] of sayings) {
      const name = pattern.exec(message)?.[1];
      const called = [...after.values()].filter(({ name: full, table }) => table === null && full.endsWith(`.${name}`));
      // Among tables of one name it is the one whose file or counter moved.
      const meant = called.length > 1 ? called.find(({ oid }) => touched.has(oid)) : called[0];
      if (name !== undefined && meant !== undefined) add(meant.oid, work);
    }
  }
  return works;
}
