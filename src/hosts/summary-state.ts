// Which runs a summary stands for (pure): a run replaces what it alone can know, and nothing else.
import type { ReviewComment, RunPart, SummaryState } from '../model/review.ts';
import { digest, shortKey } from './github-marks.ts';

/** A part that has missed so many newer commits is left out: its job was renamed or taken out of the matrix. */
const missedCommits = 3;

/** Ids of left-out parts that are remembered. */
const maximumRetired = 20;

export const emptyState: SummaryState = { commits: [], parts: [], retired: [] };

/**
 * The states of several summaries of one pull request (two runs may have begun one each) with the newest part of `own`'s run.
 * A run that started later on the same commit is never replaced by an earlier one that ends after it.
 */
export function mergeStates(states: readonly SummaryState[], own: RunPart, maximumParts: number): SummaryState {
  const past = unique(states.flatMap((state) => state.commits)).filter((commit) => commit !== own.commit);
  const commits = [...past.slice(-missedCommits), own.commit];
  const known = states.flatMap((state) => state.parts).reduce(withNewer, new Map<string, RunPart>());
  const before = known.get(own.id);
  const late = before !== undefined && before.commit === own.commit && startedLater(before, own);
  if (!late) known.set(own.id, own.outcome === 'failed' ? holding(own, before) : own);

  const standing = [...known.values()].filter((part) => !isAnswered(part, own, known));
  const age = (part: RunPart) => commits.length - 1 - commits.indexOf(part.commit);
  const kept = standing
    .filter((part) => commits.includes(part.commit) && age(part) < missedCommits)
    .sort((a, b) => age(a) - age(b) || (a.id < b.id ? -1 : 1))
    .slice(0, maximumParts);
  const ids = new Set(kept.map(({ id }) => id));
  const left = [...states.flatMap(({ retired }) => retired), ...standing.map(({ id }) => id)];
  const retired = unique(left.filter((id) => !ids.has(id))).slice(-maximumRetired);
  return { commits, parts: kept.sort((a, b) => (a.id < b.id ? -1 : 1)), retired };
}

/** The findings whose comments the host would not put on their lines, in full. */
export function withRefused(part: RunPart, refused: readonly ReviewComment[]): RunPart {
  if (refused.length === 0) return part;
  const byKey = new Map(refused.map((comment) => [shortKey(digest(comment.key)), comment]));
  const findings = part.findings.map((finding) => {
    const comment = byKey.get(finding.key);
    if (comment === undefined) return finding;
    const { unplaced: text, evidence, hint } = comment;
    return { ...finding, detail: { group: 'refused' as const, text, evidence, hint } };
  });
  return { ...part, findings };
}

function withNewer(known: Map<string, RunPart>, part: RunPart): Map<string, RunPart> {
  const other = known.get(part.id);
  return other !== undefined && startedLater(other, part) ? known : known.set(part.id, part);
}

/** True only when both say when they started. */
function startedLater(a: RunPart, b: RunPart): boolean {
  return a.run > 0 && b.run > 0 && (a.run > b.run || (a.run === b.run && a.attempt > b.attempt));
}

/** A run that failed has seen nothing: what stood before it still does. */
function holding(own: RunPart, before: RunPart | undefined): RunPart {
  return before === undefined ? own : { ...own, keys: unique([...own.keys, ...before.keys]) };
}

/** True for a part that `own` makes obsolete. */
function isAnswered(part: RunPart, own: RunPart, known: ReadonlyMap<string, RunPart>): boolean {
  if (part.id === own.id || part.job !== own.job || part.command !== own.command) return false;
  // Without a server and without a failure: nothing is new, and no server of the set could say otherwise.
  if (!own.serverKnown) return own.outcome !== 'failed';
  if (part.serverKnown) return false;
  return part.outcome === 'failed' ? isMadeGood(part, own, known) : part.commit !== own.commit;
}

/**
 * True for a failure without a server that `own`, which had one, makes good. In a matrix, 18's success says nothing of 15's
 * missing database: only a later run, or a later attempt, does. Where runs have no numbers, the job counts as a matrix once two
 * servers are known.
 */
function isMadeGood(failure: RunPart, own: RunPart, known: ReadonlyMap<string, RunPart>): boolean {
  if (failure.run > 0 && own.run > 0) return startedLater(own, failure);
  const servers = [...known.values()].filter(
    (part) => part.serverKnown && part.job === own.job && part.command === own.command,
  );
  return servers.length < 2;
}

function unique<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}
