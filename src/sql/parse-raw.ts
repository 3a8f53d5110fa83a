// What the scanner cut, parsed: the grammar has the last word on where statements end.
import { nextToken } from './postgresql/punctuation.ts';
import { type Parsed, parseStatement } from './postgresql-parser.ts';
import type { RawStatement } from './scanner.ts';

export interface Read {
  readonly raw: RawStatement;
  readonly parsed: Parsed;
}

/** Where the grammar reads several statements in what the scanner took for one, they are several. */
export function parseRaw(text: string, raw: RawStatement): readonly Read[] {
  const parsed = parseStatement(text.slice(raw.start, raw.end));
  if (parsed.kind !== 'several') return [{ raw, parsed }];
  return parsed.parts.flatMap((part, i) => {
    const start = nextToken(text, raw.start + part.start);
    const end = start + text.slice(start, raw.start + part.end).trimEnd().length;
    const next = i === parsed.parts.length - 1 ? raw.next : raw.start + part.end + 1;
    return parseRaw(text, { start, end, next });
  });
}
