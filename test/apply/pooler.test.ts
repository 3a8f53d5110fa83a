// Connection poolers: a real PgBouncer, and stand-ins that hide better. `apply` refuses them all before it changes anything.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, chmodSync, chownSync, mkdirSync, writeFileSync } from 'node:fs';
import { connect as connectSocket } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { deployerKey } from '../../src/apply/lock.ts';
import { serverOwner } from '../../src/database/server-owner.ts';
import { apply, type DeployRequest, plan, status } from '../../src/deploy.ts';
import type { Session } from '../../src/model/database.ts';
import { loadParser } from '../../src/sql/script.ts';
import { targetConnection } from '../../src/target-connection.ts';
import { freePort } from '../database/tcp-server.ts';
import { deployment, quick, request, sleep } from './deployment.ts';
import { type TcpTarget, tcpTarget } from './tcp-target.ts';

const pgbouncer = '/usr/sbin/pgbouncer';

let target: TcpTarget;
let what: DeployRequest;
beforeAll(async () => {
  await loadParser();
  target = await tcpTarget();
  what = request('flyway', { 'V1__a.sql': 'CREATE TABLE a (id int);', 'V2__b.sql': 'SELECT pg_sleep(0.2);' });
});
afterAll(() => target.server.remove());

let database: string;
beforeEach(async () => {
  database = await target.createDatabase();
});

/** Nothing made, no lock held, no setting left in a session of a pool. */
async function untouched(): Promise<void> {
  expect(
    await target.rows(database, "SELECT to_regclass('flyway_schema_history') AS h, to_regclass('a') AS a"),
  ).toEqual([{ h: null, a: null }]);
  expect(await target.rows(database, "SELECT pid FROM pg_locks WHERE locktype = 'advisory'")).toEqual([]);
}

const refusal = { code: 'bad-input', message: /connection pooler/, help: /writer endpoint/ };

describe.skipIf(!exists(pgbouncer))('PgBouncer', () => {
  let bouncer: { port: number; stop(): Promise<void> };
  afterEach(() => bouncer.stop());

  it.each(['session', 'transaction', 'statement'] as const)(
    'in %s mode is refused by three deployers at once',
    async (mode) => {
      bouncer = await startBouncer(mode);
      const { connect } = targetConnection({ url: target.url(database, bouncer.port), settings: {} });
      const refused = await Promise.all(
        [1, 2, 3].map(() => apply(what, deployment(connect).ports).catch((thrown: unknown) => thrown)),
      );
      for (const one of refused)
        expect(one).toMatchObject({
          ...refusal,
          message: expect.stringMatching(refusal.message),
          help: expect.stringMatching(refusal.help),
        });
      await untouched();
      const session = await connect();
      expect(await session.run('SHOW lock_timeout')).toEqual([{ lock_timeout: '0' }]);
      await session.close();
    },
  );

  it.each(['session', 'transaction', 'statement'] as const)(
    'in %s mode may be read through, and that is said',
    async (mode) => {
      bouncer = await startBouncer(mode);
      const { connect } = targetConnection({ url: target.url(database, bouncer.port), settings: {} });
      const planned = await plan(what, deployment(connect).ports);
      expect(planned).toMatchObject({ kind: 'ready', steps: [{}, {}] });
      expect(planned.kind === 'ready' && planned.notes[0]).toContain('connection pooler');
      expect((await status(what, deployment(connect).ports)).migrations.map(({ state }) => state)).toEqual([
        'pending',
        'pending',
      ]);
      await untouched();
    },
  );

  async function startBouncer(mode: string): Promise<typeof bouncer> {
    const port = await freePort();
    const directory = join(target.server.directory, `bouncer-${port}`);
    mkdirSync(directory);
    const { username, password } = new URL(target.url(database));
    const at = (file: string): string => join(directory, file);
    const secret = decodeURIComponent(password);
    writeFileSync(at('users'), `"${username}" "${secret}"\n`);
    writeFileSync(
      at('ini'),
      `[databases]\n* = host=127.0.0.1 port=${target.server.port}\n[pgbouncer]\nlisten_addr=127.0.0.1\nlisten_port=${port}\nunix_socket_dir=\nauth_type=scram-sha-256\nauth_file=${at('users')}\npool_mode=${mode}\ndefault_pool_size=3\nlogfile=${at('log')}\n`,
    );
    const owner = await serverOwner();
    for (const path of [directory, at('users'), at('ini')]) {
      chmodSync(path, 0o700);
      if ('uid' in owner) chownSync(path, owner.uid, owner.gid);
    }
    const child: ChildProcess = spawn(pgbouncer, ['-q', at('ini')], { ...owner, stdio: 'ignore' });
    for (let left = 100; left > 0 && !(await listens(port)); left--) await sleep(50);
    return {
      port,
      async stop() {
        if (child.exitCode !== null) return;
        const exited = once(child, 'exit');
        child.kill('SIGKILL');
        await exited;
      },
    };
  }
});

