-- Upkeep and whole tables: CLUSTER, VACUUM, REINDEX, REFRESH, TRUNCATE, SET …, indexes in all shapes.
CREATE TABLE t (id bigint PRIMARY KEY, a int, note text);
CREATE INDEX t_a ON t (a);
CREATE TABLE other (id bigint PRIMARY KEY, t_id bigint REFERENCES t);
CREATE TABLE bare (id int);
CREATE UNLOGGED TABLE scratch (id int);
CREATE TABLE p (id int NOT NULL, v int) PARTITION BY RANGE (id);
CREATE TABLE p_1 PARTITION OF p FOR VALUES FROM (0) TO (10);
CREATE TABLE p_2 PARTITION OF p FOR VALUES FROM (10) TO (20) PARTITION BY RANGE (id);
CREATE TABLE p_2_1 PARTITION OF p_2 FOR VALUES FROM (10) TO (15);
CREATE MATERIALIZED VIEW m AS SELECT id, a FROM t;
CREATE UNIQUE INDEX m_id ON m (id);
CREATE VIEW v AS SELECT id FROM t;

-- situation upkeep-cluster-not-marked
-- transaction none
CLUSTER;

-- situation upkeep-cluster-marked
-- before
ALTER TABLE t CLUSTER ON t_a;
-- run
CLUSTER t;

-- situation upkeep-vacuum-full-parenthesised-on
-- transaction none
VACUUM (FULL on, VERBOSE) t;

-- situation upkeep-vacuum-full-analyze-words
-- transaction none
VACUUM FULL FREEZE VERBOSE ANALYZE t (a);

-- situation upkeep-vacuum-full-partitioned
-- transaction none
VACUUM FULL p;

-- situation upkeep-vacuum-full-empty-unlogged
-- transaction none
VACUUM FULL scratch;

-- situation upkeep-reindex-option-concurrently-on
-- transaction none
REINDEX (CONCURRENTLY true, VERBOSE) INDEX t_a;

-- situation upkeep-reindex-constraint-index
REINDEX INDEX t_pkey;

-- situation upkeep-reindex-matview
REINDEX TABLE m;

-- situation upkeep-reindex-matview-index
REINDEX INDEX m_id;

-- situation upkeep-reindex-renamed-index
-- before
ALTER INDEX t_a RENAME TO t_by_a;
-- run
REINDEX INDEX t_by_a;

-- situation upkeep-reindex-index-made-in-transaction
CREATE INDEX t_note ON t (note);
REINDEX INDEX t_note;

-- situation upkeep-refresh-emptied
-- before
REFRESH MATERIALIZED VIEW m WITH NO DATA;
-- run
REFRESH MATERIALIZED VIEW m;

-- situation upkeep-refresh-filled-later
-- before
CREATE MATERIALIZED VIEW late AS SELECT id FROM t WITH NO DATA;
REFRESH MATERIALIZED VIEW late;
-- run
REFRESH MATERIALIZED VIEW late;

-- situation upkeep-matview-of-locked-table
ALTER TABLE t ADD COLUMN z int;
CREATE MATERIALIZED VIEW late AS SELECT z FROM t;

-- situation upkeep-refresh-of-locked-table
ALTER TABLE t ADD COLUMN z int;
REFRESH MATERIALIZED VIEW CONCURRENTLY m;

-- situation upkeep-matview-set-access-method
-- from 15
ALTER MATERIALIZED VIEW m SET ACCESS METHOD heap2;

-- situation upkeep-truncate-only
TRUNCATE ONLY bare;

-- situation upkeep-truncate-then-alter
TRUNCATE bare;
ALTER TABLE bare ALTER COLUMN id TYPE bigint;

-- situation upkeep-set-unlogged-known-unlogged-through-rename
-- before
ALTER TABLE scratch RENAME TO scratch2;
-- run
ALTER TABLE scratch2 SET UNLOGGED;

-- situation upkeep-set-logged-after-set-unlogged
-- before
ALTER TABLE bare SET UNLOGGED;
-- run
ALTER TABLE bare SET LOGGED;

