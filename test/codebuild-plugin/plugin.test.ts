// The plugin as a buildspec runs it: a process of its own, against a real PostgreSQL.
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { XMLValidator } from 'fast-xml-parser';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { proofOf, serializeProof } from '../../src/apply/proof.ts';
import type { ScratchDatabase, ScratchServer } from '../../src/model/database.ts';
import { loadParser } from '../../src/sql/script.ts';
import { asAdministrator, request, rowsOf, settingsFor } from '../apply/deployment.ts';
import { secretsServer } from '../aws/secrets-manager-server.ts';
import { scratchServer } from '../postgres.ts';

const main = fileURLToPath(new URL('../../codebuild-plugin/main.ts', import.meta.url));

let server: ScratchServer;
let database: ScratchDatabase;
let directory: string;
let settings: Readonly<Record<string, string>>;
beforeAll(async () => {
  await loadParser();
  server = await scratchServer();
});
afterAll(() => server.stop());
beforeEach(async () => {
  database = await server.createDatabase();
  directory = await mkdtemp(join(tmpdir(), 'plugin-'));
  await asAdministrator(database, async (session) => {
    await session.run("DROP ROLE IF EXISTS deployer; CREATE ROLE deployer LOGIN PASSWORD 'hunter2'");
    await session.run(
      `GRANT CREATE ON DATABASE "${database.name}" TO deployer; GRANT CREATE ON SCHEMA public TO deployer`,
    );
  });
  settings = { ...(await settingsFor(database)), PGUSER: 'deployer', PGPASSWORD: 'hunter2' };
  return async () => {
    await asAdministrator(database, (session) => session.run('DROP OWNED BY deployer CASCADE; DROP ROLE deployer'));
    await database.drop();
    await rm(directory, { recursive: true });
  };
});

const write = async (files: Readonly<Record<string, string>>): Promise<void> => {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(directory, path)), { recursive: true });
    await writeFile(join(directory, path), text);
  }
};

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function start(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = settings,
): ChildProcessWithoutNullStreams {
  // Nothing of this machine's environment but the path: no PG*, AWS_* or LOCKGATE_* variable of ours leaks in.
  return spawn(process.execPath, [main, ...args], { cwd: directory, env: { PATH: process.env.PATH, ...environment } });
}

async function end(child: ChildProcessWithoutNullStreams): Promise<Ended> {
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk) => (out += chunk));
  child.stderr.on('data', (chunk) => (err += chunk));
  const [code] = await once(child, 'close');
  return { code, out, err };
}

const run = (args: readonly string[], environment?: Readonly<Record<string, string>>): Promise<Ended> =>
  end(start(args, environment));

const files = {
  'db/migrations/V1__a.sql': 'CREATE TABLE a (id int);',
  'db/migrations/V2__b.sql': 'CREATE TABLE b (id int);\nINSERT INTO b VALUES (1);',
};

it('applies, shows a line for each statement, writes both reports, and has nothing to do the second time', async () => {
  await write(files);
  const environment = {
    ...settings,
    LOCKGATE_PATH: 'db/migrations',
    LOCKGATE_JUNIT: 'report.xml',
    LOCKGATE_JSON: 'report.json',
  };
  const planned = await run(['apply', '--dry-run'], environment);
  expect(planned).toMatchObject({ code: 0, out: expect.stringContaining('2 migrations to apply:') });
  expect(await rowsOf(database, "SELECT to_regclass('a') AS a")).toEqual([{ a: null }]);
  const first = await run(['apply'], environment);
  expect(first).toMatchObject({ code: 0, err: '' });
  expect(first.out).toMatch(/^\[2\/2\] V2__b\.sql {2}statement 2\/2 {2}INSERT INTO b VALUES \(1\) {2}\d+ ms$/m);
  expect(first.out).toMatch(/Applied 2 migrations\.\n$/);
  expect(XMLValidator.validate(await readFile(join(directory, 'report.xml'), 'utf8'))).toBe(true);
  expect(JSON.parse(await readFile(join(directory, 'report.json'), 'utf8'))).toMatchObject({
    outcome: 'applied',
    pending: [],
  });
  const second = await run(['apply'], environment);
  expect(second).toMatchObject({
    code: 0,
    out: expect.stringContaining('Nothing to apply: all 2 migrations are applied.'),
  });
  expect(await run(['status'], environment)).toMatchObject({
    code: 0,
    out: expect.stringContaining('applied    db/migrations/V1__a.sql'),
  });
});

it('ends with 1 when it stops, and with 1 when it plans a conflict', async () => {
  await write({ ...files, 'db/migrations/V3__c.sql': 'SELECT 1/0;' });
  const stopped = await run(['apply', 'db/migrations', '--json', 'report.json', '--junit', 'report.xml']);
  expect(stopped.code).toBe(1);
  expect(stopped.out).toContain(
    'Stopped. db/migrations/V3__c.sql: statement 1 of 1 (line 1) failed: division by zero.',
  );
  expect(await readFile(join(directory, 'report.xml'), 'utf8')).toContain('<failure');
  await write({ 'db/migrations/V1__a.sql': 'CREATE TABLE other (id int);' });
  const conflict = await run(['plan', 'db/migrations']);
  expect(conflict.code).toBe(1);
  expect(conflict.out).toContain('Version 1 was changed after it was applied');
});

