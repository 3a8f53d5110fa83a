// The packed action's commands and inputs: without a database URL, lint, deploy, bad inputs, a cancelled job.
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { until } from './processes.ts';
import {
  type Gate,
  openPull,
  openWorld,
  patience,
  postedText,
  rulesOf,
  shop,
  titles,
  type World,
} from './pull-request.ts';
import {
  createDatabase,
  deployerPassword,
  installedPrograms,
  leftBehind,
  query,
  temporaryDirectory,
} from './service.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const path = 'db/migration/V3__i.sql';

async function opened(sql = 'CREATE INDEX orders_customer_idx ON orders (customer_id);\n'): Promise<Gate> {
  const gate = await openPull(world, shop, { [path]: patience + sql });
  onTestFinished(() => gate.close());
  return gate;
}

it('starts the PostgreSQL of the runner when no URL is given, and leaves nothing of it', async () => {
  const gate = await opened();
  const directory = await world.bundles.directory();
  const temporary = await temporaryDirectory(directory);
  const programs = await installedPrograms(directory);
  const environment = { PATH: `${programs}:${process.env.PATH}`, TMPDIR: temporary };
  const result = await gate.run({ inputs: { 'database-url': '' }, environment });
  expect(result).toMatchObject({ code: 1, err: '', outputs: { verdict: 'block', errors: '1' } });
  expect(result.report.server.version).toMatch(/^\d+\.\d/);
  expect(rulesOf(result)).toEqual([`index-not-concurrent ${path}`]);
  // A guardian process outlives the action by a moment.
  await until('an empty temporary directory', async () => (await leftBehind(temporary)).length === 0);
});

it('lints without a server', async () => {
  const gate = await opened(`CREATE INDEX orders_customer_idx ON orders (customer_id);\nSELECT no_such_function();\n`);
  // There is a URL, but nothing listens there.
  const inputs = { command: 'lint', 'database-url': 'postgres://postgres@127.0.0.1:1/postgres' };
  const result = await gate.run({ inputs });
  expect(result).toMatchObject({ code: 1, outputs: { verdict: 'block', errors: '1' }, report: { server: null } });
  expect(result.report.findings).toMatchObject([{ rule: 'index-not-concurrent', evidence: 'read', line: 2 }]);
  expect(gate.pull.comments).toHaveLength(1);
});

it('deploys what was proved', async () => {
  await createDatabase(world.server, 'aurora');
  const gate = await opened('ALTER TABLE orders ADD COLUMN status text;\n');
  const workspace = await gate.forge.checkout(gate.commits.merge);
  expect((await gate.run({ workspace, inputs: { proof: 'proof.json' } })).code).toBe(0);
  const url = new URL(world.server.url);
  url.username = 'deployer';
  url.password = encodeURIComponent(deployerPassword);
  url.pathname = '/aurora';
  // The target has what the pull request starts from.
  const base = await gate.forge.checkout(gate.commits.base);
  expect(await gate.run({ workspace: base, inputs: { command: 'deploy', 'database-url': url.href } })).toMatchObject({
    code: 0,
  });
  const inputs = { command: 'deploy', 'database-url': url.href, proof: 'proof.json' };
  const deployed = await gate.run({ workspace, inputs });
  expect(deployed).toMatchObject({ code: 0, err: '', outputs: { verdict: 'pass' } });
  // The runner learns what to blot out; nothing else has the password.
  const masks = deployed.commands.filter(({ name }) => name === 'add-mask').map(({ data }) => data);
  expect(masks).toContain(deployerPassword);
  expect(deployed.everything.replace(/^::add-mask::.*$/gm, '')).not.toContain('hunter2');
  const applied = await query(world.server, 'aurora', 'SELECT version FROM flyway_schema_history ORDER BY 1');
  expect(applied).toEqual([{ version: '1' }, { version: '2' }, { version: '3' }]);
  const again = await gate.run({ workspace, inputs });
  expect(again.out).toContain('Nothing to apply');
});

it('tells all inputs that are wrong at once, and runs nothing', async () => {
  const gate = await opened();
  const inputs = {
    command: 'gate',
    layout: 'rails',
    dialect: 'mysql',
    'server-version': 'sixteen',
    'fail-on': 'always',
    'database-url': 'localhost:5432::error::owned',
  };
  const result = await gate.run({ inputs });
  expect(result).toMatchObject({ code: 2, outputs: {}, report: undefined });
  expect(result.commands).toMatchObject([{ name: 'error', properties: { title: 'Lockgate could not run' } }]);
  for (const name of Object.keys(inputs)) {
    expect(result.commands[0]?.data).toContain(`${name}: `);
    expect(result.summary).toContain(`${name}: `);
  }
  expect(titles(gate.pull)).toEqual([`### Lockgate: could not run on ${gate.commits.head.slice(0, 7)}`]);
  expect(postedText(gate.pull)).not.toContain('::error::owned');

  const nowhere = await gate.run({ inputs: { path: 'nowhere', config: 'no.yml' } });
  expect(nowhere).toMatchObject({ code: 2, summary: expect.stringContaining('no.yml') });
  const missing = await gate.run({ inputs: { path: 'nowhere' } });
  expect(missing).toMatchObject({ code: 2, summary: expect.stringContaining('There is nothing at nowhere') });
});

it('works where the runner gives no files for outputs and summary', async () => {
  const gate = await opened();
  const result = await gate.run({ environment: { GITHUB_STEP_SUMMARY: '' } });
  expect(result).toMatchObject({ code: 1, outputs: { verdict: 'block' } });
  expect(await readFile(result.outputs.report ?? '', 'utf8')).toContain('"schema": 1');
});

it('ends soon when the job is cancelled in the middle of a long statement, and leaves no database', async () => {
  const gate = await opened('SELECT pg_sleep(60);\n');
  const before = await query(world.server, 'postgres', 'SELECT datname FROM pg_database ORDER BY 1');
  const sleeping = "SELECT 1 FROM pg_stat_activity WHERE wait_event = 'PgSleep'";
  let begun = 0;
  const result = await gate.run({
    async onStart(child) {
      await until('the long statement', async () => (await query(world.server, 'postgres', sleeping)).length > 0);
      begun = Date.now();
      child.kill('SIGINT');
    },
  });
  expect(result.code).toBe(2);
  // The runner kills after 7.5 s.
  expect(Date.now() - begun).toBeLessThan(7_500);
  expect(result.summary).toContain('Interrupted');
  expect(await query(world.server, 'postgres', 'SELECT datname FROM pg_database ORDER BY 1')).toEqual(before);
  expect(gate.github.takeWrites()).toEqual([]);
});
