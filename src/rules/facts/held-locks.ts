// The locks that a transaction holds already when a statement begins.
import type { Change, ChangeOf } from '../../model/change.ts';
import type { RuleContext } from '../../model/finding.ts';
import { locksOf, type TakenLock } from './locks.ts';

/** Those of earlier statements, by the names that the relations have now. */
export function heldBefore({ unit, statement }: RuleContext): readonly TakenLock[] {
  let taken: TakenLock[] = [];
  for (const other of unit.statements) {
    if (other.index >= statement.index) break;
    for (const change of other.changes) {
      if (!mayDoNothing(change)) taken.push(...locksOf(change));
      if (change.kind === 'rename' && change.from === undefined) taken = renamed(taken, change);
    }
  }
  return taken;
}

/** DROP TABLE IF EXISTS clears the way for a table that most often is not there. */
function mayDoNothing(change: Change): boolean {
  return change.kind === 'drop' && change.object === 'table' && change.ifExists;
}

/** A lock stays with its table. */
function renamed(held: readonly TakenLock[], { name, to }: ChangeOf<'rename'>): TakenLock[] {
  return held.map((lock) =>
    lock.relation.name === name.name && lock.relation.schema === name.schema
      ? { ...lock, relation: { ...lock.relation, name: to } }
      : lock,
  );
}
