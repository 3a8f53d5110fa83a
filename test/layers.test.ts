// Who imports whom: the repository keeps to its table, and the check finds what does not.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { layerProblems, unusedArrows } from '../scripts/layers.ts';

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'lockgate-layers-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

async function planted(path: string, text: string): Promise<readonly string[]> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
  try {
    return await layerProblems(root);
  } finally {
    await rm(join(root, path));
  }
}

it('the repository keeps to the table', async () => {
  expect(await layerProblems(fileURLToPath(new URL('..', import.meta.url)))).toEqual([]);
});

it.each([
  ['src/model/a.ts', "import { scan } from '../sql/scanner.ts';"],
  ['src/sql/a.ts', "import type { Rule } from '../rules/rule.ts';"],
  ['src/lint/a.ts', "import { readFile } from 'node:fs/promises';"],
  ['src/prove/a.ts', "import pg from 'pg';"],
  ['src/database/a.ts', "export { lint } from '../lint/run.ts';"],
  ['src/apply/a.ts', "const load = () => import('../aws/secrets.ts');"],
  ['src/rules/one.ts', "import { two } from './two.ts';"],
  ['src/layouts/flyway/a.ts', "import { b } from '../diesel/b.ts';"],
  ['src/lint/a.ts', 'const home = process.env.HOME;'],
  ['src/check.ts', 'process.exit(1);'],
  ['src/nowhere/a.ts', 'export {};'],
])('%s: %s', async (path, text) => {
  const found = await planted(path, text);
  expect(found).toHaveLength(1);
  expect(found[0]).toContain(path);
});

it.each([
  ['src/lint/a.ts', "import { scan } from '../sql/scanner.ts';"],
  ['src/rules/one.ts', "import { facts } from './facts/locks.ts';"],
  ['src/database/a.ts', "import pg from 'pg';"],
  ['cli/a.ts', 'process.exit(process.env.X ? 1 : 0);'],
  ['src/lint/b.ts', '// process.env is for front ends'],
])('lets pass %s: %s', async (path, text) => expect(await planted(path, text)).toEqual([]));

it('allows no arrow that no import takes', async () => {
  const repository = join(dirname(fileURLToPath(import.meta.url)), '..');
  expect(await unusedArrows(repository)).toEqual([]);
  const table = { judge: { rooms: ['config', 'database'], packages: ['node:fs'] } };
  expect(await unusedArrows(repository, table)).toEqual([
    'scripts/layers.ts: judge imports nothing from database; take it out of the table.',
    'scripts/layers.ts: judge imports nothing from node:fs; take it out of the table.',
  ]);
});
