-- Scripts: data beside definitions, code inside DO, several tables and schemas.
CREATE TABLE t (id bigint PRIMARY KEY, a int, note text);
CREATE TABLE other (id bigint PRIMARY KEY, a int);
CREATE SCHEMA one;
CREATE SCHEMA two;
CREATE TABLE one.t (id int, a int);
CREATE TABLE two.t (id int, a int);
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
INSERT INTO t SELECT i, i, 'x' FROM generate_series(1, 10) AS i;
INSERT INTO other SELECT i, i FROM generate_series(1, 10) AS i;

-- situation update
UPDATE t SET a = 0 WHERE a IS NULL;

-- situation delete
DELETE FROM t WHERE a < 0;

-- situation insert
INSERT INTO t (id, a) VALUES (100, 1), (101, 2);

-- situation insert-from-query
INSERT INTO t (id, a) SELECT id + 1000, a FROM other;

-- situation merge
-- from 15
MERGE INTO t USING other ON t.id = other.id WHEN MATCHED THEN UPDATE SET a = other.a;

-- situation select-for-update
SELECT * FROM t FOR UPDATE;

-- situation backfill-behind-add-column
ALTER TABLE t ADD COLUMN b int;
UPDATE t SET b = a + 0 WHERE b IS NULL;

-- situation backfill-behind-add-column-apart
-- transaction none
ALTER TABLE t ADD COLUMN b int;
UPDATE t SET b = a + 0 WHERE b IS NULL;

-- situation backfill-by-key-behind-add-column
ALTER TABLE t ADD COLUMN b int;
UPDATE t SET b = 1 WHERE a = 1;

-- situation delete-behind-add-constraint
ALTER TABLE t ADD CONSTRAINT positive CHECK (a > 0) NOT VALID;
DELETE FROM t WHERE a <= 0;

-- situation insert-from-query-behind-add-column
ALTER TABLE t ADD COLUMN b int;
INSERT INTO t (id, b) SELECT id + 1000, a FROM other;

-- situation insert-from-itself-behind-add-column
ALTER TABLE t ADD COLUMN b int;
INSERT INTO t (id, b) SELECT id + 1000, a FROM t;

-- situation insert-values-behind-add-column
ALTER TABLE t ADD COLUMN b int;
INSERT INTO t (id, b) VALUES (100, 1);

-- situation backfill-of-other-table-behind-add-column
ALTER TABLE t ADD COLUMN b int;
UPDATE other SET a = 0;

-- situation backfill-from-locked-table
ALTER TABLE t ADD COLUMN b int;
UPDATE other SET a = t.a FROM t WHERE t.id = other.id;

-- situation backfill-before-add-column
UPDATE t SET a = 0 WHERE a IS NULL;
ALTER TABLE t ADD COLUMN b int;

-- situation backfill-behind-trigger
CREATE TRIGGER touched BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION touch();
UPDATE t SET a = 0 WHERE a IS NULL;

-- situation backfill-behind-concurrent-index
-- transaction none
CREATE INDEX CONCURRENTLY t_a_idx ON t (a);
UPDATE t SET a = 0 WHERE a IS NULL;

-- situation backfill-of-new-table
CREATE TABLE n (id int, a int);
INSERT INTO n SELECT id, a FROM t;
UPDATE n SET a = 0;

-- situation merge-behind-add-column
-- from 15
ALTER TABLE t ADD COLUMN b int;
MERGE INTO t USING other ON t.id = other.id WHEN MATCHED THEN UPDATE SET b = other.a;

-- situation select-behind-add-column
ALTER TABLE t ADD COLUMN b int;
SELECT count(*) FROM t;

-- situation script-with-own-transactions
-- transaction none
BEGIN;
ALTER TABLE t ADD CONSTRAINT positive CHECK (a > 0) NOT VALID;
COMMIT;
BEGIN;
ALTER TABLE t VALIDATE CONSTRAINT positive;
COMMIT;

-- situation script-with-one-transaction
-- transaction none
BEGIN;
ALTER TABLE t ADD CONSTRAINT positive CHECK (a > 0) NOT VALID;
ALTER TABLE t VALIDATE CONSTRAINT positive;
COMMIT;

-- situation savepoint
SAVEPOINT before;
ALTER TABLE t ADD CONSTRAINT positive CHECK (a > 0) NOT VALID;
ALTER TABLE t VALIDATE CONSTRAINT positive;
RELEASE before;

-- situation rolled-back-to-savepoint
SAVEPOINT before;
ALTER TABLE t ADD COLUMN b int;
ROLLBACK TO before;
ALTER TABLE other ADD COLUMN b int;

-- situation do-harmless
DO $$ BEGIN RAISE NOTICE 'hello'; END $$;

-- situation do-check
DO $$ BEGIN ALTER TABLE t ADD CONSTRAINT positive CHECK (a > 0); END $$;

-- situation do-check-not-valid
DO $$ BEGIN ALTER TABLE t ADD CONSTRAINT positive CHECK (a > 0) NOT VALID; END $$;

-- situation do-index-if-missing
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_class WHERE relname = 't_a_idx') THEN
    CREATE INDEX t_a_idx ON t (a);
  END IF;
END $$;

-- situation do-execute-literal
DO $$ BEGIN EXECUTE 'ALTER TABLE t ALTER COLUMN a TYPE bigint'; END $$;

-- situation do-add-column
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM information_schema.columns WHERE table_name = 't' AND column_name = 'b') THEN
    ALTER TABLE t ADD COLUMN b int;
  END IF;
END $$;

-- situation function-called
-- before
CREATE FUNCTION widen() RETURNS void LANGUAGE plpgsql AS 'BEGIN ALTER TABLE t ALTER COLUMN a TYPE bigint; END';
-- run
SELECT widen();

-- situation procedure-called
-- before
CREATE PROCEDURE widen() LANGUAGE plpgsql AS 'BEGIN ALTER TABLE t ALTER COLUMN a TYPE bigint; END';
-- run
CALL widen();

-- situation schema-one
ALTER TABLE one.t ADD CONSTRAINT positive CHECK (a > 0);

-- situation schema-two-by-search-path
SET LOCAL search_path = two, public;
ALTER TABLE t ALTER COLUMN a SET NOT NULL;

-- situation schema-of-equal-names
ALTER TABLE one.t ADD COLUMN b int;
ALTER TABLE two.t ALTER COLUMN a TYPE bigint;

-- situation new-schema
CREATE SCHEMA three;
CREATE TABLE three.t (id int);
CREATE INDEX ON three.t (id);

-- situation moved-to-other-schema-then-altered
ALTER TABLE other SET SCHEMA one;
ALTER TABLE one.other ADD CONSTRAINT positive CHECK (a > 0);

-- situation lock-timeout-set
SET LOCAL lock_timeout = '2s';
ALTER TABLE t ADD COLUMN b int;

-- situation comment-before-statement
-- transaction none
/* build it */ CREATE INDEX /* not concurrently */ t_a_idx ON t (a);

-- situation two-hazards-on-two-tables
ALTER TABLE t ALTER COLUMN a SET NOT NULL;
CREATE INDEX other_a_idx ON other (a);

-- situation hazard-in-second-statement
ALTER TABLE t ADD COLUMN b int;
ALTER TABLE other ALTER COLUMN a TYPE bigint;
