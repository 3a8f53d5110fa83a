// Runs SQL on a real server and reads what it did to the relations that were there: locks, rewrites, scans, index builds.
import type { LockMode } from '../../src/model/change.ts';
import type { ScratchServer, Session } from '../../src/model/database.ts';
import type { Work } from '../../src/model/finding.ts';
import { isLockMode, strongest } from '../../src/sql/lock-modes.ts';
import { migration } from './linting.ts';

/** What one statement did, by `schema.name` of relations that existed before its transaction. */
export interface Measured {
  /** Strongest lock held on each after the statement, while its transaction is open. */
  readonly locks: Readonly<Record<string, LockMode>>;
  readonly works: Readonly<Record<string, readonly Exclude<Work, 'none'>[]>>;
}

/** A database of its own with `setup` in it, and two sessions: one that works, one that watches. */
export async function withDatabase<T>(
  server: ScratchServer,
  setup: string,
  use: (worker: Session, watcher: Session) => Promise<T>,
): Promise<T> {
  const database = await server.createDatabase();
  const sessions: Session[] = [];
  try {
    const worker = await database.connectAsMigrator();
    sessions.push(worker);
    const watcher = await database.connectAsAdministrator();
    sessions.push(watcher);
    if (setup !== '') await worker.run(setup);
    return await use(worker, watcher);
  } finally {
    for (const session of sessions) await session.close();
    await database.drop();
  }
}

/** The statements of a text, one by one. */
export function statementsIn(sql: string): readonly string[] {
  return migration('measured', sql, 'none').up.statements.map((statement) => statement.text);
}

interface Relation {
  readonly name: string;
  readonly file: string | null;
  readonly scans: number;
}

/** Runs the statements in one transaction and measures each; it is rolled back unless `commits`. */
export async function measure(
  worker: Session,
  watcher: Session,
  statements: readonly string[],
  commits = false,
): Promise<readonly Measured[]> {
  const measured: Measured[] = [];
  const messages: string[] = [];
  const stopListening = worker.onMessage(({ message }) => messages.push(message));
  await worker.run('begin');
  const live = new Set((await relations(worker)).keys());
  try {
    for (const statement of statements) {
      const before = await relations(worker);
      await worker.run('set local client_min_messages = debug1');
      messages.length = 0;
      await worker.run(statement);
      const said = [...messages];
      await worker.run('set local client_min_messages = notice');
      const after = await relations(worker);
      measured.push({ locks: await locksHeld(watcher, worker.pid, live), works: worksSeen(before, after, said) });
    }
  } finally {
    await worker.run(commits ? 'commit' : 'rollback');
    stopListening();
  }
  return measured;
}

async function relations(session: Session): Promise<ReadonlyMap<string, Relation>> {
  const rows = await session.run(`
    select c.oid::text as oid, n.nspname || '.' || c.relname as name,
           pg_catalog.pg_relation_filenode(c.oid)::text as file,
           pg_catalog.pg_stat_get_xact_numscans(c.oid)::int as scans
    from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'm', 'v') and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')`);
  return new Map(
    rows.map((row) => [
      String(row.oid),
      { name: String(row.name), file: row.file === null ? null : String(row.file), scans: Number(row.scans) },
    ]),
  );
}

async function locksHeld(watcher: Session, pid: number, live: ReadonlySet<string>): Promise<Record<string, LockMode>> {
  const rows = await watcher.run(`
    select l.relation::text as oid, n.nspname || '.' || c.relname as name, l.mode
    from pg_catalog.pg_locks l
    join pg_catalog.pg_class c on c.oid = l.relation join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    where l.locktype = 'relation' and l.granted and l.pid = ${pid}
      and l.database = (select oid from pg_catalog.pg_database where datname = current_database())`);
  const held: Record<string, LockMode> = {};
  for (const row of rows) {
    const mode = String(row.mode);
    if (!live.has(String(row.oid)) || !isLockMode(mode)) continue;
    const name = String(row.name);
    const before = held[name];
    held[name] = strongest(before === undefined ? [mode] : [before, mode]) ?? mode;
  }
  return held;
}

/** Messages name tables without a schema (reference: DEBUG1 of tablecmds.c and index.c), so tests keep table names apart. */
function worksSeen(
  before: ReadonlyMap<string, Relation>,
  after: ReadonlyMap<string, Relation>,
  messages: readonly string[],
): Measured['works'] {
  const works: Record<string, Exclude<Work, 'none'>[]> = {};
  for (const [oid, { name, file, scans }] of before) {
    const now = after.get(oid);
    const table = name.slice(name.indexOf('.') + 1);
    const found = new Set<Exclude<Work, 'none'>>();
    if (messages.includes(`rewriting table "${table}"`)) found.add('rewrite');
    if (now !== undefined && file !== null && now.file !== file) found.add('rewrite');
    if (messages.includes(`verifying table "${table}"`) || (now !== undefined && now.scans > scans)) found.add('scan');
    if (messages.some((message) => message.startsWith('building index') && message.includes(` on table "${table}"`))) {
      found.add('index-build');
    }
    if (found.size > 0) works[name] = [...found];
  }
  return works;
}
