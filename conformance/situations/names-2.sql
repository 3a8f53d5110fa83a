-- Names: columns behind the name of their table, types and domains that get other names, constraints of domains by name (2).
CREATE TABLE t (id bigint PRIMARY KEY, code varchar(20), a int);
INSERT INTO t VALUES (1, 'a', 1);
CREATE DOMAIN amount AS int;
CREATE DOMAIN positive AS int CHECK (VALUE > 0);
CREATE TYPE mood AS ENUM ('good', 'bad');
CREATE SCHEMA kinds;

-- situation names-check-of-qualified-column
-- before
ALTER TABLE t ADD CHECK (t.code <> 'x');
-- run
ALTER TABLE t ALTER code TYPE text;

-- situation names-index-on-qualified-column
-- before
CREATE INDEX ON t (lower(t.code));
-- run
ALTER TABLE t ALTER code TYPE text;

-- situation names-proof-of-qualified-column-renamed
-- before
ALTER TABLE t ADD CHECK (t.code IS NOT NULL);
ALTER TABLE t RENAME code TO other;
-- run
ALTER TABLE t ALTER other SET NOT NULL;

-- situation names-proof-of-qualified-column-renamed-away
-- before
ALTER TABLE t ADD CHECK (t.code IS NOT NULL);
ALTER TABLE t RENAME code TO other;
ALTER TABLE t RENAME a TO code;
-- run
ALTER TABLE t ALTER code SET NOT NULL;

-- situation names-domain-renamed-then-checked
-- before
ALTER TABLE t ADD COLUMN b amount;
ALTER DOMAIN amount RENAME TO sum;
-- run
ALTER DOMAIN sum ADD CHECK (VALUE > 1);

-- situation names-domain-moved-then-checked
-- before
ALTER TABLE t ADD COLUMN b amount;
ALTER DOMAIN amount SET SCHEMA kinds;
-- run
ALTER DOMAIN kinds.amount ADD CHECK (VALUE > 1);

-- situation names-domain-replaced
-- before
ALTER TABLE t ADD COLUMN b amount;
ALTER DOMAIN amount RENAME TO old_amount;
CREATE DOMAIN amount AS bigint;
-- run
ALTER TABLE t ALTER b TYPE amount;

-- situation names-enum-renamed
-- before
ALTER TABLE t ADD COLUMN b mood;
ALTER TYPE mood RENAME TO humour;
-- run
ALTER TABLE t ALTER b TYPE humour;

-- situation names-domain-drop-other-constraint
-- before
ALTER DOMAIN positive DROP CONSTRAINT IF EXISTS missing;
-- run
ALTER TABLE t ADD COLUMN b positive;

-- situation names-domain-drop-own-constraint
-- before
ALTER DOMAIN positive DROP CONSTRAINT positive_check;
-- run
ALTER TABLE t ADD COLUMN b positive;

-- situation names-domain-drop-renamed-constraint
-- before
ALTER DOMAIN positive RENAME CONSTRAINT positive_check TO above;
ALTER DOMAIN positive DROP CONSTRAINT above;
-- run
ALTER TABLE t ADD COLUMN b positive;

-- situation names-partitioned-unlogged
-- to 17
-- before
CREATE TABLE p (id int) PARTITION BY RANGE (id);
CREATE TABLE p_1 PARTITION OF p FOR VALUES FROM (0) TO (10);
-- run
ALTER TABLE p SET UNLOGGED;
