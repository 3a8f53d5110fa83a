// Reading revisions of real repositories.
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readTree } from '../../src/source/files.ts';
import {
  commitOf,
  fetchFrom,
  mergeBaseOf,
  parentsOf,
  type Repository,
  readTreeAt,
  repositoryOf,
} from '../../src/source/git.ts';

const run = promisify(execFile);
const identity = [
  '-c',
  'user.name=Test',
  '-c',
  'user.email=test@example.invalid',
  '-c',
  'commit.gpgsign=false',
  '-c',
  'protocol.file.allow=always',
];

async function git(directory: string, ...args: readonly string[]): Promise<string> {
  const { stdout } = await run('git', [...identity, ...args], { cwd: directory });
  return stdout.trim();
}

async function write(directory: string, files: Readonly<Record<string, string | Uint8Array>>): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(directory, path)), { recursive: true });
    await writeFile(join(directory, path), content);
  }
}

async function commitAll(directory: string, message: string): Promise<string> {
  await git(directory, 'add', '--all');
  await git(directory, 'commit', '--quiet', '--allow-empty', '-m', message);
  return git(directory, 'rev-parse', 'HEAD');
}

let scratch: string;
beforeAll(async () => {
  scratch = await realpath(await mkdtemp(join(tmpdir(), 'lockgate-git-')));
});
afterAll(() => rm(scratch, { recursive: true, force: true }));

let made = 0;
async function newRepository(): Promise<Repository> {
  const root = join(scratch, `repository ${++made}`);
  await mkdir(root);
  await git(root, 'init', '--quiet', '--initial-branch=main');
  return { root };
}

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8');

describe('the repository', () => {
  it('is found from below, and is none outside', async () => {
    const { root } = await newRepository();
    await mkdir(join(root, 'a/b'), { recursive: true });
    expect(await repositoryOf(join(root, 'a/b'))).toEqual({ root });
    expect(await repositoryOf(scratch)).toBeUndefined();
  });
  it('is the one that git names when its configuration moves it', async () => {
    const { root } = await newRepository();
    const elsewhere = join(root, 'elsewhere');
    await mkdir(elsewhere);
    await git(root, 'config', 'core.worktree', elsewhere);
    expect(await repositoryOf(root)).toEqual({ root: elsewhere });
    const bare = await newRepository();
    await git(bare.root, 'config', 'core.bare', 'true');
    expect(await repositoryOf(bare.root)).toBeUndefined();
  });
  it('is a work tree of another one, and none where .git is nothing of git', async () => {
    const { root } = await newRepository();
    await commitAll(root, 'first');
    const tree = join(scratch, 'worktree');
    await git(root, 'worktree', 'add', '--quiet', tree);
    await mkdir(join(tree, 'below'));
    expect(await repositoryOf(join(tree, 'below'))).toEqual({ root: tree });
    await mkdir(join(scratch, 'no repository/.git'), { recursive: true });
    expect(await repositoryOf(join(scratch, 'no repository'))).toBeUndefined();
  });
  it('may have a name that ends with a blank', async () => {
    const root = join(scratch, 'blank ');
    await mkdir(root);
    await git(root, 'init', '--quiet');
    expect(await repositoryOf(root)).toEqual({ root });
  });
});

