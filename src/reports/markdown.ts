// The report as Markdown: the same text as the summary comment of a review.
import type { Report } from '../model/report.ts';
import { reviewOf } from '../review/review.ts';

export function markdownReport(report: Report): string {
  return `${reviewOf(report, null).summary.trimEnd()}\n`;
}
