// Cuts SQL text into statements, comments and psql meta-commands, with PostgreSQL's own lexical rules (manual, 4.1).

export interface RawStatement {
  /** Offset of the first token (comments before it are left out) and just behind the last one, without the `;`. */
  readonly start: number;
  readonly end: number;
  /** Offset just behind the closing `;`, or `end` when the text ends without one. */
  readonly next: number;
}

export interface RawComment {
  readonly start: number;
  readonly end: number;
}

export type ScanError = {
  readonly start: number;
  readonly what: 'string' | 'identifier' | 'comment' | 'dollar-quoted string';
};

export interface Scan {
  readonly statements: readonly RawStatement[];
  readonly comments: readonly RawComment[];
  /** psql's backslash commands, each to the end of its line. */
  readonly metaCommands: readonly RawComment[];
  /** A quote or comment that never ends: everything from its statement's start on is one unfinished statement. */
  readonly unterminated: ScanError | undefined;
}

interface State {
  readonly text: string;
  at: number;
  /** First token of the open statement, or -1. */
  start: number;
  /** Just behind its last token. */
  end: number;
  parens: number;
  /** Depth of BEGIN ATOMIC … END bodies (manual, CREATE FUNCTION: sql_body), CASE … END inside them included. */
  atomic: number;
  words: string[];
  /** Where an E'' string ended last: a string that continues it on a later line escapes as it does (manual, 4.1.2.1). */
  escapedEnd: number;
  /** No `\.` is left: looking for it once is enough. */
  noCopyEnd: boolean;
  statements: RawStatement[];
  comments: RawComment[];
  metaCommands: RawComment[];
  unterminated: ScanError | undefined;
}

/** Scans a whole text. Never throws; linear in its length. */
export function scan(text: string): Scan {
  const state: State = {
    text,
    at: 0,
    start: -1,
    end: 0,
    parens: 0,
    atomic: 0,
    words: [],
    escapedEnd: -1,
    noCopyEnd: false,
    statements: [],
    comments: [],
    metaCommands: [],
    unterminated: undefined,
  };
  while (state.at < text.length) step(state);
  if (state.start >= 0) endStatement(state, state.end);
  return state;
}

/** PostgreSQL's own white space (scan.l); every other one of Unicode's, and a byte-order mark, is a letter to it. */
const space = /[ \t\n\r\f\v]/;
const wordStart = /[A-Za-z_\u0080-\uffff]/;
const word = /[A-Za-z_\u0080-\uffff][A-Za-z0-9_$\u0080-\uffff]*/y;
const number = /[0-9][A-Za-z0-9_.]*/y;
const dollarTag = /\$(?:[A-Za-z_\u0080-\uffff][A-Za-z0-9_\u0080-\uffff]*)?\$/y;

function step(state: State): void {
  const { text, at } = state;
  const char = text[at] as string;
  if (space.test(char)) {
    state.at++;
  } else if (char === '-' && text[at + 1] === '-') {
    state.at = lineEnd(text, at);
    state.comments.push({ start: at, end: state.at });
  } else if (char === '/' && text[at + 1] === '*') {
    blockComment(state);
  } else if (char === '\\') {
    metaCommand(state);
  } else if (char === ';' && state.parens === 0 && state.atomic === 0) {
    state.at++;
    if (state.start >= 0) {
      endStatement(state, state.at);
    }
  } else {
    if (state.start < 0) state.start = at;
    token(state, char);
    state.end = state.at;
  }
}

function token(state: State, char: string): void {
  const { text } = state;
  if (char === "'") return quoted(state, "'", continuesEscapes(state), 'string');
  if (char === '"') return quoted(state, '"', false, 'identifier');
  if (char === '$') return dollar(state);
  if (char >= '0' && char <= '9') {
    number.lastIndex = state.at;
    state.at += number.exec(text)?.[0].length ?? 1;
    return;
  }
  if (wordStart.test(char)) return wordToken(state);
  if (char === '(') state.parens++;
  if (char === ')' && state.parens > 0) state.parens--;
  state.at++;
}

