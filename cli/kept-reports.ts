// Reports of earlier `lint` runs, kept in the user's own cache directory: what is the same in every byte has the same report.
import { createHash, type Hash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { serialize } from 'node:v8';
import type { CheckInput } from '../src/check.ts';
import type { SourceFile } from '../src/model/migration.ts';
import type { RenderedReport, Rendering } from './commands/reading.ts';

/** Bytes that all kept reports may take together. */
const room = 64 * 1024 * 1024;

/**
 * SHA-256, in hex, of everything a report follows from: the program (`entry` is the path of its bundle, which names its other files by hashes of their content) and Node; all that `lint`
 * was given: paths and bytes of the files, also the base's, the configuration, the day; and how the report is rendered. Undefined where there is no bundle.
 */
export async function keyOf(entry: string, input: CheckInput, rendering: Rendering): Promise<string | undefined> {
  const program = await readFile(entry).catch(() => undefined);
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
  if (environment.CI !== undefined && environment.CI !== '' && environment.CI !== 'false') return undefined;
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
    await mkdir(directory, { recursive: true, mode: 0o700 });
    if (!(await isOwn(directory))) return;
    // Under its name only when it is whole: another run may read at the same time, or this one be killed.
    await writeFile(part, [headOf(report), report.text], { mode: 0o600, flag: 'wx' });
    await rename(part, join(directory, key));
    await removeOldest(directory);
  } catch {
    await rm(part, { force: true }).catch(() => undefined);
  }
}

/** The first line, which says what the exit code was, and how long the text is. */
function headOf({ text, blocks }: RenderedReport): string {
  return `${JSON.stringify({ blocks, bytes: Buffer.byteLength(text) })}\n`;
}

function parse(content: string): RenderedReport | undefined {
  const end = content.indexOf('\n');
  const { blocks, bytes } = JSON.parse(content.slice(0, end)) as { readonly blocks: unknown; readonly bytes: unknown };
  const text = content.slice(end + 1);
  return typeof blocks === 'boolean' && Buffer.byteLength(text) === bytes ? { text, blocks } : undefined;
}

async function isOwn(directory: string): Promise<boolean> {
  const { uid, mode } = await stat(directory);
  return process.getuid === undefined || (uid === process.getuid() && (mode & 0o022) === 0);
}

async function removeOldest(directory: string): Promise<void> {
  const names = await readdir(directory);
  const entries = await Promise.all(names.map(async (name) => ({ name, ...(await stat(join(directory, name))) })));
  let kept = 0;
  for (const { name, size } of entries.sort((a, b) => b.mtimeMs - a.mtimeMs)) {
    kept += size;
    if (kept > room) await rm(join(directory, name), { force: true });
  }
}
