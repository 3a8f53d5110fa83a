// Migrations that mean harm, or only forget something: the run ends, says so, and leaves nothing behind.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Failure } from '../../src/failure.ts';
import type { ScratchServer } from '../../src/model/database.ts';
import type { TransactionMode } from '../../src/model/migration.ts';
import { scratchServer } from '../postgres.ts';
import { leftOn, proveAll, tracesOf } from './proving.ts';

describe.each([15, 18] as const)('PostgreSQL %i', (major) => {
  let server: ScratchServer;
  beforeAll(async () => {
    server = await scratchServer(major);
  });
  afterEach(async () => expect(await leftOn(server)).toEqual([]));
  afterAll(() => server.stop());

  const base = 'create table t (a int)';
  const modes: readonly TransactionMode[] = ['wrapped', 'none', 'own'];

  it.each(modes)('ends its own backend (%s)', async (mode) => {
    const statements = await tracesOf(server, 'select 1; select pg_terminate_backend(pg_backend_pid()); select 2', {
      base,
      mode,
    });
    expect(statements.map(({ error }) => error?.sqlstate ?? null)).toEqual([null, '08006']);
  });

  it.each(modes)('ends every other backend that it may (%s)', async (mode) => {
    const statements = await tracesOf(
      server,
      'select pg_terminate_backend(pid) from pg_stat_activity where usename = current_user and pid <> pg_backend_pid()',
      { base, mode },
    );
    expect(statements).toHaveLength(1);
  });

  it.each(modes)('sleeps beyond the limit (%s)', async (mode) => {
    const start = performance.now();
    const statements = await tracesOf(server, 'select pg_sleep(60); select 1', { base, mode, limit: 500 });
    expect(statements.map(({ error }) => error?.sqlstate ?? null)).toEqual(['57014']);
    expect(statements[0]?.error?.message).toBe('it ran longer than 0.5 s on the scratch server and was stopped');
    expect(performance.now() - start).toBeLessThan(20_000);
  });

  it('sleeps beyond the limit where it can not be in a transaction', async () => {
    const [statement] = await tracesOf(server, 'create index concurrently i on t ((slow(a)))', {
      base: `${base}; insert into t values (1); create function slow(int) returns int language plpgsql immutable as 'begin perform pg_sleep(60); return 1; end'`,
      mode: 'none',
      limit: 500,
    });
    expect(statement?.error).toEqual({
      sqlstate: '57014',
      message: 'it ran longer than 0.5 s on the scratch server and was stopped',
    });
  });

  it('catches its cancellation', async () => {
    const stubborn =
      'do $$ begin loop begin perform pg_sleep(60); exception when query_canceled then null; end; end loop; end $$';
    const start = performance.now();
    const [statement] = await tracesOf(server, stubborn, { base, limit: 300 });
    expect(statement?.error?.sqlstate).toBe('57014');
    expect(performance.now() - start).toBeLessThan(20_000);
  });

  it('sleeps only when it runs for the second time', async () => {
    const up =
      'do $$ begin if exists (select from t) then perform pg_sleep(60); end if; insert into t values (1); end $$; create table n (a int)';
    const run = await proveAll(server, [{ up, down: 'drop table n' }], { base, limit: 500 });
    expect(run.roundTrips[0]).toMatchObject({ outcome: 'up-again-failed', error: { sqlstate: '57014' } });
  });

  it('sets a role, search_path and timeouts: nothing of it reaches the next migration', async () => {
    const run = await proveAll(
      server,
      [
        {
          up: "create role hostile_role; grant create on schema public to hostile_role; grant hostile_role to current_user; set search_path = nowhere; set statement_timeout = '20s'; set default_transaction_read_only = on; set role hostile_role",
        },
        {
          up: "do $$ begin if current_setting('search_path') = 'nowhere' or current_setting('statement_timeout') = '20s' or current_user = 'hostile_role' or current_setting('transaction_read_only') = 'on' then raise 'left behind'; end if; end $$",
        },
      ],
      { base, layout: 'plain', mode: 'none' },
    );
    expect(run.traces.flatMap(({ statements }) => statements.flatMap(({ error }) => error ?? []))).toEqual([]);
  });

  it('leaves temporary tables and advisory locks to nobody', async () => {
    const run = await proveAll(
      server,
      [{ up: 'create temp table t (b int); select pg_advisory_lock(1)' }, { up: 'select a from t' }],
      { base, mode: 'none' },
    );
    expect(run.traces.flatMap(({ statements }) => statements.flatMap(({ error }) => error ?? []))).toEqual([]);
  });

  it('creates roles and databases', async () => {
    const statements = await tracesOf(server, 'create role hostile_a; create database hostile_db', {
      base,
      mode: 'none',
    });
    expect(statements.map(({ error }) => error)).toEqual([null, null]);
  });

  it('leaves a transaction open', async () => {
    for (const mode of ['none', 'own'] as const) {
      const run = await proveAll(server, [{ up: 'begin; create table n (a int)' }, { up: 'create table n (a int)' }], {
        base,
        mode,
      });
      expect(
        run.traces.flatMap(({ statements }) => statements.flatMap(({ error }) => error ?? [])),
        mode,
      ).toEqual([]);
    }
  });

  it('commits inside of a wrapped script', async () => {
    const run = await proveAll(server, [{ up: 'create table n (a int); commit; create table n2 (a int); selec 1' }], {
      base,
    });
    expect(run.traces[0]?.statements.map(({ error }) => error?.sqlstate ?? null)).toEqual([null, null, null, '42601']);
  });

  it('drops the history table', async () => {
    const run = await proveAll(server, [{ up: 'select 1; drop table flyway_schema_history' }, { up: 'select 2' }], {
      base,
    });
    expect(run.traces).toHaveLength(1);
    expect(run.traces[0]?.statements.map(({ error }) => error?.sqlstate ?? null)).toEqual([null, '42P01']);
  });

  it('is empty and its row is refused', async () => {
    const run = await proveAll(server, [{ up: '-- nothing' }], {
      base: 'alter table flyway_schema_history add check (installed_rank < 2)',
    });
    expect(run.traces[0]?.statements).toMatchObject([
      { index: 0, line: 1, error: { sqlstate: '23514', during: 'history' } },
    ]);
  });

  it('is refused at its COMMIT', async () => {
    const deferred =
      'create table p (id int primary key); create table c (p int references p deferrable initially deferred)';
    for (const mode of modes) {
      const statements = await tracesOf(server, 'insert into c values (1); select 1', { base: deferred, mode });
      const expected = mode === 'none' ? ['23503'] : [null, '23503'];
      expect(
        statements.map(({ error }) => error?.sqlstate ?? null),
        mode,
      ).toEqual(expected);
      if (mode === 'wrapped') expect(statements.at(-1)?.error?.during).toBe('commit');
    }
  });

  it('asks for what only a superuser may', async () => {
    for (const up of [
      "copy t from program 'id'",
      "copy t to '/tmp/lockgate-hostile'",
      "select pg_read_file('/etc/passwd')",
      'alter system set work_mem = 1',
      'create extension file_fdw',
      "set session_preload_libraries = 'x'",
      'set session authorization postgres',
    ]) {
      const [statement] = await tracesOf(server, up, { base, mode: 'none' });
      expect(statement?.error?.sqlstate, up).toMatch(/^(42501|0A000|22023|58P01)$/);
    }
  });

  it('reads from the client that has no data to give', async () => {
    const [statement] = await tracesOf(server, 'copy t from stdin', { base });
    expect(statement?.error).not.toBeNull();
  });

  it('has a base that does not apply', async () => {
    const failed = proveAll(server, [{ up: 'select 1' }], {
      base: `${base};\nselect 1;\nalter table nothing add a int`,
    });
    await expect(failed).rejects.toBeInstanceOf(Failure);
    await expect(failed).rejects.toMatchObject({
      code: 'base-does-not-apply',
      message: expect.stringMatching(
        /migrations\/1\.sql stops at line 3: relation "nothing" does not exist \(SQLSTATE 42P01\)/,
      ),
      place: { path: 'migrations/1.sql', line: 3 },
      help: expect.stringContaining('not to blame'),
    });
  });

  it('is interrupted', async () => {
    const stop = new AbortController();
    stop.abort();
    const { prove } = await import('../../src/prove/prove.ts');
    const { migration } = await import('../rules/linting.ts');
    const { layoutOf } = await import('../apply/deployment.ts');
    const interrupted = prove(server, {
      baseline: [],
      pending: [migration('1', 'select 1', 'wrapped')],
      history: layoutOf('flyway').history('public'),
      statementLimit: 1000,
      signal: stop.signal,
    });
    await expect(interrupted).rejects.toMatchObject({ code: 'interrupted' });
  });
});
