-- Attaching and detaching: bounds and the CHECKs that imply them, in all their spellings.
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

-- situation bounds-number-reversed-operands
-- before
ALTER TABLE n_loose ADD CHECK (10 <= id AND 20 > id);
-- run
ALTER TABLE n ATTACH PARTITION n_loose FOR VALUES FROM (10) TO (20);

-- situation bounds-number-between
-- before
ALTER TABLE n_loose ADD CHECK (id BETWEEN 10 AND 19);
-- run
ALTER TABLE n ATTACH PARTITION n_loose FOR VALUES FROM (10) TO (20);

-- situation bounds-number-between-closed-end
-- before
ALTER TABLE n_loose ADD CHECK (id BETWEEN 10 AND 20);
-- run
ALTER TABLE n ATTACH PARTITION n_loose FOR VALUES FROM (10) TO (20);

-- situation bounds-number-equal
-- before
ALTER TABLE n_loose ADD CHECK (id = 15);
-- run
ALTER TABLE n ATTACH PARTITION n_loose FOR VALUES FROM (10) TO (20);

-- situation bounds-number-in
-- before
ALTER TABLE n_loose ADD CHECK (id IN (10, 15, 19));
-- run
ALTER TABLE n ATTACH PARTITION n_loose FOR VALUES FROM (10) TO (20);

-- situation bounds-number-two-checks
-- before
ALTER TABLE n_loose ADD CHECK (id >= 10), ADD CHECK (id < 20);
-- run
ALTER TABLE n ATTACH PARTITION n_loose FOR VALUES FROM (10) TO (20);

-- situation bounds-number-minvalue
-- before
ALTER TABLE n_loose ADD CHECK (id < 20);
-- run
ALTER TABLE n ATTACH PARTITION n_loose FOR VALUES FROM (MINVALUE) TO (20);

-- situation bounds-number-everything
ALTER TABLE n ATTACH PARTITION n_loose FOR VALUES FROM (MINVALUE) TO (MAXVALUE);

-- situation bounds-number-bigint-literal
-- before
ALTER TABLE n_loose ADD CHECK (id >= 10::bigint AND id < 20::bigint);
-- run
ALTER TABLE n ATTACH PARTITION n_loose FOR VALUES FROM (10) TO (20);

-- situation bounds-number-numeric-literal
-- before
ALTER TABLE n_loose ADD CHECK (id >= 10.0 AND id < 20.0);
-- run
ALTER TABLE n ATTACH PARTITION n_loose FOR VALUES FROM (10) TO (20);

-- situation bounds-number-expression-in-check
-- before
ALTER TABLE n_loose ADD CHECK (id >= 5 + 5 AND id < 20);
-- run
ALTER TABLE n ATTACH PARTITION n_loose FOR VALUES FROM (10) TO (20);

-- situation bounds-number-not-less
-- before
ALTER TABLE n_loose ADD CHECK (NOT (id < 10) AND NOT (id >= 20));
-- run
ALTER TABLE n ATTACH PARTITION n_loose FOR VALUES FROM (10) TO (20);

-- situation bounds-number-or-of-ranges
-- before
ALTER TABLE n_loose ADD CHECK ((id >= 10 AND id < 12) OR (id >= 14 AND id < 20));
-- run
ALTER TABLE n ATTACH PARTITION n_loose FOR VALUES FROM (10) TO (20);

-- situation bounds-number-off-by-one
-- before
ALTER TABLE n_loose ADD CHECK (id >= 9 AND id < 20);
-- run
ALTER TABLE n ATTACH PARTITION n_loose FOR VALUES FROM (10) TO (20);

-- situation bounds-check-beside-others
-- before
ALTER TABLE n_loose ADD CHECK (id >= 10 AND id < 20 AND (v > 0 OR v IS NULL));
-- run
ALTER TABLE n ATTACH PARTITION n_loose FOR VALUES FROM (10) TO (20);

-- situation bounds-date-cast-function-style
-- before
ALTER TABLE loose ADD CHECK (day >= date '2026-01-01' AND day < CAST('2027-01-01' AS date));
-- run
ALTER TABLE p ATTACH PARTITION loose FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');

-- situation bounds-date-without-dashes
-- before
ALTER TABLE loose ADD CHECK (day >= '20260101' AND day < '20270101');
-- run
ALTER TABLE p ATTACH PARTITION loose FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');

-- situation bounds-date-compared-with-timestamp
-- before
ALTER TABLE loose ADD CHECK (day >= timestamp '2026-01-01' AND day < timestamp '2027-01-01');
-- run
ALTER TABLE p ATTACH PARTITION loose FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');

-- situation bounds-date-extract
-- before
ALTER TABLE loose ADD CHECK (extract(year FROM day) = 2026);
-- run
ALTER TABLE p ATTACH PARTITION loose FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');

-- situation bounds-date-check-in-same-transaction
ALTER TABLE loose ADD CONSTRAINT b CHECK (day >= '2026-01-01' AND day < '2027-01-01');
ALTER TABLE p ATTACH PARTITION loose FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');

