// What the packed action takes as the base: in every kind of checkout, of every event, and when a pull request meddles with it.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { mergeGroupEvent, pullRequestEvent, pushEvent } from './events.ts';
import type { Changes } from './forge.ts';
import { git } from './processes.ts';
import { type Gate, openPull, openWorld, patience, rulesOf, shop, titles, type World } from './pull-request.ts';

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

it('finds the base in a full clone of the merge commit', async () => {
  const gate = await opened(added);
  const result = await gate.run({ workspace: await gate.forge.checkout(gate.commits.merge, 'full') });
  expect(result.code).toBe(1);
  expect(rulesOf(result)).toEqual(finding);
});

it('takes the base as merged when the base branch has moved on since the event was written', async () => {
  const gate = await opened(added);
  const { base } = gate.commits;
  await gate.forge.commitToMain({ 'db/migration/V3__late.sql': 'CREATE INDEX orders_late_idx ON orders (id);\n' });
  await gate.push({});
  expect(gate.commits.base).not.toBe(base);
  const event = pullRequestEvent({ ...gate.commits, base });
  const result = await gate.run({ event });
  expect(rulesOf(result)).toEqual(finding);
});

it('finds the base after a checkout of the head: in a full clone by itself, in a shallow one with the help of GitHub', async () => {
  const gate = await opened(added);
  const { base: start, head } = gate.commits;
  // Here the base's newest commit holds what the head does not have: it must not read as deleted by the pull request.
  await gate.forge.commitToMain({ 'db/migration/V3__late.sql': 'CREATE TABLE late (id int);\n' });
  await gate.push({});
  const { base } = gate.commits;
  gate.github.state.mergeBases.set(`${base}...${gate.commits.head}`, start);
  expect(gate.commits.head).not.toBe(head);
  const full = await gate.run({ workspace: await gate.forge.checkout(gate.commits.head, 'full') });
  expect(rulesOf(full)).toEqual(finding);
  expect(gate.github.state.requests.join()).not.toContain('/compare/');
  const shallow = await gate.run({ workspace: await gate.forge.checkout(gate.commits.head) });
  expect(rulesOf(shallow)).toEqual(finding);
  expect(gate.github.state.requests.join()).toContain('/compare/');
});

it('says what to do when the base can not be fetched, or there is no repository', async () => {
  const gate = await opened(added);
  const workspace = await gate.forge.checkout(gate.commits.merge);
  await git(workspace, 'remote', 'set-url', 'origin', 'file:///nowhere');
  const cut = await gate.run({ workspace });
  expect(cut).toMatchObject({ code: 2, outputs: {} });
  expect(cut.summary).toContain('the line `fetch-depth: 0`');
  expect(cut.commands).toMatchObject([{ name: 'error', properties: { title: 'Lockgate could not run' } }]);
  await rm(join(workspace, '.git'), { recursive: true });
  const none = await gate.run({ workspace });
  expect(none).toMatchObject({ code: 2, summary: expect.stringContaining('actions/checkout') });
  expect(titles(gate.pull)).toEqual([`### Lockgate: could not run on ${gate.commits.head.slice(0, 7)}`]);
  expect(gate.pull.issueComments[0]?.body).toContain('actions/checkout');
});

it('gates a merge queue and a push, and posts nothing there', async () => {
  const gate = await opened(added);
  for (const [eventName, event] of [
    ['merge_group', mergeGroupEvent(gate.commits)],
    ['push', pushEvent(gate.commits)],
  ] as const) {
    const result = await gate.run({ eventName, event });
    expect(result).toMatchObject({ code: 1, outputs: { verdict: 'block', errors: '1' } });
    expect(rulesOf(result)).toEqual(finding);
    expect(result.summary).toContain('index-not-concurrent');
  }
  expect(gate.github.state.requests).toEqual([]);
  // A branch's first push names no commit before it: then it is compared with the default branch.
  const first = await gate.run({ eventName: 'push', event: { ...pushEvent(gate.commits), before: '0'.repeat(40) } });
  expect(rulesOf(first)).toEqual(finding);
});

it('finds that a pull request edits, deletes or renames migrations that the base has', async () => {
  const v2 = 'db/migration/V2__names.sql';
  const text = shop[v2] as string;
  const edits = await opened({ [v2]: `${text}-- a late idea\n` });
  const edited = await edits.run();
  expect(edited.code).toBe(1);
  expect(rulesOf(edited)).toEqual([`applied-file-edited ${v2}`]);
  expect(edits.pull.comments.map(({ line }) => line)).toEqual([2]);

  const deletes = await opened({ [v2]: null });
  const deleted = await deletes.run();
  expect(deleted.code).toBe(1);
  expect(rulesOf(deleted)).toEqual([`applied-file-removed ${v2}`]);
  // A deleted file has no line on the new side: the summary tells it.
  expect(deletes.pull.comments).toEqual([]);
  expect(deletes.pull.issueComments[0]?.body).toContain('was deleted here');

  const renames = await opened({ [v2]: null, 'db/migration/V3__names.sql': text });
  const renamed = await renames.run();
  expect(renamed.code).toBe(1);
  expect(rulesOf(renamed)).toEqual(['applied-file-removed db/migration/V3__names.sql']);
  expect(renames.pull.issueComments[0]?.body).toContain('was renamed to');
});

it('names the migration of the base that does not apply, and does not blame the pull request', async () => {
  const broken = { ...shop, 'db/migration/V3__extension.sql': 'SELECT 1;\nSELECT no_such_function();\n' };
  const gate = await opened(added, broken);
  const result = await gate.run();
  expect(result).toMatchObject({ code: 2, outputs: {} });
  expect(result.commands).toMatchObject([
    {
      name: 'error',
      properties: { title: 'Lockgate could not run', file: 'db/migration/V3__extension.sql', line: '2' },
      data: expect.stringMatching(/V3__extension\.sql stops at line 2[\s\S]*the pull request is not to blame/),
    },
  ]);
  expect(result.summary).toContain('V3__extension.sql stops at line 2');
  // What can be known without the base is said: the pull request is judged as far as reading goes.
  for (const text of [result.summary, gate.pull.issueComments[0]?.body ?? '']) {
    expect(text).toContain('### Lockgate: could not run');
    expect(text).toContain('`index-not-concurrent`');
  }
  expect(gate.pull.comments).toEqual([]);
});