it('ends with 2 when it could not run, and tells everything that is wrong at once', async () => {
  await write(files);
  const wrong = await run(['deploy', '--lock-timeout', 'soon', '--resume', 'maybe'], {
    LOCKGATE_PROOFS: 'x',
    LOCKGATE_PROOF: '',
    LOCKGATE_TRIES: '0',
  });
  expect(wrong.code).toBe(2);
  for (const problem of [
    'not "deploy"',
    '--lock-timeout',
    '--resume',
    'LOCKGATE_PROOFS is not',
    'LOCKGATE_PROOF is set, but empty',
    '--tries',
  ]) {
    expect(wrong.err).toContain(problem);
  }
  expect(await run(['apply', 'db/migrations'], {})).toMatchObject({
    code: 2,
    err: expect.stringContaining('No database is named'),
  });
  const refused = await run(['apply', 'db/migrations', '--json', 'r.json'], {
    ...settings,
    PGPASSWORD: 'wrong-hunter3',
  });
  expect(refused).toMatchObject({ code: 2, err: expect.stringContaining('the server refused the password') });
  expect(refused.err + refused.out).not.toContain('hunter');
  expect(JSON.parse(await readFile(join(directory, 'r.json'), 'utf8'))).toMatchObject({
    outcome: 'could-not-run',
    error: { code: 'no-database' },
  });
  const unwritable = await run(['apply', 'db/migrations', '--junit', 'no/such/report.xml']);
  expect(unwritable).toMatchObject({ code: 2, err: expect.stringContaining("no/such/report.xml can't be written") });
  expect(await rowsOf(database, "SELECT to_regclass('a') AS a")).toEqual([{ a: null }]);
  expect(await run(['apply', 'nowhere'])).toMatchObject({
    code: 2,
    err: expect.stringContaining('nothing at nowhere'),
  });
});

it('applies what was proved and refuses the rest, saying which and why', async () => {
  await write(files);
  const { migrations } = request('flyway', {
    'V1__a.sql': files['db/migrations/V1__a.sql'],
    'V2__b.sql': 'CREATE TABLE b (id int);',
  });
  const proof = proofOf(
    {
      tool: { name: 'lockgate', version: '1.0.0' },
      layout: 'flyway',
      migrations: migrations.map((migration) => ({ migration, new: true })),
      verdict: { outcome: 'pass', reasons: [] },
    },
    {
      server: { number: 180000, version: '18.0' },
      traces: [],
      leftovers: [],
      relations: [],
      roundTrips: [],
      schemaBefore: '',
      schemaAfter: '',
    },
  );
  await write({ 'proof.json': serializeProof(proof), 'altered.json': serializeProof({ ...proof, layout: 'diesel' }) });
  const refused = await run(['apply', 'db/migrations', '--proof', 'proof.json']);
  expect(refused.code).toBe(1);
  expect(refused.out).toContain('db/migrations/V2__b.sql: Its bytes are not those that were proved');
  expect(await rowsOf(database, "SELECT to_regclass('a') AS a")).toEqual([{ a: null }]);
  const altered = await run(['apply', 'db/migrations', '--proof', 'altered.json']);
  expect(altered).toMatchObject({ code: 2, err: expect.stringContaining('was altered after it was written') });
  expect((await run(['apply', 'db/migrations', '--proof', 'none.json'])).code).toBe(2);
  await write({ 'db/migrations/V2__b.sql': 'CREATE TABLE b (id int);' });
  expect((await run(['apply', 'db/migrations'], { ...settings, LOCKGATE_PROOF: 'proof.json' })).code).toBe(0);
});

