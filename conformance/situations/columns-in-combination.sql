-- New columns in combinations: domains, arrays, composites, defaults by function, several constraints.
CREATE TABLE t (id bigint PRIMARY KEY, a int, note text);
CREATE TABLE parents (id bigint PRIMARY KEY, code text UNIQUE);
INSERT INTO parents VALUES (1, 'x');
INSERT INTO t VALUES (1, 1, 'x');
CREATE SEQUENCE numbers;
CREATE DOMAIN plain AS text;
CREATE DOMAIN email AS text CHECK (VALUE LIKE '%@%');
CREATE DOMAIN short AS varchar(10) DEFAULT 'x' NOT NULL;
CREATE DOMAIN twice AS plain DEFAULT 'd';
CREATE TYPE mood AS ENUM ('good', 'bad');
CREATE TYPE pair AS (x int, e email);

-- situation columns-composite-with-checked-domain
ALTER TABLE t ADD COLUMN b pair;

-- situation columns-domain-default-overridden
-- before
CREATE DOMAIN key AS uuid DEFAULT gen_random_uuid();
-- run
ALTER TABLE t ADD COLUMN b key DEFAULT '00000000-0000-0000-0000-000000000000';

-- situation columns-domain-over-domain-with-volatile-default
-- before
CREATE DOMAIN key AS uuid DEFAULT gen_random_uuid();
CREATE DOMAIN outer_key AS key;
-- run
ALTER TABLE t ADD COLUMN b outer_key;

-- situation columns-domain-default-set-later
-- before
CREATE DOMAIN code AS uuid;
ALTER DOMAIN code SET DEFAULT gen_random_uuid();
-- run
ALTER TABLE t ADD COLUMN b code;

-- situation columns-domain-default-replaced-by-constant
-- before
CREATE DOMAIN code AS text DEFAULT gen_random_uuid()::text;
ALTER DOMAIN code SET DEFAULT 'x';
-- run
ALTER TABLE t ADD COLUMN b code;

-- situation columns-domain-drop-not-null
-- before
CREATE DOMAIN code AS text NOT NULL;
ALTER DOMAIN code DROP NOT NULL;
-- run
ALTER TABLE t ADD COLUMN b code;

-- situation columns-domain-in-other-schema
-- before
CREATE SCHEMA kinds;
CREATE DOMAIN kinds.code AS text CHECK (VALUE <> '');
-- run
ALTER TABLE t ADD COLUMN b kinds.code;

-- situation columns-enum-default-cast
ALTER TABLE t ADD COLUMN b mood DEFAULT 'bad'::mood NOT NULL;

-- situation columns-multirange
ALTER TABLE t ADD COLUMN b int4multirange DEFAULT '{[1,2)}';

-- situation columns-case-default
ALTER TABLE t ADD COLUMN b text DEFAULT CASE WHEN now() > '2020-01-01' THEN 'new' ELSE 'old' END;

-- situation columns-default-concatenation-volatile
ALTER TABLE t ADD COLUMN b text DEFAULT 'T-' || nextval('numbers'::regclass);

-- situation columns-default-date-trunc
ALTER TABLE t ADD COLUMN b date DEFAULT date_trunc('month', CURRENT_DATE)::date;

-- situation columns-default-extract-clock
ALTER TABLE t ADD COLUMN b int DEFAULT extract(year FROM clock_timestamp())::int;

-- situation columns-default-current-xact-id
ALTER TABLE t ADD COLUMN b xid8 DEFAULT pg_current_xact_id();

-- situation columns-default-backend-pid
ALTER TABLE t ADD COLUMN b int DEFAULT pg_backend_pid();

-- situation columns-default-inet-server
ALTER TABLE t ADD COLUMN b inet DEFAULT inet_server_addr();

-- situation columns-default-random-range
-- from 17
ALTER TABLE t ADD COLUMN b int DEFAULT random(1, 6);

-- situation columns-default-encode-sha
ALTER TABLE t ADD COLUMN b text DEFAULT encode(sha256('x'::bytea), 'hex');

-- situation columns-default-json-build-volatile
ALTER TABLE t ADD COLUMN b jsonb DEFAULT jsonb_build_object('v', random());

-- situation columns-default-array-length-of-literal
ALTER TABLE t ADD COLUMN b int DEFAULT array_length(ARRAY[1,2,3], 1);

-- situation columns-default-regexp-replace
ALTER TABLE t ADD COLUMN b text DEFAULT regexp_replace('abc', 'b', 'x');

