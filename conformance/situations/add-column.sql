-- New columns: what is free, what writes every row anew, what reads every row.
CREATE TABLE t (id bigint PRIMARY KEY, a int, note text);
CREATE INDEX t_a_idx ON t (a);
CREATE TABLE parents (id bigint PRIMARY KEY);
CREATE SEQUENCE numbers;
INSERT INTO parents VALUES (1);
INSERT INTO t VALUES (1, 1, 'x');

-- situation add-column-plain
ALTER TABLE t ADD COLUMN b int;

-- situation add-column-if-not-exists
ALTER TABLE t ADD COLUMN IF NOT EXISTS b int;

-- situation add-column-existing-if-not-exists
ALTER TABLE t ADD COLUMN IF NOT EXISTS note text DEFAULT gen_random_uuid()::text;

-- situation add-column-constant-default
ALTER TABLE t ADD COLUMN b text NOT NULL DEFAULT 'new';

-- situation add-column-cast-default
ALTER TABLE t ADD COLUMN b numeric(10,2) NOT NULL DEFAULT 0::numeric;

-- situation add-column-array-default
ALTER TABLE t ADD COLUMN b text[] NOT NULL DEFAULT ARRAY[]::text[];

-- situation add-column-jsonb-default
ALTER TABLE t ADD COLUMN b jsonb NOT NULL DEFAULT '{}'::jsonb;

-- situation add-column-now-default
ALTER TABLE t ADD COLUMN created timestamptz NOT NULL DEFAULT now();

-- situation add-column-current-timestamp-default
ALTER TABLE t ADD COLUMN created timestamptz DEFAULT CURRENT_TIMESTAMP;

-- situation add-column-current-date-default
ALTER TABLE t ADD COLUMN day date NOT NULL DEFAULT CURRENT_DATE + 7;

-- situation add-column-transaction-timestamp-default
ALTER TABLE t ADD COLUMN created timestamptz DEFAULT transaction_timestamp();

-- situation add-column-statement-timestamp-default
ALTER TABLE t ADD COLUMN created timestamptz DEFAULT statement_timestamp();

-- situation add-column-current-user-default
ALTER TABLE t ADD COLUMN who text DEFAULT current_user;

-- situation add-column-now-at-time-zone-default
ALTER TABLE t ADD COLUMN created timestamp DEFAULT (now() AT TIME ZONE 'utc');

-- situation add-column-upper-default
ALTER TABLE t ADD COLUMN b text DEFAULT upper('new');

-- situation add-column-clock-timestamp-default
ALTER TABLE t ADD COLUMN created timestamptz DEFAULT clock_timestamp();

-- situation add-column-random-default
ALTER TABLE t ADD COLUMN luck float8 DEFAULT random();

-- situation add-column-random-inside-cast
ALTER TABLE t ADD COLUMN luck int NOT NULL DEFAULT floor(random() * 100)::int;

-- situation add-column-uuid-default
ALTER TABLE t ADD COLUMN key uuid NOT NULL DEFAULT gen_random_uuid();

-- situation add-column-uuid-default-qualified
ALTER TABLE public.t ADD COLUMN key uuid DEFAULT pg_catalog.gen_random_uuid();

-- situation add-column-uuidv7-default
-- from 18
ALTER TABLE t ADD COLUMN key uuid DEFAULT uuidv7();

-- situation add-column-nextval-default
ALTER TABLE t ADD COLUMN number bigint DEFAULT nextval('numbers');

-- situation add-column-coalesce-volatile
ALTER TABLE t ADD COLUMN luck float8 DEFAULT coalesce(NULL, random());

-- situation add-column-stable-function
-- before
CREATE FUNCTION tenant() RETURNS int STABLE LANGUAGE plpgsql AS 'BEGIN RETURN 1; END';
-- run
ALTER TABLE t ADD COLUMN tenant int DEFAULT tenant();

-- situation add-column-immutable-function
-- before
CREATE FUNCTION answer() RETURNS int IMMUTABLE LANGUAGE plpgsql AS 'BEGIN RETURN 42; END';
-- run
ALTER TABLE t ADD COLUMN b int DEFAULT answer();

-- situation add-column-volatile-function
-- before
CREATE FUNCTION moving() RETURNS int LANGUAGE plpgsql AS 'BEGIN RETURN 1; END';
-- run
ALTER TABLE t ADD COLUMN b int DEFAULT moving();

-- situation add-column-inlined-volatile-function
-- before
CREATE FUNCTION one() RETURNS int LANGUAGE sql AS 'SELECT 1';
-- run
ALTER TABLE t ADD COLUMN b int DEFAULT one();

-- situation add-column-inlined-function-with-volatile-body
-- before
CREATE FUNCTION luck() RETURNS float8 LANGUAGE sql AS 'SELECT random()';
-- run
ALTER TABLE t ADD COLUMN b float8 DEFAULT luck();

