// The constraints that a change writes, wherever they stand in it.
import type { Change } from '../../model/change.ts';
import type { Constraint, Name } from '../../model/schema.ts';

/** Inline ones and those of the table. */
export function writtenConstraints(change: Change): readonly Constraint[] {
  switch (change.kind) {
    case 'create-table':
      return [...change.columns.flatMap(({ constraints }) => constraints), ...change.constraints];
    case 'add-column':
      return change.column.constraints;
    case 'add-constraint':
      return [change.constraint];
    default:
      return [];
  }
}

/** The tables that its foreign keys point to. */
export function referencedTables(change: Change): readonly Name[] {
  return writtenConstraints(change).flatMap((constraint) =>
    constraint.type === 'foreign-key' ? [constraint.references.table] : [],
  );
}
