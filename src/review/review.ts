// A report and a diff become what is posted: comments on lines, and one summary.
import type { Finding } from '../model/finding.ts';
import type { Report, Review, ReviewComment } from '../model/report.ts';
import { commentBody, findingDetail } from './comment.ts';
import { type CommentableLines, type LineRange, visiblePart } from './diff.ts';
import { suggestedLines } from './suggestion.ts';
import { bySeverity, summaryOf, type WithoutComment } from './summary.ts';

/** More comments make a pull request's page unusable; the worst findings get theirs, the others are in the summary. */
export const maximumComments = 25;

/** A comment on more lines than this hides the code it is about: then it stands on the first line. */
const longestRange = 20;

/**
 * One comment per standing finding whose place is in `diff`, and a summary of everything. With `diff` null (no pull request,
 * or its files are unknown) all is in the summary.
 */
export function reviewOf(report: Report, diff: CommentableLines | null): Review {
  const standing = report.findings.filter(({ suppressed }) => suppressed === null).sort(bySeverity);
  const comments: ReviewComment[] = [];
  const tooMany: Finding[] = [];
  const notInDiff: Finding[] = [];
  const keys = new Set<string>();
  for (const finding of standing) {
    const comment = diff === null ? undefined : commentOn(report, finding, diff);
    if (comment === undefined) notInDiff.push(finding);
    // A key names one comment for the host, so a second finding of the same key can't have its own.
    else if (comments.length === maximumComments || keys.has(finding.key)) tooMany.push(finding);
    else comments.push(comment);
    keys.add(finding.key);
  }
  const withoutComment: WithoutComment[] = [
    { reason: diff === null ? null : 'not in the diff', findings: notInDiff },
    { reason: 'too many', findings: tooMany },
  ];
  return {
    comments,
    standing: [...keys],
    summary: summaryOf(report, standing, withoutComment),
    verdict: report.verdict,
  };
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
