// The packed plugin as a buildspec runs it: index.js alone in an empty directory, against a PostgreSQL over TCP.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { secretsServer } from '../aws/secrets-manager-server.ts';
import { type TcpServer, tcpServer } from '../database/tcp-server.ts';
import { type Bundles, buildBundles } from './bundles.ts';
import { type Ended, type Running, run, start, until } from './processes.ts';
import { createDatabase, deployerPassword, query } from './service.ts';

let bundles: Bundles;
let server: TcpServer;
let plugin: string;
beforeAll(async () => {
  [bundles, server] = await Promise.all([buildBundles(), tcpServer(18)]);
  await server.start();
  plugin = await bundles.alone('codebuild-plugin');
});
afterAll(async () => {
  await server.remove();
  await bundles.remove();
});

let database: string;
let project: string;
let environment: Readonly<Record<string, string>>;
let databases = 0;
beforeEach(async () => {
  database = `shop_${++databases}`;
  project = await bundles.directory();
  await untilUp();
  await createDatabase(server, database);
  const place = { PGHOST: '127.0.0.1', PGPORT: String(server.port), PGDATABASE: database };
  environment = { ...place, PGUSER: 'deployer', PGPASSWORD: deployerPassword, LOCKGATE_PATH: 'db/migration' };
});

const untilUp = (): Promise<void> =>
  until('the server', () =>
    query(server, 'postgres', 'SELECT 1').then(
      () => true,
      () => false,
    ),
  );

async function write(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(project, path)), { recursive: true });
    await writeFile(join(project, path), text);
  }
}

const begin = (args: readonly string[], more: Readonly<Record<string, string>> = environment): Running =>
  start(process.execPath, [plugin, ...args], { cwd: project, environment: more });

async function step(args: readonly string[], more?: Readonly<Record<string, string>>): Promise<Ended> {
  const ended = await begin(args, more).ended;
  expect(ended.out + ended.err).not.toContain('hunter2');
  return ended;
}

/** A report that was written, without the password. */
async function written(file: string): Promise<string> {
  const text = await readFile(join(project, file), 'utf8');
  expect(text).not.toContain('hunter2');
  return text;
}

interface Suite {
  readonly '@tests': number;
  readonly '@failures': number;
  readonly '@skipped': number;
  readonly testcase: readonly { readonly '@name': string; readonly failure?: { readonly '@message': string } }[];
}

async function junit(file: string): Promise<Suite> {
  const text = await written(file);
  expect(XMLValidator.validate(text)).toBe(true);
  const options = { ignoreAttributes: false, attributeNamePrefix: '@', parseAttributeValue: true };
  const parser = new XMLParser({ ...options, isArray: (name) => name === 'testcase' });
  return parser.parse(text).testsuites.testsuite;
}

const history = (): Promise<readonly Record<string, unknown>[]> =>
  query(server, database, 'SELECT version, success FROM flyway_schema_history ORDER BY installed_rank');

const files = {
  'db/migration/V1__a.sql': 'CREATE TABLE a (id int);\n',
  'db/migration/V2__b.sql': 'CREATE TABLE b (id int);\nINSERT INTO b VALUES (1);\n',
};

it('plans, applies and shows the state, told by variables, and has nothing to do the second time', async () => {
  await write(files);
  const planned = await step(['plan'], { ...environment, LOCKGATE_JSON: 'plan.json' });
  expect(planned).toMatchObject({ code: 0, err: '', out: expect.stringContaining('2 migrations to apply:') });
  expect(JSON.parse(await written('plan.json'))).toMatchObject({ schema: 1, plan: 'ready', steps: [{}, {}] });

  const reports = { ...environment, LOCKGATE_JSON: 'apply.json', LOCKGATE_JUNIT: 'apply.xml' };
  const applied = await step(['apply'], reports);
  expect(applied).toMatchObject({ code: 0, err: '', out: expect.stringMatching(/Applied 2 migrations\.\n$/) });
  expect(applied.out).toMatch(/^\[1\/2\] V1__a\.sql {2}statement 1\/1 {2}CREATE TABLE a \(id int\) {2}\d+ ms$/m);
  expect(applied.out).toMatch(/^\[2\/2\] V2__b\.sql {2}statement 2\/2 {2}INSERT INTO b VALUES \(1\) {2}\d+ ms$/m);
  expect(JSON.parse(await written('apply.json'))).toMatchObject({ outcome: 'applied', applied: [{}, {}], pending: [] });
  expect(await junit('apply.xml')).toMatchObject({ '@tests': 2, '@failures': 0, testcase: [{}, {}] });
  expect(await history()).toEqual([
    { version: '1', success: true },
    { version: '2', success: true },
  ]);

  expect(await step(['apply'])).toMatchObject({ code: 0, out: expect.stringContaining('Nothing to apply') });
  const state = await step(['status', '--json', 'status.json']);
  expect(state).toMatchObject({ code: 0, out: expect.stringContaining('applied    db/migration/V2__b.sql') });
  expect(JSON.parse(await written('status.json'))).toMatchObject({ schema: 1, migrations: [{}, {}] });
});

