// The locks that a transaction holds already when a statement begins.
import type { Change, ChangeOf } from '../../model/change.ts';
import type { RuleContext } from '../../model/finding.ts';
import type { Name } from '../../model/schema.ts';
import { locksOf, type TakenLock } from './locks.ts';

/** Those of earlier statements, by the names that the relations have now. What is rolled back to a savepoint lets its locks go. */
export function heldBefore(context: RuleContext): readonly TakenLock[] {
  const { unit, statement } = context;
  let taken: TakenLock[] = [];
  let atSavepoint: TakenLock[] = [];
  for (const other of unit.statements) {
    if (other.index >= statement.index) break;
    for (const change of other.changes) {
      if (change.kind === 'transaction' && change.action === 'savepoint') atSavepoint = [...taken];
      if (change.kind === 'transaction' && change.action === 'rollback-to') taken = [...atSavepoint];
      if (!mayDoNothing(change)) taken.push(...locksOf(change), ...ofDroppedIndexes(change, context));
      if (change.kind === 'rename' && change.from === undefined) taken = renamed(taken, change);
      if (change.kind === 'set-schema') taken = moved(taken, change);
    }
  }
  return taken;
}

/** DROP INDEX locks the table too; afterwards its past knows of the index. */
function ofDroppedIndexes(change: Change, context: RuleContext): readonly TakenLock[] {
  if (change.kind !== 'drop' || change.object !== 'index' || change.concurrently) return [];
  return change.names.flatMap((index): TakenLock[] => {
    const relation = context.tableOfIndex(index) ?? tableOfDropped(change, context);
    return relation === undefined ? [] : [{ relation, mode: 'AccessExclusiveLock' }];
  });
}

function tableOfDropped(drop: Change, context: RuleContext): Name | undefined {
  const tables = context.statement.changes.flatMap((one) =>
    'table' in one && one.table !== undefined ? [one.table] : [],
  );
  return tables.find((table) => context.historyOf(table).some(({ change }) => change === drop));
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

function moved(held: readonly TakenLock[], { name, schema }: ChangeOf<'set-schema'>): TakenLock[] {
  return held.map((lock) =>
    lock.relation.name === name.name && lock.relation.schema === name.schema
      ? { ...lock, relation: { ...lock.relation, schema } }
      : lock,
  );
}