-- situation bounds-timestamptz
-- before
SET timezone = 'UTC';
ALTER TABLE f_loose ADD CHECK (at >= '2026-01-01 00:00+00' AND at < '2027-01-01 00:00+00');
-- run
ALTER TABLE f ATTACH PARTITION f_loose FOR VALUES FROM ('2026-01-01 00:00+00') TO ('2027-01-01 00:00+00');

-- situation bounds-list-nullable
-- before
ALTER TABLE l_loose ADD CHECK (kind IN ('a', 'b'));
-- run
ALTER TABLE l ATTACH PARTITION l_loose FOR VALUES IN ('a', 'b');

-- situation bounds-list-any-array
-- before
ALTER TABLE l_loose ALTER kind SET NOT NULL, ADD CHECK (kind = ANY (ARRAY['a', 'b']));
-- run
ALTER TABLE l ATTACH PARTITION l_loose FOR VALUES IN ('a', 'b');

-- situation bounds-list-any-literal
-- before
ALTER TABLE l_loose ALTER kind SET NOT NULL, ADD CHECK (kind = ANY ('{a,b}'::text[]));
-- run
ALTER TABLE l ATTACH PARTITION l_loose FOR VALUES IN ('a', 'b');

-- situation bounds-list-or
-- before
ALTER TABLE l_loose ALTER kind SET NOT NULL, ADD CHECK (kind = 'a' OR kind = 'b');
-- run
ALTER TABLE l ATTACH PARTITION l_loose FOR VALUES IN ('a', 'b');

-- situation bounds-list-null
-- before
ALTER TABLE l_loose ADD CHECK (kind IS NULL);
-- run
ALTER TABLE l ATTACH PARTITION l_loose FOR VALUES IN (NULL);

-- situation bounds-list-null-or-value
-- before
ALTER TABLE l_loose ADD CHECK (kind = 'a' OR kind IS NULL);
-- run
ALTER TABLE l ATTACH PARTITION l_loose FOR VALUES IN (NULL, 'a');

-- situation bounds-list-null-or-value-in-check-with-unknown
-- before
ALTER TABLE l_loose ADD CHECK (kind = 'a');
-- run
ALTER TABLE l ATTACH PARTITION l_loose FOR VALUES IN (NULL, 'a');

-- situation bounds-list-quote-inside
-- before
ALTER TABLE l_loose ALTER kind SET NOT NULL, ADD CHECK (kind = 'it''s, so');
-- run
ALTER TABLE l ATTACH PARTITION l_loose FOR VALUES IN ('it''s, so');

-- situation bounds-hash-satisfied
-- before
CREATE TABLE h (id bigint NOT NULL) PARTITION BY HASH (id);
CREATE TABLE h_0 (id bigint NOT NULL);
DO $$ BEGIN EXECUTE format('ALTER TABLE h_0 ADD CHECK (satisfies_hash_partition(%s, 4, 1, id))', 'h'::regclass::oid); END $$;
-- run
ALTER TABLE h ATTACH PARTITION h_0 FOR VALUES WITH (MODULUS 4, REMAINDER 1);

-- situation bounds-two-columns-first-proven
-- before
ALTER TABLE k_loose ADD CHECK (a >= 5 AND a < 6);
-- run
ALTER TABLE k ATTACH PARTITION k_loose FOR VALUES FROM (5, MINVALUE) TO (6, MINVALUE);

-- situation bounds-two-columns-unproven
-- before
ALTER TABLE k_loose ADD CHECK (a >= 5 AND b < 6);
-- run
ALTER TABLE k ATTACH PARTITION k_loose FOR VALUES FROM (5, 1) TO (6, 1);

-- situation bounds-two-columns-equal
-- before
ALTER TABLE k_loose ADD CHECK (a = 5 AND b >= 1 AND b < 10);
-- run
ALTER TABLE k ATTACH PARTITION k_loose FOR VALUES FROM (5, 1) TO (5, 10);

-- situation bounds-expression-key-proven
-- before
ALTER TABLE e_loose ADD CHECK (date_trunc('day', at) >= '2026-01-01' AND date_trunc('day', at) < '2027-01-01' AND date_trunc('day', at) IS NOT NULL);
-- run
ALTER TABLE e ATTACH PARTITION e_loose FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');

-- situation bounds-expression-key-unproven-check
-- before
ALTER TABLE e_loose ADD CHECK (at >= '2026-01-01' AND at < '2027-01-01');
-- run
ALTER TABLE e ATTACH PARTITION e_loose FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');

-- situation bounds-attach-partitioned-leaves-proven
-- before
CREATE TABLE sub (id int NOT NULL, v int) PARTITION BY RANGE (v);
CREATE TABLE sub_1 PARTITION OF sub FOR VALUES FROM (0) TO (100);
ALTER TABLE sub_1 ADD CHECK (id >= 10 AND id < 20);
-- run
ALTER TABLE n ATTACH PARTITION sub FOR VALUES FROM (10) TO (20);

-- situation bounds-attach-partitioned-empty
-- before
CREATE TABLE sub (id int NOT NULL, v int) PARTITION BY RANGE (v);
-- run
ALTER TABLE n ATTACH PARTITION sub FOR VALUES FROM (10) TO (20);
