-- Keys and checks in company: several in one statement, USING INDEX, partitioned keys, validation late and early (2).
CREATE TABLE parents (id bigint PRIMARY KEY, a int, b int, UNIQUE (a, b));
CREATE TABLE t (id bigint PRIMARY KEY, parent_id bigint, a int, b int, email text, span int4range);
INSERT INTO parents VALUES (1, 1, 1);
INSERT INTO t VALUES (1, 1, 1, 1, 'a@b', '[1,2)');
CREATE TABLE p (id int NOT NULL, v int, w int) PARTITION BY RANGE (id);
CREATE TABLE p_1 PARTITION OF p FOR VALUES FROM (0) TO (10);
CREATE TABLE p_2 PARTITION OF p FOR VALUES FROM (10) TO (20);

-- situation keys-check-on-partitioned-one-partition-has-it
-- before
ALTER TABLE p_1 ADD CONSTRAINT c CHECK (v > 0);
-- run
ALTER TABLE p ADD CONSTRAINT c CHECK (v > 0);

-- situation keys-domain-check-composite-user
-- refused 0A000
-- before
CREATE DOMAIN amount AS int;
CREATE TYPE pair AS (x amount);
CREATE TABLE prices (v pair);
-- run
ALTER DOMAIN amount ADD CHECK (VALUE > 0);

-- situation keys-domain-check-over-domain-user
-- before
CREATE DOMAIN amount AS int;
CREATE DOMAIN price AS amount;
CREATE TABLE prices (v price);
-- run
ALTER DOMAIN amount ADD CHECK (VALUE > 0);

-- situation keys-domain-user-dropped-column
-- before
CREATE DOMAIN amount AS int;
CREATE TABLE prices (v amount, w int);
ALTER TABLE prices DROP COLUMN v;
-- run
ALTER DOMAIN amount ADD CHECK (VALUE > 0);

-- situation keys-domain-user-changed-type
-- before
CREATE DOMAIN amount AS int;
CREATE TABLE prices (v amount, w int);
ALTER TABLE prices ALTER v TYPE int;
-- run
ALTER DOMAIN amount SET NOT NULL;

-- situation keys-domain-set-not-null-already
-- before
CREATE DOMAIN amount AS int NOT NULL;
CREATE TABLE prices (v amount);
-- run
ALTER DOMAIN amount SET NOT NULL;

-- situation keys-domain-validate-valid
-- before
CREATE DOMAIN amount AS int CONSTRAINT c CHECK (VALUE > 0);
CREATE TABLE prices (v amount);
-- run
ALTER DOMAIN amount VALIDATE CONSTRAINT c;

-- situation keys-domain-in-partitioned
-- before
CREATE DOMAIN amount AS int;
CREATE TABLE q (id int, v amount) PARTITION BY RANGE (id);
CREATE TABLE q_1 PARTITION OF q FOR VALUES FROM (0) TO (10);
-- run
ALTER DOMAIN amount ADD CHECK (VALUE > 0);

-- situation keys-domain-rename-constraint-and-owner
-- before
CREATE DOMAIN amount AS int CONSTRAINT c CHECK (VALUE > 0);
CREATE TABLE prices (v amount);
-- run
ALTER DOMAIN amount RENAME CONSTRAINT c TO d;

-- situation keys-foreign-key-on-partitioned-one-partition-has-it
-- before
ALTER TABLE p_1 ADD FOREIGN KEY (v) REFERENCES parents (id);
INSERT INTO p VALUES (2, 1, 1), (12, 1, 1);
-- run
ALTER TABLE p ADD FOREIGN KEY (v) REFERENCES parents (id);

-- situation keys-foreign-key-on-partitioned-one-partition-has-it-not-valid
-- before
ALTER TABLE p_1 ADD FOREIGN KEY (v) REFERENCES parents (id) NOT VALID;
INSERT INTO p VALUES (2, 1, 1), (12, 1, 1);
-- run
ALTER TABLE p ADD FOREIGN KEY (v) REFERENCES parents (id);

-- situation keys-foreign-key-on-partitioned-sub-partitions-have-it
-- before
ALTER TABLE p_1 ADD FOREIGN KEY (v) REFERENCES parents (id);
ALTER TABLE p_2 ADD FOREIGN KEY (v) REFERENCES parents (id);
CREATE TABLE top (id int NOT NULL, v int, w int) PARTITION BY RANGE (id);
ALTER TABLE top ATTACH PARTITION p FOR VALUES FROM (0) TO (20);
INSERT INTO top VALUES (2, 1, 1), (12, 1, 1);
-- run
ALTER TABLE top ADD FOREIGN KEY (v) REFERENCES parents (id);
