// The packed action when several runs review one pull request, and when a run fails: nothing is painted green.
import { writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { type TcpServer, tcpServer } from '../database/tcp-server.ts';
import type { Changes } from './forge.ts';
import { until } from './processes.ts';
import {
  type Gate,
  openPull,
  openWorld,
  patience,
  postedText,
  shop,
  shown,
  titles,
  type World,
} from './pull-request.ts';
import { query } from './service.ts';

let world: World;
let older: TcpServer;
beforeAll(async () => {
  [world, older] = await Promise.all([openWorld(), tcpServer(15)]);
  await older.start();
});
afterAll(async () => {
  await older.remove();
  await world.close();
});

async function opened(changes: Changes): Promise<Gate> {
  const gate = await openPull(world, shop, changes);
  onTestFinished(() => gate.close());
  return gate;
}

const path = 'db/migration/V3__i.sql';
const short = ({ commits }: Gate) => commits.head.slice(0, 7);
const summary = ({ pull }: Gate) => pull.issueComments.map(({ body }) => shown(body)).join('\n=====\n');

it('keeps the block of one server of a matrix when the other passes, and settles nothing of it', async () => {
  // NULLS NOT DISTINCT came with 15, MERGE … RETURNING with 17.
  const only17 = 'MERGE INTO orders o USING customers c ON o.id = c.id WHEN MATCHED THEN DELETE RETURNING o.id;\n';
  const gate = await opened({ [path]: patience + only17 });
  const on15 = { inputs: { 'database-url': older.url } };
  const blocked = await gate.run(on15);
  expect(blocked.code).toBe(1);
  const before = gate.pull.comments.map(({ body }) => shown(body));
  expect(before.join()).toContain('migration-fails');
  const passed = await gate.run();
  expect(passed.code).toBe(0);
  expect(titles(gate.pull)).toEqual([expect.stringMatching(`^### Lockgate: blocked \\(.*\\) on ${short(gate)}$`)]);
  expect(summary(gate)).toMatch(/\| \| PostgreSQL 15\.\S+ \| PostgreSQL 18\.\S+ \|\n/);
  expect(gate.pull.comments.map(({ body }) => shown(body)).join()).not.toContain('**Settled**');

  await gate.push({ [path]: `${patience}ALTER TABLE orders ADD COLUMN status text;\n` });
  await gate.run();
  expect(titles(gate.pull)).toEqual([`### Lockgate: not finished on ${short(gate)}`]);
  expect(gate.pull.comments.map(({ body }) => shown(body)).join()).not.toContain('**Settled**');
  await gate.run(on15);
  expect(titles(gate.pull)).toEqual([`### Lockgate: passed on ${short(gate)}`]);
  expect(gate.pull.comments.every(({ body }) => shown(body).startsWith('**Settled**'))).toBe(true);
});

it('leaves one summary and one comment when two servers run at once', async () => {
  const gate = await opened({ [path]: `${patience}CREATE INDEX i ON orders (customer_id);\n` });
  await Promise.all([gate.run(), gate.run({ inputs: { 'database-url': older.url } })]);
  expect(titles(gate.pull)).toEqual([`### Lockgate: blocked (1 error) on ${short(gate)}`]);
  expect(summary(gate)).toMatch(/\| \| PostgreSQL 15\.\S+ \| PostgreSQL 18\.\S+ \|\n/);
  expect(gate.pull.comments).toHaveLength(1);
});

it('says in place of the last "passed" that a run could not reach its database, with what reading found', async () => {
  const gate = await opened({ [path]: `${patience}ALTER TABLE orders ADD COLUMN status text;\n` });
  await gate.run();
  expect(titles(gate.pull)).toEqual([`### Lockgate: passed on ${short(gate)}`]);
  await gate.push({ [path]: `${patience}CREATE INDEX orders_customer_idx ON orders (customer_id);\n` });
  const refused = new URL(world.server.url);
  refused.password = 'hunter2222';
  const failed = await gate.run({ inputs: { 'database-url': refused.href } });
  expect(failed.code).toBe(2);
  expect(titles(gate.pull)).toEqual([`### Lockgate: could not run on ${short(gate)}`]);
  for (const text of [summary(gate), failed.summary]) expect(text).toContain('`index-not-concurrent`');
  expect(failed.everything + postedText(gate.pull)).not.toContain('hunter2222');
  expect(gate.pull.comments).toEqual([]);
  const again = await gate.run();
  expect(again.code).toBe(1);
  expect(titles(gate.pull)).toEqual([`### Lockgate: blocked (1 error) on ${short(gate)}`]);
});

it('says so before it has read the configuration, in the same summary', async () => {
  const gate = await opened({ [path]: `${patience}ALTER TABLE orders ADD COLUMN status text;\n` });
  const workspace = await gate.forge.checkout(gate.commits.merge);
  await gate.run({ workspace });
  await writeFile(`${workspace}/lockgate.yml`, 'fail-on: sometimes\n');
  expect((await gate.run({ workspace, inputs: { 'server-version': 'x' } })).code).toBe(2);
  expect(titles(gate.pull)).toEqual([`### Lockgate: could not run on ${short(gate)}`]);
  expect(summary(gate)).toContain('server-version');
});

it('corrects the summary of an earlier commit when the job is cancelled', async () => {
  const gate = await opened({ [path]: `${patience}ALTER TABLE orders ADD COLUMN status text;\n` });
  await gate.run();
  await gate.push({ [path]: 'SELECT pg_sleep(60);\n' });
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
  expect(Date.now() - begun).toBeLessThan(7_500);
  expect(titles(gate.pull)).toEqual([`### Lockgate: could not run on ${short(gate)}`]);
});

it('shows 600 findings in the job summary, and the whole report in its file', async () => {
  const statements = Array.from({ length: 600 }, (_, i) => `CREATE INDEX orders_${i}_idx ON orders (customer_id);\n`);
  const gate = await opened({ [path]: patience + statements.join('') });
  const result = await gate.run({ inputs: { command: 'lint' } });
  expect(result.code).toBe(1);
  const findings = Number(result.outputs.findings);
  expect(findings).toBeGreaterThanOrEqual(600);
  expect(result.report.findings).toHaveLength(findings);
  const size = Buffer.byteLength(result.summary);
  expect(size).toBeGreaterThan(200_000);
  expect(size).toBeLessThanOrEqual(1024 * 1024);
  for (const i of [0, 299, 599]) expect(result.summary).toContain(`orders\\_${i}\\_idx`);
  expect(summary(gate).length).toBeLessThanOrEqual(65_536);
});
