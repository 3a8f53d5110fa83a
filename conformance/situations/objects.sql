-- Whole tables, views, triggers, policies, rules, sequences, types, and what empties or rewrites a table.
CREATE TABLE parents (id bigint PRIMARY KEY);
CREATE TABLE t (id bigint PRIMARY KEY, a int, note text);
CREATE INDEX t_a_idx ON t (a);
CREATE TABLE child (id bigint PRIMARY KEY, parent_id bigint CONSTRAINT child_parent REFERENCES parents);
CREATE UNLOGGED TABLE scratch (id int);
CREATE VIEW v AS SELECT id, a FROM t;
CREATE MATERIALIZED VIEW m AS SELECT id, a FROM t;
CREATE UNIQUE INDEX m_id_idx ON m (id);
CREATE SEQUENCE numbers;
CREATE TYPE mood AS ENUM ('good', 'bad');
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE SCHEMA attic;

-- situation create-table
CREATE TABLE n (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, created timestamptz NOT NULL DEFAULT clock_timestamp());

-- situation create-table-like
CREATE TABLE n (LIKE t INCLUDING ALL);

-- situation create-table-as
CREATE TABLE n AS SELECT * FROM t;

-- situation create-table-inherits
CREATE TABLE n (b int) INHERITS (t);

-- situation create-table-if-not-exists-there
CREATE TABLE IF NOT EXISTS t (id bigint);

-- situation create-table-if-not-exists-then-index
CREATE TABLE IF NOT EXISTS t (id bigint);
CREATE INDEX t_note_idx ON t (note);

-- situation everything-on-new-table
CREATE TABLE n (a int);
ALTER TABLE n ADD COLUMN id bigserial PRIMARY KEY, ADD COLUMN k uuid DEFAULT gen_random_uuid();
ALTER TABLE n ALTER COLUMN a SET NOT NULL, ADD CHECK (a > 0), ADD UNIQUE (a);
ALTER TABLE n ALTER COLUMN a TYPE bigint;

-- situation everything-on-temporary-table
CREATE TEMPORARY TABLE n (a int);
ALTER TABLE n ADD COLUMN id bigserial PRIMARY KEY, ALTER COLUMN a TYPE bigint;
UPDATE n SET a = 1;

-- situation everything-on-new-table-outside-transaction
-- transaction none
CREATE TABLE n (a int);
ALTER TABLE n ADD COLUMN k uuid DEFAULT gen_random_uuid();
ALTER TABLE n ALTER COLUMN a SET NOT NULL;

-- situation new-table-takes-the-place
CREATE TABLE t_new (id bigint PRIMARY KEY, a bigint, note text);
INSERT INTO t_new SELECT id, a, note FROM t;
ALTER TABLE t RENAME TO t_old;
ALTER TABLE t_new RENAME TO t;
ALTER TABLE t ALTER COLUMN a SET NOT NULL;

-- situation table-dropped-and-made-again
DROP VIEW v;
DROP MATERIALIZED VIEW m;
DROP TABLE t;
CREATE TABLE t (id bigint);
ALTER TABLE t ADD COLUMN k uuid DEFAULT gen_random_uuid();

-- situation drop-table
DROP TABLE scratch;

-- situation drop-table-with-foreign-key
DROP TABLE child;

-- situation drop-table-cascade
DROP TABLE parents CASCADE;

-- situation drop-table-if-exists-missing
DROP TABLE IF EXISTS missing;

-- situation drop-two-tables
DROP TABLE child, scratch;

-- situation rename-table
ALTER TABLE t RENAME TO things;

-- situation rename-table-with-view
ALTER TABLE t RENAME TO things;
CREATE VIEW t AS SELECT * FROM things;

-- situation set-schema
ALTER TABLE t SET SCHEMA attic;

-- situation drop-schema
DROP SCHEMA attic;

-- situation set-owner
ALTER TABLE t OWNER TO CURRENT_USER;

