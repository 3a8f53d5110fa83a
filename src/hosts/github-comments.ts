// Lockgate's own comments on a pull request: how they are known again, and what becomes of each (pure).
import { createHash } from 'node:crypto';
import type { ReviewComment } from '../model/report.ts';

/** GitHub refuses longer comments (UTF-16 code units are counted, which is the safe side). */
export const maximumLength = 65_536;

/** What the hidden mark at the end of a comment says. `key` is the digest of a finding's key, or `summary`. */
interface Mark {
  readonly key: string;
  readonly settled: boolean;
}

/**
 * `scope` tells two configurations apart that review the same pull request, so that neither edits the other's comments.
 * Digests, because a key or scope may hold what would end the HTML comment.
 */
function markOf(scope: string, { key, settled }: Mark): string {
  return `<!-- lockgate:v1:${digest(scope)}:${key}${settled ? ':settled' : ''} -->`;
}

export const summaryKey = 'summary';

export function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

/** A body with its mark. */
export function marked(body: string, scope: string, key: string, settled = false): string {
  return `${body}\n\n${markOf(scope, { key, settled })}`;
}

/** The mark of a body, when it stands at its very end (a quoted or pasted one elsewhere means nothing) and is of this scope. */
export function readMark(body: string, scope: string): Mark | undefined {
  const found = /<!-- lockgate:v1:([0-9a-f]{32}):([0-9a-f]{32}|summary)(:settled)? -->\s*$/.exec(body);
  if (found === null || found[1] !== digest(scope)) return undefined;
  return { key: found[2] as string, settled: found[3] !== undefined };
}

/** Equal but for line ends and space at the end, which GitHub may change. */
export function sameText(a: string, b: string): boolean {
  const stored = (text: string) => text.replaceAll('\r\n', '\n').trimEnd();
  return stored(a) === stored(b);
}

/** A comment on the pull request that carries a mark of this scope and was written by the token's own account. */
export interface OwnComment extends Mark {
  readonly id: number;
  readonly path: string;
  /** Null when GitHub no longer finds the lines in the diff ("outdated"). */
  readonly startLine: number | null;
  readonly line: number | null;
  readonly body: string;
}

export interface Edit {
  readonly id: number;
  readonly body: string;
}

export interface CommentPlan {
  readonly post: readonly ReviewComment[];
  /** The finding still stands, and its text has changed (or it is back). */
  readonly update: readonly Edit[];
  /** What was found is gone or has a newer comment; keyed so that a settled one can be kept when the newer one fails. */
  readonly settle: readonly (Edit & { readonly key: string })[];
  readonly left: number;
}

/**
 * What to do so that the pull request shows `comments`. A comment can't be moved to other lines, so a finding whose lines have
 * changed gets a new one and the old one is settled. Comments on findings that stand without a comment of their own now
 * (`standing`) are left as they are.
 */
export function planComments(
  own: readonly OwnComment[],
  comments: readonly ReviewComment[],
  standing: readonly string[],
  where: { readonly scope: string; readonly headSha: string },
): CommentPlan {
  const post: ReviewComment[] = [];
  const update: Edit[] = [];
  const used = new Set<number>();
  for (const comment of comments) {
    const key = digest(comment.key);
    const found = own.find((mine) => mine.key === key && standsOn(mine, comment));
    if (found === undefined) {
      post.push(comment);
      continue;
    }
    used.add(found.id);
    const body = marked(comment.body, where.scope, key);
    if (!sameText(found.body, body)) update.push({ id: found.id, body });
  }
  const posted = new Set(comments.map(({ key }) => digest(key)));
  const kept = new Set(standing.map(digest));
  const settle = own
    .filter((mine) => !used.has(mine.id) && !mine.settled && (posted.has(mine.key) || !kept.has(mine.key)))
    .map((mine) => ({ id: mine.id, key: mine.key, body: settledBody(mine, posted.has(mine.key), where) }));
  return { post, update, settle, left: used.size - update.length };
}

function standsOn(mine: OwnComment, comment: ReviewComment): boolean {
  return (
    mine.path === comment.path && mine.line === comment.line && (mine.startLine ?? mine.line) === comment.startLine
  );
}

/** The old text stays, folded: replies may refer to it. Its suggestion must not be applied any more. */
function settledBody(
  { body, key }: OwnComment,
  moved: boolean,
  where: { readonly scope: string; readonly headSha: string },
): string {
  const text = body.replace(/\s*<!-- lockgate:v1:\S+ -->\s*$/, '').replace(/^(`{3,})suggestion$/gm, '$1sql');
  const commit = `\`${where.headSha.slice(0, 7)}\``;
  const head = moved
    ? `**Moved** as of ${commit}: a newer comment has this finding.`
    : `**Settled** as of ${commit}: this finding is gone.`;
  const folded = `${head}\n\n<details><summary>What it said</summary>\n\n${text}\n\n</details>`;
  return marked(folded, where.scope, key, true);
}

/** The summary's body: what could not stand on its lines is told in full as long as there is room. */
export function summaryBody(summary: string, notPlaced: readonly ReviewComment[], scope: string): string {
  const mark = `\n\n${markOf(scope, { key: summaryKey, settled: false })}`;
  const open = `\n\n<details><summary>GitHub refused comments on their lines: ${notPlaced.length}</summary>\n\n`;
  const close = '\n\n</details>';
  // Longer than any "N more" sentence.
  const spare = 60;
  let room = maximumLength - mark.length - summary.length - open.length - close.length - spare;
  if (room < 0) return cutAtLine(summary, maximumLength - mark.length) + mark;
  if (notPlaced.length === 0) return summary + mark;
  const items: string[] = [];
  for (const { unplaced } of notPlaced) {
    room -= unplaced.length + 2;
    if (room < 0) break;
    items.push(unplaced);
  }
  const left = notPlaced.length - items.length;
  const more = left === 0 ? [] : [`${left} more findings: see the report.`];
  return summary + open + [...items, ...more].join('\n\n') + close + mark;
}

/** A guard for summaries longer than promised: cut after a whole line, and said so. */
function cutAtLine(text: string, length: number): string {
  const notice = '\n\nThe rest is in the report.';
  if (text.length <= length) return text;
  const cut = text.slice(0, length - notice.length);
  return cut.slice(0, Math.max(cut.lastIndexOf('\n'), 0)) + notice;
}
