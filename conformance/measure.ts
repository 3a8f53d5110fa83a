// Runs a situation on a real server as the migration tool would, and reads after each statement what it did.
import { setTimeout as sleep } from 'node:timers/promises';
import { isServerError } from '../src/failure.ts';
import type { ScratchDatabase, Session } from '../src/model/database.ts';
import type { Script, Statement } from '../src/model/migration.ts';
import type { LockMode } from '../src/model/schema.ts';
import { quoteIdentifier } from '../src/sql/quote.ts';
import { refusedInTransaction, transactionAction, unitsOf } from '../src/sql/units.ts';
import { descendants, type Locks, locksOf, type Relations, relations, strongestOf, worksBetween } from './observe.ts';
import type { RealWork, Seen, Truth } from './truth.ts';

/** One database of a server, used for one situation after the other. */
export interface Bench {
  readonly database: ScratchDatabase;
  readonly worker: Session;
  readonly watcher: Session;
}

/** The worker is the administrator: locks and work are the same for every role, and any setup can be made. */
export async function openBench(database: ScratchDatabase): Promise<Bench> {
  const [worker, watcher] = [await database.connectAsAdministrator(), await database.connectAsAdministrator()];
  await worker.run('create access method heap2 type table handler heap_tableam_handler');
  return { database, worker, watcher };
}

export async function closeBench({ worker, watcher, database }: Bench): Promise<void> {
  for (const session of [worker, watcher]) await session.close();
  await database.drop();
}

/** Empties the database and makes what is there before a situation. */
export async function prepare({ worker }: Bench, setup: string): Promise<void> {
  await worker.run('discard all');
  await worker.run('set search_path = public');
  await worker.run(`do $$ declare found record; begin
    set local client_min_messages = warning;
    for found in select pubname from pg_catalog.pg_publication loop
      execute format('drop publication %I', found.pubname);
    end loop;
    for found in select nspname from pg_catalog.pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema' loop
      execute format('drop schema %I cascade', found.nspname);
    end loop;
    create schema public;
  end $$`);
  await worker.run(setup);
}

/** Runs the script, committing where its tool would, on what `prepare` has made. */
export async function measure(bench: Bench, script: Script): Promise<Truth> {
  const { worker } = bench;
  const live = await relations(worker);
  const below = await descendants(worker);
  const seen: Seen[] = [];
  try {
    for (const unit of unitsOf(script)) {
      const [first] = unit.statements;
      const outside = unit.kind === 'autocommit' && first !== undefined && refusedInTransaction(first) !== undefined;
      const begins = !outside && (first === undefined || transactionAction(first)?.action !== 'begin');
      if (begins) await worker.run('begin');
      const emptied = new Set<string>();
      for (const statement of unit.statements) {
        seen.push(await (outside ? runOutside : runInside)(bench, statement, live, emptied));
      }
      if (begins) await worker.run('commit');
    }
  } catch (thrown) {
    if (!isServerError(thrown)) throw thrown;
    await worker.run('rollback');
    return { kind: 'refused', sqlstate: thrown.sqlstate, message: thrown.message };
  }
  const views = [...live.values()].filter(({ kind }) => kind === 'm');
  const names = (some: typeof views): ReadonlySet<string> => new Set(some.map(({ name }) => name));
  const unusable = names(views.filter(({ populated }) => !populated));
  return { kind: 'ran', seen, readOnly: names(views), unusable, descendants: below };
}

/** `emptied`: what earlier statements of the transaction have truncated. */
async function runInside(
  { worker, watcher }: Bench,
  statement: Statement,
  live: Relations,
  emptied: Set<string>,
): Promise<Seen> {
  if (transactionAction(statement) !== undefined) {
    await worker.run(statement.text);
    return { statement: statement.index, held: new Map(), taken: new Map(), works: new Map() };
  }
  const before = await relations(worker);
  const locksBefore = await locksOf(watcher, worker.pid);
  const messages = await listening(worker, 'local', () => worker.run(statement.text));
  const after = await relations(worker);
  const locks = await locksOf(watcher, worker.pid);
  const works = worksBetween(before, after, messages);
  // There is no row left to read or to write.
  for (const oid of emptied) if (before.get(oid)?.empty === true) works.delete(oid);
  if (onlyEmpties(statement)) {
    for (const [oid, { file }] of after) if (before.get(oid)?.file !== file) emptied.add(oid);
  }
  return seenOf(statement, named(live, before), { locksBefore, locks }, works);
}

