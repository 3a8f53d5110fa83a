// The foreign keys that a change makes.

import { dependentsOf } from '../../catalog/objects.ts';
import type { Change, ChangeOf } from '../../model/change.ts';
import type { RuleContext } from '../../model/finding.ts';
import type { Column, Constraint, Name } from '../../model/schema.ts';
import { partsOf } from '../../sql/qualified-name.ts';
import { constraintsIn, knownConstraints } from './constraints.ts';
import { visibleName } from './named.ts';
import { parentOf } from './partitioning.ts';

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

/** A foreign key that points to a table, as far as the migrations tell. */
export interface KeyTo {
  /** The table that has it. */
  readonly holder: Name;
  readonly name: string;
  readonly key: ForeignKey;
  readonly validated: boolean;
  /** The columns that it points to. */
  readonly columns: readonly string[];
}

/** In the order of the tables that have them. */
export function foreignKeysTo(table: Name, context: RuleContext): readonly KeyTo[] {
  const own = context.qualify(table);
  const primary = (): readonly string[] =>
    knownConstraints(context, table).find(({ constraint }) => constraint.type === 'primary-key')?.constraint.columns ??
    [];
  // What a partition has of its parent's foreign key is a part of that one.
  const holders = dependentsOf(context.catalog, own)
    .map((key) => visibleName(partsOf(key), context))
    .filter((holder) => !hasFromParent(holder, own, context));
  return holders.flatMap((holder) =>
    knownConstraints(context, holder).flatMap(({ name, constraint: key, validated }): readonly KeyTo[] => {
      if (key.type !== 'foreign-key' || context.qualify(key.references.table) !== own) return [];
      const written = key.references.columns;
      return [{ holder, name, key, validated, columns: written.length > 0 ? written : primary() }];
    }),
  );
}

/** The column has to have the type of a key that it points to. */
export function refers(column: Column, change: ChangeOf<'create-table' | 'add-column'>): boolean {
  const own = [...column.constraints, ...(change.kind === 'create-table' ? change.constraints : [])];
  return own.some(({ type, columns }) => type === 'foreign-key' && columns.includes(column.name));
}

function hasFromParent(holder: Name, target: string, context: RuleContext): boolean {
  const parent = parentOf(context, holder);
  return (
    parent !== undefined &&
    knownConstraints(context, parent).some(
      ({ constraint }) => constraint.type === 'foreign-key' && context.qualify(constraint.references.table) === target,
    )
  );
}
