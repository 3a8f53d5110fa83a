// DROP TABLE: the rows are gone, and old code fails.
import { makesRoom } from './facts/clearing.ts';
import { listed } from './facts/listed.ts';
import { defineRule } from './rule.ts';

export const dropTable = defineRule({
  id: 'drop-table',
  category: 'data-loss',
  severity: 'error',
  title: 'An existing table is dropped.',
  why: 'Its rows cannot be brought back by a down migration, and code that still uses the table fails. Dropping also takes AccessExclusiveLock on every table that its foreign keys point to.',
  instead:
    '1. Release code that no longer uses the table.\n2. Keep a copy of the rows if they may be needed.\n3. Drop it in a later release, with an ignore comment that says so: `-- lockgate: ignore drop-table -- unused since release 42, archived`.',
  fineWhen:
    'The table is temporary or was created in the same release, or `IF EXISTS` clears the way for a table that no earlier migration has made.',
  claims: { lock: 'AccessExclusiveLock', work: 'none' },
  sources: [
    'https://www.postgresql.org/docs/current/sql-droptable.html',
    'https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-TABLES',
    'https://github.com/ankane/strong_migrations/issues/119',
  ],
  example: {
    setup: 'CREATE TABLE audit_2019 (id bigint PRIMARY KEY, entry text);',
    bad: 'DROP TABLE audit_2019;',
    good: "-- Code first: release a version that does not use the table, and drop it later.\nCOMMENT ON TABLE audit_2019 IS 'unused, to be dropped';",
  },
  on: ['drop'],
  check(change, context) {
    if (change.object !== 'table') return undefined;
    const live = change.names
      .filter((name) => !context.isNew(name) && !makesRoom(name, change, context))
      .map((name) => context.qualify(name));
    const [relation] = live;
    if (relation === undefined) return undefined;
    return {
      message: `Dropping ${listed(live)} deletes all rows for good, and code that still uses ${live.length === 1 ? 'the table' : 'these tables'} fails.`,
      claims: { relation },
    };
  },
});
