// Sessions on a real PostgreSQL: rows, messages, errors with their place, and connections that go away.
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { isConnectionLost, isServerError } from '../../src/failure.ts';
import type { ScratchDatabase, ScratchServer, ServerError, ServerMessage, Session } from '../../src/model/database.ts';
import { scratchServer } from '../postgres.ts';

let server: ScratchServer;
let database: ScratchDatabase;
const open: Session[] = [];

beforeAll(async () => {
  server = await scratchServer(18);
  database = await server.createDatabase();
});
afterAll(() => server.stop());
afterEach(async () => {
  for (const session of open.splice(0)) await session.close();
});

async function migrator(): Promise<Session> {
  const session = await database.connectAsMigrator();
  open.push(session);
  return session;
}

async function thrownBy(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
}

async function serverErrorOf(promise: Promise<unknown>): Promise<ServerError> {
  const thrown = await thrownBy(promise);
  if (!isServerError(thrown)) throw new Error(`not a server error: ${thrown}`);
  return thrown;
}

test('knows its backend and is known as lockgate', async () => {
  const session = await migrator();
  const rows = await session.run(`select pid, application_name from pg_stat_activity where pid = pg_backend_pid()`);
  expect(rows).toEqual([{ pid: session.pid, application_name: 'lockgate' }]);
});

test('run returns the rows of the last statement, and none for one without rows', async () => {
  const session = await migrator();
  expect(await session.run('select 1 as a; select 2 as b')).toEqual([{ b: 2 }]);
  expect(await session.run('select 1; set work_mem = 1024')).toEqual([]);
  expect(await session.run('')).toEqual([]);
  expect(await session.run('-- nothing')).toEqual([]);
});

test('run is one implicit transaction, query takes one statement only', async () => {
  const session = await migrator();
  await serverErrorOf(session.run('create table half (a int); select 1/0'));
  expect(await session.run(`select to_regclass('half') as found`)).toEqual([{ found: null }]);
  expect((await serverErrorOf(session.query('select 1; select 2', []))).sqlstate).toBe('42601');
});

test('values: int8 and numeric stay text, the rest is what JavaScript has for it', async () => {
  const session = await migrator();
  const sql = `select 1::int8 as i8, 2::int4 as i4, 1.50::numeric as n, true as b, '{"a":1}'::jsonb as j,
    array['x','y'] as arr, null as nothing, 'é🔒' as text, array[9007199254740993] as big`;
  const expected = { i8: '1', i4: 2, n: '1.50', b: true, j: { a: 1 }, arr: ['x', 'y'], nothing: null, text: 'é🔒' };
  expect(await session.run(sql)).toEqual([{ ...expected, big: ['9007199254740993'] }]);
  expect(await session.query('select $1::text as a, $2::int[] as b', ["it's", [1, 2]])).toEqual([
    { a: "it's", b: [1, 2] },
  ]);
});

test('an error says where in the text it is, in UTF-16, whatever stands before it', async () => {
  const session = await migrator();
  for (const before of ['', 'é', '🔒🔒', '中文 é 🔒', '\r\n']) {
    const sql = `select '${before}' as a,\n  missing_column`;
    const error = await serverErrorOf(session.run(sql));
    expect(error.sqlstate).toBe('42703');
    expect(sql.slice(error.offset)).toBe('missing_column');
    expect(sql.slice((await serverErrorOf(session.query(sql, []))).offset)).toBe('missing_column');
  }
  const second = `select '🔒';\nselect '🔒'; selec 1`;
  expect(second.slice((await serverErrorOf(session.run(second))).offset)).toBe('selec 1');
});

test('an error carries detail and hint, and the session goes on', async () => {
  const session = await migrator();
  const error = await serverErrorOf(
    session.run(`do $$ begin raise exception 'no' using detail = 'why', hint = 'how', errcode = 'LK001'; end $$`),
  );
  expect(error).toMatchObject({ message: 'no', detail: 'why', hint: 'how', sqlstate: 'LK001', offset: undefined });
  expect(await session.run('select 1 as one')).toEqual([{ one: 1 }]);
});

test('the debug messages of the server arrive with their routine until the listener is taken off', async () => {
  const session = await migrator();
  const heard: ServerMessage[] = [];
  const off = session.onMessage((message) => heard.push(message));
  await session.run('create table rewritten (a int); set client_min_messages = debug1');
  await session.run('alter table rewritten alter a type bigint');
  await session.run(`do $$ begin raise notice 'é🔒'; end $$`);
  off();
  await session.run(`do $$ begin raise notice 'unheard'; end $$`);
  expect(heard).toContainEqual({
    severity: 'DEBUG',
    message: 'rewriting table "rewritten"',
    routine: 'ATRewriteTable',
  });
  expect(heard).toContainEqual({ severity: 'NOTICE', message: 'é🔒', routine: 'exec_stmt_raise' });
  expect(heard.map(({ message }) => message)).not.toContain('unheard');
});

test('COPY from and to the client neither hangs nor breaks the session', async () => {
  const session = await migrator();
  await session.run('create table copied (a int)');
  expect((await serverErrorOf(session.run('copy copied from stdin'))).sqlstate).toBe('57014');
  expect(await session.run('copy copied to stdout')).toEqual([]);
  expect(await session.run('select 1 as one')).toEqual([{ one: 1 }]);
});

test('a NUL byte is refused before it is sent, and the session goes on', async () => {
  const session = await migrator();
  await expect(session.run('select 1;\0 drop table x')).rejects.toMatchObject({ code: 'bad-input' });
  expect(await session.run('select 1 as one')).toEqual([{ one: 1 }]);
});

