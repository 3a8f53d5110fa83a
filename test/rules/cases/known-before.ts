// What is there already, and what earlier statements have locked besides the tables that they name.
import { type Case, ignore } from './case.ts';

export const knownBefore: readonly Case[] = [
  {
    what: 'a text that is spelled like the new value of an enum type',
    setup:
      "CREATE TYPE e AS ENUM ('a'); CREATE TABLE c (id int PRIMARY KEY, b text, m e);CREATE TABLE d (id int PRIMARY KEY, b text);",
    up: "ALTER TYPE e ADD VALUE 'c'; UPDATE d SET b = 'c' WHERE id = 1;",
    rules: [],
  },
  {
    what: 'a table that is there already, whatever IF NOT EXISTS says of its columns',
    setup: 'CREATE TABLE c (a int, v varchar(255)); CREATE TABLE IF NOT EXISTS c (a int NOT NULL, v varchar(100));',
    up: 'ALTER TABLE c ALTER a SET NOT NULL;',
    rules: ['set-not-null-scan'],
  },
  {
    what: 'a partition that is there already',
    setup:
      'CREATE TABLE m (a int) PARTITION BY LIST (a); CREATE TABLE m_rest PARTITION OF m DEFAULT; CREATE TABLE m_1 PARTITION OF m FOR VALUES IN (1);',
    up: 'CREATE TABLE IF NOT EXISTS m_1 PARTITION OF m FOR VALUES IN (1);',
    rules: [],
  },
  {
    what: 'rows of a table that lost a foreign key to it, with the table that had it and without',
    setup:
      'CREATE TABLE p (id int PRIMARY KEY, w int); CREATE TABLE c (p_id int CONSTRAINT f REFERENCES p); CREATE TABLE q (id int PRIMARY KEY, w int); CREATE TABLE d (q_id int CONSTRAINT g REFERENCES q);',
    up: `SET LOCAL lock_timeout = '5s';${ignore('drop-table')}DROP TABLE c; UPDATE p SET w = 1 WHERE w > 1;${ignore('drop-constraint')}ALTER TABLE d DROP CONSTRAINT g; UPDATE q SET w = 1 WHERE w > 1;`,
    rules: ['ddl-with-backfill-in-transaction', 'ddl-with-backfill-in-transaction'],
  },
  {
    what: 'rows of a DEFAULT partition behind a new partition',
    setup: 'CREATE TABLE m (a int, b int) PARTITION BY LIST (a); CREATE TABLE m_rest PARTITION OF m DEFAULT;',
    up: `SET LOCAL lock_timeout = '5s'; CREATE TABLE m_1 PARTITION OF m FOR VALUES IN (1); UPDATE m_rest SET b = 1 WHERE b > 1;`,
    rules: ['attach-scans-default', 'create-partition-of', 'ddl-with-backfill-in-transaction'],
  },
  {
    what: 'rows of a table that never had the trigger that is dropped',
    setup: 'CREATE TABLE c (a int);',
    up: 'DROP TRIGGER IF EXISTS none ON c; UPDATE c SET a = 1 WHERE a > 1;',
    rules: [],
  },
  {
    what: 'an index of a partitioned table that is dropped',
    setup:
      'CREATE TABLE m (a int) PARTITION BY LIST (a); CREATE TABLE m_1 PARTITION OF m FOR VALUES IN (1); CREATE INDEX im ON m (a);',
    up: 'DROP INDEX im;',
    rules: [],
  },
  {
    what: 'a partitioned table that is rebuilt in a transaction',
    setup: 'CREATE TABLE m (a int) PARTITION BY LIST (a); CREATE INDEX im ON m (a);',
    up: 'REINDEX TABLE m;',
    fails: '25001',
    rules: ['reindex-not-concurrent', 'concurrently-in-transaction'],
  },
  {
    what: 'rows that are added where a key is not there yet, in an altered table',
    setup: 'CREATE TABLE c (id int PRIMARY KEY, v text); CREATE TABLE d (id int PRIMARY KEY, c_id int);',
    up: "ALTER TABLE c ADD COLUMN w text; INSERT INTO c (id, v) SELECT 4, 'x' WHERE NOT EXISTS (SELECT 1 FROM c WHERE c.id = 4); INSERT INTO d VALUES (1, (SELECT id FROM c WHERE id = 4));",
    rules: [],
  },
  {
    what: 'rows that are added where another column says so, in an altered table',
    setup: 'CREATE TABLE c (id int PRIMARY KEY, v text);',
    up: "ALTER TABLE c ADD COLUMN w text; INSERT INTO c (id, v) SELECT 4, 'x' WHERE NOT EXISTS (SELECT 1 FROM c WHERE v = 'x');",
    rules: ['ddl-with-backfill-in-transaction'],
  },
  {
    what: 'a setting that is set twice, of which the second stays',
    up: "SET lock_timeout = '2s'; SET lock_timeout = '5s';",
    rules: ['session-setting-leak'],
  },
  {
    what: 'no limit for new things alone',
    up: 'SET LOCAL lock_timeout = 0; CREATE SEQUENCE s; ALTER TABLE s OWNER TO CURRENT_USER; CREATE TABLE n (a int); ALTER TABLE n RENAME TO m; ALTER TABLE m ADD COLUMN b int;',
    rules: [],
  },
  {
    what: 'types that PostgreSQL does not convert by itself, without USING',
    setup: "CREATE TYPE e AS ENUM ('a'); CREATE DOMAIN d AS text; CREATE TABLE c (id int PRIMARY KEY, v d);",
    up: 'ALTER TABLE c ALTER v TYPE int;',
    fails: '42804',
    rules: ['change-column-type', 'type-change-needs-using'],
  },
  {
    what: 'a text that becomes an enum type without USING',
    setup: "CREATE TYPE e AS ENUM ('a'); CREATE TABLE c (id int PRIMARY KEY, v text);",
    up: 'ALTER TABLE c ALTER v TYPE e;',
    fails: '42804',
    rules: ['change-column-type', 'type-change-needs-using'],
  },
  {
    what: 'a default that stands in the way of USING, under the old name of the column',
    setup: "CREATE TABLE c (id int PRIMARY KEY, w text DEFAULT '1'); ALTER TABLE c RENAME w TO v;",
    up: 'ALTER TABLE c ALTER v TYPE int USING v::int, ALTER v SET DEFAULT 1;',
    fails: '42804',
    rules: ['change-column-type', 'type-change-needs-using'],
  },
  {
    what: 'a default that is dropped, in the statement or before',
    setup: "CREATE TABLE c (id int PRIMARY KEY, v text DEFAULT '1', w text DEFAULT '1', x text DEFAULT NULL);",
    up: 'ALTER TABLE c ALTER v TYPE int USING v::int, ALTER v SET DEFAULT 1, ALTER v DROP DEFAULT; ALTER TABLE c ALTER w DROP DEFAULT; ALTER TABLE c ALTER w TYPE int USING w::int; ALTER TABLE c ALTER x TYPE int USING x::int;',
    rules: ['change-column-type', 'change-column-type', 'change-column-type'],
  },
  {
    what: 'a view that is refreshed concurrently by an index of some of its rows, or of an expression',
    setup:
      'CREATE TABLE c (id int PRIMARY KEY, v text); CREATE MATERIALIZED VIEW m AS SELECT id, v FROM c; CREATE UNIQUE INDEX partly ON m (id) WHERE id > 0; CREATE UNIQUE INDEX low ON m (lower(v)); CREATE INDEX plain ON m (id);',
    up: 'REFRESH MATERIALIZED VIEW CONCURRENTLY m;',
    fails: '55000',
    rules: ['refresh-concurrently-needs-key'],
  },
  {
    what: 'a view that is refreshed concurrently by a unique index',
    setup:
      'CREATE TABLE c (id int PRIMARY KEY, v text); CREATE MATERIALIZED VIEW m AS SELECT id, v FROM c; CREATE UNIQUE INDEX ON m (id);',
    up: 'REFRESH MATERIALIZED VIEW CONCURRENTLY m;',
    unseen: ['public.m'],
    rules: [],
  },
  {
    what: 'a proof and a table that were rolled back',
    setup: 'CREATE TABLE c (a int); CREATE TABLE d (a int);',
    up: 'BEGIN; ALTER TABLE c ADD CONSTRAINT s CHECK (a IS NOT NULL) NOT VALID; ALTER TABLE c VALIDATE CONSTRAINT s; CREATE TABLE n (a int); ROLLBACK; ALTER TABLE c ALTER a SET NOT NULL;',
    transaction: 'none',
    rules: ['validate-in-same-transaction', 'set-not-null-scan'],
  },
  {
    what: 'a proof that was rolled back to a savepoint',
    setup: 'CREATE TABLE c (a int, b int);',
    up: 'BEGIN; SAVEPOINT p; ALTER TABLE c ADD CONSTRAINT a_set CHECK (a IS NOT NULL); ROLLBACK TO p; COMMIT; ALTER TABLE c ALTER a SET NOT NULL;',
    transaction: 'none',
    rules: ['check-not-valid-missing', 'set-not-null-scan'],
  },
];
