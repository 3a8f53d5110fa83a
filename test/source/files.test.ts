// Reading the working tree.
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canonicalPath, joinPath, kindOf, readOne, readText, readTree } from '../../src/source/files.ts';

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'lockgate-files-'));
  await mkdir(join(root, 'm/sub'), { recursive: true });
  await mkdir(join(root, 'm/node_modules/x'), { recursive: true });
  await mkdir(join(root, 'm/.git'));
  for (const path of [
    'm/b.sql',
    'm/a b.sql',
    'm/sub/c.sql',
    'm/node_modules/x/no.sql',
    'm/.git/no.sql',
    'm/.hidden.sql',
    'secret',
  ]) {
    await writeFile(join(root, path), path);
  }
  await symlink(join(root, 'secret'), join(root, 'm/link.sql'));
  await symlink(join(root, 'm'), join(root, 'm/loop'));
  await symlink(join(root, 'm'), join(root, 'linked'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

describe('a tree', () => {
  it('is read in order, without links, git and packages', async () => {
    const { files, links } = await readTree(join(root, 'm'), 'db/m');
    expect(links).toEqual(['db/m/link.sql', 'db/m/loop']);
    expect(files.map(({ path }) => path)).toEqual(['db/m/.hidden.sql', 'db/m/a b.sql', 'db/m/b.sql', 'db/m/sub/c.sql']);
    expect(Buffer.from(files[1]?.bytes as Uint8Array).toString()).toBe('m/a b.sql');
  });
  it('that is not there, or no directory, is a Failure', async () => {
    await expect(readTree(join(root, 'nothing'), '')).rejects.toMatchObject({
      code: 'bad-input',
      help: expect.any(String),
    });
    await expect(readTree(join(root, 'secret'), '')).rejects.toMatchObject({ code: 'bad-input' });
  });
  it.skipIf(process.platform !== 'linux')('with a name that is not UTF-8 is a Failure', async () => {
    const directory = join(root, 'latin');
    await mkdir(directory);
    await writeFile(Buffer.concat([Buffer.from(`${directory}/V1__caf`), Buffer.from([0xe9]), Buffer.from('.sql')]), '');
    await expect(readTree(directory, '')).rejects.toMatchObject({
      code: 'bad-input',
      help: expect.stringContaining('not in UTF-8'),
    });
  });
});

it('paths are joined with one slash', () => {
  expect(['', '.', './', 'a', 'a/', './a/', 'a\\b'].map((prefix) => joinPath(prefix, 'x/y.sql'))).toEqual([
    'x/y.sql',
    'x/y.sql',
    'x/y.sql',
    'a/x/y.sql',
    'a/x/y.sql',
    'a/x/y.sql',
    'a/b/x/y.sql',
  ]);
});

it('links that the user names are followed', async () => {
  expect(await kindOf(join(root, 'linked'))).toBe('directory');
  expect(await kindOf(join(root, 'm/link.sql'))).toBe('file');
  expect(await kindOf(join(root, 'nothing'))).toBe('nothing');
  expect(await canonicalPath(join(root, 'linked'))).toBe(await canonicalPath(join(root, 'm')));
  expect(await canonicalPath(join(root, 'nothing'))).toBe(join(root, 'nothing'));
});

it('single files', async () => {
  expect(await readOne(join(root, 'secret'), 'shown.sql')).toEqual({ path: 'shown.sql', bytes: Buffer.from('secret') });
  expect(await readText(join(root, 'secret'))).toBe('secret');
  expect(await readText(join(root, 'nothing'))).toBeUndefined();
  expect(await readText(join(root, 'secret/below'))).toBeUndefined();
  await expect(readText(join(root, 'm'))).rejects.toMatchObject({ code: 'bad-input' });
});

it('a text in another encoding than UTF-8 is refused by name', async () => {
  const file = join(root, 'encoded');
  for (const [bytes, said] of [
    [Buffer.from('\ufeffpath: a', 'utf16le'), 'UTF-16'],
    [Buffer.from('path: a', 'utf16le'), 'UTF-16'],
    [Buffer.from('path: \xe4', 'latin1'), 'Latin-1'],
  ] as const) {
    await writeFile(file, bytes);
    await expect(readText(file)).rejects.toMatchObject({ message: expect.stringContaining(said) });
  }
  await writeFile(file, '\ufeffpath: ä');
  expect(await readText(file)).toContain('path: ä');
});