describe('files of a revision', () => {
  it('come as they are, whatever their names and bytes', async () => {
    const { root } = await newRepository();
    const binary = Uint8Array.from([0, 255, 10, 13, 10, 0]);
    const files = {
      'm/V1__a b.sql': 'select 1;\r\n',
      'm/größe 🐘.sql': 'ü',
      'm/new\nline.sql': 'x',
      'm/tab\t"quoted".sql': 'y',
      'm/sub/V2.sql': binary,
      'm/empty.sql': '',
      'other/V3.sql': 'z',
      'm2/V4.sql': 'w',
      'm/-rf.sql': '-',
    };
    await write(root, files);
    const commit = await commitAll(root, 'one');
    await write(root, { 'm/V1__a b.sql': 'changed', 'm/later.sql': '' });
    const found = (await readTreeAt({ root }, commit, 'm')).files;
    expect(found.map(({ path }) => path)).toEqual(
      Object.keys(files)
        .filter((path) => path.startsWith('m/'))
        .sort(),
    );
    expect(text(found.find(({ path }) => path === 'm/V1__a b.sql')?.bytes as Uint8Array)).toBe('select 1;\r\n');
    expect(found.find(({ path }) => path === 'm/sub/V2.sql')?.bytes).toEqual(Buffer.from(binary));
    expect((await readTreeAt({ root }, commit, '')).files).toHaveLength(9);
    expect((await readTreeAt({ root }, commit, 'nothing')).files).toEqual([]);
  });

  it('are the same as those of the working tree', async () => {
    const { root } = await newRepository();
    await write(root, { 'm/b.sql': 'b', 'm/a/x.sql': 'x', 'm/a.sql': 'a', 'm/Z.sql': 'z', 'm/é.sql': 'e' });
    const commit = await commitAll(root, 'one');
    const plain = (files: readonly { path: string; bytes: Uint8Array }[]) =>
      files.map(({ path, bytes }) => [path, text(bytes)]);
    expect(plain((await readTreeAt({ root }, commit, 'm')).files)).toEqual(
      plain((await readTree(join(root, 'm'), 'm')).files),
    );
  });

  it('are no symbolic links, which are named, and no submodules', async () => {
    const inner = await newRepository();
    await write(inner.root, { 'V1.sql': 'inner' });
    await commitAll(inner.root, 'inner');
    const { root } = await newRepository();
    await write(root, { 'm/V1.sql': 'one', 'secret.sql': 'secret' });
    await symlink('../secret.sql', join(root, 'm/V2.sql'));
    await symlink('/etc', join(root, 'm/etc'));
    await git(root, 'submodule', '--quiet', 'add', inner.root, 'm/inner');
    const commit = await commitAll(root, 'one');
    const committed = await readTreeAt({ root }, commit, 'm');
    expect(committed.files.map(({ path }) => path)).toEqual(['m/V1.sql']);
    expect(committed.links).toEqual(['m/V2.sql', 'm/etc']);
    const now = await readTree(join(root, 'm'), 'm');
    expect(now.files.map(({ path }) => path)).not.toContain('m/V2.sql');
    expect(now.links).toEqual(['m/V2.sql', 'm/etc']);
  });

  it('are read by the thousand', async () => {
    const { root } = await newRepository();
    await write(
      root,
      Object.fromEntries(
        Array.from({ length: 2_000 }, (_, i) => [`m/${String(i).padStart(5, '0')}.sql`, `select ${i};\n`.repeat(50)]),
      ),
    );
    const commit = await commitAll(root, 'many');
    const found = (await readTreeAt({ root }, commit, 'm')).files;
    expect(found).toHaveLength(2_000);
    expect(text(found[1_999]?.bytes as Uint8Array)).toBe('select 1999;\n'.repeat(50));
  });

  it('run no hook and start no program of the repository', async () => {
    const { root } = await newRepository();
    await write(root, { 'm/V1.sql': 'one', '.gitattributes': '*.sql diff=evil filter=evil\n' });
    const commit = await commitAll(root, 'one');
    const mark = join(scratch, 'ran');
    for (const [key, value] of [
      ['core.fsmonitor', `touch "${mark}"`],
      ['core.pager', `touch "${mark}"`],
      ['diff.evil.textconv', `touch "${mark}"`],
      ['filter.evil.smudge', `touch "${mark}"`],
      ['core.sshCommand', `touch "${mark}"`],
    ] as const) {
      await run('git', ['config', key, value], { cwd: root });
    }
    expect(await repositoryOf(root)).toEqual({ root });
    expect(await commitOf({ root }, 'HEAD')).toBe(commit);
    expect(text((await readTreeAt({ root }, commit, 'm')).files[0]?.bytes as Uint8Array)).toBe('one');
    await expect(run('ls', [mark])).rejects.toThrow();
  });
});

