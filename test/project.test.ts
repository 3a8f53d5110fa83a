// What a command is about: directory, layout, files and base, in real directories and repositories.
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Config } from '../src/config.ts';
import { loadConfig, openProject, type Project } from '../src/project.ts';
import './sql/reading.ts';

const run = promisify(execFile);
let scratch: string;
beforeAll(async () => {
  scratch = await realpath(await mkdtemp(join(tmpdir(), 'lockgate-project-')));
});
afterAll(() => rm(scratch, { recursive: true, force: true }));

let made = 0;
/** A directory with these files; in a git repository with one commit unless `bare`. */
async function directory(files: Readonly<Record<string, string>>, bare = false): Promise<string> {
  const root = join(scratch, `p${++made}`);
  await mkdir(root);
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  if (bare) return root;
  const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@example.invalid', '-c', 'commit.gpgsign=false'];
  for (const args of [
    ['init', '--quiet'],
    ['add', '--all'],
    ['commit', '--quiet', '-m', 'one'],
  ]) {
    await run('git', [...identity, ...args], { cwd: root });
  }
  return root;
}

const open = (
  cwd: string,
  paths: readonly string[] = [],
  more: { config?: Config; since?: string } = {},
): Promise<Project> =>
  openProject({ cwd, paths, config: more.config ?? {}, ...(more.since === undefined ? {} : { since: more.since }) });

const summary = (project: Project) => ({
  layout: project.layout.name,
  root: project.root,
  files: project.files.map(({ path }) => path),
});

describe('the directory', () => {
  it.each([
    'migrations',
    'db/migrations',
    'db/migration',
    'database/migrations',
    'sql/migrations',
    'src/main/resources/db/migration',
    'sql',
  ])('is found in %s', async (usual) => {
    const root = await directory({ [`${usual}/V1__a.sql`]: 'select 1' });
    expect(summary(await open(root))).toEqual({ layout: 'flyway', root: usual, files: [`${usual}/V1__a.sql`] });
  });
  it('may be named, configured, or given absolutely', async () => {
    const root = await directory({ 'x/y/V1__a.sql': 'select 1' });
    const expected = { layout: 'flyway', root: 'x/y', files: ['x/y/V1__a.sql'] };
    expect(summary(await open(root, ['x/y']))).toEqual(expected);
    expect(summary(await open(root, ['./x/../x/y/']))).toEqual(expected);
    expect(summary(await open(root, [join(root, 'x/y')]))).toEqual(expected);
    expect(summary(await open(root, [], { config: { path: 'x/y' } }))).toEqual(expected);
  });
  it('has paths from the repository, wherever the command stands', async () => {
    const root = await directory({ 'x/y/V1__a.sql': 'select 1' });
    expect(summary(await open(join(root, 'x'), ['y'])).files).toEqual(['x/y/V1__a.sql']);
    expect(summary(await open(join(root, 'x/y'), ['.']))).toMatchObject({ root: 'x/y' });
  });
  it('may be the repository itself', async () => {
    const root = await directory({ 'V1__a.sql': 'select 1' });
    expect(summary(await open(root, ['.']))).toEqual({ layout: 'flyway', root: '', files: ['V1__a.sql'] });
  });
  it('is the same behind symbolic links, and so is its base', async () => {
    const root = await directory({ 'db/m/V1__a.sql': 'select 1' });
    const link = join(scratch, `link${made}`);
    await symlink(root, link);
    for (const [cwd, path] of [
      [link, 'db/m'],
      [root, join(link, 'db/m')],
      [link, join(link, 'db/m')],
    ] as const) {
      const project = await open(cwd, [path], { since: 'HEAD' });
      expect(summary(project)).toMatchObject({ root: 'db/m', files: ['db/m/V1__a.sql'] });
      expect(project.baseFiles?.map((file) => file.path)).toEqual(['db/m/V1__a.sql']);
    }
  });
  it('needs no repository', async () => {
    const root = await directory({ 'migrations/V1__a.sql': 'select 1' }, true);
    expect(summary(await open(root))).toMatchObject({ root: 'migrations', files: ['migrations/V1__a.sql'] });
  });
});

