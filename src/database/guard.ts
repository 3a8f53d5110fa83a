// A session of the administrator that is open from the beginning: it ends others when no new session can be opened any more.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Session } from '../model/database.ts';
import type { Cluster } from './administration.ts';
import { connect } from './session.ts';

export interface Guard {
  /** Cancels what a session runs, or ends the session. */
  end(pid: number, how: 'cancel' | 'terminate'): Promise<void>;
  /** Notes a role or database whose sessions `endSessions` is to end. */
  know(kind: 'role' | 'database', name: string): Promise<void>;
  /** Ends the sessions of all that it knows and waits until they are gone; false when some are not. */
  endSessions(): Promise<boolean>;
  /** The server works and has kept this session: it did not crash a moment ago. */
  answers(): Promise<boolean>;
  /** Holds a number while this session lives, so that other runs see that what it stands for is in use. */
  hold(key: string): Promise<void>;
  /** Resolves when the session has ended, though nobody closed it. */
  readonly lost: Promise<void>;
  close(): Promise<void>;
}

const CALL_MS = 3_000;
/** Sessions are ended at once unless they are deep in the kernel. */
const GONE_MS = 2_500;

/**
 * A migration can hold AccessExclusiveLock on a shared catalogue (with pg_maintain, since 17): then no session can be
 * opened, and no query may read pg_database or pg_authid. So the guard reads the server's memory alone, and has looked
 * up everything once before.
 */
export async function openGuard(cluster: Cluster): Promise<Guard> {
  let closing = false;
  let onLost: () => void = () => {};
  const lost = new Promise<void>((resolve) => {
    onLost = resolve;
  });
  const session = await connect({
    ...cluster.administrator,
    applicationName: 'lockgate guard',
    callLimitMs: CALL_MS,
    onEnd: () => {
      if (!closing) onLost();
    },
    settings: {
      ...cluster.administrator.settings,
      search_path: 'pg_catalog',
      lc_messages: 'C',
      statement_timeout: String(CALL_MS - 500),
      lock_timeout: '1000',
      ...(cluster.number >= 140_000 ? { idle_session_timeout: '0' } : {}),
    },
  });
  const known = { role: new Set<string>(), database: new Set<string>() };
  /** One call at a time; a failed one does not stop the next. */
  let queue: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: (session: Session) => Promise<T>): Promise<T> => {
    const turn = queue.then(() => work(session));
    queue = turn.catch(() => undefined);
    return turn;
  };
  const others = [[...known.role], [...known.database]];
  await inTurn((s) => s.query(END_OTHERS, others)).catch(() => undefined);
  await inTurn((s) => s.query('select pg_catalog.pg_cancel_backend(0), pg_catalog.pg_terminate_backend(0)', []));
  return {
    lost,
    end: (pid, how) =>
      inTurn((s) => s.query(`select pg_catalog.pg_${how}_backend($1)`, [pid])).then(
        () => undefined,
        () => (closing ? undefined : endFromOutside(cluster, pid, how)),
      ),
    know: (kind, name) =>
      inTurn(async (s) => {
        for (const row of await s.query(KNOW[kind], [name])) known[kind].add(String(row.oid));
      }),
    async endSessions() {
      const ours = [[...known.role], [...known.database]];
      try {
        for (const deadline = Date.now() + GONE_MS; Date.now() < deadline; await sleep(20)) {
          const rows = await inTurn((s) => s.query(END_OTHERS, ours));
          if (Number(rows[0]?.ended) === 0) return true;
        }
      } catch {
        // It can't even say so any more: the sockets are cut next.
      }
      return false;
    },
    async answers() {
      // Long enough for a crash to reach this session: the server ends all when one has died. Not asleep in the server, which would keep the session beyond `close`.
      await sleep(300);
      return inTurn((s) => s.query('select 1', [])).then(
        () => true,
        () => false,
      );
    },
    hold: (key) =>
      inTurn((s) => s.query('select pg_catalog.pg_advisory_lock($1::pg_catalog.int8)', [key])).then(() => undefined),
    async close() {
      closing = true;
      await session.close().catch(() => undefined);
    },
  };
}

/** pg_get_userbyid has the role looked up, so that ending its sessions need not read pg_authid. */
const KNOW = {
  role: `select oid::pg_catalog.text as oid, pg_catalog.pg_get_userbyid(oid) from pg_catalog.pg_roles where rolname = $1`,
  database: `select oid::pg_catalog.text as oid from pg_catalog.pg_database where datname = $1`,
};

const END_OTHERS = `
  select pg_catalog.count(pg_catalog.pg_terminate_backend(a.pid)) as ended
  from pg_catalog.pg_stat_get_activity(null) a
  where a.pid <> pg_catalog.pg_backend_pid()
    and (a.usesysid = any ($1::pg_catalog.oid[]) or a.datid = any ($2::pg_catalog.oid[]))`;

/** A backend of our own server is a process of this machine: a signal reaches it even when the guard is stuck. */
function endFromOutside(cluster: Cluster, pid: number, how: 'cancel' | 'terminate'): void {
  if (!cluster.own) return;
  try {
    process.kill(pid, how === 'cancel' ? 'SIGINT' : 'SIGTERM');
  } catch {
    // It has ended.
  }
}
