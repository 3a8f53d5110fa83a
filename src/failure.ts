// The one error class: thrown only when Lockgate could not do its job; expected outcomes are values.
import type { ServerError } from './model/database.ts';
import type { Place } from './model/place.ts';

/** What kind of "could not do the job" this is. Front ends map all of them to exit code 2. */
export type FailureCode =
  | 'bad-input' // arguments, paths, file contents
  | 'bad-config' // lockgate.yml
  | 'bad-proof' // a proof file that can't be read or was altered
  | 'base-does-not-apply' // the baseline fails on the scratch server
  | 'no-database' // no scratch server or target can be reached
  | 'no-history' // the target has objects, and no history that says which migrations have run
  | 'database' // the server refused something Lockgate itself needs
  | 'git' // a revision or file can't be read
  | 'host' // GitHub or AWS answered with an error that can't be worked around
  | 'scratch-server' // it crashed, was stopped, or ran out of disk, memory or connections
  | 'time-limit' // the proof ran longer than it may
  | 'interrupted' // Ctrl-C or SIGTERM
  | 'internal'; // a defect in Lockgate

/**
 * An error a user can act on. `message` says what happened and why it matters; `help` says what to do.
 * Never put a password, token or connection string with a password into either.
 */
export class Failure extends Error {
  readonly code: FailureCode;
  readonly help: string | undefined;
  readonly place: Place | undefined;

  constructor(code: FailureCode, message: string, more: { help?: string; place?: Place; cause?: unknown } = {}) {
    super(message, more.cause === undefined ? undefined : { cause: more.cause });
    this.name = 'Failure';
    this.code = code;
    this.help = more.help;
    this.place = more.place;
  }
}

/** The message of anything thrown, without a stack. */
export function messageOf(thrown: unknown): string {
  if (thrown instanceof AggregateError && thrown.message === '') return thrown.errors.map(messageOf).join('; ');
  return thrown instanceof Error ? thrown.message : String(thrown);
}

/** True for an error the database server answered with; the connection still works. Structural, so that any driver's edge can make one. */
export function isServerError(thrown: unknown): thrown is ServerError {
  return thrown instanceof Error && 'sqlstate' in thrown && typeof thrown.sqlstate === 'string';
}

/** True for what a session throws once its connection is gone. Structural, as above. */
export function isConnectionLost(thrown: unknown): boolean {
  return thrown instanceof Error && thrown.name === 'ConnectionLost';
}
