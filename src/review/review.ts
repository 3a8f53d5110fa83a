// A report and a diff become what is posted: comments on lines, and one summary.
import type { Finding } from '../model/finding.ts';
import type { Report } from '../model/report.ts';
import type { FindingDetail, Review, ReviewComment, RunIdentity } from '../model/review.ts';
import { commentBody, findingDetail, lastLine } from './comment.ts';
import { type CommentableLines, type LineRange, visiblePart } from './diff.ts';
import { partOf } from './part.ts';
import { suggestedLines } from './suggestion.ts';
import { bySeverity } from './summary.ts';

/** More comments make a pull request's page unusable; the worst findings get theirs, the others are in the summary. */
export const maximumComments = 25;

/** A comment on more lines than this hides the code it is about: then it stands on the first line. */
const longestRange = 20;

/**
 * One comment per standing finding whose place is in `diff`, and this run's part of the summary. With `diff` null (no pull
 * request, or its files are unknown) all is in the summary.
 */
export function reviewOf(report: Report, diff: CommentableLines | null, run: RunIdentity = ownRun(report)): Review {
  const standing = report.findings.filter(({ suppressed }) => suppressed === null).sort(bySeverity);
  const comments: ReviewComment[] = [];
  const withoutComment = new Map<string, FindingDetail['group']>();
  const keys = new Set<string>();
  for (const finding of standing) {
    const comment = diff === null ? undefined : commentOn(report, finding, diff);
    if (comment === undefined) withoutComment.set(finding.key, diff === null ? 'all' : 'not-in-diff');
    else if (comments.length === maximumComments) withoutComment.set(finding.key, 'too-many');
    // A key names one comment for the host.
    else if (!keys.has(finding.key)) comments.push(comment);
    keys.add(finding.key);
  }
  return {
    comments,
    standing: [...keys],
    part: partOf(report, standing, withoutComment, run),
    verdict: report.verdict,
  };
}

/** Where no other run can speak of the same commit. */
function ownRun({ command }: Report): RunIdentity {
  return { job: '', command, commit: '', run: 0, attempt: 0 };
}

/** A suggestion replaces the lines that its comment stands on, so it decides where the comment is. */
function commentOn(report: Report, finding: Finding, diff: CommentableLines): ReviewComment | undefined {
  const suggested = suggestedLines(report, finding, diff);
  const lines = suggested ?? findingLines(finding, diff);
  if (lines === undefined) return undefined;
  return {
    key: finding.key,
    path: finding.place.path,
    startLine: lines.start,
    line: lines.end,
    body: commentBody(report, finding, suggested?.block),
    ...lastLine(report, finding),
    unplaced: findingDetail(report, finding),
  };
}

function findingLines({ place }: Finding, diff: CommentableLines): LineRange | undefined {
  // An end in column 1 is the end of the line before it.
  const end = place.endColumn === 1 && place.endLine > place.line ? place.endLine - 1 : place.endLine;
  const visible = visiblePart(diff, place.path, place.line, end);
  if (visible === undefined || visible.end - visible.start < longestRange) return visible;
  return { start: visible.start, end: visible.start };
}
