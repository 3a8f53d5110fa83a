// A script cut into the pieces that Lockgate commits, and where its record goes.
import type { Script, Statement } from '../model/migration.ts';
import type { Unit } from '../model/unit.ts';
import { transactionAction, unitsOf } from '../sql/units.ts';
import { canShareTransaction, isSessionState } from './statement-kind.ts';

/**
 * - `transaction`: the statements run in one transaction. `begin`: Lockgate sends the BEGIN (else the script does); `end`: who ends it.
 * - `alone`: one statement outside a transaction.
 */
export type Part =
  | {
      readonly kind: 'transaction';
      readonly begin: boolean;
      readonly end: 'lockgate' | 'script-commits' | 'script-rolls-back';
      readonly statements: readonly Statement[];
    }
  | { readonly kind: 'alone'; readonly statement: Statement };

export interface Parts {
  readonly parts: readonly Part[];
  /** True when all that lasts is one transaction, history row included: then no journal is needed, nothing can be half done. */
  readonly atomic: boolean;
  /** True when the history row goes into the transaction of the last part. */
  readonly recordInLast: boolean;
}

export function partsOf(script: Script): Parts {
  const units = unitsOf(script);
  const parts: readonly Part[] =
    units.length === 0 ? [{ kind: 'transaction', begin: true, end: 'lockgate', statements: [] }] : units.map(partOf);
  const last = parts.at(-1);
  const recordInLast = last?.kind === 'transaction' && last.end === 'lockgate';
  const lasting = parts.filter((part) => part.kind === 'transaction' || !isSessionState(part.statement));
  return { parts, atomic: recordInLast && lasting.length === 1, recordInLast };
}

function partOf(unit: Unit): Part {
  if (unit.kind === 'autocommit') {
    const [statement] = unit.statements;
    return canShareTransaction(statement)
      ? { kind: 'transaction', begin: true, end: 'lockgate', statements: [statement] }
      : { kind: 'alone', statement };
  }
  const [first] = unit.statements;
  const beginsItself = unit.opened === 'script' && first !== undefined && transactionAction(first)?.action === 'begin';
  const ends = {
    runner: 'lockgate',
    open: 'lockgate',
    commit: 'script-commits',
    rollback: 'script-rolls-back',
  } as const;
  return { kind: 'transaction', begin: !beginsItself, end: ends[unit.closed], statements: unit.statements };
}

/** Statements of a part, in order. */
export function statementsOf(part: Part): readonly Statement[] {
  return part.kind === 'alone' ? [part.statement] : part.statements;
}