/** A pooler that passes key data on: sessions of clients over `size` backends, switched with each transaction. */
function switchingPool(size: number): () => Promise<Session> {
  const backends = Array.from({ length: size }, () => target.session(database));
  const holders = new Map<number, object>();
  let turn = 0;
  return async () => {
    const client = {};
    const route = async <T>(sql: string, work: (session: Session) => Promise<T>): Promise<T> => {
      let index = [...holders].find(([, holder]) => holder === client)?.[0];
      while (index === undefined) {
        const free = backends.map((_, i) => (i + turn) % size).find((i) => !holders.has(i));
        if (free === undefined) await sleep(20);
        else index = free;
      }
      turn++;
      holders.set(index, client);
      try {
        return await work(await (backends[index] as Promise<Session>));
      } finally {
        if (!/^BEGIN/.test(sql)) holders.delete(index);
      }
    };
    const inOrder = serial();
    const [row] = await inOrder(() => route('', (session) => session.run('SELECT pg_backend_pid() AS pid')));
    return {
      pid: Number(row?.pid),
      handshakePid: Number(row?.pid),
      run: (sql) => inOrder(() => route(sql, (session) => session.run(sql))),
      query: (sql, parameters) => inOrder(() => route(sql, (session) => session.query(sql, parameters))),
      onMessage: () => () => {},
      close: async () => {},
    };
  };
}

/** The backends are shared by two clients here, and a session takes one call at a time. */
function serial(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const result = last.then(work);
    last = result.catch(() => {});
    return result;
  };
}

it.each([1, 2, 3])('a pooler that passes key data on and has %i backends is refused', async (size) => {
  const connect = switchingPool(size);
  await expect(apply(what, deployment(connect).ports)).rejects.toMatchObject({
    message: expect.stringMatching(refusal.message),
  });
  await untouched();
});

it('an endpoint of RDS Proxy is refused by its name, also where it pins a backend to each client', async () => {
  const { connect } = targetConnection({ url: target.url(database), settings: {} });
  const named = async (): Promise<Session> => ({ ...(await connect()), pooler: 'RDS Proxy' });
  await expect(apply(what, deployment(named).ports)).rejects.toMatchObject({
    message: expect.stringMatching(/the host is an endpoint of RDS Proxy/),
  });
  await untouched();
});

it('a backend that is older than its connection is a pooler, whatever the handshake said', async () => {
  const before = await Promise.all([target.session(database), target.session(database)]);
  await sleep(2_500);
  let next = 0;
  const connect = async (): Promise<Session> => before[next++] as Session;
  await expect(apply(what, deployment(connect).ports)).rejects.toMatchObject({
    message: expect.stringMatching(/is older than the connection/),
  });
  await untouched();
});

