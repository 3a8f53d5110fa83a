// What earlier migrations tell about a table's constraints, by name, and which of them prove that a column holds no NULL.
import type { Change, ChangeOf } from '../model/change.ts';
import type { PastChange, RuleContext } from '../model/finding.ts';
import type { Constraint, Name } from '../model/schema.ts';
import { folded } from '../rules/facts/folded.ts';
import { columnsIn } from '../sql/conditions.ts';
import { withRenamed } from '../sql/mentions.ts';
import { freeName, madeName } from '../sql/sql-names.ts';
import { renameWritten, writtenConstraints } from '../sql/written-constraints.ts';
import { makesOther } from './past-columns.ts';

export interface KnownConstraint {
  readonly name: string;
  readonly constraint: Constraint;
  /** By now: added so, or validated since. */
  readonly validated: boolean;
  /** Added by one of the new migrations. */
  readonly isNew: boolean;
}

/** The constraints that are there before the statement, as far as the migrations tell. */
export function knownConstraints(context: RuleContext, table: Name): readonly KnownConstraint[] {
  return constraintsFrom(context.historyOf(table), table);
}

/** The constraints that the past of a table tells of. */
export function constraintsFrom(history: readonly PastChange[], table: Name): readonly KnownConstraint[] {
  return [...byName(history, table).values()];
}

const byName = folded(
  () => new Map<string, KnownConstraint>(),
  (known, { change, isNew }, table) => {
    for (const constraint of constraintsIn(change, table)) {
      const name = constraint.name ?? freeDefaultName(table, constraint, known);
      known.set(name, {
        name,
        constraint,
        validated: constraint.validated && constraint.enforced,
        isNew,
      });
    }
    if (change.kind === 'drop-constraint') known.delete(change.name);
    if (change.kind === 'drop-column') {
      for (const [name, { constraint }] of known) if (isAbout(constraint, change.column)) known.delete(name);
    }
    if (change.kind === 'validate-constraint') {
      const found = known.get(change.name);
      if (found !== undefined) known.set(change.name, { ...found, validated: true });
    }
    if (change.kind === 'rename' && change.object === 'column') {
      for (const [name, found] of known) known.set(name, { ...found, constraint: renamed(found.constraint, change) });
    }
    // A constraint and its index have one name.
    const from = change.kind !== 'rename' ? undefined : change.object === 'index' ? change.name.name : change.from;
    if (
      change.kind === 'rename' &&
      (change.object === 'constraint' || change.object === 'index') &&
      from !== undefined
    ) {
      const found = known.get(from);
      known.delete(from);
      if (found !== undefined) known.set(change.to, { ...found, name: change.to });
    }
  },
);

/** The changes of a table's past with the names that PostgreSQL made for constraints without one: they stay when the table gets another name. */
export function withMadeNames(changes: readonly Change[], table: Name): readonly Change[] {
  const taken = new Set<string>();
  const named = (constraint: Constraint): Constraint => {
    if (constraint.type === 'not-null') return constraint;
    const name = constraint.name ?? freeDefaultName(table, constraint, taken);
    taken.add(name);
    return constraint.name === undefined ? { ...constraint, name } : constraint;
  };
  return changes.map((change) => {
    if (change.kind === 'drop-constraint') taken.delete(change.name);
    return makesOther(change, table) ? change : renameWritten(change, named);
  });
}

/** A constraint goes with any of its columns. */
function isAbout(constraint: Constraint, column: string): boolean {
  const columns = constraint.type === 'check' ? columnsIn(constraint.expression.text) : constraint.columns;
  return columns.includes(column);
}

/** A constraint follows the names of its columns. */
function renamed(constraint: Constraint, { from = '', to }: ChangeOf<'rename'>): Constraint {
  const columns = constraint.columns.map((column) => (column === from ? to : column));
  if (constraint.type !== 'check') return { ...constraint, columns };
  const text = withRenamed(constraint.expression.text, from, to);
  return { ...constraint, columns, expression: { ...constraint.expression, text } };
}

/** What a change adds to this table, inline or by itself. */
export function constraintsIn(change: PastChange['change'], table: Name): readonly Constraint[] {
  return makesOther(change, table) ? [] : writtenConstraints(change);
}

const suffixes: Readonly<Record<Constraint['type'], string>> = {
  check: 'check',
  'foreign-key': 'fkey',
  'primary-key': 'pkey',
  unique: 'key',
  exclusion: 'excl',
  'not-null': 'not_null',
};

/** PostgreSQL keeps an index for it. */
export function hasIndex({ type }: Constraint): boolean {
  return type === 'primary-key' || type === 'unique' || type === 'exclusion';
}

/** The name PostgreSQL gives a constraint that has none: its index's, else table, columns (not for a primary key, nor several of a CHECK) and a suffix. */
export function defaultName(table: Name, constraint: Constraint): string {
  return freeDefaultName(table, constraint, new Set());
}

function freeDefaultName(table: Name, constraint: Constraint, taken: { has(name: string): boolean }): string {
  if ('usingIndex' in constraint && constraint.usingIndex !== undefined) return constraint.usingIndex;
  const columns = constraint.type === 'primary-key' ? [] : namingColumns(constraint);
  const excluded = constraint.type === 'exclusion' ? constraint.elements.map(({ column = 'expr' }) => column) : [];
  const suffix = suffixes[constraint.type];
  return freeName((number) => madeName(table.name, ...columns, ...excluded, `${suffix}${number}`), taken);
}

function namingColumns(constraint: Constraint): readonly string[] {
  if (constraint.type !== 'check') return constraint.columns;
  const columns = columnsIn(constraint.expression.text);
  return columns.length === 1 ? columns : [];
}
