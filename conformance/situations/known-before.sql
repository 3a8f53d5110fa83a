-- What is there already: tables and partitions made twice, indexes renamed and adopted, locks that a DROP leaves behind.
CREATE TABLE parents (id bigint PRIMARY KEY, w int);
CREATE TABLE t (id bigint PRIMARY KEY, a int, v varchar(255), parent_id bigint CONSTRAINT t_parent REFERENCES parents);
INSERT INTO parents SELECT i, i FROM generate_series(1, 10) AS i;
INSERT INTO t SELECT i, i, 'x' || i, i FROM generate_series(1, 10) AS i;
CREATE TABLE p (id int NOT NULL, v int) PARTITION BY LIST (id);
CREATE TABLE p_1 PARTITION OF p FOR VALUES IN (1);
CREATE TABLE p_rest PARTITION OF p DEFAULT;
INSERT INTO p VALUES (1, 1), (7, 7);

-- situation known-table-made-twice-not-null
-- before
CREATE TABLE IF NOT EXISTS t (id bigint PRIMARY KEY, a int NOT NULL);
-- run
ALTER TABLE t ALTER COLUMN a SET NOT NULL;

-- situation known-table-made-twice-type
-- before
CREATE TABLE IF NOT EXISTS t (id bigint PRIMARY KEY, v varchar(100));
-- run
ALTER TABLE t ALTER COLUMN v TYPE varchar(100);

-- situation known-table-made-twice-check
CREATE TABLE IF NOT EXISTS t (id bigint, a int CHECK (a IS NOT NULL));
ALTER TABLE t ALTER COLUMN a SET NOT NULL;

-- situation known-table-made-twice-partitioned
CREATE TABLE IF NOT EXISTS t (id bigint, a int) PARTITION BY LIST (a);
ALTER TABLE t ADD CONSTRAINT a_positive CHECK (a > 0);

-- situation known-column-made-twice
CREATE TABLE IF NOT EXISTS t (id bigint, a int, k uuid);
ALTER TABLE t ADD COLUMN IF NOT EXISTS k uuid DEFAULT gen_random_uuid();

-- situation known-partition-made-twice
CREATE TABLE IF NOT EXISTS p_1 PARTITION OF p FOR VALUES IN (1);

-- situation known-parent-of-dropped-table
DROP TABLE t;
UPDATE parents SET w = 1 WHERE w > 1;

-- situation known-parent-of-dropped-constraint
ALTER TABLE t DROP CONSTRAINT t_parent;
DELETE FROM parents WHERE w > 1;

-- situation known-parent-of-dropped-column
ALTER TABLE t DROP COLUMN parent_id;
UPDATE parents SET w = 1 WHERE w > 1;

-- situation known-child-of-dropped-table
DROP TABLE parents CASCADE;
UPDATE t SET a = 1 WHERE a > 1;

-- situation known-default-of-new-partition
CREATE TABLE p_2 PARTITION OF p FOR VALUES IN (2);
UPDATE p_rest SET v = 1 WHERE v > 1;

-- situation known-trigger-never-there
DROP TRIGGER IF EXISTS none ON t;
UPDATE t SET a = 1 WHERE a > 1;

-- situation known-index-renamed-away
-- before
CREATE INDEX iv ON t (lower(v));
ALTER INDEX iv RENAME TO iv_old;
CREATE INDEX iv ON t (v);
DROP INDEX iv_old;
-- run
ALTER TABLE t ALTER COLUMN v TYPE text;

-- situation known-index-renamed-and-kept
-- before
CREATE INDEX iv ON t (lower(v));
ALTER INDEX iv RENAME TO iv_old;
CREATE INDEX iv ON t (v);
DROP INDEX iv;
-- run
ALTER TABLE t ALTER COLUMN v TYPE text;

-- situation known-constraint-renamed-away
-- before
ALTER TABLE t ADD CONSTRAINT u UNIQUE (v);
ALTER TABLE t RENAME CONSTRAINT u TO u2;
ALTER TABLE t DROP CONSTRAINT u2;
-- run
ALTER TABLE t ALTER COLUMN v TYPE varchar(300);

-- situation known-index-adopted
-- before
CREATE TABLE q (id int NOT NULL, v int) PARTITION BY LIST (id);
ALTER TABLE q ADD PRIMARY KEY (id);
CREATE TABLE q_1 (id int NOT NULL, v int, CHECK (id = 1));
INSERT INTO q_1 VALUES (1, 1);
CREATE UNIQUE INDEX q_1_key ON q_1 (id);
ALTER TABLE q_1 ADD PRIMARY KEY USING INDEX q_1_key;
-- run
ALTER TABLE q ATTACH PARTITION q_1 FOR VALUES IN (1);

-- situation known-unnamed-index-dropped
-- before
CREATE INDEX ON t (lower(v));
DROP INDEX t_lower_idx;
-- run
ALTER TABLE t ALTER COLUMN v TYPE text;

-- situation known-index-of-partitioned-dropped
-- before
CREATE INDEX ip ON p (v);
-- run
DROP INDEX ip;
UPDATE p_1 SET v = 1 WHERE v > 0;

-- situation known-citext-from-text
-- before
CREATE EXTENSION citext;
ALTER TABLE t ADD COLUMN mail text;
-- run
ALTER TABLE t ALTER COLUMN mail TYPE citext;

-- situation known-citext-to-varchar-limit
-- before
CREATE EXTENSION citext;
ALTER TABLE t ADD COLUMN mail citext;
-- run
ALTER TABLE t ALTER COLUMN mail TYPE varchar(50);

-- situation known-citext-indexed
-- before
CREATE EXTENSION citext;
ALTER TABLE t ADD COLUMN mail varchar(50);
CREATE INDEX i_mail ON t (mail);
-- run
ALTER TABLE t ALTER COLUMN mail TYPE public.citext;

-- situation known-storage
ALTER TABLE t ALTER COLUMN v SET STORAGE EXTERNAL;
