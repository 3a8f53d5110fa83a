// Recognises a connection pooler before anything is changed: behind one, session locks and settings belong to nobody.
import { Failure } from '../failure.ts';
import type { Session } from '../model/database.ts';
import type { Clock } from './ports.ts';

/** A backend that is older than its connection by more than this was there before. */
const olderByMs = 2_000;
/** How long the worker may wait for a backend while the keeper holds one in a transaction. */
const holdMs = 500;

/** One connection, how it was made, and how old its backend is. */
export interface Joined {
  readonly session: Session;
  readonly backendAgeMs: number;
  readonly connectedForMs: number;
}

/** Why this connection can't be a backend's own; undefined when nothing speaks against it. Sends nothing. */
export function signOfPooler({ session, backendAgeMs, connectedForMs }: Joined): string | undefined {
  const { pid, handshakePid, pooler } = session;
  if (pooler !== undefined) return `the host is an endpoint of ${pooler}`;
  if (handshakePid !== undefined && handshakePid !== pid)
    return `the handshake named server process ${handshakePid}, but process ${pid} answers`;
  if (backendAgeMs > connectedForMs + olderByMs)
    return `server process ${pid} is older than the connection that it answers on`;
  return undefined;
}

/** Throws when `signOfPooler` finds one. */
export function refusePooler(joined: Joined): void {
  refuse(signOfPooler(joined));
}

/**
 * Throws when the two connections are not two backends of their own. While the keeper holds a transaction, a pooler has to give the
 * worker another backend than before, or the same one afterwards. Changes no setting: in a pool that would outlive this run.
 */
export async function refuseSharing(worker: Session, keeper: Session, clock: Clock): Promise<void> {
  refuse(await signOfSharing(worker, keeper, clock));
}

function refuse(sign: string | undefined): void {
  if (sign === undefined) return;
  throw new Failure(
    'bad-input',
    `The connection goes through a connection pooler (such as PgBouncer or RDS Proxy): ${sign}. There the lock that keeps two deployers apart does not hold, so nothing was changed.`,
    {
      help: "Connect to PostgreSQL itself: for Aurora and RDS Proxy the cluster's writer endpoint (`….cluster-…`), not the proxy's (`….proxy-…`); for PgBouncer, pgcat, Odyssey or Supavisor the host and port of the server behind it.",
    },
  );
}

async function signOfSharing(worker: Session, keeper: Session, clock: Clock): Promise<string | undefined> {
  if (worker.pid === keeper.pid) return `two connections are answered by the same server process ${worker.pid}`;
  const before = await backendOf(worker);
  await keeper.run('BEGIN');
  const held = await backendOf(keeper);
  const later = backendOf(worker);
  // In a pool of one backend the worker waits until the keeper lets go.
  const free = new AbortController();
  await Promise.race([later.catch(() => {}), clock.sleep(holdMs, free.signal)]);
  free.abort();
  await keeper.run('ROLLBACK');
  const after = await later;
  const switched = [
    [worker.pid, before],
    [worker.pid, after],
    [keeper.pid, held],
  ].find(([from, to]) => from !== to);
  return switched === undefined ? undefined : `its server process changed from ${switched[0]} to ${switched[1]}`;
}

async function backendOf(session: Session): Promise<number> {
  const [row] = await session.run('SELECT pg_catalog.pg_backend_pid() AS pid');
  return Number(row?.pid);
}
