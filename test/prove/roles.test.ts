// Roles made elsewhere: they are made for the run, with what their owner would have, and are gone afterwards.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { parseConnection } from '../../src/database/connection-options.ts';
import { startScratchServer } from '../../src/database/scratch-server.ts';
import { connect } from '../../src/database/session.ts';
import type { ScratchServer, Session } from '../../src/model/database.ts';
import type { ProofRun } from '../../src/model/trace.ts';
import { prove } from '../../src/prove/prove.ts';
import { loadParser, readScript } from '../../src/sql/script.ts';
import { layoutOf } from '../apply/deployment.ts';
import { type TcpServer, tcpServer } from '../database/tcp-server.ts';
import { scratchServer } from '../postgres.ts';
import { migration } from '../rules/linting.ts';
import { leftOn, proveAll } from './proving.ts';

function errorsOf(run: ProofRun): readonly string[] {
  return run.traces.flatMap(({ statements }) => statements.flatMap(({ error }) => error?.message ?? []));
}

const base = 'create table t (a int); create table u (a int)';

/** What is run, and which roles are made. */
const NAMED: readonly (readonly [up: string, roles: readonly string[]])[] = [
  ['grant select on t to app_reader, "Odd ""Role", public', ['app_reader', 'Odd "Role']],
  ['revoke all on t from app_reader', ['app_reader']],
  ['alter table t owner to app; alter table t add b int; insert into t values (1); select * from t', ['app']],
  [
    'create schema s; create table s.x (a int); alter table s.x owner to app; alter schema s owner to app; alter table s.x add b int',
    ['app'],
  ],
  ['create schema authorization app; create schema s2 authorization app2; create table s2.x (a int)', ['app', 'app2']],
  [
    'create view v as select 1; alter view v owner to app; create function f() returns int language sql as $$ select 1 $$; alter function f() owner to app2',
    ['app', 'app2'],
  ],
  [
    'create policy p on t to web_anon using (true); alter policy p on t to web_anon, web_user',
    ['web_anon', 'web_user'],
  ],
  [
    'alter default privileges for role app in schema public grant select on tables to reader; alter default privileges revoke all on functions from other',
    ['reader', 'app', 'other'],
  ],
  [
    'set role app; reset role; set local role app2; create table made_by (a int); reset role; set role none',
    ['app', 'app2'],
  ],
  [`select set_config('role', 'app', true); reset role`, ['app']],
  ['reassign owned by old_owner to new_owner; drop owned by old_owner', ['new_owner', 'old_owner']],
  ['grant team to member; grant team to lead with admin option; revoke team from member', ['team', 'member', 'lead']],
  ['grant rds_iam, rds_superuser to app', ['rds_iam', 'rds_superuser', 'app']],
  [
    `alter role app set search_path = 'x'; comment on role app2 is 'x'; alter role app3 with login; alter user app4 reset all`,
    ['app', 'app2', 'app3', 'app4'],
  ],
  ['alter role old_name rename to new_name; grant select on t to new_name', ['old_name']],
  ['drop role if exists nobody; drop role somebody', ['somebody']],
  [
    `do $$ begin grant select on t to in_code; execute 'alter table t owner to in_text'; end $$`,
    ['in_code', 'in_text'],
  ],
  [
    'create function f() returns void language plpgsql as $$ begin grant select on t to in_function; end $$; select f()',
    ['in_function'],
  ],
  [`create function f() returns void language sql as 'grant select on t to in_sql'; select f()`, ['in_sql']],
  [
    `select has_table_privilege('asked', 't', 'select'), pg_has_role('one', 'other', 'member'), 'cast_to'::regrole`,
    ['asked', 'one', 'other', 'cast_to'],
  ],
  ['create role mine; grant select on t to mine; alter role mine set work_mem = 1024', []],
  [
    `do $$ begin if not exists (select from pg_roles where rolname = 'guarded') then create role guarded; end if; end $$; grant select on t to guarded`,
    [],
  ],
  ['grant pg_read_all_data to app; grant pg_read_all_data, pg_monitor to app2', ['app', 'app2']],
  ['grant select on t to current_user, session_user', []],
];

