// Reads files of a git revision, without touching the working tree.
import { existsSync, readFileSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Failure } from '../failure.ts';
import type { SourceTree } from '../model/migration.ts';
import { oneLine } from '../one-line.ts';

/** A git repository on disk. All paths are relative to its root, with `/`. */
export interface Repository {
  readonly root: string;
}

/** The repository that holds `directory`, or undefined when it lies in none. */
export async function repositoryOf(directory: string): Promise<Repository | undefined> {
  const root = directoryWithGit(await realpath(directory).catch(() => directory));
  if (root === undefined || isOrdinary(root)) return root === undefined ? undefined : { root };
  const answer = await git(directory, ['rev-parse', '--show-toplevel']).catch(() => undefined);
  if (answer === undefined || answer.code !== 0) return undefined;
  return { root: answer.stdout.toString('utf8').replace(/\r?\n$/, '') };
}

/** The next directory upwards, itself included, that holds a `.git`. */
function directoryWithGit(directory: string): string | undefined {
  for (let at = directory, last = ''; at !== last; last = at, at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return at;
  }
  return undefined;
}

/** That a directory is the root of a repository can be said without git, whose process takes 10 ms, unless the repository names another one. */
function isOrdinary(root: string): boolean {
  if (!existsSync(join(root, '.git', 'HEAD')) || !existsSync(join(root, '.git', 'objects'))) return false;
  try {
    return !/^\s*(?:worktree|bare\s*=\s*true|\[include)/im.test(readFileSync(join(root, '.git', 'config'), 'utf8'));
  } catch {
    return false;
  }
}

/** The commit that a revision names; a Failure when it is not there, as in a shallow clone. */
export async function commitOf(repository: Repository, revision: string): Promise<string> {
  if (revision.startsWith('-') || revision.includes('\0') || revision.trim() === '') {
    throw new Failure('bad-input', `"${oneLine(revision)}" is no git revision.`);
  }
  const answer = await git(repository.root, [
    'rev-parse',
    '--verify',
    '--quiet',
    '--end-of-options',
    `${revision}^{commit}`,
  ]);
  if (answer.code === 0) return answer.stdout.toString('utf8').trim();
  throw new Failure(
    'git',
    `The revision ${oneLine(revision)} is not in this repository, so Lockgate can't tell which migrations are new.`,
    {
      help: 'In a shallow clone fetch it first: `git fetch origin <branch>`; with actions/checkout use `fetch-depth: 0`.',
    },
  );
}

/** The parents of a commit; known in a shallow clone too. */
export async function parentsOf(repository: Repository, commit: string): Promise<readonly string[]> {
  const answer = await git(repository.root, ['cat-file', 'commit', commit]);
  const header = answer.stdout.toString('utf8').split('\n\n')[0] ?? '';
  return [...header.matchAll(/^parent ([0-9a-f]{40,64})$/gm)].map((match) => match[1] as string);
}

/** The best common ancestor, or undefined when the clone is too shallow to know it. */
export async function mergeBaseOf(repository: Repository, one: string, other: string): Promise<string | undefined> {
  const answer = await git(repository.root, ['merge-base', one, other]);
  return answer.code === 0 ? answer.stdout.toString('utf8').trim() : undefined;
}

/** Brings one commit from `origin`, without history. False when the remote refuses or is not there. */
export async function fetchCommit(repository: Repository, commit: string): Promise<boolean> {
  if (!/^[0-9a-f]{40,64}$/.test(commit)) return false;
  const answer = await git(repository.root, ['fetch', '--quiet', '--no-tags', '--depth=1', 'origin', commit]);
  return answer.code === 0;
}

/** All files below `directory` (`''` = everything) at a commit, in order of path. Submodules are left out. */
export async function readTreeAt(repository: Repository, commit: string, directory: string): Promise<SourceTree> {
  // ls-tree takes plain path prefixes, not patterns.
  const under = directory === '' ? [] : ['--', directory];
  const answer = await git(repository.root, ['ls-tree', '-r', '-z', '--full-tree', commit, ...under]);
  if (answer.code !== 0)
    throw new Failure(
      'git',
      oneLine(`git can't list ${directory || 'the files'} at ${commit}: ${answer.stderr.trim()}`),
    );
  const entries = answer.stdout
    .toString('utf8')
    .split('\0')
    .flatMap((line) => {
      const parts = /^(\d+) blob ([0-9a-f]+)\t(.*)$/s.exec(line);
      return parts === null ? [] : [{ mode: parts[1], blob: parts[2] as string, path: parts[3] as string }];
    })
    .sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  const files = entries.filter(({ mode }) => mode !== symbolicLink);
  const blobs = await readBlobs(
    repository,
    files.map(({ blob }) => blob),
  );
  return {
    files: files.map(({ path }, i) => ({ path, bytes: blobs[i] as Uint8Array })),
    links: entries.filter(({ mode }) => mode === symbolicLink).map(({ path }) => path),
  };
}

const symbolicLink = '120000';

/** `git cat-file --batch`: each answer is `<oid> blob <size>\n<bytes>\n`. */
async function readBlobs(repository: Repository, ids: readonly string[]): Promise<readonly Uint8Array[]> {
  if (ids.length === 0) return [];
  const answer = await git(repository.root, ['cat-file', '--batch'], `${ids.join('\n')}\n`);
  const blobs: Uint8Array[] = [];
  let at = 0;
  for (const id of ids) {
    const end = answer.stdout.indexOf(10, at);
    const header = answer.stdout.subarray(at, end).toString('utf8').split(' ');
    const size = Number(header[2]);
    if (end < 0 || header[1] !== 'blob' || !Number.isInteger(size)) {
      throw new Failure('git', `git has no content for the file object ${id}; the clone may be partial.`, {
        help: 'Fetch the base revision whole (no --filter).',
      });
    }
    blobs.push(answer.stdout.subarray(end + 1, end + 1 + size));
    at = end + 1 + size + 1;
  }
  return blobs;
}

interface Answer {
  readonly code: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

const settings = [
  'core.quotePath=false',
  'safe.directory=*',
  'core.hooksPath=/dev/null',
  'core.fsmonitor=false',
  // A directory of the checkout that looks like a bare repository brings a configuration of its own.
  'safe.bareRepository=explicit',
  // Never ask a person for a user or password: `true` answers with nothing, and the remote refuses.
  'core.askPass=true',
].flatMap((setting) => ['-c', setting]);

/** Runs git without a shell, without prompts, and without the repository's hooks or pagers. */
async function git(directory: string, args: readonly string[], input?: string): Promise<Answer> {
  // Not at start: it loads sockets and more, 5 ms for those who only lint.
  const { spawn } = await import('node:child_process');
  return new Promise((resolve, reject) => {
    const child = spawn('git', [...settings, ...args], {
      cwd: directory,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    child.on('error', (error) =>
      reject(new Failure('git', `git can't be run: ${error.message}`, { help: 'Install git.' })),
    );
    child.on('close', (code) =>
      resolve({ code: code ?? 1, stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr).toString('utf8') }),
    );
    child.stdin.on('error', () => undefined);
    child.stdin.end(input ?? '');
  });
}
