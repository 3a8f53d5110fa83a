// Reports of earlier `lint` runs, kept in the user's own cache directory: what is the same in every byte has the same report.
import { createHash, type Hash } from 'node:crypto';
import { lstat, mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname, isAbsolute, join } from 'node:path';
import { serialize } from 'node:v8';
import type { CheckInput } from '../src/check.ts';
import type { SourceFile } from '../src/model/migration.ts';
import type { RenderedReport, Rendering } from './commands/reading.ts';

/** All kept reports together: bytes, and how many. */
const room = { bytes: 64 * 1024 * 1024, reports: 200 };

/** What services that build and test set, when they do not set CI. */
const builders = ['CODEBUILD_BUILD_ID', 'GITHUB_ACTIONS', 'JENKINS_URL', 'TEAMCITY_VERSION', 'TF_BUILD'];

/**
 * SHA-256, in hex, of everything a report follows from: the program (`build` is a file that has the digest of all its files) and Node; all that `lint`
 * was given: paths and bytes of the files, also the base's, the configuration, the day; and how the report is rendered. Undefined where there is no bundle.
 */
export async function keyOf(build: string, input: CheckInput, rendering: Rendering): Promise<string | undefined> {
  const program = await readFile(build).catch(() => undefined);
  if (program === undefined) return undefined;
  const { layout, files, baseFiles, ...rest } = input;
  const digest = createHash('sha256').update(program);
  // Structured clone throws at what it does not know, such as functions: nothing is left out in silence.
  digest.update(serialize([process.version, layout.name, rest, rendering, baseFiles === undefined]));
  addFiles(digest, files);
  addFiles(digest, baseFiles ?? []);
  return digest.digest('hex');
}

function addFiles(digest: Hash, files: readonly SourceFile[]): void {
  digest.update(serialize(files.map(({ bytes, ...rest }) => [rest, bytes.length])));
  for (const { bytes } of files) digest.update(bytes);
}

/**
 * Where this user's programs keep what they can make again; undefined where that is not known, and in CI: a fresh machine has nothing there, and on one that is
 * used again one pull request's job must not answer for another's.
 */
export function cacheDirectory(environment: Readonly<Record<string, string | undefined>>): string | undefined {
  const { CI: named = '' } = environment;
  if ((named !== '' && named !== 'false') || builders.some((name) => environment[name] !== undefined)) return undefined;
  const base = userCache(environment);
  return base === undefined || !isAbsolute(base) ? undefined : join(base, 'lockgate');
}

function userCache(environment: Readonly<Record<string, string | undefined>>): string | undefined {
  if (process.platform === 'win32') return environment.LOCALAPPDATA;
  // The XDG Base Directory Specification: a relative path is to be ignored, as is an empty one.
  const { XDG_CACHE_HOME: named } = environment;
  if (named !== undefined && isAbsolute(named)) return named;
  const home = environment.HOME ?? '';
  if (home === '') return undefined;
  return process.platform === 'darwin' ? join(home, 'Library', 'Caches') : join(home, '.cache');
}

/** The report with this key, if there is one, whole, in a directory that nobody else may write to. */
export async function findReport(directory: string, key: string): Promise<RenderedReport | undefined> {
  try {
    if (!(await isOwn(directory))) return undefined;
    const file = join(directory, key);
    // Not a pipe, which nobody may ever write to.
    if (!(await lstat(file)).isFile()) return undefined;
    const kept = parse(await readFile(file, 'utf8'));
    // The oldest are the first to go.
    const now = new Date();
    await utimes(file, now, now);
    return kept;
  } catch {
    return undefined;
  }
}

/** Keeps a report for later runs. It is a convenience: a full or read-only disk is no failure of the run. */
export async function keepReport(directory: string, key: string, report: RenderedReport): Promise<void> {
  const part = join(directory, `${key}.${process.pid}`);
  try {
    await makeDirectory(dirname(directory));
    await makeDirectory(directory);
    if (!(await isOwn(directory))) return;
    // Under its name only when it is whole: another run may read at the same time, or this one be killed.
    await writeFile(part, [headOf(report), report.text], { mode: 0o600, flag: 'wx' });
    await rename(part, join(directory, key));
    await removeOldest(directory);
  } catch {
    await rm(part, { force: true }).catch(() => undefined);
  }
}

/** Readable by nobody else. Its parent has to be there: made recursively, a path below /proc is tried for ever (Node 20 and 24). */
async function makeDirectory(path: string): Promise<void> {
  await mkdir(path, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
}

/** The first line, which says what the exit code was, and by what the text is known to be whole. */
function headOf({ text, blocks }: RenderedReport): string {
  return `${JSON.stringify({ blocks, sha256: sha256(text) })}\n`;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function parse(content: string): RenderedReport | undefined {
  const end = content.indexOf('\n');
  const head = JSON.parse(content.slice(0, end)) as { readonly blocks: unknown; readonly sha256: unknown };
  const text = content.slice(end + 1);
  return typeof head.blocks === 'boolean' && sha256(text) === head.sha256 ? { text, blocks: head.blocks } : undefined;
}

async function isOwn(directory: string): Promise<boolean> {
  const { uid, mode } = await stat(directory);
  return process.getuid === undefined || (uid === process.getuid() && (mode & 0o022) === 0);
}

async function removeOldest(directory: string): Promise<void> {
  // Another program may have something here, too.
  const names = (await readdir(directory)).filter((name) => /^[0-9a-f]{64}(\.\d+)?$/.test(name));
  const entries = await Promise.all(names.map(async (name) => ({ name, ...(await lstat(join(directory, name))) })));
  let bytes = 0;
  for (const [older, { name, size }] of entries.sort((a, b) => b.mtimeMs - a.mtimeMs).entries()) {
    bytes += size;
    if (bytes > room.bytes || older >= room.reports) await rm(join(directory, name), { force: true });
  }
}
