// The packed plugin as a process of its own, frozen or with a network that swallows answers, with the limits that users get.
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it, onTestFinished } from 'vitest';
import { networkTo } from '../apply/network.ts';
import { type TcpTarget, tcpTarget } from '../apply/tcp-target.ts';
import { type Bundles, buildBundles } from './bundles.ts';
import { type Running, start, until } from './processes.ts';

let bundles: Bundles;
let target: TcpTarget;
let plugin: string;
beforeAll(async () => {
  [bundles, target] = await Promise.all([buildBundles(), tcpTarget()]);
  plugin = await bundles.alone('codebuild-plugin');
});
afterAll(async () => {
  await target.server.remove();
  await bundles.remove();
});

let database: string;
let project: string;
beforeEach(async () => {
  [database, project] = await Promise.all([target.createDatabase(), bundles.directory()]);
});

async function begin(files: Readonly<Record<string, string>>, port = target.server.port): Promise<Running> {
  const first = { 'V0__a.sql': 'CREATE TABLE a (id int, n int);\nINSERT INTO a VALUES (1, 0);\n' };
  for (const [name, text] of Object.entries({ ...first, ...files })) {
    const path = join(project, 'db/migration', name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  }
  const environment = { LOCKGATE_DATABASE_URL: target.url(database, port), LOCKGATE_PATH: 'db/migration' };
  const running = start(process.execPath, [plugin, 'apply'], { cwd: project, environment });
  onTestFinished(() => void running.child.kill('SIGKILL'));
  return running;
}

const count = async (sql: string): Promise<number> =>
  Number((await target.rows(database, `SELECT count(*)::int AS n FROM ${sql}`))[0]?.n);

it('lets go of the table when it is frozen, and applies everything once when it is woken up', async () => {
  const running = await begin({
    'V1__a.sql':
      'SET idle_in_transaction_session_timeout = 0;\nALTER TABLE a ADD COLUMN x int;\nUPDATE a SET n = n + 1;\nSELECT pg_sleep(1);\n',
    'V2__b.sql': 'CREATE TABLE b (id int);\n',
  });
  await until(
    'the sleep',
    async () =>
      (await count("pg_stat_activity WHERE query LIKE 'SELECT pg_sleep(1)%' AND pid <> pg_backend_pid()")) > 0,
  );
  running.child.kill('SIGSTOP');
  const locks = "pg_locks WHERE relation = 'a'::regclass AND mode = 'AccessExclusiveLock'";
  expect(await count(locks)).toBe(1);
  await until('the lock to be gone', async () => (await count(locks)) === 0, 60_000);
  running.child.kill('SIGCONT');
  expect(await running.ended).toMatchObject({ code: 0, out: expect.stringContaining('Applied 3 migrations.') });
  expect(await target.rows(database, 'SELECT n FROM a')).toEqual([{ n: 1 }]);
  expect(await count('flyway_schema_history')).toBe(3);
});

it.each(['COMMIT', 'UPDATE a'])('applies everything once when the answer to %s is lost', async (text) => {
  const network = await networkTo(target.server.port);
  onTestFinished(() => network.stop());
  network.swallow('answer', text, text === 'COMMIT' ? 3 : 1);
  const running = await begin(
    { 'V1__a.sql': 'UPDATE a SET n = n + 1;\n', 'V2__b.sql': 'CREATE TABLE b (id int);\n' },
    network.port,
  );
  expect(await running.ended).toMatchObject({ code: 0, out: expect.stringContaining('Applied 3 migrations.') });
  expect(network.swallowed()).toBe(1);
  expect(await target.rows(database, 'SELECT n FROM a')).toEqual([{ n: 1 }]);
  expect(await count('flyway_schema_history')).toBe(3);
});

it.each([
  ['SIGTERM', false],
  ['SIGINT', false],
  ['SIGTERM', true],
] as const)(
  'ends within 10 s of a %s although no answer comes; new connections swallowed too: %s',
  async (signal, newOnes) => {
    const network = await networkTo(target.server.port);
    onTestFinished(() => network.stop());
    const running = await begin({ 'V1__a.sql': 'UPDATE a SET n = n + 1;\nSELECT pg_sleep(30);\n' }, network.port);
    await until(
      'the sleep',
      async () =>
        (await count("pg_stat_activity WHERE query LIKE 'SELECT pg_sleep(30)%' AND pid <> pg_backend_pid()")) > 0,
    );
    network.blackHole(newOnes);
    const signalled = performance.now();
    running.child.kill(signal);
    expect(await running.ended).toMatchObject({ code: 1, out: expect.stringContaining('Interrupted') });
    expect(performance.now() - signalled).toBeLessThan(10_000);
  },
);
