// What PostgreSQL 15 and 18 do for each statement: the oracle that traces are held against. Facts: the manual (13.3, ALTER TABLE) and
// measurements on 15.18 and 18.4.
import type { TransactionMode } from '../../src/model/migration.ts';

/** Short names of lock modes. */
export const modes = {
  RS: 'RowShareLock',
  RX: 'RowExclusiveLock',
  SUE: 'ShareUpdateExclusiveLock',
  S: 'ShareLock',
  SRE: 'ShareRowExclusiveLock',
  X: 'ExclusiveLock',
  AE: 'AccessExclusiveLock',
} as const;

export interface Expected {
  readonly name: string;
  readonly base: string;
  readonly up: string;
  readonly mode?: TransactionMode;
  /** Of tables, views and indexes that were there before; per relation. */
  readonly locks: Readonly<Record<string, keyof typeof modes>>;
  readonly rewrites?: readonly string[];
  readonly scans?: readonly string[];
  readonly indexBuilds?: readonly string[];
  readonly from?: 18;
}

const t = 'create table t (id int, a int, v varchar(10), c char(3), n numeric(10, 2), ts timestamp);';
const family = 'create table p (id int primary key); create table t (id int, a int);';
const partitioned =
  'create table m (id int, a int) partition by range (id); create table m1 partition of m for values from (0) to (10);';
const withDefault = `${partitioned} create table md partition of m default;`;
const proved = `${t} alter table t add constraint nn check (a is not null) not valid; alter table t validate constraint nn;`;
const T = 'public.t';

