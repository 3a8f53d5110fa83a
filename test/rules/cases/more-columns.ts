// Columns and their types: values that are lost, what stands in the way, and what careful teams want.
import type { Case } from './case.ts';

const on = (...rules: readonly string[]): Pick<Case, 'also'> => ({
  also: Object.fromEntries(rules.map((rule) => [rule, {}])),
});

const change = (from: string, to: string, rules: readonly string[], more: Partial<Case> = {}): Case => ({
  what: `values: ${from} to ${to}`,
  setup: `CREATE TABLE t (id int, c ${from});`,
  up: `ALTER TABLE t ALTER COLUMN c TYPE ${to};`,
  rules,
  ...more,
});

const narrows = ['change-column-type', 'type-narrowing'];
const keys = `
CREATE TABLE customers (id int PRIMARY KEY, code varchar(10) UNIQUE);
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id int REFERENCES customers, code varchar(10) REFERENCES customers (code), note text);
INSERT INTO customers SELECT g, g FROM generate_series(1, 100) g;
INSERT INTO orders SELECT g, g, g, 'x' FROM generate_series(1, 100) g;
`;

const losses: readonly Case[] = [
  change('bigint', 'int', narrows),
  change('int', 'smallint', narrows),
  change('int', 'bigint', ['change-column-type']),
  change('varchar(20)', 'varchar(10)', narrows),
  change('text', 'varchar(10)', narrows),
  change('text', 'varchar(10) USING left(c, 10)', ['change-column-type']),
  change('varchar(20)', 'varchar(10) USING c::varchar(10)', narrows),
  change('numeric(10,2)', 'numeric(10,1)', narrows),
  change('numeric(10,2)', 'numeric(8,2)', narrows),
  change('numeric(10,2)', 'numeric(12,3)', ['change-column-type']),
  change('numeric', 'numeric(10,2)', narrows),
  change('numeric(4)', 'int', ['change-column-type']),
  change('numeric(20)', 'int', narrows),
  change('int', 'numeric(8)', narrows),
  change('int', 'numeric(12,2)', ['change-column-type']),
  change('smallint', 'numeric', ['change-column-type']),
  change('double precision', 'real', narrows),
  change('double precision', 'int', narrows),
  change('timestamptz(6)', 'timestamptz(3)', narrows),
  change('timestamp', 'date', narrows),
  {
    what: 'values: a string is too long',
    setup: "CREATE TABLE t (c varchar(20)); INSERT INTO t VALUES ('much too long');",
    up: 'ALTER TABLE t ALTER c TYPE varchar(5);',
    rules: narrows,
    fails: '22001',
  },
  {
    what: 'values: a number is too large',
    setup: 'CREATE TABLE t (c bigint); INSERT INTO t VALUES (3000000000);',
    up: 'ALTER TABLE t ALTER c TYPE int;',
    rules: narrows,
    fails: '22003',
  },
  {
    what: 'values: a narrower type in a new table',
    up: 'CREATE TABLE n (id bigint PRIMARY KEY, c text); ALTER TABLE n ALTER c TYPE varchar(5);',
    rules: [],
  },
];

const zones: readonly Case[] = [
  change('timestamptz', 'timestamp', ['change-column-type', 'timezone-dependent-type-change'], {
    refuted: ['change-column-type'],
  }),
  change('timestamptz', "timestamp USING c AT TIME ZONE 'UTC'", ['change-column-type']),
  change('timestamptz', 'date', ['change-column-type', 'timezone-dependent-type-change', 'type-narrowing']),
  change('date', 'timestamptz', ['change-column-type', 'timezone-dependent-type-change']),
  change('date', 'timestamp', ['change-column-type']),
  change('timestamp(0)', 'timestamp(3)', []),
  {
    what: 'values: a type change of a column whose type is not known',
    up: 'ALTER TABLE orders ALTER note TYPE timestamptz USING note::timestamptz;',
    rules: ['change-column-type'],
    setup: 'CREATE TABLE orders (id bigint PRIMARY KEY, note text);',
  },
];

