// What stops an apply on a real PostgreSQL, what is left then, and what running again does.
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { apply } from '../../src/deploy.ts';
import type { ScratchDatabase, ScratchServer } from '../../src/model/database.ts';
import { eventLine } from '../../src/reports/apply-text.ts';
import { loadParser } from '../../src/sql/script.ts';
import { scratchServer } from '../postgres.ts';
import { applyTo, asAdministrator, deployment, quick, request, rowsOf, sleep } from './deployment.ts';

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

const exists = async (relation: string): Promise<boolean> =>
  (await rowsOf(database, `SELECT to_regclass('${relation}') IS NOT NULL AS found`))[0]?.found === true;

it('rolls back a failing transaction, leaves no row, and goes on from there', async () => {
  const files = {
    'V1__a.sql': 'CREATE TABLE a (id int);',
    'V2__b.sql': 'CREATE TABLE b (id int);\nINSERT INTO b VALUES (1);\nSELECT 1 / 0;',
    'V3__c.sql': 'CREATE TABLE c (id int);',
  };
  const outcome = await applyTo(database, request('flyway', files));
  expect(outcome).toMatchObject({
    kind: 'stopped',
    done: [{ migration: { id: '1' } }],
    reason: { migration: { id: '2' }, statement: { index: 2 }, sqlstate: '22012' },
  });
  expect(outcome.kind === 'stopped' && outcome.reason.message).toBe(
    'm/V2__b.sql: statement 3 of 3 (line 3) failed: division by zero.',
  );
  expect(outcome.kind === 'stopped' && outcome.reason.help).toContain('rolled back, nothing of it is left');
  expect([await exists('b'), await exists('c'), await exists('lockgate.journal')]).toEqual([false, false, false]);
  expect(await rowsOf(database, 'SELECT version FROM flyway_schema_history')).toEqual([{ version: '1' }]);
  const again = await applyTo(database, request('flyway', { ...files, 'V2__b.sql': 'CREATE TABLE b (id int);' }));
  expect(again.kind === 'applied' && again.done.map(({ migration }) => migration.id)).toEqual(['2', '3']);
});

it('rolls back when a deferred constraint fails at the commit', async () => {
  const outcome = await applyTo(
    database,
    request('diesel', {
      '1_a/up.sql':
        'CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE c (p int REFERENCES p DEFERRABLE INITIALLY DEFERRED); INSERT INTO c VALUES (7);',
    }),
  );
  expect(outcome).toMatchObject({ kind: 'stopped', reason: { statement: null, sqlstate: '23503' } });
  expect(await exists('p')).toBe(false);
  expect(await rowsOf(database, 'SELECT * FROM __diesel_schema_migrations')).toEqual([]);
});

it('keeps a golang-migrate history clean when a one-transaction file fails', async () => {
  await applyTo(database, request('golang-migrate', { '1_a.up.sql': 'CREATE TABLE a (id int);' }));
  const outcome = await applyTo(
    database,
    request('golang-migrate', {
      '1_a.up.sql': 'CREATE TABLE a (id int);',
      '2_b.up.sql': 'CREATE TABLE b (id int); SELECT 1/0;',
    }),
  );
  expect(outcome.kind).toBe('stopped');
  expect(await exists('b')).toBe(false);
  expect(await rowsOf(database, 'SELECT version::int, dirty FROM schema_migrations')).toEqual([
    { version: 1, dirty: false },
  ]);
});

it('marks golang-migrate dirty when a file of several transactions fails, and resumes by the journal', async () => {
  const files = {
    '1_a.up.sql': 'BEGIN; CREATE TABLE a (id int); COMMIT; BEGIN; CREATE TABLE b (id int); SELECT 1/0; COMMIT;',
  };
  const outcome = await applyTo(database, request('golang-migrate', files));
  expect(outcome).toMatchObject({ kind: 'stopped', reason: { statement: { index: 5 } } });
  expect([await exists('a'), await exists('b')]).toEqual([true, false]);
  expect(await rowsOf(database, 'SELECT version::int, dirty FROM schema_migrations')).toEqual([
    { version: 1, dirty: true },
  ]);
  const mended = { '1_a.up.sql': 'BEGIN; CREATE TABLE a (id int); COMMIT; BEGIN; CREATE TABLE b (id int); COMMIT;' };
  expect((await applyTo(database, request('golang-migrate', mended))).kind).toBe('applied');
  expect(await exists('b')).toBe(true);
  expect(await rowsOf(database, 'SELECT version::int, dirty FROM schema_migrations')).toEqual([
    { version: 1, dirty: false },
  ]);
  expect(await rowsOf(database, 'SELECT * FROM lockgate.journal')).toEqual([]);
});

