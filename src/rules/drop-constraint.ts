// DROP CONSTRAINT, or of a unique index: what it guaranteed is no longer guaranteed.

import type { ChangeOf } from '../model/change.ts';
import type { Hit, RuleContext } from '../model/finding.ts';
import type { Name } from '../model/schema.ts';
import { columnsIn } from '../sql/conditions.ts';
import { type KnownConstraint, knownConstraints, provesNotNull } from './facts/constraints.ts';
import { allIndexesKnown, knownIndexes, tableOfIndex } from './facts/indexes.ts';
import { tableNamed } from './facts/named.ts';
import { type Guarantee, goesWithMore, isReplaced } from './facts/replaced.ts';
import { defineRule } from './rule.ts';

export const dropConstraint = defineRule({
  id: 'drop-constraint',
  category: 'correctness',
  severity: 'warning',
  title: 'A constraint or unique index of an existing table is dropped and not replaced.',
  why: 'From then on rows can be stored that it refused, and adding it again may fail on them. INSERT … ON CONFLICT that names the columns of a unique one fails at once, with error 42P10. Dropping a foreign key also takes AccessExclusiveLock on the table it points to.',
  instead:
    'Make sure that no code relies on it, and say so in an ignore comment. To change a constraint:\n1. Add the new one NOT VALID and drop the old one in the same transaction, so that no row slips in between.\n2. In the next migration, VALIDATE CONSTRAINT.',
  fineWhen:
    'The same transaction adds a constraint of the same kind to the table; another unique index has no further columns; the release drops the table, the column or what a foreign key points to; or the constraint only repeats what NOT NULL says.',
  claims: { lock: 'AccessExclusiveLock', work: 'none' },
  sources: [
    'https://www.postgresql.org/docs/current/sql-altertable.html',
    'https://github.com/ankane/strong_migrations/issues/119',
  ],
  example: {
    setup:
      'CREATE TABLE orders (id bigint PRIMARY KEY, total numeric CONSTRAINT orders_total_check CHECK (total >= 0));',
    bad: 'ALTER TABLE orders DROP CONSTRAINT orders_total_check;',
    good: 'ALTER TABLE orders ADD CONSTRAINT orders_total_positive CHECK (total > 0) NOT VALID;\nALTER TABLE orders DROP CONSTRAINT orders_total_check;',
  },
  on: ['drop-constraint', 'drop'],
  check(change, context) {
    if (change.kind === 'drop-constraint') return constraintGone(change, context);
    if (change.object !== 'index') return undefined;
    return change.names.flatMap((index) => indexGone(change, index, context) ?? []);
  },
});

function constraintGone(change: ChangeOf<'drop-constraint'>, context: RuleContext): Hit | undefined {
  const { table, name } = change;
  if (context.isNew(table)) return undefined;
  const known = knownConstraints(context, table).find((constraint) => constraint.name === name);
  if (known?.isNew === true) return undefined;
  // Nothing is there to be dropped, then.
  if (known === undefined && change.ifExists && allIndexesKnown(context, table)) return undefined;
  const gone = { table, name, known: known && about(known), ...referencesOf(known) };
  if (goesWithMore(gone, context) || isReplaced(gone, context)) return undefined;
  if (known !== undefined && repeatsNotNull(change, known, context)) return undefined;
  const relation = context.qualify(table);
  const what = known === undefined ? 'constraint' : `${known.constraint.type.replace('-', ' ')} constraint`;
  return {
    message: `Dropping ${what} ${name} of ${relation} lets in rows that it refused until now; adding it again may fail on them.`,
    claims: { relation },
  };
}

function about({ constraint }: KnownConstraint): NonNullable<Guarantee['known']> {
  const columns = constraint.type === 'check' ? columnsIn(constraint.expression.text) : constraint.columns;
  return { type: constraint.type, columns };
}

function referencesOf(known: KnownConstraint | undefined): { readonly references?: Name } {
  return known?.constraint.type === 'foreign-key' ? { references: known.constraint.references.table } : {};
}

function indexGone(change: ChangeOf<'drop'>, index: Name, context: RuleContext): Hit | undefined {
  const table = tableOfIndex(context, index);
  if (table === undefined || context.isNew(table) || context.isNew(index)) return undefined;
  const known = knownIndexes(context, table).find(({ name }) => name === index.name);
  if (known === undefined || !known.unique || known.ofConstraint) return undefined;
  const columns = known.columns.map(({ column, expression }) => column ?? expression?.text ?? '');
  const gone: Guarantee = { table, name: index.name, known: { type: 'unique', columns } };
  if (goesWithMore(gone, context) || isReplaced(gone, context)) return undefined;
  const relation = context.qualify(table);
  return {
    message: `Dropping unique index ${index.name} of ${relation} lets in rows that it refused until now; making it again may fail on them.`,
    claims: { relation, ...(change.concurrently ? { lock: 'ShareUpdateExclusiveLock' } : {}) },
  };
}

/** `c IS NOT NULL` beside a NOT NULL column: the last step of the safe way to SET NOT NULL. */
function repeatsNotNull(change: ChangeOf<'drop-constraint'>, known: KnownConstraint, context: RuleContext): boolean {
  const set = context.statement.changes.flatMap((other) => (other.kind === 'set-not-null' ? [other.column] : []));
  const past = (tableNamed(context, change.table)?.columns ?? []).flatMap(({ name, notNull }) =>
    notNull ? [name] : [],
  );
  return [...set, ...past].some((column) => provesNotNull(known.constraint, column));
}
