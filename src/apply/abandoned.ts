// What makes the server let go of a Lockgate that is frozen, cut off or dead, and what keeps a living one from looking so.
import type { Statement } from '../model/migration.ts';
import type { ApplySettings } from './settings.ts';

/** How many times `abandonMs` a session may be idle outside a transaction. */
const idleSessionFactor = 4;

/**
 * Limits on the server's side, as far as its version has them (`idle_session_timeout` and `client_connection_check_interval`: 14 and
 * later). A frozen process still has a kernel that answers keepalives: the idle limits are for that. The TCP limits are for a machine
 * that has vanished without a FIN. `client_connection_check_interval` stops a statement whose client has gone.
 */
export function abandonedSql({ abandonMs }: Pick<ApplySettings, 'abandonMs'>): string {
  const limits = {
    idle_in_transaction_session_timeout: `${Math.round(abandonMs)}ms`,
    idle_session_timeout: `${Math.round(abandonMs * idleSessionFactor)}ms`,
    client_connection_check_interval: '2s',
    tcp_keepalives_idle: '10s',
    tcp_keepalives_interval: '5s',
    tcp_keepalives_count: '3',
    tcp_user_timeout: '30s',
  };
  const values = Object.entries(limits).map(([name, value]) => `('${name}', '${value}')`);
  return `SELECT pg_catalog.set_config(l.name, l.value, false) FROM (VALUES ${values.join(', ')}) AS l (name, value) JOIN pg_catalog.pg_settings AS s ON s.name OPERATOR(pg_catalog.=) l.name`;
}

/** The one limit that a script often lifts, as a plain SET: unlike a SELECT it takes no snapshot, so SET TRANSACTION may follow it. */
export function abandonedTransactionSql({ abandonMs }: Pick<ApplySettings, 'abandonMs'>): string {
  return `SET idle_in_transaction_session_timeout = ${Math.round(abandonMs)}`;
}

/**
 * True when the statement may have lifted the limits: pg_dump writes `SET idle_in_transaction_session_timeout = 0` at the top of each
 * file. They are set again after it.
 */
export function mayLiftLimits({ changes }: Statement): boolean {
  return changes.some(
    (change) =>
      change.kind === 'set' ||
      change.kind === 'reset' ||
      change.kind === 'session' ||
      change.kind === 'do' ||
      change.kind === 'call' ||
      change.kind === 'opaque' ||
      (change.kind === 'select' && change.functions.length > 0),
  );
}

/** True for plain SET and RESET: the limit is set again in the same message, so that there is no moment without it. */
export function onlySets({ changes }: Statement): boolean {
  return changes.length > 0 && changes.every(({ kind }) => kind === 'set' || kind === 'reset');
}
