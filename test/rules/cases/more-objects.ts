// Views, types, triggers, schemas, and rules about names and running again.
import type { Case } from './case.ts';

const triggered = `
CREATE TABLE t (id int PRIMARY KEY, note text);
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER tr BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION f();`;
const viewed = `
CREATE TABLE t (id int PRIMARY KEY, note text);
CREATE VIEW v AS SELECT id FROM t;
CREATE MATERIALIZED VIEW m AS SELECT id FROM t;`;
const typed = `CREATE TYPE mood AS ENUM ('sad'); CREATE DOMAIN positive AS int;
CREATE TABLE people (id int PRIMARY KEY, mood mood);`;
const strict = (id: string): Pick<Case, 'also'> => ({ also: { [id]: {} } });

const views: readonly Case[] = [
  { what: 'dropping an old view', setup: viewed, up: 'DROP VIEW v;', rules: ['drop-view'] },
  {
    what: 'dropping an old materialized view',
    setup: viewed,
    up: 'DROP MATERIALIZED VIEW IF EXISTS m;',
    rules: ['drop-view'],
  },
  {
    what: 'dropping two views, of which one comes back',
    setup: `${viewed} CREATE VIEW w AS SELECT 1 AS a;`,
    up: 'DROP VIEW v, w; CREATE VIEW public.w AS SELECT 2 AS b;',
    rules: ['drop-view'],
  },
  {
    what: 'replacing a view by dropping it',
    setup: viewed,
    up: 'DROP VIEW v; CREATE VIEW v AS SELECT note, id FROM t;',
    rules: [],
  },
  {
    what: 'a view that comes back only in another schema',
    setup: `${viewed} CREATE SCHEMA s;`,
    up: 'DROP VIEW v; CREATE VIEW s.v AS SELECT 1 AS a;',
    rules: ['drop-view'],
  },
  {
    what: 'a table that takes the name of a view',
    setup: viewed,
    up: 'DROP VIEW v; CREATE TABLE n (id int); ALTER TABLE n RENAME TO v;',
    rules: [],
  },
  {
    what: 'a view that comes back in a later transaction',
    setup: viewed,
    up: 'DROP VIEW v; CREATE VIEW v AS SELECT 1 AS a;',
    transaction: 'none',
    rules: ['drop-view'],
  },
  {
    what: 'grants that go with a view',
    setup: `${viewed} GRANT SELECT ON v TO PUBLIC;`,
    up: 'DROP VIEW v; CREATE VIEW v AS SELECT note, id FROM t;',
    rules: ['drop-loses-grants'],
  },
  {
    what: 'grants that go with a table',
    setup: 'CREATE TABLE t (id int); GRANT SELECT, INSERT ON TABLE t TO pg_monitor;',
    up: 'CREATE TABLE n (id int); DROP TABLE t; ALTER TABLE n RENAME TO t;',
    rules: ['drop-table', 'drop-loses-grants'],
  },
  {
    what: 'grants that are given again',
    setup: `${viewed} GRANT SELECT ON v TO pg_monitor;`,
    up: 'DROP VIEW v; CREATE VIEW v AS SELECT note, id FROM t; GRANT SELECT ON v TO pg_monitor;',
    rules: [],
  },
  {
    what: 'grants that were revoked before',
    setup: `${viewed} GRANT SELECT ON v TO pg_monitor; REVOKE ALL ON v FROM pg_monitor;`,
    up: 'DROP VIEW v; CREATE VIEW v AS SELECT note, id FROM t;',
    rules: [],
  },
];

