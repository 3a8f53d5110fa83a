// Partitions, enum types and names.
import type { Case } from './case.ts';

const on = (rule: string): Pick<Case, 'also'> => ({ also: { [rule]: {} } });
const gone = '-- lockgate: ignore drop-table -- kept long enough\n';
const mood = "CREATE TYPE mood AS ENUM ('good', 'bad');";
const long = 'a_name_that_goes_on_and_on_until_it_has_more_than_sixty_three_bytes';

export const morePartitions: readonly Case[] = [
  {
    what: 'DROP TABLE of a partition',
    up: `${gone}DROP TABLE readings_2024;`,
    rules: ['drop-partition'],
  },
  {
    what: 'DROP TABLE of a table that was attached',
    setup:
      'CREATE TABLE p (at int) PARTITION BY RANGE (at); CREATE TABLE p1 (at int); ALTER TABLE p ATTACH PARTITION p1 FOR VALUES FROM (1) TO (2); CREATE TABLE p_rest PARTITION OF p DEFAULT;',
    up: `${gone}DROP TABLE p1;`,
    rules: ['drop-partition'],
  },
  {
    what: 'DETACH PARTITION of a table that a foreign key points to',
    setup:
      'CREATE TABLE p (at int PRIMARY KEY) PARTITION BY RANGE (at); CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (1) TO (2); CREATE TABLE f (at int CONSTRAINT f_at REFERENCES p);',
    up: 'ALTER TABLE p DETACH PARTITION p1;',
    rules: ['detach-partition', 'detach-scans-referrer'],
  },
  {
    what: 'DETACH PARTITION after the foreign key is dropped',
    setup:
      'CREATE TABLE p (at int PRIMARY KEY) PARTITION BY RANGE (at); CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (1) TO (2); CREATE TABLE f (at int CONSTRAINT f_at REFERENCES p); ALTER TABLE f DROP CONSTRAINT f_at;',
    up: 'ALTER TABLE p DETACH PARTITION p1;',
    rules: ['detach-partition'],
  },
  {
    what: 'DROP TABLE of a partition that was detached',
    setup:
      'CREATE TABLE p (at int) PARTITION BY RANGE (at); CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (1) TO (2); ALTER TABLE p DETACH PARTITION p1;',
    up: `${gone}DROP TABLE p1;`,
    rules: [],
  },
  {
    what: 'DROP TABLE of a partition together with its table, of a new one, and of no partition',
    setup:
      'CREATE TABLE p (at int) PARTITION BY RANGE (at); CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (1) TO (2); CREATE TABLE o (a int);',
    up: `CREATE TABLE q (at int) PARTITION BY RANGE (at); CREATE TABLE q1 PARTITION OF q DEFAULT; DROP TABLE q1;\n${gone}DROP TABLE p, p1;\n${gone}DROP TABLE o;`,
    rules: [],
  },
  {
    what: 'changes of a partitioned table that reach its partitions',
    up: 'ALTER TABLE readings ALTER value SET DEFAULT 1; ALTER TABLE readings RENAME COLUMN value TO amount;',
    ...on('partition-fanout'),
    rules: ['partition-fanout', 'rename-column', 'partition-fanout'],
  },
  {
    what: 'changes of a partitioned table that stay there, of a partition, and of a table without',
    up: "ALTER TABLE ONLY readings ALTER value SET DEFAULT 3; ALTER TABLE readings_2024 ALTER value SET DEFAULT 4; ALTER TABLE orders ADD a int; COMMENT ON TABLE readings IS 'x';",
    ...on('partition-fanout'),
    rules: [],
  },
  {
    what: 'DROP NOT NULL on a partitioned table before 18',
    setup: 'CREATE TABLE p (at int, v int NOT NULL) PARTITION BY RANGE (at); CREATE TABLE p1 PARTITION OF p DEFAULT;',
    up: 'ALTER TABLE p ALTER v DROP NOT NULL;',
    ...on('partition-fanout'),
    rules: ['partition-fanout'],
    servers: [15],
  },
  {
    what: 'DROP NOT NULL on a partitioned table since 18',
    setup: 'CREATE TABLE p (at int, v int NOT NULL) PARTITION BY RANGE (at); CREATE TABLE p1 PARTITION OF p DEFAULT;',
    up: 'ALTER TABLE p ALTER v DROP NOT NULL;',
    ...on('partition-fanout'),
    rules: [],
    servers: [18],
  },
  {
    what: 'a primary key without the partition key',
    up: 'CREATE TABLE n (id bigint PRIMARY KEY, at date NOT NULL) PARTITION BY RANGE (at);',
    rules: ['partition-key-in-pk'],
    fails: '0A000',
  },
  {
    what: 'a unique index without the partition key',
    setup: 'CREATE TABLE p (id bigint, at date NOT NULL) PARTITION BY RANGE (at);',
    up: 'CREATE UNIQUE INDEX p_id ON p (id);',
    rules: ['partition-key-in-pk'],
    fails: '0A000',
  },
  {
    what: 'keys with the partition key, of a partition, and indexes that are not unique',
    setup:
      'CREATE TABLE p (id bigint, at date NOT NULL) PARTITION BY RANGE (at); CREATE TABLE p1 PARTITION OF p DEFAULT;',
    up: 'CREATE TABLE n (id bigint, at date, PRIMARY KEY (at, id)) PARTITION BY RANGE (at); CREATE TABLE m (id bigint, at date, UNIQUE (id)); CREATE TABLE n1 PARTITION OF n (UNIQUE (id)) DEFAULT; CREATE INDEX ON n (id);',
    rules: [],
  },
  {
    what: 'RENAME VALUE',
    setup: mood,
    up: "ALTER TYPE mood RENAME VALUE 'good' TO 'fine';",
    rules: ['enum-rename-value'],
  },
  {
    what: 'RENAME VALUE of a type in a schema',
    setup: "CREATE SCHEMA app; CREATE TYPE app.mood AS ENUM ('good');",
    up: "ALTER TYPE app.mood RENAME VALUE 'good' TO 'it''s fine';",
    rules: ['enum-rename-value'],
  },
  {
    what: 'RENAME VALUE of a new type and of a new value',
    setup: mood,
    up: "CREATE TYPE n AS ENUM ('a'); ALTER TYPE n RENAME VALUE 'a' TO 'b'; ALTER TYPE mood ADD VALUE 'fnie'; ALTER TYPE mood RENAME VALUE 'fnie' TO 'fine';",
    transaction: 'none',
    rules: [],
  },
  {
    what: 'ADD VALUE without a place',
    setup: `${mood} ALTER TYPE mood ADD VALUE 'awful';`,
    up: "ALTER TYPE mood ADD VALUE 'fine'; ALTER TYPE mood ADD VALUE IF NOT EXISTS 'bright';",
    transaction: 'none',
    ...on('enum-value-order'),
    rules: ['enum-value-order', 'enum-value-order'],
  },
  {
    what: 'ADD VALUE with a place, of a value that is there, and to a new type',
    setup: mood,
    up: "ALTER TYPE mood ADD VALUE IF NOT EXISTS 'bad'; ALTER TYPE mood ADD VALUE 'fine' AFTER 'good'; CREATE TYPE n AS ENUM ('a'); ALTER TYPE n ADD VALUE 'b';",
    transaction: 'none',
    ...on('enum-value-order'),
    rules: [],
  },
  {
    what: 'tables without a primary key',
    up: 'CREATE TABLE n (a int UNIQUE, b int); CREATE TABLE m (a int); CREATE UNIQUE INDEX m_a ON m (a);',
    ...on('table-without-pk'),
    rules: ['table-without-pk', 'table-without-pk'],
  },
  {
    what: 'tables with a primary key now or later, or that need none',
    up: `CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE b (id int, PRIMARY KEY (id)); CREATE TABLE c (id int); ALTER TABLE c ADD PRIMARY KEY (id);
CREATE TABLE d (id int NOT NULL UNIQUE); ALTER TABLE d REPLICA IDENTITY USING INDEX d_id_key; CREATE TABLE e AS SELECT 1 AS x; CREATE TEMPORARY TABLE f (id int);
CREATE UNLOGGED TABLE g (id int); CREATE TABLE h (LIKE a INCLUDING ALL); CREATE TABLE i (id int) PARTITION BY LIST (id); CREATE TABLE i1 PARTITION OF i DEFAULT;`,
    ...on('table-without-pk'),
    rules: [],
  },
  {
    what: 'names that are cut',
    up: `CREATE TABLE "${long.toUpperCase()}" (id bigint PRIMARY KEY, ${long} int, CONSTRAINT ${'ä'.repeat(32)} UNIQUE (id)); ALTER TABLE orders RENAME COLUMN note TO ${long};`,
    rules: [
      'identifier-too-long',
      'identifier-too-long',
      'identifier-too-long',
      'rename-column',
      'identifier-too-long',
    ],
  },
  {
    what: 'names that just fit, long strings and long names of what is there',
    setup: `CREATE TABLE ${long.slice(0, 63)} (id bigint PRIMARY KEY);`,
    up: `CREATE TABLE n (id bigint PRIMARY KEY, ${long.slice(0, 63)} int, b text DEFAULT '${long}'); -- ${long}\nCOMMENT ON TABLE ${long} IS 'x'; CREATE VIEW v AS SELECT '${long}' AS a;`,
    rules: [],
  },
];
