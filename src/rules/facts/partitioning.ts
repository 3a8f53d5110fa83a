// Whether a table is known to be partitioned.
import type { Name } from '../../model/change.ts';
import type { RuleContext } from '../../model/finding.ts';

/** True when a migration made it so, or gave it a partition. False may also mean "not known". */
export function isPartitioned(context: RuleContext, table: Name): boolean {
  return context.historyOf(table).some(({ change }) => {
    if (change.kind === 'attach-partition') return change.table.name === table.name;
    if (change.kind !== 'create-table') return false;
    return change.partitionOf?.name === table.name || (change.partitioned && change.table.name === table.name);
  });
}
