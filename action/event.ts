// What the workflow's event says: the pull request, its commits, and where the base may be.
import type { context } from '@actions/github';

export interface WorkflowEvent {
  readonly owner: string;
  readonly repo: string;
  readonly apiUrl: string;
  /** Null outside of pull requests: then nothing is posted. */
  readonly pull: { readonly number: number; readonly headSha: string } | null;
  /** A commit of the base branch, or the one before a push; null = judge everything. */
  readonly baseSha: string | null;
}

const nothing = /^0+$/;

/** Payloads: pull_request(_target), merge_group and push; of other events nothing is known. */
export function readEvent({
  payload,
  repo,
  apiUrl,
}: Pick<typeof context, 'payload' | 'repo' | 'apiUrl'>): WorkflowEvent {
  const base = { ...repo, apiUrl };
  const pull: unknown = payload.pull_request;
  if (pull !== undefined) {
    const number = numberAt(pull, 'number');
    const headSha = shaAt(pull, 'head', 'sha');
    const known = number !== undefined && headSha !== undefined;
    return { ...base, pull: known ? { number, headSha } : null, baseSha: shaAt(pull, 'base', 'sha') ?? null };
  }
  const group = shaAt(payload, 'merge_group', 'base_sha');
  const before = shaAt(payload, 'before');
  return { ...base, pull: null, baseSha: group ?? before ?? null };
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