export const oracle: readonly Expected[] = [
  { name: 'CREATE INDEX', base: t, up: 'create index i on t (a)', locks: { [T]: 'S' }, indexBuilds: [T] },
  {
    name: 'DROP INDEX',
    base: `${t} create index i on t (a);`,
    up: 'drop index i',
    locks: { [T]: 'AE', 'public.i': 'AE' },
  },
  { name: 'ADD CHECK', base: t, up: 'alter table t add constraint c check (a > 0)', locks: { [T]: 'AE' }, scans: [T] },
  {
    name: 'ADD CHECK NOT VALID',
    base: t,
    up: 'alter table t add constraint c check (a > 0) not valid',
    locks: { [T]: 'AE' },
  },
  {
    name: 'VALIDATE CONSTRAINT of a CHECK',
    base: `${t} alter table t add constraint c check (a > 0) not valid;`,
    up: 'alter table t validate constraint c',
    locks: { [T]: 'SUE' },
    scans: [T],
  },
  {
    name: 'ADD FOREIGN KEY',
    base: family,
    up: 'alter table t add constraint f foreign key (a) references p (id)',
    locks: { [T]: 'SRE', 'public.p': 'SRE' },
    scans: [T],
  },
  {
    name: 'ADD FOREIGN KEY NOT VALID',
    base: family,
    up: 'alter table t add constraint f foreign key (a) references p (id) not valid',
    locks: { [T]: 'SRE', 'public.p': 'SRE' },
  },
  {
    name: 'VALIDATE CONSTRAINT of a foreign key',
    base: `${family} alter table t add constraint f foreign key (a) references p (id) not valid;`,
    up: 'alter table t validate constraint f',
    locks: { [T]: 'SUE', 'public.p': 'RS' },
    scans: [T],
  },
  {
    name: 'CREATE TABLE … REFERENCES',
    base: family,
    up: 'create table n (p int references p (id))',
    locks: { 'public.p': 'SRE' },
  },
  { name: 'ADD COLUMN', base: t, up: 'alter table t add column x int', locks: { [T]: 'AE' } },
  {
    name: 'ADD COLUMN … REFERENCES',
    base: family,
    up: 'alter table t add column x int references p (id)',
    locks: { [T]: 'AE', 'public.p': 'SRE' },
  },
  {
    name: 'ADD COLUMN … DEFAULT now()',
    base: t,
    up: 'alter table t add column x timestamptz not null default now()',
    locks: { [T]: 'AE' },
  },
  {
    name: 'ADD COLUMN … DEFAULT clock_timestamp()',
    base: t,
    up: 'alter table t add column x timestamptz default clock_timestamp()',
    locks: { [T]: 'AE' },
    rewrites: [T],
  },
  {
    name: 'ADD COLUMN … serial',
    base: t,
    up: 'alter table t add column x serial',
    locks: { [T]: 'AE' },
    rewrites: [T],
  },
  {
    name: 'ADD COLUMN … STORED',
    base: t,
    up: 'alter table t add column x int generated always as (a + 1) stored',
    locks: { [T]: 'AE' },
    rewrites: [T],
  },
  {
    name: 'ADD COLUMN … VIRTUAL',
    base: t,
    up: 'alter table t add column x int generated always as (a + 1) virtual',
    locks: { [T]: 'AE' },
    from: 18,
  },
  {
    name: 'ADD COLUMN … CHECK',
    base: t,
    up: 'alter table t add column x int check (x > 0)',
    locks: { [T]: 'AE' },
    scans: [T],
  },
  {
    name: 'ADD COLUMN of a constrained domain',
    base: `${t} create domain d as int check (value > 0);`,
    up: 'alter table t add column x d',
    locks: { [T]: 'AE' },
    rewrites: [T],
  },
  { name: 'DROP COLUMN', base: t, up: 'alter table t drop column a', locks: { [T]: 'AE' } },
  {
    name: 'ALTER TYPE to bigint',
    base: `${t} create index i on t (a);`,
    up: 'alter table t alter a type bigint',
    locks: { [T]: 'AE', 'public.i': 'AE' },
    rewrites: [T],
    indexBuilds: [T],
  },
  {
    name: 'ALTER TYPE to a longer varchar',
    base: t,
    up: 'alter table t alter v type varchar(20)',
    locks: { [T]: 'AE' },
  },
  { name: 'ALTER TYPE varchar to text', base: t, up: 'alter table t alter v type text', locks: { [T]: 'AE' } },
  {
    name: 'ALTER TYPE char to text',
    base: t,
    up: 'alter table t alter c type text',
    locks: { [T]: 'AE' },
    rewrites: [T],
  },
  {
    name: 'ALTER TYPE numeric of more digits',
    base: t,
    up: 'alter table t alter n type numeric(12, 2)',
    locks: { [T]: 'AE' },
  },
  {
    name: 'ALTER TYPE timestamp to timestamptz in UTC',
    base: t,
    up: "set local timezone = 'UTC'; alter table t alter ts type timestamptz",
    locks: { [T]: 'AE' },
  },
  {
    name: 'ALTER TYPE with another collation',
    base: `${t} create index i on t (v);`,
    up: 'alter table t alter v type varchar(10) collate "C"',
    locks: { [T]: 'AE', 'public.i': 'AE' },
    indexBuilds: [T],
  },
  { name: 'SET NOT NULL', base: t, up: 'alter table t alter a set not null', locks: { [T]: 'AE' }, scans: [T] },
  { name: 'SET NOT NULL with a proof', base: proved, up: 'alter table t alter a set not null', locks: { [T]: 'AE' } },
  {
    name: 'SET NOT NULL that drops its proof',
    base: proved,
    up: 'alter table t alter a set not null, drop constraint nn',
    locks: { [T]: 'AE' },
    scans: [T],
  },
  {
    name: 'ADD NOT NULL NOT VALID',
    base: t,
    up: 'alter table t add constraint nn not null a not valid',
    locks: { [T]: 'AE' },
    from: 18,
  },
  {
    name: 'ADD UNIQUE',
    base: t,
    up: 'alter table t add constraint u unique (a)',
    locks: { [T]: 'AE' },
    indexBuilds: [T],
  },
  {
    name: 'ADD UNIQUE USING INDEX',
    base: `${t} create unique index u on t (a);`,
    up: 'alter table t add constraint u unique using index u',
    locks: { [T]: 'AE' },
  },
  {
    name: 'PRIMARY KEY USING INDEX on a nullable column',
    base: `${t} create unique index u on t (a);`,
    up: 'alter table t add primary key using index u',
    locks: { [T]: 'AE' },
    scans: [T],
  },
  {
    name: 'DROP of a foreign key',
    base: `${family} alter table t add constraint f foreign key (a) references p (id);`,
    up: 'alter table t drop constraint f',
    locks: { [T]: 'AE', 'public.p': 'AE' },
  },
  { name: 'RENAME COLUMN', base: t, up: 'alter table t rename column a to b', locks: { [T]: 'AE' } },
  { name: 'SET UNLOGGED', base: t, up: 'alter table t set unlogged', locks: { [T]: 'AE' }, rewrites: [T] },
  {
    name: 'ATTACH PARTITION',
    base: `${partitioned} create table m2 (id int, a int);`,
    up: 'alter table m attach partition m2 for values from (10) to (20)',
    locks: { 'public.m': 'SUE', 'public.m2': 'AE' },
    scans: ['public.m2'],
  },
  {
    name: 'ATTACH PARTITION with a proof',
    base: `${partitioned} create table m2 (id int not null, a int, check (id >= 10 and id < 20));`,
    up: 'alter table m attach partition m2 for values from (10) to (20)',
    locks: { 'public.m': 'SUE', 'public.m2': 'AE' },
  },
  {
    name: 'CREATE TABLE … PARTITION OF with a default partition',
    base: withDefault,
    up: 'create table m2 partition of m for values from (10) to (20)',
    locks: { 'public.m': 'AE', 'public.md': 'AE' },
    scans: ['public.md'],
  },
  {
    name: 'DETACH PARTITION',
    base: partitioned,
    up: 'alter table m detach partition m1',
    locks: { 'public.m': 'AE', 'public.m1': 'AE' },
  },
  {
    name: 'DROP TABLE of a partition',
    base: partitioned,
    up: 'drop table m1',
    locks: { 'public.m': 'AE', 'public.m1': 'AE' },
  },
  {
    name: 'CLUSTER',
    base: `${t} create index i on t (a);`,
    up: 'cluster t using i',
    locks: { [T]: 'AE', 'public.i': 'AE' },
    rewrites: [T],
    indexBuilds: [T],
  },
  {
    name: 'REINDEX TABLE',
    base: `${t} create index i on t (a);`,
    up: 'reindex table t',
    locks: { [T]: 'S', 'public.i': 'AE' },
    indexBuilds: [T],
  },
  {
    name: 'REINDEX TABLE of a partitioned table, which PostgreSQL refuses in a transaction',
    mode: 'none',
    base: 'create table m (a int) partition by list (a); create table m1 partition of m for values in (1); create index i on m (a);',
    up: 'reindex table m',
    locks: { 'public.m1': 'S', 'public.m1_a_idx': 'AE' },
    indexBuilds: ['public.m1'],
  },
  {
    name: 'REFRESH MATERIALIZED VIEW',
    base: `${t} create materialized view v as select a from t;`,
    up: 'refresh materialized view v',
    locks: { 'public.v': 'AE' },
    rewrites: ['public.v'],
    scans: [T],
  },
  { name: 'TRUNCATE', base: `${t} create index i on t (a);`, up: 'truncate t', locks: { [T]: 'AE', 'public.i': 'AE' } },
  {
    name: 'ALTER DOMAIN ADD CONSTRAINT',
    base: 'create domain d as int; create table t (a d);',
    up: 'alter domain d add constraint c check (value > 0)',
    locks: { [T]: 'S' },
    scans: [T],
  },
  {
    name: 'CREATE TRIGGER',
    base: `${t} create function f() returns trigger language plpgsql as 'begin return new; end';`,
    up: 'create trigger g before insert on t for each row execute function f()',
    locks: { [T]: 'SRE' },
  },
  {
    name: 'a DO block that hides an ALTER TABLE',
    base: t,
    up: "do $$ begin execute 'alter table t alter a type bigint'; end $$",
    locks: { [T]: 'AE' },
    rewrites: [T],
  },
  {
    name: 'the same in a script without a transaction',
    base: t,
    up: "do $$ begin execute 'alter table t alter a type bigint'; end $$",
    mode: 'none',
    locks: { [T]: 'AE' },
    rewrites: [T],
  },
  {
    name: 'a script that silences the server',
    base: t,
    up: 'set client_min_messages = error; alter table t add check (a > 0)',
    locks: { [T]: 'AE' },
    scans: [T],
  },
  {
    name: 'a table of that name in another schema',
    base: `${t} create schema s; create table s.t (a int);`,
    up: 'alter table s.t add check (a > 0)',
    locks: { 's.t': 'AE' },
    scans: ['s.t'],
  },
  {
    name: 'a table that search_path finds',
    base: `${t} create schema s; create table s.t (a int);`,
    up: 'set search_path = s; alter table t alter a type bigint',
    locks: { 's.t': 'AE' },
    rewrites: ['s.t'],
  },
  {
    name: 'quoted names',
    base: 'create schema "S x"; create table "S x"."T ""é" (a int);',
    up: 'alter table "S x"."T ""é" alter a type bigint',
    locks: { 'S x.T "é': 'AE' },
    rewrites: ['S x.T "é'],
  },
  { name: 'UPDATE', base: t, up: 'update t set a = 1', locks: { [T]: 'RX' }, scans: [T] },
  { name: 'LOCK TABLE', base: t, up: 'lock table t in exclusive mode', locks: { [T]: 'X' } },
  {
    name: 'a new table',
    base: t,
    up: 'create table n (a int); create index on n (a); alter table n alter a type bigint',
    locks: {},
  },
  { name: 'a temporary table', base: t, up: 'create temp table t (a int); create index on t (a)', locks: {} },
  {
    name: 'CREATE INDEX CONCURRENTLY',
    base: t,
    up: 'create index concurrently i on t (a)',
    mode: 'none',
    locks: { [T]: 'SUE' },
    indexBuilds: [T],
  },
  {
    name: 'DROP INDEX CONCURRENTLY',
    base: `${t} create index i on t (a);`,
    up: 'drop index concurrently i',
    mode: 'none',
    locks: { [T]: 'SUE', 'public.i': 'SUE' },
  },
  {
    name: 'REINDEX CONCURRENTLY',
    base: `${t} create index i on t (a);`,
    up: 'reindex index concurrently i',
    mode: 'none',
    locks: { [T]: 'SUE', 'public.i': 'SUE' },
    indexBuilds: [T],
  },
  // The manual: a second transaction takes the partition's lock once nobody uses the parent with it.
  {
    name: 'DETACH PARTITION CONCURRENTLY',
    base: partitioned,
    up: 'alter table m detach partition m1 concurrently',
    mode: 'none',
    locks: { 'public.m': 'SUE', 'public.m1': 'AE' },
  },
  { name: 'VACUUM FULL', base: t, up: 'vacuum full t', mode: 'none', locks: { [T]: 'AE' }, rewrites: [T] },
  {
    name: 'an ALTER TABLE without a transaction',
    base: t,
    up: 'alter table t add check (a > 0)',
    mode: 'none',
    locks: { [T]: 'AE' },
    scans: [T],
  },
];
