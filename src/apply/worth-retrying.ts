// Which answers of the server are worth another try.
import type { ServerError } from '../model/database.ts';

/** `lock_not_available` and `deadlock_detected`: the same statements may well succeed a little later. */
export function isWorthRetrying(error: ServerError): boolean {
  return error.sqlstate === '55P03' || error.sqlstate === '40P01';
}
