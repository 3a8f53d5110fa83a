// The fingerprint of a schema: equal for equal schemas, different for each kind of difference.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ScratchServer, Session } from '../../src/model/database.ts';
import { differences, digestOf, type Fingerprint, fingerprint } from '../../src/prove/schema.ts';
import { scratchServer } from '../postgres.ts';

const historyTable = '"public"."team_history"';

async function schemaOf(server: ScratchServer, ...sql: readonly string[]): Promise<readonly Fingerprint[]> {
  const database = await server.createDatabase();
  const sessions: Session[] = [];
  try {
    const worker = await database.connectAsMigrator();
    const administrator = await database.connectAsAdministrator();
    sessions.push(worker, administrator);
    const found: Fingerprint[] = [];
    for (const text of sql) {
      await worker.run(text);
      found.push(await fingerprint(administrator, { historyTable, owner: database.name }));
    }
    return found;
  } finally {
    for (const session of sessions) await session.close();
    await database.drop();
  }
}

const setup = `
create schema s;
create type e as enum ('a', 'b'); create type c as (x int); create type r as range (subtype = int);
create domain d as int check (value > 0); create domain d2 as int constraint k check (value > 0); create domain d3 as int constraint k check (value > 1);
create sequence q;
create table p (id int primary key, constraint positive check (id > 0));
create table t (id int primary key, a int, b text, constraint positive check (id > 0));
create index i on t (a);
create view v as select a from t;
create materialized view mv as select a from t;
create function f(x int) returns int language sql as 'select 1';
create function trigger_f() returns trigger language plpgsql as 'begin return new; end';
create procedure pr() language sql as 'select 1';
create aggregate agg (int) (sfunc = int4pl, stype = int);
create trigger tr before insert on t for each row execute function trigger_f();
create rule ru as on delete to t do also select 1;
create policy po on t using (true);
create statistics st on a, b from t;
create table parts (id int) partition by range (id); create table part1 partition of parts for values from (0) to (10);
create collation co (provider = libc, locale = 'C');
comment on table t is 'one';
grant select on t to pg_monitor;
alter table p add constraint fk foreign key (id) references t (id);
create publication pub for table t;
create unlogged table un (a int);
`;

/** One change of each kind, and the object that it must show in. */
const changes: readonly (readonly [sql: string, object: string])[] = [
  ['create table n (a int)', 'table public.n'],
  ['create table s.t (a int)', 'table s.t'],
  ['create table "T" (a int)', 'table public."T"'],
  ['drop table un', 'table public.un'],
  ['alter table un set logged', 'table public.un'],
  ['alter table t add x int', 'column public.t.x'],
  ['alter table un alter a type bigint', 'column public.un.a'],
  ['alter table t alter b type varchar(5)', 'column public.t.b'],
  ['alter table t alter a set not null', 'column public.t.a'],
  ['alter table t alter a set default 1', 'column public.t.a'],
  ['alter table t alter b set storage plain', 'column public.t.b'],
  ['alter table t alter b set compression pglz', 'column public.t.b'],
  ['alter table t alter a set statistics 7', 'column public.t.a'],
  ['alter table un alter a set not null, alter a add generated always as identity', 'column public.un.a'],
  ['alter table t alter b type text collate "C"', 'column public.t.b'],
  ['grant select (a) on t to pg_monitor', 'column public.t.a'],
  ['alter table t rename a to z', 'column public.t.z'],
  [
    'alter table t drop a cascade; alter table t add a int; create view v as select a from t; create materialized view mv as select a from t; create index i on t (a)',
    'position of column public.t.a',
  ],
  ['alter table t set (fillfactor = 50)', 'table public.t'],
  ['alter table t replica identity full', 'table public.t'],
  ['alter table t enable row level security', 'table public.t'],
  ['grant insert on t to pg_monitor', 'table public.t'],
  ['alter table t drop constraint positive', 'constraint public.t.positive'],
  [
    'alter table p drop constraint positive; alter table p add constraint positive check (id > 1)',
    'constraint public.p.positive',
  ],
  ['alter table t add constraint nv check (a > 0) not valid', 'constraint public.t.nv'],
  ['alter table t add constraint u unique (a)', 'index public.u'],
  [
    'alter table p drop constraint fk; alter table p add constraint fk foreign key (id) references t (id) on delete cascade',
    'constraint public.p.fk',
  ],
  ['drop index i', 'index public.i'],
  ['drop index i; create index i on t (b)', 'index public.i'],
  ['drop index i; create unique index i on t (a)', 'index public.i'],
  ['drop index i; create index i on t (a) where a > 0', 'index public.i'],
  ['alter table t cluster on i', 'index public.i'],
  ['create or replace view v as select a, b from t', 'view public.v'],
  ['drop materialized view mv; create materialized view mv as select b from t', 'materialized view public.mv'],
  ["create or replace function f(x int) returns int language sql as 'select 2'", 'function public.f(integer)'],
  ["create function f(x text) returns int language sql as 'select 1'", 'function public.f(text)'],
  ['alter function f(int) security definer', 'function public.f(integer)'],
  ['revoke execute on function f(int) from public', 'function public.f(integer)'],
  ["create or replace procedure pr() language sql as 'select 2'", 'function public.pr()'],
  [
    'drop aggregate agg (int); create aggregate agg (int) (sfunc = int4mul, stype = int)',
    'function public.agg(integer)',
  ],
  ['drop trigger tr on t', 'trigger public.t.tr'],
  ['alter table t disable trigger tr', 'trigger public.t.tr'],
  ['create or replace rule ru as on delete to t do also select 2', 'rule public.t.ru'],
  ['alter policy po on t using (false)', 'policy public.t.po'],
  ['alter policy po on t to pg_monitor', 'policy public.t.po'],
  ["alter type e add value 'c'", 'values of type public.e'],
  ['alter type c add attribute y int', 'type public.c'],
  ['drop type r; create type r as range (subtype = bigint)', 'type public.r'],
  ['alter domain d set default 5', 'domain public.d'],
  ['alter domain d2 drop constraint k', 'constraint public.d2.k'],
  ['alter domain d3 drop constraint k; alter domain d3 add constraint k check (value > 9)', 'constraint public.d3.k'],
  ['alter sequence q increment 2', 'sequence settings public.q'],
  ['alter sequence q owned by t.a', 'sequence settings public.q'],
  ['grant usage on sequence q to pg_monitor', 'sequence public.q'],
  ['create schema n', 'schema n'],
  ['grant usage on schema s to pg_monitor', 'schema s'],
  ['drop statistics st', 'statistics public.st'],
  ['alter table parts detach partition part1', 'table public.part1'],
  ['drop collation co', 'collation public.co'],
  ["comment on table t is 'two'", 'comment on table public.t'],
  ["comment on column t.a is 'x'", 'comment on table column public.t.a'],
  ['alter default privileges grant select on tables to pg_monitor', 'default privileges <owner> r '],
  ['create extension citext', 'extension citext'],
  ['alter publication pub add table p', 'publication pub'],
  ['create operator === (leftarg = int, rightarg = int, function = int4eq)', 'operator public.===(integer,integer)'],
  ['create cast (c as e) with inout', 'cast public.c as public.e'],
];

