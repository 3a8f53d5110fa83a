// Which answers of the server are worth another try.
import { Failure } from '../failure.ts';
import type { ServerError } from '../model/database.ts';

/** `lock_not_available` and `deadlock_detected`: the same statements may well succeed a little later. */
export function isWorthRetrying(error: ServerError): boolean {
  return error.sqlstate === '55P03' || error.sqlstate === '40P01';
}

/** `cannot_connect_now` (starting up, shutting down, recovering) and `too_many_connections`: they pass. */
export function isNotReadyYet(thrown: unknown): boolean {
  const code = codeBehind(thrown);
  return code === '57P03' || code === '53300';
}

/**
 * Whether a connection that was lost may come back. A refused login, an unknown database and a certificate that is not trusted stay as
 * they are; a wrong password tried over and over looks like an attack.
 */
export function isWorthReconnecting(failure: unknown): boolean {
  if (failure instanceof Failure && (failure.code === 'bad-input' || failure.code === 'interrupted')) return false;
  const code = codeBehind(failure) ?? '';
  const refused = code.startsWith('28') || code === '3D000' || code === '42501';
  return !refused && !/^(?:ERR_TLS_|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_)/.test(code);
}

/** The SQLSTATE or errno at the bottom of a failed connect. */
function codeBehind(thrown: unknown): string | undefined {
  for (let at = thrown; at instanceof Error; at = at.cause) {
    if (!(at instanceof Failure) && 'code' in at && typeof at.code === 'string') return at.code;
  }
  return undefined;
}