it('runs nothing where tables have no history, records a baseline on demand, and goes where settings say', async () => {
  await write(files);
  await asAdministrator(database, (session) =>
    session.run('CREATE TABLE a (id int); CREATE SCHEMA app AUTHORIZATION deployer'),
  );
  expect(await run(['apply', 'db/migrations'])).toMatchObject({
    code: 2,
    err: expect.stringContaining('The target has table public.a, but no history table'),
  });
  const unnamed = await run(['baseline', 'db/migrations']);
  expect(unnamed).toMatchObject({ code: 2, err: expect.stringContaining('--version names') });
  const dry = await run(['baseline', 'db/migrations', '--version', '1', '--dry-run', '--json', 'b.json']);
  expect(dry).toMatchObject({ code: 0, err: '', out: expect.stringContaining('Nothing was changed.') });
  expect(JSON.parse(await readFile(join(directory, 'b.json'), 'utf8'))).toMatchObject({
    outcome: 'ready',
    covered: [{ version: '1' }],
    pending: [{ version: '2' }],
  });
  expect(await run(['baseline', 'db/migrations', '--version', '1'])).toMatchObject({ code: 0, err: '' });
  expect(await run(['apply', 'db/migrations'])).toMatchObject({
    code: 0,
    out: expect.stringContaining('Applied 1 migration.'),
  });
  const { PGHOST = '', PGDATABASE = '', ...rest } = settings;
  const url = `postgres:///${PGDATABASE}?host=${encodeURIComponent(PGHOST)}`;
  const placed = await run(['apply', 'db/migrations', '--database-url', `${url}&options=-csearch_path%3Dapp`], rest);
  expect(placed).toMatchObject({ code: 2, err: expect.stringContaining('public.flyway_schema_history looks like') });
  const named = { ...settings, LOCKGATE_DEFAULT_SCHEMA: 'app', FLYWAY_TABLE: 'hist' };
  expect(await run(['apply', 'db/migrations'], named)).toMatchObject({ code: 0, err: '' });
  expect(await rowsOf(database, 'SELECT count(*)::int AS n FROM app.hist, app.b')).toEqual([{ n: 2 }]);
  for (const [environment, named] of [
    [{ ...settings, FLYWAY_MIXED: 'true' }, 'FLYWAY_MIXED'],
    [{ ...settings, FLYWAY_TABLE: 'x', LOCKGATE_HISTORY_TABLE: 'y' }, 'contradict'],
  ] as const) {
    expect(await run(['plan', 'db/migrations'], environment)).toMatchObject({
      code: 2,
      err: expect.stringContaining(named),
    });
  }
  const unknown = await run(
    ['plan', 'db/migrations', '--database-url', `${url}&schema=app&x-migrations-table=m`],
    rest,
  );
  expect(unknown).toMatchObject({ code: 2, err: expect.stringContaining('"schema"') });
});

it('takes user and password from a secret', async () => {
  await write(files);
  const secrets = await secretsServer({
    db: { values: ['{"username":"deployer","password":"wrong"}', '{"username":"deployer","password":"hunter2"}'] },
  });
  const { PGHOST = '', PGDATABASE = '' } = settings;
  const result = await run(['apply', 'db/migrations'], {
    ...secrets.environment,
    PGHOST,
    PGDATABASE,
    LOCKGATE_DATABASE_SECRET: 'db',
  });
  await secrets.stop();
  expect(result).toMatchObject({ code: 0, err: '' });
  expect(result.out).not.toContain('hunter2');
  expect(secrets.asked.length).toBe(2);
});

it('rolls back and ends with 1 on SIGTERM', async () => {
  await write({
    'db/migrations/V1__a.sql': 'CREATE TABLE a (id int);',
    'db/migrations/V2__b.sql': 'CREATE TABLE b (id int); SELECT pg_sleep(60);',
  });
  const child = start(['apply', 'db/migrations']);
  const ended = end(child);
  await untilSleeping();
  child.kill('SIGTERM');
  const { code, out } = await ended;
  expect(code).toBe(1);
  expect(out).toContain('Interrupted: what was running was cancelled.');
  expect(await rowsOf(database, "SELECT to_regclass('a') IS NOT NULL AS a, to_regclass('b') IS NOT NULL AS b")).toEqual(
    [{ a: true, b: false }],
  );
});

it('is started again after SIGKILL in the middle of an index build, and ends where it would have', async () => {
  await write({
    'db/migrations/V1__a.sql':
      'CREATE TABLE a (id int); INSERT INTO a SELECT generate_series(1, 40); CREATE FUNCTION slow(int) RETURNS int LANGUAGE plpgsql IMMUTABLE AS $$ BEGIN PERFORM pg_sleep(0.1); RETURN $1; END $$;',
    'db/migrations/V2__i.sql': 'CREATE INDEX CONCURRENTLY IF NOT EXISTS i ON a (slow(id));',
  });
  const child = start(['apply', 'db/migrations']);
  const ended = end(child);
  await until("SELECT 1 FROM pg_stat_progress_create_index WHERE phase LIKE 'building%'");
  child.kill('SIGKILL');
  expect((await ended).code).toBe(null);
  const again = await run(['apply', 'db/migrations']);
  expect(again).toMatchObject({ code: 0, out: expect.stringContaining('dropped the INVALID index') });
  expect(await rowsOf(database, "SELECT indisvalid AS valid FROM pg_index WHERE indexrelid = 'i'::regclass")).toEqual([
    { valid: true },
  ]);
  expect(await rowsOf(database, 'SELECT version, success FROM flyway_schema_history ORDER BY 1')).toEqual([
    { version: '1', success: true },
    { version: '2', success: true },
  ]);
});

const untilSleeping = (): Promise<void> => until("SELECT 1 FROM pg_stat_activity WHERE wait_event = 'PgSleep'");

async function until(sql: string): Promise<void> {
  for (let i = 0; i < 200; i++) {
    if ((await rowsOf(database, sql)).length > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`never came: ${sql}`);
}
