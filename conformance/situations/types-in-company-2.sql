-- Type changes in company: precision both ways, domains, arrays, USING, and what stands on the column (2).
CREATE TYPE mood AS ENUM ('good', 'bad');
CREATE DOMAIN plain AS text;
CREATE DOMAIN v20 AS varchar(20);
CREATE DOMAIN over_v20 AS v20;
CREATE DOMAIN checked AS varchar(20) CHECK (VALUE <> '');
CREATE DOMAIN num AS numeric(10,2);
CREATE TYPE pair AS (x int, y int);
CREATE TABLE t (
  id int PRIMARY KEY, v20 varchar(20), txt text, c10 char(10), n10 numeric(10,2), n numeric, i int, big bigint, b8 bit(8), vb varbit(8), vbu varbit,
  tm3 time(3), tmz timetz(2), iv0 interval(0), ivym interval year to month, ivds interval day to second(3), ts timestamp(0), tz timestamptz(3),
  r int4range, mr text[], dm plain, dv v20, dov over_v20, dch checked, dn num, p pair, arr varchar(10)[], m mood, ch "char", o oid, rc regclass, f real, mo money, j jsonb, nm name
);
CREATE TABLE parents (code varchar(20) PRIMARY KEY, n int UNIQUE);
INSERT INTO parents VALUES ('x', 1);

-- situation types-column-of-trigger
-- before
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER touched BEFORE UPDATE OF txt ON t FOR EACH ROW EXECUTE FUNCTION touch();
-- run
ALTER TABLE t ALTER COLUMN v20 TYPE text;

-- situation types-column-of-view
-- refused 0A000
-- before
CREATE VIEW v AS SELECT v20 FROM t;
-- run
ALTER TABLE t ALTER COLUMN v20 TYPE text;

-- situation types-of-stored-generated
-- before
CREATE TABLE g (a varchar(10), b varchar(10) GENERATED ALWAYS AS (a) STORED);
-- run
ALTER TABLE g ALTER COLUMN b TYPE varchar(20);

-- situation types-of-virtual-generated
-- from 18
-- before
CREATE TABLE g (a int, b int GENERATED ALWAYS AS (a + 1) VIRTUAL);
-- run
ALTER TABLE g ALTER COLUMN b TYPE bigint;

-- situation types-identity-column
-- before
CREATE TABLE g (a int GENERATED ALWAYS AS IDENTITY);
-- run
ALTER TABLE g ALTER COLUMN a TYPE bigint;

-- situation types-referenced-unique-rewritten
-- before
ALTER TABLE t ADD CONSTRAINT t_n FOREIGN KEY (i) REFERENCES parents (n);
-- run
ALTER TABLE parents ALTER COLUMN n TYPE bigint;

-- situation types-foreign-key-to-itself-rewritten
-- before
ALTER TABLE t ADD CONSTRAINT t_self FOREIGN KEY (i) REFERENCES t (id);
-- run
ALTER TABLE t ALTER COLUMN i TYPE bigint;

-- situation types-foreign-key-dropped-in-same-statement
-- before
ALTER TABLE t ADD CONSTRAINT t_n FOREIGN KEY (i) REFERENCES parents (n);
-- run
ALTER TABLE t DROP CONSTRAINT t_n, ALTER COLUMN i TYPE bigint;

-- situation types-check-dropped-in-same-statement
-- before
ALTER TABLE t ADD CONSTRAINT c CHECK (v20 <> '');
-- run
ALTER TABLE t DROP CONSTRAINT c, ALTER COLUMN v20 TYPE text;

-- situation types-check-dropped-in-same-statement-behind
-- before
ALTER TABLE t ADD CONSTRAINT c CHECK (v20 <> '');
-- run
ALTER TABLE t ALTER COLUMN v20 TYPE text, DROP CONSTRAINT c;

-- situation types-collation-same-with-index
-- before
CREATE INDEX x ON t (txt);
-- run
ALTER TABLE t ALTER COLUMN txt TYPE text COLLATE "default";

-- situation types-collation-kept-with-index
-- before
CREATE TABLE k (a text COLLATE "C");
CREATE INDEX k_a ON k (a);
-- run
ALTER TABLE k ALTER COLUMN a TYPE text COLLATE "C";

-- situation types-collation-lost-by-type-change
-- before
CREATE TABLE k (a varchar(10) COLLATE "C");
CREATE INDEX k_a ON k (a);
-- run
ALTER TABLE k ALTER COLUMN a TYPE varchar(20);

-- situation types-collation-with-index-of-own-collation
-- before
CREATE INDEX x ON t (txt COLLATE "C");
-- run
ALTER TABLE t ALTER COLUMN txt TYPE text COLLATE "POSIX";

