// Cuts SQL text into statements, comments and psql meta-commands, with PostgreSQL's own lexical rules (manual, 4.1).

export interface RawStatement {
  /** Offset of the first token (comments before it are left out) and just behind the last one, without the `;`. */
  readonly start: number;
  readonly end: number;
  /** Offset just behind the closing `;`, or `end` when the text ends without one. */
  readonly next: number;
  /** The lines behind a COPY … FROM STDIN, up to the line that holds only `\.`; absent where there is no such line. */
  readonly data?: { readonly start: number; readonly end: number };
}

export interface RawComment {
  readonly start: number;
  readonly end: number;
}

export type ScanError = {
  readonly start: number;
  readonly what: 'string' | 'identifier' | 'comment' | 'dollar-quoted string';
};

/** What a text holds besides its statements. */
export interface Besides {
  readonly comments: readonly RawComment[];
  /** psql's backslash commands, each to the end of its line. */
  readonly metaCommands: readonly RawComment[];
  /** A quote or comment that never ends: everything from its statement's start on is one unfinished statement. */
  readonly unterminated: ScanError | undefined;
}

export interface Scan extends Besides {
  readonly statements: readonly RawStatement[];
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
  /** The first word of the open statement in lower case, and the last one as far as it matters; empty before there is one. */
  firstWord: string;
  lastWord: string;
  /** It is a COPY … FROM STDIN. */
  copies: boolean;
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
    firstWord: '',
    lastWord: '',
    copies: false,
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

const [other, space, letter, digit] = [0, 1, 2, 3];
/** By code unit below 128; all others are letters to PostgreSQL: Unicode's other white space, and a byte-order mark, too (scan.l). */
const classes = Uint8Array.from({ length: 128 }, (_, code) => {
  const char = String.fromCharCode(code);
  return /[ \t\n\r\f\v]/.test(char) ? space : /[A-Za-z_]/.test(char) ? letter : /[0-9]/.test(char) ? digit : other;
});
const classOf = (code: number): number => (code < 128 ? (classes[code] as number) : letter);
const dollarTag = /\$(?:[A-Za-z_\u0080-\uffff][A-Za-z0-9_\u0080-\uffff]*)?\$/y;

function step(state: State): void {
  const { text, at } = state;
  const code = text.charCodeAt(at);
  const kind = classOf(code);
  if (kind === space) {
    state.at++;
    return;
  }
  // Comments, commands of psql and `;` are no tokens.
  if (kind === other) {
    if (code === 0x2d && text.charCodeAt(at + 1) === 0x2d) return lineComment(state);
    if (code === 0x2f && text.charCodeAt(at + 1) === 0x2a) return blockComment(state);
    if (code === 0x5c) return metaCommand(state);
    if (code === 0x3b && state.parens === 0 && state.atomic === 0) {
      state.at++;
      if (state.start >= 0) endStatement(state, state.at);
      return;
    }
  }
  if (state.start < 0) state.start = at;
  if (kind === letter) wordToken(state);
  else if (kind === digit) numberToken(state);
  else mark(state, code);
  state.end = state.at;
}

/** Quoted tokens, parentheses, and every other single character. */
function mark(state: State, code: number): void {
  if (code === 0x27) return quoted(state, "'", continuesEscapes(state), 'string');
  if (code === 0x22) return quoted(state, '"', false, 'identifier');
  if (code === 0x24) return dollar(state);
  if (code === 0x28) state.parens++;
  if (code === 0x29 && state.parens > 0) state.parens--;
  state.at++;
}

/** Letters, digits and points; `1$` and `1é` are two tokens. */
function numberToken(state: State): void {
  const { text } = state;
  do state.at++;
  while (isWordPart(text.charCodeAt(state.at)) || text.charCodeAt(state.at) === 0x2e);
}

function isWordPart(code: number): boolean {
  return code < 128 && (classes[code] as number) >= letter;
}

function wordToken(state: State): void {
  const { text, at: start, firstWord } = state;
  let at = start + 1;
  for (let code = text.charCodeAt(at); code >= 128 || isWordPart(code) || code === 0x24; code = text.charCodeAt(at))
    at++;
  state.at = at;
  if (at === start + 1 && text.charCodeAt(at) === 0x27 && /[eE]/.test(text[start] as string)) {
    return quoted(state, "'", true, 'string');
  }
  // Of the words behind the first one only few matter, and only in few statements: most are never made a string.
  const matters = firstWord === '' || ((firstWord === 'create' || firstWord === 'copy') && at - start <= 6);
  const word = matters ? text.slice(start, at).toLowerCase() : '';
  if (firstWord === '') state.firstWord = word;
  if (state.atomic > 0) {
    if (word === 'case') state.atomic++;
    if (word === 'end') state.atomic--;
  } else if (firstWord === 'create' && word === 'atomic' && state.lastWord === 'begin') {
    state.atomic = 1;
  } else if (firstWord === 'copy' && word === 'stdin' && state.lastWord === 'from') {
    state.copies = true;
  }
  state.lastWord = word;
}

/** A quoted token; a doubled quote stays inside. In E'' strings a backslash escapes the next character. */
function quoted(state: State, quote: "'" | '"', escapes: boolean, what: ScanError['what']): void {
  const { text } = state;
  const start = state.at;
  let i = start + 1;
  while (i < text.length) {
    // Backslashes are not searched for: those of later strings would be found again and again.
    if (!escapes) i = text.indexOf(quote, i);
    if (i < 0) break;
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

function lineComment(state: State): void {
  const start = state.at;
  state.at = lineEnd(state.text, start);
  state.comments.push({ start, end: state.at });
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
  const { copies } = state;
  state.start = -1;
  state.parens = 0;
  state.atomic = 0;
  state.firstWord = '';
  state.lastWord = '';
  state.copies = false;
  if (copies) takeCopyData(state);
}

const copyEnd = /^\\\.\r?$/gm;

/** COPY … FROM STDIN; is followed by data up to a line holding only `\.` (as pg_dump writes it). Without that line there is no data. */
function takeCopyData(state: State): void {
  if (state.noCopyEnd) return;
  copyEnd.lastIndex = state.at;
  const found = copyEnd.exec(state.text);
  const copy = state.statements.pop();
  if (found === null || copy === undefined) {
    state.noCopyEnd = true;
    if (copy !== undefined) state.statements.push(copy);
    return;
  }
  const start = Math.min(state.text.indexOf('\n', state.at) + 1, found.index);
  state.statements.push({ ...copy, data: { start, end: found.index } });
  state.at = found.index + found[0].length;
}

function lineEnd(text: string, from: number): number {
  for (let i = from; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 10 || code === 13) return i;
  }
  return text.length;
}
