// DISABLE TRIGGER and session_replication_role: what triggers do is left out.
import type { ChangeOf } from '../model/change.ts';
import type { Hit, RuleContext } from '../model/finding.ts';
import { sqlIdentifier, sqlName } from '../sql/sql-names.ts';
import { sqlBlock } from './facts/sql-block.ts';
import { defineRule } from './rule.ts';

export const disableTrigger = defineRule({
  id: 'disable-trigger',
  category: 'correctness',
  severity: 'warning',
  title: 'Triggers of an existing table are disabled and stay so.',
  why: 'Audit, derived columns and change capture stop for everyone who writes to the table, not only for the migration; with ALL or session_replication_role the checks of foreign keys stop too, and rows without a parent stay for good. Nothing says so later.',
  instead:
    "Enable them again in the same transaction: until it commits nobody else can write to the table, so nothing is missed but the migration's own rows. For those, let the application's own rule decide inside the trigger.",
  fineWhen: 'The table was created in the same release, or the same transaction enables the trigger again.',
  claims: { lock: 'ShareRowExclusiveLock', work: 'none' },
  sources: [
    'https://www.postgresql.org/docs/current/sql-altertable.html',
    'https://www.postgresql.org/docs/current/runtime-config-client.html#GUC-SESSION-REPLICATION-ROLE',
  ],
  example: {
    setup:
      "CREATE TABLE orders (id bigint PRIMARY KEY, note text);\nCREATE FUNCTION audit() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';\nCREATE TRIGGER orders_audit BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION audit();",
    bad: 'ALTER TABLE orders DISABLE TRIGGER orders_audit;',
    good: "ALTER TABLE orders DISABLE TRIGGER orders_audit;\nINSERT INTO orders (id, note) VALUES (0, 'opening balance');\nALTER TABLE orders ENABLE TRIGGER orders_audit;",
  },
  on: ['enable-trigger', 'set'],
  check(change, context) {
    return change.kind === 'set' ? replicaRole(change, context) : disabled(change, context);
  },
});

function disabled(change: ChangeOf<'enable-trigger'>, context: RuleContext): Hit | undefined {
  const { table, trigger } = change;
  if (change.enabled || context.isNew(table) || isEnabledAgain(change, context)) return undefined;
  const relation = context.qualify(table);
  const which =
    trigger === 'ALL' ? 'all triggers' : trigger === 'USER' ? 'all triggers of users' : `trigger ${trigger}`;
  const keys =
    trigger === 'ALL'
      ? ' So do the checks of its foreign keys, which only a superuser may switch off: Aurora refuses.'
      : '';
  const word = trigger === 'ALL' || trigger === 'USER' ? trigger : sqlIdentifier(trigger);
  return {
    message: `Disabling ${which} of ${relation} ends what they do for everyone who writes to it.${keys}`,
    help: `Enable it again in the same transaction:\n${sqlBlock(`ALTER TABLE ${sqlName(table)} ENABLE TRIGGER ${word};`)}`,
    claims: { relation },
  };
}

function isEnabledAgain({ table, trigger }: ChangeOf<'enable-trigger'>, context: RuleContext): boolean {
  const sameOrAll = (other: string): boolean =>
    other === trigger || other === 'ALL' || (other === 'USER' && trigger !== 'ALL');
  return context
    .later(table)
    .some(
      ({ change, unit }) =>
        unit === context.unit && change.kind === 'enable-trigger' && change.enabled && sameOrAll(change.trigger),
    );
}

/** Foreign keys are checked by triggers: in a session with the role `replica` they are not. */
function replicaRole(change: ChangeOf<'set'>, context: RuleContext): Hit | undefined {
  if (change.name !== 'session_replication_role' || change.value?.toLowerCase() !== 'replica') return undefined;
  const writes = ({ changes }: { readonly changes: RuleContext['statement']['changes'] }): boolean =>
    changes.some(
      (other) =>
        (other.kind === 'insert' || other.kind === 'update' || other.kind === 'delete' || other.kind === 'copy') &&
        other.table !== undefined &&
        !context.isNew(other.table),
    );
  const behind = context.script.statements.filter((other) => other.index > context.statement.index);
  if (!behind.some(writes)) return undefined;
  return {
    message:
      'With session_replication_role = replica no trigger fires and no foreign key is checked for what this migration writes: rows without a parent stay for good.',
    help: `Leave it at its default, and write the rows in an order that their foreign keys allow:\n${sqlBlock('RESET session_replication_role;')}`,
    claims: { relation: null, lock: null },
  };
}
