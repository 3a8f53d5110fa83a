-- NOT NULL and its proofs: every way to write a CHECK, and NOT NULL constraints of version 18 (2).
CREATE TABLE t (id bigint PRIMARY KEY, a int, b int, email text, tags text[]);
CREATE TABLE base (v int);
CREATE TABLE heir (w int) INHERITS (base);
CREATE TABLE p (id int NOT NULL, v int) PARTITION BY RANGE (id);
CREATE TABLE p_1 PARTITION OF p FOR VALUES FROM (0) TO (10);
CREATE TABLE p_2 PARTITION OF p FOR VALUES FROM (10) TO (20) PARTITION BY RANGE (id);
CREATE TABLE p_2_1 PARTITION OF p_2 FOR VALUES FROM (10) TO (15);

-- situation proofs-partition-proven-by-parents-check
-- before
ALTER TABLE p ADD CONSTRAINT proof CHECK (v IS NOT NULL);
-- run
ALTER TABLE p_1 ALTER v SET NOT NULL;

-- situation proofs-sub-partition-proven-by-top
-- before
ALTER TABLE p ADD CONSTRAINT proof CHECK (v IS NOT NULL);
-- run
ALTER TABLE p_2_1 ALTER v SET NOT NULL;

-- situation proofs-parent-with-all-partitions-proven
-- before
ALTER TABLE p_1 ADD CONSTRAINT proof CHECK (v IS NOT NULL);
ALTER TABLE p_2 ADD CONSTRAINT proof CHECK (v IS NOT NULL);
-- run
ALTER TABLE p ALTER v SET NOT NULL;

-- situation proofs-parent-with-one-partition-proven
-- before
ALTER TABLE p_1 ADD CONSTRAINT proof CHECK (v IS NOT NULL);
-- run
ALTER TABLE p ALTER v SET NOT NULL;

-- situation proofs-parent-with-partitions-not-null
-- before
ALTER TABLE p_1 ALTER v SET NOT NULL;
ALTER TABLE p_2 ALTER v SET NOT NULL;
-- run
ALTER TABLE p ALTER v SET NOT NULL;

-- situation proofs-partition-not-null-by-parent
-- before
ALTER TABLE p ALTER v SET NOT NULL;
-- run
ALTER TABLE p_1 ALTER v SET NOT NULL;

-- situation proofs-partition-key-not-null-by-primary-key
-- before
CREATE TABLE q (id int, v int, PRIMARY KEY (id)) PARTITION BY RANGE (id);
CREATE TABLE q_1 PARTITION OF q FOR VALUES FROM (0) TO (10);
-- run
ALTER TABLE q_1 ALTER id SET NOT NULL;

-- situation proofs-list-partition-key
-- before
CREATE TABLE q (id int, v int) PARTITION BY LIST (id);
CREATE TABLE q_1 PARTITION OF q FOR VALUES IN (1, 2);
-- run
ALTER TABLE q ALTER id SET NOT NULL;

-- situation proofs-18-not-valid-then-check-proof
-- from 18
-- before
ALTER TABLE t ADD CONSTRAINT nn NOT NULL a NOT VALID;
ALTER TABLE t ADD CONSTRAINT proof CHECK (a IS NOT NULL);
-- run
ALTER TABLE t ALTER a SET NOT NULL;

-- situation proofs-18-not-valid-then-check-proof-validate
-- from 18
-- before
ALTER TABLE t ADD CONSTRAINT nn NOT NULL a NOT VALID;
ALTER TABLE t ADD CONSTRAINT proof CHECK (a IS NOT NULL);
-- run
ALTER TABLE t ADD COLUMN z int;
ALTER TABLE t VALIDATE CONSTRAINT nn;

-- situation proofs-18-dropped-constraint
-- from 18
-- before
ALTER TABLE t ADD CONSTRAINT nn NOT NULL a;
ALTER TABLE t DROP CONSTRAINT nn;
-- run
ALTER TABLE t ALTER a SET NOT NULL;

-- situation proofs-18-default-name-dropped
-- from 18
-- before
ALTER TABLE t ALTER a SET NOT NULL;
ALTER TABLE t DROP CONSTRAINT t_a_not_null;
-- run
ALTER TABLE t ALTER a SET NOT NULL;

-- situation proofs-18-not-valid-renamed-validated
-- from 18
-- before
ALTER TABLE t ADD CONSTRAINT nn NOT NULL a NOT VALID;
ALTER TABLE t RENAME CONSTRAINT nn TO nn2;
ALTER TABLE t VALIDATE CONSTRAINT nn2;
-- run
ALTER TABLE t ALTER a SET NOT NULL;

-- situation proofs-18-not-valid-dropped-not-null
-- from 18
-- before
ALTER TABLE t ADD CONSTRAINT nn NOT NULL a NOT VALID;
ALTER TABLE t ALTER a DROP NOT NULL;
-- run
ALTER TABLE t ALTER a SET NOT NULL;

-- situation proofs-18-primary-key-over-not-valid
-- from 18
-- refused 55000
-- before
ALTER TABLE t DROP CONSTRAINT t_pkey;
ALTER TABLE t ALTER id DROP NOT NULL;
ALTER TABLE t ADD CONSTRAINT nn NOT NULL id NOT VALID;
-- run
ALTER TABLE t ADD PRIMARY KEY (id);

-- situation proofs-18-alter-not-null-no-inherit
-- from 18
-- before
CREATE TABLE k (a int, CONSTRAINT nn NOT NULL a);
-- run
ALTER TABLE k ALTER CONSTRAINT nn NO INHERIT;

-- situation proofs-primary-key-with-proof
-- before
CREATE TABLE k (a int, CONSTRAINT proof CHECK (a IS NOT NULL));
-- run
ALTER TABLE k ADD PRIMARY KEY (a);

-- situation proofs-dropped-and-set-in-one-statement
-- before
ALTER TABLE t ALTER a SET NOT NULL;
-- run
ALTER TABLE t ALTER a SET NOT NULL, ALTER a DROP NOT NULL;
