// ADD CONSTRAINT … CHECK without NOT VALID.
import type { ChangeOf } from '../model/change.ts';
import type { RuleContext } from '../model/finding.ts';
import { sqlIdentifier, sqlName } from '../sql/sql-names.ts';
import { extendedCommand } from './facts/command-text.ts';
import { defaultName, knownConstraints } from './facts/constraints.ts';
import { partitionsOf } from './facts/partitioning.ts';
import { validatedLater } from './facts/splits.ts';
import { steps } from './facts/sql-block.ts';
import { defineRule } from './rule.ts';

export const checkNotValidMissing = defineRule({
  id: 'check-not-valid-missing',
  category: 'availability',
  severity: 'error',
  title: 'A CHECK constraint is added to an existing table without NOT VALID.',
  why: 'PostgreSQL reads every row to check it while it holds AccessExclusiveLock: reads and writes wait for the whole scan.',
  instead:
    '1. Add the CHECK NOT VALID: new and changed rows are checked at once, old ones are not read.\n2. In the next migration, VALIDATE CONSTRAINT. It reads the old rows under ShareUpdateExclusiveLock, which stops neither reads nor writes.',
  fineWhen: 'The table was created in the same release, or the constraint is NOT ENFORCED (PostgreSQL 18).',
  claims: { lock: 'AccessExclusiveLock', work: 'scan' },
  sources: ['https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES', 'docs/conformance.md'],
  example: {
    setup: 'CREATE TABLE orders (id bigint PRIMARY KEY, total numeric);',
    bad: 'ALTER TABLE orders ADD CONSTRAINT orders_total_check CHECK (total >= 0);',
    good: 'ALTER TABLE orders ADD CONSTRAINT orders_total_check CHECK (total >= 0) NOT VALID;\n-- in the next migration:\nALTER TABLE orders VALIDATE CONSTRAINT orders_total_check;',
    transaction: { good: 'none' },
  },
  on: ['add-constraint'],
  check(change, context) {
    const { constraint, table } = change;
    if (constraint.type !== 'check' || !constraint.validated || !constraint.enforced) return undefined;
    if (context.isNew(table)) return undefined;
    if (isOnAllPartitions(change, context)) return undefined;
    const relation = context.qualify(table);
    const name = constraint.name ?? defaultName(table, constraint);
    const command = extendedCommand(change, context, 'NOT VALID');
    const add = command ?? `ADD CONSTRAINT ${sqlIdentifier(name)} CHECK (…) NOT VALID`;
    return {
      message: `Adding CHECK constraint ${name} without NOT VALID scans ${relation} under AccessExclusiveLock: reads and writes wait until all rows are checked.`,
      help: steps(
        ['Add it without reading the rows that are there:', `ALTER TABLE ${sqlName(table)} ${add};`],
        [
          'In a later migration, check those:',
          `ALTER TABLE ${sqlName(table)} VALIDATE CONSTRAINT ${sqlIdentifier(name)};`,
        ],
      ),
      claims: { relation },
      ...validatedLater(change, command, context),
    };
  },
});

/** Each partition has the same CHECK under the same name, validated: the parent's is put on top. */
function isOnAllPartitions({ table, constraint }: ChangeOf<'add-constraint'>, context: RuleContext): boolean {
  const partitions = partitionsOf(context, table);
  if (constraint.type !== 'check' || constraint.name === undefined || partitions.length === 0) return false;
  const text = constraint.expression.text;
  return partitions.every((partition) =>
    knownConstraints(context, partition).some(
      ({ name, constraint: other, validated }) =>
        name === constraint.name && validated && other.type === 'check' && other.expression.text === text,
    ),
  );
}
