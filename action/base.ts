// Finds the commit that a pull request starts from, in whatever clone the checkout made.
import { Failure } from '../src/failure.ts';
import { mergeBase } from '../src/hosts/github.ts';
import { commitOf, fetchCommit, mergeBaseOf, parentsOf, type Repository, repositoryOf } from '../src/source/git.ts';
import type { WorkflowEvent } from './event.ts';

export interface BaseRequest {
  readonly directory: string;
  readonly event: WorkflowEvent;
  readonly token: string | undefined;
  readonly userAgent: string;
}

/**
 * The commit whose migrations are the baseline; undefined when the event has none, so that everything is judged.
 *
 * `actions/checkout` gives a merge commit of base and head: its first parent is the base, exactly as merged. After a checkout of the head itself it is the
 * merge base, from git where the clone is deep enough, else from GitHub. A missing commit is fetched alone.
 */
export async function findBase(request: BaseRequest): Promise<string | undefined> {
  const { event, directory } = request;
  if (event.baseSha === null) return undefined;
  const repository = await repositoryOf(directory);
  if (repository === undefined) {
    throw new Failure('git', 'The workspace is no git repository, so the base of the pull request is unknown.', {
      help: 'Put `- uses: actions/checkout@v5` before this step.',
    });
  }
  const commit = await baseCommit(repository, request, event.baseSha);
  if (await isThere(repository, commit)) return commit;
  if ((await fetchCommit(repository, commit)) && (await isThere(repository, commit))) return commit;
  throw new Failure('git', `The base ${commit} is not in this clone, and could not be fetched.`, {
    help: 'Check out with `fetch-depth: 0`, or keep the credentials of actions/checkout (`persist-credentials`).',
  });
}

async function baseCommit(repository: Repository, request: BaseRequest, baseSha: string): Promise<string> {
  const { event } = request;
  if (event.pull === null) return baseSha;
  const head = await commitOf(repository, 'HEAD');
  const [first, second] = await parentsOf(repository, head);
  if (first !== undefined && second === event.pull.headSha) return first;
  const known = await mergeBaseOf(repository, baseSha, event.pull.headSha);
  if (known !== undefined) return known;
  if (request.token === undefined) return baseSha;
  const { owner, repo, apiUrl } = event;
  const connection = { token: request.token, apiUrl, owner, repo, userAgent: request.userAgent };
  const answer = await mergeBase(connection, baseSha, event.pull.headSha);
  return answer.kind === 'ok' ? answer.value : baseSha;
}

async function isThere(repository: Repository, commit: string): Promise<boolean> {
  return commitOf(repository, commit).then(
    () => true,
    () => false,
  );
}
