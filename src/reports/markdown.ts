// The report as Markdown: the same text as the summary comment of a review.
import type { Report } from '../model/report.ts';
import { reviewOf } from '../review/review.ts';
import { characters } from '../review/sections.ts';
import { ownSummary } from '../review/summary.ts';

/** As much as a comment can hold, so that a script may post it. */
const limit = characters(60_000);

export function markdownReport(report: Report): string {
  return `${powerless(ownSummary(reviewOf(report, null).part, limit).trimEnd())}\n`;
}

/** In a workflow it may be printed to the log, whose commands stand at the start of a line, or as `##[command]` anywhere. */
function powerless(markdown: string): string {
  return markdown.replace(/^([^\S\n]*:)(?=:)/gm, '$1\u200b').replaceAll('##[', '##\u200b[');
}
