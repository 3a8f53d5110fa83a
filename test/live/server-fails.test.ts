// A scratch server that crashes, stops, or runs out of something: the run could not be made, and the migration is not blamed.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { boundedRun } from '../../src/bounded-run.ts';
import { parseConnection } from '../../src/database/connection-options.ts';
import { type ScratchServerOptions, startScratchServer } from '../../src/database/scratch-server.ts';
import { connect } from '../../src/database/session.ts';
import type { ScratchServer } from '../../src/model/database.ts';
import { type ProveInput, prove } from '../../src/prove/prove.ts';
import { isServersTrouble } from '../../src/prove/server-trouble.ts';
import { layoutOf } from '../apply/deployment.ts';
import { type TcpServer, tcpServer } from '../database/tcp-server.ts';
import { migration } from '../rules/linting.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const own: ScratchServerOptions = { path: process.env.PATH, from: [ROOT], major: 18 };

/** What a run of one new migration ends with. */
function outcomeOf(options: ScratchServerOptions, up: string): Promise<unknown> {
  return boundedRun(
    {
      minutes: undefined,
      interrupts: new AbortController().signal,
      open: (signal) => startScratchServer({ ...options, signal }),
    },
    ({ server, signal, onDoing }) => proved(server, up, { signal, onDoing }),
  ).catch((thrown: unknown) => thrown);
}

const proved = (server: ScratchServer, up: string, more: Partial<ProveInput> = {}) =>
  prove(server, {
    baseline: [migration('1', 'create table t (a text)', 'none')],
    pending: [migration('2', up, 'wrapped')],
    history: layoutOf('flyway').history('public'),
    statementLimit: 60_000,
    ...more,
  });

const named = (what: RegExp) =>
  expect.objectContaining({
    code: 'scratch-server',
    message: expect.stringMatching(what),
    place: expect.objectContaining({ path: 'migrations/2.sql', line: 2 }),
    help: expect.stringContaining('did not refuse'),
  });

describe.each([15, 18] as const)('PostgreSQL %i by URL', (major) => {
  let shared: TcpServer;
  beforeAll(async () => {
    shared = await tcpServer(major);
    await shared.start();
    await (await startScratchServer({ url: shared.url, path: undefined, from: [] })).stop();
  });
  afterAll(() => shared.remove());

  const ask = async (sql: string, server = shared): Promise<readonly Record<string, unknown>[]> => {
    const session = await connect({ ...parseConnection(server.url), applicationName: 'test' });
    try {
      return await session.run(sql);
    } finally {
      await session.close();
    }
  };
  const left = () =>
    ask(
      `select datname::text as name from pg_database where oid >= 16384 union all select rolname from pg_roles where oid >= 16384`,
    );

  /** The process id of the backend that sleeps. */
  const sleeper = async (server = shared): Promise<number> => {
    for (;;) {
      const sql = `select pid from pg_stat_activity where query like '%pg_sleep(50)' and state = 'active'`;
      const rows = await ask(sql, server).catch(() => []);
      if (rows.length > 0) return Number(rows[0]?.pid);
      await sleep(50);
    }
  };

  it('a backend is killed, so all sessions are lost: said, and cleaned up once the server is back', async () => {
    const outcome = outcomeOf({ url: shared.url, path: undefined, from: [] }, 'select 1;\nselect pg_sleep(50)');
    process.kill(await sleeper(), 'SIGKILL');
    expect(await outcome).toEqual(named(/crashed.* while the statement at line 2 of migrations\/2\.sql was running/));
    expect(await left()).toEqual([]);
  });

  it('only the session of the migration is ended: that is the error of its statement', async () => {
    const outcome = outcomeOf({ url: shared.url, path: undefined, from: [] }, 'select 1;\nselect pg_sleep(50)');
    const pid = await sleeper();
    await ask(`select pg_terminate_backend(${pid})`);
    expect(await outcome).toMatchObject({
      traces: [{ statements: [{ error: null }, { error: { sqlstate: '08006' } }] }],
    });
  });

  it('a session that ends in its COMMIT, or in the row of the history, is an error of the migration', async () => {
    const ending = `create function ending() returns trigger language plpgsql as 'begin perform pg_terminate_backend(pg_backend_pid()); return null; end'`;
    const deferred = `${ending}; create constraint trigger c after insert on t deferrable initially deferred for each row execute function ending(); insert into t values (1)`;
    const options = { url: shared.url, path: undefined, from: [] };
    const errorsOf = (run: unknown) =>
      (run as { traces: { statements: { error: unknown }[] }[] }).traces[0]?.statements.at(-1)?.error;
    expect(errorsOf(await outcomeOf(options, deferred))).toMatchObject({ sqlstate: '08006', during: 'commit' });
    const history = `${ending}; create trigger h after insert on flyway_schema_history execute function ending()`;
    expect(errorsOf(await outcomeOf(options, history))).toMatchObject({ sqlstate: '08006', during: 'history' });
  });

  it('the server is stopped: said, with what could not be removed', { timeout: 120_000 }, async () => {
    const doomed = await tcpServer(major);
    onTestFinished(() => doomed.remove());
    await doomed.start();
    const outcome = outcomeOf({ url: doomed.url, path: undefined, from: [] }, 'select 1;\nselect pg_sleep(50)');
    await sleeper(doomed);
    const removed = doomed.remove();
    expect(await outcome).toEqual(named(/was stopped.*Left on the scratch server, to be removed by hand: .*lockgate_/));
    await removed;
  });
});

