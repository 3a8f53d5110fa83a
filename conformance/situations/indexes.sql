-- Indexes: building, attaching, dropping, building again.
CREATE TABLE t (id bigint PRIMARY KEY, a int, note text, doc jsonb);
CREATE INDEX t_a_idx ON t (a);
CREATE TABLE p (day date NOT NULL, v int) PARTITION BY RANGE (day);
CREATE TABLE p_2024 PARTITION OF p FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE p_2025 PARTITION OF p FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE SCHEMA shop;
CREATE TABLE shop.t (id int, a int);

-- situation index
CREATE INDEX t_note_idx ON t (note);

-- situation index-outside-transaction
-- transaction none
CREATE INDEX t_note_idx ON t (note);

-- situation index-unique
CREATE UNIQUE INDEX t_note_idx ON t (note);

-- situation index-unnamed
CREATE INDEX ON t (note, a);

-- situation index-partial
CREATE INDEX t_note_idx ON t (note) WHERE a > 0;

-- situation index-expression
CREATE INDEX t_note_idx ON t (lower(note)) INCLUDE (a);

-- situation index-gin
CREATE INDEX t_doc_idx ON t USING gin (doc);

-- situation index-brin
CREATE INDEX t_id_brin ON t USING brin (id);

-- situation index-if-not-exists-new
CREATE INDEX IF NOT EXISTS t_note_idx ON t (note);

-- situation index-if-not-exists-there
CREATE INDEX IF NOT EXISTS t_a_idx ON t (a);

-- situation index-in-other-schema
CREATE INDEX shop_t_a_idx ON shop.t (a);

-- situation index-concurrently
-- transaction none
CREATE INDEX CONCURRENTLY t_note_idx ON t (note);

-- situation index-unique-concurrently
-- transaction none
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS t_note_idx ON t (note);

-- situation index-concurrently-in-transaction
-- refused 25001
CREATE INDEX CONCURRENTLY t_note_idx ON t (note);

-- situation index-on-new-table
CREATE TABLE n (id int);
CREATE INDEX n_id_idx ON n (id);

-- situation index-on-new-table-outside-transaction
-- transaction none
CREATE TABLE n (id int);
CREATE INDEX n_id_idx ON n (id);

-- situation index-on-temporary-table
CREATE TEMPORARY TABLE n (id int);
CREATE INDEX n_id_idx ON n (id);

-- situation index-on-temporary-table-of-known-name
CREATE TEMPORARY TABLE t (id int);
CREATE INDEX t_id_idx ON t (id);

-- situation index-on-partitioned
CREATE INDEX p_v_idx ON p (v);

-- situation index-on-only-partitioned
CREATE INDEX p_v_idx ON ONLY p (v);

-- situation index-on-partition
CREATE INDEX p_2024_v_idx ON p_2024 (v);

-- situation index-on-partition-concurrently
-- transaction none
CREATE INDEX CONCURRENTLY p_2024_v_idx ON p_2024 (v);

-- situation index-on-partitioned-concurrently
-- transaction none
-- refused 0A000
CREATE INDEX CONCURRENTLY p_v_idx ON p (v);

-- situation index-on-partitioned-with-all-children-indexed
-- before
CREATE INDEX p_2024_v_idx ON p_2024 (v);
CREATE INDEX p_2025_v_idx ON p_2025 (v);
-- run
CREATE INDEX p_v_idx ON p (v);

-- situation index-on-partitioned-without-partitions
-- before
CREATE TABLE q (day date, v int) PARTITION BY RANGE (day);
-- run
CREATE INDEX q_v_idx ON q (v);

-- situation index-attached
-- before
CREATE INDEX p_v_idx ON ONLY p (v);
CREATE INDEX p_2024_v_idx ON p_2024 (v);
-- run
ALTER INDEX p_v_idx ATTACH PARTITION p_2024_v_idx;

-- situation index-on-matview
-- before
CREATE MATERIALIZED VIEW m AS SELECT id, a FROM t;
-- run
CREATE UNIQUE INDEX m_id_idx ON m (id);

-- situation index-dropped
DROP INDEX t_a_idx;

-- situation index-dropped-if-exists
DROP INDEX IF EXISTS t_a_idx, missing_idx;

-- situation index-dropped-concurrently
-- transaction none
DROP INDEX CONCURRENTLY t_a_idx;

-- situation index-dropped-concurrently-in-transaction
-- refused 25001
DROP INDEX CONCURRENTLY t_a_idx;

-- situation index-of-constraint-dropped
-- refused 2BP01
DROP INDEX t_pkey;

-- situation index-renamed
ALTER INDEX t_a_idx RENAME TO t_by_a;

-- situation index-parameter
ALTER INDEX t_a_idx SET (fillfactor = 70);

-- situation index-statistics
-- before
CREATE INDEX t_expression_idx ON t ((a + 1));
-- run
ALTER INDEX t_expression_idx ALTER COLUMN 1 SET STATISTICS 500;

-- situation reindex-index
REINDEX INDEX t_a_idx;

-- situation reindex-table
REINDEX TABLE t;

-- situation reindex-table-outside-transaction
-- transaction none
REINDEX TABLE t;

-- situation reindex-table-without-index
-- before
CREATE TABLE bare (id int);
-- run
REINDEX TABLE bare;

-- situation reindex-index-concurrently
-- transaction none
REINDEX INDEX CONCURRENTLY t_a_idx;

-- situation reindex-table-concurrently
-- transaction none
REINDEX TABLE CONCURRENTLY t;

-- situation reindex-schema
-- transaction none
REINDEX SCHEMA public;

-- situation reindex-schema-concurrently
-- transaction none
REINDEX SCHEMA CONCURRENTLY public;

-- situation reindex-index-of-new-table
CREATE TABLE n (id int PRIMARY KEY);
REINDEX TABLE n;

-- situation statistics
CREATE STATISTICS t_stat ON a, note FROM t;

-- situation analyze
ANALYZE t;

-- situation index-and-drop-of-old-one
CREATE INDEX t_a_note_idx ON t (a, note);
DROP INDEX t_a_idx;

-- situation index-on-table-renamed-in-same-transaction
ALTER TABLE t RENAME TO things;
CREATE INDEX things_note_idx ON things (note);

-- situation index-on-quoted-table
-- before
CREATE TABLE "T" ("A" int);
-- run
CREATE INDEX "T A" ON "T" ("A");
