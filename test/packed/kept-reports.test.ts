// The packed `lockgate lint` on what has not changed since an earlier run: the same report, and never another one's.
import { createHash } from 'node:crypto';
import { chmod, mkdir, readdir, readFile, stat, truncate, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cacheDirectory, findReport, keepReport, keyOf } from '../../cli/kept-reports.ts';
import { listed } from '../../src/catalog/assemble.ts';
import { emptyCatalog } from '../../src/catalog/objects.ts';
import { readSnapshot } from '../../src/catalog/snapshot.ts';
import type { CheckInput } from '../../src/check.ts';
import { layoutNamed } from '../../src/layouts/index.ts';
import type { Layout } from '../../src/model/layout.ts';
import { type Bundles, buildBundles } from './bundles.ts';
import { type Ended, git, run } from './processes.ts';

let bundles: Bundles;
beforeAll(async () => {
  bundles = await buildBundles();
});
afterAll(() => bundles.remove());

let project: string;
let caches: string;
let kept: string;
beforeEach(async () => {
  project = await bundles.directory();
  caches = await bundles.directory();
  kept = join(caches, 'lockgate');
  await write('migrations/1.sql', 'CREATE TABLE orders (id bigint PRIMARY KEY);\n');
  await write('migrations/2.sql', 'CREATE INDEX orders_id ON orders (id);\n');
});

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(project, path)), { recursive: true });
  await writeFile(join(project, path), text);
}

const lint = (args: readonly string[] = [], environment: Readonly<Record<string, string>> = {}): Promise<Ended> =>
  run(process.execPath, [join(bundles.dist, 'cli', 'index.js'), 'lint', 'migrations', '--layout', 'plain', ...args], {
    cwd: project,
    environment: { XDG_CACHE_HOME: caches, ...environment },
  });

const keptFiles = (): Promise<string[]> => readdir(kept).catch(() => []);

/** Makes kept reports recognisable: each is whole, with another text. */
async function mark(): Promise<void> {
  for (const name of await keptFiles()) {
    const content = await readFile(join(kept, name), 'utf8');
    const text = content.slice(content.indexOf('\n') + 1).replaceAll('orders', 'KEPT__');
    const { blocks } = JSON.parse(content.slice(0, content.indexOf('\n')));
    const sha256 = createHash('sha256').update(text).digest('hex');
    await writeFile(join(kept, name), `${JSON.stringify({ blocks, sha256 })}\n${text}`);
  }
}

const isKept = ({ out }: Ended): boolean => out.includes('KEPT__');

