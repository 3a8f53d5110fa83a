// Applies suggestions and rewrites to the texts of scripts. Pure.
import type { Finding, Rewrite } from '../model/finding.ts';
import type { TextFile } from '../model/layout.ts';

export interface Fixes {
  /** Scripts with their new text. */
  readonly changed: readonly TextFile[];
  /** Files that were not there. */
  readonly added: readonly TextFile[];
  /** How many findings were fixed; those that touch another one's text wait for the next run. */
  readonly count: number;
}

type Edit = Rewrite['edits'][number];

/** What all standing findings offer, as far as it can be taken together. `texts` are the scripts as they were read, by path. */
export function fixesOf(findings: readonly Finding[], texts: ReadonlyMap<string, string>): Fixes {
  const taken: Edit[] = [];
  const added: TextFile[] = [];
  let count = 0;
  // What moves a statement comes first: what was suggested for its old place would be lost.
  const offered = findings.filter(({ suppressed }) => suppressed === null).map(rewriteOf);
  for (const { edits, files } of offered.sort((a, b) => b.files.length - a.files.length)) {
    if (edits.length === 0 || !edits.every((edit) => texts.has(edit.path) && isFree(edit, taken))) continue;
    taken.push(...edits);
    added.push(...files);
    count++;
  }
  const paths = [...new Set(taken.map(({ path }) => path))];
  const changed = paths.map((path) => ({
    path,
    text: edited(
      texts.get(path) ?? '',
      taken.filter((edit) => edit.path === path),
    ),
  }));
  return { changed, added, count };
}

/** From the end to the start, so that places stay right. */
function edited(text: string, edits: readonly Edit[]): string {
  return [...edits]
    .sort((a, b) => b.span.start.offset - a.span.start.offset)
    .reduce(
      (result, { span, replacement }) =>
        result.slice(0, span.start.offset) + replacement + result.slice(span.end.offset),
      text,
    );
}

/** Either all edits of a finding are taken or none. */
function rewriteOf({ suggestion, rewrite, place }: Finding): Rewrite {
  if (suggestion !== undefined) return { edits: [{ ...suggestion, path: place.path }], files: [] };
  return rewrite ?? { edits: [], files: [] };
}

/** Two that overlap, or begin at one place, can't both be taken. */
function isFree({ path, span: { start, end } }: Edit, taken: readonly Edit[]): boolean {
  return taken.every(({ path: other, span }) => {
    const apart = span.end.offset <= start.offset || end.offset <= span.start.offset;
    return other !== path || (apart && span.start.offset !== start.offset);
  });
}
