// Escaping for Markdown as GitHub renders it: text from a pull request must not mention, link, format or hide anything.

const zeroWidthSpace = '\u200b';

/** Characters that are invisible or turn the reading direction; shown as code points instead, as `U+202E`. */
const invisible =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/gu;

/** Makes invisible and direction-changing characters visible, so that what is read is what is there. */
export function visible(text: string): string {
  return text.replace(
    invisible,
    (character) => `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`,
  );
}

/** Cuts to at most `length` UTF-16 code units, with an ellipsis, never inside a surrogate pair. */
export function clip(text: string, length: number): string {
  if (text.length <= length) return text;
  const cut = text.slice(0, length - 1);
  return `${/[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}

/**
 * One line of plain text, shown literally: no formatting, HTML, mention, issue reference, link or table border comes of it.
 * Mentions, references and links are found by GitHub after Markdown is rendered, where no backslash helps: those get a
 * zero-width space.
 */
export function plain(text: string): string {
  return visible(text.replace(/\s+/g, ' '))
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/[\\`*_~[\]|#$]/g, '\\$&')
    .replace(/@/g, `@${zeroWidthSpace}`)
    .replace(/\\#(?=\d)/g, `\\#${zeroWidthSpace}`)
    .replace(/\bGH-(?=\d)/gi, (prefix) => `${prefix}${zeroWidthSpace}`)
    .replace(/:\/\//g, `:${zeroWidthSpace}//`)
    .replace(/\bwww\./gi, (prefix) => `${prefix}${zeroWidthSpace}`);
}

/** A code span that holds exactly this text on one line, whatever backticks are in it. Empty text gives an empty string. */
export function code(text: string): string {
  const line = visible(text.replace(/\r\n|[\r\n]/g, ' '));
  if (line.trim() === '') return '';
  const ticks = '`'.repeat(longestRun(line) + 1);
  const pad = /^[` ]|[` ]$/.test(line) ? ' ' : '';
  return `${ticks}${pad}${line}${pad}${ticks}`;
}

/**
 * Code inside a table cell. A pipe ends a cell even within a code span, so text with one (or with the characters that make
 * escaping it ambiguous) is written as an HTML element.
 */
export function cellCode(text: string): string {
  return /[|`\\]/.test(text) ? htmlCode(text) : code(text);
}

function htmlCode(text: string): string {
  return `<code>${htmlText(text.replace(/\r\n|[\r\n]/g, ' '))}</code>`;
}

/** Text as character references where they matter: for places where Markdown is not read, such as `<summary>`. */
export function htmlText(text: string): string {
  return visible(text).replace(/[^A-Za-z0-9 ,./()-]/gu, (character) => `&#${character.codePointAt(0)};`);
}

/** A fenced block that holds exactly this text; the fence is longer than any run of backticks inside. */
export function fence(text: string, language: string): string {
  const ticks = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return text === '' ? `${ticks}${language}\n${ticks}` : `${ticks}${language}\n${text}\n${ticks}`;
}

/**
 * Text in the small Markdown that findings use: paragraphs, lists, code spans and fenced blocks. Fences and spans are taken
 * apart and written anew, everything between them is shown literally, so nothing in it can reach further than itself.
 */
export function prose(text: string): string {
  const out: string[] = [];
  const lines = text.replace(/\r\n?/g, '\n').trim().split('\n');
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] as string;
    const open = /^ {0,3}(`{3,})([a-z]*)\s*$/.exec(line);
    if (open === null) {
      out.push(proseLine(line));
      continue;
    }
    const closing = new RegExp(`^ {0,3}\`{${(open[1] as string).length},}\\s*$`);
    const rest = lines.slice(i + 1);
    const end = rest.findIndex((candidate) => closing.test(candidate));
    const content = end === -1 ? rest : rest.slice(0, end);
    // "suggestion" would become a button that changes the pull request: only the review itself makes those.
    out.push(fence(visible(content.join('\n')), open[2] === 'suggestion' ? 'sql' : (open[2] as string)));
    i += content.length + 1;
  }
  return out.join('\n');
}

/** A line of prose on its own: list markers stay, heading and rule markers do not. */
function proseLine(line: string): string {
  const list = /^( {0,6})([-*]|\d{1,3}\.) (.*)$/.exec(line);
  if (list !== null) return `${list[1]}${list[2] === '*' ? '-' : list[2]} ${inline(list[3] as string)}`;
  const escaped = inline(line.trim());
  return /^(?:[-=+]|\d+[.)])/.test(escaped) ? escaped.replace(/^(\d*)([-=+.)])/, '$1\\$2') : escaped;
}

/** One line of text with code spans: the spans are written anew, the rest is escaped. */
export function inline(text: string): string {
  const parts = text.split(/(?<!`)(`+)(?!`)(.*?[^`])\1(?!`)/s);
  return parts.map((part, i) => (i % 3 === 0 ? plain(part) : i % 3 === 2 ? code(unpad(part)) : '')).join('');
}

function unpad(span: string): string {
  return /^ .*\S.* $/s.test(span) ? span.slice(1, -1) : span;
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}
