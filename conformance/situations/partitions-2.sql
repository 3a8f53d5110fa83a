-- Partitions: attaching, detaching, creating, dropping, and what an ALTER of the parent does to them (2).
CREATE TABLE p (id int PRIMARY KEY, v int) PARTITION BY RANGE (id);
CREATE TABLE p_1 PARTITION OF p FOR VALUES FROM (0) TO (10);
CREATE TABLE p_2 PARTITION OF p FOR VALUES FROM (10) TO (20) PARTITION BY RANGE (id);
CREATE TABLE p_2_1 PARTITION OF p_2 FOR VALUES FROM (10) TO (15);
INSERT INTO p VALUES (1, 1), (11, 1);
CREATE TABLE invoices (id int PRIMARY KEY, p_id int);
INSERT INTO invoices VALUES (1, 1);

-- situation detach-referenced
-- before
ALTER TABLE invoices ADD FOREIGN KEY (p_id) REFERENCES p;
-- run
ALTER TABLE p DETACH PARTITION p_2;

-- situation detach-referenced-not-valid
-- before
ALTER TABLE invoices ADD FOREIGN KEY (p_id) REFERENCES p NOT VALID;
-- run
ALTER TABLE p DETACH PARTITION p_2;

-- situation detach-referenced-further-up
-- before
ALTER TABLE invoices ADD FOREIGN KEY (p_id) REFERENCES p;
-- run
ALTER TABLE p_2 DETACH PARTITION p_2_1;

-- situation detach-referenced-itself
-- before
ALTER TABLE invoices ADD FOREIGN KEY (p_id) REFERENCES p_1;
-- run
ALTER TABLE p DETACH PARTITION p_1;

-- situation detach-referenced-key-dropped
-- before
ALTER TABLE invoices ADD CONSTRAINT f FOREIGN KEY (p_id) REFERENCES p;
ALTER TABLE invoices DROP CONSTRAINT f;
-- run
ALTER TABLE p DETACH PARTITION p_2;

-- situation detach-referenced-by-partitioned
-- before
CREATE TABLE q (id int PRIMARY KEY, p_id int REFERENCES p) PARTITION BY RANGE (id);
CREATE TABLE q_1 PARTITION OF q FOR VALUES FROM (0) TO (10);
INSERT INTO q VALUES (1, 1);
-- run
ALTER TABLE p DETACH PARTITION p_2;

-- situation attach-referenced
-- before
ALTER TABLE invoices ADD FOREIGN KEY (p_id) REFERENCES p;
CREATE TABLE loose (id int PRIMARY KEY, v int, CHECK (id >= 30 AND id < 40));
-- run
ALTER TABLE p ATTACH PARTITION loose FOR VALUES FROM (30) TO (40);

-- situation attach-index-of-other-operator-class
-- before
CREATE INDEX ON p ((v::text));
CREATE TABLE loose (id int PRIMARY KEY, v int, CHECK (id >= 30 AND id < 40));
CREATE INDEX ON loose ((v::text) text_pattern_ops);
-- run
ALTER TABLE p ATTACH PARTITION loose FOR VALUES FROM (30) TO (40);

-- situation attach-index-of-same-expression
-- before
CREATE INDEX ON p ((v + 1));
CREATE TABLE loose (id int PRIMARY KEY, v int, CHECK (id >= 30 AND id < 40));
CREATE INDEX ON loose ((V+1));
-- run
ALTER TABLE p ATTACH PARTITION loose FOR VALUES FROM (30) TO (40);

-- situation attach-one-index-for-two
-- before
CREATE INDEX ON p (v);
CREATE INDEX ON p (v);
CREATE TABLE loose (id int PRIMARY KEY, v int, CHECK (id >= 30 AND id < 40));
CREATE INDEX ON loose (v);
-- run
ALTER TABLE p ATTACH PARTITION loose FOR VALUES FROM (30) TO (40);

-- situation attach-to-partition-of-other-key
-- before
CREATE TABLE q (kind int NOT NULL, id int NOT NULL) PARTITION BY LIST (kind);
CREATE TABLE q_2 PARTITION OF q FOR VALUES IN (2) PARTITION BY LIST (id);
CREATE TABLE loose (kind int NOT NULL, id int NOT NULL, CHECK (id = 7));
-- run
ALTER TABLE q_2 ATTACH PARTITION loose FOR VALUES IN (7);

-- situation attach-to-partition-of-other-key-proven
-- before
CREATE TABLE q (kind int NOT NULL, id int NOT NULL) PARTITION BY LIST (kind);
CREATE TABLE q_2 PARTITION OF q FOR VALUES IN (2) PARTITION BY LIST (id);
CREATE TABLE loose (kind int NOT NULL, id int NOT NULL, CHECK (id = 7), CHECK (kind = 2));
-- run
ALTER TABLE q_2 ATTACH PARTITION loose FOR VALUES IN (7);

-- situation attach-dates-proven-by-timestamps
-- before
CREATE TABLE q (at timestamp NOT NULL) PARTITION BY RANGE (at);
CREATE TABLE loose (at timestamp NOT NULL, CHECK (at >= '2024-01-01 00:00:00'::timestamp AND at < '2025-01-01'::date));
-- run
ALTER TABLE q ATTACH PARTITION loose FOR VALUES FROM ('2024-01-01') TO ('2025-01-01 00:00');

-- situation attach-texts-that-look-like-one-date
-- before
CREATE TABLE q (day text NOT NULL) PARTITION BY LIST (day);
CREATE TABLE loose (day text NOT NULL, CHECK (day = '20240101'));
-- run
ALTER TABLE q ATTACH PARTITION loose FOR VALUES IN ('2024-01-01');