-- situation columns-default-split-part
ALTER TABLE t ADD COLUMN b text DEFAULT split_part('a.b', '.', 1);

-- situation columns-function-strict-sql-volatile-label
-- before
CREATE FUNCTION plus(int) RETURNS int STRICT LANGUAGE sql AS 'SELECT $1 + 1';
-- run
ALTER TABLE t ADD COLUMN b int DEFAULT plus(1);

-- situation columns-function-strict-constant-body
-- before
CREATE FUNCTION plus(int) RETURNS int STRICT LANGUAGE sql AS 'SELECT 1';
-- run
ALTER TABLE t ADD COLUMN b int DEFAULT plus(1);

-- situation columns-function-sql-standard-body
-- before
CREATE FUNCTION one() RETURNS int LANGUAGE sql RETURN 1;
-- run
ALTER TABLE t ADD COLUMN b int DEFAULT one();

-- situation columns-function-sql-standard-body-atomic
-- before
CREATE FUNCTION one() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT 1; END;
-- run
ALTER TABLE t ADD COLUMN b int DEFAULT one();

-- situation columns-function-security-definer
-- before
CREATE FUNCTION one() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1';
-- run
ALTER TABLE t ADD COLUMN b int DEFAULT one();

-- situation columns-function-overloaded
-- before
CREATE FUNCTION pick() RETURNS int STABLE LANGUAGE plpgsql AS 'BEGIN RETURN 1; END';
CREATE FUNCTION pick(int) RETURNS int VOLATILE LANGUAGE plpgsql AS 'BEGIN RETURN 1; END';
-- run
ALTER TABLE t ADD COLUMN b int DEFAULT pick();

-- situation columns-function-overloaded-other-way
-- before
CREATE FUNCTION pick() RETURNS int VOLATILE LANGUAGE plpgsql AS 'BEGIN RETURN 1; END';
CREATE FUNCTION pick(int) RETURNS int STABLE LANGUAGE plpgsql AS 'BEGIN RETURN 1; END';
-- run
ALTER TABLE t ADD COLUMN b int DEFAULT pick();

-- situation columns-function-with-default-argument
-- before
CREATE FUNCTION pick(p int DEFAULT 1) RETURNS int STABLE LANGUAGE plpgsql AS 'BEGIN RETURN p; END';
-- run
ALTER TABLE t ADD COLUMN b int DEFAULT pick();

-- situation columns-function-default-argument-volatile
-- before
CREATE FUNCTION pick(p float8 DEFAULT random()) RETURNS float8 STABLE LANGUAGE plpgsql AS 'BEGIN RETURN p; END';
-- run
ALTER TABLE t ADD COLUMN b float8 DEFAULT pick();

-- situation columns-function-default-argument-passed
-- before
CREATE FUNCTION pick(p float8 DEFAULT random()) RETURNS float8 STABLE LANGUAGE plpgsql AS 'BEGIN RETURN p; END';
-- run
ALTER TABLE t ADD COLUMN b float8 DEFAULT pick(0.5);

-- situation columns-function-variadic
-- before
CREATE FUNCTION pick(VARIADIC p int[]) RETURNS int STABLE LANGUAGE plpgsql AS 'BEGIN RETURN p[1]; END';
CREATE FUNCTION pick(p int DEFAULT 1) RETURNS int VOLATILE LANGUAGE plpgsql AS 'BEGIN RETURN p; END';
-- run
ALTER TABLE t ADD COLUMN b int DEFAULT pick(1, 2, 3);

-- situation columns-function-made-anew
-- before
CREATE FUNCTION pick() RETURNS int VOLATILE LANGUAGE plpgsql AS 'BEGIN RETURN 1; END';
DROP FUNCTION pick();
CREATE FUNCTION pick() RETURNS int STABLE LANGUAGE plpgsql AS 'BEGIN RETURN 1; END';
-- run
ALTER TABLE t ADD COLUMN b int DEFAULT pick();

-- situation columns-function-default-argument-of-own-name
-- before
CREATE FUNCTION pick() RETURNS int STABLE LANGUAGE plpgsql AS 'BEGIN RETURN 1; END';
CREATE FUNCTION pick(p int DEFAULT pick()) RETURNS int STABLE LANGUAGE plpgsql AS 'BEGIN RETURN p; END';
-- run
ALTER TABLE t ADD COLUMN b int DEFAULT pick(2);

-- situation columns-function-renamed
-- before
CREATE FUNCTION one() RETURNS int STABLE LANGUAGE plpgsql AS 'BEGIN RETURN 1; END';
ALTER FUNCTION one() RENAME TO uno;
-- run
ALTER TABLE t ADD COLUMN b int DEFAULT uno();

