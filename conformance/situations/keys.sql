-- Keys and checks in company: several in one statement, USING INDEX, partitioned keys, validation late and early.
CREATE TABLE parents (id bigint PRIMARY KEY, a int, b int, UNIQUE (a, b));
CREATE TABLE t (id bigint PRIMARY KEY, parent_id bigint, a int, b int, email text, span int4range);
INSERT INTO parents VALUES (1, 1, 1);
INSERT INTO t VALUES (1, 1, 1, 1, 'a@b', '[1,2)');
CREATE TABLE p (id int NOT NULL, v int, w int) PARTITION BY RANGE (id);
CREATE TABLE p_1 PARTITION OF p FOR VALUES FROM (0) TO (10);
CREATE TABLE p_2 PARTITION OF p FOR VALUES FROM (10) TO (20);

-- situation keys-check-one-not-valid
ALTER TABLE t ADD CHECK (a > 0) NOT VALID, ADD CHECK (b > 0);

-- situation keys-check-on-heir-same-as-parent
-- before
CREATE TABLE base (v int);
CREATE TABLE heir () INHERITS (base);
ALTER TABLE heir ADD CONSTRAINT c CHECK (v > 0);
-- run
ALTER TABLE base ADD CONSTRAINT c CHECK (v > 0);

-- situation keys-check-validate-in-one-in-reverse
-- before
ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0) NOT VALID;
-- run
ALTER TABLE t VALIDATE CONSTRAINT c, ADD COLUMN z int;

-- situation keys-check-validate-behind-trigger
-- before
ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0) NOT VALID;
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
-- run
CREATE TRIGGER touched BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION touch();
ALTER TABLE t VALIDATE CONSTRAINT c;

-- situation keys-check-validate-behind-statistics-target
-- before
ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0) NOT VALID;
-- run
ALTER TABLE t ALTER a SET STATISTICS 100;
ALTER TABLE t VALIDATE CONSTRAINT c;

-- situation keys-check-validate-behind-storage
-- before
ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0) NOT VALID;
-- run
ALTER TABLE t ALTER email SET STORAGE EXTERNAL;
ALTER TABLE t VALIDATE CONSTRAINT c;

-- situation keys-check-validate-behind-lock
-- before
ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0) NOT VALID;
-- run
LOCK TABLE t IN EXCLUSIVE MODE;
ALTER TABLE t VALIDATE CONSTRAINT c;

-- situation keys-check-validate-behind-weak-lock
-- before
ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0) NOT VALID;
-- run
LOCK TABLE t IN ROW EXCLUSIVE MODE;
ALTER TABLE t VALIDATE CONSTRAINT c;

-- situation keys-check-validate-behind-rename
-- before
ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0) NOT VALID;
-- run
ALTER TABLE t RENAME COLUMN b TO bb;
ALTER TABLE t VALIDATE CONSTRAINT c;

-- situation keys-check-validate-behind-rename-table
-- before
ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0) NOT VALID;
-- run
ALTER TABLE t RENAME TO things;
ALTER TABLE things VALIDATE CONSTRAINT c;

-- situation keys-check-validate-behind-cluster-on
-- before
ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0) NOT VALID;
-- run
ALTER TABLE t CLUSTER ON t_pkey;
ALTER TABLE t VALIDATE CONSTRAINT c;

-- situation keys-check-validate-behind-drop-index
-- before
ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0) NOT VALID;
CREATE INDEX t_a ON t (a);
-- run
DROP INDEX t_a;
ALTER TABLE t VALIDATE CONSTRAINT c;

-- situation keys-check-validate-behind-savepoint-rolled-back
-- before
ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0) NOT VALID;
-- run
SAVEPOINT s;
ALTER TABLE t ADD COLUMN z int;
ROLLBACK TO SAVEPOINT s;
ALTER TABLE t VALIDATE CONSTRAINT c;

-- situation keys-check-validate-twice
-- before
ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0) NOT VALID;
-- run
ALTER TABLE t VALIDATE CONSTRAINT c;
ALTER TABLE t ADD COLUMN z int;
ALTER TABLE t VALIDATE CONSTRAINT c;

-- situation keys-foreign-key-made-not-enforced
-- from 18
-- before
ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (parent_id) REFERENCES parents;
-- run
ALTER TABLE t ALTER CONSTRAINT f NOT ENFORCED;

-- situation keys-foreign-key-enforced-already
-- from 18
-- before
ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (parent_id) REFERENCES parents;
-- run
ALTER TABLE t ALTER CONSTRAINT f ENFORCED;

-- situation keys-foreign-key-composite
ALTER TABLE t ADD FOREIGN KEY (a, b) REFERENCES parents (a, b);

-- situation keys-foreign-key-and-check
ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (parent_id) REFERENCES parents, ADD CONSTRAINT c CHECK (a > 0);