it('is told by flags as well, which win', async () => {
  await write(files);
  const url = new URL(`postgres://127.0.0.1:${server.port}/${database}`);
  url.username = 'deployer';
  url.password = encodeURIComponent(deployerPassword);
  const wrong = {
    LOCKGATE_PATH: 'nowhere',
    LOCKGATE_TO: '2',
    LOCKGATE_DATABASE_URL: 'postgres://nobody@127.0.0.1:1/no',
  };
  const flags = ['--database-url', url.href, '--to', '1', '--json', 'apply.json'];
  expect(await step(['apply', 'db/migration', ...flags], wrong)).toMatchObject({ code: 0, err: '' });
  expect(await history()).toEqual([{ version: '1', success: true }]);
  expect(await written('apply.json')).toContain('V1__a.sql');
});

it('takes the whole database from a secret, and a new password after a rotation', async () => {
  await write(files);
  const secret = (password: string): string => {
    const place = { engine: 'postgres', host: '127.0.0.1', port: server.port, dbname: database };
    return JSON.stringify({ ...place, username: 'deployer', password });
  };
  const id = 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:prod/shop/migrator-AbCdEf';
  const secrets = await secretsServer({
    [id]: { values: [secret('hunter2-old'), secret(deployerPassword)] },
    'prod/denied': { error: 'AccessDeniedException', message: 'User: build is not authorized' },
  });
  try {
    const variables = { ...secrets.environment, LOCKGATE_PATH: 'db/migration' };
    const denied = await step(['apply'], { ...variables, LOCKGATE_DATABASE_SECRET: 'prod/denied' });
    expect(denied).toMatchObject({ code: 2, err: expect.stringContaining('not authorized') });
    const applied = await step(['apply'], { ...variables, LOCKGATE_DATABASE_SECRET: id });
    expect(applied).toMatchObject({ code: 0, err: '', out: expect.stringContaining('Applied 2 migrations.') });
    expect(secrets.asked.filter((one) => one.id === id)).toHaveLength(2);
  } finally {
    await secrets.stop();
  }
});

it('applies what `lockgate check` proved, and refuses changed bytes and migrations without proof', async () => {
  await write(files);
  const cli = join(bundles.dist, 'cli', 'index.js');
  const check = ['check', 'db/migration', '--database-url', server.url, '--proof', 'proof.json'];
  expect(await run(process.execPath, [cli, ...check], { cwd: project })).toMatchObject({ code: 0, err: '' });
  await written('proof.json');
  const proved = { ...environment, LOCKGATE_PROOF: 'proof.json', LOCKGATE_JUNIT: 'apply.xml' };

  await write({ 'db/migration/V2__b.sql': `${files['db/migration/V2__b.sql']}-- a late idea\n` });
  const changed = await step(['apply'], proved);
  expect(changed).toMatchObject({ code: 1, out: expect.stringContaining('V2__b.sql: Its bytes are not those') });
  expect(await junit('apply.xml')).toMatchObject({ '@failures': 1, testcase: [{ '@name': 'db/migration/V2__b.sql' }] });

  await write({ ...files, 'db/migration/V3__c.sql': 'CREATE TABLE c (id int);\n' });
  const unproved = await step(['apply'], proved);
  expect(unproved).toMatchObject({ code: 1, out: expect.stringMatching(/V3__c\.sql: .*not (in the proof|proved)/) });
  expect(await query(server, database, "SELECT to_regclass('a') AS a")).toEqual([{ a: null }]);

  // Up to what was proved it may go.
  expect(await step(['apply', '--to', '2'], proved)).toMatchObject({ code: 0, err: '' });
  await write({ 'proof.json': (await written('proof.json')).replaceAll('V2__b.sql', 'V3__c.sql') });
  expect(await step(['apply'], proved)).toMatchObject({ code: 2, err: expect.stringContaining('was altered') });
});

