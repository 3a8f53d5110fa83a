// What earlier migrations tell about a table's constraints, by name, and which of them prove that a column holds no NULL.
import type { ChangeOf } from '../../model/change.ts';
import type { PastChange, RuleContext } from '../../model/finding.ts';
import type { Constraint, Name } from '../../model/schema.ts';
import { withRenamed } from './mentions.ts';
import { madeName } from './sql-names.ts';

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
  const known = new Map<string, KnownConstraint>();
  for (const { change, isNew } of context.historyOf(table)) {
    for (const constraint of constraintsIn(change, table)) {
      const name = constraint.name ?? defaultName(table, constraint);
      known.set(name, {
        name,
        constraint,
        validated: constraint.validated && constraint.enforced,
        isNew,
      });
    }
    if (change.kind === 'drop-constraint') known.delete(change.name);
    if (change.kind === 'validate-constraint') {
      const found = known.get(change.name);
      if (found !== undefined) known.set(change.name, { ...found, validated: true });
    }
    if (change.kind === 'rename' && change.object === 'column') {
      for (const [name, found] of known) known.set(name, { ...found, constraint: renamed(found.constraint, change) });
    }
    if (change.kind === 'rename' && change.object === 'constraint' && change.from !== undefined) {
      const found = known.get(change.from);
      known.delete(change.from);
      if (found !== undefined) known.set(change.to, { ...found, name: change.to });
    }
  }
  return [...known.values()];
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
  switch (change.kind) {
    case 'create-table':
      return change.partitionOf?.name === table.name
        ? []
        : [...change.columns.flatMap((column) => column.constraints), ...change.constraints];
    case 'add-column':
      return change.column.constraints;
    case 'add-constraint':
      return [change.constraint];
    default:
      return [];
  }
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

/** The name PostgreSQL gives a constraint that has none: its index's, else table, columns (not for a primary key) and a suffix. */
export function defaultName(table: Name, constraint: Constraint): string {
  if ('usingIndex' in constraint && constraint.usingIndex !== undefined) return constraint.usingIndex;
  const columns = constraint.type === 'primary-key' ? [] : constraint.columns;
  const excluded = constraint.type === 'exclusion' ? constraint.elements.map(({ column = 'expr' }) => column) : [];
  return madeName(table.name, ...columns, ...excluded, suffixes[constraint.type]);
}

/** True when a CHECK can't hold for a row whose column is NULL, as `c IS NOT NULL` or with AND beside others. */
export function provesNotNull(constraint: Constraint, column: string): boolean {
  if (constraint.type !== 'check') return false;
  const text = constraint.expression.text;
  if (/\bor\b|\bcase\b/i.test(text)) return false;
  return text.split(/\band\b/i).some((part) => {
    const found = /^[\s(]*(?:"((?:[^"]|"")+)"|([\w$]+))\s+is\s+not\s+null[\s)]*$/i.exec(part);
    return found !== null && (found[1]?.replaceAll('""', '"') ?? found[2]?.toLowerCase()) === column;
  });
}

/** A validated CHECK that proves it: since 12 SET NOT NULL then skips its scan. */
export function notNullProof(context: RuleContext, table: Name, column: string): KnownConstraint | undefined {
  return knownConstraints(context, table).find((known) => known.validated && provesNotNull(known.constraint, column));
}

/** The expressions of all validated CHECKs. */
export function checksOf(context: RuleContext, table: Name): readonly string[] {
  return knownConstraints(context, table).flatMap(({ constraint, validated }) =>
    validated && constraint.type === 'check' ? [constraint.expression.text] : [],
  );
}
