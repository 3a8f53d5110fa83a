// A deployer that is frozen (SIGSTOP): the server lets go of its locks, another deployer gets on, and the frozen one does nothing twice.
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, expect, it, onTestFinished } from 'vitest';
import { apply } from '../../src/deploy.ts';
import { loadParser } from '../../src/sql/script.ts';
import { targetConnection } from '../../src/target-connection.ts';
import { type Running, start, until } from '../packed/processes.ts';
import { deployment, quick, request } from './deployment.ts';
import { type TcpTarget, tcpTarget } from './tcp-target.ts';

let target: TcpTarget;
beforeAll(async () => {
  await loadParser();
  target = await tcpTarget();
});
afterAll(() => target.server.remove());

let database: string;
beforeEach(async () => {
  database = await target.createDatabase();
});

const abandonMs = 1_000;
const migrations = (second: string): Readonly<Record<string, string>> => ({
  'V1__a.sql': `CREATE TABLE a (id int, n int); INSERT INTO a VALUES (1, 0);
    CREATE FUNCTION slow(int) RETURNS int IMMUTABLE LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(2); RETURN $1; END $$;`,
  'V2__b.sql': second,
  'V3__c.sql': 'CREATE TABLE c (id int);',
});

/** Starts a deployer and freezes it when the server runs its statement that holds `text`. */
async function frozenAt(text: string, files: Readonly<Record<string, string>>): Promise<Running> {
  const child = fileURLToPath(new URL('frozen-child.ts', import.meta.url));
  const options = JSON.stringify({ url: target.url(database), files, abandonMs });
  const running = start(process.execPath, [child, options], { cwd: '/' });
  onTestFinished(() => void running.child.kill('SIGKILL'));
  await until(text, async () => (await sessions(`query LIKE '%${text}%'`)) > 0);
  running.child.kill('SIGSTOP');
  return running;
}

async function sessions(condition: string): Promise<number> {
  const [row] = await target.rows(
    database,
    `SELECT count(*)::int AS n FROM pg_stat_activity WHERE application_name = 'frozen' AND datname = current_database() AND ${condition}`,
  );
  return Number(row?.n);
}

const locked = async (): Promise<boolean> =>
  (await target.rows(database, "SELECT FROM pg_locks WHERE relation = 'a'::regclass AND mode = 'AccessExclusiveLock'"))
    .length > 0;

async function everythingOnce(): Promise<void> {
  expect(await target.rows(database, 'SELECT version FROM flyway_schema_history ORDER BY 1')).toEqual([
    { version: '1' },
    { version: '2' },
    { version: '3' },
  ]);
  expect(await target.rows(database, 'SELECT n FROM a')).toEqual([{ n: 1 }]);
}

const alter = 'ALTER TABLE a ADD COLUMN x int; UPDATE a SET n = n + 1; SELECT pg_sleep(1);';

it.each([
  ['', alter],
  ['SET …', `SET idle_in_transaction_session_timeout = 0; ${alter}`],
  ['SET LOCAL', `SET LOCAL idle_in_transaction_session_timeout = 0; ${alter}`],
  ['RESET ALL', `RESET ALL; ${alter}`],
  ['set_config', `SELECT pg_catalog.set_config('idle_in_transaction_session_timeout', '0', false); ${alter}`],
  ['DO', `DO $$ BEGIN PERFORM set_config('idle_in_transaction_session_timeout', '0', false); END $$; ${alter}`],
  ['BEGIN', `BEGIN; SET idle_in_transaction_session_timeout = 0; ${alter} COMMIT;`],
])('lets go of a table, and goes on when it is woken up; %s', async (_, script) => {
  const running = await frozenAt('SELECT pg_sleep(1)', migrations(script));
  expect(await locked()).toBe(true);
  await until('the lock to be gone', async () => !(await locked()));
  running.child.kill('SIGCONT');
  expect(await running.ended).toMatchObject({ code: 0, out: expect.stringMatching(/applied\n$/) });
  await everythingOnce();
});

it('lets go of its advisory locks too, so that another deployer applies; woken up, it finds nothing to do', async () => {
  const running = await frozenAt('SELECT pg_sleep(1)', migrations(alter));
  const { connect } = targetConnection({ url: target.url(database), settings: {} });
  const { ports, events } = deployment(connect);
  const settings = { ...quick, lockWaitMs: 30_000 };
  const outcome = await apply(request('flyway', migrations(alter), { settings }), ports);
  expect(outcome).toMatchObject({ kind: 'applied', done: [{}, {}] });
  expect(events.some(({ kind }) => kind === 'lock-waiting')).toBe(true);
  expect(await sessions('true')).toBe(0);
  running.child.kill('SIGCONT');
  expect((await running.ended).code).toBe(0);
  await everythingOnce();
});

it('takes up an index build that ended while it was frozen', async () => {
  const script = 'CREATE INDEX CONCURRENTLY i ON a (slow(id));';
  const running = await frozenAt('CONCURRENTLY', migrations(script));
  await until('all its sessions to be gone', async () => (await sessions('true')) === 0);
  running.child.kill('SIGCONT');
  expect(await running.ended).toMatchObject({ code: 0 });
  expect(await target.rows(database, "SELECT indisvalid FROM pg_index WHERE indexrelid = 'i'::regclass")).toEqual([
    { indisvalid: true },
  ]);
  expect(await target.rows(database, 'SELECT version FROM flyway_schema_history ORDER BY 1')).toHaveLength(3);
  expect(await target.rows(database, 'SELECT * FROM lockgate.journal')).toEqual([]);
});

it('keeps its sessions while it waits longer than an abandoned one may live', async () => {
  const other = await target.session(database);
  await other.run('SELECT pg_advisory_lock(7813573191458190437)');
  const { connect } = targetConnection({ url: target.url(database), settings: {} });
  const { ports, events } = deployment(connect);
  const settings = { ...quick, lockWaitMs: 30_000, abandonMs: 400 };
  const running = apply(request('flyway', migrations('UPDATE a SET n = n + 1;'), { settings }), ports);
  await new Promise((resolve) => setTimeout(resolve, 4_000));
  await other.close();
  expect((await running).kind).toBe('applied');
  expect(events.some(({ kind }) => kind === 'connection-lost')).toBe(false);
  await everythingOnce();
});
