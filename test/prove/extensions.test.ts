// CREATE EXTENSION of what needs a superuser: as on Aurora for the migration, and never run by a superuser where a migration has run.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startScratchServer } from '../../src/database/scratch-server.ts';
import type { ScratchServer } from '../../src/model/database.ts';
import type { ProofRun } from '../../src/model/trace.ts';
import { scratchServer } from '../postgres.ts';
import { leftOn, proveAll, type Script, tracesOf } from './proving.ts';

function errorsOf(run: ProofRun): readonly string[] {
  return run.traces.flatMap(({ statements }) => statements.flatMap(({ error }) => error?.sqlstate ?? []));
}

/** Restored, but for what a minor release of PostgreSQL writes into catalogs by itself (pg_attver in attoptions). */
function expectRestored(run: ProofRun): void {
  for (const trip of run.roundTrips) {
    const differences = 'differences' in trip ? trip.differences : [];
    const own = differences.filter(({ before, after }) => !`${before}${after}`.includes('pg_attver'));
    expect({ outcome: differences.length > 0 && own.length === 0 ? 'restored' : trip.outcome, own }).toEqual({
      outcome: 'restored',
      own: [],
    });
  }
  expect(run.roundTrips.length).toBeGreaterThan(0);
}

describe.each([15, 18] as const)('PostgreSQL %i', (major) => {
  let server: ScratchServer;
  beforeAll(async () => {
    server = await scratchServer(major);
  });
  afterEach(async () => expect(await leftOn(server)).toEqual([]));
  afterAll(() => server.stop());

  const ROUND_TRIPS: readonly (readonly [what: string, script: Required<Script>])[] = [
    ['in public', { up: 'create extension pg_buffercache', down: 'drop extension pg_buffercache' }],
    [
      'in a schema of the same transaction',
      {
        up: `create schema ext; create extension pg_buffercache schema ext; select count(*) from ext.pg_buffercache; comment on extension pg_buffercache is 'x'`,
        down: 'drop extension pg_buffercache; drop schema ext',
      },
    ],
    [
      'in a schema with an odd name, which takes it along',
      {
        up: 'create schema "A.b""c"; create extension pg_buffercache schema "A.b""c"; create view v as select * from "A.b""c".pg_buffercache',
        down: 'drop schema "A.b""c" cascade',
      },
    ],
    [
      'by search_path',
      {
        up: 'create schema first; set local search_path = first; create extension pgrowlocks',
        down: 'drop extension pgrowlocks; drop schema first',
      },
    ],
    [
      'moved, updated and dropped if it exists',
      {
        up: 'create extension if not exists pgstattuple; create extension if not exists pgstattuple; create schema s; alter extension pgstattuple set schema s; alter extension pgstattuple update',
        down: 'drop extension if exists pgstattuple, pg_buffercache; drop schema s',
      },
    ],
    [
      'with what it needs',
      {
        up: 'create extension earthdistance cascade; create table places (at earth); select earth_box(ll_to_earth(1, 2), 3)',
        down: 'drop table places; drop extension earthdistance; drop extension cube',
      },
    ],
    [
      'with what uses it',
      {
        up: `create extension cube; create extension earthdistance; create table p (id int, e earth, c cube default '(1)', check (cube_dim(c) = 1)); create index on p using gist (c);
          create function f(cube) returns int language sql as 'select 1'; create domain d as cube check (cube_dim(value) > 0); create materialized view mv as select * from p`,
        down: 'drop extension cube cascade; drop table p',
      },
    ],
    [
      'whose index method is used',
      {
        up: 'create extension bloom; create table t (a int); create index on t using bloom (a)',
        down: 'drop extension bloom cascade; drop table t',
      },
    ],
    [
      'in name only',
      { up: 'create extension pg_prewarm; create extension amcheck', down: 'drop extension amcheck, pg_prewarm' },
    ],
  ];
  it.each(ROUND_TRIPS)('%s: up, down and up again', async (_, script) => {
    const run = await proveAll(server, [script]);
    expect(errorsOf(run)).toEqual([]);
    expectRestored(run);
  });

  it('outside of a transaction, and in the base', async () => {
    const run = await proveAll(
      server,
      [{ up: 'create extension pg_buffercache' }, { up: 'create view v as select * from pg_buffercache' }],
      {
        base: 'create extension pgstattuple; select pg_relpages($$pg_class$$)',
        mode: 'none',
      },
    );
    expect(errorsOf(run)).toEqual([]);
    expect(run.traces[0]?.statements[0]?.note).toMatch(/administrator created the extension pg_buffercache before/);
  });

  it('in a DO block that asks whether it is there', async () => {
    const run = await proveAll(server, [
      {
        up: `do $$ begin if not exists (select from pg_extension where extname = 'pgrowlocks') then create extension pgrowlocks; end if; end $$`,
      },
      {
        up: `do $$ begin create extension if not exists pgstattuple; end $$; create view v as select * from pgrowlocks('pg_class')`,
      },
    ]);
    expect(errorsOf(run)).toEqual([]);
  });

  it.each([
    ['create table pg_buffercache (i int); create extension pg_buffercache', ['42P07', '42710']],
    ['create extension pg_buffercache; create extension pg_buffercache', ['42710']],
    ['drop extension pg_buffercache', ['42704']],
    ['create extension earthdistance', ['42704']],
    ['create extension pg_buffercache schema nowhere', ['3F000']],
    [`set local search_path = ''; create extension pg_buffercache`, ['3F000']],
    [
      'create extension pg_buffercache; create view v as select * from pg_buffercache; drop extension pg_buffercache',
      ['2BP01'],
    ],
    ['comment on extension pg_buffercache is $$x$$', ['42704']],
    ['create extension pg_trgmm', ['0A000']],
    ['create extension file_fdw', ['42501']],
    ['create extension pg_prewarm; select lockgate_sealed_pg_prewarm.pg_prewarm($$pg_class$$)', ['42501']],
  ] as const)('is refused as PostgreSQL would: %s', async (up, sqlstates) => {
    const statements = await tracesOf(server, up);
    expect(sqlstates).toContain(statements.at(-1)?.error?.sqlstate);
  });

  it.each(['aws_s3', 'dblink', 'postgres_fdw'])('says that %s can not be had, and what to do', async (name) => {
    const proving = proveAll(server, [{ up: `select 1;\ncreate extension if not exists ${name} cascade` }]);
    await expect(proving).rejects.toMatchObject({
      code: 'database',
      message: expect.stringContaining(`The extension ${name} can't be created`),
      help: expect.stringContaining('template1'),
      place: { path: 'migrations/2.sql', line: 2 },
    });
  });

  const EVIL = `create function public.evil() returns text language plpgsql as $$ begin
    execute pg_catalog.format('alter role %I superuser', session_user); return 'done'; exception when insufficient_privilege then return null; end $$;`;
  it.each([
    [
      'earthdistance',
      'create function public.sqrt(float8) returns float8 language sql as $$ select length(public.evil())::float8 $$; create extension cube; create extension earthdistance',
    ],
    [
      'pg_trgm',
      'create function public.format(text, text) returns text language sql as $$ select public.evil() $$; create extension pg_trgm',
    ],
    [
      'citext',
      'create function public.cmp(text, text) returns bool language sql as $$ select public.evil() = $$x$$ $$; create operator public.= (function = public.cmp, leftarg = text, rightarg = text); create extension citext',
    ],
    [
      'hstore',
      'create type public.int4 as (a text); create function public.int4(text) returns public.int4 language sql as $$ select row(public.evil()) $$; create extension hstore',
    ],
    [
      'intagg',
      'create function public.set_config(text, text, boolean) returns text language sql as $$ select public.evil() $$; create extension intagg',
    ],
    [
      'btree_gist',
      'set local search_path = pg_temp, public; create function pg_temp.format(text, regprocedure) returns text language sql as $$ select public.evil() $$; create extension btree_gist schema public',
    ],
    [
      'pg_stat_statements',
      `alter default privileges grant all on functions to public; create extension pg_stat_statements; create or replace function public.pg_stat_statements_reset() returns void language sql security definer as 'select public.evil()'; select public.pg_stat_statements_reset()`,
    ],
  ])("never runs the migration's code with more rights: %s", async (_, up) => {
    const run = await proveAll(server, [
      {
        up: `${EVIL} create function mine() returns boolean language sql as 'select rolsuper from pg_roles where rolname = session_user'; ${up.replaceAll('$$x$$', "'x'")};`,
      },
      { up: 'do $$ begin if mine() then raise $a$superuser$a$; end if; end $$' },
    ]);
    expect(
      run.traces.flatMap(({ statements }) => statements.flatMap(({ error }) => error?.message ?? [])),
    ).not.toContain('superuser');
  });
});

