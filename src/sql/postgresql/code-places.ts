// Where the body of code stands in its statement, and where a query stands in the body.
import { countBelow } from '../ascending.ts';
import type { CodePart } from './plpgsql.ts';
import { type Token, tokens } from './punctuation.ts';

/** Offset (UTF-16) into a statement for an offset into its body. */
export type BodyPlaces = (bodyOffset: number) => number;

/** Undefined for a body in E'' or U&'' or in several strings: its text is not that of the file. */
export function bodyPlaces(sql: string, body: string): BodyPlaces | undefined {
  for (const { offset, text } of tokens(sql, 0)) {
    const tag = /^\$[^$]*\$/.exec(text)?.[0];
    if (tag !== undefined && text.slice(tag.length, -tag.length) === body) return (at) => offset + tag.length + at;
    if (text.startsWith("'") && text.slice(1, -1).replaceAll("''", "'") === body) {
      return quotedPlaces(body, offset + 1);
    }
  }
  return undefined;
}

/** In '…' each quote of the body is written twice. */
function quotedPlaces(body: string, start: number): BodyPlaces {
  const quotes = [...body.matchAll(/'/g)].map((found) => found.index);
  return (at) => start + at + countBelow(quotes, at);
}

export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Finds the parts of one body, each in a place of its own. A part that is not found stands at its line. */
export function partPlaces(body: string): (part: CodePart) => Stretch {
  const all: readonly Token[] = [...tokens(body, 0)];
  const offsets = all.map((token) => token.offset);
  const lines = [...body.matchAll(/\n/g)].map((found) => found.index + 1);
  const taken = new Set<number>();
  let last = 0;
  return (part) => {
    const line = part.line <= 1 ? 0 : (lines[part.line - 2] ?? body.length);
    const atLine = countBelow(offsets, line);
    const found =
      search(body, all, Math.max(atLine, last), part, taken) ??
      (last > atLine ? search(body, all, atLine, part, taken) : undefined) ??
      statementLike(part, body, all, Math.max(atLine, last));
    taken.add(found.start);
    last = countBelow(offsets, found.end);
    return found;
  };
}

/** How many tokens behind the line's first a part may begin: more than a person writes before the INTO, IN or EXECUTE in front of it. */
const reach = 300;

function search(
  body: string,
  all: readonly Token[],
  from: number,
  { kind, query }: CodePart,
  taken: ReadonlySet<number>,
): Stretch | undefined {
  const until = Math.min(from + reach, all.length);
  for (let i = from; i < until; i++) {
    const { offset, text } = all[i] as Token;
    if (taken.has(offset)) continue;
    if (body.startsWith(query, offset)) {
      if (kind !== 'execute' || /^(?:execute|for)$/i.test(all[i - 1]?.text ?? ''))
        return { start: offset, end: offset + query.length };
    }
    const performed = kind === 'sql' && query.startsWith('SELECT') && /^perform$/i.test(text);
    const arguments_ = query.slice('SELECT'.length);
    if (performed && body.startsWith(arguments_, offset + text.length)) {
      return { start: offset, end: offset + text.length + arguments_.length };
    }
  }
  return undefined;
}

/** A statement whose INTO was blanked out: from its first word to the next `;`. */
function statementLike({ query }: CodePart, body: string, all: readonly Token[], from: number): Stretch {
  const near = all.slice(from, from + reach);
  const first = Math.max(
    near.findIndex(({ text }) => query.startsWith(text)),
    0,
  );
  const close = near.slice(first).find(({ text }) => text === ';');
  return { start: near[first]?.offset ?? body.length, end: close?.offset ?? body.length };
}
