// What texts of rules say of a server beyond their claims, held against one.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ScratchServer, Session } from '../../src/model/database.ts';
import { documented, effects } from '../../src/reports/rule-record.ts';
import { activities } from '../../src/sql/lock-modes.ts';
import { scratchServer } from '../postgres.ts';
import { finding } from './linting.ts';
import { withDatabase } from './measuring.ts';

let server: ScratchServer;
beforeAll(async () => {
  server = await scratchServer(18);
});
afterAll(() => server.stop());

/** Waits for a lock longer than a test can tell it from none. */
const waits = async (session: Session, sql: string): Promise<boolean> =>
  session.run(sql).then(
    () => false,
    (error: { sqlstate?: string }) => {
      if (error.sqlstate === '55P03') return true;
      throw error;
    },
  );

it('reindex-not-concurrent: every new query waits, a plan that is made and needs another index does not', async () => {
  const setup = 'CREATE TABLE t (a int, b int); CREATE INDEX t_a ON t (a); CREATE INDEX t_b ON t (b);';
  await withDatabase(server, setup, async (worker, other) => {
    await other.run("SET search_path = public; SET lock_timeout = '300ms'; SET plan_cache_mode = force_generic_plan");
    await other.run('PREPARE made AS SELECT b FROM t WHERE b = 1; EXECUTE made');
    await worker.run('BEGIN; REINDEX INDEX t_a');
    expect(await waits(other, 'EXECUTE made')).toBe(false);
    const statements: Readonly<Record<string, string>> = {
      Reads: 'SELECT b FROM t WHERE b = 1',
      'Row locks': 'SELECT b FROM t FOR UPDATE',
      Writes: 'UPDATE t SET b = 2 WHERE b = 1',
      Upkeep: 'ANALYZE t',
      'Index builds': 'CREATE INDEX ON t (b)',
      'Schema changes': 'ALTER TABLE t ADD c int',
    };
    const seen = [];
    for (const { name } of activities)
      seen.push([name, (await waits(other, statements[name] ?? '')) ? 'wait' : 'go on']);
    const rule = documented().find(({ id }) => id === 'reindex-not-concurrent');
    if (rule === undefined || !('claims' in rule) || rule.claims === undefined) throw new Error('no claims');
    expect(effects(rule.claims).map(([name, effect]) => [name, effect])).toEqual(seen);
  });
});

it('create-partition-of: its way attaches a partition of a table with an identity column', async () => {
  const setup = 'CREATE TABLE p (id bigint GENERATED ALWAYS AS IDENTITY, at int NOT NULL) PARTITION BY RANGE (at);';
  const { help } = finding('create-partition-of', {
    setup,
    up: 'CREATE TABLE c PARTITION OF p FOR VALUES FROM (1) TO (9);',
  });
  const sql = /```sql\n([\s\S]*?)```/.exec(help)?.[1] ?? '';
  for (const major of [14, 18] as const) {
    const target = major === 18 ? server : await scratchServer(major);
    try {
      await withDatabase(target, setup, async (worker) => {
        await worker.run(sql);
        expect(
          await worker.run('INSERT INTO p (at) VALUES (3) RETURNING id, tableoid::regclass::text AS part'),
        ).toEqual([{ id: '1', part: 'c' }]);
      });
    } finally {
      if (target !== server) await target.stop();
    }
  }
});

it('drop-function: a BEGIN ATOMIC body keeps it, a string does not', async () => {
  const f = 'CREATE FUNCTION f() RETURNS int LANGUAGE sql RETURN 1;';
  const user = 'CREATE FUNCTION g() RETURNS int LANGUAGE sql';
  await withDatabase(server, `${f} ${user} BEGIN ATOMIC SELECT f(); END;`, async (worker) => {
    await expect(worker.run('DROP FUNCTION f()')).rejects.toMatchObject({ sqlstate: '2BP01' });
  });
  await withDatabase(server, `${f} ${user} AS 'SELECT f()';`, async (worker) => {
    await worker.run('DROP FUNCTION f()');
  });
});

it('savepoint-use: released savepoints count when they wrote, and what is rolled back keeps no lock', async () => {
  await withDatabase(server, 'CREATE TABLE t (a int); CREATE TABLE u (a int);', async (worker, other) => {
    const counted = async (): Promise<unknown> => {
      const rows = await other.run(
        `SELECT s.* FROM pg_stat_get_backend_idset() AS i, pg_stat_get_backend_subxact(i) AS s WHERE pg_stat_get_backend_pid(i) = ${worker.pid}`,
      );
      return rows[0];
    };
    await worker.run('BEGIN');
    const times = (count: number, sql: string): Promise<unknown> => worker.run(Array(count).fill(sql).join(';'));
    await times(70, 'SAVEPOINT s; RELEASE s');
    expect(await counted()).toEqual({ subxact_count: 0, subxact_overflowed: false });
    await times(64, 'SAVEPOINT s; INSERT INTO t VALUES (1); RELEASE s');
    expect(await counted()).toEqual({ subxact_count: 64, subxact_overflowed: false });
    await times(1, 'SAVEPOINT s; INSERT INTO t VALUES (1); RELEASE s');
    expect(await counted()).toMatchObject({ subxact_overflowed: true });
    await worker.run('SAVEPOINT s; LOCK TABLE u; ROLLBACK TO s');
    await other.run("SET search_path = public; SET lock_timeout = '300ms'");
    expect(await waits(other, 'SELECT * FROM u')).toBe(false);
  });
});
