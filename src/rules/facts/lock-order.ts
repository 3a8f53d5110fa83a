// Locks on relations that may be in use: what a change takes, and what its script or transaction took before it, found once for all statements.
import type { Change } from '../../model/change.ts';
import type { RuleContext, TakenLock } from '../../model/finding.ts';
import type { Statement } from '../../model/migration.ts';
import type { LockMode } from '../../model/schema.ts';
import { atLeast } from '../../sql/lock-modes.ts';
import { locksOf } from './locks.ts';

interface Entry extends TakenLock {
  /** Index of the statement, and of the change among its changes. */
  readonly statement: number;
  readonly position: number;
}

/** By the statements of a script or transaction: what follows from them alone. */
const known = new WeakMap<readonly Statement[], readonly Entry[]>();

/** Each relation once for each mode, as the script names it; only the first change that takes it so counts. */
function firstLocks(statements: readonly Statement[]): readonly Entry[] {
  const found = new Map<string, Entry>();
  for (const { index, changes } of statements) {
    for (const [position, change] of changes.entries()) {
      for (const { relation, mode } of locksOf(change)) {
        const key = JSON.stringify([relation.schema, relation.name, mode]);
        if (!found.has(key)) found.set(key, { relation, mode, statement: index, position });
      }
    }
  }
  return [...found.values()];
}

/** Of `weakest` or stronger, on relations that were there before the release; by the transaction, or by the whole script. */
export function locksBefore(
  change: Change,
  context: RuleContext,
  within: 'unit' | 'script',
  weakest: LockMode,
): readonly TakenLock[] {
  const { statement } = context;
  const { statements } = context[within];
  const entries = known.get(statements) ?? firstLocks(statements);
  known.set(statements, entries);
  const position = statement.changes.indexOf(change);
  return entries.filter(
    (entry) =>
      (entry.statement < statement.index || (entry.statement === statement.index && entry.position < position)) &&
      atLeast(entry.mode, weakest) &&
      !context.isNew(entry.relation),
  );
}

/** Those that the change takes, of `weakest` or stronger, on relations that were there before the release. */
export function liveLocks(change: Change, context: RuleContext, weakest: LockMode): readonly TakenLock[] {
  return locksOf(change).filter(({ relation, mode }) => atLeast(mode, weakest) && !context.isNew(relation));
}

/** Of the change, when no earlier statement of its script takes one: for rules that speak once for a script. */
export function firstLiveLock(change: Change, context: RuleContext, weakest: LockMode): TakenLock | undefined {
  const [lock] = liveLocks(change, context, weakest);
  return lock === undefined || locksBefore(change, context, 'script', weakest).length > 0 ? undefined : lock;
}
