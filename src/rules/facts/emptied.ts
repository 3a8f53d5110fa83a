// Whether the transaction took all rows out of a table before a statement, so that there is nothing to read or to refuse.
import type { Change } from '../../model/change.ts';
import type { RuleContext } from '../../model/finding.ts';
import type { Name } from '../../model/schema.ts';

/**
 * `truncate`: the table is an empty file, and nobody else can write to it. `delete`: its rows are gone for this transaction, but they are still read, and others
 * may have added some since. Nothing that brings rows came after.
 */
export function emptiedBy(context: RuleContext, table: Name): 'truncate' | 'delete' | undefined {
  const last = context.historyOf(table).findLast(({ change }) => empties(change) || bringsRows(change));
  if (last === undefined || !last.inUnit || !empties(last.change) || isUndone(context)) return undefined;
  return last.change.kind === 'truncate' ? 'truncate' : 'delete';
}

function empties(change: Change): boolean {
  return change.kind === 'truncate' || (change.kind === 'delete' && !change.where && change.reads === undefined);
}

export function bringsRows({ kind }: Change): boolean {
  return ['insert', 'merge', 'copy', 'attach-partition', 'inherit'].includes(kind);
}

/** Back to a savepoint: it may have stood before. */
function isUndone({ unit, statement }: RuleContext): boolean {
  return unit.statements.some(
    ({ index, changes }) =>
      index < statement.index &&
      changes.some((change) => change.kind === 'transaction' && change.action === 'rollback-to'),
  );
}
