-- Scripts of several statements: locks of earlier ones that are held while a later one works (2).
CREATE TABLE parents (id bigint PRIMARY KEY, code text);
CREATE TABLE t (id bigint PRIMARY KEY, a int, parent_id bigint);
CREATE TABLE p (id int NOT NULL, v int) PARTITION BY RANGE (id);
CREATE TABLE p_1 PARTITION OF p FOR VALUES FROM (0) TO (10);
CREATE TABLE p_2 PARTITION OF p FOR VALUES FROM (10) TO (20);
CREATE VIEW recent AS SELECT id, a FROM t;
INSERT INTO parents VALUES (1, 'x'), (2, 'y');
INSERT INTO t VALUES (1, 1, 1);
INSERT INTO p VALUES (1, 1), (11, 1);

-- situation backfill-through-view
ALTER TABLE t ADD COLUMN z int;
UPDATE recent SET a = 3;

-- situation backfill-of-one-partition
ALTER TABLE p ADD COLUMN z int;
UPDATE p_1 SET z = 1;

-- situation backfill-of-parent-behind-partition
ALTER TABLE p_1 ALTER v SET DEFAULT 1;
UPDATE p SET v = 2;

-- situation backfill-of-other-partition
ALTER TABLE p_2 ALTER v SET DEFAULT 1;
UPDATE p_1 SET v = 2;

-- situation backfill-of-partition-behind-rename-of-parent
ALTER TABLE p RENAME TO q;
UPDATE p_1 SET v = 2;

-- situation delete-searches-locked-referrer
-- before
ALTER TABLE t ADD FOREIGN KEY (parent_id) REFERENCES parents ON DELETE CASCADE;
-- run
ALTER TABLE t ADD COLUMN z int;
DELETE FROM parents WHERE id = 1;

-- situation delete-searches-locked-referrer-indexed
-- before
ALTER TABLE t ADD FOREIGN KEY (parent_id) REFERENCES parents ON DELETE CASCADE;
CREATE INDEX ON t (parent_id);
INSERT INTO t SELECT i, i, 2 FROM generate_series(100, 20000) AS i;
ANALYZE t;
-- run
ALTER TABLE t ADD COLUMN z int;
DELETE FROM parents WHERE id = 1;

-- situation delete-searches-behind-new-key
ALTER TABLE t ADD FOREIGN KEY (parent_id) REFERENCES parents NOT VALID;
DELETE FROM parents WHERE id = 2;
