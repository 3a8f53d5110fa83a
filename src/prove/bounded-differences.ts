// Differences of two schemas as a report holds them: a script can make a hundred thousand objects, and one of a hundred megabytes.
import { createHash } from 'node:crypto';
import type { SchemaDifference } from '../model/trace.ts';

const KEPT = 1_000;
const WHOLE_CHARACTERS = 20_000;
const BEGINNING_CHARACTERS = 2_000;

/** Definitions that are too long are cut, but still differ; of too many differences the least, positions of columns, go first. */
export function boundedDifferences(found: readonly SchemaDifference[]): readonly SchemaDifference[] {
  if (found.length <= KEPT) return found.map(cut);
  const isPosition = ({ object }: SchemaDifference): boolean => object.startsWith('position of ');
  const kept = new Set([...found.filter((one) => !isPosition(one)), ...found.filter(isPosition)].slice(0, KEPT));
  return found.filter((one) => kept.has(one)).map(cut);
}

function cut({ object, before, after }: SchemaDifference): SchemaDifference {
  return { object, before: cutDefinition(before), after: cutDefinition(after) };
}

function cutDefinition(text: string | null): string | null {
  if (text === null || text.length <= WHOLE_CHARACTERS) return text;
  const digest = createHash('sha256').update(text).digest('hex');
  return `${text.slice(0, BEGINNING_CHARACTERS)}… (${text.length} characters, sha256 ${digest})`;
}
