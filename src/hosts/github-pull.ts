// What a pull request is: its head and base, its changed files, and where it left the base branch.
import { type Answer, answer, connect, type GitHubConnection } from './github-client.ts';

/** How long (ms) reading may take, with all waits. */
const readLimit = 60_000;

/** GitHub lists at most this many files of a pull request. */
const maximumFiles = 3000;

export interface PullRequest {
  readonly headSha: string;
  readonly baseSha: string;
  readonly baseRef: string;
  /** True when the branch lives in another repository: then the token can't write. */
  readonly fromFork: boolean;
  readonly open: boolean;
}

/** The pull request as it is now. */
export async function pullRequest(connection: GitHubConnection, number: number): Promise<Answer<PullRequest>> {
  const { owner, repo } = connection;
  return answer(connection, `read pull request ${number}`, async () => {
    const { data } = await connect(connection, readLimit).rest.pulls.get({ owner, repo, pull_number: number });
    return {
      headSha: data.head.sha,
      baseSha: data.base.sha,
      baseRef: data.base.ref,
      // The head's repository is null when the fork was deleted.
      fromFork: data.head.repo?.full_name !== data.base.repo.full_name,
      open: data.state === 'open',
    };
  });
}

/** A changed file that still exists; `patch` is absent for renames without change, binary and very large files. */
export interface PullRequestFile {
  readonly path: string;
  readonly patch?: string;
}

/** The files of a pull request without the deleted ones, at most 3,000 (GitHub lists no more). */
export async function changedFiles(
  connection: GitHubConnection,
  number: number,
): Promise<Answer<readonly PullRequestFile[]>> {
  const { owner, repo } = connection;
  return answer(connection, `list the files of pull request ${number}`, async () => {
    const client = connect(connection, readLimit);
    const files: PullRequestFile[] = [];
    const pages = client.paginate.iterator(client.rest.pulls.listFiles, {
      owner,
      repo,
      pull_number: number,
      per_page: 100,
    });
    for await (const { data } of pages) {
      for (const { filename, status, patch } of data) {
        if (status !== 'removed') files.push({ path: filename, ...(patch === undefined ? {} : { patch }) });
      }
      if (files.length >= maximumFiles) break;
    }
    return files.slice(0, maximumFiles);
  });
}

/** The commit at which `head` left `base`; both are commits or branches. */
export async function mergeBase(connection: GitHubConnection, base: string, head: string): Promise<Answer<string>> {
  const { owner, repo } = connection;
  return answer(connection, `find where ${head} left ${base}`, async () => {
    const basehead = `${base}...${head}`;
    // One commit per page is enough: the merge base is told once, beside the list.
    const { data } = await connect(connection, readLimit).rest.repos.compareCommitsWithBasehead({
      owner,
      repo,
      basehead,
      per_page: 1,
    });
    return data.merge_base_commit.sha;
  });
}