-- situation types-collation-with-expression-index
-- before
CREATE INDEX x ON t (lower(txt));
-- run
ALTER TABLE t ALTER COLUMN txt TYPE text COLLATE "C";

-- situation types-collation-with-unique
-- before
ALTER TABLE t ADD UNIQUE (txt);
-- run
ALTER TABLE t ALTER COLUMN txt TYPE text COLLATE "C";

-- situation types-unknown-table
-- refused 42P01
ALTER TABLE never_seen ALTER COLUMN a TYPE text;

-- situation types-column-added-in-same-migration
ALTER TABLE t ADD COLUMN late varchar(5);
ALTER TABLE t ALTER COLUMN late TYPE int USING late::int;

-- situation types-two-commands-both-rewrite
ALTER TABLE t ALTER i TYPE bigint, ALTER big TYPE numeric;

-- situation types-like-copied
-- before
CREATE TABLE copied (LIKE t INCLUDING ALL);
-- run
ALTER TABLE copied ALTER COLUMN v20 TYPE varchar(50);

-- situation types-like-copied-rewrite
-- before
CREATE TABLE copied (LIKE t);
-- run
ALTER TABLE copied ALTER COLUMN i TYPE bigint;

-- situation types-inherited-column-with-index-on-heir
-- before
CREATE TABLE base (v varchar(10));
CREATE TABLE heir (w int) INHERITS (base);
CREATE INDEX heir_low ON heir (lower(v));
-- run
ALTER TABLE base ALTER COLUMN v TYPE varchar(20);

-- situation types-inherited-column-with-check-on-heir
-- before
CREATE TABLE base (v varchar(10));
CREATE TABLE heir (w int) INHERITS (base);
ALTER TABLE heir ADD CHECK (v <> '');
-- run
ALTER TABLE base ALTER COLUMN v TYPE varchar(20);

-- situation types-inherited-column-rewrite
-- before
CREATE TABLE base (v int);
CREATE TABLE heir (w int) INHERITS (base);
-- run
ALTER TABLE base ALTER COLUMN v TYPE bigint;

-- situation types-composite-type-attribute-of-typed-table
-- before
CREATE TYPE person AS (name varchar(10), age int);
CREATE TABLE people OF person;
-- run
ALTER TYPE person ALTER ATTRIBUTE age TYPE bigint CASCADE;

-- situation types-composite-type-attribute-free-of-typed-table
-- before
CREATE TYPE person AS (name varchar(10), age int);
CREATE TABLE people OF person;
-- run
ALTER TYPE person ALTER ATTRIBUTE name TYPE varchar(20) CASCADE;

-- situation types-composite-type-attribute-used-as-column
-- refused 0A000
-- before
CREATE TYPE person AS (name varchar(10), age int);
CREATE TABLE people (p person);
-- run
ALTER TYPE person ALTER ATTRIBUTE age TYPE bigint;

-- situation types-typed-table-of
-- before
CREATE TYPE person AS (name varchar(10), age int);
CREATE TABLE people (name varchar(10), age int);
-- run
ALTER TABLE people OF person;

-- situation types-like-copied-with-index
-- before
CREATE INDEX low ON t (lower(v20));
CREATE TABLE copied (LIKE t INCLUDING INDEXES);
-- run
ALTER TABLE copied ALTER COLUMN v20 TYPE varchar(50);

-- situation types-like-copied-with-check
-- before
ALTER TABLE t ADD CONSTRAINT c CHECK (v20 <> '');
CREATE TABLE copied (LIKE t INCLUDING CONSTRAINTS);
-- run
ALTER TABLE copied ALTER COLUMN v20 TYPE varchar(50);

-- situation types-using-collate
ALTER TABLE t ALTER COLUMN v20 TYPE text USING v20 COLLATE "C";

-- situation types-using-cast-through-text
ALTER TABLE t ALTER COLUMN v20 TYPE varchar USING v20::text;

-- situation types-using-cast-to-shorter
ALTER TABLE t ALTER COLUMN v20 TYPE varchar(20) USING v20::varchar(10);

-- situation types-using-cast-through-text-to-limit
ALTER TABLE t ALTER COLUMN v20 TYPE varchar(30) USING v20::text;

-- situation types-using-cast-same
ALTER TABLE t ALTER COLUMN v20 TYPE varchar(20) USING v20::varchar(20);

-- situation types-using-cast-there-and-back
ALTER TABLE t ALTER COLUMN i TYPE int USING i::bigint::int;

-- situation types-using-qualified
ALTER TABLE t ALTER COLUMN v20 TYPE text USING t.v20::text;

-- situation types-using-other-column
ALTER TABLE t ALTER COLUMN v20 TYPE text USING txt;