describe.each([15, 18] as const)('PostgreSQL %i', (major) => {
  let server: ScratchServer;
  beforeAll(async () => {
    server = await scratchServer(major);
  });
  afterAll(() => server.stop());

  it('is the same for the same schema on another database, whatever the order it was made in', async () => {
    const [one] = await schemaOf(server, setup);
    const [two] = await schemaOf(
      server,
      setup
        .replace('create schema s;', 'create table gone (a int); drop table gone; create sequence q; create schema s;')
        .replace(/^create sequence q;$/m, ''),
    );
    expect(differences(one as Fingerprint, two as Fingerprint)).toEqual([]);
    expect(digestOf(one as Fingerprint)).toBe(digestOf(two as Fingerprint));
    expect(
      [...(one as Fingerprint).values()].filter((definition) => definition === 'null' || definition === ''),
    ).toEqual([]);
  });

  describe('shows', () => {
    let worker: Session;
    let owner = '';
    let before: Fingerprint;
    const read = (): Promise<Fingerprint> => fingerprint(worker, { historyTable, owner });
    beforeAll(async () => {
      const database = await server.createDatabase();
      owner = database.name;
      worker = await database.connectAsMigrator();
      await worker.run(setup);
      await worker.run('begin');
      before = await read();
      await worker.run('rollback');
    });
    afterAll(() => worker.close());

    it.each(changes)('%s', async (sql, object) => {
      await worker.run('begin');
      try {
        await worker.run(sql);
        const after = await read();
        expect(differences(before, after).map((difference) => difference.object.replace(owner, '<owner>'))).toContain(
          object,
        );
        expect(digestOf(before)).not.toBe(digestOf(after));
      } finally {
        await worker.run('rollback');
      }
    });
  });

  it('has nothing of data, files, statistics or privileges that were given and taken back', async () => {
    const [before, after] = await schemaOf(
      server,
      setup,
      `insert into t values (1, 1, 'x'); analyze t; select nextval('q'); reindex table t; truncate t cascade; refresh materialized view mv;
       grant insert, update on t to pg_monitor, public; revoke insert, update on t from public, pg_monitor;
       grant usage on schema s to public; revoke usage on schema s from public; grant usage on type e to pg_monitor; revoke usage on type e from pg_monitor;
       revoke execute on function f(int) from public; grant execute on function f(int) to public;
       grant select (a) on t to public; revoke select (a) on t from public; grant usage on sequence q to public; revoke usage on sequence q from public;
       create temp table tt (a int)`,
    );
    expect(differences(before as Fingerprint, after as Fingerprint)).toEqual([]);
  });

  it('has nothing of the history table, but all of tables with longer names', async () => {
    const history =
      'create table team_history (id int primary key, a int); create index team_history_a on team_history (a); alter table team_history add check (a > 0)';
    const [before, after, longer] = await schemaOf(
      server,
      setup,
      history,
      'create table team_history_archive (a int primary key)',
    );
    expect(differences(before as Fingerprint, after as Fingerprint)).toEqual([]);
    expect(differences(after as Fingerprint, longer as Fingerprint).map(({ object }) => object)).toEqual([
      'column public.team_history_archive.a',
      'constraint public.team_history_archive.team_history_archive_pkey',
      'index public.team_history_archive_pkey',
      'position of column public.team_history_archive.a',
      'table public.team_history_archive',
    ]);
  });

  it('keeps names with dots apart', async () => {
    const [one] = await schemaOf(
      server,
      'create schema "a.b"; create schema a; create table "a.b".c (x int); create table a."b.c" (y int)',
    );
    const tables = [...(one as Fingerprint).keys()].filter((key) => key.startsWith('table '));
    expect(tables).toEqual(['table "a.b".c', 'table a."b.c"']);
  });
});
