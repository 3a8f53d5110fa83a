// Which statements may share a transaction with Lockgate's own record, and which must be run again after a break.
import type { Change } from '../model/change.ts';
import type { Script, Statement } from '../model/migration.ts';
import { refusedInTransaction } from '../sql/units.ts';

/**
 * True when a statement that the tool would run by itself has the same effect inside a transaction of its own. Then its record
 * commits with it, and it can never be in doubt. Left out: what PostgreSQL refuses there (or refuses elsewhere: LOCK TABLE), what
 * may commit on its own (CALL, DO), what changes the session, and what could not be read.
 */
export function canShareTransaction(statement: Statement): boolean {
  return refusedInTransaction(statement) === undefined && statement.changes.every(sharesTransaction);
}

function sharesTransaction(change: Change): boolean {
  switch (change.kind) {
    case 'call':
    case 'opaque':
    // Of a partitioned table PostgreSQL refuses both inside a transaction block.
    case 'cluster':
    case 'reindex':
    case 'transaction':
    case 'lock-table':
    case 'set':
    case 'reset':
    case 'set-constraints':
    case 'session':
      return false;
    case 'do':
      return !mayCommit(change.body);
    // CREATE SUBSCRIPTION makes a slot on another server.
    case 'create-other':
    case 'alter-other':
      return change.object !== 'subscription';
    case 'select':
      return !setsSession(change);
    default:
      return true;
  }
}

/** A DO body that names no transaction command can't end the transaction that it runs in. */
function mayCommit(body: string): boolean {
  return /\b(?:commit|rollback|call|execute)\b/i.test(body);
}

/** True for what lives only as long as the session (SET, PREPARE, LISTEN): after a break it must run again. */
export function isSessionState(statement: Statement): boolean {
  return (
    statement.changes.length > 0 &&
    statement.changes.every(
      (change) =>
        (change.kind === 'set' && !change.local) ||
        change.kind === 'reset' ||
        change.kind === 'session' ||
        setsSession(change),
    )
  );
}

/** `SELECT set_config(…)`, as pg_dump writes it. */
function setsSession(change: Change): boolean {
  return change.kind === 'select' && change.functions.some(({ name }) => name === 'set_config');
}

/** True when the script itself sets a parameter: then its value stands. */
export function setsParameter(statements: readonly Statement[], name: string): boolean {
  return statements.some(({ changes }) =>
    changes.some((change) => change.kind === 'set' && change.name === name && !change.local),
  );
}

/** True when the session may be another role than at its start once the script has run. */
export function mayChangeRole(script: Script): boolean {
  return script.statements.some(({ changes }) =>
    changes.some(
      (change) =>
        (change.kind === 'set' && (change.name === 'role' || change.name === 'session_authorization')) ||
        change.kind === 'do' ||
        change.kind === 'call' ||
        change.kind === 'opaque' ||
        change.kind === 'session' ||
        (change.kind === 'select' && change.functions.length > 0),
    ),
  );
}
