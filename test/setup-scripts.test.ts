// Setup scripts are read from the repository alone.
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readConfig } from '../src/config.ts';
import { readSetup } from '../src/setup-scripts.ts';

let top: string;
beforeAll(() => {
  top = mkdtempSync('/tmp/lockgate-setup-');
  mkdirSync(join(top, 'db'));
  for (const name of ['db/roles.sql', 'schemas.sql']) writeFileSync(join(top, name), `-- ${name}`);
  symlinkSync('/etc', join(top, 'link'));
  symlinkSync('/etc/passwd', join(top, 'passwd.sql'));
});
afterAll(() => rmSync(top, { recursive: true, force: true }));

const config = (text: string) => readConfig(text, 'lockgate.yml', { layouts: [], rules: new Map() });

it.each([
  ['setup: schemas.sql', ['schemas.sql']],
  ['setup: [db/roles.sql, ./schemas.sql]', ['db/roles.sql', 'schemas.sql']],
  ['setup: []', []],
  ['', []],
])('reads %j', async (text, paths) => {
  const files = await readSetup(top, config(text));
  expect(files.map(({ path }) => path)).toEqual(paths);
  expect(files.map(({ bytes }) => new TextDecoder().decode(bytes))).toEqual(paths.map((path) => `-- ${path}`));
});

it.each(['missing.sql', 'db', 'passwd.sql', 'link/passwd', '/etc/passwd', '../x.sql', 'db/../../x.sql'])(
  'refuses %s',
  async (path) => {
    await expect(readSetup(top, { setup: path })).rejects.toMatchObject({
      code: 'bad-config',
      help: expect.any(String),
    });
  },
);

it.each(['setup: 1', 'setup: ""', 'setup: [1]', 'setup: { a: b }'])('says what is wrong with %j', (text) => {
  expect(() => config(text)).toThrow(/lockgate\.yml:1: setup.*the path of an SQL script is expected/);
});