describe.each([15, 18] as const)('a server of our own, PostgreSQL %i', (major) => {
  let server: ScratchServer;
  beforeAll(async () => {
    server = await scratchServer(major);
  });
  afterEach(async () => expect(await leftOn(server)).toEqual([]));
  afterAll(() => server.stop());

  it.each(NAMED)('%s', async (up, roles) => {
    const run = await proveAll(server, [{ up }], { base });
    expect(errorsOf(run)).toEqual([]);
    expect([...(run.madeRoles ?? [])].sort()).toEqual([...roles].sort());
  });

  it('makes what only the base, or only a way back, names', async () => {
    const down = 'revoke select on t from reader; grant select on u to back; revoke all on u from back';
    const run = await proveAll(server, [{ up: 'grant select on t to reader', down }], {
      base: `${base}; alter table u owner to app`,
    });
    expect(errorsOf(run)).toEqual([]);
    expect([...(run.madeRoles ?? [])].sort()).toEqual(['app', 'back', 'reader']);
    expect(run.roundTrips).toMatchObject([{ outcome: 'restored' }]);
  });

  it('leaves a role to the migration that creates it, also when another one named it before', async () => {
    const run = await proveAll(server, [{ up: 'grant select on t to later' }, { up: 'create role later' }], { base });
    expect(errorsOf(run)).toEqual(['role "later" does not exist']);
    const guarded = await proveAll(
      server,
      [
        { up: 'grant select on t to guarded' },
        {
          up: `do $$ begin if not exists (select from pg_roles where rolname = 'guarded') then create role guarded; end if; end $$`,
        },
      ],
      { base },
    );
    expect(errorsOf(guarded)).toEqual([]);
  });

  it('removes them when the run fails', async () => {
    const failing = proveAll(server, [{ up: 'select 1' }], {
      base: 'create table t (a int); grant select on t to gone; select nothing()',
    });
    await expect(failing).rejects.toMatchObject({ code: 'base-does-not-apply' });
  });

  it('makes a plain role postgres, though the administrator is called so', async () => {
    const run = await proveAll(server, [{ up: 'alter table t owner to postgres; alter table t add b int' }], { base });
    expect(errorsOf(run)).toEqual([]);
    const evil = await proveAll(server, [{ up: `set role postgres; copy t to program 'true'` }], { base });
    expect(errorsOf(evil)[0]).toMatch(/permission denied|must be superuser/);
  });

  it('runs setup scripts before the base, as the migrator', async () => {
    await loadParser();
    const proving = (sql: string) =>
      prove(server, {
        setup: [readScript({ path: 'db/platform.sql', bytes: new TextEncoder().encode(sql) }, 'none')],
        baseline: [migration('1', 'create table app.t (a int); grant select on app.t to reader', 'wrapped')],
        pending: [
          migration('2', 'alter table app.t owner to app_owner; select count(*) from pg_buffercache', 'wrapped'),
        ],
        history: layoutOf('flyway').history('public'),
        statementLimit: 30_000,
      });
    const run = await proving(
      'create role reader;\ncreate schema app;\ngrant usage, create on schema app to app_owner;\ncreate extension pg_buffercache;',
    );
    expect(errorsOf(run)).toEqual([]);
    expect(run.madeRoles).toEqual(['app_owner']);
    await expect(proving('create schema app;\n\nselect nothing();')).rejects.toMatchObject({
      code: 'bad-input',
      message: expect.stringContaining(
        'The setup script db/platform.sql stops at line 3: function nothing() does not exist',
      ),
      place: { path: 'db/platform.sql', line: 3 },
    });
    await expect(proving('select 1;\nselec 1;')).rejects.toMatchObject({
      code: 'bad-input',
      place: { path: 'db/platform.sql', line: 2 },
    });
    await expect(proving(`copy (select 1) to program 'id'`)).rejects.toMatchObject({
      message: expect.stringContaining('42501'),
    });
  });
});

describe.each([15, 18] as const)('a shared server, PostgreSQL %i', (major) => {
  let shared: TcpServer;
  let admin: Session | undefined;
  beforeAll(async () => {
    shared = await tcpServer(major);
    await shared.start();
    await (await startScratchServer({ url: shared.url, path: undefined, from: [] })).stop();
    admin = await connect(parseConnection(shared.url));
  });
  afterAll(async () => {
    await admin?.close();
    await shared.remove();
  });
  const roles = async () =>
    ((await admin?.run('select rolname from pg_roles where oid >= 16384 order by 1')) ?? []).map((row) => row.rolname);
  const open = () => startScratchServer({ url: shared.url, path: undefined, from: [] });

  it('runs at once share a role, and the last one removes it', async () => {
    const server = await open();
    const needs = { extensions: [], roles: [{ name: 'shared_role', owns: true }] };
    const [one, other] = await Promise.all([server.createDatabase(needs), server.createDatabase(needs)]);
    for (const database of [one, other]) {
      const session = await database.connectAsMigrator();
      await session.run('create table t (a int); grant select on t to shared_role; alter table t owner to shared_role');
      await session.close();
    }
    await one.drop();
    expect(await roles()).toContain('shared_role');
    const session = await other.connectAsMigrator();
    await session.run(
      'set role shared_role; select * from t; reset role; create table u (a int); alter table u owner to shared_role',
    );
    await session.close();
    await other.drop();
    expect(await roles()).toEqual([]);
    await server.stop();
  });

  it('a role that a killed run left is removed by the next', async () => {
    await admin?.run('create role left_over');
    await admin?.run(
      `comment on role left_over is 'Made by Lockgate for a run on this scratch server, and removed at its end.'`,
    );
    const server = await open();
    const run = await proveAll(server, [{ up: 'grant select on t to another' }], { base });
    expect(errorsOf(run)).toEqual([]);
    expect(await roles()).toEqual([]);
    await server.stop();
  });

  it('a plain role that is there is lent, and stays; one with rights of its own is not', async () => {
    await admin?.run('create role theirs login; create role powerful createdb');
    const server = await open();
    const up = 'grant create on schema public to theirs; alter table t owner to theirs; alter table t add b int';
    const run = await proveAll(server, [{ up }], { base });
    expect(errorsOf(run)).toEqual([]);
    expect(run.madeRoles).toEqual([]);
    for (const role of ['powerful', 'postgres']) {
      const proving = proveAll(server, [{ up: `select 1;\nalter table t owner to ${role}` }], { base });
      await expect(proving).rejects.toMatchObject({
        code: 'database',
        help: expect.stringContaining('POSTGRES_USER'),
        place: { line: 2 },
      });
    }
    expect(await roles()).toEqual(['powerful', 'theirs']);
    await server.stop();
  });
});
