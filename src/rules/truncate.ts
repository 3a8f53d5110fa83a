// TRUNCATE empties a table at once.
import { defineRule } from './rule.ts';

export const truncate = defineRule({
  id: 'truncate',
  category: 'data-loss',
  severity: 'error',
  title: 'An existing table is emptied with TRUNCATE.',
  why: 'All rows are gone, and no down migration brings them back. It takes AccessExclusiveLock: reads and writes wait until the transaction ends.',
  instead:
    'Delete only the rows that are meant, in batches, outside the migration. If the table really is to be emptied, say why in an ignore comment: `-- lockgate: ignore truncate -- cache, filled again by the application`.',
  fineWhen: 'The table is temporary or was created in the same release.',
  claims: { lock: 'AccessExclusiveLock', work: 'none' },
  sources: ['https://www.postgresql.org/docs/current/sql-truncate.html'],
  example: {
    setup: 'CREATE TABLE sessions (id bigint PRIMARY KEY, expires timestamptz);',
    bad: 'TRUNCATE sessions;',
    good: "DELETE FROM sessions WHERE expires < now() - interval '30 days';",
  },
  on: ['truncate'],
  check(change, context) {
    if (change.cascade) return undefined;
    const live = change.tables.filter((table) => !context.isNew(table)).map((table) => context.qualify(table));
    const [relation] = live;
    if (relation === undefined) return undefined;
    return {
      message: `TRUNCATE deletes every row of ${live.join(', ')} for good, under AccessExclusiveLock: reads and writes wait until the transaction ends.`,
      claims: { relation },
    };
  },
});
