// Whether what is known of a table's rows proves what the bound of a partition says, or excludes it.
import type { RuleContext } from '../../model/finding.ts';
import type { Name } from '../../model/schema.ts';
import { type Condition, conditionOf } from '../../sql/conditions.ts';
import { outsideOf } from '../../sql/partition-bounds.ts';
import { knownColumn, knownType } from './columns.ts';
import { checksOf } from './constraints.ts';
import { implies } from './implication.ts';

/** True when the validated CHECKs and NOT NULLs of the table let in no row outside of the bound. `key`: the columns of the partition key. */
export function isWithin(bound: Condition, table: Name, key: readonly string[], context: RuleContext): boolean {
  const notNull = key
    .filter((column) => knownColumn(context, table, column)?.notNull === true)
    .map((column): Condition => ({ kind: 'null', column, isNull: false }));
  const parts = [...checksOf(context, table).map(conditionOf), ...notNull];
  return implies({ kind: 'and', parts }, bound, (column) => knownType(context, table, column)?.name);
}

/** True when they let in no row inside of the bound: what a DEFAULT partition has to show. */
export function isOutside(bound: Condition, table: Name, key: readonly string[], context: RuleContext): boolean {
  return isWithin(outsideOf(bound), table, key, context);
}