it('does not apply what the gate has blocked', async () => {
  await write({
    'db/migration/V1__a.sql': 'CREATE TABLE a (id int);\n',
    'db/migration/V2__b.sql': 'SELECT no_such_function();\n',
  });
  const cli = join(bundles.dist, 'cli', 'index.js');
  const check = ['check', 'db/migration', '--database-url', server.url, '--proof', 'proof.json'];
  expect((await run(process.execPath, [cli, ...check], { cwd: project })).code).toBe(1);
  const refused = await step(['apply', '--proof', 'proof.json']);
  expect(refused.code).toBe(1);
  expect(await query(server, database, "SELECT to_regclass('a') AS a")).toEqual([{ a: null }]);
});

it('stops at a failing migration, and says so in every report', async () => {
  const hostile = 'db/migration/V2__<b>&"::error::.sql';
  await write({
    'db/migration/V1__a.sql': files['db/migration/V1__a.sql'],
    [hostile]: "DO $$ BEGIN RAISE EXCEPTION E'no\\x01 <&]]> \\x1b[31m'; END $$;\n",
    'db/migration/V3__c.sql': 'CREATE TABLE c (id int);\n',
  });
  const stopped = await step(['apply', '--junit', 'apply.xml', '--json', 'apply.json']);
  expect(stopped).toMatchObject({ code: 1, out: expect.stringContaining('statement 1 of 1 (line 1) failed: no') });
  expect(stopped.out).not.toMatch(/[\u0001\u001b]/);
  const suite = await junit('apply.xml');
  expect(suite).toMatchObject({ '@tests': 3, '@failures': 1, '@skipped': 1 });
  expect(JSON.parse(await written('apply.json'))).toMatchObject({
    outcome: 'stopped',
    applied: [{ path: 'db/migration/V1__a.sql' }],
    pending: [{ path: hostile }, { path: 'db/migration/V3__c.sql' }],
  });
});

it('ends with 2 when it could not run, and tells everything that is wrong at once', async () => {
  await write(files);
  const wrong = await step(['deploy', '--tries', '0', '--lock-timeout', 'soon'], { LOCKGATE_PROOFS: 'x' });
  expect(wrong).toMatchObject({ code: 2, out: '' });
  for (const part of ['not "deploy"', '--tries', '--lock-timeout', 'LOCKGATE_PROOFS'])
    expect(wrong.err).toContain(part);
  const refused = await step(['apply'], { ...environment, PGPASSWORD: 'hunter2-wrong', LOCKGATE_JSON: 'apply.json' });
  expect(refused).toMatchObject({ code: 2, err: expect.stringContaining('the server refused the password') });
  expect(JSON.parse(await written('apply.json'))).toMatchObject({ outcome: 'could-not-run' });
  const remote = { ...environment, PGHOST: 'localhost.invalid' };
  expect(await step(['apply'], remote)).toMatchObject({
    code: 2,
    err: expect.stringContaining('host name is unknown'),
  });
  expect(await step(['--help'], {})).toMatchObject({
    code: 0,
    out: expect.stringContaining('LOCKGATE_DATABASE_SECRET'),
  });
});

it('cancels and rolls back on SIGTERM in the middle of a long statement', async () => {
  await write({
    'db/migration/V1__a.sql': files['db/migration/V1__a.sql'],
    'db/migration/V2__b.sql': 'CREATE TABLE b (id int);\nSELECT pg_sleep(60);\n',
    'db/migration/V3__c.sql': 'CREATE TABLE c (id int);\n',
  });
  const running = begin(['apply', '--junit', 'apply.xml', '--json', 'apply.json']);
  const sleeping = `SELECT 1 FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND datname = '${database}'`;
  await until('the long statement', async () => (await query(server, 'postgres', sleeping)).length > 0);
  const begun = Date.now();
  running.child.kill('SIGTERM');
  const ended = await running.ended;
  expect(Date.now() - begun).toBeLessThan(15_000);
  expect(ended).toMatchObject({
    code: 1,
    out: expect.stringContaining('Interrupted: what was running was cancelled.'),
  });
  expect(ended.out).toMatch(/^\[2\/3\] V2__b\.sql {2}statement 1\/2 /m);
  const [tables] = await query(server, database, "SELECT to_regclass('a') IS NOT NULL AS a, to_regclass('b') AS b");
  expect(tables).toEqual({ a: true, b: null });
  expect(await query(server, 'postgres', sleeping)).toEqual([]);
  expect(await junit('apply.xml')).toMatchObject({ '@tests': 3, '@failures': 1, '@skipped': 1 });
  expect(JSON.parse(await written('apply.json'))).toMatchObject({ outcome: 'stopped', pending: [{}, {}] });
});
