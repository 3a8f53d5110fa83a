// Many findings of one cause are one: a placeholder that stands in every statement is one mistake. The first place is shown, with how many there are.
import type { LocatedFinding } from './finding.ts';
import { groupedBy } from './grouped.ts';
import { psqlMetaCommand, syntaxError } from './notices.ts';

/** Of a cause that is not known, only the same words so often are taken for one. */
const sameWords = 10;

/** Call it when ignores are applied: what is ignored is not folded away, nor is what stands. Keys and places are those of the first. */
export function foldCauses(located: readonly LocatedFinding[]): readonly LocatedFinding[] {
  const groups = groupedBy(located.filter(isFoldable), (item) => causeOf(item));
  const told = new Map<LocatedFinding, LocatedFinding | undefined>();
  for (const items of groups.values()) {
    const [first, ...more] = items;
    if (first === undefined || more.length + 1 < (first.cause === undefined ? sameWords : 2)) continue;
    told.set(first, withCount(first, items));
    for (const item of more) told.set(item, undefined);
  }
  return told.size === 0 ? located : located.flatMap((item) => (told.has(item) ? (told.get(item) ?? []) : [item]));
}

const foldable: ReadonlySet<string> = new Set([syntaxError.id, psqlMetaCommand.id]);

function isFoldable({ finding }: LocatedFinding): boolean {
  return foldable.has(finding.rule) && finding.suppressed === null;
}

function causeOf({ finding, cause }: LocatedFinding): string {
  const words = cause ?? (finding.rule === psqlMetaCommand.id ? '' : finding.message);
  return JSON.stringify([finding.rule, cause === undefined, words, finding.help, finding.severity]);
}

function withCount(first: LocatedFinding, items: readonly LocatedFinding[]): LocatedFinding {
  const others = items.reduce((sum, { stands = 1 }) => sum + stands, 0) - 1;
  const files = new Set(items.map(({ finding }) => finding.place.path)).size;
  const where = files === 1 ? 'in this file' : `in ${files} files`;
  const message = `${first.finding.message} And ${others} more of the same cause ${where}.`;
  return { ...first, finding: { ...first.finding, message } };
}
