// What becomes of each of Lockgate's own review comments (pure).
import type { ReviewComment, RunPart, SummaryState } from '../model/review.ts';
import {
  digest,
  type Mark,
  marked,
  packed,
  readableText,
  readData,
  sameText,
  shortKey,
  writeData,
} from './github-marks.ts';

/** A run that has reported the comment's finding, and its words. */
export interface Holder extends Pick<ReviewComment, 'body' | 'evidence' | 'hint'> {
  /** The id of the run's part of the summary. */
  readonly id: string;
  readonly label: string;
}

/** A comment on the pull request that carries a mark of this scope and was written by the token's own account. */
export interface OwnComment extends Mark {
  readonly id: number;
  readonly path: string;
  /** Null when GitHub no longer finds the lines in the diff ("outdated"). */
  readonly startLine: number | null;
  readonly line: number | null;
  readonly body: string;
  readonly holders: readonly Holder[];
  /** Somebody has answered it. */
  readonly hasReplies: boolean;
}

export interface Edit {
  readonly id: number;
  readonly body: string;
}

/** An edit of a comment with this key, so that a comment can be left alone when its successor could not be posted. */
export type KeyedEdit = Edit & { readonly key: string };

export interface CommentPlan {
  readonly post: readonly ReviewComment[];
  /** The finding still stands, and its text has changed (or it is back). */
  readonly update: readonly Edit[];
  /** Comments that show `comments` now: those updated, and those that were right already. */
  readonly used: ReadonlySet<number>;
}

/** The run that reviews, and where its comments belong. */
export interface Reviewer {
  readonly scope: string;
  readonly part: Pick<RunPart, 'id' | 'label' | 'commit' | 'serverKnown'>;
}

/**
 * What to post and to edit so that the pull request shows `comments`. A comment can't be moved to other lines, so a finding whose
 * lines have changed gets a new one; but a comment that another server's run has placed for the same commit is shared.
 */
export function planComments(
  own: readonly OwnComment[],
  comments: readonly ReviewComment[],
  reviewer: Reviewer,
  state: SummaryState,
): CommentPlan {
  const post: ReviewComment[] = [];
  const update: Edit[] = [];
  const used = new Set<number>();
  for (const comment of comments) {
    const found = commentFor(own, comment, reviewer, state);
    if (found === undefined) {
      post.push(comment);
      continue;
    }
    used.add(found.id);
    const others = found.settled
      ? []
      : found.holders.filter(({ id }) => id !== reviewer.part.id && !hasDropped(state, id, found.key, reviewer));
    const body = commentText(reviewer.scope, found.key, [...others, holderOf(comment, reviewer)]);
    if (!sameText(found.body, body)) update.push({ id: found.id, body });
  }
  return { post, update, used };
}

function commentFor(
  own: readonly OwnComment[],
  comment: ReviewComment,
  { part }: Reviewer,
  state: SummaryState,
): OwnComment | undefined {
  const key = digest(comment.key);
  const same = own
    .filter((mine) => mine.key === key)
    .sort((a, b) => Number(a.settled) - Number(b.settled) || a.id - b.id);
  const placedForThisCommit = ({ id }: Holder) =>
    id !== part.id && state.parts.some((other) => other.id === id && other.commit === part.commit && holds(other, key));
  return (
    same.find((mine) => standsOn(mine, comment)) ??
    same.find((mine) => !mine.settled && mine.line !== null && mine.holders.some(placedForThisCommit))
  );
}

function standsOn(mine: OwnComment, comment: ReviewComment): boolean {
  return (
    mine.path === comment.path && mine.line === comment.line && (mine.startLine ?? mine.line) === comment.startLine
  );
}

/** True when that run has reviewed this commit as well, and no longer reports the finding. */
function hasDropped(state: SummaryState, id: string, key: string, { part }: Reviewer): boolean {
  const other = state.parts.find((one) => one.id === id);
  return other !== undefined && other.commit === part.commit && !holds(other, key);
}

function holds({ keys }: RunPart, key: string): boolean {
  return keys.includes(shortKey(key)) || keys.includes('*');
}

export function holderOf({ body, evidence, hint }: ReviewComment, { part: { id, label } }: Reviewer): Holder {
  return { id, label, body, evidence, hint };
}

/** One text for all servers that have the finding; words that differ are folded. */
export function commentText(scope: string, key: string, holders: readonly Holder[]): string {
  const sorted = [...holders].sort(byLabel);
  const first = sorted[0] as Holder;
  const differing = sorted.filter(({ body }) => body !== first.body);
  const folded = differing.map(({ label, body }) => details(`On ${label}`, withoutSuggestion(body)));
  const evidence = [...new Set(sorted.map((holder) => holder.evidence))].join('<br>');
  const text = [first.body, ...folded, `<sub>${evidence} · ${first.hint}</sub>`].join('\n\n');
  return marked({ scope, key, settled: false }, text, writeData([packed(sorted)]));
}

function byLabel(a: Holder, b: Holder): number {
  return a.label.localeCompare(b.label, 'en', { numeric: true }) || (a.id < b.id ? -1 : 1);
}

function details(title: string, text: string): string {
  return `<details><summary>${title}</summary>\n\n${text}\n\n</details>`;
}

