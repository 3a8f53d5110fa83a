// VALIDATE CONSTRAINT while the transaction still holds a stronger lock on the table.
import type { ChangeOf } from '../model/change.ts';
import type { RuleContext } from '../model/finding.ts';
import type { LockMode } from '../model/schema.ts';
import { strongest } from '../sql/lock-modes.ts';
import { knownConstraints } from './facts/constraints.ts';
import { whoWaits } from './facts/lock-words.ts';
import { locksOf } from './facts/locks.ts';
import { sqlBlock } from './facts/sql-block.ts';
import { sqlIdentifier, sqlName } from './facts/sql-names.ts';
import { defineRule } from './rule.ts';

export const validateInSameTransaction = defineRule({
  id: 'validate-in-same-transaction',
  category: 'availability',
  severity: 'error',
  title: 'A constraint is validated in a transaction that already holds a strong lock on the table.',
  why: 'VALIDATE CONSTRAINT alone stops nobody. After ADD CONSTRAINT … NOT VALID in the same transaction the lock of the ADD is still held, so the table is stopped for the whole scan: NOT VALID has won nothing.',
  instead: 'Validate in a migration of its own, after the one that adds the constraint has committed.',
  fineWhen: 'The table was created in the same release, or each statement commits by itself.',
  claims: { lock: 'AccessExclusiveLock', work: 'scan' },
  example: {
    setup: 'CREATE TABLE orders (id bigint PRIMARY KEY, total numeric);',
    bad: 'ALTER TABLE orders ADD CONSTRAINT orders_total_check CHECK (total >= 0) NOT VALID;\nALTER TABLE orders VALIDATE CONSTRAINT orders_total_check;',
    good: 'ALTER TABLE orders ADD CONSTRAINT orders_total_check CHECK (total >= 0) NOT VALID;\n-- in the next migration:\nALTER TABLE orders VALIDATE CONSTRAINT orders_total_check;',
    transaction: { good: 'none' },
  },
  on: ['validate-constraint'],
  check(change, context) {
    if (context.isNew(change.table) || isValid(change, context)) return undefined;
    const held = heldLock(change, context);
    if (held === undefined) return undefined;
    const relation = context.qualify(change.table);
    const validate = `ALTER TABLE ${sqlName(change.table)} VALIDATE CONSTRAINT ${sqlIdentifier(change.name)};`;
    return {
      message: `This transaction already holds ${held} on ${relation}, so ${whoWaits(held)} while VALIDATE CONSTRAINT ${change.name} reads every row.`,
      help: `Leave the statements before it here, and in a later migration run:\n${sqlBlock(validate)}`,
      claims: { lock: held, relation },
    };
  },
});

/** Nothing is left to check then. */
function isValid(change: ChangeOf<'validate-constraint'>, context: RuleContext): boolean {
  return knownConstraints(context, change.table).some(({ name, validated }) => name === change.name && validated);
}

/** The strongest lock that earlier statements of the transaction, or other parts of this one, took on the table. */
function heldLock(change: ChangeOf<'validate-constraint'>, context: RuleContext): LockMode | undefined {
  const { unit, statement } = context;
  const earlier = unit.statements.filter((other) => other.index < statement.index);
  const relation = context.qualify(change.table);
  const locks = [...earlier, statement].flatMap((other) => other.changes.flatMap(locksOf));
  return strongest(locks.filter((lock) => context.qualify(lock.relation) === relation).map((lock) => lock.mode));
}
