// Sizes, rows and write rates.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readLists } from '../../src/introspection/read-catalog.ts';
import { takeSnapshot } from '../../src/introspection/take-snapshot.ts';
import type { ScratchDatabase, ScratchServer, Session } from '../../src/model/database.ts';
import { scratchServer } from '../postgres.ts';

describe.each([14, 18] as const)('PostgreSQL %i', (major) => {
  let server: ScratchServer;
  beforeAll(async () => {
    server = await scratchServer(major);
  });
  afterAll(() => server.stop());

  let database: ScratchDatabase;
  let session: Session;
  beforeEach(async () => {
    database = await server.createDatabase();
    session = await database.connectAsAdministrator();
    await session.run('set search_path to public');
    return async () => {
      await session.close();
      await database.drop();
    };
  });

  const statistics = async () => {
    const { lists } = await readLists(session, { statistics: true });
    return new Map([...lists.tables, ...lists.views].map((one) => [one.name, one]));
  };

  it('counts rows and bytes as the server does, before ANALYZE and after it', async () => {
    await session.run(`create table t (id int primary key, long text);
      alter table t alter long set storage external; insert into t select i, repeat('x', 5000) from generate_series(1, 100) i;
      create materialized view m as select id from t; create table empty (id int); create view v as select 1 as one`);
    const exact = async (): Promise<readonly number[]> => {
      const [row] =
        await session.run(`select (pg_relation_size('t') + pg_relation_size(reltoastrelid) + pg_indexes_size(reltoastrelid))::int4 as bytes,
        pg_indexes_size('t')::int4 as indexes from pg_class where oid = 't'::regclass`);
      return [Number(row?.bytes), Number(row?.indexes)];
    };
    const before = await statistics();
    const [bytes, indexBytes] = await exact();
    expect(bytes).toBeGreaterThan(500_000);
    expect(before.get('t')?.statistics).toEqual({ rows: null, bytes, indexBytes, writesPerSecond: null });
    expect(before.get('t')?.indexes[0]?.bytes).toBe(indexBytes);
    expect(before.get('empty')?.statistics).toEqual({ rows: null, bytes: 0, indexBytes: 0, writesPerSecond: null });
    expect(before.get('v')).not.toHaveProperty('statistics');
    await session.run('vacuum analyze');
    const after = await statistics();
    expect(after.get('t')?.statistics).toMatchObject({ rows: 100, indexBytes });
    // VACUUM leaves an index alone that has nothing to clean, and with it its count of pages.
    expect(Math.abs((after.get('t')?.statistics?.bytes ?? 0) - (bytes ?? 0))).toBeLessThanOrEqual(8192);
    expect(after.get('m')?.statistics).toMatchObject({ rows: 100, bytes: 8192 });
    expect(after.get('empty')?.statistics).toMatchObject({ rows: 0 });
  });

  it('adds partitions up', async () => {
    await session.run(`create table p (id int primary key) partition by range (id);
      create table p1 partition of p for values from (0) to (10) partition by range (id);
      create table p1a partition of p1 for values from (0) to (5); create table p1b partition of p1 for values from (5) to (10);
      create table p2 partition of p for values from (10) to (20);
      insert into p select generate_series(0, 11)`);
    await session.run('vacuum analyze');
    const found = await statistics();
    const rows = (name: string) => found.get(name)?.statistics;
    expect(rows('p2')).toMatchObject({ rows: 2, bytes: 8192, indexBytes: 16384 });
    expect(rows('p1')).toMatchObject({ rows: 10, bytes: 16384, indexBytes: 32768 });
    expect(rows('p')).toMatchObject({ rows: 12, bytes: 24576, indexBytes: 49152 });
  });

  it('divides writes by the time since the counters began', async () => {
    await session.run('create table t (id int); insert into t select generate_series(1, 1200)');
    await session.run('update t set id = id where id <= 600; delete from t where id <= 600; select pg_sleep(1.2)');
    // A minute is the least; an hour ago is what the test says the reset was.
    const late: Session = {
      ...session,
      async run(sql, rows, copyData) {
        const found = await session.run(sql, rows, copyData);
        return sql.includes('stats_reset') ? [{ ...found[0], seconds: 100 }] : found;
      },
    };
    const { lists } = await readLists(late, { statistics: true });
    expect(lists.tables[0]?.statistics?.writesPerSecond).toBe(24);
  });

  it('says how long the longest transaction has run, to who may see it', async () => {
    const other = await database.connectAsAdministrator();
    await other.run('begin; select 1');
    await session.run('select pg_sleep(0.3)');
    const longest = async () => (await takeSnapshot(session)).snapshot.longestTransactionMs;
    expect(await longest()).toBeGreaterThanOrEqual(300);
    await session.run('drop role if exists nobody; create role nobody; set role nobody');
    expect(await longest()).toBeNull();
    await session.run('reset role; grant pg_monitor to nobody; set role nobody');
    expect(await longest()).toBeGreaterThanOrEqual(300);
    await session.run('reset role');
    await other.run('rollback');
    expect(await longest()).toBe(0);
    await other.close();
  });
});
