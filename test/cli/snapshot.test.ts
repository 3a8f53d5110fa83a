// `lockgate snapshot` as a process, against a PostgreSQL over TCP.
import { once } from 'node:events';
import { chmod, chown, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { type AddressInfo, connect as connectSocket, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { readSnapshot } from '../../src/catalog/snapshot.ts';
import { serverOwner } from '../../src/database/server-owner.ts';
import { type TcpTarget, tcpTarget } from '../apply/tcp-target.ts';
import { type Ended, run } from '../packed/processes.ts';

const main = fileURLToPath(new URL('../../cli/main.ts', import.meta.url));

let target: TcpTarget;
beforeAll(async () => {
  target = await tcpTarget(18);
});
afterAll(() => target.server.remove());

let database: string;
let url: string;
let directory: string;
beforeEach(async () => {
  database = await target.createDatabase();
  url = target.url(database);
  directory = await mkdtemp(join(tmpdir(), 'snapshot-'));
  await target.rows(
    database,
    `create table customer (id bigint primary key, name text check (name <> ''));
     create table orders (id bigint primary key, customer bigint references customer); create index on orders (customer);
     insert into customer values (1, 'Ada Lovelace'), (2, 'Grace Hopper'); comment on table customer is 'hush';`,
  );
  await target.rows(database, 'analyze');
  return () => rm(directory, { recursive: true });
});

const lockgate = (args: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<Ended> =>
  run(process.execPath, [main, 'snapshot', ...args], { cwd: directory, environment });

const read = (name: string): Promise<string> => readFile(join(directory, name), 'utf8');

it('writes the snapshot to a file, and a line about it to standard error', async () => {
  const ended = await lockgate(['--database-url', url, '--output', 'catalog.json']);
  expect(ended).toEqual({
    code: 0,
    out: '',
    err: expect.stringMatching(/^2 tables, 3 indexes, \d+ kB; written to catalog\.json\n$/),
  });
  const snapshot = readSnapshot(await read('catalog.json'), 'catalog.json');
  expect(snapshot).toMatchObject({ server: { version: expect.stringMatching(/^18\.\d+$/) }, database });
  expect(Math.abs(Date.now() - Date.parse(snapshot.takenAt))).toBeLessThan(60_000);
  expect(snapshot.tables.map(({ name, statistics }) => [name, statistics?.rows])).toEqual([
    ['customer', 2],
    ['orders', 0],
  ]);
  expect(((await stat(join(directory, 'catalog.json'))).mode & 0o777).toString(8)).toBe('644');
  expect(await readdir(directory)).toEqual(['catalog.json']);
});

it('writes to standard output, and nothing else there', async () => {
  const { code, out, err } = await lockgate(['--database-url', url]);
  expect(code).toBe(0);
  expect(readSnapshot(out, 'stdout').tables).toHaveLength(2);
  expect(err).toMatch(/^2 tables, 3 indexes, \d+ kB\n$/);
});

it('has no row, comment, statistic of values or password in it', async () => {
  const { out, err } = await lockgate(['--database-url', url]);
  for (const secret of ['Ada', 'Grace', 'hush', 'p@ss', encodeURIComponent('p@ss/w?rd'), 'postgres://', '127.0.0.1'])
    expect(out + err).not.toContain(secret);
});

it('takes the settings that plan and status take', async () => {
  const { username, password, port } = new URL(url);
  const settings = {
    PGHOST: '127.0.0.1',
    PGPORT: port,
    PGUSER: username,
    PGPASSWORD: decodeURIComponent(password),
    PGDATABASE: database,
  };
  expect((await lockgate([], settings)).code).toBe(0);
  expect((await lockgate([], { LOCKGATE_DATABASE_URL: url })).code).toBe(0);
  // The flag wins.
  expect(
    (await lockgate(['--database-url', url], { LOCKGATE_DATABASE_URL: 'postgres://nowhere.invalid/x' })).code,
  ).toBe(0);
  const ca = await lockgate(['--database-url', url, '--ca-file', 'missing.pem']);
  expect(ca).toMatchObject({ code: 2, out: '', err: expect.stringContaining('missing.pem') });
});

it('replaces a file as a whole, through a link, and keeps it when it fails', async () => {
  await writeFile(join(directory, 'real.json'), 'x'.repeat(1_000_000));
  await symlink('real.json', join(directory, 'catalog.json'));
  expect((await lockgate(['--database-url', url, '--output', 'catalog.json'])).code).toBe(0);
  const written = await read('real.json');
  expect(readSnapshot(written, 'real.json').database).toBe(database);
  const failed = await lockgate(['--database-url', target.url('nowhere'), '--output', 'catalog.json']);
  expect(failed).toMatchObject({ code: 2, err: expect.stringContaining('does not exist') });
  expect(await read('real.json')).toBe(written);
  expect((await readdir(directory)).sort()).toEqual(['catalog.json', 'real.json']);
});

it('writes to a device as it is', async () => {
  const command = '"$0" "$1" snapshot --database-url "$2" --output /dev/stdout | cat';
  const { out } = await run('sh', ['-c', command, process.execPath, main, url], { cwd: directory });
  expect(readSnapshot(out, 'stdout').tables).toHaveLength(2);
  expect((await lockgate(['--database-url', url, '--output', '/dev/null'])).code).toBe(0);
  expect((await stat('/dev/null')).isCharacterDevice()).toBe(true);
});

it('refuses a place that it can not write to before it connects', async () => {
  await mkdir(join(directory, 'taken'));
  for (const output of ['no/such/catalog.json', 'taken', '/proc/catalog.json']) {
    const ended = await lockgate(['--database-url', 'postgres://nowhere.invalid/x', '--output', output]);
    expect(ended).toMatchObject({ code: 2, out: '', err: expect.stringContaining(`${output} can't be written`) });
  }
});

it.each([
  [[], /No database is named/],
  [['--database-url', ''], /--database-url, or its variable, is empty/],
  [['--output', '', '--database-url', 'postgres://x/y'], /--output, or its variable, is empty/],
  [['--database-url', 'mysql://x/y'], /error: /],
  [['extra'], /too many arguments/],
  [['--rows'], /unknown option/],
])('says what is wrong with %j', async (args, message) => {
  expect(await lockgate(args)).toMatchObject({ code: 2, out: '', err: expect.stringMatching(message) });
});

it('waits for no table, and says which it could not read', async () => {
  const other = await target.session(database);
  await other.run('begin; lock table customer in access exclusive mode');
  const begun = performance.now();
  const { code, err } = await lockgate(['--database-url', url, '--output', 'catalog.json']);
  expect(performance.now() - begun).toBeLessThan(15_000);
  await other.run('rollback');
  await other.close();
  expect(code).toBe(0);
  expect(err).toMatch(/Not all is known of public\.customer: another session kept readers out/);
  expect(readSnapshot(await read('catalog.json'), 'f').tables.map(({ complete }) => complete)).toEqual([false, true]);
});

it('refuses a pooler: what the handshake names is not what answers', async () => {
  const mark = Buffer.from([0x4b, 0, 0, 0, 12]);
  const pooler = createServer((client) => {
    const server = connectSocket(target.server.port, '127.0.0.1');
    client.pipe(server);
    server.on('data', (data) => {
      const at = data.indexOf(mark);
      if (at >= 0) data.writeInt32BE(77_777, at + mark.length);
      client.write(data);
    });
    server.on('close', () => client.destroy());
    for (const socket of [client, server]) socket.on('error', () => socket.destroy());
  }).listen(0, '127.0.0.1');
  await once(pooler, 'listening');
  const { port } = pooler.address() as AddressInfo;
  const ended = await lockgate(['--database-url', target.url(database, port)]);
  pooler.close();
  expect(ended).toMatchObject({ code: 2, out: '', err: expect.stringMatching(/connection\s+pooler/) });
});

it('gives up on something that is no PostgreSQL', async () => {
  const web = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')).listen(0, '127.0.0.1');
  await once(web, 'listening');
  const { port } = web.address() as AddressInfo;
  const ended = await lockgate(['--database-url', `postgres://a:b@127.0.0.1:${port}/x`]);
  web.close();
  expect(ended).toMatchObject({ code: 2, out: '', err: expect.stringContaining("Can't connect to") });
});

it('reads from a replica, whose counters say nothing of writes', async () => {
  const replica = await tcpTarget(18);
  try {
    const name = await replica.createDatabase();
    await replica.rows(name, 'create table t (id int); insert into t values (1); analyze t');
    const data = join(replica.server.directory, 'data');
    process.kill(Number((await readFile(join(data, 'postmaster.pid'), 'utf8')).split('\n')[0]), 'SIGINT');
    // Without a server to follow it waits for WAL for ever, and answers queries meanwhile.
    const signal = join(data, 'standby.signal');
    await writeFile(signal, '');
    const owner = await serverOwner();
    if ('uid' in owner) await chown(signal, owner.uid, owner.gid);
    await chmod(signal, 0o600);
    for (;;) {
      if ((await readdir(data)).includes('postmaster.pid')) await new Promise((resolve) => setTimeout(resolve, 100));
      else break;
    }
    await replica.server.start();
    let ended: Ended = { code: 2, out: '', err: '' };
    for (let left = 20; left > 0 && ended.code !== 0; left--)
      ended = await lockgate(['--database-url', replica.url(name)]);
    expect(ended.err).toMatch(/^1 table, 0 indexes, 8 kB\n$/);
    expect(readSnapshot(ended.out, 'stdout')).toMatchObject({
      longestTransactionMs: null,
      tables: [{ name: 't', statistics: { rows: 1, bytes: 8192, indexBytes: 0, writesPerSecond: null } }],
    });
  } finally {
    await replica.server.remove();
  }
});
