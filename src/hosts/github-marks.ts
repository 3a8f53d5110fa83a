// How Lockgate's own comments are recognised (pure): a hidden mark in the first line, hidden data in the last one.
import { createHash } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';

/** GitHub refuses longer comments (UTF-16 code units are counted, which is the safe side). */
export const maximumLength = 65_536;

/** What the mark of a comment says. `key` is the digest of a finding's key, or `summary`. */
export interface Mark {
  readonly scope: string;
  readonly key: string;
  readonly settled: boolean;
  /** A mark of version 1 stood in the last line, and there was no data. */
  readonly version: 1 | 2;
}

export const summaryKey = 'summary';

/** Digests, because a key or scope may hold what would end the HTML comment. */
export function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

/** As `RunPart.keys` and `PartFinding.key` have it. */
export function shortKey(digested: string): string {
  return digested.slice(0, 12);
}

/** A whole comment: mark, text, data. */
export function marked(mark: Omit<Mark, 'version'>, text: string, data: string): string {
  return `${markLine(mark)}\n\n${text}\n\n${data}`;
}

export function markLine({ scope, key, settled }: Omit<Mark, 'version'>): string {
  return `<!-- lockgate:v2:${scope}:${key}${settled ? ':settled' : ''} -->`;
}

const firstLine = /^<!-- lockgate:v2:([0-9a-f]{32}):([0-9a-f]{32}|summary)(:settled)? -->\n/;
const oldLastLine = /<!-- lockgate:v1:([0-9a-f]{32}):([0-9a-f]{32}|summary)(:settled)? -->\s*$/;
const oldFirstLine = {
  summary: /^### Lockgate: /,
  comment: /^\*\*(?:(?:Error|Warning|Note)\*\* · `|(?:Settled|Moved)\*\* as of `)/,
};

/**
 * The mark of a comment that is Lockgate's from its first line. A comment that quotes one, or has one pasted into it, has
 * other words before the mark, and is not ours.
 */
export function readMark(body: string): Mark | undefined {
  const text = body.replaceAll('\r\n', '\n');
  const found = firstLine.exec(text);
  if (found !== null) return markOf(found, 2);
  const old = oldLastLine.exec(text);
  if (old === null) return undefined;
  return oldFirstLine[old[2] === summaryKey ? 'summary' : 'comment'].test(text) ? markOf(old, 1) : undefined;
}

function markOf([, scope, key, settled]: RegExpExecArray, version: Mark['version']): Mark {
  return { scope: scope as string, key: key as string, settled: settled !== undefined, version };
}

const dataLine = /\n<!-- lockgate-data:v2:([A-Za-z0-9+/=.]*) -->\s*$/;
const markOfAnyVersion = /^<!-- lockgate:v2:\S+ -->\s*|\s*<!-- lockgate:v1:\S+ -->\s*$/g;

/** The text between mark and data: what a person reads. */
export function readableText(body: string): string {
  return body.replaceAll('\r\n', '\n').replace(dataLine, '').replace(markOfAnyVersion, '').trim();
}

/** Values as the last line of a comment. Base64 has no `--`, which would end the HTML comment. */
export function writeData(values: readonly string[]): string {
  return `<!-- lockgate-data:v2:${values.join('.')} -->`;
}

/** A value for `writeData`. */
export function packed(value: unknown): string {
  return deflateRawSync(JSON.stringify(value), { level: 9 }).toString('base64');
}

/** As much as honest data never is: a small comment must not unpack to gigabytes. */
const maximumUnpacked = 4_000_000;

/** The values of a comment's last line; none when there is none, or when it can't be read. */
export function readData(body: string): readonly unknown[] {
  const found = dataLine.exec(body.replaceAll('\r\n', '\n'));
  if (found === null || found[1] === '') return [];
  try {
    return (found[1] as string).split('.').map((value) => {
      const bytes = inflateRawSync(Buffer.from(value, 'base64'), { maxOutputLength: maximumUnpacked });
      return JSON.parse(bytes.toString('utf8')) as unknown;
    });
  } catch {
    return [];
  }
}

/** Equal but for line ends and space at the end, which GitHub may change. */
export function sameText(a: string, b: string): boolean {
  const stored = (text: string) => text.replaceAll('\r\n', '\n').trimEnd();
  return stored(a) === stored(b);
}