it('refuses to change what was run already in a half-done file', async () => {
  const half = 'BEGIN; CREATE TABLE a (id int); COMMIT; BEGIN; SELECT 1/0; COMMIT;';
  await applyTo(database, request('golang-migrate', { '1_a.up.sql': half }));
  const outcome = await applyTo(database, request('golang-migrate', { '1_a.up.sql': half.replace('a (id', 'z (id') }));
  expect(outcome).toMatchObject({ kind: 'conflict', conflicts: [{ migration: '1' }] });
  expect(outcome.kind === 'conflict' && outcome.conflicts[0]?.message).toContain(
    'statement 2, which has run, is not the one',
  );
});

it('waits for a lock, tries again, and succeeds when the other session lets go', async () => {
  await applyTo(database, request('diesel', { '1_a/up.sql': 'CREATE TABLE a (id int);' }));
  const blocker = await database.connectAsMigrator();
  await blocker.run('BEGIN; SELECT * FROM a');
  const { ports, events } = deployment(() => database.connectAsMigrator());
  const running = apply(
    request('diesel', {
      '1_a/up.sql': 'CREATE TABLE a (id int);',
      '2_b/up.sql': 'CREATE TABLE b (id int); ALTER TABLE a ADD COLUMN x int;',
    }),
    ports,
  );
  await sleep(700);
  await blocker.run('COMMIT');
  expect((await running).kind).toBe('applied');
  const retries = events.filter((event) => event.kind === 'retry');
  expect(retries.length).toBeGreaterThan(0);
  expect(retries[0]?.reason).toContain(`process ${blocker.pid} (lockgate`);
  expect(retries[0]?.reason).toContain('canceling statement due to lock timeout');
  expect(retries[0]?.rolledBack).toBe(true);
  await blocker.close();
});

it('does not say "rolled back" of a statement that was in no transaction', async () => {
  await applyTo(database, request('flyway', { 'V1__a.sql': 'CREATE TABLE a (id int);' }));
  const blocker = await database.connectAsMigrator();
  await blocker.run('BEGIN; LOCK TABLE a IN SHARE MODE');
  const { ports, events } = deployment(
    () => database.connectAsMigrator(),
    (event) => {
      if (event.kind === 'retry') void blocker.run('COMMIT');
    },
  );
  const files = { 'V1__a.sql': 'CREATE TABLE a (id int);', 'V2__b.sql': 'VACUUM a;' };
  expect((await apply(request('flyway', files), ports)).kind).toBe('applied');
  const [retry] = events.filter((event) => event.kind === 'retry');
  expect(retry?.rolledBack).toBe(false);
  expect(retry && eventLine(retry, { colors: false })).toMatch(/lock timeout.*; try 2 of 5 in/);
  await blocker.close();
});

it('gives up after its tries, and names who holds the lock', async () => {
  await applyTo(database, request('diesel', { '1_a/up.sql': 'CREATE TABLE a (id int);' }));
  const blocker = await database.connectAsMigrator();
  await blocker.run('BEGIN; SELECT * FROM a');
  const files = { '1_a/up.sql': 'CREATE TABLE a (id int);', '2_b/up.sql': 'DROP TABLE a;' };
  const outcome = await applyTo(database, request('diesel', files, { settings: { ...quick, tries: 2 } }));
  await blocker.close();
  expect(outcome).toMatchObject({ kind: 'stopped', reason: { sqlstate: '55P03', statement: { index: 0 } } });
  expect(outcome.kind === 'stopped' && outcome.reason.message).toContain(`Held by process ${blocker.pid}`);
  expect(await exists('a')).toBe(true);
});

it('cancels and rolls back when it is interrupted', async () => {
  const { ports, abort, events } = deployment(
    () => database.connectAsMigrator(),
    (event) => {
      if (event.kind === 'statement-start' && event.statement.text.includes('pg_sleep'))
        setTimeout(() => abort.abort(), 200);
    },
  );
  const start = performance.now();
  const outcome = await apply(
    request('diesel', { '1_a/up.sql': 'CREATE TABLE a (id int); SELECT pg_sleep(60);' }),
    ports,
  );
  expect(performance.now() - start).toBeLessThan(20_000);
  expect(outcome).toMatchObject({ kind: 'stopped', reason: { statement: { index: 1 }, sqlstate: null } });
  expect(outcome.kind === 'stopped' && outcome.reason.message).toContain('Interrupted');
  expect(events.some(({ kind }) => kind === 'migration-done')).toBe(false);
  expect(await exists('a')).toBe(false);
  expect(await rowsOf(database, 'SELECT * FROM __diesel_schema_migrations')).toEqual([]);
});

