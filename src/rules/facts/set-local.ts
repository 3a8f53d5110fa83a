// A setting put before a statement, for the transaction that the statement runs in.
import type { RuleContext, Suggestion } from '../../model/finding.ts';
import { refusedInTransaction } from '../../sql/units.ts';
import { insertion } from './edits.ts';

/**
 * Before the statement and its ignore comments; undefined where SET LOCAL does nothing. A second statement makes a transaction of a script that is sent as
 * one query.
 */
export function settingBefore(context: RuleContext, setting: string): Suggestion | undefined {
  const { unit, script, statement } = context;
  const becomesOne = script.transaction === 'own' && refusedInTransaction(statement) === undefined;
  if (unit.kind === 'autocommit' && !becomesOne) return undefined;
  return statementBefore(context, `SET LOCAL ${setting};`);
}

/** The limit that is advised for the wait for a lock, for as long as the statement's transaction, or for the session where it has none. */
export function limitedWait({ unit }: RuleContext): string {
  return `${unit.kind === 'transaction' ? 'SET LOCAL' : 'SET'} lock_timeout = '5s';`;
}

/** A statement on a line of its own, before this one and its ignore comments. */
export function statementBefore(context: RuleContext, sql: string): Suggestion {
  const { statement } = context;
  const start = statement.ignores[0]?.span.start.offset ?? statement.span.start.offset;
  return insertion(context, start, `${sql}\n`);
}
