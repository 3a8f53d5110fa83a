// Commas and brackets of SQL text, without those inside of strings, names and comments.

const token =
  /[eE]'(?:[^'\\]|\\[\s\S]|'')*'|'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n\r]*|(\/\*)|(\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$)|[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*|([(),[\]])/g;

/** Each of `( ) [ ] ,` from an offset on, in order. The text is one statement that the grammar has read. */
export function* punctuation(
  text: string,
  from: number,
): Generator<{ readonly offset: number; readonly char: string }> {
  let at = from;
  for (;;) {
    token.lastIndex = at;
    const found = token.exec(text);
    if (found === null) return;
    const [whole, comment, tag, char] = found;
    at = found.index + whole.length;
    if (comment !== undefined) at = commentEnd(text, found.index);
    else if (tag !== undefined) at = behind(text, tag, at);
    else if (char !== undefined) yield { offset: found.index, char };
  }
}

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

function behind(text: string, tag: string, from: number): number {
  const close = text.indexOf(tag, from);
  return close < 0 ? text.length : close + tag.length;
}
