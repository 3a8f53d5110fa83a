// All layouts; a new one is a folder and a line in the array.
import type { Layout } from '../model/layout.ts';
import { diesel } from './diesel/index.ts';
import { flyway } from './flyway/index.ts';
import { golangMigrate } from './golang-migrate/index.ts';
import { plain } from './plain.ts';

export const layouts: readonly Layout[] = [flyway, diesel, golangMigrate, plain];

/** Names of the files that any tool reads beside its migrations; see `Layout.neighbours`. */
export const neighbourNames: readonly string[] = [...new Set(layouts.flatMap(({ neighbours }) => neighbours ?? []))];

/** The layout of a name as users write it (`golang-migrate`); undefined when there is none. */
export function layoutNamed(name: string): Layout | undefined {
  return layouts.find((layout) => layout.name === name);
}

export type Recognition =
  | { readonly kind: 'recognised'; readonly layout: Layout }
  | { readonly kind: 'ambiguous'; readonly candidates: readonly Layout[] }
  | { readonly kind: 'unknown' };

/**
 * Which layout a directory has, from its paths relative to that directory. The one that knows the most files wins: what it then
 * can't read becomes a problem, so a wrong guess shows. Equal numbers are ambiguous.
 */
export function recogniseLayout(paths: readonly string[]): Recognition {
  const scores = layouts.map((layout) => ({ layout, score: layout.recognise(paths) }));
  const best = Math.max(...scores.map(({ score }) => score));
  if (best === 0) return { kind: 'unknown' };
  const candidates = scores.filter(({ score }) => score === best).map(({ layout }) => layout);
  const [layout] = candidates;
  return layout !== undefined && candidates.length === 1
    ? { kind: 'recognised', layout }
    : { kind: 'ambiguous', candidates };
}
