// Tables, views, partitions and what hangs on them.
import type { Case } from './case.ts';

export const objects: readonly Case[] = [
  {
    what: 'making room for a temporary table',
    up: 'DROP TABLE IF EXISTS seen; CREATE TEMP TABLE seen (id int);',
    rules: [],
  },
  {
    what: 'a temporary table in the place of one that was there',
    up: 'DROP TABLE IF EXISTS orders; CREATE TEMP TABLE orders (id int);',
    rules: ['drop-table'],
  },
  { what: 'dropping a table', up: 'DROP TABLE orders;', rules: ['drop-table'] },
  { what: 'dropping a new table', up: 'CREATE TABLE n (a int); DROP TABLE n;', rules: [] },
  { what: 'dropping a temporary table', up: 'CREATE TEMP TABLE n (a int); DROP TABLE n;', rules: [] },
  {
    what: 'dropping a new and an old table',
    up: 'CREATE TABLE n (a int); DROP TABLE n, orders;',
    rules: ['drop-table'],
  },
  { what: 'dropping with CASCADE', up: 'DROP TABLE orders CASCADE;', rules: ['drop-table', 'drop-cascade'] },
  { what: 'dropping a view', setup: 'CREATE VIEW v AS SELECT 1;', up: 'DROP VIEW v;', rules: ['drop-view'] },
  { what: 'dropping a new view with CASCADE', up: 'CREATE VIEW v AS SELECT 1; DROP VIEW v CASCADE;', rules: [] },
  {
    what: 'swapping tables',
    up: 'CREATE TABLE n (id int); ALTER TABLE orders RENAME TO orders_old; ALTER TABLE n RENAME TO orders;',
    rules: [],
  },
  { what: 'renaming a table', up: 'ALTER TABLE orders RENAME TO purchases;', rules: ['rename-table'] },
  {
    what: 'renaming a table in another schema, with a view of the same name elsewhere',
    up: 'ALTER TABLE archive.orders RENAME TO o2;',
    rules: ['rename-table'],
  },
  {
    what: 'renaming a view',
    setup: 'CREATE VIEW v AS SELECT 1 AS a;',
    up: 'ALTER VIEW v RENAME TO w;',
    rules: ['rename-table'],
  },
  { what: 'renaming a constraint', up: 'ALTER TABLE orders RENAME CONSTRAINT orders_pkey TO pk;', rules: [] },
  { what: 'dropping an empty schema', setup: 'CREATE SCHEMA s;', up: 'DROP SCHEMA s;', rules: [] },
  { what: 'dropping a full schema', up: 'DROP SCHEMA archive CASCADE;', rules: ['drop-schema'] },
  { what: 'dropping a new schema', up: 'CREATE SCHEMA s; DROP SCHEMA s CASCADE;', rules: [] },
  { what: 'truncating several tables', up: 'TRUNCATE orders, customers;', rules: ['truncate'] },
  { what: 'truncating a new table', up: 'CREATE TABLE n (a int); TRUNCATE n CASCADE;', rules: [] },
  { what: 'deleting everything', up: 'DELETE FROM orders;', rules: ['update-delete-without-where'] },
  { what: 'deleting everything in a new table', up: 'CREATE TABLE n (a int); DELETE FROM n;', rules: [] },
  { what: 'LOCK in a mode that stops nobody', up: 'LOCK TABLE orders IN ROW EXCLUSIVE MODE;', rules: [] },
  { what: 'LOCK … NOWAIT', up: 'LOCK TABLE orders NOWAIT;', rules: [] },
  { what: 'LOCK in a mode that stops writes', up: 'LOCK TABLE orders IN SHARE MODE;', rules: ['lock-table'] },
  {
    what: 'a trigger on a new table',
    setup: "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';",
    up: 'CREATE TABLE n (a int); CREATE TRIGGER tr BEFORE UPDATE ON n FOR EACH ROW EXECUTE FUNCTION f();',
    rules: [],
  },
  {
    what: 'a trigger on a view',
    setup:
      "CREATE VIEW v AS SELECT 1 AS a; CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';",
    up: 'CREATE TRIGGER tr INSTEAD OF UPDATE ON v FOR EACH ROW EXECUTE FUNCTION f();',
    rules: [],
  },
  { what: 'SET LOGGED of a new table', up: 'CREATE UNLOGGED TABLE n (a int); ALTER TABLE n SET LOGGED;', rules: [] },
  { what: 'plain VACUUM', up: 'VACUUM orders;', transaction: 'none', rules: [] },
  {
    what: 'VACUUM FULL switched off',
    up: 'VACUUM (FULL false) orders;',
    transaction: 'none',
    rules: [],
  },
  {
    what: 'VACUUM in a transaction',
    up: 'VACUUM orders;',
    rules: ['concurrently-in-transaction'],
    fails: '25001',
  },
  {
    what: 'the first filling of a materialized view',
    setup: 'CREATE MATERIALIZED VIEW m AS SELECT 1 AS a WITH NO DATA;',
    up: 'REFRESH MATERIALIZED VIEW m;',
    rules: [],
    unseen: ['public.m'],
  },
  {
    what: 'refreshing concurrently in a transaction',
    setup: 'CREATE MATERIALIZED VIEW m AS SELECT 1 AS a; CREATE UNIQUE INDEX ON m (a);',
    up: 'REFRESH MATERIALIZED VIEW CONCURRENTLY m;',
    rules: [],
    // It is compared with the new rows; readers go on.
    unseen: ['public.m'],
  },
  {
    what: 'attaching a new table',
    up: "CREATE TABLE n (LIKE readings); ALTER TABLE readings ATTACH PARTITION n FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');",
    rules: [],
  },
  {
    what: 'attaching an old table',
    setup: 'CREATE TABLE p (at int NOT NULL) PARTITION BY RANGE (at); CREATE TABLE c (at int NOT NULL);',
    up: 'ALTER TABLE p ATTACH PARTITION c FOR VALUES FROM (1) TO (9);',
    rules: ['attach-partition-scan'],
  },
  {
    what: 'attaching an old table with its proof',
    setup:
      'CREATE TABLE p (at int NOT NULL) PARTITION BY RANGE (at); CREATE TABLE c (at int NOT NULL CHECK (at >= 1 AND at < 9));',
    up: 'ALTER TABLE p ATTACH PARTITION c FOR VALUES FROM (1) TO (9);',
    rules: [],
  },
  {
    what: 'a partition of a new table',
    up: 'CREATE TABLE p (at int) PARTITION BY RANGE (at); CREATE TABLE c PARTITION OF p FOR VALUES FROM (1) TO (9);',
    rules: [],
  },
  {
    what: 'a partition of an old table',
    up: "CREATE TABLE n PARTITION OF readings FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');",
    rules: ['create-partition-of'],
  },
  {
    what: 'detaching where a DEFAULT partition leaves no other way',
    setup:
      'CREATE TABLE p (at int NOT NULL) PARTITION BY RANGE (at); CREATE TABLE c PARTITION OF p FOR VALUES FROM (1) TO (9); CREATE TABLE d (at int NOT NULL); ALTER TABLE p ATTACH PARTITION d DEFAULT;',
    up: 'ALTER TABLE p DETACH PARTITION c;',
    rules: [],
  },
];
