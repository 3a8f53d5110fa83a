-- Type changes in company: precision both ways, domains, arrays, USING, and what stands on the column (3).
CREATE TYPE mood AS ENUM ('good', 'bad');
CREATE DOMAIN humour AS mood;
CREATE DOMAIN numbers AS int[];
CREATE DOMAIN span AS int4range;
CREATE DOMAIN amount AS int;
CREATE DOMAIN positive AS int CHECK (VALUE > 0);
CREATE DOMAIN code AS varchar(20);
CREATE TABLE t (id bigint PRIMARY KEY, m mood, h humour, n int[], s int4range, a int, p positive, c code, wait interval year to month, x xml);
INSERT INTO t VALUES (1, 'good', 'bad', '{1}', '[1,2)', 1, 1, 'x', '1 year', '<a/>');
CREATE TABLE pt (id int NOT NULL, a int, vc varchar(20)) PARTITION BY RANGE (id);
CREATE TABLE pt_1 PARTITION OF pt FOR VALUES FROM (0) TO (10);
CREATE TABLE pt_2 PARTITION OF pt FOR VALUES FROM (10) TO (20);
INSERT INTO pt VALUES (1, 1, 'a'), (11, 1, 'a');

-- situation types-partitioned-index-varchar-grows
-- before
CREATE INDEX ON pt (vc);
-- run
ALTER TABLE pt ALTER vc TYPE varchar(30);

-- situation types-partitioned-index-same-type
-- before
CREATE INDEX ON pt (vc);
-- run
ALTER TABLE pt ALTER vc TYPE varchar(20);

-- situation types-partitioned-index-attached-varchar-grows
-- before
CREATE INDEX i ON ONLY pt (vc);
CREATE INDEX i_1 ON pt_1 (vc);
CREATE INDEX i_2 ON pt_2 (vc);
ALTER INDEX i ATTACH PARTITION i_1;
ALTER INDEX i ATTACH PARTITION i_2;
-- run
ALTER TABLE pt ALTER vc TYPE varchar(30);

-- situation types-partitioned-include-varchar-grows
-- before
CREATE INDEX ON pt (a) INCLUDE (vc);
-- run
ALTER TABLE pt ALTER vc TYPE text;

-- situation types-partitioned-unique-varchar-grows
-- before
ALTER TABLE pt ADD UNIQUE (id, vc);
-- run
ALTER TABLE pt ALTER vc TYPE varchar(30);

-- situation types-partitioned-index-of-one-partition
-- before
CREATE INDEX ON pt_1 (vc);
-- run
ALTER TABLE pt ALTER vc TYPE varchar(30);

-- situation types-partitioned-index-on-other-column
-- before
CREATE INDEX ON pt (a);
-- run
ALTER TABLE pt ALTER vc TYPE varchar(30);

-- situation types-enum-to-its-domain-indexed
-- before
CREATE INDEX ON t (m);
-- run
ALTER TABLE t ALTER m TYPE humour;

-- situation types-domain-to-its-enum-indexed
-- before
CREATE INDEX ON t (h);
-- run
ALTER TABLE t ALTER h TYPE mood;

-- situation types-array-to-its-domain-indexed
-- before
CREATE INDEX ON t USING gin (n);
-- run
ALTER TABLE t ALTER n TYPE numbers;

-- situation types-array-to-its-domain
ALTER TABLE t ALTER n TYPE numbers;

-- situation types-range-to-its-domain-indexed
-- before
CREATE INDEX ON t USING gist (s);
-- run
ALTER TABLE t ALTER s TYPE span;

-- situation types-integer-to-its-domain-indexed
-- before
CREATE INDEX ON t (a);
-- run
ALTER TABLE t ALTER a TYPE amount;

-- situation types-checked-domain-to-itself-by-using
ALTER TABLE t ALTER p TYPE positive USING p::positive;

-- situation types-domain-to-itself-by-using-qualified
ALTER TABLE t ALTER c TYPE public.code USING c::code;

-- situation types-interval-without-seconds-to-precision
ALTER TABLE t ALTER wait TYPE interval(3);

-- situation types-xml-to-bpchar
ALTER TABLE t ALTER x TYPE bpchar;

-- situation types-partial-index-on-other-column
-- before
CREATE INDEX ON t (c) WHERE a > 0;
-- run
ALTER TABLE t ALTER c TYPE varchar(30);

-- situation types-index-with-expression-beside
-- before
CREATE INDEX ON t (c, abs(a));
-- run
ALTER TABLE t ALTER c TYPE varchar(30);

-- situation types-include-of-partial-index
-- before
CREATE INDEX ON t (a) INCLUDE (c) WHERE a > 0;
-- run
ALTER TABLE t ALTER c TYPE text;

-- situation types-include-of-plain-index
-- before
CREATE INDEX ON t (a) INCLUDE (c);
-- run
ALTER TABLE t ALTER c TYPE text;

-- situation types-partial-index-without-the-column
-- before
CREATE INDEX ON t (a) WHERE p > 5;
-- run
ALTER TABLE t ALTER c TYPE text;

-- situation types-exclusion-with-condition-on-other-column
-- before
ALTER TABLE t ADD EXCLUDE (c WITH =) WHERE (a > 0);
-- run
ALTER TABLE t ALTER c TYPE text;

-- situation types-virtual-column-with-check
-- from 18
-- before
ALTER TABLE t ADD COLUMN g int GENERATED ALWAYS AS (a) VIRTUAL CHECK (g > 0);
-- run
ALTER TABLE t ALTER g TYPE bigint;

-- situation types-virtual-column-not-null
-- from 18
-- before
ALTER TABLE t ADD COLUMN g int GENERATED ALWAYS AS (a) VIRTUAL NOT NULL;
-- run
ALTER TABLE t ALTER g TYPE bigint;

-- situation types-array-same-type-gin
-- before
CREATE INDEX ON t USING gin (n);
-- run
ALTER TABLE t ALTER n TYPE int[];

-- situation types-foreign-key-column-to-its-domain
-- before
CREATE TABLE parents (a int PRIMARY KEY);
INSERT INTO parents VALUES (1);
ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES parents;
-- run
ALTER TABLE t ALTER a TYPE amount;
