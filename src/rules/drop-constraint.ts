// DROP CONSTRAINT: what it guaranteed is no longer guaranteed.
import type { ChangeOf } from '../model/change.ts';
import type { RuleContext } from '../model/finding.ts';
import type { Constraint } from '../model/schema.ts';
import { knownColumn } from './facts/columns.ts';
import { type KnownConstraint, knownConstraints, provesNotNull } from './facts/constraints.ts';
import { defineRule } from './rule.ts';

export const dropConstraint = defineRule({
  id: 'drop-constraint',
  category: 'correctness',
  severity: 'warning',
  title: 'A constraint of an existing table is dropped and not replaced.',
  why: 'From then on rows can be stored that it refused, and adding it again may fail on them. Dropping a foreign key also takes AccessExclusiveLock on the table it points to.',
  instead:
    'Make sure that no code relies on it, and say so in an ignore comment. To change a constraint:\n1. Add the new one NOT VALID and drop the old one in the same transaction, so that no row slips in between.\n2. In the next migration, VALIDATE CONSTRAINT.',
  fineWhen:
    'The same transaction adds a constraint of the same kind to the table, or the constraint only repeats what NOT NULL says.',
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
  on: ['drop-constraint'],
  check(change, context) {
    if (context.isNew(change.table)) return undefined;
    const known = knownConstraints(context, change.table).find((constraint) => constraint.name === change.name);
    if (known?.isNew === true || isReplaced(change, known, context)) return undefined;
    if (known !== undefined && repeatsNotNull(change, known, context)) return undefined;
    const relation = context.qualify(change.table);
    const what = known === undefined ? 'constraint' : `${known.constraint.type.replace('-', ' ')} constraint`;
    return {
      message: `Dropping ${what} ${change.name} of ${relation} lets in rows that it refused until now; adding it again may fail on them.`,
      claims: { relation },
    };
  },
});

function isReplaced(
  change: ChangeOf<'drop-constraint'>,
  known: KnownConstraint | undefined,
  context: RuleContext,
): boolean {
  const relation = context.qualify(change.table);
  return context.unit.statements
    .flatMap((statement) => statement.changes)
    .some(
      (other) =>
        other.kind === 'add-constraint' &&
        context.qualify(other.table) === relation &&
        (known === undefined || takesOver(other.constraint, known.constraint)),
    );
}

/** One of the same kind, whatever it says now; or a primary key that refuses all that the unique one did. */
function takesOver(added: Constraint, dropped: Constraint): boolean {
  if (added.type === dropped.type) return true;
  const isKey = added.type === 'primary-key' && dropped.type === 'unique' && added.columns.length > 0;
  return isKey && added.columns.every((column) => dropped.columns.includes(column));
}

/** `c IS NOT NULL` beside a NOT NULL column: the last step of the safe way to SET NOT NULL. */
function repeatsNotNull(change: ChangeOf<'drop-constraint'>, known: KnownConstraint, context: RuleContext): boolean {
  const set = context.statement.changes.flatMap((other) => (other.kind === 'set-not-null' ? [other.column] : []));
  const past = context
    .historyOf(change.table)
    .flatMap(({ change: earlier }) => (earlier.kind === 'set-not-null' ? [earlier.column] : []))
    .filter((column) => knownColumn(context, change.table, column)?.notNull === true);
  return [...set, ...past].some((column) => provesNotNull(known.constraint, column));
}
