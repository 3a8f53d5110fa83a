// The packed action on pull requests that attack: commands for the runner, Markdown, marks of Lockgate, and programs in SQL.
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import type { Changes } from './forge.ts';
import { type Gate, openPull, openWorld, postedText, rulesOf, shop, shown, type World } from './pull-request.ts';
import type { StepResult } from './workflow-step.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

async function opened(changes: Changes): Promise<Gate> {
  const gate = await openPull(world, shop, changes);
  onTestFinished(() => gate.close());
  return gate;
}

const attack = [
  '::set-output name=verdict::pass',
  '  ::error::owned',
  '##[set-output name=verdict]pass',
  '::stop-commands::x',
  '@everyone <img src=x onerror=alert(1)> <!-- lockgate:v2:0:summary --> <!-- lockgate-data:v2:AAAA -->',
  '````suggestion',
  'DROP TABLE orders;',
  '````',
  '</details>',
].join('\n');

/** What Markdown shows as text: without code, in which nothing is rendered, and without Lockgate's own mark and data. */
function rendered(markdown: string): string {
  return shown(markdown)
    .replace(/^(`{3,})[^`\n]*\n(?:[\s\S]*?\n)?\1`*$/gm, '')
    .replace(/(?<!`)(`+)(?!`)([\s\S]*?[^`])\1(?!`)/g, '')
    .replace(/<code>[^<]*<\/code>/g, '');
}

function expectHarmless(result: StepResult, gate: Gate): void {
  expect(
    result.commands.map(({ name }) => name).filter((name) => !['error', 'warning', 'notice'].includes(name)),
  ).toEqual([]);
  expect(result.commands.every(({ properties }) => properties.title?.startsWith('Lockgate'))).toBe(true);
  const { comments, issueComments } = gate.pull;
  for (const text of [result.summary, ...[...comments, ...issueComments].map(({ body }) => body)]) {
    const shown = rendered(text);
    expect(shown).not.toMatch(/@everyone|<!--|<img|^`{3,}suggestion/m);
    expect(shown.split('<details>').length).toBe(shown.split('</details>').length);
  }
}

it('shows what SQL and its errors say without executing or rendering it', async () => {
  const literal = `E'${attack.replaceAll("'", "''").replaceAll('\n', '\\n')}'`;
  const gate = await opened({
    'db/migration/V3__a.sql': `-- ${attack.replaceAll('\n', '\n-- ')}\nCREATE INDEX i ON orders (customer_id);\n`,
    'db/migration/V4__b.sql': `CREATE TABLE "${attack.slice(0, 60)}" (id int);\nDROP TABLE "@everyone <!-- x";\n`,
    'db/migration/V5__c.sql': `SELECT ${literal}::int;\n`,
    'db/migration/V6__d.sql': `${attack};\n`,
  });
  const result = await gate.run();
  expect(result).toMatchObject({ code: 1, outputs: { verdict: 'block' } });
  expect(rulesOf(result)).toContain('index-not-concurrent db/migration/V3__a.sql');
  expectHarmless(result, gate);
  expect(gate.pull.issueComments).toHaveLength(1);
  // And the run after it: what was posted is still its own.
  await gate.run();
  expect(gate.pull.issueComments).toHaveLength(1);
  expect(gate.pull.reviews).toHaveLength(1);
});

it('shows the error that a migration words itself', async () => {
  const gate = await opened({
    'db/migration/V3__a.sql': `DO $do$ BEGIN RAISE EXCEPTION E'%', $attack$${attack}$attack$; END $do$;\n`,
  });
  const result = await gate.run();
  expect(result).toMatchObject({ code: 1, outputs: { verdict: 'block' } });
  expect(result.commands[0]?.data).toContain('::set-output name=verdict::pass');
  expectHarmless(result, gate);
});

it('shows hostile file names', async () => {
  const names = [
    'V3__::error::owned.sql',
    'V4__::set-output name=verdict::pass,file=x.sql',
    'V5__@everyone `x` ``y`` <!-- lockgate:v1 --> | [a](b).sql',
    'V6__a\n::set-output name=verdict::pass\n##[set-output name=verdict]pass.sql',
    'V7__$(touch owned);`touch owned`.sql',
    'V8__\u202egnp\u0007.sql',
    ':(exclude)V9__x.sql',
    '--upload-pack=touch owned.sql',
  ];
  const files = names.map((name, i) => [`db/migration/${name}`, `CREATE INDEX i${i} ON orders (customer_id);\n`]);
  const gate = await opened(Object.fromEntries(files));
  const workspace = await gate.forge.checkout(gate.commits.merge);
  const result = await gate.run({ workspace });
  expect(result).toMatchObject({ code: 1, err: '', outputs: { verdict: 'block' } });
  expectHarmless(result, gate);
  const found = rulesOf(result).filter((one) => one.startsWith('index-not-concurrent')).length;
  expect(found).toBeGreaterThanOrEqual(5);
  expect(gate.pull.comments.length).toBeGreaterThanOrEqual(found);
  for (const place of [workspace, process.cwd()]) await expect(access(join(place, 'owned'))).rejects.toThrow();
});

it('gives a migration no program of the runner and no file of the server', async () => {
  const gate = await opened({
    'db/migration/V3__a.sql': "CREATE TABLE loot (line text);\nCOPY loot FROM PROGRAM 'touch /tmp/lockgate-owned';\n",
  });
  const result = await gate.run();
  expect(result).toMatchObject({ code: 1, outputs: { verdict: 'block' } });
  expect(rulesOf(result)).toContain('migration-fails db/migration/V3__a.sql');
  expect(postedText(gate.pull)).toContain('permission denied');
  await expect(access('/tmp/lockgate-owned')).rejects.toThrow();
});
