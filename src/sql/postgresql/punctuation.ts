// Commas and brackets of SQL text, without those inside of strings, names and comments.

const token =
  /([eE]?'|")|--[^\n\r]*|(\/\*)|(\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$)|[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*|([(),;[\]])/g;

export interface Token {
  readonly offset: number;
  readonly text: string;
}

/** Words, names, strings (dollar-quoted ones whole) and `( ) [ ] , ;`, in order, without comments. The grammar has read the text. */
export function* tokens(text: string, from: number): Generator<Token> {
  let at = from;
  for (;;) {
    token.lastIndex = at;
    const found = token.exec(text);
    if (found === null) return;
    const { index: offset } = found;
    const [whole, quote, comment, tag] = found;
    at = offset + whole.length;
    if (comment !== undefined) at = commentEnd(text, offset);
    else if (tag !== undefined) at = behind(text, tag, at);
    else if (quote !== undefined) at = quoteEnd(text, quote, at);
    if (comment === undefined && !whole.startsWith('--')) yield { offset, text: text.slice(offset, at) };
  }
}

/** Each of `( ) [ ] ,` from an offset on, in order. The text is one statement that the grammar has read. */
export function* punctuation(
  text: string,
  from: number,
): Generator<{ readonly offset: number; readonly char: string }> {
  for (const { offset, text: char } of tokens(text, from)) {
    if (marks.has(char)) yield { offset, char };
  }
}

const marks: ReadonlySet<string> = new Set(['(', ')', '[', ']', ',']);

/** The offset of the next token: white space and comments are skipped. */
export function nextToken(text: string, from: number): number {
  let at = from;
  for (;;) {
    blank.lastIndex = at;
    at += (blank.exec(text) as RegExpExecArray)[0].length;
    if (!text.startsWith('/*', at)) return at;
    at = commentEnd(text, at);
  }
}

const blank = /(?:[ \t\n\r\f\v]|--[^\n\r]*(?![^\n\r]))*/y;

/** Block comments nest (manual, 4.1.5). */
function commentEnd(text: string, from: number): number {
  const mark = /\/\*|\*\//g;
  mark.lastIndex = from;
  let depth = 0;
  for (let found = mark.exec(text); found !== null; found = mark.exec(text)) {
    depth += found[0] === '/*' ? 1 : -1;
    if (depth === 0) return mark.lastIndex;
  }
  return text.length;
}

/** No regular expression: those overflow their stack on strings of megabytes. A doubled quote stays inside, as does an escaped one in E''. */
function quoteEnd(text: string, opening: string, from: number): number {
  const quote = opening.at(-1) as string;
  const stop = opening.length === 2 ? /['\\]/g : quote === "'" ? /'/g : /"/g;
  stop.lastIndex = from;
  for (let found = stop.exec(text); found !== null; found = stop.exec(text)) {
    const escapes = found[0] === '\\' || text[found.index + 1] === quote;
    if (!escapes) return found.index + 1;
    stop.lastIndex = found.index + 2;
  }
  return text.length;
}

function behind(text: string, tag: string, from: number): number {
  const close = text.indexOf(tag, from);
  return close < 0 ? text.length : close + tag.length;
}