const filled: readonly Case[] = [
  {
    what: 'a materialized view that is filled while a table is locked',
    up: 'ALTER TABLE customers ADD COLUMN a int; CREATE MATERIALIZED VIEW n AS SELECT id FROM orders;',
    rules: ['matview-with-data'],
  },
  {
    what: 'CREATE TABLE AS while a table is locked',
    up: 'ALTER TABLE customers ADD COLUMN a int; CREATE TABLE n AS SELECT id FROM orders;',
    rules: ['matview-with-data'],
  },
  {
    what: 'CREATE TABLE AS from a view that made room for it',
    setup: viewed,
    up: 'ALTER VIEW v RENAME TO w; CREATE TABLE v AS SELECT id FROM w;',
    rules: ['matview-with-data'],
  },
  {
    what: 'SELECT INTO from the table that is locked',
    up: 'LOCK TABLE orders IN SHARE MODE NOWAIT; SELECT id INTO n FROM orders;',
    rules: ['matview-with-data'],
  },
  {
    what: 'a materialized view over a view of the table that is locked',
    up: 'CREATE VIEW w AS SELECT id FROM orders; ALTER TABLE orders ADD COLUMN a int; CREATE MATERIALIZED VIEW n AS SELECT id FROM w;',
    rules: ['matview-with-data'],
  },
  {
    what: 'CREATE TABLE AS before a lock',
    up: 'CREATE TABLE n AS SELECT id FROM orders; ALTER TABLE customers ADD COLUMN a int;',
    rules: [],
  },
  {
    what: 'CREATE TABLE AS WITH NO DATA',
    up: 'ALTER TABLE customers ADD COLUMN a int; CREATE TABLE n AS SELECT id FROM orders WITH NO DATA;',
    rules: [],
  },
  {
    what: 'a materialized view over the table that is locked',
    up: 'ALTER TABLE orders ADD COLUMN a int; CREATE MATERIALIZED VIEW n AS SELECT id FROM orders;',
    rules: ['matview-with-data'],
  },
  {
    what: 'CREATE TABLE AS outside a transaction',
    up: 'ALTER TABLE customers ADD COLUMN a int; CREATE TABLE n AS SELECT id FROM orders;',
    transaction: 'none',
    rules: [],
  },
  {
    what: 'CREATE TABLE AS behind DROP TABLE IF EXISTS',
    up: 'DROP TABLE IF EXISTS n; CREATE TABLE n AS SELECT id FROM orders;',
    rules: [],
  },
];

const types: readonly Case[] = [
  {
    what: 'dropping a type with its columns',
    setup: typed,
    up: 'DROP TYPE mood CASCADE;',
    rules: ['drop-type-cascade'],
  },
  {
    what: 'dropping a domain with its columns',
    setup: typed,
    up: 'DROP DOMAIN positive CASCADE;',
    rules: ['drop-type-cascade'],
  },
  { what: 'dropping a new type with CASCADE', up: "CREATE TYPE n AS ENUM ('a'); DROP TYPE n CASCADE;", rules: [] },
  {
    what: 'replacing a type',
    setup: typed,
    up: "ALTER TYPE mood RENAME TO mood_old; CREATE TYPE mood AS ENUM ('sad', 'happy'); ALTER TABLE people DROP COLUMN mood; DROP TYPE mood_old CASCADE;",
    rules: ['drop-column', 'drop-cascade'],
  },
  { what: 'dropping a type', setup: typed, up: 'DROP DOMAIN positive;', rules: ['drop-type'], ...strict('drop-type') },
  {
    what: 'dropping and making a type',
    setup: typed,
    up: 'DROP DOMAIN positive; CREATE DOMAIN positive AS bigint;',
    rules: [],
    ...strict('drop-type'),
  },
  {
    what: 'dropping a function',
    setup: "CREATE FUNCTION g(int) RETURNS int LANGUAGE sql AS 'SELECT 1';",
    up: 'DROP FUNCTION g(int);',
    rules: ['drop-function'],
    ...strict('drop-function'),
  },
  {
    what: 'a function with other parameters',
    setup: "CREATE FUNCTION g(int) RETURNS int LANGUAGE sql AS 'SELECT 1';",
    up: "DROP FUNCTION g(int); CREATE FUNCTION g(bigint) RETURNS int LANGUAGE sql AS 'SELECT 1';",
    rules: [],
    ...strict('drop-function'),
  },
  {
    what: 'dropping the function of a trigger',
    setup: `${triggered} DROP TRIGGER tr ON t;`,
    up: 'DROP FUNCTION f();',
    rules: [],
    ...strict('drop-function'),
  },
  {
    what: 'dropping a new function',
    up: "CREATE FUNCTION g(int) RETURNS int LANGUAGE sql AS 'SELECT 1'; DROP FUNCTION g(int);",
    rules: [],
    ...strict('drop-function'),
  },
];

