// How an apply begins: what is waited for, what is refused at once, and what a reader may still answer.
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { apply, type DeployRequest, plan, status } from '../../src/deploy.ts';
import { loadParser } from '../../src/sql/script.ts';
import { targetConnection } from '../../src/target-connection.ts';
import { secretsServer } from '../aws/secrets-manager-server.ts';
import { type Deployment, deployment, quick, request } from './deployment.ts';
import { fatalResponse, type Network, networkTo } from './network.ts';
import { type TcpTarget, tcpTarget } from './tcp-target.ts';

let target: TcpTarget;
beforeAll(async () => {
  await loadParser();
  what = request('flyway', files, { settings: { ...quick, connectWaitMs: 20_000 } });
  target = await tcpTarget();
});
afterAll(() => target.server.remove());

let network: Network;
let database: string;
beforeEach(async () => {
  [network, database] = await Promise.all([networkTo(target.server.port), target.createDatabase()]);
});
afterEach(() => network.stop());

const files = { 'V1__a.sql': 'CREATE TABLE a (id int);' };
let what: DeployRequest;

function through(onEvent?: Parameters<typeof deployment>[1]): Deployment {
  const { connect } = targetConnection({ url: target.url(database, network.port), settings: {} });
  return deployment(connect, onEvent);
}

it.each([
  ['57P03', 'the database system is starting up'],
  ['57P03', 'the database system is in recovery mode'],
  ['53300', 'remaining connection slots are reserved for roles with the SUPERUSER attribute'],
])('waits for a server that answers %s (%s), and says so', async (code, message) => {
  for (const command of [plan, status, apply]) {
    network.answerWith(fatalResponse(code, message), 1);
    const { ports, events } = through();
    await command(what, ports);
    const waited = events.filter((event) => event.kind === 'server-waiting');
    expect(waited).toMatchObject([{ message: expect.stringContaining(message) }]);
  }
  expect(await target.rows(database, 'SELECT version FROM flyway_schema_history')).toEqual([{ version: '1' }]);
});

it('waits for a real connection slot, also for its second connection', async () => {
  await target.rows(database, "CREATE ROLE narrow LOGIN PASSWORD 'x' CONNECTION LIMIT 2");
  await target.rows(database, `GRANT ALL ON DATABASE ${database} TO narrow; GRANT ALL ON SCHEMA public TO narrow`);
  const url = new URL(target.url(database));
  url.username = 'narrow';
  url.password = 'x';
  const { connect } = targetConnection({ url: url.href, settings: {} });
  const other = await connect();
  const { ports, events } = deployment(connect, (event) => {
    if (event.kind === 'server-waiting') void other.close();
  });
  expect((await apply(what, ports)).kind).toBe('applied');
  expect(events.find(({ kind }) => kind === 'server-waiting')).toMatchObject({
    message: expect.stringContaining('too many connections for role'),
  });
});

it('gives up when the server does not get ready in time', async () => {
  network.answerWith(fatalResponse('57P03', 'the database system is starting up'), 1_000);
  const { ports } = through();
  const short = { ...what, settings: { ...quick, connectWaitMs: 1_500 } };
  await expect(apply(short, ports)).rejects.toMatchObject({ code: 'no-database' });
  expect(network.connections()).toBeGreaterThan(1);
});

it.each([
  ['28P01', 'password authentication failed for user "u"'],
  ['28000', 'no pg_hba.conf entry'],
  ['3D000', 'database "x" does not exist'],
])('tries a refused login (%s) once at the start, and once after a lost connection', async (code, message) => {
  network.answerWith(fatalResponse(code, message), 1_000);
  await expect(apply(what, through().ports)).rejects.toMatchObject({ code: 'no-database' });
  expect(network.connections()).toBe(1);

  network.answerWith(Buffer.alloc(0), 0);
  const { ports, events } = through((event) => {
    if (event.kind !== 'statement-start') return;
    network.answerWith(fatalResponse(code, message), 1_000);
    void target.rows(
      database,
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'lockgate' AND datname = current_database()",
    );
  });
  const slow = { ...request('flyway', { 'V1__a.sql': 'SELECT pg_sleep(30);' }), settings: quick };
  const outcome = await apply(slow, ports);
  expect(outcome).toMatchObject({ kind: 'stopped', done: [] });
  expect(outcome.kind === 'stopped' && outcome.reason.message).toContain('could not be made again');
  expect(events.filter(({ kind }) => kind === 'connection-lost').length).toBe(1);
  expect(network.connections()).toBe(4);
});

it('tries the login of a secret again only when the secret has changed, and one last time at the end', async () => {
  const login = (password: string): string => JSON.stringify({ username: 'u', password });
  const secrets = await secretsServer({
    stale: { values: [login('hunter2')] },
    rotated: { values: [login('one'), login('one'), login('two')] },
  });
  for (const [name, value] of Object.entries(secrets.environment)) vi.stubEnv(name, value);
  onTestFinished(async () => {
    vi.unstubAllEnvs();
    await secrets.stop();
  });
  network.answerWith(fatalResponse('28P01', 'password authentication failed for user "u"'), 1_000);
  const settings = { PGHOST: '127.0.0.1', PGPORT: String(network.port), PGDATABASE: database };
  const tries = async (secret: string): Promise<number> => {
    const before = network.connections();
    const { connect } = targetConnection({ secret, settings, rotationPausesMs: [10, 10, 10, 10] });
    await expect(connect()).rejects.toThrow(/refused the password/);
    return network.connections() - before;
  };
  expect(await tries('stale')).toBe(2);
  expect(await tries('rotated')).toBe(3);
});

it('plans and shows the state on a read-only connection, says so, and applies nothing there', async () => {
  await apply(what, through().ports);
  await target.rows(database, `ALTER DATABASE ${database} SET default_transaction_read_only = on`);
  const more = request('flyway', { ...files, 'V2__b.sql': 'CREATE TABLE b (id int);' });
  const planned = await plan(more, through().ports);
  expect(planned).toMatchObject({ kind: 'ready', steps: [{ migration: { id: '2' } }] });
  expect(planned.kind === 'ready' && planned.notes[0]).toContain('read-only');
  expect((await status(more, through().ports)).migrations.map(({ state }) => state)).toEqual(['applied', 'pending']);
  await expect(apply(more, through().ports)).rejects.toMatchObject({ message: expect.stringContaining('read-only') });
});

it('names a process once that holds several of the locks', async () => {
  const other = await target.session(database);
  const migrate = request(
    'golang-migrate',
    { '1_a.up.sql': 'CREATE TABLE a (id int);' },
    { settings: { ...quick, lockWaitMs: 0 } },
  );
  for (const key of migrate.layout.history('public').lockKeys(database))
    await other.run(`SELECT pg_advisory_lock(${key})`);
  const { ports } = through();
  const outcome = await apply(migrate, ports);
  await other.close();
  expect(outcome.kind === 'stopped' && outcome.reason.message.match(/process \d+/g)).toEqual([`process ${other.pid}`]);
});
