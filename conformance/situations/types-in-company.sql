-- Type changes in company: precision both ways, domains, arrays, USING, and what stands on the column.
CREATE TYPE mood AS ENUM ('good', 'bad');
CREATE DOMAIN plain AS text;
CREATE DOMAIN v20 AS varchar(20);
CREATE DOMAIN over_v20 AS v20;
CREATE DOMAIN checked AS varchar(20) CHECK (VALUE <> '');
CREATE DOMAIN num AS numeric(10,2);
CREATE TYPE pair AS (x int, y int);
CREATE TABLE t (
  id int PRIMARY KEY, v20 varchar(20), txt text, c10 char(10), n10 numeric(10,2), n numeric, i int, big bigint, b8 bit(8), vb varbit(8), vbu varbit,
  tm3 time(3), tmz timetz(2), iv0 interval(0), ivym interval year to month, ivds interval day to second(3), ts timestamp(0), tz timestamptz(3),
  r int4range, mr text[], dm plain, dv v20, dov over_v20, dch checked, dn num, p pair, arr varchar(10)[], m mood, ch "char", o oid, rc regclass, f real, mo money, j jsonb, nm name
);
CREATE TABLE parents (code varchar(20) PRIMARY KEY, n int UNIQUE);
INSERT INTO parents VALUES ('x', 1);

-- situation types-numeric-wider-at-less-scale
ALTER TABLE t ALTER COLUMN n10 TYPE numeric(12,1);

-- situation types-numeric-negative-scale
-- from 15
ALTER TABLE t ALTER COLUMN n10 TYPE numeric(10,-2);

-- situation types-bit-unsaid-length
ALTER TABLE t ALTER COLUMN b8 TYPE bit USING b8::bit;

-- situation types-varbit-to-bit
ALTER TABLE t ALTER COLUMN vb TYPE bit(8);

-- situation types-bit-to-varbit-unlimited
ALTER TABLE t ALTER COLUMN b8 TYPE varbit;

-- situation types-timetz-more
ALTER TABLE t ALTER COLUMN tmz TYPE time(4) with time zone;

-- situation types-interval-precision-down
ALTER TABLE t ALTER COLUMN ivds TYPE interval day to second(1);

-- situation types-interval-day-to-hour
ALTER TABLE t ALTER COLUMN ivds TYPE interval day to hour;

-- situation types-timestamp0-to-3
ALTER TABLE t ALTER COLUMN ts TYPE timestamp(3) without time zone;

-- situation types-timestamp-to-timestamptz-utc-precision-up
SET LOCAL TIME ZONE 'UTC';
ALTER TABLE t ALTER COLUMN ts TYPE timestamptz(3);

-- situation types-timezone-etc-utc
SET LOCAL TIME ZONE 'Etc/UTC';
ALTER TABLE t ALTER COLUMN ts TYPE timestamptz;

-- situation types-timezone-gmt
SET LOCAL timezone TO 'GMT';
ALTER TABLE t ALTER COLUMN ts TYPE timestamptz;

-- situation types-timezone-zero
SET LOCAL TIME ZONE 0;
ALTER TABLE t ALTER COLUMN ts TYPE timestamptz;

-- situation types-timezone-interval
SET LOCAL TIME ZONE INTERVAL '+00:00' HOUR TO MINUTE;
ALTER TABLE t ALTER COLUMN ts TYPE timestamptz;

-- situation types-timezone-local
SET LOCAL TIME ZONE LOCAL;
ALTER TABLE t ALTER COLUMN big TYPE numeric;

-- situation types-timezone-set-config
SELECT set_config('TimeZone', 'UTC', true);
ALTER TABLE t ALTER COLUMN ts TYPE timestamptz;

-- situation types-timezone-session-then-reset-to-berlin
SET timezone = 'UTC';
SET timezone = 'Europe/Berlin';
ALTER TABLE t ALTER COLUMN ts TYPE timestamptz;

-- situation types-char-same
ALTER TABLE t ALTER COLUMN c10 TYPE character(10);

-- situation types-char-to-bpchar
ALTER TABLE t ALTER COLUMN c10 TYPE bpchar;

-- situation types-text-to-bpchar
ALTER TABLE t ALTER COLUMN txt TYPE bpchar;

-- situation types-varchar-to-bpchar
ALTER TABLE t ALTER COLUMN v20 TYPE bpchar;

-- situation types-varchar-to-char
ALTER TABLE t ALTER COLUMN v20 TYPE char(20);

-- situation types-name-to-varchar
ALTER TABLE t ALTER COLUMN nm TYPE varchar;

-- situation types-oid-to-regclass
ALTER TABLE t ALTER COLUMN o TYPE regclass;

-- situation types-regclass-to-oid
ALTER TABLE t ALTER COLUMN rc TYPE oid;

-- situation types-oid-to-bigint
ALTER TABLE t ALTER COLUMN o TYPE bigint;

