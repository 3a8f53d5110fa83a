-- Names: quotes, case, schemas, search paths, comments in odd places.
CREATE TABLE t (id bigint PRIMARY KEY, a int, note text);
CREATE TABLE "T" (id bigint PRIMARY KEY, "A" int, a bigint, "select" int);
CREATE SCHEMA "My Shop";
CREATE TABLE "My Shop"."Line Items" ("Id" int, "Unit Price" numeric(10,2), note varchar(20));
CREATE SCHEMA app;
CREATE TABLE app.t (id int NOT NULL, a int, note varchar(20));
CREATE SCHEMA hidden;
CREATE TABLE hidden.only_here (id int, a int);

-- situation names-column-by-case
ALTER TABLE "T" ALTER COLUMN a TYPE bigint;

-- situation names-folded-unicode
-- before
CREATE TABLE größe (länge int);
-- run
ALTER TABLE größe ALTER COLUMN länge TYPE bigint;

-- situation names-keyword-column-proven
-- before
ALTER TABLE "T" ADD CONSTRAINT proof CHECK ("select" IS NOT NULL);
-- run
ALTER TABLE "T" ALTER COLUMN "select" SET NOT NULL;

-- situation names-quoted-schema-proof-of-quoted-column
-- before
ALTER TABLE "My Shop"."Line Items" ADD CHECK ((("Unit Price" IS NOT NULL)));
-- run
ALTER TABLE "My Shop"."Line Items" ALTER COLUMN "Unit Price" SET NOT NULL;

-- situation names-unicode-escape-of-proof
-- before
ALTER TABLE "T" ADD CONSTRAINT proof CHECK (U&"\0041" IS NOT NULL);
-- run
ALTER TABLE "T" ALTER COLUMN "A" SET NOT NULL;

-- situation names-very-long
-- before
CREATE TABLE a_table_with_a_name_that_is_much_longer_than_postgresql_keeps_of_it_really (a int);
-- run
ALTER TABLE a_table_with_a_name_that_is_much_longer_than_postgresql_keeps_of_it_really ALTER COLUMN a TYPE bigint;

-- situation names-proof-with-table-qualified
-- before
ALTER TABLE t ADD CONSTRAINT proof CHECK (t.a IS NOT NULL);
-- run
ALTER TABLE t ALTER COLUMN a SET NOT NULL;

-- situation names-search-path-set-in-baseline-tables
-- before
SET search_path = app, public;
CREATE TABLE things (id int, label varchar(10));
RESET search_path;
-- run
ALTER TABLE app.things ALTER COLUMN label TYPE varchar(20);

-- situation names-search-path-session-proof-elsewhere
-- before
ALTER TABLE public.t ADD CONSTRAINT proof CHECK (a IS NOT NULL);
-- run
SET search_path TO app, public;
ALTER TABLE t ALTER COLUMN a SET NOT NULL;

-- situation names-search-path-missing-schema-first
SET LOCAL search_path = nowhere, hidden, public;
ALTER TABLE only_here ALTER COLUMN a TYPE bigint;

-- situation names-set-config-search-path
SELECT set_config('search_path', 'hidden', true);
ALTER TABLE only_here ALTER COLUMN a TYPE bigint;

-- situation names-search-path-reset
SET search_path = app;
RESET search_path;
ALTER TABLE public.t ALTER COLUMN a TYPE bigint;

-- situation names-new-schema-authorization
CREATE SCHEMA fresh CREATE TABLE n (id int PRIMARY KEY, a int) CREATE INDEX n_a ON n (a);
ALTER TABLE fresh.n ALTER COLUMN a TYPE bigint;

-- situation names-comment-nested
/* outer /* inner */ still; */ CREATE /* UNIQUE */ INDEX /* CONCURRENTLY */ i ON t (a);

-- situation names-comment-in-proof
-- before
ALTER TABLE t ADD CONSTRAINT proof CHECK (a IS /* really */ NOT NULL -- always
  );
-- run
ALTER TABLE t ALTER COLUMN a SET NOT NULL;

-- situation names-string-with-semicolon
ALTER TABLE t ADD COLUMN b text DEFAULT 'a; ALTER TABLE t ADD COLUMN c serial; --';

-- situation names-star
ALTER TABLE t * ADD COLUMN b serial;

-- situation names-if-exists-missing
ALTER TABLE IF EXISTS missing ALTER COLUMN a TYPE bigint;

-- situation names-view-beside-table
-- before
CREATE VIEW app.v AS SELECT id FROM app.t;
-- run
ALTER VIEW app.v ALTER COLUMN id SET DEFAULT 0;

-- situation names-index-by-alter-table
-- before
CREATE INDEX app_t_a ON app.t (a);
-- run
ALTER TABLE app.app_t_a RENAME TO other_name;
