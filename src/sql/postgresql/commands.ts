// Where each sub-command of an ALTER TABLE begins: the grammar gives most of them no location.
import { scan } from '../scanner.ts';

/**
 * Offsets of the sub-commands: the first one behind the table's name, the others behind each top-level comma. Undefined when the
 * text has another number of them than the grammar found (then nobody should guess).
 */
export function commandStarts(text: string, relation: number, count: number): readonly number[] | undefined {
  const first = skipName(text, relation);
  const starts = [first, ...topLevelCommas(text, first).map((comma) => comma + 1)].map((from) => skipBlank(text, from));
  return starts.length === count ? starts : undefined;
}

const name = /(?:"(?:[^"]|"")*"|[^\s".*(;]+)(?:\s*\.\s*(?:"(?:[^"]|"")*"|[^\s".*(;]+))*\s*\*?/y;

function skipName(text: string, from: number): number {
  name.lastIndex = from;
  return name.exec(text) === null ? from : name.lastIndex;
}

/** Blanks and comments: the scanner finds where the first token stands. */
function skipBlank(text: string, from: number): number {
  return from + (scan(text.slice(from)).statements[0]?.start ?? 0);
}

const skipped = /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\/|(\$[A-Za-z_]*\$)[\s\S]*?\1|[(),[\]]/g;

function topLevelCommas(text: string, from: number): readonly number[] {
  const commas: number[] = [];
  let depth = 0;
  skipped.lastIndex = from;
  for (let found = skipped.exec(text); found !== null; found = skipped.exec(text)) {
    if (found[0] === '(' || found[0] === '[') depth++;
    else if (found[0] === ')' || found[0] === ']') depth--;
    else if (found[0] === ',' && depth === 0) commas.push(found.index);
  }
  return commas;
}
