// What earlier migrations tell about a table's indexes.
import type { Change } from '../../model/change.ts';
import type { RuleContext } from '../../model/finding.ts';
import type { Constraint, Expression, IndexColumn, Name } from '../../model/schema.ts';
import { constraintsIn, defaultName } from './constraints.ts';
import { mentions } from './mentions.ts';

export interface KnownIndex {
  /** Empty when PostgreSQL named it. */
  readonly name: string;
  readonly columns: readonly IndexColumn[];
  readonly where?: Expression;
  /** That of a PRIMARY KEY or UNIQUE constraint. */
  readonly ofConstraint: boolean;
}

/** The indexes that are there before the statement, those of constraints included. */
export function knownIndexes(context: RuleContext, table: Name): readonly KnownIndex[] {
  let known: KnownIndex[] = [];
  for (const { change } of context.historyOf(table)) {
    if (change.kind === 'drop' && change.object === 'index') {
      const gone = new Set(change.names.map(({ name }) => name));
      known = known.filter(({ name }) => !gone.has(name));
    }
    if (change.kind === 'drop-constraint') known = known.filter(({ name }) => name !== change.name);
    if (change.kind === 'drop-column') known = known.filter((index) => !isOn(index, change.column));
    if (change.kind === 'rename' && change.object === 'column')
      known = known.map(renamed(change.from ?? '', change.to));
    if (change.kind === 'create-index' && change.table.name === table.name) {
      const there = change.ifNotExists && known.some(({ name }) => name !== '' && name === change.index);
      if (!there) known.push(indexOf(change));
    }
    for (const constraint of constraintsIn(change, table)) {
      if ((constraint.type === 'unique' || constraint.type === 'primary-key') && constraint.usingIndex === undefined) {
        known.push(indexOfConstraint(constraint, table));
      }
    }
  }
  return known;
}

/** True when the table was made by a migration, column by column, so that no index of it is unknown. */
export function allIndexesKnown(context: RuleContext, table: Name): boolean {
  return context
    .historyOf(table)
    .some(
      ({ change }) =>
        change.kind === 'create-table' &&
        change.table.name === table.name &&
        change.partitionOf === undefined &&
        change.likes.length === 0,
    );
}

/** The column is a key of it, or its expression or condition names it. */
export function isOn({ columns, where }: KnownIndex, column: string): boolean {
  return (
    (where !== undefined && mentions(where.text, column)) ||
    columns.some(
      (key) => key.column === column || (key.expression !== undefined && mentions(key.expression.text, column)),
    )
  );
}

function indexOf({ index, columns, where }: Extract<Change, { kind: 'create-index' }>): KnownIndex {
  return { name: index ?? '', columns, ofConstraint: false, ...(where === undefined ? {} : { where }) };
}

function indexOfConstraint(constraint: Constraint, table: Name): KnownIndex {
  const columns = constraint.columns.map((column) => ({ column }));
  return { name: constraint.name ?? defaultName(table, constraint), columns, ofConstraint: true };
}

function renamed(from: string, to: string): (index: KnownIndex) => KnownIndex {
  return (index) => ({
    ...index,
    columns: index.columns.map((key) => (key.column === from ? { ...key, column: to } : key)),
  });
}

/** True when an index on the other table would do for this one: the same keys under the same condition. */
export function isTwin(one: KnownIndex, other: KnownIndex): boolean {
  const text = (index: KnownIndex): string =>
    JSON.stringify([index.columns.map((key) => key.column ?? key.expression?.text), index.where?.text ?? null]);
  return text(one) === text(other) && (!one.ofConstraint || other.ofConstraint);
}
