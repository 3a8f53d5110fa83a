// up → down → up on a real server: what is said, and what state the next migration meets.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ScratchServer } from '../../src/model/database.ts';
import { scratchServer } from '../postgres.ts';
import { proveAll, type Script } from './proving.ts';

const base = "create table t (id int primary key, a int, b text default 'x')";

describe.each([15, 18] as const)('PostgreSQL %i', (major) => {
  let server: ScratchServer;
  beforeAll(async () => {
    server = await scratchServer(major);
  });
  afterAll(() => server.stop());

  async function trip(up: string, down: string) {
    // The second migration fails unless the first one is in force, whole and once.
    const next: Script = {
      up: "do $$ begin if (select count(*) from t) <> 0 then raise 'rows'; end if; end $$; create table after_first (a int)",
    };
    const run = await proveAll(server, [{ up, down }, next], { base });
    const last = run.traces.at(-1);
    return { ...run, trip: run.roundTrips[0], next: last?.statements.map(({ error }) => error?.message ?? null) };
  }

  it('restored', async () => {
    const {
      trip: found,
      next,
      traces,
    } = await trip(
      'alter table t add column c int; create index i on t (c); create view v as select a from t; comment on column t.c is $$c$$',
      'drop view v; drop index i; alter table t drop column c',
    );
    expect(found).toMatchObject({ outcome: 'restored' });
    expect(traces.map(({ direction }) => direction)).toEqual(['up', 'down', 'up']);
    expect(next).toEqual([null, null]);
  });

  it('restored after GRANT and REVOKE', async () => {
    const found = await trip(
      'grant select on t to public; grant update (a) on t to public; grant usage on schema public to pg_monitor; create function f() returns int language sql as $$select 1$$; revoke all on function f() from public',
      'drop function f(); revoke usage on schema public from pg_monitor; revoke update (a) on t from public; revoke select on t from public',
    );
    expect(found.trip).toMatchObject({ outcome: 'restored' });
  });

  it('differs', async () => {
    const found = await trip(
      'alter table t add column c int default 7; create index i on t (a)',
      'alter table t drop column c',
    );
    expect(found.trip).toMatchObject({
      outcome: 'down-differs',
      differences: [{ object: 'index public.i', before: null, after: 'CREATE INDEX i ON public.t USING btree (a)' }],
    });
    expect(found.next).toEqual([null, null]);
  });

  it('differs in an index that has the name but not the columns', async () => {
    const both = 'create index i on t (a);';
    const { roundTrips } = await proveAll(
      server,
      [{ up: both }, { up: 'drop index i', down: 'create index i on t (b)' }],
      { base: 'create table t (a int, b int)' },
    );
    expect(roundTrips[1]).toMatchObject({
      outcome: 'down-differs',
      differences: [
        {
          object: 'index public.i',
          before: 'CREATE INDEX i ON public.t USING btree (a)',
          after: 'CREATE INDEX i ON public.t USING btree (b)',
        },
      ],
    });
  });

  it('differs only in the order of columns', async () => {
    const { trip: found } = await trip('alter table t drop column a', 'alter table t add column a int');
    expect(found).toMatchObject({ outcome: 'down-differs' });
    const objects = found?.outcome === 'down-differs' ? found.differences.map(({ object }) => object) : [];
    expect(objects).toEqual(['position of column public.t.a', 'position of column public.t.b']);
  });

  describe('a value of an enum type', () => {
    const type = "create type e as enum ('a', 'b')";
    async function values(up: string, down: string, next?: string) {
      const scripts = next === undefined ? [{ up, down }] : [{ up, down }, { up: next }];
      return (await proveAll(server, scripts, { base: type })).roundTrips[0];
    }
    const left = [{ type: 'public.e', values: ['c'] }];

    it('stays, and up fails again', async () => {
      const run = await proveAll(
        server,
        [{ up: "alter type e add value 'c'", down: 'select 1' }, { up: "alter type e add value 'd' after 'c'" }],
        { base: type },
      );
      expect(run.roundTrips[0]).toMatchObject({
        outcome: 'enum-values-left',
        enumValuesLeft: left,
        error: { sqlstate: '42710' },
      });
      expect(run.traces.at(-1)?.statements.map(({ error }) => error)).toEqual([null]);
    });

    it('stays, and up works again', async () => {
      const found = await values("alter type e add value if not exists 'c' before 'b'", 'select 1');
      expect(found).toEqual({
        migration: '2',
        path: 'migrations/2.sql',
        outcome: 'enum-values-left',
        enumValuesLeft: left,
      });
    });

    it('stays under another name', async () => {
      const found = await values("alter type e add value 'c'", "alter type e rename value 'c' to 'c_unused'");
      expect(found).toMatchObject({
        outcome: 'enum-values-left',
        enumValuesLeft: [{ type: 'public.e', values: ['c_unused'] }],
      });
    });

    it('stays beside what the down script forgets', async () => {
      const found = await values("alter type e add value 'c'; create table n (a int)", 'select 1');
      expect(found).toMatchObject({ outcome: 'down-differs', enumValuesLeft: left });
      const objects = found?.outcome === 'down-differs' ? found.differences.map(({ object }) => object) : [];
      expect(objects).toEqual(['column public.n.a', 'position of column public.n.a', 'table public.n']);
    });

    it('is gone with its type', async () => {
      const found = await values(
        "alter type e add value 'c'",
        "alter type e rename to old; create type e as enum ('a', 'b'); drop type old",
      );
      expect(found).toMatchObject({ outcome: 'restored' });
    });

    it('is to blame for nothing else: not for another name, order, or failure of up', async () => {
      expect(await values("alter type e rename value 'a' to 'z'", 'select 1')).toMatchObject({
        outcome: 'down-differs',
        differences: [{ object: 'values of type public.e', before: '["a", "b"]', after: '["z", "b"]' }],
      });
      expect(
        await values(
          "alter type e add value 'c'",
          "alter type e rename to old; create type e as enum ('b', 'a', 'c'); drop type old",
        ),
      ).toMatchObject({ outcome: 'down-differs' });
      const failing =
        "do $$ begin if to_regtype('once') is not null then raise 'twice'; end if; end $$; alter type e add value if not exists 'c'; create domain once as int";
      const kept = await proveAll(server, [{ up: failing, down: 'alter domain once rename to twice' }], { base: type });
      expect(kept.roundTrips[0]).toMatchObject({ outcome: 'down-differs', enumValuesLeft: left });
    });
  });

  it('restores what says the same in other words', async () => {
    const run = await proveAll(
      server,
      [
        { up: 'alter table w alter c drop default', down: 'alter table w alter c set default now()' },
        { up: 'alter table w alter v drop default', down: "alter table w alter v set default 'x'::text" },
      ],
      { base: "create table w (c timestamptz default current_timestamp, v varchar default 'x')" },
    );
    expect(run.roundTrips).toMatchObject([{ outcome: 'restored' }, { outcome: 'restored' }]);
  });

  it('down fails', async () => {
    const { trip: found, next } = await trip(
      'alter table t add column c int',
      'alter table t drop column c;\nalter table t drop column nothing',
    );
    expect(found).toMatchObject({ outcome: 'down-failed', line: 2, error: { sqlstate: '42703' } });
    expect(next).toEqual([null, null]);
  });

  it('down fails half-way outside a transaction, and the next migration meets the whole up', async () => {
    const up = 'alter table t add column c int';
    const run = await proveAll(
      server,
      [{ up, down: 'alter table t drop column c; selec 1' }, { up: 'alter table t drop column c' }],
      { base: 'create table t (a int)', mode: 'none' },
    );
    expect(run.roundTrips[0]).toMatchObject({ outcome: 'down-failed' });
    expect(run.traces.at(-1)?.statements.map(({ error }) => error)).toEqual([null]);
  });

  it('up again fails', async () => {
    const run = await proveAll(server, [
      { up: 'create table seen (a int)' },
      {
        up: 'insert into seen values (1); alter table seen add constraint few check (a < 2 and (a < 1 or true)); create unique index one on seen (a)',
        down: 'drop index one; alter table seen drop constraint few',
      },
      { up: "do $$ begin if (select count(*) from seen) <> 1 then raise 'not once'; end if; end $$" },
    ]);
    expect(run.roundTrips[1]).toMatchObject({ outcome: 'up-again-failed', error: { sqlstate: '23505' } });
    expect(run.traces.at(-1)?.statements.map(({ error }) => error)).toEqual([null]);
  });

  it('up again differs', async () => {
    const up =
      'do $$ begin if exists (select from runs) then create table second (a int); end if; insert into runs values (1); end $$; create table first (a int)';
    const run = await proveAll(server, [
      { up: 'create table runs (a int)' },
      { up, down: 'drop table first' },
      { up: 'select 1 from first; create table second (a int)' },
    ]);
    expect(run.roundTrips[1]).toMatchObject({ outcome: 'up-again-differs' });
    expect(run.traces.at(-1)?.statements.map(({ error }) => error)).toEqual([null, null]);
  });

  it('there is no down', async () => {
    const run = await proveAll(server, [{ up: 'create table n (a int)' }]);
    expect(run.roundTrips).toEqual([{ migration: '2', path: 'migrations/2.sql', outcome: 'no-down' }]);
  });

  it('says the schema before and after by digests that depend on the schema alone', async () => {
    const one = await proveAll(server, [{ up: 'create table n (a int, b int)' }], { base: 'create table t (a int)' });
    const two = await proveAll(server, [{ up: 'create table n (a int); alter table n add b int' }], {
      base: 'create table t (a int)',
    });
    const three = await proveAll(server, [{ up: 'create table n (b int, a int)' }], { base: 'create table t (a int)' });
    expect(one.schemaBefore).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(two).toMatchObject({ schemaBefore: one.schemaBefore, schemaAfter: one.schemaAfter });
    expect(one.schemaAfter).not.toBe(one.schemaBefore);
    expect(three.schemaAfter).not.toBe(one.schemaAfter);
  });
});