/** A suggestion that is no longer right must not be applied with a click. */
function withoutSuggestion(text: string): string {
  return text.replace(/^(`{3,})suggestion$/gm, '$1sql');
}

/** The runs that a comment names; none for a comment of version 1, or when its data can't be read. */
export function readHolders(body: string): Holder[] {
  const [list] = readData(body);
  return Array.isArray(list) ? list.filter(isHolder) : [];
}

function isHolder(value: unknown): value is Holder {
  const names = ['id', 'label', 'body', 'evidence', 'hint'];
  return typeof value === 'object' && value !== null && names.every((name) => typeof Object(value)[name] === 'string');
}

/**
 * Edits of comments (`own`: those that show none of the review's) whose finding this run no longer reports, or has put elsewhere. A comment is settled once no run holds it:
 * neither one that `state` knows to report the finding, nor one named in the comment that has not reviewed this commit.
 */
export function planSettling(
  own: readonly OwnComment[],
  plan: { readonly posted: readonly string[]; readonly standing: readonly string[] },
  reviewer: Reviewer,
  state: SummaryState,
): { readonly settle: readonly KeyedEdit[]; readonly update: readonly Edit[] } {
  const posted = new Set(plan.posted.map(digest));
  const standing = new Set(plan.standing.map(digest));
  const settle: KeyedEdit[] = [];
  const update: Edit[] = [];
  for (const mine of own) {
    if (mine.settled) continue;
    if (posted.has(mine.key))
      settle.push({
        ...mine,
        body: settledText(mine, `**Moved** as of ${commitOf(reviewer)}: a newer comment has this finding.`),
      });
    else if (!standing.has(mine.key)) decide(mine);
  }
  return { settle, update };

  function decide(mine: OwnComment): void {
    const others = mine.holders.filter(({ id }) => id !== reviewer.part.id);
    // A run that needed no server, because nothing is new, speaks for all servers of its job.
    const open = reviewer.part.serverKnown ? others.filter(({ id }) => stillHolds(state, id, mine.key, reviewer)) : [];
    const heldElsewhere = state.parts.some((part) => part.id !== reviewer.part.id && holds(part, mine.key));
    if (open.length === 0 && !heldElsewhere && !isOfOtherServer(mine, reviewer)) {
      const gone = others.filter(({ id }) => state.retired.includes(id)).map(({ label }) => label);
      settle.push({ ...mine, body: settledText(mine, settledWords(reviewer, mine, gone)) });
    } else if (open.length > 0 && open.length < mine.holders.length) {
      update.push({ id: mine.id, body: commentText(mine.scope, mine.key, open) });
    }
  }
}

/** A run that is not in `state`, and was not left out of it, may still report the finding: nobody knows. */
function stillHolds(state: SummaryState, id: string, key: string, reviewer: Reviewer): boolean {
  if (state.retired.includes(id)) return false;
  const other = state.parts.find((part) => part.id === id);
  return other === undefined || other.commit !== reviewer.part.commit || holds(other, key);
}

/** Comments of version 1 name their server in the text only. */
function isOfOtherServer({ version, body }: OwnComment, { part: { label, serverKnown } }: Reviewer): boolean {
  const major = version === 1 && serverKnown ? /<sub>.*PostgreSQL (\d+)/.exec(body)?.[1] : undefined;
  return major !== undefined && !new RegExp(`^PostgreSQL ${major}\\b`).test(label);
}

function settledWords(reviewer: Reviewer, mine: OwnComment, left: readonly string[]): string {
  const commit = commitOf(reviewer);
  if (left.length === 0) return `**Settled** as of ${commit}: this finding is gone.`;
  const names = left.join(' and ');
  const here = mine.holders.some(({ id }) => id === reviewer.part.id) ? `gone on ${reviewer.part.label}` : '';
  const end = `${names} no longer ${left.length === 1 ? 'reviews' : 'review'} this pull request.`;
  return here === ''
    ? `**Not checked any more** as of ${commit}: ${end}`
    : `**Settled** as of ${commit}: ${here}; ${end}`;
}

function commitOf({ part }: Reviewer): string {
  return `\`${part.commit.slice(0, 7)}\``;
}

/** The old text stays, folded: replies may refer to it. Its suggestion must not be applied any more. */
export function settledText({ body, scope, key }: OwnComment, headline: string): string {
  const text = withoutSuggestion(readableText(body));
  return marked({ scope, key, settled: true }, `${headline}\n\n${details('What it said', text)}`, writeData([]));
}

/** Comments that say the same on the same lines, because two runs have posted at once: the oldest stays. */
export function planDuplicates(own: readonly OwnComment[]): {
  readonly keep: readonly Edit[];
  readonly remove: readonly OwnComment[];
} {
  const groups = new Map<string, OwnComment[]>();
  for (const mine of own) {
    if (mine.settled || mine.line === null) continue;
    const place = JSON.stringify([mine.key, mine.path, mine.startLine ?? mine.line, mine.line]);
    groups.set(place, [...(groups.get(place) ?? []), mine]);
  }
  const keep: Edit[] = [];
  const remove: OwnComment[] = [];
  for (const group of groups.values()) {
    const [oldest, ...others] = group.sort((a, b) => a.id - b.id);
    if (oldest === undefined || others.length === 0) continue;
    remove.push(...others);
    const holders = new Map(group.flatMap(({ holders }) => holders).map((holder) => [holder.id, holder]));
    const body = commentText(oldest.scope, oldest.key, [...holders.values()]);
    if (holders.size > 0 && !sameText(oldest.body, body)) keep.push({ id: oldest.id, body });
  }
  return { keep, remove };
}
