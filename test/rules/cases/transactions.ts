// Transactions and sessions: what commits together, and what outlives it.
import type { Case } from './case.ts';

const states = "CREATE TYPE state AS ENUM ('new'); CREATE TABLE t (id int, s state);";

export const transactions: readonly Case[] = [
  {
    what: 'a new enum value used in the next transaction',
    setup: states,
    up: "ALTER TYPE state ADD VALUE 'paid'; INSERT INTO t VALUES (1, 'paid');",
    transaction: 'none',
    rules: [],
  },
  {
    what: 'a new enum value used as a default',
    setup: states,
    up: "ALTER TYPE state ADD VALUE 'paid'; ALTER TABLE t ALTER s SET DEFAULT 'paid';",
    rules: ['enum-value-used-in-same-transaction'],
    fails: '55P04',
  },
  {
    what: 'a new enum value that only another one refers to',
    setup: states,
    up: "ALTER TYPE state ADD VALUE 'paid'; ALTER TYPE state ADD VALUE 'sent' AFTER 'paid';",
    rules: [],
  },
  {
    what: 'a value added to an enum of the same transaction, before 17',
    up: "CREATE TYPE state AS ENUM ('new'); ALTER TYPE state ADD VALUE 'paid'; CREATE TABLE t (s state DEFAULT 'paid');",
    servers: [15],
    rules: ['enum-value-used-in-same-transaction'],
    fails: '55P04',
  },
  {
    what: 'a value added to an enum of the same transaction, since 17',
    up: "CREATE TYPE state AS ENUM ('new'); ALTER TYPE state ADD VALUE 'paid'; CREATE TABLE t (s state DEFAULT 'paid');",
    servers: [18],
    rules: [],
  },
  {
    what: 'the rows of a table that the transaction has given another name',
    up: 'ALTER TABLE orders RENAME TO old_orders; CREATE TABLE orders (id bigint); INSERT INTO orders SELECT id FROM old_orders;',
    rules: ['ddl-with-backfill-in-transaction'],
  },
  {
    what: 'filling a column in the transaction that adds it',
    up: "ALTER TABLE orders ADD state text; UPDATE orders SET state = 'new' WHERE id > 0;",
    rules: ['ddl-with-backfill-in-transaction'],
  },
  {
    what: 'filling a column in a transaction of its own',
    up: "ALTER TABLE orders ADD state text; UPDATE orders SET state = 'new' WHERE id > 0;",
    transaction: 'none',
    rules: [],
  },
  {
    what: 'filling before altering',
    up: "UPDATE orders SET note = '' WHERE note IS NULL; ALTER TABLE orders ADD state text;",
    rules: [],
  },
  {
    what: 'filling another table',
    up: 'ALTER TABLE orders ADD state text; DELETE FROM customers WHERE id = 7;',
    rules: [],
  },
  {
    what: 'single rows behind an ALTER TABLE',
    up: 'ALTER TABLE customers ADD state text; INSERT INTO customers (id) VALUES (7);',
    rules: [],
  },
  {
    what: 'filling a new table',
    up: 'CREATE TABLE n (id bigint); ALTER TABLE n ADD a int; INSERT INTO n SELECT id FROM orders;',
    rules: [],
  },
  {
    what: "BEGIN and COMMIT in the tool's transaction",
    up: 'BEGIN; CREATE TABLE n (id int); COMMIT;',
    rules: ['transaction-nesting'],
  },
  {
    what: 'a COMMIT alone in the query of a tool',
    up: 'CREATE TABLE n (id int); COMMIT;',
    transaction: 'own',
    rules: ['transaction-nesting'],
  },
  {
    what: 'BEGIN and COMMIT in one query',
    up: 'BEGIN; CREATE TABLE n (id int); COMMIT;',
    transaction: 'own',
    rules: [],
  },
  {
    what: 'BEGIN twice',
    up: 'BEGIN; BEGIN; CREATE TABLE n (id int); COMMIT;',
    transaction: 'none',
    rules: ['transaction-nesting'],
  },
  {
    what: 'two transactions, one after the other',
    up: 'BEGIN; CREATE TABLE n (id int); COMMIT; BEGIN; CREATE TABLE m (id int); COMMIT;',
    transaction: 'none',
    rules: [],
  },
  {
    what: 'savepoints',
    up: 'SAVEPOINT a; CREATE TABLE n (id int); ROLLBACK TO a; RELEASE a;',
    rules: [],
  },
  {
    what: 'a transaction without an end',
    up: 'BEGIN; CREATE TABLE n (id int);',
    transaction: 'own',
    rules: ['transaction-uncommitted'],
  },
  { what: 'SET of a timeout', up: "SET lock_timeout = '5s';", rules: ['session-setting-leak'] },
  { what: 'SET that is put back', up: "SET lock_timeout = '5s'; RESET lock_timeout;", rules: [] },
  { what: 'SET that RESET ALL puts back', up: "SET search_path = archive; SET role = 'none'; RESET ALL;", rules: [] },
  { what: 'SET LOCAL', up: "SET LOCAL lock_timeout = '5s';", rules: [] },
  { what: 'SET of what changes no behaviour', up: "SET client_min_messages = 'warning';", rules: [] },
  {
    what: 'a concurrent index beside other changes',
    up: 'CREATE TABLE n (id int); CREATE INDEX CONCURRENTLY ON orders (total);',
    transaction: 'none',
    rules: ['mixed-transactional-modes'],
  },
  {
    what: 'a concurrent index beside settings',
    up: 'SET statement_timeout = 0; CREATE INDEX CONCURRENTLY ON orders (total); RESET statement_timeout;',
    transaction: 'none',
    rules: [],
  },
];
