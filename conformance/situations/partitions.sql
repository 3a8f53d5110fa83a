-- Partitions: attaching, detaching, creating, dropping, and what an ALTER of the parent does to them.
CREATE TABLE p (id bigint NOT NULL, day date NOT NULL, v int) PARTITION BY RANGE (day);
CREATE TABLE p_2024 PARTITION OF p FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE p_2025 PARTITION OF p FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE TABLE loose (id bigint NOT NULL, day date NOT NULL, v int);
CREATE TABLE d (id bigint NOT NULL, kind text NOT NULL, v int) PARTITION BY LIST (kind);
CREATE TABLE d_a PARTITION OF d FOR VALUES IN ('a');
CREATE TABLE d_rest PARTITION OF d DEFAULT;
CREATE TABLE d_loose (id bigint NOT NULL, kind text NOT NULL, v int);

-- situation attach
ALTER TABLE p ATTACH PARTITION loose FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');

-- situation attach-proven
-- before
ALTER TABLE loose ADD CONSTRAINT loose_bound CHECK (day IS NOT NULL AND day >= '2026-01-01' AND day < '2027-01-01');
-- run
ALTER TABLE p ATTACH PARTITION loose FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');

-- situation attach-proven-by-column-not-null
-- before
ALTER TABLE loose ADD CONSTRAINT loose_bound CHECK (day >= '2026-01-01' AND day < '2027-01-01');
-- run
ALTER TABLE p ATTACH PARTITION loose FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');

-- situation attach-proven-more-narrowly
-- before
ALTER TABLE loose ADD CONSTRAINT loose_bound CHECK (day >= DATE '2026-03-01' AND day < DATE '2026-04-01');
-- run
ALTER TABLE p ATTACH PARTITION loose FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');

-- situation attach-with-check-of-other-range
-- before
ALTER TABLE loose ADD CONSTRAINT loose_bound CHECK (day >= '2025-06-01' AND day < '2027-01-01');
-- run
ALTER TABLE p ATTACH PARTITION loose FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');

-- situation attach-with-check-of-other-column
-- before
ALTER TABLE loose ADD CONSTRAINT loose_v CHECK (v > 0);
-- run
ALTER TABLE p ATTACH PARTITION loose FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');

-- situation attach-with-check-not-valid
-- before
ALTER TABLE loose ADD CONSTRAINT loose_bound CHECK (day >= '2026-01-01' AND day < '2027-01-01') NOT VALID;
-- run
ALTER TABLE p ATTACH PARTITION loose FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');

-- situation attach-with-check-on-nullable-key
-- before
CREATE TABLE q (day date, v int) PARTITION BY RANGE (day);
CREATE TABLE q_loose (day date, v int, CONSTRAINT q_bound CHECK (day >= '2026-01-01' AND day < '2027-01-01'));
-- run
ALTER TABLE q ATTACH PARTITION q_loose FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');

-- situation attach-new-table
CREATE TABLE p_2026 (LIKE p INCLUDING ALL);
ALTER TABLE p ATTACH PARTITION p_2026 FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');

-- situation attach-list-with-default-partition
-- before
ALTER TABLE d_loose ADD CONSTRAINT d_bound CHECK (kind = 'b');
-- run
ALTER TABLE d ATTACH PARTITION d_loose FOR VALUES IN ('b');

-- situation attach-with-default-partition-proven
-- before
ALTER TABLE d_loose ADD CONSTRAINT d_bound CHECK (kind = 'b');
ALTER TABLE d_rest ADD CONSTRAINT d_rest_bound CHECK (kind <> 'b');
-- run
ALTER TABLE d ATTACH PARTITION d_loose FOR VALUES IN ('b');

-- situation attach-new-table-with-default-partition
CREATE TABLE d_b (LIKE d);
ALTER TABLE d ATTACH PARTITION d_b FOR VALUES IN ('b');

