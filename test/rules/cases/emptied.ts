// Situations: tables that the transaction has emptied, tables that may not be there or had another name, and rows that are named one by one.
import type { Case } from './case.ts';

export const emptied: readonly Case[] = [
  {
    what: 'an index and a NOT NULL of a table that was truncated before',
    up: 'TRUNCATE orders; CREATE INDEX ON orders (total); ALTER TABLE orders ALTER note SET NOT NULL;',
    rules: ['truncate'],
    unseen: ['public.orders'],
  },
  {
    what: 'a NOT NULL column of a table that was truncated before',
    setup: 'CREATE TABLE orders (id bigint PRIMARY KEY);',
    up: 'TRUNCATE orders; ALTER TABLE orders ADD state text NOT NULL;',
    rules: ['truncate'],
    unseen: ['public.orders'],
  },
  {
    what: 'a table that is filled again after TRUNCATE',
    up: 'TRUNCATE orders; INSERT INTO orders (id) VALUES (2); CREATE INDEX ON orders (total);',
    rules: ['truncate', 'index-not-concurrent'],
  },
  {
    what: 'a table that was truncated in a transaction of its own',
    up: 'TRUNCATE orders; CREATE INDEX ON orders (total);',
    transaction: 'none',
    rules: ['truncate', 'index-not-concurrent'],
  },
  {
    what: 'another table than the truncated one',
    up: 'TRUNCATE orders; CREATE INDEX ON customers (email);',
    rules: ['truncate', 'index-not-concurrent'],
  },
  {
    what: 'filling a table behind its TRUNCATE',
    up: 'TRUNCATE archive.orders; INSERT INTO archive.orders SELECT id, note FROM orders;',
    rules: ['truncate', 'ddl-with-backfill-in-transaction'],
  },
  {
    what: 'a NOT NULL column of a table whose rows were all deleted',
    up: 'DELETE FROM orders; ALTER TABLE orders ADD state text NOT NULL;',
    rules: ['update-delete-without-where', 'add-column-not-null-no-default'],
  },
  {
    what: 'single rows by their key behind an ALTER TABLE',
    up: "ALTER TABLE orders ADD state text; UPDATE orders SET state = 'new' WHERE id IN (1, 2); DELETE FROM orders WHERE id = 7;",
    rules: [],
  },
  {
    what: 'rows by a column that is no key behind an ALTER TABLE',
    up: "ALTER TABLE orders ADD state text; UPDATE orders SET state = 'new' WHERE customer_id = 1;",
    rules: ['ddl-with-backfill-in-transaction'],
  },
  {
    what: 'making room for a table that no migration has made',
    up: 'DROP TABLE IF EXISTS n; CREATE TABLE n (id int);',
    rules: [],
  },
  {
    what: 'dropping a table, if it is there, that no migration has made',
    up: 'DROP TABLE IF EXISTS n;',
    rules: ['drop-table'],
  },
  {
    what: 'a new table in the place of one that was there',
    up: 'DROP TABLE IF EXISTS orders; CREATE TABLE orders (id int);',
    rules: ['drop-table'],
  },
  {
    what: 'an index like that of a key that was dropped before the table was renamed',
    setup:
      'CREATE TABLE firms (nr text PRIMARY KEY, id int NOT NULL); ALTER TABLE firms DROP CONSTRAINT firms_pkey, ADD CONSTRAINT firms_pkey PRIMARY KEY (id); ALTER TABLE firms RENAME TO suppliers;',
    up: 'CREATE INDEX CONCURRENTLY suppliers_nr_idx ON suppliers (nr);',
    transaction: 'none',
    rules: [],
  },
  {
    what: 'an index like that of a key from before the table was renamed',
    setup: 'CREATE TABLE firms (nr text PRIMARY KEY); ALTER TABLE firms RENAME TO suppliers;',
    up: 'CREATE INDEX CONCURRENTLY suppliers_nr_idx ON suppliers (nr);',
    transaction: 'none',
    rules: ['redundant-index'],
  },
  {
    what: 'NOT NULL behind a CHECK that was named after the old name of the table',
    setup:
      'CREATE TABLE firms (nr text CHECK (nr IS NOT NULL)); ALTER TABLE firms RENAME TO suppliers; ALTER TABLE suppliers DROP CONSTRAINT firms_nr_check;',
    up: 'ALTER TABLE suppliers ALTER nr SET NOT NULL;',
    rules: ['set-not-null-scan'],
  },
  {
    what: 'a table that TRUNCATE … CASCADE reaches over another one',
    setup:
      'CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE b (id int PRIMARY KEY, a_id int REFERENCES a); CREATE TABLE c (b_id int REFERENCES b);',
    up: 'TRUNCATE a CASCADE; ALTER TABLE c ADD x int NOT NULL; CREATE INDEX ON c (b_id);',
    rules: ['truncate-cascade'],
    unseen: ['public.c'],
  },
  {
    what: 'a table that TRUNCATE … CASCADE does not reach',
    setup: 'CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE c (id int);',
    up: 'TRUNCATE a CASCADE; CREATE INDEX ON c (id);',
    rules: ['truncate-cascade', 'index-not-concurrent'],
  },
  {
    what: 'another key for a row that a table without an index refers to',
    setup:
      'CREATE TABLE states (value text PRIMARY KEY, note text); CREATE TABLE jobs (id int PRIMARY KEY, state text REFERENCES states ON UPDATE CASCADE); INSERT INTO states VALUES (1); INSERT INTO jobs VALUES (1, 1);',
    up: "ALTER TABLE jobs ADD a int; UPDATE states SET value = 'x' WHERE value = '1';",
    rules: ['ddl-with-backfill-in-transaction'],
  },
  {
    what: 'the same key for a row that a table refers to, and another one where that table has an index',
    setup:
      'CREATE TABLE states (value text PRIMARY KEY, note text); CREATE TABLE jobs (id int PRIMARY KEY, state text REFERENCES states ON UPDATE CASCADE); CREATE TABLE runs (state text REFERENCES states ON UPDATE CASCADE); CREATE INDEX ON runs (state); INSERT INTO states VALUES (1); INSERT INTO jobs VALUES (1, 1); INSERT INTO runs SELECT 1 FROM generate_series(1, 2000);',
    up: "ALTER TABLE jobs ADD a int; ALTER TABLE runs ADD a int; UPDATE states SET note = 'x' WHERE value = '1';",
    rules: [],
  },
];