-- situation add-column-sql-function-not-inlined
-- before
CREATE FUNCTION many() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM parents';
-- run
ALTER TABLE t ADD COLUMN b bigint DEFAULT many();

-- situation add-column-function-made-stable
-- before
CREATE FUNCTION moving() RETURNS int LANGUAGE plpgsql AS 'BEGIN RETURN 1; END';
ALTER FUNCTION moving() STABLE;
-- run
ALTER TABLE t ADD COLUMN b int DEFAULT moving();

-- situation add-column-function-replaced-as-volatile
-- before
CREATE FUNCTION fixed() RETURNS int STABLE LANGUAGE plpgsql AS 'BEGIN RETURN 1; END';
CREATE OR REPLACE FUNCTION fixed() RETURNS int VOLATILE LANGUAGE plpgsql AS 'BEGIN RETURN 2; END';
-- run
ALTER TABLE t ADD COLUMN b int DEFAULT fixed();

-- situation set-default-volatile
ALTER TABLE t ALTER COLUMN note SET DEFAULT gen_random_uuid()::text;

-- situation add-column-then-set-default
ALTER TABLE t ADD COLUMN key uuid;
ALTER TABLE t ALTER COLUMN key SET DEFAULT gen_random_uuid();

-- situation add-column-then-set-default-in-one
ALTER TABLE t ADD COLUMN key uuid, ALTER COLUMN key SET DEFAULT gen_random_uuid();

-- situation add-column-not-null-with-rows
-- refused 23502
ALTER TABLE t ADD COLUMN b int NOT NULL;

-- situation add-column-not-null-without-rows
-- before
DELETE FROM t;
-- run
ALTER TABLE t ADD COLUMN b int NOT NULL;

-- situation add-column-serial
ALTER TABLE t ADD COLUMN number serial;

-- situation add-column-bigserial
ALTER TABLE t ADD COLUMN number bigserial NOT NULL;

-- situation add-column-identity-always
ALTER TABLE t ADD COLUMN number bigint GENERATED ALWAYS AS IDENTITY;

-- situation add-column-identity-by-default
ALTER TABLE t ADD COLUMN number int GENERATED BY DEFAULT AS IDENTITY (START WITH 100);

-- situation identity-on-existing-column
ALTER TABLE t ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY;

-- situation identity-dropped
-- before
CREATE TABLE i (id bigint GENERATED ALWAYS AS IDENTITY);
-- run
ALTER TABLE i ALTER COLUMN id DROP IDENTITY;

-- situation identity-restarted
-- before
CREATE TABLE i (id bigint GENERATED ALWAYS AS IDENTITY);
-- run
ALTER TABLE i ALTER COLUMN id SET GENERATED BY DEFAULT RESTART WITH 1000;

-- situation add-column-generated-stored
ALTER TABLE t ADD COLUMN twice int GENERATED ALWAYS AS (a * 2) STORED;

-- situation add-column-generated-virtual
-- from 18
ALTER TABLE t ADD COLUMN twice int GENERATED ALWAYS AS (a * 2) VIRTUAL;

-- situation add-column-generated-unsaid
-- from 18
ALTER TABLE t ADD COLUMN twice int GENERATED ALWAYS AS (a * 2);

-- situation set-expression-stored
-- from 17
-- before
CREATE TABLE g (a int, b int GENERATED ALWAYS AS (a + 1) STORED);
-- run
ALTER TABLE g ALTER COLUMN b SET EXPRESSION AS (a + 2);

-- situation set-expression-virtual
-- from 18
-- before
CREATE TABLE g (a int, b int GENERATED ALWAYS AS (a + 1) VIRTUAL);
-- run
ALTER TABLE g ALTER COLUMN b SET EXPRESSION AS (a + 2);

-- situation drop-expression
-- before
CREATE TABLE g (a int, b int GENERATED ALWAYS AS (a + 1) STORED);
-- run
ALTER TABLE g ALTER COLUMN b DROP EXPRESSION;

-- situation add-column-inline-check
ALTER TABLE t ADD COLUMN b int CHECK (b > 0);

-- situation add-column-inline-check-default
ALTER TABLE t ADD COLUMN b int NOT NULL DEFAULT 1 CONSTRAINT positive CHECK (b > 0);

-- situation add-column-inline-check-not-enforced
-- from 18
ALTER TABLE t ADD COLUMN b int CHECK (b > 0) NOT ENFORCED;

-- situation add-column-inline-unique
ALTER TABLE t ADD COLUMN b int UNIQUE;

-- situation add-column-inline-primary-key
-- before
CREATE TABLE keyless (a int);
-- run
ALTER TABLE keyless ADD COLUMN id bigint PRIMARY KEY;