-- situation attach-list-unproven
-- before
DROP TABLE d_rest;
-- run
ALTER TABLE d ATTACH PARTITION d_loose FOR VALUES IN ('b', 'c');

-- situation attach-list-proven-by-in
-- before
DROP TABLE d_rest;
ALTER TABLE d_loose ADD CONSTRAINT d_bound CHECK (kind IN ('b', 'c'));
-- run
ALTER TABLE d ATTACH PARTITION d_loose FOR VALUES IN ('b', 'c');

-- situation attach-as-default
ALTER TABLE p ATTACH PARTITION loose DEFAULT;

-- situation attach-hash
-- before
CREATE TABLE h (id bigint NOT NULL, v int) PARTITION BY HASH (id);
CREATE TABLE h_0 (id bigint NOT NULL, v int);
-- run
ALTER TABLE h ATTACH PARTITION h_0 FOR VALUES WITH (MODULUS 2, REMAINDER 0);

-- situation attach-first-partition-of-new-parent
CREATE TABLE p2 (id bigint NOT NULL, day date NOT NULL, v int) PARTITION BY RANGE (day);
ALTER TABLE p2 ATTACH PARTITION loose FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');

-- situation attach-missing-index
-- before
CREATE INDEX p_v_idx ON p (v);
ALTER TABLE loose ADD CONSTRAINT loose_bound CHECK (day >= '2026-01-01' AND day < '2027-01-01');
-- run
ALTER TABLE p ATTACH PARTITION loose FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');

-- situation attach-index-there
-- before
CREATE INDEX p_v_idx ON p (v);
CREATE INDEX loose_v_idx ON loose (v);
ALTER TABLE loose ADD CONSTRAINT loose_bound CHECK (day >= '2026-01-01' AND day < '2027-01-01');
-- run
ALTER TABLE p ATTACH PARTITION loose FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');

-- situation attach-missing-primary-key
-- before
ALTER TABLE p ADD PRIMARY KEY (id, day);
ALTER TABLE loose ADD CONSTRAINT loose_bound CHECK (day >= '2026-01-01' AND day < '2027-01-01');
-- run
ALTER TABLE p ATTACH PARTITION loose FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');

-- situation detach
ALTER TABLE p DETACH PARTITION p_2024;

-- situation detach-concurrently
-- transaction none
ALTER TABLE p DETACH PARTITION p_2024 CONCURRENTLY;

-- situation detach-concurrently-in-transaction
-- refused 25001
ALTER TABLE p DETACH PARTITION p_2024 CONCURRENTLY;

-- situation detach-with-default-partition
ALTER TABLE d DETACH PARTITION d_a;

-- situation create-partition
CREATE TABLE p_2026 PARTITION OF p FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');

-- situation create-partition-with-default-partition
CREATE TABLE d_b PARTITION OF d FOR VALUES IN ('b');

-- situation create-partition-with-default-partition-proven
-- before
ALTER TABLE d_rest ADD CONSTRAINT d_rest_bound CHECK (kind <> 'b');
-- run
CREATE TABLE d_b PARTITION OF d FOR VALUES IN ('b');

-- situation create-default-partition
CREATE TABLE p_rest PARTITION OF p DEFAULT;

-- situation create-partition-of-new-parent
CREATE TABLE p2 (day date NOT NULL) PARTITION BY RANGE (day);
CREATE TABLE p2_2026 PARTITION OF p2 FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');

-- situation drop-partition
DROP TABLE p_2024;

-- situation truncate-partition
TRUNCATE p_2024;

-- situation parent-add-column
ALTER TABLE p ADD COLUMN b int DEFAULT 0;

-- situation parent-add-column-volatile
ALTER TABLE p ADD COLUMN b float8 DEFAULT random();

-- situation parent-add-column-stored
ALTER TABLE p ADD COLUMN b int GENERATED ALWAYS AS (v + 1) STORED;

-- situation parent-check
ALTER TABLE p ADD CONSTRAINT positive CHECK (v > 0);

