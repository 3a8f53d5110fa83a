-- Type changes: which leave the rows as they are, which write them anew, which build the indexes again.
CREATE TYPE mood AS ENUM ('good', 'bad');
CREATE DOMAIN short AS varchar(50);
CREATE DOMAIN checked AS text CHECK (VALUE <> '');
CREATE TABLE t (
  id int PRIMARY KEY, small smallint, big bigint, v50 varchar(50), v varchar, txt text, c4 char(4), n numeric, n10 numeric(10,2),
  ts timestamp, ts3 timestamp(3), tz timestamptz, d date, tm time(0), iv interval(0), ivday interval day, j json, jb jsonb, u uuid, ip inet, net cidr,
  vb varbit(8), bits bit(8), m mood, f4 real, f8 float8, b boolean, oldnames name, arr varchar(10)[], s short, by bytea, x xml
);

-- situation type-varchar-longer
ALTER TABLE t ALTER COLUMN v50 TYPE varchar(100);

-- situation type-varchar-same
ALTER TABLE t ALTER COLUMN v50 TYPE varchar(50);

-- situation type-varchar-shorter
ALTER TABLE t ALTER COLUMN v50 TYPE varchar(20);

-- situation type-varchar-unlimited
ALTER TABLE t ALTER COLUMN v50 TYPE varchar;

-- situation type-varchar-to-text
ALTER TABLE t ALTER COLUMN v50 TYPE text;

-- situation type-varchar-to-text-using-cast
ALTER TABLE t ALTER COLUMN v50 TYPE text USING v50::text;

-- situation type-varchar-to-text-using-function
ALTER TABLE t ALTER COLUMN v50 TYPE text USING lower(v50);

-- situation type-unlimited-varchar-to-limited
ALTER TABLE t ALTER COLUMN v TYPE varchar(100);

-- situation type-text-to-varchar
ALTER TABLE t ALTER COLUMN txt TYPE varchar;

-- situation type-text-to-limited-varchar
ALTER TABLE t ALTER COLUMN txt TYPE varchar(100);

-- situation type-text-to-char
ALTER TABLE t ALTER COLUMN txt TYPE char(10);

-- situation type-char-to-text
ALTER TABLE t ALTER COLUMN c4 TYPE text;

-- situation type-char-longer
ALTER TABLE t ALTER COLUMN c4 TYPE char(8);

-- situation type-char-to-varchar
ALTER TABLE t ALTER COLUMN c4 TYPE varchar(4);

-- situation type-name-to-text
ALTER TABLE t ALTER COLUMN oldnames TYPE text;

-- situation type-int-to-bigint
ALTER TABLE t ALTER COLUMN id TYPE bigint;

-- situation type-smallint-to-int
ALTER TABLE t ALTER COLUMN small TYPE int;

-- situation type-bigint-to-int
ALTER TABLE t ALTER COLUMN big TYPE int;

-- situation type-int-to-numeric
ALTER TABLE t ALTER COLUMN id TYPE numeric;

-- situation type-int-to-text
ALTER TABLE t ALTER COLUMN id TYPE text;

-- situation type-numeric-wider
ALTER TABLE t ALTER COLUMN n10 TYPE numeric(14,2);

-- situation type-numeric-unlimited
ALTER TABLE t ALTER COLUMN n10 TYPE numeric;

-- situation type-numeric-more-scale
ALTER TABLE t ALTER COLUMN n10 TYPE numeric(14,4);

-- situation type-numeric-narrower
ALTER TABLE t ALTER COLUMN n10 TYPE numeric(8,2);

-- situation type-unlimited-numeric-to-limited
ALTER TABLE t ALTER COLUMN n TYPE numeric(20,6);

-- situation type-timestamp-to-timestamptz-elsewhere
SET LOCAL timezone = 'Europe/Berlin';
ALTER TABLE t ALTER COLUMN ts TYPE timestamptz;

-- situation type-timestamp-to-timestamptz-utc
SET LOCAL timezone = 'UTC';
ALTER TABLE t ALTER COLUMN ts TYPE timestamptz;

-- situation type-timestamptz-to-timestamp-utc
SET LOCAL TimeZone TO 'UTC';
ALTER TABLE t ALTER COLUMN tz TYPE timestamp;

