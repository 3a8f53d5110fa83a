// The packed command line on a shared server: Ctrl-C, SIGTERM, the time limit and endless messages end it, and nothing stays.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, onTestFinished } from 'vitest';
import { parseConnection } from '../../src/database/connection-options.ts';
import { connect } from '../../src/database/session.ts';
import { type TcpServer, tcpServer } from '../database/tcp-server.ts';
import { type Bundles, buildBundles } from './bundles.ts';
import { type Ended, git, type Running, start, until } from './processes.ts';
import { query } from './service.ts';

let bundles: Bundles;
let server: TcpServer;
let project: string;
beforeAll(async () => {
  bundles = await buildBundles();
  server = await tcpServer(18);
  await server.start();
});
afterAll(async () => {
  await bundles.remove();
  await server.remove();
});

beforeEach(async () => {
  project = await bundles.directory();
  await git(project, 'init', '--quiet');
  await mkdir(join(project, 'db/migration'), { recursive: true });
  await write('db/migration/V1__a.sql', 'CREATE TABLE a (id bigint PRIMARY KEY);\n');
  await git(project, 'add', '--all');
  await git(project, 'commit', '--quiet', '--message', 'base');
});
afterEach(async () => {
  const left = await query(
    server,
    'postgres',
    `select datname::text as name from pg_database where oid >= 16384 union all select rolname from pg_roles where oid >= 16384`,
  );
  expect(left).toEqual([]);
});

const write = (path: string, text: string): Promise<void> => writeFile(join(project, path), text);

function check(args: readonly string[] = [], node: readonly string[] = []): Running {
  const running = start(
    process.execPath,
    [...node, join(bundles.dist, 'cli', 'index.js'), 'check', '--since', 'HEAD', '--database-url', server.url, ...args],
    { cwd: project },
  );
  onTestFinished(() => void running.child.kill('SIGKILL'));
  return running;
}

/** Waits until a session of a migration runs something. */
const untilRuns = (what: string): Promise<void> =>
  until(what, async () => {
    const sql = `select 1 from pg_stat_activity where usename ~ '^lockgate_' and state = 'active' and query like '%${what}%'`;
    return (await query(server, 'postgres', sql)).length > 0;
  });

const stubborn =
  'SELECT 1;\nDO $$ BEGIN LOOP BEGIN PERFORM pg_sleep(60); EXCEPTION WHEN query_canceled THEN NULL; END; END LOOP; END $$;\n';

it.each(['SIGINT', 'SIGTERM'] as const)('%s ends a statement that catches its cancellation', async (signal) => {
  await write('db/migration/V2__b.sql', stubborn);
  const { child, ended } = check();
  await untilRuns('pg_sleep');
  const begun = Date.now();
  child.kill(signal);
  expect(await ended).toMatchObject({
    code: 2,
    out: '',
    err: expect.stringMatching(/^error: Interrupted: nothing was judged\. Nothing is left running\.\n$/),
  });
  expect(Date.now() - begun).toBeLessThan(6_000);
});

/** Runs `work` while nobody can open a session: neither the guard nor the cleaning up gets far. */
async function closed(work: () => Promise<void>): Promise<void> {
  const session = await connect(parseConnection(server.url));
  await session.run('begin; lock table pg_catalog.pg_database in access exclusive mode');
  await work().finally(() => session.close());
}

/** What a run had no time to remove: by hand, as a sweep would only do it tomorrow. */
async function removeLeft(): Promise<string[]> {
  const names = async (sql: string) => (await query(server, 'postgres', sql)).map(({ name }) => String(name));
  const databases = await names(`select datname as name from pg_database where datname ~ '^lockgate_'`);
  const roles = await names(`select rolname as name from pg_roles where rolname ~ '^lockgate_'`);
  for (const name of databases) await query(server, 'postgres', `drop database ${name} with (force)`);
  for (const name of roles) await query(server, 'postgres', `drop owned by ${name}; drop role ${name}`);
  return [...databases, ...roles];
}

it('says what is left when it can not be removed in time', async () => {
  await write('db/migration/V2__b.sql', stubborn);
  const { child, ended } = check();
  await untilRuns('pg_sleep');
  await closed(async () => {
    const begun = Date.now();
    child.kill('SIGINT');
    const { code, err } = await ended;
    expect(Date.now() - begun).toBeLessThan(7_000);
    expect(code).toBe(2);
    expect(err.replace(/\s+/g, ' ')).toMatch(
      /Interrupted: nothing was judged\. Left on the scratch server.*: .*lockgate_[0-9a-f]{16}/,
    );
    expect(err).not.toContain('Nothing is left');
  });
  expect(await removeLeft()).toHaveLength(2);
});

it.each(['SIGINT', 'SIGTERM'] as const)('%s after Ctrl-C ends it at once', async (signal) => {
  await write('db/migration/V2__b.sql', stubborn);
  const { child, ended } = check();
  await untilRuns('pg_sleep');
  await closed(async () => {
    child.kill('SIGINT');
    await sleep(1_500);
    const begun = Date.now();
    child.kill(signal);
    expect((await ended).code).toBeNull();
    expect(Date.now() - begun).toBeLessThan(1_000);
  });
  await removeLeft();
});

it('ends at the time limit of the flag or of lockgate.yml, naming the line', async () => {
  await write('db/migration/V2__b.sql', stubborn);
  const named = (ended: Ended) =>
    expect({ ...ended, err: ended.err.replace(/\s+/g, ' ') }).toMatchObject({
      code: 2,
      out: expect.stringMatching(/verdict: COULD NOT RUN\n$/),
      err: expect.stringMatching(
        /^error: db\/migration\/V2__b\.sql:2: The proof was stopped after 0\.\d+ minutes, its limit, and nothing was judged\. For the last \d+ s the statement at line 2 of db\/migration\/V2__b\.sql was running\. Nothing is left running\. .*timeout-minutes/,
      ),
    });
  named(await check(['--timeout-minutes', '0.3']).ended);
  await write('lockgate.yml', 'timeout-minutes: 0.31\n');
  named(await check().ended);
});

it.each(['0', '-1', 'soon', '1441'])('does not take %s for a number of minutes', async (value) => {
  const ended = await check([`--timeout-minutes=${value}`]).ended;
  expect(ended).toMatchObject({
    code: 2,
    err: expect.stringContaining('a number of minutes such as 15 or 0.5'.slice(2)),
  });
  await write('lockgate.yml', `fail-on: error\ntimeout-minutes: ${value}\n`);
  expect(await check().ended).toMatchObject({ code: 2, err: expect.stringContaining('lockgate.yml:2') });
});

it('keeps its memory and its report small, whatever a script sends', async () => {
  await write(
    'db/migration/V2__b.sql',
    `DO $$ BEGIN FOR i IN 1..25 LOOP RAISE NOTICE '%', repeat('x', 20000000); END LOOP; END $$;
SELECT repeat('x', 300000000);
SELECT repeat('x', 100) FROM generate_series(1, 1000000);
DO $$ BEGIN RAISE EXCEPTION '%', repeat('y', 60000000); END $$;\n`,
  );
  // A heap in which a tenth of it would not fit.
  const ended = await check(['--format', 'json'], ['--max-old-space-size=120']).ended;
  expect(ended.code).toBe(1);
  expect(ended.out.length).toBeLessThan(100_000);
  expect(ended.out).toContain(`${'y'.repeat(7_900)}`);
});
