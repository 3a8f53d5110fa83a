// Runs SQL on a real server and reads what it did to the relations that were there: locks, rewrites, scans, index builds.
import { locksOf, type Relations, relations, strongestOf, worksBetween } from '../../conformance/observe.ts';
import type { ScratchServer, Session } from '../../src/model/database.ts';
import type { Work } from '../../src/model/finding.ts';
import type { LockMode } from '../../src/model/schema.ts';
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
  const live = await relations(worker);
  try {
    for (const statement of statements) {
      const before = await relations(worker);
      await worker.run('set local client_min_messages = debug1');
      messages.length = 0;
      await worker.run(statement);
      const said = [...messages];
      await worker.run('set local client_min_messages = notice');
      const after = await relations(worker);
      const there = new Map([...before].filter(([oid]) => live.has(oid)));
      const works = [...worksBetween(before, after, said)].map(([oid, seen]) => [oid, [...seen]] as const);
      const locks = strongestOf(await locksOf(watcher, worker.pid));
      measured.push({ locks: named(there, locks), works: named(there, new Map(works)) });
    }
  } finally {
    await worker.run(commits ? 'commit' : 'rollback');
    stopListening();
  }
  return measured;
}

/** Of tables and views, by the names they have when the statement runs: what their indexes hold is part of it. */
function named<T>(there: Relations, byOid: ReadonlyMap<string, T>): Record<string, T> {
  const found = [...byOid].flatMap(([oid, value]) => {
    const relation = there.get(oid);
    return relation === undefined || relation.table !== null ? [] : [[relation.name, value] as const];
  });
  return Object.fromEntries(found);
}
