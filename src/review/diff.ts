// Which lines of a pull request's new side can carry a review comment.

/** One file of a pull request as a host lists it; `patch` is absent for renames without change, binary and very large files. */
export interface ChangedFile {
  readonly path: string;
  readonly patch?: string;
}

/** Lines `start`..`end` (from 1, both included) of one hunk's new side: changed lines and their context. */
export interface LineRange {
  readonly start: number;
  readonly end: number;
}

/** The commentable lines per path, in the order of the hunks. A comment must lie within one range. */
export type CommentableLines = ReadonlyMap<string, readonly LineRange[]>;

// Only a header can begin with "@@" in a patch: every other line begins with a space, "+", "-" or "\".
const hunkHeader = /^@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@/;

/**
 * Reads the hunk headers of each file's `patch` (the hunks of a unified diff). A new file has one hunk over all its lines;
 * a file without `patch` has no commentable line.
 */
export function commentableLines(files: readonly ChangedFile[]): CommentableLines {
  return new Map(files.map((file) => [file.path, file.patch === undefined ? [] : hunksOf(file.patch)]));
}

function hunksOf(patch: string): LineRange[] {
  const ranges: LineRange[] = [];
  // Split at LF alone: a CR or U+2028 inside a line must not let its content pose as a header.
  for (const line of patch.split('\n')) {
    const header = hunkHeader.exec(line);
    if (header === null) continue;
    const start = Number(header[1]);
    const count = header[2] === undefined ? 1 : Number(header[2]);
    if (count > 0) ranges.push({ start, end: start + count - 1 });
  }
  return ranges;
}

/** True when all of `start`..`end` lies within one hunk. */
export function isCommentable(lines: CommentableLines, path: string, start: number, end: number): boolean {
  return (lines.get(path) ?? []).some((range) => range.start <= start && end <= range.end);
}

/** The part of `start`..`end` that the first hunk touching it shows; undefined when none does. */
export function visiblePart(lines: CommentableLines, path: string, start: number, end: number): LineRange | undefined {
  const range = (lines.get(path) ?? []).find((hunk) => hunk.start <= end && start <= hunk.end);
  return range && { start: Math.max(start, range.start), end: Math.min(end, range.end) };
}