const dependents: readonly Case[] = [
  {
    what: 'a type change under a view',
    setup: 'CREATE TABLE t (id int, c varchar(5)); CREATE VIEW v AS SELECT c FROM t;',
    up: 'ALTER TABLE t ALTER c TYPE text;',
    rules: ['type-change-used-by-view'],
    fails: '0A000',
  },
  {
    what: 'a type change under a view of all columns',
    setup: 'CREATE TABLE t (id int, c varchar(5)); CREATE MATERIALIZED VIEW v AS SELECT * FROM t;',
    up: 'ALTER TABLE t ALTER c TYPE text;',
    rules: ['type-change-used-by-view'],
    fails: '0A000',
  },
  {
    what: 'a type change of a column that the view came too early for',
    setup: 'CREATE TABLE t (id int); CREATE VIEW v AS SELECT * FROM t; ALTER TABLE t ADD c varchar(5);',
    up: 'ALTER TABLE t ALTER c TYPE text;',
    rules: [],
  },
  {
    what: 'a type change under a view of other columns',
    setup: 'CREATE TABLE t (id int, c varchar(5)); CREATE VIEW v AS SELECT id FROM t;',
    up: 'ALTER TABLE t ALTER c TYPE text;',
    rules: [],
  },
  {
    what: 'a type change under a view that joins a table with the same column',
    setup:
      'CREATE TABLE t (id int, c varchar(5)); CREATE TABLE u (id int, c text); CREATE VIEW v AS SELECT u.c FROM t JOIN u USING (id);',
    up: 'ALTER TABLE t ALTER c TYPE text;',
    rules: [],
  },
  {
    what: 'a type change between DROP VIEW and CREATE VIEW',
    setup: 'CREATE TABLE t (id int, c varchar(5)); CREATE VIEW v AS SELECT c FROM t;',
    up: 'DROP VIEW v; ALTER TABLE t ALTER c TYPE text; CREATE VIEW v AS SELECT c FROM t;',
    rules: [],
  },
  {
    what: 'a type change of what foreign keys refer to',
    setup: keys,
    up: 'ALTER TABLE customers ALTER id TYPE bigint;',
    rules: ['change-column-type', 'type-change-rechecks'],
  },
  {
    what: 'a type change of what refers',
    setup: keys,
    up: 'ALTER TABLE orders ALTER customer_id TYPE bigint;',
    rules: ['change-column-type', 'type-change-rechecks'],
  },
  {
    what: 'a type change of a key without a rewrite',
    setup: keys,
    up: 'ALTER TABLE orders ALTER code TYPE varchar(20);',
    rules: ['type-change-rechecks'],
  },
  {
    what: 'a type change of a column in no foreign key',
    setup: keys,
    up: 'ALTER TABLE orders ALTER note TYPE varchar;',
    rules: [],
  },
  {
    what: 'a type change after the foreign key is dropped',
    setup: `${keys} ALTER TABLE orders DROP CONSTRAINT orders_customer_id_fkey;`,
    up: 'ALTER TABLE orders ALTER customer_id TYPE bigint;',
    rules: ['change-column-type'],
  },
  {
    what: 'a type change without ANALYZE',
    up: 'ALTER TABLE customers ALTER name TYPE varchar(80);',
    ...on('type-change-loses-statistics'),
    rules: ['type-change-loses-statistics'],
  },
  {
    what: 'two type changes of one table without ANALYZE, said once',
    up: 'ALTER TABLE customers ALTER name TYPE varchar(80), ALTER email TYPE varchar;',
    ...on('type-change-loses-statistics'),
    rules: ['type-change-loses-statistics'],
  },
  {
    what: 'a type change and ANALYZE of another table',
    up: 'ALTER TABLE customers ALTER name TYPE varchar(80); ANALYZE orders;',
    ...on('type-change-loses-statistics'),
    rules: ['type-change-loses-statistics'],
  },
  {
    what: 'a type change and ANALYZE of all tables',
    up: 'ALTER TABLE customers ALTER name TYPE varchar(80); ANALYZE;',
    ...on('type-change-loses-statistics'),
    rules: [],
  },
  {
    what: 'a type change and ANALYZE of its column',
    up: 'ALTER TABLE customers ALTER name TYPE varchar(80); ANALYZE customers (name);',
    ...on('type-change-loses-statistics'),
    rules: [],
  },
];

