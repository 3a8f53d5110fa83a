// Traces on real servers, held against the oracle.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ScratchServer } from '../../src/model/database.ts';
import { scratchServer } from '../postgres.ts';
import { modes, oracle } from './oracle.ts';
import { proveAll, tracesOf } from './proving.ts';

describe.each([15, 18] as const)('PostgreSQL %i', (major) => {
  let server: ScratchServer;
  beforeAll(async () => {
    server = await scratchServer(major);
  });
  afterAll(() => server.stop());

  it.concurrent.each(
    oracle
      .filter(({ from }) => from === undefined || from <= major)
      .map((expected) => [expected.name, expected] as const),
  )('%s', async (_, expected) => {
    const statements = await tracesOf(server, expected.up, {
      base: expected.base,
      ...(expected.mode === undefined ? {} : { mode: expected.mode }),
    });
    expect(statements.flatMap(({ error }) => error ?? [])).toEqual([]);
    const all = <T>(pick: (trace: (typeof statements)[number]) => readonly T[]): readonly T[] =>
      statements.flatMap(pick);
    expect({
      locks: Object.fromEntries(all(({ locks }) => locks).map(({ relation, mode }) => [relation, mode])),
      rewrites: all(({ rewrites }) => rewrites),
      scans: all(({ scans }) => scans),
      indexBuilds: all(({ indexBuilds }) => indexBuilds),
    }).toEqual({
      locks: Object.fromEntries(Object.entries(expected.locks).map(([relation, mode]) => [relation, modes[mode]])),
      rewrites: expected.rewrites ?? [],
      scans: expected.scans ?? [],
      indexBuilds: expected.indexBuilds ?? [],
    });
    const worked = [
      ...(expected.rewrites ?? []),
      ...(expected.scans ?? []),
      ...(expected.indexBuilds ?? []),
      ...Object.keys(expected.locks),
    ];
    expect(new Set(all(({ live }) => live))).toEqual(new Set(worked));
  });
});

describe('the course of a transaction', () => {
  let server: ScratchServer;
  beforeAll(async () => {
    server = await scratchServer(18);
  });
  afterAll(() => server.stop());

  it('a lock belongs to the statement that takes it, and is held by those behind it', async () => {
    const base = 'create table t (a int); create table u (a int);';
    const [first, second, third] = await tracesOf(
      server,
      'alter table t add b int; select count(*) from u; alter table t add c int',
      { base },
    );
    expect(first?.locks).toEqual([{ relation: 'public.t', mode: 'AccessExclusiveLock' }]);
    expect(second?.locks).toEqual([]);
    expect(second?.held).toEqual(first?.locks);
    expect(second?.scans).toEqual(['public.u']);
    expect(third?.locks).toEqual([]);
    expect(third?.held).toEqual(first?.locks);
  });

  it('ends where the script commits', async () => {
    const [, , third] = await tracesOf(server, 'alter table t add b int; commit; select count(*) from t', {
      base: 'create table t (a int)',
    });
    expect(third?.held).toEqual([]);
    expect(third?.scans).toEqual(['public.t']);
  });

  it('knows a table by its new name once it is renamed', async () => {
    const [rename, alter] = await tracesOf(server, 'alter table t rename to u; alter table u add check (a > 0)', {
      base: 'create table t (a int)',
    });
    expect(rename?.locks).toEqual([{ relation: 'public.t', mode: 'AccessExclusiveLock' }]);
    expect(alter).toMatchObject({
      scans: ['public.u'],
      live: ['public.u'],
      held: [{ relation: 'public.u', mode: 'AccessExclusiveLock' }],
    });
  });

  it('a table of an earlier new migration is there, but nobody waits for it', async () => {
    const run = await proveAll(server, [{ up: 'create table n (a int)' }, { up: 'create index on n (a)' }]);
    const [create, index] = run.traces.map((trace) => trace.statements[0]);
    expect(create).toMatchObject({ locks: [], live: [] });
    expect(index).toMatchObject({
      indexBuilds: ['public.n'],
      locks: [{ relation: 'public.n', mode: 'ShareLock' }],
      live: [],
    });
  });

  it('CONCURRENTLY fails where the runner opens a transaction', async () => {
    const base = 'create table t (a int)';
    for (const [mode, up] of [
      ['wrapped', 'create index concurrently i on t (a)'],
      ['own', 'select 1; create index concurrently i on t (a)'],
      ['own', 'begin; commit; create index concurrently i on t (a)'],
    ] as const) {
      const statements = await tracesOf(server, up, { base, mode });
      expect(statements.at(-1)?.error?.sqlstate, `${mode}: ${up}`).toBe('25001');
    }
    expect(
      (await tracesOf(server, 'create index concurrently i on t (a)', { base, mode: 'own' })).at(-1)?.error,
    ).toBeNull();
  });

  it('statements before a BEGIN of one simple query are in its transaction', async () => {
    const [alter] = await tracesOf(server, 'alter table t add check (a > 0); begin; select 1; commit', {
      base: 'create table t (a int)',
      mode: 'own',
    });
    expect(alter).toMatchObject({ scans: ['public.t'], held: [{ relation: 'public.t', mode: 'AccessExclusiveLock' }] });
  });

  it('procedures and DO blocks may commit where there is no transaction, and are watched then too', async () => {
    const base = 'create table t (a int)';
    const up = 'do $$ begin alter table t alter a type bigint; commit; end $$';
    const [outside] = await tracesOf(server, up, { base, mode: 'none' });
    expect(outside).toMatchObject({ error: null, rewrites: ['public.t'] });
    const [inside] = await tracesOf(server, up, { base });
    expect(inside?.error?.sqlstate).toBe('2D000');
  });

  it('settings hold for the statements behind them, with and without a transaction', async () => {
    for (const mode of ['wrapped', 'none', 'own'] as const) {
      const statements = await tracesOf(
        server,
        'set search_path = s; alter table t add b int; reset search_path; alter table t add c int',
        {
          base: 'create table t (a int); create schema s; create table s.t (a int)',
          mode,
        },
      );
      expect(
        statements.map(({ locks }) => locks.map(({ relation }) => relation)),
        mode,
      ).toEqual([[], ['s.t'], [], ['public.t']]);
    }
  });

  it('an error has its SQLSTATE and its place, and ends the run', async () => {
    const run = await proveAll(server, [{ up: "select 'é';\nselect nothing from t;\nselect 3" }, { up: 'select 4' }], {
      base: 'create table t (a int)',
    });
    expect(run.traces).toHaveLength(1);
    const [, failed, third] = run.traces[0]?.statements ?? [];
    expect(failed).toMatchObject({ index: 1, line: 2, error: { sqlstate: '42703', offset: 7 } });
    expect(third).toBeUndefined();
  });
});
