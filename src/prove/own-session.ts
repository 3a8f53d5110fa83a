// The administrator's sessions as a proof uses them: what they are refused is never the migration's error.
import { isServerError } from '../failure.ts';
import type { Session } from '../model/database.ts';

const refusals = new WeakSet<object>();

/** The same session; what the server refuses it is known by `isOwnRefusal`. */
export function ownSession(session: Session): Session {
  const noted = async <T>(call: Promise<T>): Promise<T> => {
    try {
      return await call;
    } catch (thrown) {
      if (isServerError(thrown)) refusals.add(thrown);
      throw thrown;
    }
  };
  return {
    ...session,
    run: (sql, rows) => noted(session.run(sql, rows)),
    query: (sql, parameters) => noted(session.query(sql, parameters)),
  };
}

/** A refusal of a query of Lockgate's own, as by a lock that a migration holds. */
export function isOwnRefusal(thrown: unknown): boolean {
  return typeof thrown === 'object' && thrown !== null && refusals.has(thrown);
}
