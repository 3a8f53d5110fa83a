// DROP COLUMN: the values are gone, and old code fails.
import { isAddedInRelease, knownColumn } from './facts/columns.ts';
import { defineRule } from './rule.ts';

export const dropColumn = defineRule({
  id: 'drop-column',
  category: 'data-loss',
  severity: 'error',
  title: 'A column of an existing table is dropped.',
  why: 'Its values cannot be brought back by a down migration. Code that still runs while the release rolls out reads or writes the column and fails.',
  instead:
    '1. Release code that neither reads nor writes the column.\n2. Drop it in a later release, with an ignore comment that says so: `-- lockgate: ignore drop-column -- unused since release 42`.',
  fineWhen: 'The column or its table was created in the same release.',
  claims: { lock: 'AccessExclusiveLock', work: 'none' },
  sources: [
    'https://www.postgresql.org/docs/current/sql-altertable.html',
    'https://github.com/ankane/strong_migrations#removing-a-column',
  ],
  example: {
    setup: 'CREATE TABLE users (id bigint PRIMARY KEY, nickname text);',
    bad: 'ALTER TABLE users DROP COLUMN nickname;',
    good: "-- Code first: release a version that does not use nickname, and drop the column later.\nCOMMENT ON COLUMN users.nickname IS 'unused, to be dropped';",
  },
  on: ['drop-column'],
  check(change, context) {
    if (context.isNew(change.table)) return undefined;
    if (isAddedInRelease(context, knownColumn(context, change.table, change.column))) return undefined;
    const relation = context.qualify(change.table);
    return {
      message: `Dropping ${change.column} deletes its values in ${relation} for good, and code that still uses the column fails.`,
      claims: { relation },
    };
  },
});