-- situation add-column-serial-primary-key
-- before
CREATE TABLE keyless (a int);
-- run
ALTER TABLE keyless ADD COLUMN id bigserial PRIMARY KEY;

-- situation add-column-references
ALTER TABLE t ADD COLUMN parent_id bigint REFERENCES parents;

-- situation add-column-references-default-null
ALTER TABLE t ADD COLUMN parent_id bigint DEFAULT NULL REFERENCES parents;

-- situation add-column-references-with-default
ALTER TABLE t ADD COLUMN parent_id bigint DEFAULT 1 REFERENCES parents (id);

-- situation add-column-references-not-enforced
-- from 18
ALTER TABLE t ADD COLUMN parent_id bigint DEFAULT 1 REFERENCES parents NOT ENFORCED;

-- situation add-column-domain-plain
-- before
CREATE DOMAIN email AS text;
-- run
ALTER TABLE t ADD COLUMN b email;

-- situation add-column-domain-with-check
-- before
CREATE DOMAIN email AS text CHECK (VALUE LIKE '%@%');
-- run
ALTER TABLE t ADD COLUMN b email;

-- situation add-column-domain-with-not-null
-- before
CREATE DOMAIN email AS text NOT NULL;
-- run
ALTER TABLE t ADD COLUMN b email DEFAULT 'a@b';

-- situation add-column-domain-check-added-later
-- before
CREATE DOMAIN email AS text;
ALTER DOMAIN email ADD CONSTRAINT has_at CHECK (VALUE LIKE '%@%');
-- run
ALTER TABLE t ADD COLUMN b email;

-- situation add-column-domain-check-dropped
-- before
CREATE DOMAIN email AS text CONSTRAINT has_at CHECK (VALUE LIKE '%@%');
ALTER DOMAIN email DROP CONSTRAINT has_at;
-- run
ALTER TABLE t ADD COLUMN b email;

-- situation add-column-domain-over-constrained-domain
-- before
CREATE DOMAIN positive AS int CHECK (VALUE > 0);
CREATE DOMAIN age AS positive;
-- run
ALTER TABLE t ADD COLUMN b age;

-- situation add-column-domain-with-volatile-default
-- before
CREATE DOMAIN key AS uuid DEFAULT gen_random_uuid();
-- run
ALTER TABLE t ADD COLUMN b key;

-- situation add-column-domain-with-constant-default
-- before
CREATE DOMAIN state AS text DEFAULT 'new';
-- run
ALTER TABLE t ADD COLUMN b state;

-- situation add-column-enum
-- before
CREATE TYPE mood AS ENUM ('good', 'bad');
-- run
ALTER TABLE t ADD COLUMN mood mood NOT NULL DEFAULT 'good';

-- situation add-column-composite
-- before
CREATE TYPE place AS (x int, y int);
-- run
ALTER TABLE t ADD COLUMN at place;

-- situation add-column-collation
ALTER TABLE t ADD COLUMN b text COLLATE "C" DEFAULT 'x';

-- situation add-column-storage
-- from 16
ALTER TABLE t ADD COLUMN b text STORAGE EXTERNAL;

-- situation add-column-two-one-of-them-volatile
ALTER TABLE t ADD COLUMN b int DEFAULT 0, ADD COLUMN c uuid DEFAULT gen_random_uuid();

-- situation add-column-to-inheritance-parent
-- before
CREATE TABLE base (a int);
CREATE TABLE heir () INHERITS (base);
-- run
ALTER TABLE base ADD COLUMN b float8 DEFAULT random();

-- situation add-column-to-quoted-table
-- before
CREATE TABLE "Order Lines" ("Id" int, "Name" text);
-- run
ALTER TABLE "Order Lines" ADD COLUMN "Key" uuid DEFAULT gen_random_uuid();

-- situation add-column-to-table-with-dot-in-name
-- before
CREATE TABLE "a.b" (id int);
-- run
ALTER TABLE "a.b" ADD COLUMN luck float8 DEFAULT random();

-- situation drop-column
ALTER TABLE t DROP COLUMN note;

-- situation drop-column-with-index
ALTER TABLE t DROP COLUMN a;

-- situation drop-column-then-add-in-one
ALTER TABLE t DROP COLUMN note, ADD COLUMN remark text DEFAULT '';

-- situation rename-column
ALTER TABLE t RENAME COLUMN note TO remark;

-- situation set-statistics
ALTER TABLE t ALTER COLUMN a SET STATISTICS 500;

-- situation set-storage
ALTER TABLE t ALTER COLUMN note SET STORAGE EXTERNAL;

-- situation drop-default
ALTER TABLE t ALTER COLUMN a DROP DEFAULT;

-- situation drop-not-null
-- before
CREATE TABLE n (a int NOT NULL);
-- run
ALTER TABLE n ALTER COLUMN a DROP NOT NULL;