-- situation types-int-to-regclass
ALTER TABLE t ALTER COLUMN i TYPE regclass;

-- situation types-integer-spelt-int4
ALTER TABLE t ALTER COLUMN i TYPE pg_catalog.int4;

-- situation types-varchar-spelt-with-catalog
ALTER TABLE t ALTER COLUMN v20 TYPE pg_catalog.varchar(30);

-- situation types-float-of-low-precision
ALTER TABLE t ALTER COLUMN f TYPE float(20);

-- situation types-domain-to-shorter-base
ALTER TABLE t ALTER COLUMN dv TYPE varchar(10);

-- situation types-domain-to-unlimited-varchar
ALTER TABLE t ALTER COLUMN dv TYPE varchar;

-- situation types-checked-domain-to-text
ALTER TABLE t ALTER COLUMN dch TYPE text;

-- situation types-checked-domain-to-itself
ALTER TABLE t ALTER COLUMN dch TYPE checked;

-- situation types-varchar-to-plain-text-domain
ALTER TABLE t ALTER COLUMN v20 TYPE plain;

-- situation types-varchar-to-domain-over-domain
ALTER TABLE t ALTER COLUMN v20 TYPE over_v20;

-- situation types-domain-to-other-domain
ALTER TABLE t ALTER COLUMN dm TYPE v20;

-- situation types-array-dimension-written
ALTER TABLE t ALTER COLUMN arr TYPE varchar(10)[3];

-- situation types-array-unlimited
ALTER TABLE t ALTER COLUMN arr TYPE varchar[];

-- situation types-array-text-to-varchar
ALTER TABLE t ALTER COLUMN mr TYPE varchar[];

-- situation types-scalar-to-array
ALTER TABLE t ALTER COLUMN txt TYPE text[] USING ARRAY[txt];

-- situation types-enum-same
ALTER TABLE t ALTER COLUMN m TYPE mood USING m;

-- situation types-using-constant
ALTER TABLE t ALTER COLUMN i TYPE int USING 0;

-- situation types-using-cast-keyword
ALTER TABLE t ALTER COLUMN v20 TYPE text USING CAST(v20 AS text);

-- situation types-using-quoted-column
ALTER TABLE t ALTER COLUMN v20 TYPE text USING "v20";

-- situation types-using-qualified-column
ALTER TABLE t ALTER COLUMN v20 TYPE text USING t.v20;

-- situation types-using-two-casts
ALTER TABLE t ALTER COLUMN v20 TYPE text USING v20::varchar::text;

-- situation types-using-nullif
ALTER TABLE t ALTER COLUMN txt TYPE text USING nullif(txt, '');

-- situation types-free-with-default
-- before
ALTER TABLE t ALTER COLUMN v20 SET DEFAULT 'x';
-- run
ALTER TABLE t ALTER COLUMN v20 TYPE text;

-- situation types-free-with-exclusion-condition
-- before
ALTER TABLE t ADD CONSTRAINT apart EXCLUDE (i WITH =) WHERE (v20 <> '');
-- run
ALTER TABLE t ALTER COLUMN v20 TYPE varchar(50);

-- situation types-free-with-multicolumn-index
-- before
CREATE INDEX many ON t (i, v20, txt);
-- run
ALTER TABLE t ALTER COLUMN v20 TYPE text;

-- situation types-free-with-key-and-expression-of-same-column
-- before
CREATE INDEX many ON t (v20, lower(v20));
-- run
ALTER TABLE t ALTER COLUMN v20 TYPE text;

-- situation types-free-with-partial-index-on-itself
-- before
CREATE INDEX part ON t (v20) WHERE v20 IS NOT NULL;
-- run
ALTER TABLE t ALTER COLUMN v20 TYPE text;

-- situation types-free-with-partial-index-on-itself-compared
-- before
CREATE INDEX part ON t (v20) WHERE v20 <> '';
-- run
ALTER TABLE t ALTER COLUMN v20 TYPE varchar(30);

-- situation types-free-with-include-index
-- before
CREATE INDEX inc ON t (i) INCLUDE (v20);
-- run
ALTER TABLE t ALTER COLUMN v20 TYPE text;

-- situation types-free-with-explicit-opclass
-- before
CREATE INDEX b ON t (v20 text_pattern_ops);
-- run
ALTER TABLE t ALTER COLUMN v20 TYPE text;

-- situation types-same-with-expression-index
-- before
CREATE INDEX low ON t (lower(txt));
-- run
ALTER TABLE t ALTER COLUMN txt TYPE text;

-- situation types-free-with-check-of-two-columns
-- before
ALTER TABLE t ADD CONSTRAINT c CHECK (length(v20) < i);
-- run
ALTER TABLE t ALTER COLUMN v20 TYPE text;

-- situation types-free-with-not-null-and-proof
-- before
ALTER TABLE t ADD CONSTRAINT c CHECK (v20 IS NOT NULL);
-- run
ALTER TABLE t ALTER COLUMN v20 TYPE text;