it('ends a statement at the statement timeout, but not an index build', async () => {
  const settings = { ...quick, statementTimeoutMs: 300 };
  const slow = await applyTo(database, request('diesel', { '1_a/up.sql': 'SELECT pg_sleep(5);' }, { settings }));
  expect(slow).toMatchObject({ kind: 'stopped', reason: { sqlstate: '57014' } });
  expect(slow.kind === 'stopped' && slow.reason.help).toContain('statement timeout of 300 ms');
  // Another one: this has diesel's history.
  const other = await server.createDatabase();
  const build = await applyTo(
    other,
    request(
      'flyway',
      {
        'V1__t.sql':
          'CREATE TABLE t (id int); INSERT INTO t VALUES (1), (2); CREATE FUNCTION slow(int) RETURNS int LANGUAGE plpgsql IMMUTABLE AS $$ BEGIN PERFORM pg_sleep(0.3); RETURN $1; END $$;',
        'V2__i.sql': 'CREATE INDEX CONCURRENTLY i ON t (slow(id));',
        'V3__s.sql': "CREATE TABLE s AS SELECT current_setting('statement_timeout') AS t;",
      },
      { settings },
    ),
  );
  expect(build.kind).toBe('applied');
  expect(await rowsOf(other, 'SELECT t FROM s')).toEqual([{ t: '300ms' }]);
  await other.drop();
});

it('refuses a target that is read-only', async () => {
  await asAdministrator(database, (session) =>
    session.run(`ALTER DATABASE "${database.name}" SET default_transaction_read_only = on`),
  );
  await expect(applyTo(database, request('diesel', { '1_a/up.sql': 'SELECT 1;' }))).rejects.toMatchObject({
    code: 'no-database',
    message: expect.stringContaining('read-only'),
  });
});

it('tells a user without rights what to grant', async () => {
  await asAdministrator(database, (session) =>
    session.run('REVOKE CREATE ON SCHEMA public FROM PUBLIC; ALTER SCHEMA public OWNER TO CURRENT_USER'),
  );
  await expect(applyTo(database, request('diesel', { '1_a/up.sql': 'SELECT 1;' }))).rejects.toMatchObject({
    code: 'database',
    help: expect.stringContaining('GRANT USAGE, CREATE ON SCHEMA public'),
  });
});

it('stops before a script that needs the journal when it may not make one', async () => {
  await applyTo(database, request('flyway', { 'V1__t.sql': 'CREATE TABLE t (id int);' }));
  await asAdministrator(database, async (session) => {
    const [row] = await session.run(
      'SELECT datdba::regrole::text AS owner FROM pg_database WHERE datname = current_database()',
    );
    await session.run(
      `ALTER DATABASE "${database.name}" OWNER TO CURRENT_USER; GRANT ALL ON SCHEMA public TO ${row?.owner}`,
    );
  });
  const outcome = await applyTo(
    database,
    request('flyway', {
      'V1__t.sql': 'CREATE TABLE t (id int);',
      'V2__i.sql': 'CREATE INDEX CONCURRENTLY i ON t (id);',
    }),
  );
  expect(outcome).toMatchObject({ kind: 'stopped', reason: { sqlstate: '42501' } });
  expect(outcome.kind === 'stopped' && outcome.reason.help).toContain('GRANT CREATE ON DATABASE');
  expect(await exists('i')).toBe(false);
});

it('tells how far a long index build is', async () => {
  const { ports, events } = deployment(() => database.connectAsMigrator());
  // A clock that runs 20 times as fast: ten seconds pass in half a second.
  const fast = {
    now: () => performance.now() * 20,
    sleep: (ms: number, signal: AbortSignal) => sleep(ms / 20, signal),
  };
  const what = request('flyway', {
    'V1__t.sql':
      'CREATE TABLE t (id int); INSERT INTO t SELECT generate_series(1, 30); CREATE FUNCTION slow(int) RETURNS int LANGUAGE plpgsql IMMUTABLE AS $$ BEGIN PERFORM pg_sleep(0.05); RETURN $1; END $$;',
    'V2__i.sql': 'CREATE INDEX CONCURRENTLY i ON t (slow(id));',
  });
  expect((await apply(what, { ...ports, clock: fast })).kind).toBe('applied');
  const running = events.filter((event) => event.kind === 'statement-running');
  expect(running.length).toBeGreaterThan(0);
  expect(running[0]?.detail).toMatch(/^building index/);
  expect(running[0]?.ms).toBeGreaterThanOrEqual(10_000);
});
