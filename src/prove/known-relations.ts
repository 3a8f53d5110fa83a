// The relations of a proof's database, as they were last read. A statement's reading asks only for what it can have changed: the relations that its transaction
// holds locks on, those that it names, and those that are new. A snapshot of all for each statement would make a long script quadratic.
import type { Row, Session } from '../model/database.ts';
import { partsOf, qualifiedName } from '../sql/qualified-name.ts';
import { quoteLiteral } from '../sql/quote.ts';

/** A relation as it is at one moment. `file` is null where there is no storage. */
export interface RelationState {
  readonly oid: string;
  /** As `qualifiedName` writes it. */
  readonly name: string;
  readonly kind: string;
  readonly file: string | null;
  /** Scans that were begun in this backend and not reported yet. */
  readonly scans: number;
  /** The table an index belongs to, by oid; null for everything else. */
  readonly tableOid: string | null;
  /** What it is a partition or an heir of, by oid; the first of several. */
  readonly parentOid: string | null;
  /** False for a materialized view that holds no data yet: queries of it fail. */
  readonly populated: boolean;
}

export type Snapshot = ReadonlyMap<string, RelationState>;

export interface KnownRelations {
  /** Oids of those that were there before the first new migration. */
  readonly live: ReadonlySet<string>;
  /** Those that are gone stay: nothing holds a lock on them any more, and oids are not used twice. */
  readonly states: Map<string, RelationState>;
  /** By name without schema, the oids that have or had it. */
  readonly named: Map<string, Set<string>>;
  /** Names when one of the new migrations' transactions began. */
  readonly names: Set<string>;
  /** Names that are not in `names` yet. */
  unannounced: string[];
  /** Changed in a transaction that nobody has seen commit. */
  readonly doubtful: Set<string>;
  /** Where `states` was read. A copy of the database has other files, and another session. */
  session: Session;
  /** Oids of the history table and its indexes. */
  readonly skipped: ReadonlySet<string>;
  /** The highest oid among `states`. */
  newest: number;
  /** The transaction id that was to come next when all was up to date. */
  upTo: string;
  /** Whether the server can report its counters when it is asked to: since 15. */
  canReport: boolean;
}

/** Functions: manual, 9.28.8 and 27.2. Names are qualified, because the migration may have changed search_path. */
const selectStates = `
select c.oid::pg_catalog.text as oid, n.nspname::pg_catalog.text as schema, c.relname::pg_catalog.text as name, c.relkind::pg_catalog.text as kind,
       pg_catalog.pg_relation_filenode(c.oid)::pg_catalog.text as file,
       pg_catalog.pg_stat_get_xact_numscans(c.oid)::pg_catalog.text as scans, i.indrelid::pg_catalog.text as table_oid, c.relispopulated as populated,
       (select h.inhparent::pg_catalog.text from pg_catalog.pg_inherits h where h.inhrelid OPERATOR(pg_catalog.=) c.oid order by h.inhseqno limit 1) as parent_oid
from pg_catalog.pg_class c
join pg_catalog.pg_namespace n on n.oid OPERATOR(pg_catalog.=) c.relnamespace
left join pg_catalog.pg_index i on i.indexrelid OPERATOR(pg_catalog.=) c.oid
where c.relkind OPERATOR(pg_catalog.=) any ('{r,p,m,i,I,S,v,f}'::pg_catalog."char"[])
  and n.nspname OPERATOR(pg_catalog.<>) all ('{pg_catalog,information_schema,pg_toast,lockgate}'::pg_catalog.name[])
  and n.nspname OPERATOR(pg_catalog.!~) '^(pg_(toast_)?temp|lockgate_(ext|sealed))_'`;

/**
 * All of them but `historyTable` (qualified and quoted), which Lockgate itself empties and fills. Read by the worker, as everything here: only it sees its
 * uncommitted files and its counters.
 */
export async function readRelations(worker: Session, historyTable?: string): Promise<KnownRelations> {
  const known: KnownRelations = {
    skipped: historyTable === undefined ? new Set() : await withIndexes(worker, historyTable),
    live: new Set(),
    states: new Map(),
    named: new Map(),
    names: new Set(),
    unannounced: [],
    doubtful: new Set(),
    session: worker,
    newest: 0,
    upTo: '',
    canReport: false,
  };
  await readAll(known, worker);
  const [row] = await worker.run(
    "select pg_catalog.to_regproc('pg_catalog.pg_stat_force_next_flush') is not null as can",
  );
  known.canReport = row?.can === true;
  return { ...known, live: new Set(known.states.keys()) };
}

async function withIndexes(worker: Session, table: string): Promise<ReadonlySet<string>> {
  const rows = await worker.run(`
    select t.oid::pg_catalog.text as oid from (select pg_catalog.to_regclass(${quoteLiteral(table)})::pg_catalog.oid) as t (oid) where t.oid is not null
    union all
    select indexrelid::pg_catalog.text from pg_catalog.pg_index where indrelid OPERATOR(pg_catalog.=) pg_catalog.to_regclass(${quoteLiteral(table)})`);
  return new Set(rows.map(({ oid }) => String(oid)));
}