-- situation truncate
TRUNCATE t;

-- situation truncate-restart-identity
TRUNCATE TABLE t RESTART IDENTITY;

-- situation truncate-cascade
TRUNCATE parents CASCADE;

-- situation truncate-new-table
CREATE TABLE n (id int);
TRUNCATE n;

-- situation set-unlogged
-- before
CREATE TABLE heap (id int);
-- run
ALTER TABLE heap SET UNLOGGED;

-- situation set-logged
ALTER TABLE scratch SET LOGGED;

-- situation set-logged-already
-- before
CREATE TABLE heap (id int);
-- run
ALTER TABLE heap SET LOGGED;

-- situation set-unlogged-already
ALTER TABLE scratch SET UNLOGGED;

-- situation set-access-method
-- from 15
ALTER TABLE scratch SET ACCESS METHOD heap2;

-- situation set-access-method-same
-- from 15
ALTER TABLE scratch SET ACCESS METHOD heap;

-- situation set-tablespace-same
ALTER TABLE t SET TABLESPACE pg_default;

-- situation storage-parameter
ALTER TABLE t SET (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.01);

-- situation storage-parameter-reset
ALTER TABLE t RESET (fillfactor);

-- situation disable-autovacuum
ALTER TABLE t SET (autovacuum_enabled = false);

-- situation cluster
CLUSTER t USING t_a_idx;

-- situation cluster-outside-transaction
-- transaction none
CLUSTER t USING t_a_idx;

-- situation cluster-all
-- transaction none
-- before
ALTER TABLE t CLUSTER ON t_a_idx;
-- run
CLUSTER;

-- situation cluster-on
ALTER TABLE t CLUSTER ON t_a_idx;

-- situation set-without-cluster
ALTER TABLE t SET WITHOUT CLUSTER;

-- situation vacuum-full
-- transaction none
VACUUM FULL t;

-- situation vacuum-full-options
-- transaction none
VACUUM (FULL, ANALYZE) t;

-- situation vacuum-full-off
-- transaction none
VACUUM (FULL false) t;

-- situation vacuum-full-two-tables
-- transaction none
VACUUM FULL t, child;

-- situation vacuum
-- transaction none
VACUUM ANALYZE t;

-- situation vacuum-in-transaction
-- refused 25001
VACUUM t;

-- situation refresh-matview
REFRESH MATERIALIZED VIEW m;

-- situation refresh-matview-concurrently
REFRESH MATERIALIZED VIEW CONCURRENTLY m;

-- situation refresh-matview-first-time
-- before
CREATE MATERIALIZED VIEW later AS SELECT id FROM t WITH NO DATA;
-- run
REFRESH MATERIALIZED VIEW later;

-- situation refresh-matview-with-no-data
REFRESH MATERIALIZED VIEW m WITH NO DATA;

-- situation create-matview
CREATE MATERIALIZED VIEW n AS SELECT count(*) FROM t;

-- situation create-matview-and-refresh
CREATE MATERIALIZED VIEW n AS SELECT count(*) FROM t WITH NO DATA;
REFRESH MATERIALIZED VIEW n;

-- situation drop-matview
DROP MATERIALIZED VIEW m;

-- situation rename-matview
ALTER MATERIALIZED VIEW m RENAME TO summary;

-- situation create-view
CREATE VIEW w AS SELECT note FROM t;

-- situation replace-view
CREATE OR REPLACE VIEW v AS SELECT id, a, note FROM t;

-- situation drop-view
DROP VIEW v;

-- situation create-trigger
CREATE TRIGGER touched BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION touch();

-- situation create-trigger-with-lock-timeout
SET LOCAL lock_timeout = '2s';
CREATE TRIGGER touched AFTER INSERT ON t FOR EACH STATEMENT EXECUTE FUNCTION touch();

