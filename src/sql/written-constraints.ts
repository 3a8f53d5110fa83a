// The constraints that a change writes, wherever they stand in it.
import type { Change } from '../model/change.ts';
import type { Constraint, Name } from '../model/schema.ts';

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

/** The change with its constraints as `name` gives them back, in the order of `writtenConstraints`. */
export function renameWritten(change: Change, name: (constraint: Constraint) => Constraint): Change {
  switch (change.kind) {
    case 'create-table': {
      const columns = change.columns.map((column) => ({ ...column, constraints: column.constraints.map(name) }));
      return { ...change, columns, constraints: change.constraints.map(name) };
    }
    case 'add-column':
      return { ...change, column: { ...change.column, constraints: change.column.constraints.map(name) } };
    case 'add-constraint':
      return { ...change, constraint: name(change.constraint) };
    default:
      return change;
  }
}

/** The tables that its foreign keys point to. */
export function referencedTables(change: Change): readonly Name[] {
  return writtenConstraints(change).flatMap((constraint) =>
    constraint.type === 'foreign-key' ? [constraint.references.table] : [],
  );
}
