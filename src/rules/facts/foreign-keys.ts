// The foreign keys that a change makes.
import type { Change } from '../../model/change.ts';
import type { RuleContext } from '../../model/finding.ts';
import type { Constraint, Name } from '../../model/schema.ts';
import { constraintsIn } from './constraints.ts';

export type ForeignKey = Extract<Constraint, { readonly type: 'foreign-key' }>;

/** Inline ones and those of the table; a partition's own, not its parent's. */
export function foreignKeysIn(change: Change): readonly { readonly table: Name; readonly key: ForeignKey }[] {
  if (!('table' in change) || change.table === undefined) return [];
  const { table } = change;
  return constraintsIn(change, table).flatMap((key) => (key.type === 'foreign-key' ? [{ table, key }] : []));
}

/** `Foreign key orders_customer_fk`, or by its columns when it has no name. */
export function foreignKeyWords(key: ForeignKey, table: Name, context: RuleContext): string {
  const relation = context.qualify(table);
  return key.name === undefined
    ? `The foreign key of ${relation} (${key.columns.join(', ')})`
    : `Foreign key ${key.name} of ${relation}`;
}