const schemas: readonly Case[] = [
  { what: 'moving a table', up: 'ALTER TABLE customers SET SCHEMA archive;', rules: ['set-schema'] },
  {
    what: 'moving a function',
    setup: "CREATE SCHEMA s; CREATE FUNCTION g(int) RETURNS int LANGUAGE sql AS 'SELECT 1';",
    up: 'ALTER FUNCTION g(int) SET SCHEMA s;',
    rules: ['set-schema'],
  },
  {
    what: 'moving a table behind a view',
    up: 'ALTER TABLE customers SET SCHEMA archive; CREATE VIEW customers AS SELECT * FROM archive.customers;',
    rules: [],
  },
  { what: 'moving a new table', up: 'CREATE TABLE n (id int); ALTER TABLE n SET SCHEMA archive;', rules: [] },
  { what: 'renaming a schema', up: 'ALTER SCHEMA archive RENAME TO attic;', rules: ['rename-schema'] },
  { what: 'renaming a new schema', up: 'CREATE SCHEMA s; ALTER SCHEMA s RENAME TO z;', rules: [] },
  {
    what: 'dropping a database',
    up: 'DROP DATABASE IF EXISTS nowhere;',
    transaction: 'none',
    rules: ['drop-database'],
  },
];

const triggers: readonly Case[] = [
  {
    what: 'disabling a trigger',
    setup: triggered,
    up: 'ALTER TABLE t DISABLE TRIGGER tr;',
    rules: ['disable-trigger'],
  },
  {
    what: 'disabling the triggers of users',
    setup: triggered,
    up: 'ALTER TABLE t DISABLE TRIGGER USER;',
    rules: ['disable-trigger'],
  },
  {
    what: 'disabling a trigger for a moment',
    setup: triggered,
    up: "ALTER TABLE t DISABLE TRIGGER tr; INSERT INTO t VALUES (1, 'a'); ALTER TABLE t ENABLE TRIGGER USER;",
    rules: [],
  },
  {
    what: 'disabling a trigger across transactions',
    setup: triggered,
    up: "ALTER TABLE t DISABLE TRIGGER tr; INSERT INTO t VALUES (1, 'a'); ALTER TABLE t ENABLE TRIGGER tr;",
    transaction: 'none',
    rules: ['disable-trigger'],
  },
  {
    what: 'enabling another trigger',
    setup: triggered,
    up: 'ALTER TABLE t DISABLE TRIGGER USER; ALTER TABLE t ENABLE TRIGGER tr;',
    rules: ['disable-trigger'],
  },
  {
    what: 'writing as a replica',
    up: 'SET LOCAL session_replication_role = replica; INSERT INTO customers (id) VALUES (7);',
    rules: ['disable-trigger'],
  },
  {
    what: 'writing as a replica to a new table',
    up: 'CREATE TABLE n (id int); SET LOCAL session_replication_role = replica; INSERT INTO n VALUES (1);',
    rules: [],
  },
  {
    what: 'dropping a trigger',
    setup: triggered,
    up: 'DROP TRIGGER IF EXISTS tr ON t;',
    rules: ['drop-trigger'],
    ...strict('drop-trigger'),
  },
  {
    what: 'replacing a trigger',
    setup: triggered,
    up: "SET LOCAL lock_timeout = '5s'; DROP TRIGGER tr ON t; CREATE TRIGGER tr AFTER UPDATE ON t FOR EACH ROW EXECUTE FUNCTION f();",
    rules: [],
    ...strict('drop-trigger'),
  },
];

