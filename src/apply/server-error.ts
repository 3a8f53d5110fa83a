// Tells apart what a session throws: an answer of the server, or the end of the connection.
import type { ServerError } from '../model/database.ts';

/** True when the server refused the statement and the connection still works (see `IsServerError` of the port). */
export function isServerError(thrown: unknown): thrown is ServerError {
  return thrown instanceof Error && 'sqlstate' in thrown && typeof thrown.sqlstate === 'string';
}

/** `lock_not_available` and `deadlock_detected`: the same statements may well succeed a little later. */
export function isWorthRetrying(error: ServerError): boolean {
  return error.sqlstate === '55P03' || error.sqlstate === '40P01';
}
