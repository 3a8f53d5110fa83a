// The outputs of `lint` and `check`: one file each, by the name that --format takes.
import type { Report } from '../model/report.ts';
import { jsonReport } from './json.ts';
import { markdownReport } from './markdown.ts';
import { type TextOptions, textReport } from './text.ts';

export const formats = ['text', 'json', 'markdown'] as const;
export type Format = (typeof formats)[number];

export function formatReport(report: Report, format: Format, options: TextOptions): string {
  switch (format) {
    case 'text':
      return textReport(report, options);
    case 'json':
      return jsonReport(report);
    case 'markdown':
      return markdownReport(report);
  }
}
