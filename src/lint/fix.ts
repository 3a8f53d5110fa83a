// Applies suggestions and rewrites to the texts of scripts. Pure.
import type { Finding, Rewrite } from '../model/finding.ts';
import type { TextFile } from '../model/layout.ts';

export interface Fixes {
  /** Scripts with their new text. */
  readonly changed: readonly TextFile[];
  /** Files that were not there. */
  readonly added: readonly TextFile[];
  /** The findings that are fixed so; those that touch another one's text wait for the next run. */
  readonly taken: readonly Finding[];
}

type Edit = Rewrite['edits'][number];

/** True when it says how, and stands. */
export function isFixable({ suppressed, suggestion, rewrite }: Finding): boolean {
  return suppressed === null && (suggestion !== undefined || rewrite !== undefined);
}

/** What the findings offer, as far as it can be taken together. `texts` are the scripts as they were read, by path. */
export function fixesOf(findings: readonly Finding[], texts: ReadonlyMap<string, string>): Fixes {
  const edits: Edit[] = [];
  const added: TextFile[] = [];
  const taken: Finding[] = [];
  // What moves a statement comes first: what was suggested for its old place would be lost.
  const offered = findings.filter(isFixable).map((finding) => ({ finding, ...rewriteOf(finding) }));
  for (const { finding, edits: own, files } of offered.sort((a, b) => b.files.length - a.files.length)) {
    if (own.length === 0 || !own.every((edit) => texts.has(edit.path) && isFree(edit, edits))) continue;
    const lines = lineEnds(texts.get(own[0]?.path ?? ''));
    edits.push(...own);
    added.push(...files.map(({ path, text }) => ({ path, text: lines(text) })));
    taken.push(finding);
  }
  const paths = [...new Set(edits.map(({ path }) => path))];
  const changed = paths.map((path) => ({
    path,
    text: edited(
      texts.get(path) ?? '',
      edits.filter((edit) => edit.path === path),
    ),
  }));
  return { changed, added, taken };
}

/** Writes lines as the text around them has them. */
function lineEnds(around = ''): (text: string) => string {
  return around.includes('\r\n') ? (text) => text.replace(/\r?\n/g, '\r\n') : (text) => text;
}

/** From the end to the start, so that places stay right. */
function edited(text: string, edits: readonly Edit[]): string {
  const lines = lineEnds(text);
  return [...edits]
    .sort((a, b) => b.span.start.offset - a.span.start.offset)
    .reduce(
      (result, { span, replacement }) =>
        result.slice(0, span.start.offset) + lines(replacement) + result.slice(span.end.offset),
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
