// What the catalogue knows of a table's constraints, and which of them prove that a column holds no NULL.

import { constraintName } from '../../catalog/made-names.ts';
import { isSince } from '../../catalog/objects.ts';
import type { TableConstraint } from '../../model/catalog.ts';
import type { Change } from '../../model/change.ts';
import type { RuleContext } from '../../model/finding.ts';
import type { Constraint, Name } from '../../model/schema.ts';
import { conditionOf } from '../../sql/conditions.ts';
import { writtenConstraints } from '../../sql/written-constraints.ts';
import { knownType, makesOther } from './columns.ts';
import { implies } from './implication.ts';
import { tableNamed, visibleName } from './named.ts';

export { hasIndex } from '../../catalog/made-names.ts';

export interface KnownConstraint {
  readonly name: string;
  readonly constraint: Constraint;
  /** By now, for all rows: added so, or validated since; and enforced. */
  readonly validated: boolean;
  /** Added by one of the new migrations. */
  readonly isNew: boolean;
}

/** The constraints that are there before the statement, as far as the migrations tell. */
export function knownConstraints(context: RuleContext, table: Name): readonly KnownConstraint[] {
  return (tableNamed(context, table)?.constraints ?? []).map((constraint) => ({
    name: constraint.name,
    constraint: written(constraint, context),
    validated: constraint.validated && constraint.enforced,
    isNew: isSince(context.base, constraint),
  }));
}

/** As SQL at the statement would write it: the other table without its schema, where the search_path leads to it. */
function written({ id: _, ...constraint }: TableConstraint, context: RuleContext): Constraint {
  if (constraint.type !== 'foreign-key') return constraint;
  const { references } = constraint;
  return { ...constraint, references: { ...references, table: visibleName(references.table, context) } };
}

/** What a change adds to this table, inline or by itself. */
export function constraintsIn(change: Change, table: Name): readonly Constraint[] {
  return makesOther(change, table) ? [] : writtenConstraints(change);
}

/** The name PostgreSQL gives a constraint that has none, where nothing has that name yet. */
export function defaultName(table: Name, constraint: Constraint): string {
  return constraintName(table.name, constraint, new Set());
}

/** True when PostgreSQL's prover sees that a CHECK can't hold for a row whose column is NULL. `type`: the column's, where it is known. */
export function provesNotNull(constraint: Constraint, column: string, type?: string): boolean {
  if (constraint.type !== 'check') return false;
  return implies(conditionOf(constraint.expression.text), { kind: 'null', column, isNull: false }, () => type);
}

/** A validated CHECK that proves it: since 12 SET NOT NULL then skips its scan. */
export function notNullProof(context: RuleContext, table: Name, column: string): KnownConstraint | undefined {
  const type = knownType(context, table, column)?.name;
  return knownConstraints(context, table).find(
    (known) => known.validated && provesNotNull(known.constraint, column, type),
  );
}

/** The expressions of all validated CHECKs. */
export function checksOf(context: RuleContext, table: Name): readonly string[] {
  return knownConstraints(context, table).flatMap(({ constraint, validated }) =>
    validated && constraint.type === 'check' ? [constraint.expression.text] : [],
  );
}
