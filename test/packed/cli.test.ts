// The packed command line as a person in a terminal meets it, and as a script does.
import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, beforeEach, expect, it, onTestFinished } from 'vitest';
import { type Bundles, buildBundles } from './bundles.ts';
import { type Ended, git, type Place, run, start, until } from './processes.ts';
import { installedPrograms, leftBehind, temporaryDirectory } from './service.ts';

let bundles: Bundles;
let cli: string;
let programs: string;
beforeAll(async () => {
  bundles = await buildBundles();
  cli = join(bundles.dist, 'cli', 'index.js');
  programs = await installedPrograms(await bundles.directory());
});
afterAll(() => bundles.remove());

let project: string;
/** For programs that start a PostgreSQL: it lives in `temporary`. */
let machine: Place;
let temporary: string;
beforeEach(async () => {
  project = await bundles.directory();
  const parent = await bundles.directory();
  temporary = await temporaryDirectory(parent);
  machine = { cwd: project, environment: { PATH: `${programs}:${process.env.PATH}`, TMPDIR: temporary } };
});

const lockgate = (args: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<Ended> =>
  run(process.execPath, [cli, ...args], { cwd: project, environment });

async function write(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(project, path)), { recursive: true });
    await writeFile(join(project, path), text);
  }
}

/** A repository whose branch adds V2 with findings of every severity. */
async function openBranch(): Promise<void> {
  await git(project, 'init', '--quiet');
  await write({ 'db/migration/V1__a.sql': 'CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint);\n' });
  await git(project, 'add', '--all');
  await git(project, 'commit', '--quiet', '--message', 'base');
  await write({
    'db/migration/V2__b.sql': [
      'CREATE INDEX orders_customer_idx ON orders (customer_id);',
      'ALTER TABLE orders ADD CONSTRAINT positive CHECK (customer_id > 0);',
      'ALTER TABLE orders ALTER customer_id TYPE text;',
      '',
    ].join('\n'),
  });
}

const change = ['db/migration', '--since', 'HEAD'];

/** Wider than 80 columns though it could be broken: neither one long word nor SQL, which stays whole to be copied. */
const tooWide = (text: string): string[] =>
  text
    .split('\n')
    .filter((line) => line.length > 80 && /\S\s+\S/.test(line.trim()) && !/^\s*(?:[A-Z]{3,} |--|CHECK)/.test(line));

it('fits into 80 columns', async () => {
  await openBranch();
  const linted = await lockgate(['lint', ...change]);
  expect(linted).toMatchObject({ code: 1, err: '', out: expect.stringContaining('index-not-concurrent') });
  const unknown = await lockgate(['explain', 'nothing']);
  expect(unknown.code).toBe(2);
  const failed = await lockgate(['lint', 'no/such/directory/of/this/project/and/yet/named/here']);
  const rules = /Rules: ([\s\S]*)\.\n$/.exec(unknown.err)?.[1]?.split(/,\s+/) ?? [];
  expect(rules.length).toBeGreaterThan(20);
  const seen = [
    linted.out,
    unknown.err,
    failed.err,
    (await lockgate(['--help'])).out,
    (await lockgate(['check', '--help'])).out,
  ];
  for (const rule of rules.slice(0, 12)) {
    const explained = await lockgate(['explain', rule]);
    expect(explained).toMatchObject({ code: 0, out: expect.stringContaining(rule) });
    seen.push(explained.out);
  }
  expect(seen.flatMap(tooWide)).toEqual([]);
});

const colour = '\u001b[';

it('is colourful only on a terminal, or when that is forced', async () => {
  await openBranch();
  expect((await lockgate(['lint', ...change])).out).not.toContain(colour);
  expect((await lockgate(['lint', ...change], { FORCE_COLOR: '1' })).out).toContain(colour);
  expect((await lockgate(['lint', ...change], { FORCE_COLOR: '0' })).out).not.toContain(colour);
  const json = await lockgate(['lint', ...change, '--format', 'json'], { FORCE_COLOR: '1' });
  expect(json.out).not.toContain(colour);
  await lockgate(['lint', ...change, '--output', 'report.txt'], { FORCE_COLOR: '1' });
  expect(await readFile(join(project, 'report.txt'), 'utf8')).not.toContain(colour);
});

