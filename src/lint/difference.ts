// Says on one line how an object of the schema differs; definitions of views and functions have hundreds.
import type { SchemaDifference } from '../model/trace.ts';

/** More than this of a definition nobody reads in a sentence. */
const shownCharacters = 120;
/** How much before the first difference is shown, where a line is cut. */
const leadCharacters = 30;

export function differenceWords({ object, before, after }: SchemaDifference): string {
  if (after === null) return `${object} is gone`;
  if (before === null) return `${object} is left behind`;
  if (withoutSpace(before) === withoutSpace(after)) return `${object} differs in white space only`;
  if (isShort(before) && isShort(after)) return `${object} is "${after}" instead of "${before}"`;
  const [was, is] = firstDifferentLines(before, after);
  return `${object} differs, first where it has ${is} instead of ${was}`;
}

/** A function that is written in other lines or indents does the same. In a default or a check, white space may be a value. */
export function isLayoutOfCode({ object, before, after }: SchemaDifference): boolean {
  return (
    object.startsWith('function ') && before !== null && after !== null && withoutSpace(before) === withoutSpace(after)
  );
}

function isShort(definition: string): boolean {
  return definition.length <= shownCharacters && !definition.includes('\n');
}

function withoutSpace(definition: string): string {
  return definition.replace(/\s+/g, ' ').trim();
}

/** White space at the ends of lines and empty lines are not what a reader looks for. */
function firstDifferentLines(before: string, after: string): [was: string, is: string] {
  const [old, now] = [linesOf(before), linesOf(after)];
  const at = old.findIndex((line, i) => line !== now[i]);
  const [was, is] = at === -1 ? [undefined, now[old.length]] : [old[at], now[at]];
  let same = 0;
  while (same < (was?.length ?? 0) && was?.[same] === is?.[same]) same++;
  return [cut(was, same), cut(is, same)];
}

function linesOf(definition: string): string[] {
  return definition
    .split('\n')
    .map(withoutSpace)
    .filter((line) => line !== '');
}

function cut(line: string | undefined, difference: number): string {
  if (line === undefined) return 'nothing more';
  if (line.length <= shownCharacters) return `"${line}"`;
  const start = Math.max(0, Math.min(difference - leadCharacters, line.length - shownCharacters));
  const end = start + shownCharacters;
  return `"${start > 0 ? '…' : ''}${line.slice(start, end)}${end < line.length ? '…' : ''}"`;
}
