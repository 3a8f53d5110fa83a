// VALIDATE CONSTRAINT while the transaction still holds a stronger lock on the table.
import type { ChangeOf } from '../model/change.ts';
import type { RuleContext, Split } from '../model/finding.ts';
import type { LockMode, Name } from '../model/schema.ts';
import { blocksWrites, strongest } from '../sql/lock-modes.ts';
import { sqlIdentifier, sqlName } from '../sql/sql-names.ts';
import { knownConstraints } from './facts/constraints.ts';
import { heldBefore } from './facts/held-locks.ts';
import { whoWaits } from './facts/lock-words.ts';
import { locksOf } from './facts/locks.ts';
import { canSplit, moved, validation } from './facts/splits.ts';
import { sqlBlock } from './facts/sql-block.ts';
import { defineRule } from './rule.ts';

export const validateInSameTransaction = defineRule({
  id: 'validate-in-same-transaction',
  category: 'availability',
  severity: 'error',
  title: 'A constraint is validated in a transaction that already holds a strong lock on the table.',
  why: 'VALIDATE CONSTRAINT alone stops neither reads nor writes. After ADD CONSTRAINT … NOT VALID in the same transaction the lock of the ADD is still held, so the table is stopped for the whole scan: NOT VALID has won nothing.',
  instead:
    '1. Add the constraint NOT VALID in one migration.\n2. VALIDATE CONSTRAINT in the next one, after that has committed: no strong lock is held then.',
  fineWhen: 'The table was created in the same release, or each statement commits by itself.',
  claims: { lock: 'AccessExclusiveLock', work: 'scan' },
  sources: [
    'https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES',
    'https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-TABLES',
    'docs/conformance.md',
  ],
  example: {
    setup: 'CREATE TABLE orders (id bigint PRIMARY KEY, total numeric);',
    bad: 'ALTER TABLE orders ADD CONSTRAINT orders_total_check CHECK (total >= 0) NOT VALID;\nALTER TABLE orders VALIDATE CONSTRAINT orders_total_check;',
    good: 'ALTER TABLE orders ADD CONSTRAINT orders_total_check CHECK (total >= 0) NOT VALID;\n-- in the next migration:\nALTER TABLE orders VALIDATE CONSTRAINT orders_total_check;',
    transaction: { good: 'none' },
  },
  on: ['validate-constraint'],
  check(change, context) {
    if (context.isNew(change.table) || isValid(change, context)) return undefined;
    const found = heldOn([change.table, ...referenced(change, context)], context);
    if (found === undefined) return undefined;
    const { held, relation } = found;
    const validate = `ALTER TABLE ${sqlName(change.table)} VALIDATE CONSTRAINT ${sqlIdentifier(change.name)};`;
    return {
      message: `This transaction already holds ${held} on ${relation}, so ${whoWaits(held)} while VALIDATE CONSTRAINT ${change.name} reads every row.`,
      help: `Leave the statements before it here, and in a later migration run:\n${sqlBlock(validate)}`,
      claims: { lock: held, relation },
      ...splitOf(change, context),
    };
  },
});

function splitOf({ table, name }: ChangeOf<'validate-constraint'>, context: RuleContext): { readonly split?: Split } {
  const added = context.script.statements.find(
    ({ changes: [change, ...others] }) =>
      others.length === 0 && change?.kind === 'add-constraint' && change.constraint.name === name,
  );
  const [add] = added?.changes ?? [];
  if (added === undefined || add === undefined || !canSplit(context)) return {};
  const command = added.text.slice(add.at.offset - added.span.start.offset);
  return { split: moved({ does: 'nothing', name }, validation(table, name, command)) };
}

/** Nothing is left to check then. */
function isValid(change: ChangeOf<'validate-constraint'>, context: RuleContext): boolean {
  return knownConstraints(context, change.table).some(({ name, validated }) => name === change.name && validated);
}

/** Validating a foreign key reads the table that it points to as well. */
function referenced({ table, name }: ChangeOf<'validate-constraint'>, context: RuleContext): readonly Name[] {
  return knownConstraints(context, table).flatMap((known) =>
    known.name === name && known.constraint.type === 'foreign-key' && !context.isNew(known.constraint.references.table)
      ? [known.constraint.references.table]
      : [],
  );
}

/** The strongest lock that earlier statements of the transaction, or other parts of this one, took on the first of the tables that has one. */
function heldOn(
  tables: readonly Name[],
  context: RuleContext,
): { readonly held: LockMode; readonly relation: string } | undefined {
  const locks = [...heldBefore(context), ...context.statement.changes.flatMap(locksOf)];
  return tables
    .map((table) => context.qualify(table))
    .flatMap((relation) => {
      const held = strongest(
        locks.filter((lock) => context.qualify(lock.relation) === relation).map(({ mode }) => mode),
      );
      return held === undefined || !blocksWrites(held) ? [] : [{ held, relation }];
    })[0];
}
