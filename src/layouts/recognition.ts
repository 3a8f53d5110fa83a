// Which tool a migrations directory belongs to: by the names of its files, by what they hold and by what lies beside it. Pure.
import type { Layout, NeighbourMark } from '../model/layout.ts';
import type { SourceFile } from '../model/migration.ts';
import { layouts, recogniseLayout } from './index.ts';
import { markerIn, type OtherTool, otherTools } from './other-tools.ts';
import { baseName, relativeTo } from './paths.ts';

/** What is there to recognise a tool by; all paths are relative to the repository. */
export interface Directory {
  readonly root: string;
  readonly files: readonly SourceFile[];
  /** Files of `markNames` and `markPatterns` in the directory and above it. */
  readonly neighbours: readonly SourceFile[];
}

export type DirectoryRecognition =
  /** `by`: a file of the tool's own; or the names of migrations alone, which others may share. */
  | { readonly kind: 'recognised'; readonly layout: Layout; readonly by: 'mark' | 'names' }
  /** The directory of a tool that Lockgate does not read. `why` follows "…, because". */
  | {
      readonly kind: 'foreign';
      readonly tool: string;
      readonly why: string;
      readonly at: { path: string; line: number } | null;
    }
  /** Marks of two tools, as near as each other. */
  | { readonly kind: 'disputed'; readonly layout: Layout; readonly tool: string; readonly why: string }
  | { readonly kind: 'ambiguous'; readonly candidates: readonly Layout[] }
  | { readonly kind: 'unknown' };

const marks: readonly NeighbourMark[] = [
  ...otherTools.flatMap(({ beside }) => beside ?? []),
  ...layouts.flatMap((layout) => layout.marks ?? []),
];

/** Names of files that show which tool is used, relative to any directory from the migrations directory up. */
export const markNames: readonly string[] = [
  ...new Set(marks.flatMap(({ name }) => (typeof name === 'string' ? [name] : []))),
];

/** The same for files whose names vary (`Shop.csproj`). */
export function isMarkName(name: string): boolean {
  return marks.some((mark) => typeof mark.name !== 'string' && mark.name.test(name));
}

/** What only another tool has wins over names that fit one of ours; without any mark names decide, and the answer says so. */
export function recogniseDirectory(directory: Directory): DirectoryRecognition {
  const paths = directory.files.map(({ path }) => relativeTo(directory.root, path));
  const within = foreignWithin(directory, paths);
  if (within !== undefined) return within;
  const named = recogniseLayout(paths);
  const own = named.kind === 'recognised' ? nearestOf(named.layout.marks ?? [], directory.neighbours) : undefined;
  const other = foreignBeside(directory, paths);
  const isOwn =
    own !== undefined && (other === undefined || own.level > other.mark.level || outweighs(own, other.mark));
  if (named.kind === 'recognised' && isOwn) return { kind: 'recognised', layout: named.layout, by: 'mark' };
  if (other !== undefined) {
    const why = whyBeside(other.mark);
    if (named.kind === 'recognised' && own?.level === other.mark.level && !outweighs(other.mark, own))
      return { kind: 'disputed', layout: named.layout, tool: other.tool.name, why };
    return { kind: 'foreign', tool: other.tool.name, why, at: null };
  }
  return named.kind === 'recognised' ? { ...named, by: 'names' } : named;
}

/** Files of the directory that only another tool has, or lines that only it writes. */
function foreignWithin({ files }: Directory, paths: readonly string[]): DirectoryRecognition | undefined {
  for (const [i, file] of files.entries()) {
    const path = paths[i] as string;
    const tool = otherTools.find(({ inside }) =>
      inside?.some((mark) => mark.path.test(path) && (mark.holds === undefined || mark.holds.test(textOf(file)))),
    );
    if (tool !== undefined)
      return {
        kind: 'foreign',
        tool: tool.name,
        why: `${file.path} is a file of it`,
        at: { path: file.path, line: 1 },
      };
  }
  for (const [i, file] of files.entries()) {
    const path = paths[i] as string;
    if (!/\.sql$/i.test(path)) continue;
    const found = markerIn(textOf(file), ({ fits }) => fits.test(path));
    if (found === undefined) continue;
    const why = `line ${found.line} of ${file.path} is \`${found.text}\``;
    return { kind: 'foreign', tool: found.tool.name, why, at: { path: file.path, line: found.line } };
  }
  return undefined;
}

interface FoundMark {
  readonly mark: NeighbourMark;
  readonly path: string;
  /** Length of the directory that it belongs to: the larger, the nearer. */
  readonly level: number;
}

function foreignBeside(
  { neighbours }: Directory,
  paths: readonly string[],
): { readonly tool: OtherTool; readonly mark: FoundMark } | undefined {
  return otherTools
    .filter(({ fits }) => paths.some((path) => fits.test(path)))
    .flatMap((tool) => {
      const mark = nearestOf(tool.beside ?? [], neighbours);
      return mark === undefined ? [] : [{ tool, mark }];
    })
    .reduce<{ tool: OtherTool; mark: FoundMark } | undefined>(
      (best, one) => (best === undefined || isBetter(one.mark, best.mark) ? one : best),
      undefined,
    );
}

function isBetter(a: FoundMark, b: FoundMark): boolean {
  return a.level > b.level || outweighs(a, b);
}

/** In one directory a tool of its own says more than a library that may be there for other reasons. */
function outweighs(a: FoundMark, b: FoundMark): boolean {
  return a.level === b.level && a.mark.weak !== true && b.mark.weak === true;
}

function nearestOf(marks: readonly NeighbourMark[], neighbours: readonly SourceFile[]): FoundMark | undefined {
  return neighbours
    .flatMap((file) => {
      const mark = marks.find(
        (one) => isNamed(one, file.path) && (one.holds === undefined || one.holds.test(textOf(file))),
      );
      return mark === undefined ? [] : [{ mark, path: file.path, level: levelOf(mark, file.path) }];
    })
    .reduce<FoundMark | undefined>((best, one) => (best === undefined || isBetter(one, best) ? one : best), undefined);
}

function isNamed({ name }: NeighbourMark, path: string): boolean {
  return typeof name === 'string' ? path === name || path.endsWith(`/${name}`) : name.test(baseName(path));
}

function levelOf({ name }: NeighbourMark, path: string): number {
  return path.length - (typeof name === 'string' ? name : baseName(path)).length;
}

function whyBeside({ mark, path }: FoundMark): string {
  return mark.holds === undefined ? `there is ${path}` : `${path} names it`;
}

function textOf({ bytes }: SourceFile): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}