-- situation keys-foreign-key-and-check-not-valid
ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (parent_id) REFERENCES parents, ADD CONSTRAINT c CHECK (a > 0) NOT VALID;

-- situation keys-foreign-key-not-valid-and-add-column
ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (parent_id) REFERENCES parents NOT VALID, ADD COLUMN z int;

-- situation keys-foreign-key-behind-add-column
ALTER TABLE t ADD COLUMN z int;
ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (parent_id) REFERENCES parents;

-- situation keys-foreign-key-validate-behind-change-of-parent
-- before
ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (parent_id) REFERENCES parents NOT VALID;
-- run
ALTER TABLE parents ADD COLUMN z int;
ALTER TABLE t VALIDATE CONSTRAINT f;

-- situation keys-foreign-key-replaced-valid
-- before
ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (parent_id) REFERENCES parents;
-- run
ALTER TABLE t DROP CONSTRAINT f, ADD CONSTRAINT f FOREIGN KEY (parent_id) REFERENCES parents ON DELETE CASCADE;

-- situation keys-foreign-key-new-parent-validated
CREATE TABLE fresh (id bigint PRIMARY KEY);
INSERT INTO fresh VALUES (1);
ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (parent_id) REFERENCES fresh;

-- situation keys-foreign-key-new-child-filled
CREATE TABLE lines (t_id bigint);
INSERT INTO lines SELECT id FROM t;
ALTER TABLE lines ADD FOREIGN KEY (t_id) REFERENCES t;

-- situation keys-foreign-key-on-parent-there-on-partitions
-- before
ALTER TABLE p_1 ADD CONSTRAINT f FOREIGN KEY (v) REFERENCES t (id);
ALTER TABLE p_2 ADD CONSTRAINT f FOREIGN KEY (v) REFERENCES t (id);
-- run
ALTER TABLE p ADD CONSTRAINT f FOREIGN KEY (v) REFERENCES t (id);

-- situation keys-foreign-key-to-partitioned-not-valid
-- before
ALTER TABLE p ADD PRIMARY KEY (id);
-- run
ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES p (id) NOT VALID;

-- situation keys-foreign-key-from-partitioned-without-partitions
-- before
CREATE TABLE q (id int, v int) PARTITION BY RANGE (id);
-- run
ALTER TABLE q ADD CONSTRAINT f FOREIGN KEY (v) REFERENCES t (id);

-- situation keys-unique-using-index-deferrable
-- before
CREATE UNIQUE INDEX t_ab ON t (a, b);
-- run
ALTER TABLE t ADD CONSTRAINT t_ab_key UNIQUE USING INDEX t_ab DEFERRABLE INITIALLY DEFERRED;

-- situation keys-unique-nulls-not-distinct
-- from 15
ALTER TABLE t ADD CONSTRAINT t_a_key UNIQUE NULLS NOT DISTINCT (a);

-- situation keys-unique-two-in-one
ALTER TABLE t ADD UNIQUE (a), ADD UNIQUE (b);

-- situation keys-primary-key-using-index-proven-dropped
-- before
CREATE TABLE k (id bigint, CONSTRAINT proof CHECK (id IS NOT NULL));
CREATE UNIQUE INDEX k_id ON k (id);
-- run
ALTER TABLE k DROP CONSTRAINT proof, ADD PRIMARY KEY USING INDEX k_id;

-- situation keys-primary-key-using-index-after-set-not-null
-- before
CREATE TABLE k (id bigint);
CREATE UNIQUE INDEX k_id ON k (id);
ALTER TABLE k ALTER id SET NOT NULL;
-- run
ALTER TABLE k ADD CONSTRAINT k_key PRIMARY KEY USING INDEX k_id;

-- situation keys-primary-key-on-identity
-- before
CREATE TABLE k (id bigint GENERATED ALWAYS AS IDENTITY);
-- run
ALTER TABLE k ADD PRIMARY KEY (id);

-- situation keys-primary-key-on-partitioned-there-on-partitions
-- before
ALTER TABLE p_1 ADD PRIMARY KEY (id);
ALTER TABLE p_2 ADD PRIMARY KEY (id);
-- run
ALTER TABLE p ADD PRIMARY KEY (id);

-- situation keys-primary-key-only-partitioned
ALTER TABLE ONLY p ADD PRIMARY KEY (id);

-- situation keys-unique-only-partitioned
ALTER TABLE ONLY p ADD CONSTRAINT u UNIQUE (id);

-- situation keys-exclusion-with-where
ALTER TABLE t ADD CONSTRAINT x EXCLUDE USING gist (span WITH &&) WHERE (a > 0);

-- situation keys-constraint-dropped-and-index-concurrently
-- transaction none
ALTER TABLE t DROP CONSTRAINT t_pkey;
CREATE UNIQUE INDEX CONCURRENTLY t_id ON t (id);
ALTER TABLE t ADD PRIMARY KEY USING INDEX t_id;
