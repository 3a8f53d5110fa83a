-- Code that puts statements together: from constants, loops over lists, and values that a function is given.
CREATE TABLE t (id bigint PRIMARY KEY, a int, b int, note text);
CREATE TABLE other (id bigint PRIMARY KEY, a int);
CREATE TABLE "Mixed" (id bigint PRIMARY KEY, a int);
INSERT INTO t SELECT i, i, i, 'x' FROM generate_series(1, 10) AS i;
INSERT INTO other SELECT i, i FROM generate_series(1, 10) AS i;
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE FUNCTION manage_touch(_tbl regclass) RETURNS void LANGUAGE plpgsql AS $$ BEGIN
  EXECUTE format('CREATE TRIGGER touched BEFORE UPDATE ON %s FOR EACH ROW EXECUTE FUNCTION touch()', _tbl);
END $$;
CREATE FUNCTION by_number(text, text) RETURNS void LANGUAGE plpgsql AS $$ BEGIN
  EXECUTE 'ALTER TABLE ' || quote_ident($1) || ' ALTER COLUMN ' || quote_ident($2) || ' SET NOT NULL';
END $$;
CREATE FUNCTION changed(tab text) RETURNS void LANGUAGE plpgsql AS $$ BEGIN
  tab := 'other';
  EXECUTE format('ALTER TABLE %I ALTER COLUMN a TYPE bigint', tab);
END $$;
CREATE PROCEDURE index_on(tab text, col text) LANGUAGE plpgsql AS $$ BEGIN EXECUTE format('CREATE INDEX ON %I (%I)', tab, col); END $$;

-- situation code-foreach-array
DO $$ DECLARE tab text; BEGIN
  FOREACH tab IN ARRAY ARRAY['t', 'other'] LOOP EXECUTE format('ALTER TABLE %I ADD CHECK (a > 0)', tab); END LOOP;
END $$;

-- situation code-foreach-variable
DO $$ DECLARE tabs text[] := ARRAY['t', 'other']; tab text; BEGIN
  FOREACH tab IN ARRAY tabs LOOP EXECUTE 'ALTER TABLE ' || tab || ' ALTER COLUMN a TYPE bigint'; END LOOP;
END $$;

-- situation code-foreach-array-literal
DO $$ DECLARE tab text; BEGIN
  FOREACH tab IN ARRAY '{t,other}'::text[] LOOP EXECUTE format('CREATE INDEX ON %I (a)', tab); END LOOP;
END $$;

-- situation code-foreach-twice
DO $$ DECLARE tab text; BEGIN
  FOREACH tab IN ARRAY ARRAY['t'] LOOP EXECUTE format('ALTER TABLE %I ADD COLUMN c int', tab); END LOOP;
  FOREACH tab IN ARRAY ARRAY['other'] LOOP EXECUTE format('ALTER TABLE %I ALTER COLUMN a TYPE bigint', tab); END LOOP;
END $$;

-- situation code-for-unnest
DO $$ DECLARE tab text; BEGIN
  FOR tab IN SELECT unnest(ARRAY['t', 'other']) LOOP EXECUTE format('ALTER TABLE %I ALTER COLUMN a SET NOT NULL', tab); END LOOP;
END $$;

-- situation code-for-from-unnest
DO $$ DECLARE tab text; BEGIN
  FOR tab IN SELECT x FROM unnest(ARRAY['t', 'other']) AS x LOOP EXECUTE format('ALTER TABLE %I ALTER COLUMN a SET NOT NULL', tab); END LOOP;
END $$;

-- situation code-for-numbers
DO $$ BEGIN
  FOR i IN 1..3 LOOP EXECUTE format('CREATE TABLE part_%s (id bigint)', i); END LOOP;
END $$;

-- situation code-for-numbers-on-table
DO $$ BEGIN
  FOR i IN 1..2 LOOP EXECUTE 'ALTER TABLE t ADD COLUMN c' || i || ' uuid DEFAULT gen_random_uuid()'; END LOOP;
END $$;

-- situation code-constant
DO $$ DECLARE tab CONSTANT text := 't'; BEGIN EXECUTE format('ALTER TABLE %I ALTER COLUMN a TYPE bigint', tab); END $$;

-- situation code-initial-value
DO $$ DECLARE tab text := 't'; col text := 'a'; BEGIN EXECUTE format('ALTER TABLE %I ALTER COLUMN %I TYPE bigint', tab, col); END $$;

-- situation code-initial-value-of-harmless
DO $$ DECLARE col text := 'c'; BEGIN EXECUTE format('ALTER TABLE t ADD COLUMN %I bigint', col); END $$;

-- situation code-nested-loops
DO $$ DECLARE tab text; col text; BEGIN
  FOREACH tab IN ARRAY ARRAY['t'] LOOP
    FOREACH col IN ARRAY ARRAY['a', 'b'] LOOP EXECUTE format('CREATE INDEX ON %I (%I)', tab, col); END LOOP;
  END LOOP;
END $$;

-- situation code-mixed-name
DO $$ DECLARE tab text := 'Mixed'; BEGIN EXECUTE format('ALTER TABLE %I ALTER COLUMN a TYPE bigint', tab); END $$;

-- situation code-static-in-loop
DO $$ BEGIN
  FOR i IN 1..2 LOOP ALTER TABLE t ALTER COLUMN a SET NOT NULL; END LOOP;
END $$;

-- situation code-new-tables-in-loop
DO $$ DECLARE tab text; BEGIN
  FOREACH tab IN ARRAY ARRAY['n1', 'n2'] LOOP
    EXECUTE format('CREATE TABLE %I (id bigint, a int)', tab);
    EXECUTE format('CREATE INDEX ON %I (a)', tab);
  END LOOP;
END $$;

-- situation code-return-behind
DO $$ BEGIN EXECUTE 'ALTER TABLE t ALTER COLUMN a TYPE bigint'; RETURN; END $$;

-- situation code-function-of-regclass
SELECT manage_touch('t');

-- situation code-function-of-regclass-cast
SELECT manage_touch('other'::regclass);

-- situation code-function-by-number
SELECT by_number('t', 'a');

-- situation code-function-of-new-table
CREATE TABLE n (id bigint, a int);
SELECT by_number('n', 'a');

-- situation code-function-twice
SELECT manage_touch('t'), manage_touch('other');

-- situation code-procedure
CALL index_on('t', 'a');

-- situation code-perform
DO $$ BEGIN PERFORM by_number('t', 'a'); END $$;

-- situation code-condition-reads-altered-table
ALTER TABLE t ADD COLUMN c int;
DO $$ BEGIN IF EXISTS (SELECT FROM t WHERE c > 0) THEN RAISE NOTICE 'x'; END IF; END $$;

-- situation code-condition-reads-another-table
ALTER TABLE t ADD COLUMN c int;
DO $$ BEGIN IF EXISTS (SELECT FROM other WHERE a > 0) THEN RAISE NOTICE 'x'; END IF; END $$;

-- situation code-condition-asks-the-catalog
ALTER TABLE t ADD COLUMN c int;
DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_class WHERE relname = 't') THEN RAISE NOTICE 'x'; END IF; END $$;

-- situation code-assignment-reads-altered-table
ALTER TABLE t ADD COLUMN c int;
DO $$ DECLARE n int; BEGIN n := (SELECT count(*) FROM t); RAISE NOTICE '%', n; END $$;

-- situation code-return-reads-altered-table
CREATE FUNCTION counted() RETURNS bigint LANGUAGE plpgsql AS $$ BEGIN RETURN (SELECT count(*) FROM t); END $$;
ALTER TABLE t ADD COLUMN c int;
SELECT counted();