const settings: readonly Case[] = [
  {
    what: 'autovacuum off',
    up: 'ALTER TABLE orders SET (fillfactor = 90, autovacuum_enabled = off);',
    rules: ['disable-autovacuum'],
  },
  {
    what: 'autovacuum off for a new table',
    up: 'CREATE TABLE n (id int) WITH (autovacuum_enabled = 0);',
    rules: ['disable-autovacuum'],
  },
  {
    what: 'autovacuum off for long values',
    up: 'ALTER TABLE orders SET (toast.autovacuum_enabled = false);',
    rules: ['disable-autovacuum'],
  },
  {
    what: 'autovacuum on',
    up: 'ALTER TABLE orders SET (autovacuum_enabled); ALTER TABLE orders RESET (autovacuum_enabled);',
    rules: [],
  },
  {
    what: 'autovacuum off around a load',
    up: 'ALTER TABLE orders SET (autovacuum_enabled = false); INSERT INTO orders (id) VALUES (9); ALTER TABLE orders RESET (autovacuum_enabled);',
    rules: [],
  },
  {
    what: 'replica identity full',
    up: 'ALTER TABLE orders REPLICA IDENTITY FULL;',
    rules: ['replica-identity-change'],
    ...strict('replica-identity-change'),
  },
  {
    what: 'replica identity nothing',
    up: 'ALTER TABLE orders REPLICA IDENTITY NOTHING;',
    rules: ['replica-identity-change'],
    ...strict('replica-identity-change'),
  },
  {
    what: 'replica identity default',
    up: 'ALTER TABLE orders REPLICA IDENTITY DEFAULT;',
    rules: [],
    ...strict('replica-identity-change'),
  },
  {
    what: 'replica identity of a new table',
    up: 'CREATE TABLE n (id int PRIMARY KEY); ALTER TABLE n REPLICA IDENTITY FULL;',
    rules: [],
    ...strict('replica-identity-change'),
  },
  {
    what: 'another tablespace',
    up: 'ALTER TABLE orders SET TABLESPACE fast;',
    rules: ['set-tablespace'],
    fails: '42704',
  },
  {
    what: 'an index in another tablespace',
    up: 'ALTER INDEX orders_note_idx SET TABLESPACE fast;',
    rules: ['set-tablespace'],
    fails: '42704',
  },
  {
    what: 'a new table in another tablespace',
    up: 'CREATE TABLE n (id int); ALTER TABLE n SET TABLESPACE pg_default;',
    rules: [],
  },
];

const joined: readonly Case[] = [
  {
    what: 'two ALTER TABLE in a row',
    up: 'ALTER TABLE orders ADD a int; ALTER TABLE public.orders ADD b int;',
    rules: ['multiple-alter-table'],
    ...strict('multiple-alter-table'),
  },
  {
    what: 'two changes of types',
    up: 'ALTER TABLE orders ALTER note TYPE varchar; ALTER TABLE orders ALTER note DROP DEFAULT, ALTER code DROP NOT NULL;',
    rules: ['multiple-alter-table'],
    ...strict('multiple-alter-table'),
  },
  {
    what: 'two ALTER TABLE of one column that would run in another order as one, or fail',
    setup: 'CREATE TABLE t (id int, a int DEFAULT 1, b text);',
    up: 'ALTER TABLE t ADD c int NOT NULL DEFAULT 1; ALTER TABLE t ALTER c DROP DEFAULT; ALTER TABLE t ALTER a SET DEFAULT 2; ALTER TABLE t ALTER a DROP DEFAULT;',
    rules: ['check-on-new-column-breaks-old-code', 'multiple-alter-table'],
    ...strict('multiple-alter-table'),
  },
  {
    what: 'a type change that reads a column of the statement before',
    setup: 'CREATE TABLE t (id int, a int, b text);',
    up: 'ALTER TABLE t ADD c int; ALTER TABLE t ALTER a TYPE bigint USING c;',
    rules: ['change-column-type'],
    ...strict('multiple-alter-table'),
  },
  {
    what: 'ALTER TABLE of two tables',
    up: 'ALTER TABLE orders ADD a int; ALTER TABLE customers ADD b int;',
    rules: [],
    ...strict('multiple-alter-table'),
  },
  {
    what: 'a row between two ALTER TABLE',
    up: 'ALTER TABLE orders ADD a int; INSERT INTO customers (id) VALUES (5); ALTER TABLE orders ADD b int;',
    rules: [],
    ...strict('multiple-alter-table'),
  },
  {
    what: 'a constraint and its validation',
    up: 'ALTER TABLE orders ADD CONSTRAINT c CHECK (total > 0) NOT VALID; ALTER TABLE orders VALIDATE CONSTRAINT c;',
    transaction: 'none',
    rules: [],
    ...strict('multiple-alter-table'),
  },
];

