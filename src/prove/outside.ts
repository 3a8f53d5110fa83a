// Statements that can't run in a transaction block: their locks are gone when they end, so they are watched while they run.

import { Failure, isServerError } from '../failure.ts';
import type { Session } from '../model/database.ts';
import type { Statement } from '../model/migration.ts';
import type { Name } from '../model/schema.ts';
import { quoteIdentifier } from '../sql/quote.ts';
import { refusedInTransaction } from '../sql/units.ts';
import type { Snapshot } from './known-relations.ts';
import { type HeldLocks, locksOf, mergeLocks, type Observers } from './observe.ts';
import { type Ran, runObserved } from './run-observed.ts';

/** CONCURRENTLY and its kin, and SET, which must outlive the statement. */
export function mustRunOutside(statement: Statement): boolean {
  const kinds = new Set(['set', 'reset', 'session', 'transaction']);
  return refusedInTransaction(statement) !== undefined || statement.changes.some((change) => kinds.has(change.kind));
}

/**
 * Runs the statement while another session holds a snapshot and read locks on its tables. CREATE INDEX CONCURRENTLY, DROP INDEX
 * CONCURRENTLY, REINDEX CONCURRENTLY, DETACH CONCURRENTLY and VACUUM FULL all wait for one of these, so that what they hold (or ask for)
 * can be read for certain; then the holder lets go.
 */
export async function observeOutside(
  observers: Observers,
  statement: Statement,
  relations: Snapshot,
): Promise<{ readonly ran: Ran; readonly locks: HeldLocks }> {
  const { worker, monitor, holder } = observers;
  const tables = await tablesOf(worker, statement, relations);
  const held = tables.length > 0 && (await hold(holder, tables));
  let done = false;
  const running = runObserved(worker, statement).finally(() => {
    done = true;
  });
  // Awaited below; should watching fail first, its own failure is of no interest any more.
  running.catch(() => undefined);
  let locks: HeldLocks = new Map();
  let holding = held;
  const start = performance.now();
  let waited = 0;
  let released = false;
  while (!done) {
    const seen = await locksOf(monitor, worker.pid, true);
    // What follows passes too quickly to be seen for certain, such as the lock that REINDEX CONCURRENTLY takes to drop the old index.
    locks = mergeLocks(locks, released ? withoutIndexes(seen, relations) : seen);
    if (holding && (await isBlocked(monitor, worker.pid, holder.pid))) {
      locks = mergeLocks(locks, await locksOf(monitor, worker.pid, true));
      await letGo(holder);
      holding = false;
      released = true;
      waited = performance.now() - start;
    }
    await Promise.race([running, pause(2)]);
  }
  if (holding) await letGo(holder);
  const ran = await running;
  return { ran: { ...ran, ms: Math.max(0, Math.round((ran.ms - waited) * 1000) / 1000) }, locks };
}

function withoutIndexes(locks: HeldLocks, relations: Snapshot): HeldLocks {
  return new Map([...locks].filter(([oid]) => relations.get(oid)?.tableOid == null));
}

/**
 * As the migrator, since no superuser may name what is a pull request's. False where it may not read a table, as after SET ROLE: then locks are
 * seen only while the statement runs.
 */
async function hold(holder: Session, tables: readonly string[]): Promise<boolean> {
  try {
    await holder.run('BEGIN ISOLATION LEVEL REPEATABLE READ');
    await holder.run('SELECT 1');
    await holder.run(`LOCK TABLE ${tables.join(', ')} IN ACCESS SHARE MODE`);
    return true;
  } catch (thrown) {
    if (isServerError(thrown)) {
      await holder.run('ROLLBACK');
      return false;
    }
    throw sessionEnded(thrown);
  }
}

async function letGo(holder: Session): Promise<void> {
  await holder.run('ROLLBACK').catch((thrown: unknown) => {
    throw sessionEnded(thrown);
  });
}

/** pg_signal_backend lets a migration end it, as it may end those of others. */
function sessionEnded(cause: unknown): Failure {
  return new Failure('database', 'A migration ended a session of Lockgate, so what it locks can not be seen.', {
    help: 'Leave pg_terminate_backend() out of migrations, or let it end only the sessions that it means.',
    cause,
  });
}

async function isBlocked(monitor: Session, pid: number, by: number): Promise<boolean> {
  const rows = await monitor.query('select $2::int = any (pg_catalog.pg_blocking_pids($1)) as blocked', [pid, by]);
  return rows[0]?.blocked === true;
}

/** The existing tables that a statement names, quoted; of an index, its table. */
async function tablesOf(worker: Session, statement: Statement, relations: Snapshot): Promise<readonly string[]> {
  const tables = new Set<string>();
  for (const name of namesIn(statement)) {
    const written = [name.schema, name.name]
      .flatMap((part) => (part === undefined ? [] : [quoteIdentifier(part)]))
      .join('.');
    const rows = await worker.query('select pg_catalog.to_regclass($1)::oid::text as oid', [written]);
    const relation = relations.get(String(rows[0]?.oid));
    const table = relation?.tableOid == null ? relation : relations.get(relation.tableOid);
    // LOCK TABLE takes tables only; a materialized view can't be locked so.
    if (table === undefined || (table.kind !== 'r' && table.kind !== 'p')) continue;
    for (const found of await worker.query(quotedNameSql, [table.oid])) tables.add(String(found.name));
  }
  return [...tables];
}

/** Asked of the server, since a schema's name may hold a dot. */
const quotedNameSql = `
select pg_catalog.format('%I.%I', n.nspname, c.relname) as name
from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid OPERATOR(pg_catalog.=) c.relnamespace
where c.oid OPERATOR(pg_catalog.=) $1::pg_catalog.oid`;

function namesIn(statement: Statement): readonly Name[] {
  return statement.changes.flatMap((change): readonly Name[] => {
    switch (change.kind) {
      case 'create-index':
        return [change.table];
      case 'drop':
        return change.names;
      case 'reindex':
        return change.name === undefined ? [] : [change.name];
      case 'detach-partition':
        // It waits for those who use the parent before it locks the partition: only then there is something to see.
        return [change.partition];
      case 'vacuum':
        return change.tables;
      default:
        return [];
    }
  });
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
