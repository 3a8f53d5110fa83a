// Where each sub-command of an ALTER TABLE begins: the grammar gives most of them no location.
import { nextToken, punctuation } from './punctuation.ts';

/**
 * Offsets of the sub-commands: the first one behind the table's name, the others behind each top-level comma. Undefined when the
 * text has another number of them than the grammar found (then nobody should guess).
 */
export function commandStarts(text: string, relation: number, count: number): readonly number[] | undefined {
  const first = skipName(text, relation);
  const starts = [first, ...topLevelCommas(text, first).map((comma) => comma + 1)].map((from) => nextToken(text, from));
  return starts.length === count ? starts : undefined;
}

const name = /(?:"(?:[^"]|"")*"|[^\s".*(;]+)(?:\s*\.\s*(?:"(?:[^"]|"")*"|[^\s".*(;]+))*\s*\*?/y;

function skipName(text: string, from: number): number {
  name.lastIndex = from;
  return name.exec(text) === null ? from : name.lastIndex;
}

function topLevelCommas(text: string, from: number): readonly number[] {
  const commas: number[] = [];
  let depth = 0;
  for (const { offset, char } of punctuation(text, from)) {
    if (char === '(' || char === '[') depth++;
    else if (char !== ',') depth--;
    else if (depth === 0) commas.push(offset);
  }
  return commas;
}