const drift: readonly Case[] = [
  {
    what: 'IF NOT EXISTS of a table that is there with fewer columns',
    up: 'CREATE TABLE IF NOT EXISTS customers (id bigint, phone text);',
    rules: ['if-not-exists-hides-drift'],
  },
  {
    what: 'IF NOT EXISTS of a table with another type',
    up: 'CREATE TABLE IF NOT EXISTS customers (id integer, email text);',
    rules: ['if-not-exists-hides-drift'],
  },
  {
    what: 'IF NOT EXISTS of the same table',
    up: 'CREATE TABLE IF NOT EXISTS customers (id int8 PRIMARY KEY, email text);',
    rules: [],
  },
  {
    what: 'IF NOT EXISTS of a table that was dropped',
    setup: 'CREATE TABLE t (id int); DROP TABLE t;',
    up: 'CREATE TABLE IF NOT EXISTS t (a text);',
    rules: [],
  },
  {
    what: 'IF NOT EXISTS of a table that has changed since',
    setup: 'CREATE TABLE t (id serial); ALTER TABLE t ADD a text;',
    up: 'CREATE TABLE IF NOT EXISTS t (id serial, a text);',
    rules: [],
  },
  {
    what: 'IF NOT EXISTS of a column of another type',
    up: 'ALTER TABLE orders ADD COLUMN IF NOT EXISTS note varchar(9);',
    rules: ['if-not-exists-hides-drift'],
  },
  { what: 'IF NOT EXISTS of the same column', up: 'ALTER TABLE orders ADD COLUMN IF NOT EXISTS note text;', rules: [] },
  {
    what: 'IF NOT EXISTS of an index of other columns',
    up: 'CREATE INDEX IF NOT EXISTS orders_note_idx ON orders (code);',
    rules: ['if-not-exists-hides-drift'],
  },
  {
    what: 'IF NOT EXISTS of an index of another table',
    up: 'CREATE INDEX IF NOT EXISTS orders_note_idx ON customers (name);',
    rules: ['if-not-exists-hides-drift'],
  },
  {
    what: 'IF NOT EXISTS of an index that went with its column',
    setup: 'CREATE TABLE t (a int, b int); CREATE INDEX t_idx ON t (a); ALTER TABLE t DROP COLUMN a;',
    up: 'CREATE INDEX CONCURRENTLY t_idx ON t (b);',
    transaction: 'none',
    rules: [],
  },
  {
    what: 'IF NOT EXISTS in a transaction',
    up: 'CREATE TABLE IF NOT EXISTS n (id int); ALTER TABLE orders ADD IF NOT EXISTS a int;',
    rules: ['if-not-exists-in-transaction', 'if-not-exists-in-transaction'],
    ...strict('if-not-exists-in-transaction'),
  },
  {
    what: 'IF NOT EXISTS outside a transaction',
    up: 'CREATE TABLE IF NOT EXISTS n (id int);',
    transaction: 'none',
    rules: [],
    ...strict('if-not-exists-in-transaction'),
  },
  {
    what: 'a temporary table IF NOT EXISTS',
    up: 'CREATE TEMP TABLE IF NOT EXISTS n (id int);',
    rules: [],
    ...strict('if-not-exists-in-transaction'),
  },
  {
    what: 'statements that can be run once',
    up: 'CREATE TABLE n (id int); ALTER TABLE orders ADD a int, DROP COLUMN b; DROP VIEW w;',
    transaction: 'none',
    setup: 'CREATE TABLE orders (b int); CREATE VIEW w AS SELECT 1 AS a;',
    rules: [
      'rerunnable-statements',
      'rerunnable-statements',
      'drop-column',
      'rerunnable-statements',
      'drop-view',
      'rerunnable-statements',
    ],
    ...strict('rerunnable-statements'),
  },
  {
    what: 'a statement alone in its file',
    up: 'CREATE TABLE n (id int);',
    transaction: 'none',
    rules: [],
    ...strict('rerunnable-statements'),
  },
  {
    what: 'statements that can be run once in a transaction',
    up: 'CREATE TABLE n (id int); ALTER TABLE orders ADD a int;',
    rules: [],
    ...strict('rerunnable-statements'),
  },
];

