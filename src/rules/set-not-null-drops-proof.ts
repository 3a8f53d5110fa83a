// SET NOT NULL and DROP of the CHECK that proves it, in one ALTER TABLE.
import type { ChangeOf } from '../model/change.ts';
import type { RuleContext, Suggestion } from '../model/finding.ts';
import { sqlIdentifier, sqlName } from '../sql/sql-names.ts';
import { notNullProof } from './facts/constraints.ts';
import { replacement } from './facts/edits.ts';
import { sqlBlock } from './facts/sql-block.ts';
import { defineRule } from './rule.ts';

export const setNotNullDropsProof = defineRule({
  id: 'set-not-null-drops-proof',
  category: 'availability',
  severity: 'error',
  title: 'SET NOT NULL stands in one ALTER TABLE with the DROP of the CHECK that proves it.',
  why: 'PostgreSQL drops first, whatever the order in the statement. The proof is gone when SET NOT NULL looks for it, so every row is read under AccessExclusiveLock: reads and writes wait.',
  instead:
    '1. ALTER TABLE … SET NOT NULL, while the CHECK is there.\n2. ALTER TABLE … DROP CONSTRAINT, in a statement of its own. Both may share a transaction.',
  fineWhen: 'The table was created in the same release.',
  claims: { lock: 'AccessExclusiveLock', work: 'scan' },
  sources: [
    'https://www.postgresql.org/docs/current/sql-altertable.html',
    'https://www.postgresql.org/docs/release/12.0/',
    'docs/conformance.md',
  ],
  example: {
    setup:
      'CREATE TABLE users (id bigint PRIMARY KEY, email text, CONSTRAINT users_email_set CHECK (email IS NOT NULL));',
    bad: 'ALTER TABLE users ALTER COLUMN email SET NOT NULL, DROP CONSTRAINT users_email_set;',
    good: 'ALTER TABLE users ALTER COLUMN email SET NOT NULL;\nALTER TABLE users DROP CONSTRAINT users_email_set;',
  },
  on: ['set-not-null'],
  check(change, context) {
    if (context.isNew(change.table)) return undefined;
    const proof = notNullProof(context, change.table, change.column);
    const drop = context.statement.changes.find(
      (other): other is ChangeOf<'drop-constraint'> => other.kind === 'drop-constraint' && other.name === proof?.name,
    );
    if (proof === undefined || drop === undefined) return undefined;
    const relation = context.qualify(change.table);
    const target = `ALTER TABLE ${sqlName(change.table)}`;
    const suggestion = split(change, drop, context, target);
    return {
      message: `The CHECK ${proof.name} that proves ${change.column} NOT NULL is dropped before it is looked at, so ${relation} is scanned under AccessExclusiveLock: reads and writes wait.`,
      help: `Use two statements:\n${sqlBlock(
        `${target} ALTER COLUMN ${sqlIdentifier(change.column)} SET NOT NULL;`,
        `${target} DROP CONSTRAINT ${sqlIdentifier(proof.name)};`,
      )}`,
      claims: { relation },
      ...(suggestion === undefined ? {} : { suggestion }),
    };
  },
});

/** Replaces the comma between the two by the end of one statement and the beginning of another, when these are all there is. */
function split(
  change: ChangeOf<'set-not-null'>,
  drop: ChangeOf<'drop-constraint'>,
  context: RuleContext,
  target: string,
): Suggestion | undefined {
  if (context.statement.changes.length !== 2 || drop.at.offset <= change.at.offset) return undefined;
  const between = /,\s*$/.exec(context.script.text.slice(change.at.offset, drop.at.offset));
  if (between === null) return undefined;
  return replacement(context, change.at.offset + between.index, drop.at.offset, `;\n${target} `);
}