describe('lint twice', () => {
  it('answers the second time with what it kept: same text, same exit code', async () => {
    const first = await lint(['--fail-on', 'warning']);
    expect(first).toMatchObject({ code: 1, err: '', out: expect.stringContaining('orders') });
    expect(await lint(['--fail-on', 'warning'])).toEqual(first);
    await mark();
    const third = await lint(['--fail-on', 'warning']);
    expect(third).toEqual({ ...first, out: first.out.replaceAll('orders', 'KEPT__') });
  });

  it('lets nobody else read it', async () => {
    await lint();
    expect((await stat(kept)).mode & 0o777).toBe(0o700);
    const [name] = await keptFiles();
    expect((await stat(join(kept, name as string))).mode & 0o777).toBe(0o600);
  });

  it('writes what it kept to --output', async () => {
    const first = await lint(['--format', 'json', '--output', 'one.json']);
    await mark();
    expect(await lint(['--format', 'json', '--output', 'two.json'])).toEqual(first);
    expect(await readFile(join(project, 'two.json'), 'utf8')).toContain('KEPT__');
  });

  it.each<readonly [string, () => Promise<Ended>]>([
    [
      'a byte of a file',
      () => write('migrations/1.sql', 'CREATE TABLE orders (id bigint PRIMARY KEY);\r\n').then(() => lint()),
    ],
    ['the list of files', () => write('migrations/3.sql', '').then(() => lint())],
    ['what blocks', () => write('lockgate.yml', 'fail-on: never\n').then(() => lint())],
    ['the preset', () => write('lockgate.yml', 'preset: strict\n').then(() => lint())],
    ['the format', () => lint(['--format', 'json'])],
    ['colours', () => lint([], { FORCE_COLOR: '1' })],
    ['the server', () => lint(['--server-version', '11'])],
    [
      'which files are judged',
      () =>
        run(process.execPath, [join(bundles.dist, 'cli', 'index.js'), 'lint', 'migrations/2.sql'], {
          cwd: project,
          environment: { XDG_CACHE_HOME: caches },
        }),
    ],
  ])('judges anew after a change of %s', async (_, again) => {
    await lint();
    await mark();
    const answer = await again();
    expect(answer.err).toBe('');
    expect(isKept(answer)).toBe(false);
  });

  it('judges anew when the base has moved', async () => {
    await git(project, 'init', '--quiet');
    await git(project, 'add', '--all');
    await git(project, 'commit', '--quiet', '--message', 'both');
    await write('migrations/3.sql', 'DROP TABLE orders;\n');
    const before = await lint(['--since', 'HEAD']);
    expect(before.out).toContain('drop-table');
    await mark();
    expect(isKept(await lint(['--since', 'HEAD']))).toBe(true);
    await git(project, 'add', '--all');
    await git(project, 'commit', '--quiet', '--message', 'three');
    const after = await lint(['--since', 'HEAD']);
    expect(isKept(after)).toBe(false);
    expect(after.out).not.toContain('drop-table');
  });

  it('keeps nothing and reads nothing kept with --no-cache, in CI and with --fix', async () => {
    await lint();
    await mark();
    const names = await keptFiles();
    for (const answer of [await lint(['--no-cache']), await lint([], { CI: 'true' }), await lint(['--fix'])]) {
      expect(isKept(answer)).toBe(false);
    }
    expect(await keptFiles()).toEqual(names);
  });

  it('judges anew where what was kept is damaged', async () => {
    const first = await lint();
    const [name] = await keptFiles();
    const file = join(kept, name as string);
    const zeroed = async (): Promise<void> => {
      const bytes = await readFile(file);
      await writeFile(file, bytes.fill(0, bytes.length - 20));
    };
    for (const damage of [() => truncate(file, 0), () => truncate(file, 5), () => truncate(file, 120), zeroed]) {
      await damage();
      expect(await lint()).toEqual(first);
      await mark();
      expect(isKept(await lint())).toBe(true);
    }
  });

  it('does not believe a directory that others may write to', async () => {
    const first = await lint();
    await mark();
    await chmod(kept, 0o777);
    expect(await lint()).toEqual(first);
    await chmod(kept, 0o700);
    expect(isKept(await lint())).toBe(true);
  });

  it.each([
    ['a file stands in the way', () => writeFile(kept, '')],
    ['a directory stands among what is kept', async () => mkdir(join(kept, 'x'), { recursive: true })],
  ])('says the same when %s', async (_, prepare) => {
    await prepare();
    const answer = await lint();
    expect(answer).toMatchObject({ code: 0, err: '' });
    expect(answer).toEqual(await lint(['--no-cache']));
  });

  it('has one whole report after many at once', async () => {
    const answers = await Promise.all(Array.from({ length: 6 }, () => lint()));
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(await keptFiles()).toHaveLength(1);
    await mark();
    expect(isKept(await lint())).toBe(true);
  });
});

