// What the workflow's event says: the pull request, its commits, and where the base may be.
import type { context } from '@actions/github';

export interface WorkflowEvent {
  readonly owner: string;
  readonly repo: string;
  readonly apiUrl: string;
  /** `https://github.com`, or the enterprise server. */
  readonly serverUrl: string;
  /** Null outside of pull requests: then nothing is posted. */
  readonly pull: { readonly number: number; readonly headSha: string } | null;
  /** The commit that has to be checked out, itself or as the second parent of a merge; null where the event names none. */
  readonly headSha: string | null;
  /** A commit of the base branch, or the one before a push; null where the event names none. */
  readonly baseSha: string | null;
  /** The repository's default branch, such as `main`; null when unknown. */
  readonly defaultBranch: string | null;
}

const nothing = /^0+$/;

/** Payloads: pull_request(_target), merge_group and push; of other events only the default branch is known. */
export function readEvent({
  payload,
  repo,
  apiUrl,
  serverUrl,
}: Pick<typeof context, 'payload' | 'repo' | 'apiUrl' | 'serverUrl'>): WorkflowEvent {
  const branch = at(payload.repository, ['default_branch']);
  const base = {
    ...repo,
    apiUrl,
    serverUrl,
    defaultBranch: typeof branch === 'string' && branch !== '' ? branch : null,
  };
  const pull: unknown = payload.pull_request;
  if (pull !== undefined) {
    const number = numberAt(pull, 'number');
    const headSha = shaAt(pull, 'head', 'sha') ?? null;
    return {
      ...base,
      pull: number !== undefined && headSha !== null ? { number, headSha } : null,
      headSha,
      baseSha: shaAt(pull, 'base', 'sha') ?? null,
    };
  }
  const queued = shaAt(payload, 'merge_group', 'base_sha');
  if (queued !== undefined) {
    return { ...base, pull: null, headSha: shaAt(payload, 'merge_group', 'head_sha') ?? null, baseSha: queued };
  }
  return { ...base, pull: null, headSha: shaAt(payload, 'after') ?? null, baseSha: shaAt(payload, 'before') ?? null };
}

function at(value: unknown, keys: readonly string[]): unknown {
  return keys.reduce<unknown>(
    (inner, key) => (typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>)[key] : undefined),
    value,
  );
}

function numberAt(value: unknown, ...keys: string[]): number | undefined {
  const found = at(value, keys);
  return typeof found === 'number' && Number.isInteger(found) ? found : undefined;
}

/** A commit id; a push that creates a branch has zeros there, which name nothing. */
function shaAt(value: unknown, ...keys: string[]): string | undefined {
  const found = at(value, keys);
  return typeof found === 'string' && /^[0-9a-f]{40,64}$/.test(found) && !nothing.test(found) ? found : undefined;
}
