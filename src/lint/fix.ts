// Applies suggestions to the text of a script. Pure.
import type { Finding, Suggestion } from '../model/finding.ts';

export interface Fixed {
  readonly path: string;
  readonly text: string;
  /** How many findings were fixed; those that touch another one's text wait for the next run. */
  readonly count: number;
}

/** The scripts that change when all suggestions of standing findings are taken. `texts` are the scripts as they were read, by path. */
export function fixesOf(findings: readonly Finding[], texts: ReadonlyMap<string, string>): readonly Fixed[] {
  const byPath = new Map<string, Suggestion[]>();
  for (const { suggestion, suppressed, place } of findings) {
    if (suggestion === undefined || suppressed !== null) continue;
    byPath.set(place.path, [...(byPath.get(place.path) ?? []), suggestion]);
  }
  return [...byPath].flatMap(([path, suggestions]) => {
    const text = texts.get(path);
    return text === undefined ? [] : [{ path, ...applied(text, suggestions) }];
  });
}

/** From the end to the start, so that places stay right; two that overlap or stand at one place can't both be taken. */
function applied(text: string, suggestions: readonly Suggestion[]): Pick<Fixed, 'text' | 'count'> {
  const ordered = [...suggestions].sort((a, b) => b.span.start.offset - a.span.start.offset);
  let fixed = text;
  let count = 0;
  let free = Number.POSITIVE_INFINITY;
  for (const { span, replacement } of ordered) {
    if (span.end.offset > free || span.start.offset >= free) continue;
    fixed = fixed.slice(0, span.start.offset) + replacement + fixed.slice(span.end.offset);
    free = span.start.offset;
    count++;
  }
  return { text: fixed, count };
}