-- situation columns-function-of-same-migration
CREATE FUNCTION one() RETURNS int LANGUAGE plpgsql AS 'BEGIN RETURN 1; END';
ALTER TABLE t ADD COLUMN b int DEFAULT one();

-- situation columns-cast-function
-- before
CREATE FUNCTION to_mood(text) RETURNS mood VOLATILE LANGUAGE plpgsql AS 'BEGIN RETURN ''good''; END';
CREATE CAST (text AS mood) WITH FUNCTION to_mood(text);
-- run
ALTER TABLE t ADD COLUMN b mood DEFAULT 'x'::text::mood;

-- situation columns-generated-virtual-not-null
-- from 18
ALTER TABLE t ADD COLUMN b int GENERATED ALWAYS AS (a * 2) VIRTUAL NOT NULL;

-- situation columns-many-constraints
ALTER TABLE t ADD COLUMN b bigint NOT NULL DEFAULT 1 CONSTRAINT b_pos CHECK (b > 0) CONSTRAINT b_key UNIQUE CONSTRAINT b_fk REFERENCES parents;

-- situation columns-null-check-on-other-column
ALTER TABLE t ADD COLUMN b int CHECK (a > 0);

-- situation columns-check-in-separate-command-not-valid
ALTER TABLE t ADD COLUMN b int, ADD CONSTRAINT b_pos CHECK (b > 0) NOT VALID;

-- situation columns-set-not-null-in-same-statement
ALTER TABLE t ADD COLUMN b int DEFAULT 1, ALTER COLUMN b SET NOT NULL;

-- situation columns-foreign-key-in-same-statement
ALTER TABLE t ADD COLUMN b bigint, ADD CONSTRAINT b_fk FOREIGN KEY (b) REFERENCES parents;

-- situation columns-foreign-key-in-same-statement-default
ALTER TABLE t ADD COLUMN b bigint DEFAULT 1, ADD CONSTRAINT b_fk FOREIGN KEY (b) REFERENCES parents;

-- situation columns-references-default-itself
ALTER TABLE t ADD COLUMN b bigint DEFAULT 1 REFERENCES t (id);

-- situation columns-references-new-table-default
CREATE TABLE fresh (id bigint PRIMARY KEY);
INSERT INTO fresh VALUES (1);
ALTER TABLE t ADD COLUMN b bigint DEFAULT 1 REFERENCES fresh;

-- situation columns-unique-nulls-not-distinct
-- from 15
-- before
DELETE FROM t;
-- run
ALTER TABLE t ADD COLUMN b int UNIQUE NULLS NOT DISTINCT;

-- situation columns-if-not-exists-unique-there
ALTER TABLE t ADD COLUMN IF NOT EXISTS a int UNIQUE;

-- situation columns-if-not-exists-twice
ALTER TABLE t ADD COLUMN IF NOT EXISTS b uuid;
ALTER TABLE t ADD COLUMN IF NOT EXISTS b uuid DEFAULT gen_random_uuid();

-- situation columns-to-temp-table
CREATE TEMP TABLE w (id int);
ALTER TABLE w ADD COLUMN b uuid DEFAULT gen_random_uuid();

-- situation columns-smallserial-null
ALTER TABLE t ADD b smallserial;

-- situation columns-typed-by-table
ALTER TABLE t ADD COLUMN b parents;

-- situation columns-default-overlay-trim-position
ALTER TABLE t ADD COLUMN b text DEFAULT trim(both ' ' from ' x '), ADD COLUMN c int DEFAULT position('a' in 'ba');

-- situation columns-default-is-distinct
ALTER TABLE t ADD COLUMN b boolean DEFAULT (1 IS DISTINCT FROM 2);

-- situation columns-default-case-never
ALTER TABLE t ADD COLUMN b float DEFAULT CASE WHEN false THEN random() END;

-- situation set-expression-virtual-not-null
-- from 18
-- before
ALTER TABLE t ADD COLUMN b int GENERATED ALWAYS AS (a) VIRTUAL NOT NULL;
-- run
ALTER TABLE t ALTER b SET EXPRESSION AS (a + 1);

-- situation set-expression-virtual-not-null-dropped
-- from 18
-- before
ALTER TABLE t ADD COLUMN b int GENERATED ALWAYS AS (a) VIRTUAL NOT NULL;
-- run
ALTER TABLE t ALTER b SET EXPRESSION AS (a + 1), ALTER b DROP NOT NULL;