const values: readonly Case[] = [
  {
    what: 'DROP NOT NULL of a column that is in use',
    setup: 'CREATE TABLE t (id int, a text NOT NULL, b text);',
    up: 'ALTER TABLE t ALTER a DROP NOT NULL;',
    ...on('drop-not-null'),
    rules: ['drop-not-null'],
  },
  {
    what: 'DROP NOT NULL where the column is not known',
    setup: 'CREATE TABLE o AS SELECT 1 AS a;',
    up: 'ALTER TABLE o ALTER a DROP NOT NULL;',
    ...on('drop-not-null'),
    rules: ['drop-not-null'],
  },
  {
    what: 'DROP NOT NULL of what may be NULL, of a column that goes, and in a new table',
    setup: 'CREATE TABLE t (id int, a text NOT NULL, b text);',
    up: 'ALTER TABLE t ALTER b DROP NOT NULL; ALTER TABLE t ALTER a DROP NOT NULL;\n-- lockgate: ignore drop-column -- unused since release 42\nALTER TABLE t DROP a; CREATE TABLE n (c int NOT NULL); ALTER TABLE n ALTER c DROP NOT NULL;',
    ...on('drop-not-null'),
    rules: [],
  },
  {
    what: 'a default changes, and another goes',
    setup: 'CREATE TABLE t (a int DEFAULT 1, b int NOT NULL DEFAULT 2, c int DEFAULT 3);',
    up: 'ALTER TABLE t ALTER a SET DEFAULT 5; ALTER TABLE t ALTER b DROP DEFAULT;',
    ...on('change-default-semantics'),
    rules: ['change-default-semantics', 'change-default-semantics'],
  },
  {
    what: 'defaults of a new column and of a new table',
    up: 'ALTER TABLE orders ADD a int; ALTER TABLE orders ALTER a SET DEFAULT 5; CREATE TABLE n (b int DEFAULT 1); ALTER TABLE n ALTER b DROP DEFAULT;',
    ...on('change-default-semantics'),
    rules: [],
  },
  {
    what: 'a default that is put back after a change of the type',
    setup: "CREATE TYPE state AS ENUM ('new', 'old'); CREATE TABLE t (a text DEFAULT 'new');",
    up: "ALTER TABLE t ALTER a DROP DEFAULT, ALTER a TYPE state USING a::state, ALTER a SET DEFAULT 'new';",
    ...on('change-default-semantics'),
    rules: ['change-column-type'],
  },
  {
    what: 'a default that makes way for an identity, and one that goes with its column',
    setup: 'CREATE TABLE t (id bigserial, a int DEFAULT 1);',
    up: 'ALTER TABLE t ALTER id DROP DEFAULT; ALTER TABLE t ALTER id ADD GENERATED ALWAYS AS IDENTITY; ALTER TABLE t ALTER a DROP DEFAULT;\n-- lockgate: ignore drop-column -- unused since release 42\nALTER TABLE t DROP a;',
    ...on('change-default-semantics'),
    rules: [],
  },
  {
    what: 'explicit numbers in a serial and an identity column',
    setup: 'CREATE TABLE r (id serial PRIMARY KEY, name text);',
    up: "CREATE TABLE i (id int GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY); INSERT INTO r (id, name) VALUES (1, 'a'); INSERT INTO i (id) VALUES (1);",
    ...on('sequence-not-reset'),
    rules: ['sequence-not-reset', 'sequence-not-reset'],
  },
  {
    what: 'explicit numbers, and many INSERTs: said once',
    setup: 'CREATE TABLE r (id serial PRIMARY KEY, name text);',
    up: "INSERT INTO r (id, name) VALUES (11, 'a'); INSERT INTO r (id, name) VALUES (12, 'b'); INSERT INTO r (name) VALUES ('c');",
    ...on('sequence-not-reset'),
    rules: ['sequence-not-reset'],
  },
  {
    what: 'explicit numbers, and the sequence is set',
    setup:
      'CREATE TABLE r (id serial PRIMARY KEY, name text); CREATE TABLE s (id bigint GENERATED ALWAYS AS IDENTITY, n int);',
    up: "INSERT INTO r (id, name) VALUES (1, 'a'); SELECT setval('r_id_seq', 1); INSERT INTO s (id, n) OVERRIDING SYSTEM VALUE VALUES (7, 1); ALTER TABLE s ALTER id RESTART WITH 8;",
    ...on('sequence-not-reset'),
    rules: [],
  },
  {
    what: 'numbers that the sequence gives itself, and a column without one',
    setup: 'CREATE TABLE r (id serial PRIMARY KEY, name text); CREATE TABLE plain (id int PRIMARY KEY);',
    up: "INSERT INTO r (name) VALUES ('a'); INSERT INTO r (id, name) VALUES (DEFAULT, 'b'), (nextval('r_id_seq'), 'c'); INSERT INTO plain (id) VALUES (1);",
    ...on('sequence-not-reset'),
    rules: [],
  },
];