describe('the key', () => {
  const input: CheckInput = {
    layout: layoutNamed('plain') as Layout,
    top: '/project',
    root: 'm',
    files: [{ path: 'm/1.sql', bytes: Buffer.from('SELECT 1') }],
    config: {},
    toolVersion: '1.0.0',
    today: '2026-01-01',
  };
  const rendering = { format: 'text', colors: false, width: 80 } as const;
  const file = (path: string, text: string) => ({ path, bytes: Buffer.from(text) });

  const snapshot = (database: string) =>
    readSnapshot(
      JSON.stringify({
        lockgate: 'catalog',
        schema: 1,
        server: { version: '16.4' },
        takenAt: '2026-01-01T00:00:00Z',
        database,
        longestTransactionMs: null,
        ...listed(emptyCatalog()),
      }),
      'catalog.json',
    );

  it('tells apart everything that a report follows from', async () => {
    const entry = join(bundles.dist, 'cli', 'digest.txt');
    const other = join(caches, 'digest.txt');
    await writeFile(other, `${await readFile(entry, 'utf8')}\n`);
    const keys = [
      await keyOf(entry, input, rendering),
      await keyOf(other, input, rendering),
      await keyOf(entry, { ...input, layout: layoutNamed('flyway') as Layout }, rendering),
      await keyOf(entry, { ...input, today: '2026-01-02' }, rendering),
      await keyOf(entry, { ...input, toolVersion: '1.0.1' }, rendering),
      await keyOf(entry, { ...input, only: ['m/1.sql'] }, rendering),
      await keyOf(entry, { ...input, config: { preset: 'strict' } }, rendering),
      await keyOf(entry, { ...input, baseFiles: [] }, rendering),
      await keyOf(entry, { ...input, files: [], baseFiles: input.files }, rendering),
      await keyOf(entry, { ...input, baseFiles: input.files }, rendering),
      await keyOf(entry, { ...input, files: [file('m/1.sql', 'SELECT'), file('m/2.sql', ' 1')] }, rendering),
      await keyOf(entry, { ...input, files: [file('m/1.sql', 'SELECT '), file('m/2.sql', '1')] }, rendering),
      await keyOf(entry, input, { ...rendering, width: 100 }),
      await keyOf(entry, { ...input, production: snapshot('a') }, rendering),
      await keyOf(entry, { ...input, production: snapshot('b') }, rendering),
    ];
    expect(new Set(keys).size).toBe(keys.length);
    expect(await keyOf(entry, { ...input, files: [file('m/1.sql', 'SELECT 1')] }, rendering)).toBe(keys[0]);
  });

  it('does not exist for the sources, which nothing names', async () => {
    expect(await keyOf(join(caches, 'digest.txt'), input, rendering)).toBeUndefined();
  });
});

it('makes room: the reports that were used longest ago go first, and nothing that is none', async () => {
  const [a, b, c] = ['a', 'b', 'c'].map((letter) => letter.repeat(64)) as [string, string, string];
  const text = 'x'.repeat(30 * 1024 * 1024);
  for (const [i, key] of [a, b].entries()) {
    await keepReport(kept, key, { text, blocks: false });
    await utimes(join(kept, key), 1_000 + i, 1_000 + i);
  }
  await writeFile(join(kept, 'mine'), 'x'.repeat(40 * 1024 * 1024));
  await mkdir(join(kept, 'directory'));
  await findReport(kept, a);
  await keepReport(kept, c, { text, blocks: true });
  expect((await keptFiles()).sort()).toEqual([a, c, 'directory', 'mine']);
  expect(await findReport(kept, c)).toEqual({ text, blocks: true });
});

it('has an end for the number of reports', async () => {
  const keys = Array.from({ length: 203 }, (_, i) => i.toString(16).padStart(64, '0'));
  for (const key of keys) await keepReport(kept, key, { text: '', blocks: false });
  expect(await keptFiles()).toHaveLength(200);
});

it.skipIf(process.platform !== 'linux')('does without what no directory can be made in', async () => {
  await keepReport('/proc/none/lockgate', 'a'.repeat(64), { text: '', blocks: false });
  expect(await findReport('/proc/none/lockgate', 'a'.repeat(64))).toBeUndefined();
});

it.skipIf(process.platform !== 'linux')('lies where the XDG specification says', () => {
  expect(cacheDirectory({ HOME: '/home/ada' })).toBe('/home/ada/.cache/lockgate');
  expect(cacheDirectory({ HOME: '/home/ada', XDG_CACHE_HOME: '/var/ada' })).toBe('/var/ada/lockgate');
  expect(cacheDirectory({ HOME: '/home/ada', XDG_CACHE_HOME: 'relative' })).toBe('/home/ada/.cache/lockgate');
  expect(cacheDirectory({})).toBeUndefined();
  expect(cacheDirectory({ HOME: '/home/ada', CI: 'true' })).toBeUndefined();
  expect(cacheDirectory({ HOME: '/home/ada', CODEBUILD_BUILD_ID: 'p:1' })).toBeUndefined();
});