-- situation type-timestamptz-to-timestamp-elsewhere
SET LOCAL TIME ZONE 'America/New_York';
ALTER TABLE t ALTER COLUMN tz TYPE timestamp;

-- situation type-timestamp-to-timestamptz-unsaid
ALTER TABLE t ALTER COLUMN ts TYPE timestamptz;

-- situation type-timestamp-at-time-zone
ALTER TABLE t ALTER COLUMN ts TYPE timestamptz USING ts AT TIME ZONE 'UTC';

-- situation type-timestamp-more-precise
ALTER TABLE t ALTER COLUMN ts3 TYPE timestamp(6);

-- situation type-timestamp-unlimited
ALTER TABLE t ALTER COLUMN ts3 TYPE timestamp;

-- situation type-timestamp-less-precise
ALTER TABLE t ALTER COLUMN ts TYPE timestamp(0);

-- situation type-timestamptz-less-precise
ALTER TABLE t ALTER COLUMN tz TYPE timestamptz(3);

-- situation type-timestamp-to-date
ALTER TABLE t ALTER COLUMN ts TYPE date;

-- situation type-date-to-timestamp
ALTER TABLE t ALTER COLUMN d TYPE timestamp;

-- situation type-date-to-timestamptz
ALTER TABLE t ALTER COLUMN d TYPE timestamptz;

-- situation type-time-more-precise
ALTER TABLE t ALTER COLUMN tm TYPE time(6);

-- situation type-interval-more-precise
ALTER TABLE t ALTER COLUMN iv TYPE interval(3);

-- situation type-interval-without-fields
ALTER TABLE t ALTER COLUMN ivday TYPE interval;

-- situation type-interval-to-fields
ALTER TABLE t ALTER COLUMN iv TYPE interval year;

-- situation type-json-to-jsonb
ALTER TABLE t ALTER COLUMN j TYPE jsonb;

-- situation type-jsonb-to-json
ALTER TABLE t ALTER COLUMN jb TYPE json;

-- situation type-text-to-json
ALTER TABLE t ALTER COLUMN txt TYPE json USING txt::json;

-- situation type-json-to-text
ALTER TABLE t ALTER COLUMN j TYPE text;

-- situation type-uuid-to-text
ALTER TABLE t ALTER COLUMN u TYPE text;

-- situation type-cidr-to-inet
ALTER TABLE t ALTER COLUMN net TYPE inet;

-- situation type-inet-to-cidr
ALTER TABLE t ALTER COLUMN ip TYPE cidr;

-- situation type-varbit-longer
ALTER TABLE t ALTER COLUMN vb TYPE varbit(16);

-- situation type-varbit-unlimited
ALTER TABLE t ALTER COLUMN vb TYPE varbit;

-- situation type-bit-to-varbit
ALTER TABLE t ALTER COLUMN bits TYPE varbit(8);

-- situation type-enum-to-text
ALTER TABLE t ALTER COLUMN m TYPE text;

-- situation type-text-to-enum
ALTER TABLE t ALTER COLUMN txt TYPE mood USING txt::mood;

-- situation type-enum-to-enum
-- before
CREATE TYPE mood2 AS ENUM ('good', 'bad', 'mixed');
-- run
ALTER TABLE t ALTER COLUMN m TYPE mood2 USING m::text::mood2;

-- situation type-real-to-double
ALTER TABLE t ALTER COLUMN f4 TYPE double precision;

-- situation type-double-to-real
ALTER TABLE t ALTER COLUMN f8 TYPE real;

-- situation type-float-of-precision
ALTER TABLE t ALTER COLUMN f8 TYPE float(53);

-- situation type-boolean-to-int
ALTER TABLE t ALTER COLUMN b TYPE int USING b::int;

-- situation type-array-longer-elements
ALTER TABLE t ALTER COLUMN arr TYPE varchar(20)[];

-- situation type-array-to-text-array
ALTER TABLE t ALTER COLUMN arr TYPE text[];

-- situation type-domain-to-base
ALTER TABLE t ALTER COLUMN s TYPE varchar(50);

-- situation type-domain-to-text
ALTER TABLE t ALTER COLUMN s TYPE text;

