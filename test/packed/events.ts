// Event payloads in the shape in which GitHub writes them to GITHUB_EVENT_PATH.
import { type Commits, pullNumber } from './forge.ts';

const url = 'https://api.github.com/repos/octo/shop';
const octo = { login: 'octo', id: 1, node_id: 'U_1', type: 'Organization', site_admin: false };
const ada = { login: 'ada', id: 2, node_id: 'U_2', type: 'User', site_admin: false };

function repositoryOf(owner: typeof octo | typeof ada) {
  return {
    id: owner.id * 100,
    node_id: `R_${owner.id}`,
    name: 'shop',
    full_name: `${owner.login}/shop`,
    private: false,
    owner,
    html_url: `https://github.com/${owner.login}/shop`,
    fork: owner === ada,
    url,
    default_branch: 'main',
  };
}

const common = { repository: repositoryOf(octo), organization: { login: 'octo', id: 1 }, sender: ada };

/** `pull_request`, of a branch of the repository or of a fork. */
export function pullRequestEvent({ base, head, merge }: Commits, from: 'branch' | 'fork' = 'branch') {
  const owner = from === 'fork' ? ada : octo;
  return {
    action: 'synchronize',
    number: pullNumber,
    before: base,
    after: head,
    pull_request: {
      url: `${url}/pulls/${pullNumber}`,
      id: 4711,
      node_id: 'PR_1',
      html_url: `https://github.com/octo/shop/pull/${pullNumber}`,
      number: pullNumber,
      state: 'open',
      locked: false,
      title: 'Order status',
      user: ada,
      body: 'What it does. ```x``` @octo/dba <!-- lockgate:v1 -->',
      labels: [],
      draft: false,
      merge_commit_sha: merge,
      head: { label: `${owner.login}:topic`, ref: 'topic', sha: head, user: owner, repo: repositoryOf(owner) },
      base: { label: 'octo:main', ref: 'main', sha: base, user: octo, repo: repositoryOf(octo) },
      author_association: 'CONTRIBUTOR',
      merged: false,
      mergeable: null,
      commits: 1,
      changed_files: 1,
    },
    ...common,
  };
}

export function mergeGroupEvent({ base, merge }: Commits) {
  const merge_group = {
    head_sha: merge,
    head_ref: `refs/heads/gh-readonly-queue/main/pr-${pullNumber}-${base}`,
    base_sha: base,
    base_ref: 'refs/heads/main',
  };
  return { action: 'checks_requested', merge_group, ...common };
}

export function pushEvent({ base, merge }: Commits) {
  return {
    ref: 'refs/heads/main',
    before: base,
    after: merge,
    created: false,
    deleted: false,
    forced: false,
    pusher: { name: 'ada', email: 'ada@example.com' },
    commits: [{ id: merge, message: 'merge', added: [], removed: [], modified: [] }],
    ...common,
  };
}

/** A run that somebody started by hand: it names no commits. */
export function dispatchEvent() {
  return { inputs: {}, ref: 'refs/heads/topic', workflow: '.github/workflows/gate.yml', ...common };
}
