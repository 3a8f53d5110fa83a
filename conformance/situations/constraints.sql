-- Constraints: adding, proving, validating, dropping.
CREATE TABLE parents (id bigint PRIMARY KEY, code text);
CREATE TABLE t (id bigint PRIMARY KEY, parent_id bigint, a int, email text, span int4range);
INSERT INTO parents VALUES (1, 'x');
INSERT INTO t VALUES (1, 1, 1, 'a@b', '[1,2)');
CREATE SCHEMA archive;
CREATE TABLE archive.t (id bigint, a int);

-- situation check
ALTER TABLE t ADD CONSTRAINT positive CHECK (a > 0);

-- situation check-unnamed
ALTER TABLE t ADD CHECK (a > 0 AND id > 0);

-- situation check-not-valid
ALTER TABLE t ADD CONSTRAINT positive CHECK (a > 0) NOT VALID;

-- situation check-not-enforced
-- from 18
ALTER TABLE t ADD CONSTRAINT positive CHECK (a > 0) NOT ENFORCED;

-- situation check-true
ALTER TABLE t ADD CONSTRAINT always CHECK (true);

-- situation check-in-other-schema
ALTER TABLE archive.t ADD CONSTRAINT positive CHECK (a > 0);

-- situation check-in-schema-of-search-path
SET LOCAL search_path = archive;
ALTER TABLE t ADD CONSTRAINT positive CHECK (a > 0);

-- situation check-on-inheritance-parent
-- before
CREATE TABLE heir () INHERITS (t);
-- run
ALTER TABLE t ADD CONSTRAINT positive CHECK (a > 0);

-- situation check-on-only-parent-no-inherit
-- before
CREATE TABLE heir () INHERITS (t);
-- run
ALTER TABLE ONLY t ADD CONSTRAINT positive CHECK (a > 0) NO INHERIT;

-- situation check-validate
-- before
ALTER TABLE t ADD CONSTRAINT positive CHECK (a > 0) NOT VALID;
-- run
ALTER TABLE t VALIDATE CONSTRAINT positive;

-- situation check-not-valid-and-validate-in-one-transaction
ALTER TABLE t ADD CONSTRAINT positive CHECK (a > 0) NOT VALID;
ALTER TABLE t VALIDATE CONSTRAINT positive;

-- situation check-not-valid-and-validate-apart
-- transaction none
ALTER TABLE t ADD CONSTRAINT positive CHECK (a > 0) NOT VALID;
ALTER TABLE t VALIDATE CONSTRAINT positive;

-- situation check-not-valid-and-validate-in-one-statement
ALTER TABLE t ADD CONSTRAINT positive CHECK (a > 0) NOT VALID, VALIDATE CONSTRAINT positive;

-- situation check-validate-behind-add-column
-- before
ALTER TABLE t ADD CONSTRAINT positive CHECK (a > 0) NOT VALID;
-- run
ALTER TABLE t ADD COLUMN b int;
ALTER TABLE t VALIDATE CONSTRAINT positive;

-- situation check-validate-behind-other-table
-- before
ALTER TABLE t ADD CONSTRAINT positive CHECK (a > 0) NOT VALID;
-- run
ALTER TABLE parents ADD COLUMN b int;
ALTER TABLE t VALIDATE CONSTRAINT positive;

-- situation check-validate-already-valid
-- before
ALTER TABLE t ADD CONSTRAINT positive CHECK (a > 0);
-- run
ALTER TABLE t ADD COLUMN b int;
ALTER TABLE t VALIDATE CONSTRAINT positive;

-- situation check-dropped
-- before
ALTER TABLE t ADD CONSTRAINT positive CHECK (a > 0);
-- run
ALTER TABLE t DROP CONSTRAINT positive;

-- situation check-replaced-not-valid
-- before
ALTER TABLE t ADD CONSTRAINT positive CHECK (a > 0);
-- run
ALTER TABLE t DROP CONSTRAINT positive, ADD CONSTRAINT positive CHECK (a >= 0) NOT VALID;

-- situation constraint-renamed
-- before
ALTER TABLE t ADD CONSTRAINT positive CHECK (a > 0);
-- run
ALTER TABLE t RENAME CONSTRAINT positive TO above_zero;

-- situation foreign-key
ALTER TABLE t ADD CONSTRAINT t_parent FOREIGN KEY (parent_id) REFERENCES parents;

-- situation foreign-key-not-valid
ALTER TABLE t ADD CONSTRAINT t_parent FOREIGN KEY (parent_id) REFERENCES parents NOT VALID;

