-- NOT NULL and its proofs: every way to write a CHECK, and NOT NULL constraints of version 18.
CREATE TABLE t (id bigint PRIMARY KEY, a int, b int, email text, tags text[]);
CREATE TABLE base (v int);
CREATE TABLE heir (w int) INHERITS (base);
CREATE TABLE p (id int NOT NULL, v int) PARTITION BY RANGE (id);
CREATE TABLE p_1 PARTITION OF p FOR VALUES FROM (0) TO (10);
CREATE TABLE p_2 PARTITION OF p FOR VALUES FROM (10) TO (20) PARTITION BY RANGE (id);
CREATE TABLE p_2_1 PARTITION OF p_2 FOR VALUES FROM (10) TO (15);

-- situation proofs-and-nested
-- before
ALTER TABLE t ADD CHECK ((a > 0) AND ((b IS NOT NULL) AND (a IS NOT NULL)));
-- run
ALTER TABLE t ALTER a SET NOT NULL;

-- situation proofs-and-beside-or
-- before
ALTER TABLE t ADD CHECK (a IS NOT NULL AND (b > 0 OR b IS NULL));
-- run
ALTER TABLE t ALTER a SET NOT NULL;

-- situation proofs-and-beside-case
-- before
ALTER TABLE t ADD CHECK (a IS NOT NULL AND CASE WHEN b > 0 THEN true ELSE false END);
-- run
ALTER TABLE t ALTER a SET NOT NULL;

-- situation proofs-or-of-two-proofs
-- before
ALTER TABLE t ADD CHECK ((a IS NOT NULL AND b > 0) OR (a IS NOT NULL AND b < 0));
-- run
ALTER TABLE t ALTER a SET NOT NULL;

-- situation proofs-or-word-in-string
-- before
ALTER TABLE t ADD CHECK (a IS NOT NULL AND email <> 'this or that');
-- run
ALTER TABLE t ALTER a SET NOT NULL;

-- situation proofs-and-word-in-string
-- before
ALTER TABLE t ADD CHECK (email <> 'x AND a IS NOT NULL AND y');
-- run
ALTER TABLE t ALTER a SET NOT NULL;

-- situation proofs-not-is-null
-- before
ALTER TABLE t ADD CHECK (NOT a IS NULL);
-- run
ALTER TABLE t ALTER a SET NOT NULL;

-- situation proofs-not-parenthesised-is-null
-- before
ALTER TABLE t ADD CHECK (NOT (a IS NULL));
-- run
ALTER TABLE t ALTER a SET NOT NULL;

-- situation proofs-not-or-is-null
-- before
ALTER TABLE t ADD CHECK (NOT (a IS NULL OR b IS NULL));
-- run
ALTER TABLE t ALTER a SET NOT NULL;

-- situation proofs-not-not
-- before
ALTER TABLE t ADD CHECK (NOT (NOT (a IS NOT NULL)));
-- run
ALTER TABLE t ALTER a SET NOT NULL;

-- situation proofs-notnull
-- before
ALTER TABLE t ADD CHECK (a NOTNULL);
-- run
ALTER TABLE t ALTER a SET NOT NULL;

-- situation proofs-is-distinct-from-null
-- before
ALTER TABLE t ADD CHECK (a IS DISTINCT FROM NULL);
-- run
ALTER TABLE t ALTER a SET NOT NULL;

-- situation proofs-equals-true
-- before
ALTER TABLE t ADD CHECK ((a IS NOT NULL) = true);
-- run
ALTER TABLE t ALTER a SET NOT NULL;

-- situation proofs-and-true
-- before
ALTER TABLE t ADD CHECK (a IS NOT NULL AND true);
-- run
ALTER TABLE t ALTER a SET NOT NULL;

-- situation proofs-or-false
-- before
ALTER TABLE t ADD CHECK (a IS NOT NULL OR false);
-- run
ALTER TABLE t ALTER a SET NOT NULL;

-- situation proofs-cast-to-same
-- before
ALTER TABLE t ADD CHECK (a::int IS NOT NULL);
-- run
ALTER TABLE t ALTER a SET NOT NULL;

-- situation proofs-cast-varchar-of-text
-- before
ALTER TABLE t ADD CHECK (email::varchar IS NOT NULL);
-- run
ALTER TABLE t ALTER email SET NOT NULL;

-- situation proofs-num-nulls
-- before
ALTER TABLE t ADD CHECK (num_nulls(a, b) = 0);
-- run
ALTER TABLE t ALTER a SET NOT NULL;

