// Indexes: when building, dropping and rebuilding stops somebody.
import type { Case } from './case.ts';

export const indexes: readonly Case[] = [
  { what: 'an index on a new table', up: 'CREATE TABLE t (id int); CREATE INDEX ON t (id);', rules: [] },
  { what: 'an index on a temporary table', up: 'CREATE TEMP TABLE t (id int); CREATE INDEX ON t (id);', rules: [] },
  {
    what: 'a temporary table that hides an old one',
    up: 'CREATE TEMP TABLE orders (id int); CREATE INDEX ON orders (id);',
    rules: [],
  },
  {
    what: 'an index IF NOT EXISTS, of the name of one that went with its column',
    setup: 'CREATE TABLE t (id int, a int); CREATE INDEX t_idx ON t (a); ALTER TABLE t DROP COLUMN a;',
    up: 'CREATE INDEX IF NOT EXISTS t_idx ON t (id);',
    rules: ['index-not-concurrent'],
  },
  {
    what: 'an index IF NOT EXISTS, of the name that one was given',
    setup: 'CREATE TABLE t (id int); CREATE INDEX old_idx ON t (id); ALTER INDEX old_idx RENAME TO t_idx;',
    up: 'CREATE INDEX IF NOT EXISTS t_idx ON t (id);',
    rules: [],
  },
  {
    what: 'a unique index',
    up: 'CREATE UNIQUE INDEX ON orders (id);',
    rules: ['index-not-concurrent', 'redundant-index'],
  },
  {
    what: 'an index on a quoted name',
    up: 'CREATE INDEX "Idx" ON "Mixed Case" ("Id");',
    rules: ['index-not-concurrent'],
  },
  {
    what: 'a new table whose name differs in case only',
    up: 'CREATE TABLE "Orders" (id int); CREATE INDEX ON orders (id);',
    rules: ['index-not-concurrent', 'redundant-index'],
  },
  {
    what: 'a new table of the same name in another schema',
    up: 'CREATE SCHEMA fresh; CREATE TABLE fresh.orders (id int); CREATE INDEX ON fresh.orders (id);',
    rules: [],
  },
  {
    what: 'the old table, after one of the same name was made in another schema',
    up: 'CREATE SCHEMA fresh; CREATE TABLE fresh.orders (id int); CREATE INDEX ON orders (id);',
    rules: ['index-not-concurrent', 'redundant-index'],
  },
  {
    what: 'the old table of a schema on the search path',
    up: 'SET LOCAL search_path = archive; CREATE INDEX ON orders (id);',
    rules: ['index-not-concurrent'],
  },
  {
    what: 'a table that is there already, behind IF NOT EXISTS',
    up: 'CREATE TABLE IF NOT EXISTS orders (id int); CREATE INDEX ON orders (id);',
    rules: ['if-not-exists-hides-drift', 'index-not-concurrent', 'redundant-index'],
  },
  {
    what: 'a new table under its next name',
    up: 'CREATE TABLE t (id int); ALTER TABLE t RENAME TO t2; CREATE INDEX ON t2 (id);',
    rules: [],
  },
  {
    what: 'an old table under its next name',
    up: 'ALTER TABLE orders RENAME TO purchases; CREATE VIEW orders AS SELECT * FROM purchases; CREATE INDEX ON purchases (id);',
    rules: ['index-not-concurrent', 'redundant-index'],
  },
  { what: 'ON ONLY a partitioned table', up: 'CREATE INDEX ON ONLY readings (value);', rules: [] },
  {
    what: 'an index on a partitioned table',
    up: 'CREATE INDEX ON readings (value);',
    rules: ['index-on-partitioned-parent'],
  },
  {
    what: 'a concurrent index on a partitioned table',
    up: 'CREATE INDEX CONCURRENTLY ON readings (value);',
    transaction: 'none',
    rules: ['index-on-partitioned-parent'],
    fails: '0A000',
  },
  {
    what: 'an index on one partition',
    up: 'CREATE INDEX ON readings_2024 (value);',
    rules: ['index-not-concurrent'],
  },
  {
    what: 'a concurrent index outside a transaction',
    up: 'CREATE INDEX CONCURRENTLY ON orders (id);',
    transaction: 'none',
    rules: ['redundant-index'],
  },
  {
    what: 'a concurrent index as the only statement of a query',
    up: 'CREATE INDEX CONCURRENTLY ON orders (id);',
    transaction: 'own',
    rules: ['redundant-index'],
  },
  {
    what: 'a concurrent index after another statement of the same query',
    up: "SET lock_timeout = '5s'; RESET lock_timeout; CREATE INDEX CONCURRENTLY ON orders (id);",
    transaction: 'own',
    rules: ['concurrently-in-transaction', 'redundant-index'],
    fails: '25001',
  },
  {
    what: 'a concurrent index behind a BEGIN of the script',
    up: 'BEGIN; CREATE INDEX CONCURRENTLY ON orders (id); COMMIT;',
    transaction: 'none',
    rules: ['concurrently-in-transaction', 'redundant-index'],
    fails: '25001',
  },
  {
    what: 'IF NOT EXISTS without CONCURRENTLY',
    up: 'CREATE INDEX IF NOT EXISTS orders_total_idx ON orders (total);',
    rules: ['index-not-concurrent'],
  },
  { what: 'dropping an index', up: 'DROP INDEX orders_note_idx;', rules: ['drop-index-not-concurrent'] },
  {
    what: 'dropping an index concurrently in a transaction',
    up: 'DROP INDEX CONCURRENTLY orders_note_idx;',
    rules: ['concurrently-in-transaction'],
    fails: '25001',
  },
  {
    what: 'dropping the index of a new table',
    up: 'CREATE TABLE t (id int); CREATE INDEX t_idx ON t (id); DROP INDEX t_idx;',
    rules: [],
  },
  {
    what: 'dropping the index of a partitioned table, which has no concurrent form',
    setup: 'CREATE TABLE p (at int) PARTITION BY RANGE (at); CREATE INDEX p_idx ON p (at);',
    up: 'DROP INDEX p_idx;',
    rules: [],
  },
  { what: 'rebuilding one index', up: 'REINDEX INDEX orders_note_idx;', rules: ['reindex-not-concurrent'] },
  {
    what: 'rebuilding concurrently',
    up: 'REINDEX INDEX CONCURRENTLY orders_note_idx;',
    transaction: 'none',
    rules: [],
  },
  {
    what: 'rebuilding concurrently in a transaction',
    up: 'REINDEX (CONCURRENTLY) TABLE orders;',
    rules: ['concurrently-in-transaction'],
    fails: '25001',
  },
  { what: 'renaming an index', up: 'ALTER INDEX orders_note_idx RENAME TO orders_note_index;', rules: [] },
];
