// The packed action through the life of a pull request: index.js alone, a real repository, a real PostgreSQL, a strict GitHub.
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import type { Pull } from '../contracts/github/state.ts';
import type { Changes } from './forge.ts';
import { git } from './processes.ts';
import {
  type Gate,
  openPull,
  openWorld,
  patience,
  postedText,
  rulesOf,
  shop,
  shown,
  type World,
} from './pull-request.ts';

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

const path = 'db/migration/V3__status.sql';
const hasty = [
  "SET lock_timeout = '2s';",
  '',
  'CREATE INDEX orders_customer_idx',
  '  ON orders (customer_id);',
  'ALTER TABLE orders ADD COLUMN status text;',
  '',
].join('\n');

const copyOf = (pull: Pull): Pull => JSON.parse(JSON.stringify(pull));

it('reviews a pull request, leaves the review alone when run again, and settles it when the finding is fixed', async () => {
  const gate = await opened({ [path]: hasty });
  const { pull } = gate;

  const first = await gate.run();
  expect(first).toMatchObject({ code: 1, err: '' });
  expect(first.outputs).toMatchObject({ verdict: 'block', findings: '2', errors: '1', warnings: '1', proof: '' });
  expect(first.report).toMatchObject({ schema: 1, server: { version: expect.stringMatching(/^18\./) } });
  expect(rulesOf(first)).toEqual([`session-setting-leak ${path}`, `index-not-concurrent ${path}`]);
  expect(first.report.migrations.map((migration: { new: boolean }) => migration.new)).toEqual([false, false, true]);
  expect(first.summary).toMatch(/^### Lockgate: blocked \(1 error and 1 warning\)\n/);
  expect(first.commands).toEqual([
    expect.objectContaining({
      name: 'error',
      properties: { title: 'Lockgate: index-not-concurrent', file: path, line: '3', endLine: '4' },
      data: expect.stringContaining('ShareLock on public.orders'),
    }),
    expect.objectContaining({ name: 'warning', properties: expect.objectContaining({ file: path, line: '1' }) }),
  ]);

  expect(pull.reviews).toMatchObject([{ comments: 2 }]);
  expect(pull.comments.map(({ path: file, start_line, line }) => [file, start_line, line])).toEqual([
    [path, 3, 4],
    [path, null, 1],
  ]);
  expect(shown(pull.comments[0]?.body ?? '')).toMatch(
    /^\*\*Error\*\* · `index-not-concurrent`\n[\s\S]*Measured on PostgreSQL 18\./,
  );
  expect(pull.comments[1]?.body).toContain("```suggestion\nSET LOCAL lock_timeout = '2s';\n```");
  expect(pull.issueComments).toHaveLength(1);
  expect(pull.issueComments[0]?.body).toContain('### Lockgate: blocked (1 error and 1 warning)');

  const before = copyOf(pull);
  gate.github.takeWrites();
  const second = await gate.run();
  expect(second.code).toBe(1);
  expect(copyOf(pull)).toEqual(before);
  expect(gate.github.takeWrites()).toEqual([]);

  await gate.push({ [path]: "SET LOCAL lock_timeout = '2s';\nALTER TABLE orders ADD COLUMN status text;\n" });
  const third = await gate.run();
  expect(third).toMatchObject({ code: 0, outputs: { verdict: 'pass', findings: '0', errors: '0', warnings: '0' } });
  expect(third.commands).toEqual([]);
  expect(pull.reviews).toHaveLength(1);
  expect(pull.comments.every(({ body }) => /^\*\*Settled\*\* as of/.test(shown(body)))).toBe(true);
  expect(postedText(pull)).not.toContain('```suggestion');
  expect(pull.issueComments).toHaveLength(1);
  expect(pull.issueComments[0]?.body).toContain('### Lockgate: passed');
});

it('gives the worst findings a comment and an annotation, within the numbers that GitHub shows', async () => {
  const lines = (number: number, line: (i: number) => string) => Array.from({ length: number }, (_, i) => line(i));
  const indexes = lines(15, (i) => `CREATE INDEX orders_${i}_idx ON orders (id);`);
  const checks = lines(15, (i) => `ALTER TABLE orders ADD CONSTRAINT orders_${i} CHECK (id > ${i});`);
  const gate = await opened({
    'lockgate.yml': 'rules:\n  index-not-concurrent: warning\n  redundant-index: off\n',
    [path]: `${patience}${[...indexes, ...checks].join('\n')}\n`,
  });
  // The policy of the base would hold.
  const result = await gate.run({ inputs: { 'config-from': 'head' } });
  expect(result).toMatchObject({ code: 1, outputs: { verdict: 'block', errors: '15', warnings: '15' } });
  const levels = result.commands.map(({ name }) => name);
  expect(levels).toEqual([...Array<string>(10).fill('error'), ...Array<string>(10).fill('warning')]);
  expect(result.commands[9]).toMatchObject({ properties: { title: 'Lockgate: 6 more errors' } });
  expect(gate.pull.comments).toHaveLength(25);
  expect(gate.pull.comments.slice(0, 15).map(({ line }) => line)).toEqual(Array.from({ length: 15 }, (_, i) => i + 17));
  expect(gate.pull.issueComments[0]?.body).toContain('5 more findings, not commented one by one');
});

it('lets a warning pass, and blocks it where the workflow asks so', async () => {
  const gate = await opened({ [path]: 'ALTER TABLE orders ADD COLUMN status text;\n' });
  const lenient = await gate.run();
  expect(lenient).toMatchObject({ code: 0, outputs: { verdict: 'warn', errors: '0', warnings: '1' } });
  expect(rulesOf(lenient)).toEqual([`lock-timeout-missing ${path}`]);
  const strict = await gate.run({ inputs: { 'fail-on': 'warning' } });
  expect(strict).toMatchObject({ code: 1, outputs: { verdict: 'block' } });
  expect(gate.pull.issueComments[0]?.body).toContain('### Lockgate: blocked');
});

it('writes the proof, and nothing into the workspace but it', async () => {
  const gate = await opened({ [path]: `${patience}ALTER TABLE orders ADD COLUMN status text;\n` });
  const workspace = await gate.forge.checkout(gate.commits.merge);
  const result = await gate.run({ workspace, inputs: { proof: 'proof.json' } });
  expect(result).toMatchObject({ code: 0, outputs: { proof: `${workspace}/proof.json` } });
  expect(JSON.parse(await readFile(`${workspace}/proof.json`, 'utf8'))).toMatchObject({
    schema: 1,
    layout: 'flyway',
    migrations: [{ new: false }, { new: false }, { path, new: true }],
    verdict: { outcome: 'pass' },
  });
  expect(await git(workspace, 'status', '--porcelain')).toBe('?? proof.json\n');
});