const types: readonly Case[] = [
  {
    what: 'char(n) in a table and in a new column',
    up: 'CREATE TABLE n (id bigint PRIMARY KEY, a char(3), b character(2) NOT NULL); ALTER TABLE orders ADD c char;',
    ...on('ban-char'),
    rules: ['ban-char', 'ban-char', 'ban-char'],
  },
  {
    what: 'no char(n): "char", text, varchar, and an array',
    up: 'CREATE TABLE n (id bigint PRIMARY KEY, a "char", b text, c varchar(3), d bpchar);',
    ...on('ban-char'),
    rules: [],
  },
  {
    what: 'char(n) that refers to a key of that type, inline and by a constraint of the table',
    setup: 'CREATE TABLE p (code char(2) PRIMARY KEY);',
    up: "SET LOCAL lock_timeout = '5s'; CREATE TABLE n (id bigint PRIMARY KEY, a char(2) REFERENCES p, b char(2), FOREIGN KEY (b) REFERENCES p);",
    ...on('ban-char'),
    rules: [],
  },
  {
    what: 'varchar(n)',
    up: 'CREATE TABLE n (id bigint PRIMARY KEY, a varchar(3), b character varying (20));',
    ...on('prefer-text'),
    rules: ['prefer-text', 'prefer-text'],
  },
  {
    what: 'varchar without a limit',
    up: 'CREATE TABLE n (id bigint PRIMARY KEY, a varchar, b text);',
    ...on('prefer-text'),
    rules: [],
  },
  {
    what: 'timestamp',
    up: 'CREATE TABLE n (id bigint PRIMARY KEY, a timestamp, b timestamp(3) without time zone); ALTER TABLE orders ADD c timestamp;',
    ...on('prefer-timestamptz'),
    rules: ['prefer-timestamptz', 'prefer-timestamptz', 'prefer-timestamptz'],
  },
  {
    what: 'timestamptz, date and time',
    up: 'CREATE TABLE n (id bigint PRIMARY KEY, a timestamptz, b timestamp with time zone, c date, d time);',
    ...on('prefer-timestamptz'),
    rules: [],
  },
  {
    what: 'keys of 4 and 2 bytes',
    up: 'CREATE TABLE n (id serial PRIMARY KEY); CREATE TABLE m (id int PRIMARY KEY); CREATE TABLE l (id smallint GENERATED ALWAYS AS IDENTITY, n int, PRIMARY KEY (n));',
    ...on('prefer-bigint'),
    rules: ['prefer-bigint', 'prefer-bigint', 'prefer-bigint', 'prefer-bigint'],
  },
  {
    what: 'keys of 8 bytes, chosen smallints, and keys that follow others',
    up: 'CREATE TABLE n (id bigserial PRIMARY KEY, year int); CREATE TABLE m (code smallint PRIMARY KEY); CREATE TABLE l (id smallint PRIMARY KEY REFERENCES m); CREATE TABLE k (a int, b int, PRIMARY KEY (a, b));',
    ...on('prefer-bigint'),
    rules: [],
  },
  {
    what: 'columns of 4 and 2 bytes that are no keys, when all are asked for',
    up: 'CREATE TABLE n (id bigint PRIMARY KEY, year int, month smallint, big bigint, list int[]);',
    also: { 'prefer-bigint': { 'all-columns': true } },
    rules: ['prefer-bigint', 'prefer-bigint'],
  },
  {
    what: 'serial in new tables',
    up: 'CREATE TABLE n (id serial PRIMARY KEY); CREATE TABLE m (id bigserial PRIMARY KEY, number smallserial);',
    ...on('prefer-identity'),
    rules: ['prefer-identity', 'prefer-identity', 'prefer-identity'],
  },
  {
    what: 'identity, and a sequence by hand',
    up: "CREATE SEQUENCE s; CREATE TABLE n (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY); CREATE TABLE m (id bigint DEFAULT nextval('s') PRIMARY KEY);",
    ...on('prefer-identity'),
    rules: [],
  },
  {
    what: 'serial in a partitioned table',
    up: 'CREATE TABLE n (id bigserial, at date) PARTITION BY RANGE (at);',
    ...on('prefer-identity'),
    rules: [],
    servers: [15],
  },
  {
    what: 'sequences of 4 and 2 bytes',
    up: 'CREATE SEQUENCE a AS integer; CREATE SEQUENCE b AS smallint NO CYCLE;',
    ...on('sequence-int-capacity'),
    rules: ['sequence-int-capacity', 'sequence-int-capacity'],
  },
  {
    what: 'sequences of 8 bytes, that start again, and for a session',
    up: 'CREATE SEQUENCE a; CREATE SEQUENCE b AS bigint; CREATE SEQUENCE c AS smallint CYCLE; CREATE TEMPORARY SEQUENCE d AS int;',
    ...on('sequence-int-capacity'),
    rules: [],
  },
];

