// Who holds what is waited for, as far as the server shows it to this user.
import type { Row, Session } from '../model/database.ts';
import type { Blocker } from './events.ts';

// The text of their query is left out: it may hold other people's data, and this is printed into a build log.
const columns = `a.pid, nullif(a.application_name, '') AS application, a.usename AS "user", a.state,
  (extract(epoch FROM pg_catalog.clock_timestamp() - coalesce(a.xact_start, a.backend_start)) * 1000)::float8 AS age`;

/** Sessions that `pid` waits for; empty when it waits for nobody. `session` is the one that holds Lockgate's locks. */
export async function blockersOf(session: Session, pid: number): Promise<readonly Blocker[]> {
  const rows = await session.query(
    `SELECT DISTINCT ON (a.pid) ${columns}, pg_catalog.pg_backend_pid() = ANY (pg_catalog.pg_blocking_pids(a.pid)) AS waits_for_us FROM pg_catalog.pg_stat_activity a WHERE a.pid = ANY (pg_catalog.pg_blocking_pids($1)) ORDER BY a.pid`,
    [pid],
  );
  return rows.map(blockerOf);
}

/** Sessions that hold one of these advisory locks (bigint as decimal text) of this database. */
export async function holdersOf(session: Session, keys: readonly string[]): Promise<readonly Blocker[]> {
  const rows = await session.query(
    `SELECT DISTINCT ON (a.pid) ${columns} FROM pg_catalog.pg_locks l JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid
     WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1 AND a.pid <> pg_catalog.pg_backend_pid()
       AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())
       AND ((l.classid::bigint << 32) | l.objid::bigint) = ANY ($1::bigint[])
     ORDER BY a.pid`,
    [keys],
  );
  return rows.map(blockerOf);
}

function blockerOf(row: Row): Blocker {
  const text = (value: unknown): string | null => (value === null || value === undefined ? null : String(value));
  return {
    pid: Number(row.pid),
    application: text(row.application),
    user: text(row.user),
    state: text(row.state),
    ageMs: row.age === null || row.age === undefined ? null : Math.max(Number(row.age), 0),
    waitsForUs: row.waits_for_us === true,
  };
}

/** `process 4711 (flyway, user app, idle in transaction, for 3 min)`. */
export function describeBlocker({ pid, application, user, state, ageMs, waitsForUs }: Blocker): string {
  const facts = [
    application,
    user === null ? null : `user ${user}`,
    state,
    ageMs === null ? null : `for ${describeDuration(ageMs)}`,
    waitsForUs ? 'which waits for Lockgate in turn: end it' : null,
  ].filter((fact) => fact !== null);
  return facts.length === 0 ? `process ${pid}` : `process ${pid} (${facts.join(', ')})`;
}

export function describeBlockers(blockers: readonly Blocker[]): string {
  return blockers.length === 0 ? 'a session that can not be seen' : blockers.map(describeBlocker).join(' and ');
}

/** `820 ms`, `12 s`, `5 min`, `3 h`. */
export function describeDuration(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < 120_000) return `${Math.round(ms / 1_000)} s`;
  if (ms < 7_200_000) return `${Math.round(ms / 60_000)} min`;
  return `${Math.round(ms / 3_600_000)} h`;
}