it.runIf(process.platform === 'linux')(
  'is colourful on a terminal, but not with NO_COLOR (Linux only: script)',
  async () => {
    await openBranch();
    const onTerminal = (environment: Readonly<Record<string, string>>): Promise<Ended> =>
      run('script', ['-qec', [process.execPath, cli, 'lint', ...change].join(' '), '/dev/null'], {
        cwd: project,
        environment,
      });
    expect((await onTerminal({})).out).toContain(colour);
    expect((await onTerminal({ NO_COLOR: '1' })).out).not.toContain(colour);
  },
);

it('shows hostile text without its power over the terminal', async () => {
  await openBranch();
  const name = 'V3__\u001b]0;owned\u0007\u202e.sql';
  await write({ [`db/migration/${name}`]: 'DROP TABLE "\u001b[2J";\nCREATE INDEX x ON orders (id);\n' });
  const result = await run(process.execPath, [cli, 'check', ...change], machine);
  expect(result.code).toBe(1);
  expect(result.out).toContain('\\u001b');
  expect(result.out + result.err).not.toMatch(/[\u0007\u001b\u202e]/);
});

it('prints only the JSON report with --format json, and writes reports and proofs to files', async () => {
  await openBranch();
  const printed = await run(process.execPath, [cli, 'check', ...change, '--format', 'json'], machine);
  expect(printed).toMatchObject({ code: 1, err: '' });
  expect(JSON.parse(printed.out)).toMatchObject({
    schema: 1,
    tool: { name: 'lockgate' },
    server: { version: expect.stringMatching(/^\d+\.\d/) },
    verdict: { outcome: 'block' },
    migrations: [{ new: false }, { new: true }],
  });
  const files = ['--format', 'markdown', '--output', 'report.md', '--proof', 'proof.json'];
  const saved = await run(process.execPath, [cli, 'check', ...change, ...files], machine);
  expect(saved).toEqual({ code: 1, out: '', err: '' });
  expect(await readFile(join(project, 'report.md'), 'utf8')).toContain('index-not-concurrent');
  expect(JSON.parse(await readFile(join(project, 'proof.json'), 'utf8'))).toMatchObject({ schema: 1 });
  const nowhere = await lockgate(['lint', ...change, '--output', 'no/such/directory/report.txt']);
  expect(nowhere).toMatchObject({ code: 2, out: '', err: expect.stringMatching(/can't\s+be\s+written/) });
  await until('an empty temporary directory', async () => (await leftBehind(temporary)).length === 0);
});

it('ends with 2 for what it does not know, and says where to look', async () => {
  await openBranch();
  for (const args of [
    ['frobnicate'],
    ['lint', '--frobnicate'],
    ['lint', '--format', 'xml'],
    ['check', '--server-version', 'x'],
  ]) {
    const result = await lockgate(args);
    expect(result).toMatchObject({ code: 2, out: '', err: expect.stringContaining('error: ') });
    expect(result.err).toContain('--help');
  }
  expect(await lockgate(['apply', '--frobnicate'])).toMatchObject({
    code: 2,
    err: expect.stringContaining('--frobnicate'),
  });
  expect(await lockgate(['lint', ...change.slice(0, 2), 'nothing'])).toMatchObject({ code: 2 });
  expect((await lockgate(['--version'])).out).toMatch(/^\d+\.\d+\.\d+\n$/);
});

/** True when a PostgreSQL below `temporary` runs a statement of that kind. */
async function runs(kind: string): Promise<boolean> {
  const { out } = await run('ps', ['-Aww', '-o', 'pid=,ppid=,args='], { cwd: '/' });
  const processes = [...out.matchAll(/^\s*(\d+)\s+(\d+)\s+(.*)$/gm)];
  const server = processes.find(([, , , args]) => args?.includes(`-D ${temporary}`))?.[1];
  return processes.some(([, , parent, args]) => parent === server && args?.trimEnd().endsWith(kind));
}

it('ends at once on Ctrl-C in the middle of a statement, and leaves no process and no file', async () => {
  await openBranch();
  await write({ 'db/migration/V2__b.sql': 'SELECT pg_sleep(60);\n' });
  const { child, ended } = start(process.execPath, [cli, 'check', ...change], machine);
  onTestFinished(() => void child.kill('SIGKILL'));
  await until('the long statement', () => runs('SELECT'));
  const begun = Date.now();
  child.kill('SIGINT');
  expect(await ended).toMatchObject({ code: 2, out: '', err: expect.stringContaining('Interrupted') });
  expect(Date.now() - begun).toBeLessThan(15_000);
  await until('an empty temporary directory', async () => (await leftBehind(temporary)).length === 0);
});

it('leaves nothing either when it is interrupted while its server starts', async () => {
  await openBranch();
  const { child, ended } = start(process.execPath, [cli, 'check', ...change], machine);
  onTestFinished(() => void child.kill('SIGKILL'));
  await until('the first file of the server', async () => (await leftBehind(temporary)).length > 0);
  child.kill('SIGINT');
  expect((await ended).code).toBe(2);
  await until('an empty temporary directory', async () => (await leftBehind(temporary)).length === 0);
});

/** What GitHub's runner would obey, were this a step of a workflow. */
const orders = (text: string): string[] =>
  text.split(/[\r\n\u2028\u2029]/).filter((line) => line.trimStart().startsWith('::') || line.includes('##['));

it('lets no name give orders to a runner of workflows, on neither stream', async () => {
  await openBranch();
  const order = 'x\n::error::pwn';
  await write({ [`db/migration/V3__${order} [x].sql`]: 'CREATE INDEX "a\n::error::idx" ON orders (id);\n' });
  for (const format of ['text', 'markdown', 'json']) {
    const { out } = await lockgate(['lint', ...change, '--format', format]);
    expect(out.length).toBeGreaterThan(500);
    expect(orders(out), format).toEqual([]);
  }
  await write({ 'lockgate.yml': '"x\\n::error::k": 1\nrules: { "x\\n::error::r": off }\npath: "x\\n::error::p"\n' });
  for (const args of [['lint'], ['explain', order], ['lint', order, order], [order], ['lint', '--format', order]]) {
    const { code, err } = await lockgate([...args, ...(args[0] === 'lint' ? ['--config', `${order}.yml`] : [])]);
    expect(code).toBe(2);
    expect(orders(err), args.join(' ')).toEqual([]);
  }
  const configured = await lockgate(['lint']);
  expect(configured.err).toContain('x\\u000a::error::k');
  expect(orders(configured.err)).toEqual([]);
  await write({ 'lockgate.yml': 'path: "x\\n::error::p"\n' });
  expect(orders((await lockgate(['lint'])).err)).toEqual([]);
  expect(orders((await lockgate(['plan', order, order])).err)).toEqual([]);
});

it('has no help on commands that do not exist, and an example for each that does', async () => {
  for (const args of [
    ['frobnicate', '--help'],
    ['prove', '-h'],
    ['help', 'prove'],
  ]) {
    expect(await lockgate(args)).toMatchObject({ code: 2, out: '', err: expect.stringContaining('unknown command') });
  }
  for (const command of ['lint', 'check', 'explain', 'plan', 'apply', 'status']) {
    const { code, out } = await lockgate([command, '--help']);
    expect({ code, out }).toEqual({ code: 0, out: expect.stringMatching(/Examples?:/) });
    expect((await lockgate(['help', 'lint'])).code).toBe(0);
  }
});

it('asks whether another rule was meant', async () => {
  for (const [name, meant] of [
    ['set-not-null', 'set-not-null-scan'],
    ['DROP-TABLE', 'drop-table'],
  ] as const) {
    expect((await lockgate(['explain', name])).err).toContain(`Did you mean ${meant}?`);
  }
});

/** Ends of processes as a shell tells them: 128 and the number of the signal. */
const shell = (command: string): Promise<Ended> => run('sh', ['-c', command], { cwd: project });

it.runIf(process.platform === 'linux')('ends with 2 when its report is lost (Linux only: /dev/full)', async () => {
  await openBranch();
  const own = `'${process.execPath}' '${cli}'`;
  for (const args of ['lint db/migration --format json --fail-on never', 'lint db/migration', 'explain drop-table']) {
    const lost = await shell(`${own} ${args} > /dev/full`);
    expect(lost).toMatchObject({ code: 2, err: expect.stringContaining("Standard output can't be written") });
  }
  const closed = await shell(`{ ${own} lint db/migration --fail-on never; echo "$?" >&2; } | true`);
  expect(closed.err).toBe('0\n');
});

it('ends at once by a signal where there is nothing to clean up', async () => {
  await openBranch();
  const sql = 'ALTER TABLE orders ALTER COLUMN id SET NOT NULL;\n'.repeat(200_000);
  await write({ 'db/migration/V3__large.sql': sql });
  await run('mkfifo', ['config.yml'], { cwd: project });
  for (const [signal, args] of [
    ['SIGINT', ['lint', 'db/migration']],
    ['SIGTERM', ['lint', 'db/migration']],
    ['SIGTERM', ['lint', 'db/migration', '--config', 'config.yml']],
    ['SIGINT', ['check', 'db/migration', '--config', 'config.yml']],
  ] as const) {
    const { child, ended } = start(process.execPath, [cli, ...args], { cwd: project });
    onTestFinished(() => void child.kill('SIGKILL'));
    await sleep(1500);
    const begun = Date.now();
    child.kill(signal);
    expect(await ended).toEqual({ code: null, out: '', err: '' });
    expect(child.signalCode).toBe(signal);
    expect(Date.now() - begun).toBeLessThan(1000);
  }
});

it('tells ignores of lockgate.yml that are of no use, but not those that other migrations may need', async () => {
  await openBranch();
  const ignore = (path: string): string => `  - { rule: drop-table, path: '${path}', reason: agreed }\n`;
  const paths = ['db/migration', 'V2__b.sql', 'db/migration/V9__x.sql', 'db/migration/V1*'];
  await write({ 'lockgate.yml': `ignore:\n${paths.map(ignore).join('')}` });
  const lines = async (...args: readonly string[]): Promise<number[]> => {
    const { findings } = JSON.parse((await lockgate(['lint', ...args, '--format', 'json'])).out);
    return findings
      .filter(({ rule }: { rule: string }) => rule === 'ignore-unused')
      .map(({ path, line }: { path: string; line: number }) => (path === 'lockgate.yml' ? line : 0));
  };
  expect(await lines()).toEqual([2, 3, 4, 5]);
  expect(await lines('db/migration')).toEqual([2, 3, 4, 5]);
  expect(await lines('--since', 'HEAD')).toEqual([3, 4]);
  expect(await lines('db/migration/V2__b.sql')).toEqual([3, 4]);
});

it('lint without a configuration loads neither YAML, nor PostgreSQL, nor AWS', async () => {
  await write({ 'db/migration/V1__a.sql': 'SELECT 1;' });
  const coverage = await bundles.directory();
  expect((await lockgate(['lint', 'db/migration'], { NODE_V8_COVERAGE: coverage })).code).toBe(0);
  const [report = ''] = await readdir(coverage);
  const { result }: { result: readonly { url: string }[] } = JSON.parse(await readFile(join(coverage, report), 'utf8'));
  const loaded = result.map(({ url }) => url).filter((url) => url.startsWith(pathToFileURL(bundles.dist).href));
  const texts = await Promise.all(loaded.map((url) => readFile(new URL(url), 'utf8')));
  const packages = texts.flatMap((text) =>
    [...text.matchAll(/^\/\/ node_modules\/((?:@[\w-]+\/)?[\w-]+)\//gm)].map(([, name]) => name),
  );
  expect(new Set(packages)).toContain('commander');
  for (const unused of ['yaml', 'valibot', 'pg', '@aws-sdk', '@smithy']) {
    expect(packages.filter((name) => name?.startsWith(unused))).toEqual([]);
  }
});

it('edits no committed migration with --fix, unless it is told which are new', async () => {
  await openBranch();
  const file = join(project, 'db/migration/V2__b.sql');
  // Of a table that no migration made.
  await write({ 'db/migration/V2__b.sql': 'ALTER TABLE legacy ADD CONSTRAINT positive CHECK (total > 0);\n' });
  await git(project, 'add', '--all');
  await git(project, 'commit', '--quiet', '--message', 'both');
  const before = await readFile(file, 'utf8');
  const refused = await lockgate(['lint', 'db/migration', '--fix']);
  expect(refused).toMatchObject({ code: 2, out: '' });
  expect(refused.err).toMatch(/V2__b\.sql would be edited, but is committed[\s\S]*--since origin\/main/);
  expect(await readFile(file, 'utf8')).toBe(before);
  expect(await readdir(join(project, 'db/migration'))).toHaveLength(2);
  expect((await lockgate(['lint', 'db/migration', '--fix', '--since', 'HEAD~1'])).err).toContain('Fixed');
  expect(await readFile(file, 'utf8')).not.toBe(before);
  // Changed since the commit: it is being written.
  await write({ 'db/migration/V2__b.sql': `${before}\n` });
  expect((await lockgate(['lint', 'db/migration', '--fix'])).err).toContain('Fixed');
});

it('says of links that nobody has looked at what they point to', async () => {
  await openBranch();
  await write({ 'shared/x.sql': 'DROP TABLE orders;\n' });
  await symlink('../../shared/x.sql', join(project, 'db/migration/V3__x.sql'));
  await symlink('../../shared', join(project, 'db/migration/more'));
  await symlink('../../shared/x.sql', join(project, 'db/migration/notes.md'));
  const { out, code } = await lockgate(['lint', ...change, '--format', 'json']);
  expect(code).toBe(1);
  const links = JSON.parse(out).findings.filter(({ rule }: { readonly rule: string }) => rule === 'unreadable-file');
  expect(links.map(({ path }: { readonly path: string }) => path)).toEqual([
    'db/migration/V3__x.sql',
    'db/migration/more',
  ]);
  await git(project, 'add', '--all');
  await git(project, 'commit', '--quiet', '--message', 'links');
  expect((await lockgate(['lint', ...change])).out).not.toContain('unreadable-file');
});

it('leaves no half-made file when there is no room for --fix', async () => {
  await openBranch();
  const before = await readdir(join(project, 'db/migration'));
  // No file may grow beyond 512 bytes, of which the migrations that are there need less.
  const limited = ['-c', 'ulimit -f 1 && exec "$@"', 'sh', process.execPath, cli, 'lint', ...change, '--fix'];
  const padding = `-- ${'x'.repeat(2000)}\n`;
  const text = await readFile(join(project, 'db/migration/V2__b.sql'), 'utf8');
  await write({ 'db/migration/V2__b.sql': padding + text });
  const { code, err } = await run('sh', limited, { cwd: project });
  expect(code).toBe(2);
  expect(err).toContain('Nothing was fixed');
  expect(await readdir(join(project, 'db/migration'))).toEqual(before);
  expect(await readFile(join(project, 'db/migration/V2__b.sql'), 'utf8')).toBe(padding + text);
});

it.each([
  ['none', undefined, 'There is no snapshot catalog.json.'],
  ['an empty one', '', 'it is empty'],
  ['no JSON', '{', 'it is not JSON'],
  ['another file', '{"a": 1}', 'it is no snapshot'],
  ['a newer one', '{"lockgate": "catalog", "schema": 99}', 'its format is number 99'],
  ['a damaged one', '{"lockgate": "catalog", "schema": 1}', 'it was altered or damaged'],
])('lint and check refuse a snapshot that is %s', async (_, text, words) => {
  await write({ 'migrations/V1__a.sql': 'SELECT 1;\n', ...(text === undefined ? {} : { 'catalog.json': text }) });
  for (const command of ['lint', 'check']) {
    const { code, out, err } = await lockgate([command, 'migrations', '--catalog', 'catalog.json']);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err.replace(/\s+/g, ' ')).toContain(words);
  }
});
