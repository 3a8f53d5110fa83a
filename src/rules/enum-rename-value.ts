// ALTER TYPE … RENAME VALUE: old code still writes and compares with the old one.

import type { ChangeOf } from '../model/change.ts';
import type { RuleContext } from '../model/finding.ts';
import { sqlName } from '../sql/sql-names.ts';
import { isOfRelease, typeNamed } from './facts/named.ts';
import { steps } from './facts/sql-block.ts';
import { defineRule } from './rule.ts';

export const enumRenameValue = defineRule({
  id: 'enum-rename-value',
  category: 'compatibility',
  severity: 'warning',
  title: 'A value of an enum type in use is renamed.',
  why: 'Code that runs now still writes the old value and compares with it: both fail at once with error 22P02, in WHERE clauses too. Rows read back show a value that old code does not know. Logical replication does not carry the new name to subscribers.',
  instead:
    '1. Add the new value beside the old one, and release code that understands both.\n2. Write only the new one, and update old rows in batches.\n3. Leave the old value unused.',
  fineWhen: 'The type was created in the same release, or no code that runs names the value.',
  sources: [
    'https://www.postgresql.org/docs/current/sql-altertype.html',
    'https://www.postgresql.org/docs/current/logical-replication-restrictions.html',
  ],
  example: {
    setup: "CREATE TYPE order_state AS ENUM ('new', 'payed');",
    bad: "ALTER TYPE order_state RENAME VALUE 'payed' TO 'paid';",
    good: "ALTER TYPE order_state ADD VALUE 'paid';",
  },
  on: ['rename'],
  check(change, context) {
    if (change.object !== 'enum-value' || context.isNew(change.name) || isNewValue(change, context)) return undefined;
    const literal = `'${change.to.replaceAll("'", "''")}'`;
    return {
      message: `Value '${change.from}' of ${context.qualify(change.name)} is called '${change.to}' from now on: code that still names the old value fails with error 22P02.`,
      help: `${steps(['Add the new value, in a migration of its own:', `ALTER TYPE ${sqlName(change.name)} ADD VALUE ${literal};`])}\n2. Release code that understands both and writes the new one, and update old rows in batches.\n3. Leave the old value unused.`,
    };
  },
});

/** Added in this release, so that no code that runs knows it. */
function isNewValue({ name, from }: ChangeOf<'rename'>, context: RuleContext): boolean {
  const type = typeNamed(context, name);
  return (
    type?.kind === 'enum' &&
    isOfRelease(
      context,
      type.labels.find((label) => label.name === from),
    )
  );
}
