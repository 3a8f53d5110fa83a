// Text for a terminal: hostile characters made visible, prose wrapped.
import { oneLine } from '../one-line.ts';

/**
 * Control characters (escape sequences among them) and characters that reorder text become visible; line breaks stay. No line of it is a command to a
 * runner of workflows.
 */
export function printable(text: string): string {
  return powerless(visible(text));
}

/** The same for a name or a message: all of it stays on one line. */
export function printableLine(text: string): string {
  return printable(oneLine(text));
}

function visible(text: string): string {
  return text.replace(
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** GitHub's runner obeys `::command::` at the start of a line, behind any blanks, and `##[command]` anywhere in it. */
function powerless(text: string): string {
  return text.replace(/^([^\S\n]*):(?=:)/gm, '$1\\u003a').replaceAll('##[', '#\\u0023[');
}

/**
 * Wraps at blanks to `width` columns, each line indented; the lines of a list item hang below its text. A word that is longer than a line stays whole, so
 * that it can be copied.
 */
export function wrapped(text: string, width: number, indent: string): string {
  const room = Math.max(width - indent.length, 20);
  const lines = visible(text)
    .split('\n')
    .flatMap((line) => wrapLine(line, room))
    .map((line) => `${indent}${line}`.trimEnd());
  return powerless(lines.join('\n'));
}

function wrapLine(line: string, room: number): readonly string[] {
  if (line.length <= room) return [line];
  const [, lead = '', item = ''] = /^(\s*)((?:\d+\.|-) )?/.exec(line) ?? [];
  const hanging = lead + ' '.repeat(item.length);
  const lines: string[] = [];
  let current = lead;
  for (const word of words(line, room - hanging.length)) {
    const next = current.trim() === '' ? `${current}${word}` : `${current} ${word}`;
    if (next.length > room && current.trim() !== '') {
      lines.push(current);
      current = `${hanging}${word}`;
    } else current = next;
  }
  return [...lines, current];
}

/** A code span that fits on one line is one word. */
function words(line: string, room: number): readonly string[] {
  const found = line.match(/(?:`[^`]*`|\S)+/g) ?? [];
  return found.flatMap((word) => (word.length <= room ? [word] : word.split(/\s+/)));
}
