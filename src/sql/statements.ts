// Text → parsed statements: PostgreSQL's grammar has the last word on where they begin and end.
import { nextToken } from './postgresql/punctuation.ts';
import { type Parsed, parseStatement, parseWhole } from './postgresql-parser.ts';
import { type Besides, type RawStatement, type Scan, scan } from './scanner.ts';

export interface Read {
  readonly raw: RawStatement;
  /** What never ends is no statement for the grammar. */
  readonly parsed: Parsed | { readonly kind: 'unterminated'; readonly what: string };
}

export interface Statements {
  /** Parsed one by one as they are asked for: the trees of a seed of 50 MB would take 400 MB. To be gone through once. */
  readonly read: Iterable<Read>;
  readonly besides: Besides;
}

/** Longer texts (in UTF-16 units) are parsed by the statement: the tree of a seed of 50 MB would take gigabytes. */
const wholeTextLimit = 100_000;

/**
 * What only the scanner finds: ignore comments, and data of COPY that looks like SQL. And nested comments: PostgreSQL's lexer reads `/*` and all operators behind
 * it again for each of them, which takes seconds for 100 kB.
 */
const needsScanner = /lockgate|stdin|\/\*[~!@#^&|`?+\-*/%<>=]*\/\*/i;

/**
 * A text without errors is parsed at once and cut where the grammar says: two thirds of the work of scanning it and parsing each statement alone (measured on
 * 1,545 files). Any other one is cut by the scanner first, so that a broken statement is one problem, with the others still read.
 */
export function readStatements(text: string): Statements {
  const whole = text.length > wholeTextLimit || needsScanner.test(text) ? undefined : readWhole(text);
  if (whole !== undefined) return { read: whole, besides: nothingElse };
  const scanned = scan(text);
  return { read: parseEach(text, scanned), besides: scanned };
}

const nothingElse: Besides = { comments: [], metaCommands: [], unterminated: undefined };

function* parseEach(text: string, scanned: Scan): Generator<Read> {
  const open = scanned.unterminated;
  for (const raw of scanned.statements) {
    if (open !== undefined && open.start >= raw.start && open.start <= raw.end)
      yield { raw, parsed: { kind: 'unterminated', what: open.what } };
    else yield* parseRaw(text, raw);
  }
}

function readWhole(text: string): readonly Read[] | undefined {
  return parseWhole(text)?.map(({ node, start: from, end: to, offsetOf }): Read => {
    const start = nextToken(text, from);
    const raw = { start, end: lastTokenEnd(text, start, to), next: Math.min(to + 1, text.length) };
    return { raw, parsed: { kind: 'parsed', node, offsetOf: (byte) => offsetOf(byte) - start } };
  });
}

/** Where the grammar reads several statements in what the scanner took for one, they are several. */
function parseRaw(text: string, raw: RawStatement): readonly Read[] {
  const parsed = parseStatement(text.slice(raw.start, raw.end));
  if (parsed.kind !== 'several') return [{ raw, parsed }];
  return parsed.parts.flatMap((part, i) => {
    const start = nextToken(text, raw.start + part.start);
    const end = lastTokenEnd(text, start, raw.start + part.end);
    const next = i === parsed.parts.length - 1 ? raw.next : raw.start + part.end + 1;
    const data = i === parsed.parts.length - 1 && raw.data !== undefined ? { data: raw.data } : {};
    return parseRaw(text, { start, end, next, ...data });
  });
}

const space = ' \t\n\r\f\v';

/** Just behind the last token of one statement: white space and comments there are left out. From the end backwards: a regular expression would look everywhere. */
function lastTokenEnd(text: string, start: number, behind: number): number {
  let end = behind;
  while (end > start && space.includes(text[end - 1] as string)) end--;
  const sql = text.slice(start, end);
  const lastLine = sql.slice(Math.max(sql.lastIndexOf('\n'), sql.lastIndexOf('\r')) + 1);
  if (!lastLine.includes('--') && !lastLine.endsWith('*/')) return end;
  // It may be a string or an operator that only looks like a comment: the scanner knows.
  return start + (scan(sql).statements[0]?.end ?? sql.length);
}