const debian = await debianServer();

/** Debian's packages with extensions of others; without them the two ways into the machine that were found can't be tried. */
async function debianServer(): Promise<ScratchServer | undefined> {
  const server = await startScratchServer({ path: '/usr/lib/postgresql/15/bin', from: [], major: 15 }).catch(
    () => undefined,
  );
  if (server === undefined) return undefined;
  const database = await server.createDatabase({ extensions: [{ name: 'ip4r' }, { name: 'pg_repack' }], roles: [] });
  const { extensions } = database.provided;
  await database.drop();
  if (extensions.length === 2) return server;
  await server.stop();
  return undefined;
}

if (debian === undefined) {
  it('NEITHER postgresql-15-ip4r NOR postgresql-15-repack ON THIS MACHINE: the attacks on them are not tried', () => {
    expect(debian).toBeUndefined();
  });
}

describe.runIf(debian)("Debian's extensions", () => {
  const server = debian as ScratchServer;
  afterAll(() => server.stop());
  const evil = `create function public.evil() returns boolean language plpgsql as $$ begin execute pg_catalog.format('alter role %I superuser', session_user); return true; end $$`;

  it('ip4r: works, down and up again', async () => {
    const run = await proveAll(server, [
      {
        up: `create extension ip4r; create table n (a ip4r, b iprange); insert into n values ('10.0.0.0/8', '::/0')`,
        down: 'drop table n; drop extension ip4r',
      },
    ]);
    expect(errorsOf(run)).toEqual([]);
    expectRestored(run);
  });

  it('ip4r: its script never meets what the migration made', async () => {
    const run = await proveAll(server, [
      {
        up: `${evil}; create function public.format(text, regprocedure) returns text language sql as $$ select pg_catalog.format($1, $2) where public.evil() $$;
          create function public.format(text, text) returns text language sql as $$ select pg_catalog.format($1, $2) where public.evil() $$; create extension ip4r; create extension if not exists ip4r cascade`,
      },
      {
        up: `do $$ begin if (select rolsuper from pg_roles where rolname = session_user) then raise 'superuser'; end if; end $$`,
      },
    ]);
    expect(errorsOf(run)).toEqual([]);
  });

  it('pg_repack: can be created, dropped and created again', async () => {
    const run = await proveAll(server, [
      { up: 'create extension pg_repack', down: 'drop extension if exists pg_repack cascade' },
    ]);
    expect(errorsOf(run)).toEqual([]);
    expectRestored(run);
  });

  it.each([
    `create trigger r after insert on v for each row execute function repack.repack_trigger('INSERT INTO public.v SELECT 1 WHERE public.evil()'); insert into v values (1)`,
    `select repack.repack_apply('select', 'select', 'select', 'select', 'select', 1)`,
    'select repack.repack_swap($$v$$::regclass::oid)',
    'select repack.repack_drop($$v$$::regclass::oid, 4)',
    'create table repack.table_1 (a int)',
    'grant execute on all functions in schema repack to current_user; select repack.version()',
    'alter function repack.repack_trigger() owner to current_user',
    'create or replace function repack.version() returns text language sql as $$ select $a$x$a$ $$',
    'alter extension pg_repack drop function repack.repack_trigger()',
  ])('pg_repack: its functions can not be reached: %s', async (attack) => {
    const statements = await tracesOf(
      server,
      `${evil}; create table v (a int primary key); create extension pg_repack; ${attack}`,
    );
    expect(statements.at(-1)?.error?.sqlstate).toBe('42501');
  });
});