-- situation create-constraint-trigger
CREATE CONSTRAINT TRIGGER touched AFTER INSERT ON t DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION touch();

-- situation drop-trigger
-- before
CREATE TRIGGER touched BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION touch();
-- run
DROP TRIGGER touched ON t;

-- situation disable-trigger
-- before
CREATE TRIGGER touched BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION touch();
-- run
ALTER TABLE t DISABLE TRIGGER touched;

-- situation enable-row-security
ALTER TABLE t ENABLE ROW LEVEL SECURITY;

-- situation force-row-security
ALTER TABLE t FORCE ROW LEVEL SECURITY;

-- situation create-policy
CREATE POLICY own ON t USING (note = current_user);

-- situation alter-policy
-- before
CREATE POLICY own ON t USING (note = current_user);
-- run
ALTER POLICY own ON t USING (true);

-- situation drop-policy
-- before
CREATE POLICY own ON t USING (note = current_user);
-- run
DROP POLICY own ON t;

-- situation create-rule
CREATE RULE silent AS ON DELETE TO t DO INSTEAD NOTHING;

-- situation drop-rule
-- before
CREATE RULE silent AS ON DELETE TO t DO INSTEAD NOTHING;
-- run
DROP RULE silent ON t;

-- situation replica-identity-full
ALTER TABLE t REPLICA IDENTITY FULL;

-- situation replica-identity-index
-- before
CREATE TABLE r (id int NOT NULL);
CREATE UNIQUE INDEX r_id_idx ON r (id);
-- run
ALTER TABLE r REPLICA IDENTITY USING INDEX r_id_idx;

-- situation create-sequence
CREATE SEQUENCE more OWNED BY t.id;

-- situation alter-sequence
ALTER SEQUENCE numbers INCREMENT BY 10 CACHE 20;

-- situation alter-sequence-type
ALTER SEQUENCE numbers AS bigint;

-- situation alter-sequence-restart
ALTER SEQUENCE numbers RESTART WITH 1000;

-- situation drop-sequence
DROP SEQUENCE numbers;

-- situation create-enum
CREATE TYPE colour AS ENUM ('red', 'green');

-- situation add-enum-value
ALTER TYPE mood ADD VALUE 'mixed' AFTER 'good';

-- situation add-enum-value-outside-transaction
-- transaction none
ALTER TYPE mood ADD VALUE IF NOT EXISTS 'mixed';

-- situation add-enum-value-and-use
-- refused 55P04
ALTER TYPE mood ADD VALUE 'mixed';
CREATE TABLE n (m mood DEFAULT 'mixed');

-- situation rename-enum-value
ALTER TYPE mood RENAME VALUE 'good' TO 'fine';

-- situation create-domain
CREATE DOMAIN email AS text CHECK (VALUE LIKE '%@%');

-- situation create-function
CREATE FUNCTION twice(int) RETURNS int IMMUTABLE LANGUAGE sql AS 'SELECT $1 * 2';

-- situation replace-function-used-in-index
-- before
CREATE FUNCTION norm(text) RETURNS text IMMUTABLE LANGUAGE sql AS 'SELECT lower($1)';
CREATE INDEX t_norm_idx ON t (norm(note));
-- run
CREATE OR REPLACE FUNCTION norm(text) RETURNS text IMMUTABLE LANGUAGE sql AS 'SELECT upper($1)';

-- situation create-extension
CREATE EXTENSION IF NOT EXISTS pgcrypto;

-- situation grant
GRANT SELECT ON t TO PUBLIC;

-- situation comment
COMMENT ON COLUMN t.note IS 'free text';

-- situation create-publication
CREATE PUBLICATION changes FOR TABLE t;

-- situation lock-table
LOCK TABLE t IN SHARE ROW EXCLUSIVE MODE;

-- situation lock-table-then-scan
LOCK TABLE t IN SHARE ROW EXCLUSIVE MODE;
DELETE FROM t WHERE note = 'x';