describe('revisions', () => {
  it('are branches, tags, abbreviations and relatives', async () => {
    const { root } = await newRepository();
    const one = await commitAll(root, 'one');
    const two = await commitAll(root, 'two');
    await git(root, 'tag', '-a', 'v1', '-m', 'v1', one);
    for (const [revision, commit] of [
      ['main', two],
      ['HEAD~1', one],
      ['v1', one],
      [two.slice(0, 10), two],
      [one, one],
    ] as const) {
      expect(await commitOf({ root }, revision), revision).toBe(commit);
    }
  });

  it.each(['-all', '--help', '', '  ', 'a\0b'])(
    'that look like options or nothing are refused: %j',
    async (revision) => {
      const { root } = await newRepository();
      await expect(commitOf({ root }, revision)).rejects.toMatchObject({ code: 'bad-input' });
    },
  );

  it.each(['nowhere', 'HEAD:m', 'main; touch x', '$(touch x)', 'f'.repeat(40), 'HEAD^{tree}'])(
    'that are not there are a Failure: %s',
    async (revision) => {
      const { root } = await newRepository();
      await write(root, { 'm/V1.sql': 'one' });
      await commitAll(root, 'one');
      await expect(commitOf({ root }, revision)).rejects.toMatchObject({
        code: 'git',
        help: expect.stringContaining('fetch-depth: 0'),
      });
    },
  );
});

describe('history', () => {
  it('parents of plain commits, merges and roots', async () => {
    const { root } = await newRepository();
    const one = await commitAll(
      root,
      'parent 0123456789012345678901234567890123456789\n\nparent 0123456789012345678901234567890123456789',
    );
    const two = await commitAll(root, 'two');
    await git(root, 'checkout', '--quiet', '-b', 'side', one);
    const side = await commitAll(root, 'side');
    await git(root, 'merge', '--quiet', '--no-edit', 'main');
    const merge = await git(root, 'rev-parse', 'HEAD');
    expect(await parentsOf({ root }, one)).toEqual([]);
    expect(await parentsOf({ root }, two)).toEqual([one]);
    expect(await parentsOf({ root }, merge)).toEqual([side, two]);
    expect(await mergeBaseOf({ root }, side, two)).toBe(one);
  });

  it('a shallow clone lacks the base until it is fetched, and still knows the parents', async () => {
    const origin = await newRepository();
    await write(origin.root, { 'm/V1.sql': 'one' });
    const one = await commitAll(origin.root, 'one');
    await write(origin.root, { 'm/V2.sql': 'two' });
    const two = await commitAll(origin.root, 'two');
    const root = join(scratch, `clone ${++made}`);
    await git(scratch, 'clone', '--quiet', '--depth=1', `file://${origin.root.replaceAll(' ', '%20')}`, root).catch(
      () => git(scratch, 'clone', '--quiet', '--depth=1', `file://${origin.root}`, root),
    );
    const clone: Repository = { root };
    await expect(commitOf(clone, one)).rejects.toMatchObject({ code: 'git' });
    expect(await mergeBaseOf(clone, two, one)).toBeUndefined();
    expect(await parentsOf(clone, two)).toEqual([one]);
    expect(await fetchFrom(clone, [one], { depth: 1 })).toBe(true);
    expect(await commitOf(clone, one)).toBe(one);
    expect((await readTreeAt(clone, one, 'm')).files.map(({ path }) => path)).toEqual(['m/V1.sql']);
    expect(await mergeBaseOf(clone, two, one)).toBeUndefined();
  });

  it('a commit that the remote lacks, or that is none, is not fetched', async () => {
    const { root } = await newRepository();
    const mark = join(scratch, 'packed');
    expect(await fetchFrom({ root }, ['f'.repeat(40)], { depth: 1 })).toBe(false);
    await git(root, 'remote', 'add', 'origin', root);
    expect(await fetchFrom({ root }, ['f'.repeat(40)], { depth: 1 })).toBe(false);
    expect(await fetchFrom({ root }, [`--upload-pack=touch "${mark}"`], { depth: 1 })).toBe(false);
    await expect(run('ls', [mark])).rejects.toThrow();
  });
});