test('of an endless result only 64 MiB are kept', async () => {
  const session = await migrator();
  const rows = await session.run(`select repeat('x', 100000) as text from generate_series(1, 3000)`);
  expect(rows.length).toBeGreaterThan(100);
  expect(rows.length).toBeLessThan(1000);
  const large = session.query(`select repeat('x', 100000) from generate_series(1, $1)`, [3000]);
  await expect(large).rejects.toMatchObject({ code: 'database' });
  expect(await session.run('select 1 as one')).toEqual([{ one: 1 }]);
});

test('a terminated backend rejects the pending call, is no server error, and does not end the process', async () => {
  const session = await migrator();
  const administrator = await database.connectAsAdministrator();
  open.push(administrator);
  const pending = thrownBy(session.run('select pg_sleep(60)'));
  await untilActive(administrator, session.pid);
  await administrator.query('select pg_terminate_backend($1)', [session.pid]);
  const thrown = await pending;
  expect(thrown).toBeInstanceOf(Error);
  expect(isServerError(thrown)).toBe(false);
  expect(String(thrown)).toMatch(/lost: terminating connection due to administrator command/);
  expect(isServerError(await thrownBy(session.run('select 1')))).toBe(false);
});

test('a backend that ends while idle is noticed by the next call', async () => {
  const session = await migrator();
  await session.run(`set idle_session_timeout = '20ms'`);
  await sleep(300);
  const thrown = await thrownBy(session.run('select 1'));
  expect(thrown).toBeInstanceOf(Error);
  expect(isServerError(thrown)).toBe(false);
});

test('a cancelled statement is a server error', async () => {
  const session = await migrator();
  await session.run(`set statement_timeout = '50ms'`);
  expect((await serverErrorOf(session.run('select pg_sleep(60)'))).sqlstate).toBe('57014');
});

test('closing while a call is pending ends both', async () => {
  const session = await database.connectAsMigrator();
  const pending = thrownBy(session.run('select pg_sleep(60)'));
  await sleep(50);
  await session.close();
  expect(isServerError(await pending)).toBe(false);
  await session.close();
});

test('a value of 200 MB ends the connection, not the process', async () => {
  const thrown = await thrownBy((await migrator()).run(`select repeat('x', 200000000)`));
  expect(isServerError(thrown)).toBe(false);
  expect(isConnectionLost(thrown)).toBe(true);
  expect(String(thrown)).toMatch(/lost: the server sent a value of more than 64 MiB/);
});

test('of a notice or an error of any length the beginning is kept, with all that is short', async () => {
  const session = await migrator();
  const heard: ServerMessage[] = [];
  session.onMessage((message) => heard.push(message));
  await session.run(`do $$ begin raise notice '%', repeat('🔒', 5000000); raise notice 'after'; end $$`);
  expect(heard.map(({ severity, routine }) => `${severity} ${routine}`)).toEqual(
    Array(2).fill('NOTICE exec_stmt_raise'),
  );
  expect(heard[0]?.message).toBe(`${'🔒'.repeat(4_000)}…`);
  expect(heard[1]?.message).toBe('after');
  const error = await serverErrorOf(
    session.run(`do $$ begin raise exception '%', 'e' || repeat('x', 20000000)
      using detail = 'd' || repeat('y', 10000000), hint = 'h' || repeat('z', 20000), errcode = 'LK001'; end $$`),
  );
  expect(error).toMatchObject({ sqlstate: 'LK001', message: `e${'x'.repeat(7_999)}…`, hint: `h${'z'.repeat(7_999)}…` });
  expect(error.detail).toBe(`d${'y'.repeat(7_999)}…`);
  expect(await session.run('select 1 as one')).toEqual([{ one: 1 }]);
});

test('rows that nobody reads are dropped as they come, whatever their size', async () => {
  const session = await migrator();
  const before = process.memoryUsage().rss;
  expect(await session.run(`select repeat('x', 100000000)`, 'dropped')).toEqual([]);
  expect(await session.run('select generate_series(1, 300000)', 'dropped')).toEqual([]);
  expect(process.memoryUsage().rss - before).toBeLessThan(150_000_000);
  await session.run('select 1');
  expect(await session.run('select 1 as one')).toEqual([{ one: 1 }]);
});

test('COPY to the client is not kept, and a setting of 20 MB is not either', async () => {
  const session = await migrator();
  const before = process.memoryUsage().rss;
  await session.run(`copy (select repeat('x', 50000000)) to stdout`);
  await session.run(`do $$ begin perform set_config('search_path', repeat('x', 20000000), false); end $$`);
  expect(process.memoryUsage().rss - before).toBeLessThan(150_000_000);
  expect(await session.run('select 1 as one')).toEqual([{ one: 1 }]);
});

test('a value of 50 MB still arrives', async () => {
  const session = await migrator();
  const rows = await session.run(`select 1 as a; select repeat('x', 50000000) as text`);
  expect(String(rows[0]?.text).length).toBe(50_000_000);
});

test('two calls at once are a defect that is named', async () => {
  const session = await migrator();
  const first = session.run('select pg_sleep(0.1)');
  await expect(session.run('select 1')).rejects.toMatchObject({ code: 'internal' });
  await first;
});

async function untilActive(administrator: Session, pid: number): Promise<void> {
  for (;;) {
    const rows = await administrator.query(`select 1 from pg_stat_activity where pid = $1 and state = 'active'`, [pid]);
    if (rows.length > 0) return;
    await sleep(10);
  }
}
