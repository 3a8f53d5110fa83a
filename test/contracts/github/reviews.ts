// The rules by which GitHub takes a review or refuses it whole: https://docs.github.com/rest/pulls/reviews
import { parsePatch } from 'diff';
import * as v from 'valibot';
import type { FileOfPull, Pull } from './state.ts';

const maximumBody = 65_536;

export const bodySchema = v.pipe(v.string(), v.minLength(1), v.maxLength(maximumBody));

/** Stricter than GitHub, which ignores fields that it doesn't know: a misspelt one must not pass here. */
export const reviewSchema = v.strictObject({
  commit_id: v.string(),
  event: v.picklist(['COMMENT', 'REQUEST_CHANGES', 'APPROVE']),
  body: bodySchema,
  comments: v.array(
    v.strictObject({
      path: v.pipe(v.string(), v.minLength(1)),
      body: bodySchema,
      line: v.pipe(v.number(), v.integer(), v.minValue(1)),
      side: v.picklist(['LEFT', 'RIGHT']),
      start_line: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
      start_side: v.optional(v.picklist(['LEFT', 'RIGHT'])),
    }),
  ),
});

export type ReviewRequest = v.InferOutput<typeof reviewSchema>;

/** Why GitHub refuses the review; undefined when it takes it. */
export function whyRefused(pull: Pull, review: ReviewRequest): string | undefined {
  if (review.commit_id !== pull.headSha) return 'commit_id is not the head of the pull request';
  for (const { path, line, side, start_line: start, start_side: startSide } of review.comments) {
    const file = pull.files.find(({ filename }) => filename === path);
    if (file === undefined) return 'Path could not be resolved';
    const hunk = linesPerHunk(file, side).find((lines) => lines.has(line));
    if (hunk === undefined) return 'Pull request review thread line must be part of the diff';
    if (start === undefined) continue;
    if (start >= line) return 'Pull request review thread start line must precede the end line.';
    if ((startSide ?? side) !== side || !hunk.has(start)) {
      return 'Pull request review thread start line must be part of the same hunk as the line.';
    }
  }
  return undefined;
}

/** The lines of one side that each hunk of a file shows, context included. */
function linesPerHunk({ patch }: FileOfPull, side: 'LEFT' | 'RIGHT'): Set<number>[] {
  if (patch === undefined) return [];
  const mark = side === 'RIGHT' ? '+' : '-';
  return parsePatch(patch).flatMap(({ hunks }) =>
    hunks.map((hunk) => {
      let line = side === 'RIGHT' ? hunk.newStart : hunk.oldStart;
      return new Set(hunk.lines.flatMap((text) => (text.startsWith(mark) || text.startsWith(' ') ? [line++] : [])));
    }),
  );
}
