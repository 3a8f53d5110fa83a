// The policy of a pull request is the base's: what it edits in lockgate.yml is said, and holds once it is merged.
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { applyChange } from '../../src/catalog/apply-change.ts';
import { listed } from '../../src/catalog/assemble.ts';
import { emptyCatalog } from '../../src/catalog/objects.ts';
import { writeSnapshot } from '../../src/catalog/snapshot.ts';
import { script } from '../sql/reading.ts';
import { mergeGroupEvent } from './events.ts';
import type { Changes } from './forge.ts';
import { type Gate, openPull, openWorld, patience, rulesOf, shop, type World } from './pull-request.ts';

/** Of a table `orders` with that many rows. */
function snapshotOf(rows: number): string {
  let catalog = emptyCatalog();
  for (const { changes } of script('create table orders (id bigint)').statements)
    for (const change of changes)
      catalog = applyChange(catalog, change, { searchPath: ['public'], conditional: false });
  const { tables, ...lists } = listed(catalog);
  const statistics = { rows, bytes: rows < 100 ? 8192 : 1024 ** 3, indexBytes: 0, writesPerSecond: null };
  return writeSnapshot({
    lockgate: 'catalog',
    schema: 1,
    server: { version: '16.4' },
    takenAt: '2026-11-30T00:00:00Z',
    database: 'shop',
    longestTransactionMs: null,
    ...lists,
    tables: tables.map((table) => ({ ...table, statistics })),
  });
}

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

async function opened(changes: Changes, base: Changes = shop): Promise<Gate> {
  const gate = await openPull(world, base, changes);
  onTestFinished(() => gate.close());
  return gate;
}

const path = 'db/migration/V4__orders.sql';
const added = { [path]: `${patience}CREATE INDEX orders_customer_idx ON orders (customer_id);\n` };
const finding = [`index-not-concurrent ${path}`];
const off = 'rules:\n  index-not-concurrent: off\n';
const lint = { command: 'lint' };

it.each([
  ['a new file', {}, off, 'rules.index-not-concurrent: not set → off'],
  [
    'an edit',
    { 'lockgate.yml': 'preset: recommended\n' },
    `preset: recommended\n${off}`,
    'rules.index-not-concurrent: not set → off',
  ],
  ['a verdict that never blocks', {}, 'fail-on: never\n', 'fail-on: not set → never'],
  ['another directory', {}, 'path: elsewhere\n', 'path: not set → elsewhere'],
  [
    'an ignore',
    {},
    `ignore:\n  - rule: index-not-concurrent\n    path: "**"\n    reason: none\n`,
    'ignore adds index-not-concurrent in \\*\\* (none)',
  ],
])('does not hold, but is said: %s', async (_, base, edit, words) => {
  const gate = await opened(
    { ...added, 'lockgate.yml': edit, 'elsewhere/V1__a.sql': 'SELECT 1;\n' },
    { ...shop, ...base },
  );
  const result = await gate.run({ inputs: lint });
  expect(result.code).toBe(1);
  expect(rulesOf(result)).toEqual(finding);
  const [first] = result.summary.split('\n');
  expect(first).toContain('This change edits lockgate.yml. The policy of the base held here');
  expect(first).toContain(words);
  expect(gate.pull.issueComments[0]?.body).toContain(words);
});

it('holds for a merge queue too, and the way out of a policy is to merge its edit first', async () => {
  const gate = await opened({ ...added, 'lockgate.yml': off });
  const queued = await gate.run({ eventName: 'merge_group', event: mergeGroupEvent(gate.commits), inputs: lint });
  expect(queued.code).toBe(1);
  await gate.forge.commitToMain({ 'lockgate.yml': off });
  await gate.push({ 'README.md': 'again' });
  const merged = await gate.run({ inputs: lint });
  expect(merged).toMatchObject({ code: 0, report: { preface: [], findings: [] } });
});

it('holds at once where the workflow says so, and that is said as well', async () => {
  const gate = await opened({ ...added, 'lockgate.yml': off });
  const result = await gate.run({ inputs: { ...lint, 'config-from': 'head' } });
  expect(result).toMatchObject({ code: 0, report: { findings: [] } });
  expect(result.summary.split('\n')[0]).toContain(
    'the edited policy held here: rules.index-not-concurrent: not set → off',
  );
});

it('a deleted file is an edit, a named one is read from the base, and one that mends the base can pass', async () => {
  const strict = { ...shop, 'lockgate.yml': 'rules:\n  index-not-concurrent: warning\n' };
  const deleted = await opened({ ...added, 'lockgate.yml': null }, strict);
  const first = await deleted.run({ inputs: lint });
  expect(first).toMatchObject({ code: 0, report: { verdict: { outcome: 'warn' } } });
  expect(first.report.preface[0]).toContain('rules.index-not-concurrent: warning → not set');

  const named = await opened({ ...added, 'ci/gate.yml': off }, { ...shop, 'ci/gate.yml': 'preset: recommended\n' });
  const second = await named.run({ inputs: { ...lint, config: 'ci/gate.yml' } });
  expect(second.code).toBe(1);
  expect(second.report.preface[0]).toContain('ci/gate.yml');

  const mended = await opened({ 'lockgate.yml': 'preset: recommended\n' }, { ...shop, 'lockgate.yml': 'rules: 7\n' });
  const third = await mended.run({ inputs: lint });
  expect(third).toMatchObject({ code: 0, report: { verdict: { outcome: 'pass' } } });
  expect(third.report.preface[0]).toContain('the defaults held here');
});

it('a configuration that can not be read stops the pull request that brings it', async () => {
  const gate = await opened({ ...added, 'lockgate.yml': 'rules: 7\n' });
  expect(await gate.run({ inputs: lint })).toMatchObject({ code: 2, summary: expect.stringContaining('lockgate.yml') });
});

it("a snapshot of production is the base's, so that a change can't make its tables small", async () => {
  const small = snapshotOf(40);
  const named = { ...shop, 'lockgate.yml': 'catalog: catalog.json\n' };
  const planted = await opened({ ...added, 'catalog.json': small }, named);
  const first = await planted.run({ inputs: lint });
  expect(first.code).toBe(1);
  expect(first.report.notes.join()).toContain('catalog.json is not in the base');
  const edited = await opened({ ...added, 'catalog.json': small }, { ...named, 'catalog.json': snapshotOf(9_000_000) });
  const second = await edited.run({ inputs: lint });
  expect(second.code).toBe(1);
  expect(second.report.findings[0]?.message).toContain('public.orders has 1 GB, 9 million rows');
  const merged = await opened(added, { ...shop, 'catalog.json': small });
  const third = await merged.run({ inputs: { ...lint, catalog: 'catalog.json' } });
  expect(third).toMatchObject({ code: 0, report: { findings: [{ severity: 'info' }] } });
});
