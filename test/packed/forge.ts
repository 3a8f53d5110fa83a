// A git server's side of a pull request, in a real repository: base branch, topic branch, merge commit; and checkouts of it.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { FileOfPull } from '../contracts/github/state.ts';
import { git } from './processes.ts';

/** Paths and their new text; null deletes. */
export type Changes = Readonly<Record<string, string | null>>;

export interface Commits {
  readonly base: string;
  readonly head: string;
  /** What `refs/pull/N/merge` names. */
  readonly merge: string;
}

export interface Forge {
  /** Commits to the base branch. */
  commitToMain(changes: Changes): Promise<string>;
  /** Commits to the topic branch (made from the base branch by the first call) and merges both anew. */
  push(changes: Changes): Promise<Commits>;
  /** The pull request's files, as GitHub lists them. */
  files(): Promise<FileOfPull[]>;
  /** Where the repository lies on disk. */
  readonly origin: string;
  /** A new workspace, made with the steps of actions/checkout; `below` is its `path:`. */
  checkout(commit: string, how?: 'shallow' | 'full', below?: string): Promise<string>;
}

/** The number of every pull request here. */
export const pullNumber = 7;

export async function openForge(root: string, base: Changes): Promise<Forge> {
  const origin = join(root, 'origin');
  await mkdir(origin);
  await git(origin, 'init', '--quiet', '--initial-branch=main');
  await git(origin, 'config', 'uploadpack.allowAnySHA1InWant', 'true');
  const commit = async (changes: Changes, message: string): Promise<string> => {
    for (const [path, text] of Object.entries(changes)) {
      await mkdir(dirname(join(origin, path)), { recursive: true });
      if (text === null) await rm(join(origin, path));
      else await writeFile(join(origin, path), text);
    }
    await git(origin, 'add', '--all');
    await git(origin, 'commit', '--quiet', '--allow-empty', '--message', message);
    return revision('HEAD');
  };
  const revision = async (name: string): Promise<string> => (await git(origin, 'rev-parse', name)).trim();
  const isThere = (branch: string) =>
    git(origin, 'rev-parse', '--verify', '--quiet', branch).then(Boolean, () => false);
  await commit(base, 'base');
  return {
    origin,
    async commitToMain(changes) {
      await git(origin, 'checkout', '--quiet', 'main');
      return commit(changes, 'meanwhile');
    },
    async push(changes) {
      if (await isThere('topic')) await git(origin, 'checkout', '--quiet', 'topic');
      else await git(origin, 'checkout', '--quiet', '-b', 'topic', 'main');
      const head = await commit(changes, 'topic');
      await git(origin, 'checkout', '--quiet', '--detach', 'main');
      await git(origin, 'merge', '--quiet', '--no-ff', '--message', 'merge', 'topic');
      const merge = await revision('HEAD');
      await git(origin, 'update-ref', `refs/pull/${pullNumber}/head`, head);
      await git(origin, 'update-ref', `refs/pull/${pullNumber}/merge`, merge);
      return { base: await revision('main'), head, merge };
    },
    files: () => filesOf(origin),
    async checkout(commit, how = 'shallow', below = '') {
      const outer = await mkdtemp(join(root, 'workspace-'));
      const workspace = join(outer, below);
      await mkdir(workspace, { recursive: true });
      await git(workspace, 'init', '--quiet');
      await git(workspace, 'remote', 'add', 'origin', pathToFileURL(origin).href);
      const everything = ['+refs/heads/*:refs/remotes/origin/*', `+${commit}:refs/remotes/pull/${pullNumber}/merge`];
      const what = how === 'full' ? everything : ['--depth=1', `+${commit}:refs/remotes/pull/${pullNumber}/merge`];
      await git(workspace, 'fetch', '--quiet', '--no-tags', '--prune', 'origin', ...what);
      await git(workspace, 'checkout', '--quiet', '--force', `refs/remotes/pull/${pullNumber}/merge`);
      return outer;
    },
  };
}

const statuses = { A: 'added', M: 'modified', D: 'removed', R: 'renamed' } as const;

async function filesOf(origin: string): Promise<FileOfPull[]> {
  const range = 'main...topic';
  const words = (await git(origin, 'diff', '-z', '-M', '--name-status', range)).split('\0');
  const files: FileOfPull[] = [];
  for (let i = 0; i + 1 < words.length; ) {
    const status = statuses[(words[i] ?? '').charAt(0) as keyof typeof statuses];
    const names = words.slice(i + 1, i + (status === 'renamed' ? 3 : 2));
    i += names.length + 1;
    const text = await git(origin, 'diff', '-M', range, '--', ...names);
    const hunks = text.search(/^@@ /m);
    const filename = names.at(-1) ?? '';
    files.push({ filename, status, ...(hunks < 0 ? {} : { patch: text.slice(hunks).trimEnd() }) });
  }
  return files;
}
