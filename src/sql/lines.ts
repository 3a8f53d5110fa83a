// Offsets ⇄ lines and columns of one text.
import type { Place, Position, Span } from '../model/place.ts';
import { countBelow } from './ascending.ts';

/** Finds lines and columns for offsets (UTF-16) of a text. LF, CRLF and a lone CR each end a line. */
export interface LineIndex {
  position(offset: number): Position;
  span(start: number, end: number): Span;
}

export function lineIndex(text: string): LineIndex {
  const starts = [0];
  if (text.includes('\r')) for (const end of text.matchAll(/\r\n|\r|\n/g)) starts.push(end.index + end[0].length);
  // The usual case, twice as fast (measured).
  else for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  const position = (offset: number): Position => {
    const line = countBelow(starts, offset + 1);
    return { offset, line, column: offset - (starts[line - 1] as number) + 1 };
  };
  return { position, span: (start, end) => ({ start: position(start), end: position(end) }) };
}

const known = new WeakMap<object, LineIndex>();

/** The lines of a script: found once, however many findings of it ask. */
export function linesOf(script: { readonly text: string }): LineIndex {
  const found = known.get(script);
  if (found !== undefined) return found;
  const made = lineIndex(script.text);
  known.set(script, made);
  return made;
}

/** The place of a span in a file. */
export function placeOf(path: string, span: Span): Place {
  return {
    path,
    line: span.start.line,
    column: span.start.column,
    endLine: span.end.line,
    endColumn: span.end.column,
  };
}
