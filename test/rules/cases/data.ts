// Rows: how many are changed, how they are named, what is known of them, and what they may break.
import type { Case } from './case.ts';

const bulk = { 'unbatched-backfill': {} };
const analyzed = { 'backfill-without-analyze': {} };
const named = { 'insert-without-columns': {} };
const apart = { 'data-in-schema-migration': {} };

export const data: readonly Case[] = [
  {
    what: 'an UPDATE of all that match',
    up: "UPDATE orders SET note = '' WHERE note IS NULL;",
    also: bulk,
    rules: ['unbatched-backfill'],
  },
  {
    what: 'a copy of a live table into another',
    up: 'INSERT INTO archive.orders (id, note) SELECT id, note FROM orders;',
    also: bulk,
    rules: ['unbatched-backfill'],
  },
  {
    what: 'an UPDATE by a column that is no key',
    up: "UPDATE orders SET note = '' WHERE customer_id = 1;",
    also: bulk,
    rules: ['unbatched-backfill'],
  },
  {
    what: 'a condition on the key of another table',
    up: "UPDATE orders SET note = '' FROM customers c WHERE c.id = 1;",
    also: bulk,
    rules: ['unbatched-backfill'],
  },
  {
    what: 'rows named by their key',
    up: "UPDATE orders SET note = '' WHERE id = 1 AND note IS NULL; DELETE FROM orders WHERE 2 = id; DELETE FROM customers c WHERE c.id IN (1, 2); DELETE FROM customers WHERE id = ANY ('{1,2}');",
    also: bulk,
    rules: [],
  },
  {
    what: 'a batch',
    up: "UPDATE orders SET note = '' WHERE id IN (SELECT id FROM orders WHERE note IS NULL LIMIT 1000);",
    also: bulk,
    rules: [],
  },
  {
    what: 'rows of a new table',
    up: 'CREATE TABLE n (id int, a int); UPDATE n SET a = 1 WHERE a IS NULL; INSERT INTO n (id) SELECT id FROM orders;',
    also: bulk,
    rules: [],
  },
  {
    what: 'all rows, which has a rule of its own',
    up: "UPDATE orders SET note = '';",
    also: bulk,
    rules: ['update-delete-without-where'],
  },
  {
    what: 'all rows under a condition that is always true',
    up: "UPDATE orders SET note = '' WHERE 1 = 1; DELETE FROM customers WHERE true;",
    rules: ['update-delete-without-where', 'update-delete-without-where'],
  },
  { what: 'no row, under a condition that is never true', up: "UPDATE orders SET note = '' WHERE 1 = 2;", rules: [] },
  {
    what: 'a bulk change without ANALYZE, said once',
    up: "UPDATE orders SET note = '' WHERE note IS NULL; UPDATE orders SET code = '' WHERE code IS NULL;",
    also: analyzed,
    rules: ['backfill-without-analyze'],
  },
  {
    what: 'a new table that is filled and not analyzed',
    up: 'CREATE TABLE n (id int); INSERT INTO n (id) SELECT id FROM orders;',
    also: analyzed,
    rules: ['backfill-without-analyze'],
  },
  {
    what: 'a bulk change with ANALYZE',
    up: "UPDATE orders SET note = '' WHERE note IS NULL; ANALYZE orders; DELETE FROM customers WHERE email IS NULL; ANALYZE;",
    also: analyzed,
    rules: [],
  },
  {
    what: 'single rows without ANALYZE',
    up: "UPDATE orders SET note = '' WHERE id = 1; INSERT INTO customers (id) VALUES (7);",
    also: analyzed,
    rules: [],
  },
  {
    what: 'INSERT without columns',
    up: "INSERT INTO customers VALUES (7, 'b@example.org', 'Bo'); INSERT INTO archive.orders SELECT id, note FROM orders;",
    also: named,
    rules: ['insert-without-columns', 'insert-without-columns'],
  },
  {
    what: 'INSERT that needs no columns',
    up: 'INSERT INTO customers (id) VALUES (7); CREATE TABLE n (id int DEFAULT 1); INSERT INTO n VALUES (1); INSERT INTO archive.orders DEFAULT VALUES;',
    also: named,
    rules: [],
  },
  {
    what: 'INSERT with a column twice',
    up: 'INSERT INTO customers (id, email, id) VALUES (7, NULL, 8);',
    rules: ['duplicate-column-assignment'],
    fails: '42701',
  },
  {
    what: 'UPDATE with a column twice',
    up: 'UPDATE customers SET email = NULL, (name, email) = (NULL, NULL) WHERE id = 1;',
    rules: ['duplicate-column-assignment'],
    fails: '42601',
  },
  {
    what: 'parts of a column',
    setup: 'CREATE TYPE pair AS (a int, b int); CREATE TABLE t (id int, p pair, l int[]);',
    up: 'UPDATE t SET p.a = 1, p.b = 2, l[1] = 1, l[2] = 2 WHERE id = 1; INSERT INTO t (p.a, p.b) VALUES (1, 2);',
    rules: [],
  },
  {
    what: 'rows and schema in one migration, said once',
    up: 'ALTER TABLE orders ADD a int; INSERT INTO customers (id) VALUES (7); INSERT INTO customers (id) VALUES (8);',
    also: apart,
    rules: ['data-in-schema-migration'],
  },
  {
    what: 'rows alone, and rows of a new table',
    up: 'CREATE TABLE n (id int); INSERT INTO n VALUES (1); SELECT 1;',
    also: apart,
    rules: [],
  },
  {
    what: 'rows and ANALYZE',
    up: 'INSERT INTO customers (id) VALUES (7); ANALYZE customers; SET LOCAL work_mem = 1000;',
    also: apart,
    rules: [],
  },
  {
    what: 'a unique index on a column that the release adds',
    up: 'ALTER TABLE orders ADD number int; CREATE UNIQUE INDEX CONCURRENTLY orders_number ON orders (number);',
    transaction: 'none',
    rules: ['mixed-transactional-modes'],
  },
  {
    what: 'a unique index on rows that may repeat',
    up: 'CREATE UNIQUE INDEX CONCURRENTLY customers_email ON customers (lower(email)) WHERE name IS NOT NULL;',
    transaction: 'none',
    also: { 'data-dependent-change': {} },
    rules: ['data-dependent-change'],
  },
  {
    what: 'a key made of an index that is there',
    setup: 'CREATE TABLE t (id int NOT NULL); CREATE UNIQUE INDEX t_id ON t (id);',
    up: 'ALTER TABLE t ADD CONSTRAINT t_id PRIMARY KEY USING INDEX t_id;',
    rules: [],
  },
  { what: 'a unique index of a new table', up: 'CREATE TABLE n (id int); CREATE UNIQUE INDEX ON n (id);', rules: [] },
];
