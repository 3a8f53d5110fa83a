// Says why an apply stopped, what is left of it, and what running again will do.
import type { Migration, Statement } from '../model/migration.ts';
import type { StopReason } from '../model/plan.ts';
import { quoteIdentifier } from '../sql/quote.ts';
import { describeBlockers } from './blockers.ts';
import type { Result, Run } from './run.ts';
import { concurrentBuild } from './run-alone.ts';
import type { TargetFacts } from './target.ts';

/**
 * - `nothing`: all of the migration was rolled back;
 * - `journaled`: `finished` statements stay; `alone` failed outside a transaction;
 * - `not-begun`: the start could not be recorded;
 * - `no-journal`: nothing was begun, because the journal could not be made;
 * - `all-but-record`: all statements stay, only the history row is missing.
 */
export type Leftover =
  | { readonly kind: 'nothing' | 'not-begun' | 'no-journal' | 'all-but-record' }
  | { readonly kind: 'journaled'; readonly finished: number; readonly alone?: Statement };

/** Undefined when the result is `done`. */
export function stopReason(
  { target, settings }: Run,
  migration: Migration,
  result: Result,
  leftover: Leftover,
): StopReason | undefined {
  if (result.kind === 'done') return undefined;
  if (result.kind === 'interrupted')
    return interruptedReason(migration, result.statement, leftoverText(leftover, target));
  const { statement, error, blockers } = result;
  const where =
    statement === null
      ? leftover.kind === 'no-journal'
        ? 'making the table lockgate.journal'
        : leftover.kind === 'not-begun'
          ? 'recording its start'
          : leftover.kind === 'all-but-record'
            ? 'its record in the history'
            : 'its record or its commit'
      : `statement ${statement.index + 1} of ${migration.up.statements.length} (line ${statement.span.start.line})`;
  const details = [error.detail, error.hint].filter((text) => text !== undefined && text !== '');
  const held = error.sqlstate === '55P03' && blockers.length > 0 ? ` Held by ${describeBlockers(blockers)}.` : '';
  return {
    migration,
    statement,
    sqlstate: error.sqlstate,
    message: `${migration.path}: ${where} failed: ${[error.message, ...details].join(' — ')}.${held}`,
    help: [
      leftoverText(leftover, target),
      leftover.kind === 'no-journal' ? '' : advice(error.sqlstate, error.message, target, settings.statementTimeoutMs),
    ]
      .filter((text) => text !== '')
      .join(' '),
  };
}

export function interruptedReason(
  migration: Migration | null,
  statement: Statement | null,
  leftover: string,
): StopReason {
  return {
    migration,
    statement,
    sqlstate: null,
    message: 'Interrupted: what was running was cancelled.',
    help: leftover === '' ? 'Run again to go on with what is left.' : leftover,
  };
}

function leftoverText(leftover: Leftover, target: TargetFacts): string {
  switch (leftover.kind) {
    case 'nothing':
      return 'The migration was rolled back, nothing of it is left. Running again starts with it.';
    case 'not-begun':
      return 'None of its statements was run. Running again starts with it.';
    case 'no-journal':
      return (
        'It does not run in one transaction, so Lockgate notes each statement in a table of its own; nothing was begun. ' +
        `Allow that once: GRANT CREATE ON DATABASE ${quoteIdentifier(target.database)} TO ${quoteIdentifier(target.user)}.`
      );
    case 'all-but-record':
      return 'All its statements have run and stay. Running again only writes the missing record.';
    case 'journaled': {
      const { finished, alone } = leftover;
      const stays =
        finished === 0
          ? 'No statement of it has taken effect.'
          : `${finished === 1 ? 'One statement of it has' : `${finished} statements of it have`} run and stay.`;
      const index =
        alone !== undefined && concurrentBuild(alone) !== undefined
          ? ' It may have left an INVALID index, which the next run drops and builds again.'
          : '';
      return `${stays}${index} Running again goes on with the statement that failed.`;
    }
  }
}

function advice(sqlstate: string, message: string, target: TargetFacts, statementTimeoutMs: number): string {
  switch (sqlstate) {
    case '55P03':
      return 'Run again when the other session is done, or at a quieter hour; a longer lock_timeout makes everyone else queue.';
    case '40P01':
      return 'Run again: the other transaction is over by then.';
    case '57014':
      return message.includes('statement timeout')
        ? `It ran into the statement timeout of ${statementTimeoutMs} ms; do the work in smaller batches, or raise the limit.`
        : 'Somebody cancelled it.';
    case '42501':
      return `Grant the user ${target.user} what is missing, or connect as the owner.`;
    default:
      return '';
  }
}