-- situation foreign-key-not-enforced
-- from 18
ALTER TABLE t ADD CONSTRAINT t_parent FOREIGN KEY (parent_id) REFERENCES parents NOT ENFORCED;

-- situation foreign-key-to-itself
ALTER TABLE t ADD CONSTRAINT t_self FOREIGN KEY (parent_id) REFERENCES t (id);

-- situation foreign-key-deferrable
ALTER TABLE t ADD FOREIGN KEY (parent_id) REFERENCES parents (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;

-- situation foreign-key-validate
-- before
ALTER TABLE t ADD CONSTRAINT t_parent FOREIGN KEY (parent_id) REFERENCES parents NOT VALID;
-- run
ALTER TABLE t VALIDATE CONSTRAINT t_parent;

-- situation foreign-key-not-valid-and-validate-in-one-transaction
ALTER TABLE t ADD CONSTRAINT t_parent FOREIGN KEY (parent_id) REFERENCES parents NOT VALID;
ALTER TABLE t VALIDATE CONSTRAINT t_parent;

-- situation foreign-key-not-valid-and-validate-apart
-- transaction none
ALTER TABLE t ADD CONSTRAINT t_parent FOREIGN KEY (parent_id) REFERENCES parents NOT VALID;
ALTER TABLE t VALIDATE CONSTRAINT t_parent;

-- situation foreign-key-in-new-table
CREATE TABLE items (t_id bigint REFERENCES t);

-- situation foreign-key-of-new-table
CREATE TABLE items (t_id bigint);
ALTER TABLE items ADD FOREIGN KEY (t_id) REFERENCES t NOT VALID;

-- situation foreign-key-between-new-tables
CREATE TABLE a (id int PRIMARY KEY);
CREATE TABLE b (a_id int REFERENCES a);
ALTER TABLE b ADD COLUMN other int DEFAULT 1 REFERENCES a;

-- situation foreign-key-on-column-of-this-transaction
ALTER TABLE t ADD COLUMN other bigint;
ALTER TABLE t ADD CONSTRAINT t_other FOREIGN KEY (other) REFERENCES parents;

-- situation foreign-key-dropped
-- before
ALTER TABLE t ADD CONSTRAINT t_parent FOREIGN KEY (parent_id) REFERENCES parents;
-- run
ALTER TABLE t DROP CONSTRAINT t_parent;

-- situation foreign-key-altered
-- before
ALTER TABLE t ADD CONSTRAINT t_parent FOREIGN KEY (parent_id) REFERENCES parents;
-- run
ALTER TABLE t ALTER CONSTRAINT t_parent DEFERRABLE INITIALLY DEFERRED;

-- situation foreign-key-enforced-later
-- from 18
-- before
ALTER TABLE t ADD CONSTRAINT t_parent FOREIGN KEY (parent_id) REFERENCES parents NOT ENFORCED;
-- run
ALTER TABLE t ALTER CONSTRAINT t_parent ENFORCED;

-- situation unique
ALTER TABLE t ADD CONSTRAINT t_email_key UNIQUE (email);

-- situation unique-nulls-not-distinct
-- from 15
ALTER TABLE t ADD CONSTRAINT t_email_key UNIQUE NULLS NOT DISTINCT (email);

-- situation unique-using-index
-- before
CREATE UNIQUE INDEX t_email_idx ON t (email);
-- run
ALTER TABLE t ADD CONSTRAINT t_email_key UNIQUE USING INDEX t_email_idx;

-- situation unique-without-overlaps
-- from 18
-- before
CREATE EXTENSION btree_gist;
-- run
ALTER TABLE t ADD CONSTRAINT t_span UNIQUE (id, span WITHOUT OVERLAPS);

-- situation unique-dropped
-- before
ALTER TABLE t ADD CONSTRAINT t_email_key UNIQUE (email);
-- run
ALTER TABLE t DROP CONSTRAINT t_email_key;

-- situation primary-key
-- before
CREATE TABLE keyless (id bigint NOT NULL);
-- run
ALTER TABLE keyless ADD PRIMARY KEY (id);

-- situation primary-key-of-nullable-column
-- before
CREATE TABLE keyless (id bigint);
-- run
ALTER TABLE keyless ADD CONSTRAINT keyless_pkey PRIMARY KEY (id);

-- situation primary-key-using-index
-- before
CREATE TABLE keyless (id bigint NOT NULL);
CREATE UNIQUE INDEX keyless_id_idx ON keyless (id);
-- run
ALTER TABLE keyless ADD PRIMARY KEY USING INDEX keyless_id_idx;

-- situation primary-key-using-index-of-nullable-column
-- before
CREATE TABLE keyless (id bigint);
CREATE UNIQUE INDEX keyless_id_idx ON keyless (id);
-- run
ALTER TABLE keyless ADD CONSTRAINT keyless_pkey PRIMARY KEY USING INDEX keyless_id_idx;

-- situation primary-key-using-index-one-of-two-nullable
-- before
CREATE TABLE keyless (a bigint NOT NULL, b bigint);
CREATE UNIQUE INDEX keyless_idx ON keyless (a, b);
-- run
ALTER TABLE keyless ADD PRIMARY KEY USING INDEX keyless_idx;

-- situation primary-key-using-index-with-proof
-- before
CREATE TABLE keyless (id bigint, CONSTRAINT id_set CHECK (id IS NOT NULL));
CREATE UNIQUE INDEX keyless_id_idx ON keyless (id);
-- run
ALTER TABLE keyless ADD PRIMARY KEY USING INDEX keyless_id_idx;

-- situation primary-key-swapped
-- before
CREATE UNIQUE INDEX t_new_pkey ON t (id);
-- run
ALTER TABLE t DROP CONSTRAINT t_pkey, ADD CONSTRAINT t_pkey PRIMARY KEY USING INDEX t_new_pkey;

-- situation exclusion
ALTER TABLE t ADD CONSTRAINT no_overlap EXCLUDE USING gist (span WITH &&);

-- situation exclusion-on-new-table
CREATE TABLE bookings (during tsrange);
ALTER TABLE bookings ADD EXCLUDE USING gist (during WITH &&);

-- situation set-not-null
ALTER TABLE t ALTER COLUMN email SET NOT NULL;

-- situation set-not-null-of-not-null-column
ALTER TABLE t ALTER COLUMN id SET NOT NULL;

-- situation set-not-null-proven
-- before
ALTER TABLE t ADD CONSTRAINT email_set CHECK (email IS NOT NULL) NOT VALID;
ALTER TABLE t VALIDATE CONSTRAINT email_set;
-- run
ALTER TABLE t ALTER COLUMN email SET NOT NULL;

-- situation set-not-null-proven-and-proof-dropped-after
-- before
ALTER TABLE t ADD CONSTRAINT email_set CHECK (email IS NOT NULL);
-- run
ALTER TABLE t ALTER COLUMN email SET NOT NULL;
ALTER TABLE t DROP CONSTRAINT email_set;

-- situation set-not-null-and-proof-dropped-in-one
-- before
ALTER TABLE t ADD CONSTRAINT email_set CHECK (email IS NOT NULL);
-- run
ALTER TABLE t ALTER COLUMN email SET NOT NULL, DROP CONSTRAINT email_set;

-- situation set-not-null-proven-by-conjunction
-- before
ALTER TABLE t ADD CONSTRAINT email_good CHECK (email IS NOT NULL AND email <> '');
-- run
ALTER TABLE t ALTER COLUMN email SET NOT NULL;

-- situation set-not-null-not-proven-by-disjunction
-- before
ALTER TABLE t ADD CONSTRAINT some_contact CHECK (email IS NOT NULL OR a IS NOT NULL);
-- run
ALTER TABLE t ALTER COLUMN email SET NOT NULL;

-- situation set-not-null-not-proven-by-comparison
-- before
ALTER TABLE t ADD CONSTRAINT positive CHECK (a > 0);
-- run
ALTER TABLE t ALTER COLUMN a SET NOT NULL;

-- situation set-not-null-not-proven-by-not-valid
-- before
ALTER TABLE t ADD CONSTRAINT email_set CHECK (email IS NOT NULL) NOT VALID;
-- run
ALTER TABLE t ALTER COLUMN email SET NOT NULL;

-- situation set-not-null-proof-of-other-column
-- before
ALTER TABLE t ADD CONSTRAINT email_set CHECK (email IS NOT NULL);
-- run
ALTER TABLE t ALTER COLUMN a SET NOT NULL;

-- situation set-not-null-proof-of-this-transaction
ALTER TABLE t ADD CONSTRAINT email_set CHECK (email IS NOT NULL) NOT VALID;
ALTER TABLE t VALIDATE CONSTRAINT email_set;
ALTER TABLE t ALTER COLUMN email SET NOT NULL;

-- situation set-not-null-twice
-- before
ALTER TABLE t ALTER COLUMN email SET NOT NULL;
ALTER TABLE t ALTER COLUMN email DROP NOT NULL;
-- run
ALTER TABLE t ALTER COLUMN email SET NOT NULL;

-- situation set-not-null-renamed-column
-- before
ALTER TABLE t ADD CONSTRAINT email_set CHECK (email IS NOT NULL);
ALTER TABLE t RENAME COLUMN email TO mail;
-- run
ALTER TABLE t ALTER COLUMN mail SET NOT NULL;

-- situation set-not-null-on-column-of-this-transaction
ALTER TABLE t ADD COLUMN b int DEFAULT 0;
ALTER TABLE t ALTER COLUMN b SET NOT NULL;

-- situation set-not-null-two-columns-one-proven
-- before
ALTER TABLE t ADD CONSTRAINT email_set CHECK (email IS NOT NULL);
-- run
ALTER TABLE t ALTER COLUMN email SET NOT NULL, ALTER COLUMN a SET NOT NULL;

-- situation not-null-constraint
-- from 18
ALTER TABLE t ADD CONSTRAINT email_set NOT NULL email;

-- situation not-null-constraint-not-valid
-- from 18
ALTER TABLE t ADD CONSTRAINT email_set NOT NULL email NOT VALID;

-- situation not-null-constraint-validate
-- from 18
-- before
ALTER TABLE t ADD CONSTRAINT email_set NOT NULL email NOT VALID;
-- run
ALTER TABLE t VALIDATE CONSTRAINT email_set;

-- situation not-null-constraint-not-valid-then-set-not-null
-- from 18
-- before
ALTER TABLE t ADD CONSTRAINT email_set NOT NULL email NOT VALID;
-- run
ALTER TABLE t ALTER COLUMN email SET NOT NULL;

-- situation not-null-constraint-proven
-- from 18
-- before
ALTER TABLE t ADD CONSTRAINT email_proof CHECK (email IS NOT NULL);
-- run
ALTER TABLE t ADD CONSTRAINT email_set NOT NULL email;

-- situation not-null-constraint-in-one-transaction
-- from 18
ALTER TABLE t ADD CONSTRAINT email_set NOT NULL email NOT VALID;
ALTER TABLE t VALIDATE CONSTRAINT email_set;

-- situation several-commands-one-scans
ALTER TABLE t ADD COLUMN b int, ADD CONSTRAINT positive CHECK (a > 0), DROP COLUMN span;

-- situation domain-check
-- before
CREATE DOMAIN amount AS int;
CREATE TABLE prices (v amount);
-- run
ALTER DOMAIN amount ADD CONSTRAINT positive CHECK (VALUE > 0);

-- situation domain-check-not-valid
-- before
CREATE DOMAIN amount AS int;
CREATE TABLE prices (v amount);
-- run
ALTER DOMAIN amount ADD CONSTRAINT positive CHECK (VALUE > 0) NOT VALID;

-- situation domain-check-validate
-- before
CREATE DOMAIN amount AS int;
CREATE TABLE prices (v amount);
ALTER DOMAIN amount ADD CONSTRAINT positive CHECK (VALUE > 0) NOT VALID;
-- run
ALTER DOMAIN amount VALIDATE CONSTRAINT positive;

-- situation domain-set-not-null
-- before
CREATE DOMAIN amount AS int;
CREATE TABLE prices (v amount);
-- run
ALTER DOMAIN amount SET NOT NULL;

-- situation domain-check-unused
-- before
CREATE DOMAIN amount AS int;
-- run
ALTER DOMAIN amount ADD CONSTRAINT positive CHECK (VALUE > 0);

-- situation domain-check-used-by-two
-- before
CREATE DOMAIN amount AS int;
CREATE TABLE prices (v amount);
CREATE TABLE costs (v amount, w amount);
-- run
ALTER DOMAIN amount ADD CONSTRAINT positive CHECK (VALUE > 0);

-- situation domain-check-used-by-new-table
-- before
CREATE DOMAIN amount AS int;
-- run
CREATE TABLE prices (v amount);
ALTER DOMAIN amount ADD CONSTRAINT positive CHECK (VALUE > 0);

-- situation domain-set-default
-- before
CREATE DOMAIN amount AS int;
CREATE TABLE prices (v amount);
-- run
ALTER DOMAIN amount SET DEFAULT 0;

-- situation domain-drop-constraint
-- before
CREATE DOMAIN amount AS int CONSTRAINT positive CHECK (VALUE > 0);
CREATE TABLE prices (v amount);
-- run
ALTER DOMAIN amount DROP CONSTRAINT positive;