describe('files', () => {
  it('of a migrations directory are judged with the others as their past', async () => {
    const root = await directory({ 'm/V1__a.sql': '1', 'm/V2__b.sql': '2', 'm/V3__c.sql': '3' });
    const project = await open(root, ['m/V2__b.sql']);
    expect(summary(project)).toMatchObject({ layout: 'flyway', files: ['m/V1__a.sql', 'm/V2__b.sql', 'm/V3__c.sql'] });
    expect(project.only).toEqual(['m/V2__b.sql']);
  });
  it('of diesel stand in directories of their own', async () => {
    const root = await directory({ 'm/1_a/up.sql': '1', 'm/2_b/up.sql': '2', 'm/2_b/down.sql': '' });
    const project = await open(root, ['m/2_b/up.sql']);
    expect(summary(project)).toMatchObject({ layout: 'diesel', root: 'm' });
    expect(project.only).toEqual(['m/2_b/up.sql']);
  });
  it('of no layout stand alone', async () => {
    const root = await directory({ 'a.sql': '1', 'b.sql': '2' });
    expect(summary(await open(root, ['b.sql']))).toMatchObject({ layout: 'plain', files: ['b.sql'] });
  });
});

describe('the base', () => {
  it('has the files as they were', async () => {
    const root = await directory({ 'm/V1__a.sql': 'old' });
    await writeFile(join(root, 'm/V1__a.sql'), 'new');
    const project = await open(root, ['m'], { since: 'HEAD' });
    expect(Buffer.from(project.baseFiles?.[0]?.bytes ?? []).toString()).toBe('old');
    expect(Buffer.from(project.files[0]?.bytes ?? []).toString()).toBe('new');
  });
  it('is empty when the directory is new', async () => {
    const root = await directory({ 'README.md': '' });
    await mkdir(join(root, 'm'));
    await writeFile(join(root, 'm/V1__a.sql'), '1');
    expect((await open(root, ['m'], { since: 'HEAD' })).baseFiles).toEqual([]);
  });
  it('can not be had without a repository', async () => {
    const root = await directory({ 'm/V1__a.sql': '1' }, true);
    await expect(open(root, ['m'], { since: 'HEAD' })).rejects.toMatchObject({ code: 'git' });
  });
});

describe('what can not be', () => {
  it.each([
    ['nothing named, nothing usual', { 'a.txt': '' }, [], {}],
    ['a path that is not there', { 'm/V1__a.sql': '' }, ['n'], {}],
    ['two directories', { 'm/V1__a.sql': '', 'n/V1__a.sql': '' }, ['m', 'n'], {}],
    ['a directory and a file', { 'm/V1__a.sql': '', 'n/V1__a.sql': '' }, ['m', 'n/V1__a.sql'], {}],
    ['no SQL', { 'm/a.txt': '' }, ['m'], {}],
    ['an unknown layout', { 'm/V1__a.sql': '' }, ['m'], { layout: 'rails' }],
  ] as const)('%s', async (_, files, paths, config) => {
    const root = await directory(files);
    await expect(open(root, paths, { config })).rejects.toMatchObject({ code: 'bad-input', help: expect.any(String) });
  });
  it('two layouts at once, unless one is named', async () => {
    const root = await directory({ 'm/V1__a.sql': '1', 'm/1_b.up.sql': '2' });
    await expect(open(root, ['m'])).rejects.toMatchObject({
      code: 'bad-input',
      message: expect.stringContaining(' or '),
    });
    expect(summary(await open(root, ['m'], { config: { layout: 'flyway' } })).layout).toBe('flyway');
  });
  it('a named configuration that is not there', async () => {
    const root = await directory({ 'lockgate.yml': 'path: m' });
    expect(await loadConfig(root)).toEqual({ path: 'm' });
    expect(await loadConfig(scratch)).toEqual({});
    await expect(loadConfig(root, 'other.yml')).rejects.toMatchObject({ code: 'bad-config' });
  });
});

it('how much is read of what the configuration may be for', async () => {
  const root = await directory({ 'migrations/V1__a.sql': 'select 1;', 'x/a.sql': 'select 1;' });
  expect((await open(root)).extent).toBe('project');
  expect((await open(root, ['migrations'])).extent).toBe('directory');
  expect((await open(root, ['x/a.sql'])).extent).toBeUndefined();
});

it('a configuration under another name is not passed over', async () => {
  const root = await directory({ 'lockgate.yaml': 'layout: plain\n' }, true);
  await expect(loadConfig(root)).rejects.toMatchObject({
    code: 'bad-config',
    message: expect.stringContaining('lockgate.yml'),
    help: expect.stringContaining('--config lockgate.yaml'),
  });
  expect(await loadConfig(root, 'lockgate.yaml')).toEqual({ layout: 'plain' });
  await writeFile(join(root, 'lockgate.yml'), 'layout: flyway\n');
  expect(await loadConfig(root)).toEqual({ layout: 'flyway' });
});