-- situation parent-check-not-valid
ALTER TABLE p ADD CONSTRAINT positive CHECK (v > 0) NOT VALID;

-- situation parent-check-there-on-children
-- before
ALTER TABLE p_2024 ADD CONSTRAINT positive CHECK (v > 0);
ALTER TABLE p_2025 ADD CONSTRAINT positive CHECK (v > 0);
-- run
ALTER TABLE p ADD CONSTRAINT positive CHECK (v > 0);

-- situation parent-check-validate
-- before
ALTER TABLE p ADD CONSTRAINT positive CHECK (v > 0) NOT VALID;
-- run
ALTER TABLE p VALIDATE CONSTRAINT positive;

-- situation parent-set-not-null
ALTER TABLE p ALTER COLUMN v SET NOT NULL;

-- situation parent-set-not-null-proven
-- before
ALTER TABLE p ADD CONSTRAINT v_set CHECK (v IS NOT NULL);
-- run
ALTER TABLE p ALTER COLUMN v SET NOT NULL;

-- situation partition-set-not-null
ALTER TABLE p_2024 ALTER COLUMN v SET NOT NULL;

-- situation parent-primary-key
ALTER TABLE p ADD PRIMARY KEY (id, day);

-- situation parent-unique
ALTER TABLE p ADD CONSTRAINT p_key UNIQUE (id, day);

-- situation parent-type-free
-- refused 42P16
ALTER TABLE d ALTER COLUMN kind TYPE varchar;

-- situation parent-type-rewrite
ALTER TABLE p ALTER COLUMN v TYPE bigint;

-- situation parent-foreign-key
-- before
CREATE TABLE masters (id int PRIMARY KEY);
-- run
ALTER TABLE p ADD CONSTRAINT p_master FOREIGN KEY (v) REFERENCES masters;

-- situation parent-foreign-key-not-valid
-- from 18
-- before
CREATE TABLE masters (id int PRIMARY KEY);
-- run
ALTER TABLE p ADD CONSTRAINT p_master FOREIGN KEY (v) REFERENCES masters NOT VALID;

-- situation foreign-key-to-partitioned
-- before
ALTER TABLE p ADD PRIMARY KEY (id, day);
CREATE TABLE lines (p_id bigint, p_day date);
-- run
ALTER TABLE lines ADD CONSTRAINT lines_p FOREIGN KEY (p_id, p_day) REFERENCES p (id, day);

-- situation partition-check
ALTER TABLE p_2024 ADD CONSTRAINT positive CHECK (v > 0);

-- situation parent-without-partitions-check
-- before
CREATE TABLE q (day date, v int) PARTITION BY RANGE (day);
-- run
ALTER TABLE q ADD CONSTRAINT positive CHECK (v > 0);

-- situation parent-trigger
-- before
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
-- run
CREATE TRIGGER touched BEFORE INSERT ON p FOR EACH ROW EXECUTE FUNCTION touch();

-- situation inherit
-- before
CREATE TABLE base (id int, CONSTRAINT positive CHECK (id > 0));
CREATE TABLE heir (id int, CONSTRAINT positive CHECK (id > 0));
-- run
ALTER TABLE heir INHERIT base;

-- situation sub-partition-created
-- before
CREATE TABLE p_2026 PARTITION OF p FOR VALUES FROM ('2026-01-01') TO ('2027-01-01') PARTITION BY LIST (v);
-- run
CREATE TABLE p_2026_1 PARTITION OF p_2026 FOR VALUES IN (1);

-- situation sub-partition-check-on-top
-- before
CREATE TABLE p_2026 PARTITION OF p FOR VALUES FROM ('2026-01-01') TO ('2027-01-01') PARTITION BY LIST (v);
CREATE TABLE p_2026_1 PARTITION OF p_2026 FOR VALUES IN (1);
-- run
ALTER TABLE p_2026 ADD CONSTRAINT positive CHECK (v > 0);