function wordToken(state: State): void {
  word.lastIndex = state.at;
  const found = (word.exec(state.text) as RegExpExecArray)[0];
  state.at += found.length;
  if (found.length === 1 && (found === 'e' || found === 'E') && state.text[state.at] === "'") {
    return quoted(state, "'", true, 'string');
  }
  const lower = found.length <= 16 ? found.toLowerCase() : '';
  if (state.atomic > 0) {
    if (lower === 'case') state.atomic++;
    if (lower === 'end') state.atomic--;
  } else if (lower === 'atomic' && state.words.at(-1) === 'begin' && state.words[0] === 'create') {
    state.atomic = 1;
  }
  // Enough to know CREATE FUNCTION, COPY … FROM STDIN and the word before ATOMIC.
  if (state.words.length < 64) state.words.push(lower);
  else state.words[63] = lower;
}

/** A quoted token; a doubled quote stays inside. In E'' strings a backslash escapes the next character. */
function quoted(state: State, quote: string, escapes: boolean, what: ScanError['what']): void {
  const { text } = state;
  const start = state.at;
  let i = start + 1;
  while (i < text.length) {
    const char = text[i];
    if (escapes && char === '\\') i += 2;
    else if (char !== quote) i++;
    else if (text[i + 1] === quote) i += 2;
    else {
      state.at = i + 1;
      if (escapes) state.escapedEnd = state.at;
      return;
    }
  }
  state.at = text.length;
  state.unterminated ??= { start, what };
}

/** True when only white space with a line break, and `--` comments, stand between an E'' string and here. */
function continuesEscapes({ text, at, end, escapedEnd }: State): boolean {
  if (escapedEnd < 0 || escapedEnd !== end) return false;
  return /^[ \t\f\v]*[\n\r][ \t\n\r\f\v]*$/.test(text.slice(end, at).replace(/--[^\n\r]*/g, ''));
}

function dollar(state: State): void {
  dollarTag.lastIndex = state.at;
  const tag = dollarTag.exec(state.text)?.[0];
  if (tag === undefined) {
    state.at++;
    return;
  }
  const close = state.text.indexOf(tag, state.at + tag.length);
  if (close < 0) state.unterminated ??= { start: state.at, what: 'dollar-quoted string' };
  state.at = close < 0 ? state.text.length : close + tag.length;
}

/** Block comments nest (manual, 4.1.5). */
function blockComment(state: State): void {
  const { text, at } = state;
  let depth = 0;
  let i = at;
  do {
    if (text.startsWith('/*', i)) {
      depth++;
      i += 2;
    } else if (text.startsWith('*/', i)) {
      depth--;
      i += 2;
    } else i++;
  } while (depth > 0 && i < text.length);
  if (depth > 0) state.unterminated ??= { start: at, what: 'comment' };
  state.at = i;
  state.comments.push({ start: at, end: i });
}

/** No SQL token begins with a backslash: it is a command for psql, to the end of the line. It ends an open statement, as \g does. */
function metaCommand(state: State): void {
  const start = state.at;
  const end = lineEnd(state.text, start);
  if (state.start >= 0) endStatement(state, start);
  state.metaCommands.push({ start, end });
  state.at = end;
}

function endStatement(state: State, next: number): void {
  state.statements.push({ start: state.start, end: state.end, next: Math.max(next, state.end) });
  const copies = state.words[0] === 'copy' && fromStdin(state.words);
  state.start = -1;
  state.parens = 0;
  state.atomic = 0;
  state.words = [];
  if (copies) skipCopyData(state);
}

function fromStdin(words: readonly string[]): boolean {
  return words.some((word, i) => word === 'from' && words[i + 1] === 'stdin');
}

const copyEnd = /^\\\.\r?$/gm;

/** COPY … FROM STDIN; is followed by data up to a line holding only `\.` (as pg_dump writes it). Without that line there is no data. */
function skipCopyData(state: State): void {
  if (state.noCopyEnd) return;
  copyEnd.lastIndex = state.at;
  const found = copyEnd.exec(state.text);
  if (found) state.at = found.index + found[0].length;
  else state.noCopyEnd = true;
}

function lineEnd(text: string, from: number): number {
  for (let i = from; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 10 || code === 13) return i;
  }
  return text.length;
}