describe('a directory of another tool', () => {
  const refused = async (
    files: Readonly<Record<string, string>>,
    path: string,
    config: Config = {},
  ): Promise<{ code?: string; message?: string; place?: { path: string; line: number } } | undefined> =>
    open(await directory(files), [path], { config }).then(
      () => undefined,
      (thrown) => thrown,
    );
  it('is refused by name, and with the line where there is one', async () => {
    expect(await refused({ 'Cargo.toml': '[dependencies]\nrefinery = "0.8"', 'm/V1__a.sql': '' }, 'm')).toMatchObject({
      code: 'bad-input',
      message: expect.stringContaining('refinery'),
      help: expect.stringContaining('--layout'),
    });
    expect(await refused({ 'm/1_a.sql': 'SELECT 1;\n\n-- +goose Up\n' }, 'm')).toMatchObject({
      message: expect.stringContaining('goose'),
      place: { path: 'm/1_a.sql', line: 3 },
    });
    expect(await refused({ 'Shop.csproj': 'Include="Evolve"', 'm/V1__a.sql': '' }, 'm')).toMatchObject({
      message: expect.stringContaining('Shop.csproj'),
    });
  });
  it('is read where the layout is named, but never as plain files', async () => {
    const sqlx = { 'Cargo.toml': 'sqlx = "1"', 'm/1_a.up.sql': '' };
    expect(await refused(sqlx, 'm')).toMatchObject({ message: expect.stringContaining('sqlx') });
    expect(await refused(sqlx, 'm', { layout: 'golang-migrate' })).toBeUndefined();
    expect(await refused(sqlx, 'm', { layout: 'plain' })).toBeUndefined();
    const dbmate = { 'm/1_a.sql': '-- migrate:up\nSELECT 1;\n-- migrate:down\n' };
    expect(await refused(dbmate, 'm', { layout: 'plain' })).toMatchObject({ place: { path: 'm/1_a.sql', line: 1 } });
    expect(await refused(dbmate, 'm/1_a.sql')).toMatchObject({ message: expect.stringContaining('dbmate') });
  });
  it('is refused for single files as well', async () => {
    const files = { 'Cargo.toml': 'refinery = "0.8"', 'm/V1__a.sql': '', 'm/V2__b.sql': '' };
    expect(await refused(files, 'm/V2__b.sql')).toMatchObject({ message: expect.stringContaining('refinery') });
  });
  it('is not looked for behind links', async () => {
    const root = await directory({ 'm/V1__a.sql': '', 'elsewhere.toml': 'refinery = "0.8"' });
    await symlink(join(root, 'elsewhere.toml'), join(root, 'Cargo.toml'));
    expect((await open(root, ['m'])).layout.name).toBe('flyway');
  });
});

it('says when only names of files speak for a tool that shares them', async () => {
  const files = { 'm/1_a.up.sql': '', 'm/1_a.down.sql': '' };
  const notes = async (more: Readonly<Record<string, string>>, config: Config = {}) =>
    (await open(await directory({ ...files, ...more }), ['m'], { config })).notes;
  expect(await notes({})).toEqual([expect.stringContaining('by the names of its files alone; sqlx, pop and bun use')]);
  expect(await notes({ 'go.mod': 'github.com/golang-migrate/migrate/v4 v4' })).toEqual([]);
  expect(await notes({}, { layout: 'golang-migrate' })).toEqual([]);
});

it('does not take the dump of a schema for a migration', async () => {
  const dump = 'INSERT INTO "schema_migrations" (version) VALUES (\'1\');';
  const root = await directory({ 'db/structure.sql': dump, 'db/a.sql': 'SELECT 1;' });
  expect((await open(root, ['db'])).notes?.at(-1)).toContain('db/structure.sql is a dump of a schema');
  await expect(open(root, ['db/structure.sql'])).rejects.toMatchObject({ code: 'bad-input' });
});

it('sees the migrations of Flyway that are classes of the same package', async () => {
  const root = await directory({
    'app/src/main/resources/db/migration/V1__a.sql': 'SELECT 1;',
    'app/src/main/java/db/migration/V2__Load.java': '',
    'app/src/main/java/db/migration/Helper.java': '',
    'app/src/main/kotlin/db/migration/R__views.kt': '',
  });
  const { layout, files, root: where, neighbours } = await open(root, ['app/src/main/resources/db/migration']);
  expect(layout.read(files, where, neighbours).problems.map(({ rule, place }) => `${rule} ${place.path}`)).toEqual([
    'unsupported-feature app/src/main/java/db/migration/V2__Load.java',
    'unsupported-feature app/src/main/kotlin/db/migration/R__views.kt',
  ]);
});