it.each([
  ['flyway', 'V1__a.sql'],
  ['diesel', '1_a/up.sql'],
  ['golang-migrate', '1_a.up.sql'],
] as const)(
  '%s: rolls back when its lock was taken over, waits for the other deployer, and runs nothing twice',
  async (name, file) => {
    const { connect } = targetConnection({ url: target.url(database), settings: {} });
    const thief = await target.session(database);
    const connected: Session[] = [];
    let starts = 0;
    const migrate = request(
      name,
      { [file]: 'CREATE TABLE a (id int); SELECT pg_sleep(0.4);' },
      { settings: { ...quick, lockWaitMs: 15_000 } },
    );
    const { ports, events } = deployment(
      async () => {
        const session = await connect();
        connected.push(session);
        return session;
      },
      (event) => {
        if (event.kind === 'statement-start' && event.statement.text.includes('pg_sleep') && starts++ === 0)
          void steal();
      },
    );
    async function steal(): Promise<void> {
      await connected[1]?.run('SELECT pg_advisory_unlock_all()');
      await thief.run(`SELECT pg_advisory_lock(${deployerKey})`);
      await sleep(2_000);
      expect((await thief.run("SELECT to_regclass('a') AS a"))[0]?.a).toBeNull();
      await thief.run('SELECT pg_advisory_unlock_all()');
    }
    const outcome = await apply(migrate, ports);
    expect(outcome.kind === 'stopped' ? outcome.reason.message : outcome.kind).toBe('applied');
    expect(events.find((event) => event.kind === 'connection-lost')?.message).toContain('the lock that keeps other');
    expect(events.some(({ kind }) => kind === 'lock-waiting')).toBe(true);
    expect(starts).toBe(2);
    await thief.close();
  },
);

it('stops, with nothing done, when its second connection is ended and another deployer takes the lock', async () => {
  const { connect } = targetConnection({ url: target.url(database), settings: {} });
  const thief = await target.session(database);
  const { ports } = deployment(connect, (event) => {
    if (event.kind !== 'statement-start' || !event.statement.text.includes('pg_sleep')) return;
    void thief.run(
      `SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND ((classid::bigint << 32) | objid::bigint) = ${deployerKey}; SELECT pg_advisory_lock(${deployerKey})`,
    );
  });
  const outcome = await apply(
    request('diesel', { '1_a/up.sql': 'CREATE TABLE a (id int); SELECT pg_sleep(1);' }),
    ports,
  );
  expect(outcome).toMatchObject({ kind: 'stopped', done: [] });
  expect(outcome.kind === 'stopped' && outcome.reason.message).toContain('Another deployer holds the lock');
  expect(await target.rows(database, "SELECT to_regclass('a') AS a")).toEqual([{ a: null }]);
  await thief.close();
});

it.each([
  [
    'flyway',
    'V1__a.sql',
    `INSERT INTO flyway_schema_history VALUES (1, '1', 'a', 'SQL', 'V1__a.sql', 0, 'other', now(), 1, true)`,
  ],
  ['diesel', '1_a/up.sql', `INSERT INTO __diesel_schema_migrations VALUES ('1')`],
  ['golang-migrate', '1_a.up.sql', 'INSERT INTO schema_migrations VALUES (1, false)'],
] as const)('%s: rolls back when another deployer has recorded the version meanwhile', async (name, file, insert) => {
  const { connect } = targetConnection({ url: target.url(database), settings: {} });
  const { ports } = deployment(connect, (event) => {
    if (event.kind === 'statement-start' && event.statement.text.includes('pg_sleep'))
      void target.rows(database, insert);
  });
  const outcome = await apply(request(name, { [file]: 'CREATE TABLE a (id int); SELECT pg_sleep(1.5);' }), ports);
  expect(outcome).toMatchObject({ kind: 'stopped', done: [], reason: { sqlstate: '23505' } });
  expect(outcome.kind === 'stopped' && outcome.reason.message).toContain('another deployer has recorded it');
  expect(await target.rows(database, "SELECT to_regclass('a') AS a")).toEqual([{ a: null }]);
});

it('finds a version that another deployer has recorded in a history of many rows too', async () => {
  const { connect } = targetConnection({ url: target.url(database), settings: {} });
  const many = Object.fromEntries(Array.from({ length: 101 }, (_, i) => [`${i + 1}_a/up.sql`, 'SELECT 1;']));
  expect((await apply(request('diesel', many), deployment(connect).ports)).kind).toBe('applied');
  const { ports } = deployment(connect, (event) => {
    if (event.kind !== 'statement-start' || !event.statement.text.includes('pg_sleep')) return;
    void target.rows(database, "INSERT INTO __diesel_schema_migrations VALUES ('102')");
  });
  const outcome = await apply(request('diesel', { ...many, '102_b/up.sql': 'SELECT pg_sleep(1.5);' }), ports);
  expect(outcome.kind === 'stopped' && outcome.reason.message).toContain('another deployer has recorded it');
});

function exists(path: string): boolean {
  try {
    accessSync(path);
    return true;
  } catch {
    return false;
  }
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connectSocket(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}
