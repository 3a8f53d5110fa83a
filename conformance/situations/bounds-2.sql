-- Attaching and detaching: bounds and the CHECKs that imply them, in all their spellings (2).
CREATE TABLE p (id bigint NOT NULL, day date NOT NULL, v int) PARTITION BY RANGE (day);
CREATE TABLE p_2024 PARTITION OF p FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE loose (id bigint NOT NULL, day date NOT NULL, v int);
CREATE TABLE n (id int NOT NULL, v int) PARTITION BY RANGE (id);
CREATE TABLE n_loose (id int NOT NULL, v int);
CREATE TABLE l (kind text, v int) PARTITION BY LIST (kind);
CREATE TABLE l_loose (kind text, v int);
CREATE TABLE k (a int NOT NULL, b int NOT NULL) PARTITION BY RANGE (a, b);
CREATE TABLE k_loose (a int NOT NULL, b int NOT NULL);
CREATE TABLE e (at timestamp NOT NULL) PARTITION BY RANGE (date_trunc('day', at));
CREATE TABLE e_loose (at timestamp NOT NULL);
CREATE TABLE f (at timestamptz NOT NULL) PARTITION BY RANGE (at);
CREATE TABLE f_loose (at timestamptz NOT NULL);

-- situation bounds-attach-default-beside-others
-- before
CREATE TABLE n_1 PARTITION OF n FOR VALUES FROM (0) TO (10);
-- run
ALTER TABLE n ATTACH PARTITION n_loose DEFAULT;

-- situation bounds-attach-default-proven
-- before
CREATE TABLE n_1 PARTITION OF n FOR VALUES FROM (0) TO (10);
ALTER TABLE n_loose ADD CHECK (id >= 10);
-- run
ALTER TABLE n ATTACH PARTITION n_loose DEFAULT;

-- situation bounds-default-excluded-range
-- before
CREATE TABLE n_rest PARTITION OF n DEFAULT;
ALTER TABLE n_rest ADD CHECK (id < 10 OR id >= 20);
ALTER TABLE n_loose ADD CHECK (id >= 10 AND id < 20);
-- run
ALTER TABLE n ATTACH PARTITION n_loose FOR VALUES FROM (10) TO (20);

-- situation bounds-default-excluded-not
-- before
CREATE TABLE n_rest PARTITION OF n DEFAULT;
ALTER TABLE n_rest ADD CHECK (NOT (id >= 10 AND id < 20));
ALTER TABLE n_loose ADD CHECK (id >= 10 AND id < 20);
-- run
ALTER TABLE n ATTACH PARTITION n_loose FOR VALUES FROM (10) TO (20);

-- situation bounds-default-excluded-above
-- before
CREATE TABLE n_rest PARTITION OF n DEFAULT;
ALTER TABLE n_rest ADD CHECK (id >= 20);
-- run
CREATE TABLE n_1 PARTITION OF n FOR VALUES FROM (10) TO (20);

-- situation bounds-default-partitioned-attach
-- before
CREATE TABLE n_rest PARTITION OF n DEFAULT PARTITION BY RANGE (v);
CREATE TABLE n_rest_1 PARTITION OF n_rest FOR VALUES FROM (100) TO (200);
ALTER TABLE n_loose ADD CHECK (id >= 10 AND id < 20);
-- run
ALTER TABLE n ATTACH PARTITION n_loose FOR VALUES FROM (10) TO (20);

-- situation bounds-default-list-excluded-by-and
-- before
CREATE TABLE l_rest PARTITION OF l DEFAULT;
ALTER TABLE l_rest ADD CHECK (kind IS NOT NULL AND kind <> 'a' AND kind <> 'b');
-- run
CREATE TABLE l_ab PARTITION OF l FOR VALUES IN ('a', 'b');

-- situation bounds-default-list-excluded-by-value
-- before
CREATE TABLE l_rest PARTITION OF l DEFAULT;
ALTER TABLE l_rest ADD CHECK (kind IN ('x', 'y'));
-- run
CREATE TABLE l_ab PARTITION OF l FOR VALUES IN ('a', 'b');