const house: readonly Case[] = [
  {
    what: 'columns that may hold NULL',
    up: 'CREATE TABLE n (id bigint PRIMARY KEY, a int, b int); ALTER TABLE orders ADD c int;',
    ...on('column-not-nullable'),
    rules: ['column-not-nullable', 'column-not-nullable'],
  },
  {
    what: 'columns that are NOT NULL now or soon, and exceptions',
    up: 'CREATE TABLE n (id bigint, a int NOT NULL, b int, deleted_at timestamptz, PRIMARY KEY (id)); ALTER TABLE n ALTER b SET NOT NULL; ALTER TABLE orders ADD c int NOT NULL DEFAULT 0;',
    also: { 'column-not-nullable': { except: 'deleted_at|.*_note' } },
    rules: [],
  },
  {
    what: 'tables without what every table has',
    up: 'CREATE TABLE n (id bigint PRIMARY KEY); CREATE TABLE m (id bigint PRIMARY KEY, created_at date);',
    also: { 'required-columns': { columns: ['id', 'created_at timestamp with time zone'] } },
    rules: ['required-columns', 'required-columns'],
  },
  {
    what: 'tables with what every table has, and tables made of others',
    up: 'CREATE TABLE n (id bigserial PRIMARY KEY, created_at timestamptz); CREATE TABLE m (id bigint PRIMARY KEY); ALTER TABLE m ADD created_at timestamptz; CREATE TABLE l (LIKE n); CREATE TEMPORARY TABLE k (a int);',
    also: { 'required-columns': { columns: ['id bigint', 'created_at timestamptz'] } },
    rules: [],
  },
  {
    what: 'types that are forbidden, and strings that are too long',
    up: 'CREATE TABLE n (id bigint PRIMARY KEY, a money, b time with time zone, c varchar(300)); ALTER TABLE orders ADD d double precision[];',
    also: { 'type-deny-list': { types: ['money', 'timetz', 'double precision'], 'max-char-length': 255 } },
    rules: ['type-deny-list', 'type-deny-list', 'type-deny-list', 'type-deny-list'],
  },
  {
    what: 'types that are allowed',
    up: 'CREATE TABLE n (id bigint PRIMARY KEY, a numeric, b time, c varchar(255), d text); CREATE TABLE m (a app.money);',
    setup: 'CREATE SCHEMA app; CREATE DOMAIN app.money AS numeric;',
    also: { 'type-deny-list': { 'max-char-length': 255 } },
    rules: [],
  },
  {
    what: 'columns with gaps between them',
    up: 'CREATE TABLE n (a boolean, id bigint PRIMARY KEY, b boolean, at timestamptz, note text);',
    ...on('column-alignment'),
    rules: ['column-alignment'],
  },
  {
    what: 'columns with gaps behind a string, where an enum is known',
    setup: "CREATE TYPE mood AS ENUM ('good');",
    up: 'CREATE TABLE n (note text, id bigint PRIMARY KEY, m mood, at timestamptz, b smallint, number bigint);',
    ...on('column-alignment'),
    rules: ['column-alignment'],
  },
  {
    what: 'columns in a good order, gaps that rounding would bring anyway, and types that are not known',
    setup: 'CREATE TYPE pair AS (a int, b int);',
    up: 'CREATE TABLE n (id bigint PRIMARY KEY, at timestamptz, a int, b boolean, note text); CREATE TABLE m (a int, id bigint PRIMARY KEY); CREATE TABLE l (a boolean, b bigint, c boolean, d bigint, e pair);',
    ...on('column-alignment'),
    rules: [],
  },
  {
    what: 'an enum type',
    up: "CREATE TYPE mood AS ENUM ('good', 'bad'); CREATE TYPE none AS ENUM ();",
    ...on('create-enum'),
    rules: ['create-enum', 'create-enum'],
  },
  {
    what: 'types that are no enums',
    up: 'CREATE TYPE pair AS (a int, b int); CREATE DOMAIN positive AS int CHECK (VALUE > 0);',
    ...on('create-enum'),
    rules: [],
  },
];

export const moreColumns: readonly Case[] = [...losses, ...zones, ...dependents, ...values, ...types, ...house];
