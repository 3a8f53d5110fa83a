// What earlier migrations tell about a table's indexes.
import type { Change, ChangeOf } from '../model/change.ts';
import type { PastChange, RuleContext } from '../model/finding.ts';
import type { Constraint, Expression, IndexColumn, Name } from '../model/schema.ts';
import { folded } from '../rules/facts/folded.ts';
import { mentions } from '../sql/mentions.ts';
import { freeName, madeName } from '../sql/sql-names.ts';
import { constraintsIn, defaultName } from './past-constraints.ts';

export interface KnownIndex {
  /** Empty for one that is not there yet and that PostgreSQL is to name. */
  readonly name: string;
  readonly columns: readonly IndexColumn[];
  readonly where?: Expression;
  /** That of a PRIMARY KEY or UNIQUE constraint. */
  readonly ofConstraint: boolean;
  readonly unique: boolean;
  readonly method: string;
  readonly include: readonly string[];
  readonly nullsNotDistinct: boolean;
}

/** The indexes that are there before the statement, those of constraints included. */
export function knownIndexes(context: RuleContext, table: Name): readonly KnownIndex[] {
  return indexesFrom(context.historyOf(table), table);
}

/** The indexes that the past of a table tells of. */
export function indexesFrom(history: readonly PastChange[], table: Name): readonly KnownIndex[] {
  return foldIndexes(history, table).known;
}

const foldIndexes = folded(
  () => ({ known: [] as readonly KnownIndex[] }),
  (state, { change }, table) => {
    if (change.kind === 'drop' && change.object === 'index') {
      const gone = new Set(change.names.map(({ name }) => name));
      state.known = state.known.filter(({ name }) => !gone.has(name));
    }
    if (change.kind === 'drop-constraint') state.known = state.known.filter(({ name }) => name !== change.name);
    if (change.kind === 'drop-column') state.known = state.known.filter((index) => !isOn(index, change.column));
    if (change.kind === 'rename' && change.object === 'column')
      state.known = state.known.map(renamed(change.from ?? '', change.to));
    for (const [from, to] of namesGiven(change, table))
      state.known = state.known.map((index) => (index.name === from.name ? { ...index, ...to } : index));
    const made = madeBy(change, table, state.known);
    if (made.length > 0) state.known = [...state.known, ...made];
  },
);

type Given = readonly [from: Pick<KnownIndex, 'name'>, to: Partial<KnownIndex>];

/** Indexes that get another name, and those that become a constraint's, with its name. */
function namesGiven(change: Change, table: Name): readonly Given[] {
  if (change.kind === 'rename' && change.object === 'index') return [[change.name, { name: change.to }]];
  if (change.kind === 'rename' && change.object === 'constraint' && change.from !== undefined)
    return [[{ name: change.from }, { name: change.to }]];
  return constraintsIn(change, table).flatMap((constraint): readonly Given[] => {
    const { usingIndex } = constraint.type === 'unique' || constraint.type === 'primary-key' ? constraint : {};
    if (usingIndex === undefined) return [];
    return [[{ name: usingIndex }, { name: constraint.name ?? usingIndex, ofConstraint: true }]];
  });
}

function madeBy(change: Change, table: Name, known: readonly KnownIndex[]): readonly KnownIndex[] {
  if (change.kind === 'create-index') {
    const there = change.ifNotExists && known.some(({ name }) => name === change.index);
    return there ? [] : [indexOf(change)];
  }
  return constraintsIn(change, table).flatMap((constraint) =>
    (constraint.type === 'unique' || constraint.type === 'primary-key') && constraint.usingIndex === undefined
      ? [indexOfConstraint(constraint, table)]
      : [],
  );
}

/**
 * The name that PostgreSQL makes for an index that is created without one: table, columns (those of INCLUDE too) and `idx`. `taken`: what else has a name in
 * the table's schema. Measured on 14 and 18.
 */
export function madeIndexName(
  { table, columns, include = [] }: ChangeOf<'create-index'>,
  taken: { has(name: string): boolean },
): string {
  const parts = new Set<string>();
  for (const { column, label } of [...columns, ...include.map((column) => ({ column, label: undefined }))]) {
    parts.add(freeName((number) => `${column ?? label ?? 'expr'}${number}`, parts));
  }
  return freeName((number) => madeName(table.name, ...parts, `idx${number}`), taken);
}

/** The column is a key of it, or its expression or condition names it. */
export function isOn({ columns, where }: Pick<KnownIndex, 'columns' | 'where'>, column: string): boolean {
  return (
    (where !== undefined && mentions(where.text, column)) ||
    columns.some(
      (key) => key.column === column || (key.expression !== undefined && mentions(key.expression.text, column)),
    )
  );
}

/** The index that a CREATE INDEX makes. */
export function indexOf(change: ChangeOf<'create-index'>): KnownIndex {
  const { index, columns, where, unique, method, include = [], nullsNotDistinct = false } = change;
  const base = { name: index ?? '', columns, ofConstraint: false, unique, method, include, nullsNotDistinct };
  return where === undefined ? base : { ...base, where };
}

/** Of a PRIMARY KEY or UNIQUE constraint. */
export function indexOfConstraint(constraint: Constraint, table: Name): KnownIndex {
  const columns = constraint.columns.map((column) => ({ column }));
  const name = constraint.name ?? defaultName(table, constraint);
  return { name, columns, ofConstraint: true, unique: true, method: 'btree', include: [], nullsNotDistinct: false };
}

function renamed(from: string, to: string): (index: KnownIndex) => KnownIndex {
  return (index) => ({
    ...index,
    columns: index.columns.map((key) => (key.column === from ? { ...key, column: to } : key)),
  });
}