-- situation bounds-detach-and-attach-again
ALTER TABLE p DETACH PARTITION p_2024;
ALTER TABLE p ATTACH PARTITION p_2024 FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');

-- situation bounds-swap-partition
ALTER TABLE p DETACH PARTITION p_2024;
CREATE TABLE p_2024_new (LIKE p INCLUDING ALL);
ALTER TABLE p ATTACH PARTITION p_2024_new FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');

-- situation bounds-attach-key-renamed
-- before
ALTER TABLE loose ADD CHECK (day >= '2026-01-01' AND day < '2027-01-01');
ALTER TABLE p RENAME COLUMN day TO on_day;
ALTER TABLE loose RENAME COLUMN day TO on_day;
-- run
ALTER TABLE p ATTACH PARTITION loose FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');

-- situation bounds-attach-missing-unique
-- before
ALTER TABLE n ADD UNIQUE (id);
ALTER TABLE n_loose ADD CHECK (id >= 10 AND id < 20);
-- run
ALTER TABLE n ATTACH PARTITION n_loose FOR VALUES FROM (10) TO (20);

-- situation bounds-attach-unique-index-for-constraint
-- before
ALTER TABLE n ADD UNIQUE (id);
ALTER TABLE n_loose ADD CHECK (id >= 10 AND id < 20);
CREATE UNIQUE INDEX n_loose_id ON n_loose (id);
-- run
ALTER TABLE n ATTACH PARTITION n_loose FOR VALUES FROM (10) TO (20);

-- situation bounds-attach-index-other-order
-- before
CREATE INDEX n_v ON n (v DESC);
CREATE INDEX n_loose_v ON n_loose (v);
ALTER TABLE n_loose ADD CHECK (id >= 10 AND id < 20);
-- run
ALTER TABLE n ATTACH PARTITION n_loose FOR VALUES FROM (10) TO (20);

-- situation bounds-attach-index-other-method
-- before
CREATE INDEX n_v ON n USING hash (v);
CREATE INDEX n_loose_v ON n_loose (v);
ALTER TABLE n_loose ADD CHECK (id >= 10 AND id < 20);
-- run
ALTER TABLE n ATTACH PARTITION n_loose FOR VALUES FROM (10) TO (20);

-- situation bounds-attach-unique-index-for-plain-one
-- before
CREATE INDEX n_v ON n (v);
CREATE UNIQUE INDEX n_loose_v ON n_loose (v);
ALTER TABLE n_loose ADD CHECK (id >= 10 AND id < 20);
-- run
ALTER TABLE n ATTACH PARTITION n_loose FOR VALUES FROM (10) TO (20);

-- situation bounds-attach-index-includes-more
-- before
CREATE INDEX n_v ON n (v);
CREATE INDEX n_loose_v ON n_loose (v) INCLUDE (id);
ALTER TABLE n_loose ADD CHECK (id >= 10 AND id < 20);
-- run
ALTER TABLE n ATTACH PARTITION n_loose FOR VALUES FROM (10) TO (20);

-- situation bounds-attach-with-foreign-key-of-parent
-- before
CREATE TABLE masters (id int PRIMARY KEY);
ALTER TABLE n ADD CONSTRAINT n_fk FOREIGN KEY (v) REFERENCES masters;
ALTER TABLE n_loose ADD CHECK (id >= 10 AND id < 20);
-- run
ALTER TABLE n ATTACH PARTITION n_loose FOR VALUES FROM (10) TO (20);

-- situation bounds-attach-foreign-table-less-check-inherit
-- before
CREATE TABLE base (id int CHECK (id > 0));
CREATE TABLE heir (id int, CONSTRAINT base_id_check CHECK (id > 0));
-- run
ALTER TABLE heir INHERIT base;
ALTER TABLE heir NO INHERIT base;

-- situation bounds-attach-copy-of-parent
-- before
ALTER TABLE p ADD PRIMARY KEY (id, day);
CREATE INDEX p_v ON p (v);
CREATE TABLE copy (LIKE p INCLUDING ALL);
ALTER TABLE copy ADD CHECK (day >= '2026-01-01' AND day < '2027-01-01');
-- run
ALTER TABLE p ATTACH PARTITION copy FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
