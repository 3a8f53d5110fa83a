// DROP TRIGGER: what it did is no longer done.
import { isOfRelease, tableNamed } from './facts/named.ts';
import { sqlBlock } from './facts/sql-block.ts';
import { defineRule } from './rule.ts';

export const dropTrigger = defineRule({
  id: 'drop-trigger',
  preset: 'strict',
  category: 'correctness',
  severity: 'warning',
  title: 'A trigger of an existing table is dropped.',
  why: 'What it kept up stops: audit rows, derived columns, the other half of a dual write. Code that relies on it goes on without an error. Dropping takes AccessExclusiveLock on the table until the transaction ends.',
  instead:
    'Make sure that nothing relies on the trigger, and drop it with a lock_timeout in force. To replace it, use CREATE OR REPLACE TRIGGER (14+), which takes a weaker lock.',
  fineWhen:
    'The table or the trigger was created in the same release, or the same transaction creates a trigger of that name again.',
  claims: { lock: 'AccessExclusiveLock', work: 'none' },
  sources: [
    'https://www.postgresql.org/docs/current/sql-droptrigger.html',
    'https://www.postgresql.org/docs/current/sql-createtrigger.html',
  ],
  example: {
    setup:
      "CREATE TABLE orders (id bigint PRIMARY KEY);\nCREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';\nCREATE TRIGGER orders_touch BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION touch();",
    bad: 'DROP TRIGGER orders_touch ON orders;',
    good: "SET LOCAL lock_timeout = '5s';\nCREATE OR REPLACE TRIGGER orders_touch BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION touch();",
  },
  on: ['drop'],
  check(change, context) {
    const { on: table, object } = change;
    const trigger = change.names[0]?.name;
    if (object !== 'trigger' || table === undefined || trigger === undefined || context.isNew(table)) return undefined;
    const found = tableNamed(context, table)?.triggers.find(({ name }) => name === trigger);
    const isNew = isOfRelease(context, found);
    const returns = context
      .later(table)
      .some(
        (later) =>
          later.unit === context.unit && later.change.kind === 'create-trigger' && later.change.trigger === trigger,
      );
    if (isNew || returns) return undefined;
    const relation = context.qualify(table);
    return {
      message: `Dropping trigger ${trigger} ends what it does for ${relation}, under AccessExclusiveLock: code that relies on it is not told.`,
      help: `When nothing relies on it any more, drop it with a limit for the wait:\n${sqlBlock("SET LOCAL lock_timeout = '5s';", `${context.statement.text};`)}`,
      claims: { relation },
    };
  },
});
