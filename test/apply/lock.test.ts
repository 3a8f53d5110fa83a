// One deployer at a time, on a real PostgreSQL.
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { workerKey } from '../../src/apply/lock.ts';
import { apply } from '../../src/deploy.ts';
import type { ScratchDatabase, ScratchServer } from '../../src/model/database.ts';
import { eventLine } from '../../src/reports/apply-text.ts';
import { loadParser } from '../../src/sql/script.ts';
import { scratchServer } from '../postgres.ts';
import { applyTo, asAdministrator, deployment, layoutOf, request, rowsOf, sleep } from './deployment.ts';

let server: ScratchServer;
let database: ScratchDatabase;
beforeAll(async () => {
  await loadParser();
  server = await scratchServer();
});
afterAll(() => server.stop());
beforeEach(async () => {
  database = await server.createDatabase();
  return () => database.drop();
});

const files = { 'V1__a.sql': 'CREATE TABLE a (id int); SELECT pg_sleep(0.5);' };

it('applies exactly once when two start together', async () => {
  const settings = { ...request('flyway', files).settings, lockWaitMs: 20_000 };
  const outcomes = await Promise.all([1, 2, 3].map(() => applyTo(database, request('flyway', files, { settings }))));
  expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['applied', 'nothing', 'nothing']);
  expect(await rowsOf(database, 'SELECT count(*)::int AS n FROM flyway_schema_history')).toEqual([{ n: 1 }]);
});

for (const name of ['flyway', 'golang-migrate'] as const) {
  it(`gives up on a ${name} that holds its lock, names it, and keeps none of its own`, async () => {
    const other = await database.connectAsMigrator();
    await other.run("SET application_name = 'the other tool'");
    const keys = layoutOf(name).history('public').lockKeys(database.name);
    const last = keys.at(-1);
    await other.run(`SELECT pg_advisory_lock(${last})`);
    const { ports, events } = deployment(() => database.connectAsMigrator());
    const what = request(name, name === 'flyway' ? files : { '1_a.up.sql': 'CREATE TABLE a (id int);' });
    const outcome = await apply(what, ports);
    expect(outcome).toMatchObject({ kind: 'stopped', done: [] });
    expect(outcome.kind === 'stopped' && outcome.reason.message).toContain(`process ${other.pid} (the other tool`);
    expect(events.filter(({ kind }) => kind === 'lock-waiting')).toMatchObject([{ holders: [{ pid: other.pid }] }]);
    // Those of the scratch server's own sessions are in another database.
    const held = `SELECT pid FROM pg_locks WHERE locktype = 'advisory'
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
    expect(await rowsOf(database, held)).toEqual([{ pid: other.pid }]);
    await other.run('SELECT pg_advisory_unlock_all()');
    expect((await applyTo(database, what)).kind).toBe('applied');
    await other.close();
  });
}

it('holds the lock of the tool while it runs, without a transaction of its own', async () => {
  const seen: unknown[] = [];
  const { ports } = deployment(() => database.connectAsMigrator());
  const running = apply(request('flyway', files), ports);
  const other = await database.connectAsMigrator();
  const [key] = layoutOf('flyway').history('public').lockKeys(database.name);
  await sleep(300);
  seen.push((await other.run(`SELECT pg_try_advisory_lock(${key}) AS taken`))[0]?.taken);
  const idle = await other.run("SELECT count(*)::int AS n FROM pg_stat_activity WHERE state = 'idle in transaction'");
  expect(seen).toEqual([false]);
  expect(idle).toEqual([{ n: 0 }]);
  expect((await running).kind).toBe('applied');
  await other.close();
});

it('does not start beside the last statement of a run that was killed', async () => {
  const orphan = await database.connectAsMigrator();
  await orphan.run(`SELECT pg_advisory_lock(${workerKey})`);
  const working = orphan.run('SELECT pg_sleep(3)');
  const outcome = await applyTo(database, request('flyway', files));
  expect(outcome.kind === 'stopped' && outcome.reason.message).toContain('An earlier run was cut off');
  expect(outcome.kind === 'stopped' && outcome.reason.help).toContain(`pg_cancel_backend(${orphan.pid})`);
  await working;
  await orphan.close();
});

it('sees that a tool which waits for the lock inside the server blocks an index build for ever, and says so', async () => {
  await applyTo(database, request('flyway', { 'V1__a.sql': 'CREATE TABLE a (id int);' }));
  const [key] = layoutOf('flyway').history('public').lockKeys(database.name);
  const other = await database.connectAsMigrator();
  let waiting: Promise<unknown> | undefined;
  const { ports, events } = deployment(
    () => database.connectAsMigrator(),
    (event) => {
      if (event.kind === 'planned') waiting = other.run(`SELECT pg_advisory_lock(${key})`).catch(() => {});
      if (event.kind === 'statement-waiting') {
        void asAdministrator(database, (session) => session.query('SELECT pg_cancel_backend($1)', [other.pid]));
      }
    },
  );
  const files = { 'V1__a.sql': 'CREATE TABLE a (id int);', 'V2__i.sql': 'CREATE INDEX CONCURRENTLY i ON a (id);' };
  expect((await apply(request('flyway', files), ports)).kind).toBe('applied');
  await waiting;
  await other.close();
  const [told] = events.filter((event) => event.kind === 'statement-waiting');
  expect(told?.blockers).toMatchObject([{ pid: other.pid, waitsForUs: true }]);
  expect(told === undefined ? '' : eventLine(told, { colors: false })).toContain(
    'which waits for Lockgate in turn: end it',
  );
});
