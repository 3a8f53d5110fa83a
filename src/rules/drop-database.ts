// DROP DATABASE in a migration.
import { defineRule } from './rule.ts';

export const dropDatabase = defineRule({
  id: 'drop-database',
  category: 'data-loss',
  severity: 'error',
  title: 'A database is dropped.',
  why: 'Everything in it is gone, and nothing but a restored snapshot brings it back. A migration runs in every environment, and which database has that name differs between them.',
  instead:
    'Keep this out of migrations: rename the database and revoke CONNECT first, and drop it by hand, in one environment, when a snapshot of it exists.',
  sources: ['https://www.postgresql.org/docs/current/sql-dropdatabase.html'],
  example: {
    setup: 'CREATE SCHEMA reports;',
    bad: 'DROP DATABASE reports;',
    good: "COMMENT ON SCHEMA reports IS 'its database is dropped by hand in release 42';",
    transaction: { bad: 'none' },
    // Nothing of that name is there.
    fails: '3D000',
  },
  on: ['drop-database'],
  check(change) {
    return { message: `DROP DATABASE ${change.name} deletes everything in it for good, wherever this migration runs.` };
  },
});