-- situation proofs-row-is-not-null
-- before
ALTER TABLE t ADD CHECK ((a, b) IS NOT NULL);
-- run
ALTER TABLE t ALTER a SET NOT NULL;

-- situation proofs-row-keyword-is-not-null
-- before
ALTER TABLE t ADD CHECK (ROW(a, b) IS NOT NULL);
-- run
ALTER TABLE t ALTER b SET NOT NULL;

-- situation proofs-two-checks
-- before
ALTER TABLE t ADD CHECK (a > 0), ADD CHECK (a IS NOT NULL);
-- run
ALTER TABLE t ALTER a SET NOT NULL;

-- situation proofs-dropped
-- before
ALTER TABLE t ADD CONSTRAINT proof CHECK (a IS NOT NULL);
ALTER TABLE t DROP CONSTRAINT proof;
-- run
ALTER TABLE t ALTER a SET NOT NULL;

-- situation proofs-default-name-dropped
-- before
ALTER TABLE t ADD CHECK (a IS NOT NULL);
ALTER TABLE t DROP CONSTRAINT t_a_check;
-- run
ALTER TABLE t ALTER a SET NOT NULL;

-- situation proofs-two-columns-default-name-dropped
-- before
ALTER TABLE t ADD CHECK (a IS NOT NULL AND b IS NOT NULL);
ALTER TABLE t DROP CONSTRAINT t_check;
-- run
ALTER TABLE t ALTER a SET NOT NULL;

-- situation proofs-second-default-name-dropped
-- before
ALTER TABLE t ADD CHECK (a > 0);
ALTER TABLE t ADD CHECK (a IS NOT NULL);
ALTER TABLE t DROP CONSTRAINT t_a_check1;
-- run
ALTER TABLE t ALTER a SET NOT NULL;

-- situation proofs-column-replaced
-- before
ALTER TABLE t ADD CONSTRAINT proof CHECK (a IS NOT NULL);
ALTER TABLE t DROP COLUMN a;
ALTER TABLE t ADD COLUMN a int;
-- run
ALTER TABLE t ALTER a SET NOT NULL;

-- situation proofs-columns-swapped
-- before
ALTER TABLE t ADD CONSTRAINT proof CHECK (a IS NOT NULL);
ALTER TABLE t RENAME a TO c;
ALTER TABLE t RENAME b TO a;
-- run
ALTER TABLE t ALTER a SET NOT NULL;

-- situation proofs-added-in-same-statement
ALTER TABLE t ADD CONSTRAINT proof CHECK (a IS NOT NULL), ALTER a SET NOT NULL;

-- situation proofs-with-rewrite-in-same-statement
-- before
ALTER TABLE t ADD CONSTRAINT proof CHECK (a IS NOT NULL);
-- run
ALTER TABLE t ALTER a SET NOT NULL, ALTER b TYPE bigint;

-- situation proofs-not-null-and-default
ALTER TABLE t ALTER a SET DEFAULT 0, ALTER a SET NOT NULL;

-- situation proofs-primary-key-dropped
-- before
CREATE TABLE k (id int PRIMARY KEY, v int);
ALTER TABLE k DROP CONSTRAINT k_pkey;
-- run
ALTER TABLE k ALTER id SET NOT NULL;

-- situation proofs-serial-column
-- before
CREATE TABLE k (id serial);
-- run
ALTER TABLE k ALTER id SET NOT NULL;

-- situation proofs-like-copied
-- before
CREATE TABLE c (LIKE t);
-- run
ALTER TABLE c ALTER id SET NOT NULL;

-- situation proofs-like-copied-check
-- before
ALTER TABLE t ADD CONSTRAINT proof CHECK (a IS NOT NULL);
CREATE TABLE c (LIKE t INCLUDING CONSTRAINTS);
-- run
ALTER TABLE c ALTER a SET NOT NULL;

-- situation proofs-inherited-parent
ALTER TABLE base ALTER v SET NOT NULL;

-- situation proofs-inherited-proof-on-heir
-- before
ALTER TABLE base ADD CONSTRAINT proof CHECK (v IS NOT NULL);
-- run
ALTER TABLE heir ALTER v SET NOT NULL;

-- situation proofs-only-parent-proof-no-inherit
-- before
ALTER TABLE base ADD CONSTRAINT proof CHECK (v IS NOT NULL) NO INHERIT;
-- run
ALTER TABLE base ALTER v SET NOT NULL;

-- situation proofs-inherited-only-heir-proven
-- before
ALTER TABLE heir ADD CONSTRAINT proof CHECK (v IS NOT NULL);
-- run
ALTER TABLE base ALTER v SET NOT NULL;