async function readAll(known: KnownRelations, worker: Session): Promise<void> {
  known.upTo = await nextTransaction(worker);
  known.states.clear();
  known.named.clear();
  known.doubtful.clear();
  known.session = worker;
  remember(known, statesOf(known, await worker.run(selectStates)).values());
}

/**
 * What has changed since, whoever did it; outside a transaction. A relation that has a new file, name or owner has a new row in pg_class, and that row the id
 * of its transaction.
 */
export async function readChanged(known: KnownRelations, worker: Session): Promise<Snapshot> {
  const { upTo } = known;
  known.upTo = await nextTransaction(worker);
  const since = `pg_catalog.age(c.xmin) OPERATOR(pg_catalog.<=) pg_catalog.age('${upTo}'::pg_catalog.xid)`;
  const rows = await worker.run(`${selectStates} and (${since} or ${isOneOf(known.doubtful)})`);
  known.doubtful.clear();
  return statesOf(known, rows);
}

/** To be called before a script: others have run since, unwatched, or in another copy of the database. */
export async function bringUpToDate(known: KnownRelations, worker: Session): Promise<void> {
  if (known.session !== worker) await readAll(known, worker);
  else remember(known, (await readChanged(known, worker)).values());
}

/** These, and what has been made since the last reading. */
export async function readTouched(
  known: KnownRelations,
  worker: Session,
  oids: ReadonlySet<string>,
): Promise<Snapshot> {
  const isNew = `c.oid OPERATOR(pg_catalog.>) '${known.newest}'::pg_catalog.oid`;
  const rows = await worker.run(
    oids.size === 0 ? `${selectStates} and ${isNew}` : `${selectStates} and (${isOneOf(oids)} or ${isNew})`,
  );
  return statesOf(known, rows);
}

/** Makes a reading the newest knowledge. */
export function remember(known: KnownRelations, states: Iterable<RelationState>): void {
  for (const state of states) {
    const old = known.states.get(state.oid);
    known.states.set(state.oid, state);
    if (Number(state.oid) > known.newest) known.newest = Number(state.oid);
    if (old?.name === state.name) continue;
    known.unannounced.push(state.oid);
    const name = unqualified(state.name);
    const same = known.named.get(name);
    if (same === undefined) known.named.set(name, new Set([state.oid]));
    else same.add(state.oid);
  }
}

/** A transaction of a new migration begins: about what is there now, a run can show something. What was made may be gone again. */
export async function announce(known: KnownRelations, worker: Session): Promise<void> {
  const oids = new Set(known.unannounced);
  known.unannounced = [];
  if (oids.size === 0) return;
  for (const { name } of statesOf(known, await worker.run(`${selectStates} and ${isOneOf(oids)}`)).values())
    known.names.add(name);
}

/** Counters begin at 0 again, where the server can do that: at once outside a transaction, else at its end. */
export async function reportScans({ canReport }: KnownRelations, worker: Session): Promise<boolean> {
  if (canReport) await worker.run('select pg_catalog.pg_stat_force_next_flush()');
  return canReport;
}

/** Scans that were counted and not reported, where there are any. */
export async function readScans(worker: Session): Promise<ReadonlyMap<string, number>> {
  const rows = await worker.run(`
    select c.oid::pg_catalog.text as oid, c.scans::pg_catalog.text as scans from (
      select oid, pg_catalog.pg_stat_get_xact_numscans(oid) as scans from pg_catalog.pg_class
      where oid OPERATOR(pg_catalog.>=) '16384'::pg_catalog.oid and relkind OPERATOR(pg_catalog.=) any ('{r,p,m}'::pg_catalog."char"[])
    ) c where c.scans OPERATOR(pg_catalog.<>) 0`);
  return new Map(rows.map((row) => [String(row.oid), Number(row.scans)]));
}

export function unqualified(name: string): string {
  return partsOf(name).name;
}

function statesOf({ skipped }: KnownRelations, rows: readonly Row[]): Snapshot {
  const states = rows.map((row) => [String(row.oid), relationState(row)] as const);
  return new Map(states.filter(([oid]) => !skipped.has(oid)));
}

async function nextTransaction(worker: Session): Promise<string> {
  const [row] = await worker.run(
    `select pg_catalog.mod(pg_catalog.pg_snapshot_xmax(pg_catalog.pg_current_snapshot())::pg_catalog.text::pg_catalog.int8, 4294967296)::pg_catalog.text as next`,
  );
  return String(row?.next);
}

function isOneOf(oids: ReadonlySet<string>): string {
  return `c.oid OPERATOR(pg_catalog.=) any ('{${[...oids].join(',')}}'::pg_catalog.oid[])`;
}

function relationState(row: Row): RelationState {
  return {
    oid: String(row.oid),
    name: qualifiedName(String(row.schema), String(row.name)),
    kind: String(row.kind),
    file: row.file === null ? null : String(row.file),
    scans: Number(row.scans ?? 0),
    tableOid: row.table_oid === null ? null : String(row.table_oid),
    parentOid: row.parent_oid === null ? null : String(row.parent_oid),
    populated: row.populated === true,
  };
}