/**
 * What can't run in a transaction lets its locks go before they can be read. So every table is held by a writer, each of its own session:
 * the statement stops at every lock that would stop writes, shows what it holds and asks for, and only then is let through.
 */
async function runOutside(bench: Bench, statement: Statement, live: Relations): Promise<Seen> {
  const { worker, watcher } = bench;
  const before = await relations(worker);
  const writers = await holdTables(bench, live);
  let done = false;
  const running = listening(worker, 'session', () => worker.run(statement.text)).finally(() => {
    done = true;
  });
  const settled = running.catch(() => undefined);
  const locks = new Map<string, readonly LockMode[]>();
  while (!done) {
    const rows = await watcher.query('select unnest(pg_catalog.pg_blocking_pids($1)) as pid', [worker.pid]);
    const blocking = writers.filter((writer) => rows.some((row) => row.pid === writer.pid));
    if (blocking.length > 0) {
      for (const [oid, modes] of await locksOf(watcher, worker.pid, true)) {
        locks.set(oid, [...modes, ...(locks.get(oid) ?? [])]);
      }
      for (const writer of blocking) await writer.run('rollback');
    }
    await Promise.race([settled, sleep(2)]);
  }
  for (const writer of writers) await writer.close();
  const messages = await running;
  const works = worksBetween(before, await relations(worker), messages);
  return seenOf(statement, named(live, before), { locksBefore: new Map(), locks }, works);
}

async function holdTables({ database }: Bench, live: Relations): Promise<readonly Session[]> {
  const writers: Session[] = [];
  for (const { name, kind } of live.values()) {
    if (kind !== 'r' && kind !== 'p') continue;
    const writer = await database.connectAsAdministrator();
    const [schema = '', table = ''] = [name.slice(0, name.indexOf('.')), name.slice(name.indexOf('.') + 1)];
    await writer.run('begin');
    await writer.run(`lock table only ${quoteIdentifier(schema)}.${quoteIdentifier(table)} in row exclusive mode`);
    writers.push(writer);
  }
  return writers;
}

async function listening(
  worker: Session,
  scope: 'local' | 'session',
  work: () => Promise<unknown>,
): Promise<readonly string[]> {
  const messages: string[] = [];
  await worker.run(`set ${scope} client_min_messages = debug1`);
  const stop = worker.onMessage(({ message }) => messages.push(message));
  try {
    await work();
  } finally {
    stop();
  }
  await worker.run(`set ${scope} client_min_messages = notice`);
  return messages;
}

/** TRUNCATE and REFRESH … WITH NO DATA begin a fresh, empty file: no row is read or written. */
function onlyEmpties({ changes }: Statement): boolean {
  return changes.some(
    (change) => change.kind === 'truncate' || (change.kind === 'refresh-materialized-view' && !change.withData),
  );
}

/** The relations that were there before the script, by the names they have now: it may have renamed them. */
function named(live: Relations, now: Relations): ReadonlyMap<string, string> {
  return new Map([...live.values()].map(({ oid, name }) => [oid, now.get(oid)?.name ?? name]));
}

function seenOf(
  statement: Statement,
  names: ReadonlyMap<string, string>,
  { locks, locksBefore }: { readonly locks: Locks; readonly locksBefore: Locks },
  works: ReadonlyMap<string, Set<RealWork>>,
): Seen {
  const byName = <T>(byOid: ReadonlyMap<string, T>): ReadonlyMap<string, T> =>
    new Map(
      [...byOid].flatMap(([oid, value]) => {
        const name = names.get(oid);
        return name === undefined ? [] : [[name, value] as const];
      }),
    );
  return {
    statement: statement.index,
    held: byName(strongestOf(locks)),
    taken: byName(strongestOf(locks, locksBefore)),
    works: onlyEmpties(statement) ? new Map() : byName(works),
  };
}
