// A constraint that stays NOT VALID. With `check` the run on a server answers, with `lint` the text does.
import type { ChangeOf } from '../model/change.ts';
import type { RuleContext } from '../model/finding.ts';
import { sqlIdentifier, sqlName } from '../sql/sql-names.ts';
import { defaultName } from './facts/constraints.ts';
import { sqlBlock } from './facts/sql-block.ts';
import { defineRule } from './rule.ts';

export const constraintLeftNotValid = defineRule({
  id: 'constraint-left-not-valid',
  category: 'correctness',
  severity: 'info',
  title: 'A constraint is still NOT VALID at the end of the release.',
  why: 'Old rows may break it, and the planner does not use it. Validating it in a later release is the safe way; forgetting it is not.',
  instead:
    'Add a migration with ALTER TABLE … VALIDATE CONSTRAINT, in this release or the next: it blocks neither reads nor writes.',
  fineWhen: 'The next release validates it.',
  sources: [
    'https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES',
    'https://www.postgresql.org/message-id/E1QcJd3-0001HT-91%40gemulon.postgresql.org',
  ],
  example: {
    setup: 'CREATE TABLE orders (id bigint PRIMARY KEY, total numeric);',
    bad: 'ALTER TABLE orders ADD CONSTRAINT orders_total_check CHECK (total >= 0) NOT VALID;',
    good: 'ALTER TABLE orders ADD CONSTRAINT orders_total_check CHECK (total >= 0) NOT VALID;\n-- in the next migration:\nALTER TABLE orders VALIDATE CONSTRAINT orders_total_check;',
    transaction: { good: 'none' },
  },
  on: ['add-constraint'],
  check(change, context) {
    const { table, constraint } = change;
    const name = constraint.name ?? defaultName(table, constraint);
    // What is NOT ENFORCED is never validated, and that is meant.
    if (constraint.validated || !constraint.enforced || isSettled(change, name, context)) return undefined;
    return {
      message: `After the last migration the constraint ${context.qualify(table)}.${name} is still NOT VALID.`,
      about: { relation: context.qualify(table), name },
      help: `Validate it in a later migration, in this release or the next; it stops neither reads nor writes:\n${sqlBlock(
        `ALTER TABLE ${sqlName(table)} VALIDATE CONSTRAINT ${sqlIdentifier(name)};`,
      )}`,
    };
  },
});

/** Validated or dropped later in the release; what is renamed on the way can't be followed. */
function isSettled(added: ChangeOf<'add-constraint'>, name: string, context: RuleContext): boolean {
  const { changes } = context.statement;
  const behind = changes.slice(changes.indexOf(added) + 1);
  return [...behind, ...context.later(added.table).map(({ change }) => change)].some((change) => {
    if (change.kind === 'validate-constraint' || change.kind === 'drop-constraint') return change.name === name;
    if (change.kind === 'drop-column') return added.constraint.columns.includes(change.column);
    if (change.kind === 'drop') return change.object === 'table';
    if (change.kind === 'rename') return change.object === 'table' || change.from === name;
    return change.kind === 'set-schema';
  });
}