const names: readonly Case[] = [
  {
    what: 'several names that match no pattern',
    up: 'CREATE TABLE "Bad" ("colA" int, colb int, CONSTRAINT x CHECK (colb > 0), CONSTRAINT y UNIQUE (colb));',
    also: { 'naming-convention': { table: '[a-z_]+', column: '[a-z]+', check: '.*_check', unique: '.*_key' } },
    rules: ['naming-convention', 'naming-convention', 'naming-convention', 'naming-convention'],
  },
  {
    what: 'renaming against the pattern',
    up: 'ALTER TABLE orders RENAME CONSTRAINT orders_pkey TO "Nope"; ALTER INDEX orders_note_idx RENAME TO n;',
    also: { 'naming-convention': { index: '.*_idx', 'primary-key': '.*_pkey' } },
    rules: ['naming-convention'],
  },
  {
    what: 'names that match, and names that nobody gave',
    up: 'CREATE TABLE goods (id int PRIMARY KEY, a int, CHECK (id > 0)); CREATE INDEX ON goods (a);',
    also: { 'naming-convention': { table: '[a-z_]+', check: 'never', index: 'never', 'primary-key': 'never' } },
    rules: [],
  },
  { what: 'names without a pattern', up: 'CREATE TABLE "A B" ("C" int);', rules: [], ...strict('naming-convention') },
  {
    what: 'names without a schema',
    up: 'CREATE TABLE n (id int); DROP TABLE n, public.orders;',
    rules: ['schema-qualified-name', 'drop-table', 'schema-qualified-name'],
    ...strict('schema-qualified-name'),
  },
  {
    what: 'names with a schema',
    up: 'CREATE TABLE public.n (id int); CREATE INDEX ON public.n (id); CREATE TEMP TABLE x (id int); ALTER TABLE x ADD a int;',
    rules: [],
    ...strict('schema-qualified-name'),
  },
  {
    what: 'names under a search_path',
    up: 'SET LOCAL search_path = archive; CREATE TABLE n (id int);',
    rules: [],
    ...strict('schema-qualified-name'),
  },
  {
    what: 'a table and a column without a comment',
    up: "CREATE TABLE n (id int, a int); COMMENT ON COLUMN n.a IS 'a';",
    also: { 'comment-required': { columns: true } },
    rules: ['comment-required', 'comment-required'],
  },
  {
    what: 'a comment on the column of a table with the same name in another schema',
    setup: 'CREATE SCHEMA archive; CREATE TABLE archive.n (a int);',
    up: "CREATE TABLE n (a int); COMMENT ON TABLE n IS 'n'; COMMENT ON COLUMN archive.n.a IS 'a';",
    also: { 'comment-required': { columns: true } },
    rules: ['comment-required'],
  },
  {
    what: 'a table with a comment',
    up: "CREATE TABLE n (id int); COMMENT ON TABLE public.n IS 'n'; ALTER TABLE orders ADD a int;",
    rules: [],
    ...strict('comment-required'),
  },
  {
    what: 'dropping a table that is not marked',
    up: 'DROP TABLE orders;',
    rules: ['drop-table', 'table-drop-naming'],
    ...strict('table-drop-naming'),
  },
  {
    what: 'dropping a table that is marked',
    setup: 'CREATE TABLE orders_old (id int);',
    up: 'DROP TABLE orders_old;',
    rules: ['drop-table'],
    ...strict('table-drop-naming'),
  },
  {
    what: 'dropping a table that is marked otherwise',
    setup: 'CREATE TABLE orders_old (id int);',
    up: 'DROP TABLE orders_old;',
    rules: ['drop-table', 'table-drop-naming'],
    also: { 'table-drop-naming': { pattern: 'zz_.*' } },
  },
  {
    what: 'a collation that is not listed',
    up: 'CREATE TABLE n (a text COLLATE "C", b text COLLATE pg_catalog."POSIX");',
    rules: ['collation-allow-list'],
    ...strict('collation-allow-list'),
  },
  {
    what: 'a collation that is listed',
    up: 'ALTER TABLE orders ADD a text COLLATE "POSIX";',
    also: { 'collation-allow-list': { collations: ['POSIX'] } },
    rules: [],
  },
  {
    what: 'a partitioned table',
    up: 'CREATE TABLE p (at int) PARTITION BY RANGE (at); CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (1) TO (9);',
    rules: ['partition-ban'],
    ...strict('partition-ban'),
  },
  { what: 'a table without partitions', up: 'CREATE TABLE n (at int);', rules: [], ...strict('partition-ban') },
];

export const moreObjects: readonly Case[] = [
  ...views,
  ...filled,
  ...types,
  ...schemas,
  ...triggers,
  ...settings,
  ...joined,
  ...drift,
  ...names,
];