-- situation type-to-plain-domain
ALTER TABLE t ALTER COLUMN v50 TYPE short;

-- situation type-to-checked-domain
ALTER TABLE t ALTER COLUMN txt TYPE checked;

-- situation type-xml-to-text
ALTER TABLE t ALTER COLUMN x TYPE text;

-- situation type-int4-alias
ALTER TABLE t ALTER COLUMN id TYPE int4;

-- situation type-using-same-column
ALTER TABLE t ALTER COLUMN v50 TYPE varchar(80) USING v50;

-- situation type-using-other-column
ALTER TABLE t ALTER COLUMN v50 TYPE varchar(80) USING v;

-- situation type-using-coalesce
ALTER TABLE t ALTER COLUMN v50 TYPE text USING coalesce(v50, '');

-- situation type-collation-without-index
ALTER TABLE t ALTER COLUMN txt TYPE text COLLATE "C";

-- situation type-collation-with-index
-- before
CREATE INDEX t_txt_idx ON t (txt);
-- run
ALTER TABLE t ALTER COLUMN txt TYPE text COLLATE "C";

-- situation type-free-with-index
-- before
CREATE INDEX t_v50_idx ON t (v50);
-- run
ALTER TABLE t ALTER COLUMN v50 TYPE varchar(100);

-- situation type-free-with-pattern-index
-- before
CREATE INDEX t_v50_idx ON t (v50 varchar_pattern_ops);
-- run
ALTER TABLE t ALTER COLUMN v50 TYPE text;

-- situation type-free-with-expression-index
-- before
CREATE INDEX t_v50_idx ON t (lower(v50));
-- run
ALTER TABLE t ALTER COLUMN v50 TYPE text;

-- situation type-free-with-partial-index
-- before
CREATE INDEX t_big_idx ON t (big) WHERE v50 = 'x';
-- run
ALTER TABLE t ALTER COLUMN v50 TYPE text;

-- situation type-free-with-check
-- before
ALTER TABLE t ADD CONSTRAINT v50_set CHECK (v50 <> '');
-- run
ALTER TABLE t ALTER COLUMN v50 TYPE varchar(100);

-- situation type-free-with-not-valid-check
-- before
ALTER TABLE t ADD CONSTRAINT v50_set CHECK (v50 <> '') NOT VALID;
-- run
ALTER TABLE t ALTER COLUMN v50 TYPE varchar(100);

-- situation type-free-with-foreign-key
-- before
CREATE TABLE codes (code varchar(50) PRIMARY KEY);
ALTER TABLE t ADD CONSTRAINT t_code FOREIGN KEY (v50) REFERENCES codes;
-- run
ALTER TABLE t ALTER COLUMN v50 TYPE varchar(100);

-- situation type-free-of-referenced-key
-- before
CREATE TABLE codes (code varchar(50) PRIMARY KEY);
ALTER TABLE t ADD CONSTRAINT t_code FOREIGN KEY (v50) REFERENCES codes;
-- run
ALTER TABLE codes ALTER COLUMN code TYPE varchar(100);

-- situation type-after-earlier-change
-- before
ALTER TABLE t ALTER COLUMN v50 TYPE varchar(200);
-- run
ALTER TABLE t ALTER COLUMN v50 TYPE varchar(100);

-- situation type-after-rename
-- before
ALTER TABLE t RENAME COLUMN v50 TO label;
ALTER TABLE t RENAME TO things;
-- run
ALTER TABLE things ALTER COLUMN label TYPE varchar(100);

-- situation type-two-free-in-one
ALTER TABLE t ALTER COLUMN v50 TYPE text, ALTER COLUMN n10 TYPE numeric(12,2);

-- situation type-one-free-one-not
ALTER TABLE t ALTER COLUMN v50 TYPE text, ALTER COLUMN small TYPE int;

-- situation type-primary-key-of-referenced-table
-- before
CREATE TABLE child (t_id int REFERENCES t);
-- run
ALTER TABLE t ALTER COLUMN id TYPE bigint;

-- situation type-composite-attribute
-- before
CREATE TYPE pair AS (x int, y int);
-- run
ALTER TYPE pair ADD ATTRIBUTE z int;
