// Which clone of the workspace is to be judged, and whether it holds the commit that the event is about.
import { type Dirent, existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Failure } from '../src/failure.ts';
import { oneLine } from '../src/one-line.ts';
import { commitOf, parentsOf, type Repository, repositoryOf } from '../src/source/git.ts';
import type { WorkflowEvent } from './event.ts';

export interface Checkout {
  /** Where `lockgate.yml` is looked for: the workspace, or the clone in it where the workspace is none itself. */
  readonly directory: string;
  /** The inputs' paths, from that directory. */
  readonly paths: readonly string[];
  /** Undefined when there is no clone at all. */
  readonly repository: Repository | undefined;
}

/** How deep below the workspace clones are looked for: `path: code/shop` of actions/checkout is two. */
const deepest = 2;

/** A step with `path:` checks out below the workspace: then that clone is meant, and the inputs' paths may begin with it or not. */
export async function findCheckout(workspace: string, paths: readonly string[]): Promise<Checkout> {
  const named = paths.map((path) => resolve(workspace, path)).find(existsSync);
  const around = await repositoryOf(named ?? workspace);
  if (around !== undefined) {
    const inWorkspace = (await repositoryOf(workspace)) !== undefined;
    if (inWorkspace) return { directory: workspace, paths, repository: around };
    return { directory: around.root, paths: paths.map((path) => resolve(workspace, path)), repository: around };
  }
  const clones = await clonesBelow(workspace, deepest);
  const [only, ...others] = clones;
  if (only === undefined) return { directory: workspace, paths, repository: undefined };
  if (others.length > 0) {
    throw new Failure(
      'git',
      `The workspace holds ${clones.length} checkouts (${clones.map((clone) => oneLine(clone.slice(workspace.length + 1))).join(', ')}), so it is unknown which of them to judge.`,
      { help: 'Name the migrations directory in the input `path`, from the workspace: `path: shop/db/migration`.' },
    );
  }
  const repository = await repositoryOf(only);
  return { directory: only, paths, repository };
}

async function clonesBelow(directory: string, depth: number): Promise<readonly string[]> {
  if (depth === 0) return [];
  const entries: readonly Dirent[] = await readdir(directory, { withFileTypes: true }).catch(() => []);
  const found: string[] = [];
  for (const entry of entries.filter((one) => one.isDirectory() && one.name !== 'node_modules')) {
    const below = join(directory, entry.name);
    if (existsSync(join(below, '.git'))) found.push(below);
    else found.push(...(await clonesBelow(below, depth - 1)));
  }
  return found.sort();
}

/** What HEAD is to the event. `merge`: of the head into `base`, as actions/checkout makes it. */
export type CheckedOut =
  | { readonly kind: 'head'; readonly sha: string }
  | { readonly kind: 'merge'; readonly sha: string; readonly base: string };

/**
 * Throws a Failure when HEAD is neither the event's commit nor a merge whose second parent it is: `pull_request_target` with a plain
 * checkout, or any other `ref:`, would otherwise judge the base and pass.
 */
export async function checkedOut(repository: Repository, event: WorkflowEvent): Promise<CheckedOut> {
  const sha = await commitOf(repository, 'HEAD');
  if (event.headSha === null || sha === event.headSha) return { kind: 'head', sha };
  const [base, merged] = await parentsOf(repository, sha);
  if (event.pull !== null && base !== undefined && merged === event.headSha) return { kind: 'merge', sha, base };
  const what = event.pull === null ? 'the commit of this event' : `the head of pull request ${event.pull.number}`;
  throw new Failure(
    'git',
    `The checkout is at ${sha.slice(0, 7)}, which is neither ${what} (${event.headSha.slice(0, 7)}) nor a merge of it, so another state than the proposed one would be judged.`,
    {
      help: 'Check out what the event is about: `- uses: actions/checkout@v5` without `ref:` on `pull_request`. On `pull_request_target` the checkout is the base branch: use `pull_request` for this job, because code of a pull request must not run with the rights of that event.',
    },
  );
}