it('tells what is the trouble of a server from what PostgreSQL refuses', () => {
  const trouble = ['53100', '53200', '53300', '53400', '57P01', '57P02', '57P03', '58000', '58030', 'XX001', 'XX002'];
  const refused = ['42601', '23505', '55P03', '57014', '58P01', 'XX000', 'P0001', '54001', '40P01', '08006'];
  expect(trouble.filter(isServersTrouble)).toEqual(trouble);
  expect(refused.filter(isServersTrouble)).toEqual([]);
});

describe('a server of our own', () => {
  afterEach(() => {
    delete process.env.TMPDIR;
  });

  it('uses more of the disk than it may', async () => {
    const up = `select 1;\ninsert into t select repeat(md5(a::text), 100) from generate_series(1, 100000000) a`;
    expect(await outcomeOf({ ...own, diskLimit: 30 * 1024 * 1024 }, up)).toEqual(
      named(/uses more than 30 MiB of the disk.* while the statement at line 2 of migrations\/2\.sql was running/),
    );
  });

  it('runs out of something, whatever it says, and out of memory for locks', async () => {
    const server = await startScratchServer(own);
    onTestFinished(async () => void (await server.stop()));
    const full = "select 1;\ndo $$ begin raise exception 'could not extend' using errcode = '53100'; end $$";
    await expect(proved(server, full)).rejects.toEqual(
      named(/could not extend \(SQLSTATE 53100\) while the statement/),
    );
    const locks = 'select 1;\nselect count(pg_advisory_xact_lock(a)) from generate_series(1, 300000) a';
    await expect(proved(server, locks)).rejects.toEqual(named(/out of shared memory \(SQLSTATE 53200\)/));
  });

  it('is on a disk that is full', { timeout: 120_000 }, async ({ skip }) => {
    const directory = mkdtempSync('/tmp/lockgate-test-');
    onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=130m,mode=0755', 'tmpfs', directory], { stdio: 'pipe' });
    } catch (thrown) {
      console.warn(`NOT TESTED: a full disk needs root, to mount a small one (${String(thrown).split('\n')[0]}).`);
      return skip();
    }
    onTestFinished(() => void execFileSync('umount', ['-l', directory]));
    process.env.TMPDIR = directory;
    const up = `select 1;\ninsert into t select repeat(md5(a::text), 100) from generate_series(1, 100000000) a`;
    expect(await outcomeOf(own, up)).toEqual(named(/migrations\/2\.sql/));
    expect(execFileSync('ls', ['-A', directory], { encoding: 'utf8' })).toBe('');
  });
});
