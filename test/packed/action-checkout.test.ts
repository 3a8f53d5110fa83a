// The packed action in checkouts that are not what they should be, and those that lie elsewhere or have no credentials.
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { dispatchEvent, mergeGroupEvent, pullRequestEvent, pushEvent } from './events.ts';
import type { Changes } from './forge.ts';
import { serveGit } from './git-server.ts';
import { git } from './processes.ts';
import { type Gate, openPull, openWorld, patience, rulesOf, shop, type World } from './pull-request.ts';

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

it('refuses to judge another commit than the pull request proposes', async () => {
  const gate = await opened(added);
  const { base, merge, head } = gate.commits;
  const late = await gate.forge.commitToMain({ 'README.md': 'late' });
  for (const [commit, how] of [
    [base, 'full'],
    [base, 'shallow'],
    [late, 'shallow'],
  ] as const) {
    const result = await gate.run({
      eventName: 'pull_request_target',
      workspace: await gate.forge.checkout(commit, how),
    });
    expect(result).toMatchObject({ code: 2, outputs: {} });
    expect(result.summary).toContain(`neither the head of pull request 7 (${head.slice(0, 7)}) nor a merge of it`);
  }
  // A commit that a step before this one made on top of the merge is another state, too.
  const workspace = await gate.forge.checkout(merge);
  await git(workspace, 'commit', '--quiet', '--allow-empty', '-m', 'generated');
  expect(await gate.run({ workspace })).toMatchObject({ code: 2 });
});

it('refuses another commit of a push and of a merge queue', async () => {
  const gate = await opened(added);
  const workspace = await gate.forge.checkout(gate.commits.base);
  for (const [eventName, event] of [
    ['push', pushEvent(gate.commits)],
    ['merge_group', mergeGroupEvent(gate.commits)],
  ] as const) {
    const result = await gate.run({ eventName, event, workspace });
    expect(result).toMatchObject({ code: 2, summary: expect.stringContaining('the commit of this event') });
  }
});

it('compares with the default branch where the event names no base', async () => {
  const gate = await opened(added);
  const { base, head } = gate.commits;
  await gate.forge.commitToMain({ 'db/migration/V3__late.sql': 'CREATE TABLE late (id int);\n' });
  const branch = { ...pushEvent(gate.commits), before: '0'.repeat(40), after: head, ref: 'refs/heads/topic' };
  for (const [eventName, event] of [
    ['push', branch],
    ['workflow_dispatch', dispatchEvent()],
  ] as const) {
    const full = await gate.run({ eventName, event, workspace: await gate.forge.checkout(head, 'full') });
    expect(rulesOf(full)).toEqual(finding);
    // Neither the clone nor GitHub knows where the branch left: more history is fetched.
    const shallow = await gate.run({ eventName, event, workspace: await gate.forge.checkout(head) });
    expect(rulesOf(shallow)).toEqual(finding);
    expect(shallow.report.migrations.filter((one: { new: boolean }) => !one.new)).toHaveLength(2);
  }
  // On the default branch itself there is nothing to compare with, and the first line says so.
  const alone = await gate.run({
    eventName: 'workflow_dispatch',
    event: dispatchEvent(),
    workspace: await gate.forge.checkout(base),
  });
  expect(alone.summary.split('\n')[0]).toMatch(
    /^> \*\*Nothing was compared, because this commit is on the default branch main already/,
  );
  expect(alone.report.preface).toEqual([expect.stringMatching(/^Nothing was compared/)]);
  expect(alone.report.migrations.every((one: { new: boolean }) => one.new)).toBe(true);
});

it('judges a checkout below the workspace, however its paths are written', async () => {
  const gate = await opened(added);
  for (const inputs of [{}, { path: 'code/shop/db/migration' }, { path: 'db/migration' }]) {
    const workspace = await gate.forge.checkout(gate.commits.merge, 'shallow', 'code/shop');
    const result = await gate.run({ workspace, inputs });
    expect(rulesOf(result)).toEqual(finding);
    expect(gate.pull.comments.map((comment) => comment.path)).toEqual([path]);
  }
});

it('does not guess between two checkouts, and judges none of another repository', async () => {
  const gate = await opened(added);
  const workspace = await gate.forge.checkout(gate.commits.merge, 'shallow', 'shop');
  const other = await gate.forge.checkout(gate.commits.base, 'shallow', 'tools');
  await rename(join(other, 'tools'), join(workspace, 'tools'));
  const guess = await gate.run({ workspace });
  expect(guess).toMatchObject({ code: 2, summary: expect.stringContaining('2 checkouts (shop, tools)') });
  expect(rulesOf(await gate.run({ workspace, inputs: { path: 'shop/db/migration' } }))).toEqual(finding);
  const wrong = await gate.run({ workspace, inputs: { path: 'tools/db/migration' } });
  expect(wrong).toMatchObject({ code: 2, summary: expect.stringContaining('nor a merge of it') });
});

it('fetches the base with the token where the checkout left no credentials', async () => {
  const gate = await opened(added);
  const server = await serveGit(gate.forge.origin, gate.token);
  onTestFinished(() => server.stop());
  const workspace = await gate.forge.checkout(gate.commits.merge);
  await git(workspace, 'remote', 'set-url', 'origin', `${server.url}/`);
  const result = await gate.run({ workspace, environment: { GITHUB_SERVER_URL: server.url } });
  expect(rulesOf(result)).toEqual(finding);
  expect(result.everything).not.toContain(gate.token);
  // Another server never gets the token, and the message names the line to add.
  const away = await gate.run({ workspace: await clone(gate, server.url), environment: {} });
  expect(away).toMatchObject({ code: 2, summary: expect.stringContaining('fetch-depth: 0') });
  expect(server.refused()).toBeGreaterThan(0);
});

async function clone(gate: Gate, url: string): Promise<string> {
  const workspace = await gate.forge.checkout(gate.commits.merge);
  await git(workspace, 'remote', 'set-url', 'origin', `${url}/`);
  return workspace;
}

it('comments on lines whose patch GitHub leaves out, also where it lists nothing', async () => {
  const rows = Array.from({ length: 40 }, (_, i) => `INSERT INTO customers VALUES (${i}, 'a');`).join('\n');
  const v2 = 'db/migration/V2__names.sql';
  const gate = await opened({
    ...added,
    'db/migration/V5__rows.sql': `${patience}CREATE INDEX a_idx ON orders (id);\n${rows}\n`,
    [v2]: `${shop[v2]}-- a late idea\n`,
  });
  gate.pull.files = gate.pull.files.map((file) => ({ ...file, large: true }));
  const result = await gate.run();
  expect(result.code).toBe(1);
  const places = gate.pull.comments.map((comment) => `${comment.path}:${comment.line}`);
  expect([...new Set(places)].sort()).toEqual([`${v2}:2`, `${path}:2`, 'db/migration/V5__rows.sql:2']);
  const none = await opened(added);
  none.github.state.faults.push({ on: /^GET .*\/files/, times: 10, status: 406, message: 'diff too large' });
  await none.run();
  expect(none.pull.comments.map((comment) => comment.path)).toEqual([path]);
});

it('judges the pull request event of a head that is checked out by name', async () => {
  const gate = await opened(added);
  gate.github.state.mergeBases.set(`${gate.commits.base}...${gate.commits.head}`, gate.commits.base);
  const result = await gate.run({
    workspace: await gate.forge.checkout(gate.commits.head),
    event: pullRequestEvent(gate.commits),
  });
  expect(rulesOf(result)).toEqual(finding);
});