-- situation upkeep-set-unlogged-with-add-column
ALTER TABLE bare SET UNLOGGED, ADD COLUMN z int DEFAULT 1;

-- situation upkeep-set-access-method-default
-- from 17
ALTER TABLE bare SET ACCESS METHOD DEFAULT;

-- situation upkeep-set-access-method-same-other
-- from 15
-- before
CREATE TABLE h (id int) USING heap2;
-- run
ALTER TABLE h SET ACCESS METHOD heap2;

-- situation upkeep-set-access-method-of-using
-- from 15
-- before
CREATE TABLE h (id int) USING heap2;
-- run
ALTER TABLE h SET ACCESS METHOD heap;

-- situation upkeep-set-access-method-partitioned
-- from 17
ALTER TABLE p SET ACCESS METHOD heap2;

-- situation upkeep-index-tablespace-same
ALTER INDEX t_a SET TABLESPACE pg_default;

-- situation upkeep-all-in-tablespace
ALTER TABLE ALL IN TABLESPACE pg_default SET TABLESPACE pg_default;

-- situation upkeep-toast-parameter
ALTER TABLE t SET (toast.autovacuum_enabled = false, parallel_workers = 4);

-- situation upkeep-column-storage-default
-- from 16
ALTER TABLE t ALTER COLUMN note SET STORAGE DEFAULT;

-- situation upkeep-index-if-not-exists-dropped-before
-- before
DROP INDEX t_a;
-- run
CREATE INDEX IF NOT EXISTS t_a ON t (a);

-- situation upkeep-index-if-not-exists-old-name
-- before
ALTER INDEX t_a RENAME TO t_b;
-- run
CREATE INDEX IF NOT EXISTS t_a ON t (a);

-- situation upkeep-index-on-matview-in-locked
CREATE INDEX m_a ON m (a);

-- situation upkeep-index-on-only-table
CREATE INDEX bare_id ON ONLY bare (id);

-- situation upkeep-index-on-sub-partitioned-leaves-have
-- before
CREATE INDEX p_1_v ON p_1 (v);
CREATE INDEX p_2_v ON p_2 (v);
-- run
CREATE INDEX p_v ON p (v);

-- situation upkeep-index-on-sub-partitioned-lowest-leaf-has
-- before
CREATE INDEX p_1_v ON p_1 (v);
CREATE INDEX p_2_1_v ON p_2_1 (v);
-- run
CREATE INDEX p_v ON p (v);

-- situation upkeep-index-on-partitioned-unique-differs
-- before
CREATE UNIQUE INDEX p_1_id ON p_1 (id);
CREATE UNIQUE INDEX p_2_id ON p_2 (id);
-- run
CREATE INDEX p_id ON p (id);

-- situation upkeep-index-nulls-not-distinct
-- from 15
CREATE UNIQUE INDEX i ON t (a, note) NULLS NOT DISTINCT WITH (fillfactor = 80) WHERE a IS NOT NULL;

-- situation upkeep-index-concurrently-after-dropping
-- transaction none
DROP INDEX CONCURRENTLY IF EXISTS t_a;
CREATE INDEX CONCURRENTLY t_a ON t (a, note);

-- situation upkeep-alter-view-options
ALTER VIEW v SET (security_barrier = true);

-- situation upkeep-sequence-unlogged
-- from 15
-- before
CREATE SEQUENCE numbers;
-- run
ALTER SEQUENCE numbers SET UNLOGGED;

-- situation upkeep-sequence-unlogged-as-table
-- from 15
-- before
CREATE SEQUENCE numbers;
-- run
ALTER TABLE numbers SET UNLOGGED;

-- situation upkeep-truncate-then-fill-then-alter
TRUNCATE bare;
INSERT INTO bare (id) VALUES (1);
ALTER TABLE bare ALTER COLUMN id TYPE bigint;

-- situation upkeep-truncate-then-index
TRUNCATE bare;
CREATE INDEX ON bare (id);

-- situation upkeep-truncate-cascade-then-index
TRUNCATE t CASCADE;
CREATE INDEX ON other (t_id);
