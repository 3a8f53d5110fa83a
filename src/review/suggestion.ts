// A finding's suggestion as the whole lines that a host can replace with one click.
import type { Finding } from '../model/finding.ts';
import type { Report } from '../model/report.ts';
import { type CommentableLines, isCommentable, type LineRange } from './diff.ts';
import { fence, visible } from './markdown.ts';

/** The lines to replace (from 1, both included) and the block that replaces exactly them. */
export interface SuggestedLines extends LineRange {
  readonly block: string;
}

/** Longer replacements make no readable comment. */
const maximumLength = 20_000;

/**
 * The suggestion of a finding, when all lines it touches can carry one comment. Undefined when it has none, when its lines
 * are not all in the diff, when its script is not a new migration's (an applied file must not change), or when the lines
 * hold characters that can't be seen.
 */
export function suggestedLines(report: Report, finding: Finding, diff: CommentableLines): SuggestedLines | undefined {
  const replaced = replacedLines(report, finding);
  if (replaced === undefined || !isCommentable(diff, finding.place.path, replaced.start, replaced.end))
    return undefined;
  const { content, ...lines } = replaced;
  return { ...lines, block: fence(content, 'suggestion') };
}

/** The whole lines that a suggestion touches, as they would be with it taken. */
export function replacedLines(
  report: Report,
  finding: Finding,
): (LineRange & { readonly content: string }) | undefined {
  if (finding.suggestion === undefined) return undefined;
  const text = newScriptText(report, finding.place.path);
  // Git knows no line that ends with a lone CR: there the line numbers of a script and of its diff part ways.
  if (text === undefined || /\r(?!\n)/.test(text)) return undefined;

  let { replacement } = finding.suggestion;
  const start = finding.suggestion.span.start.offset;
  let end = finding.suggestion.span.end.offset;
  // A span that ends behind a line break replaces whole lines: the line after it is not touched.
  if (end > start && text[end - 1] === '\n' && /(^|\n)$/.test(replacement)) {
    end -= text[end - 2] === '\r' && end - 1 > start ? 2 : 1;
    replacement = replacement.replace(/\r?\n$/, '');
  }

  const from = start === 0 ? 0 : text.lastIndexOf('\n', start - 1) + 1;
  const to = text.indexOf('\n', end) === -1 ? text.length : text.indexOf('\n', end);
  const content = text.slice(from, start) + withLineEnding(replacement, text) + text.slice(end, to);
  if (content.length > maximumLength || visible(content) !== content) return undefined;
  return { start: lineAt(text, from), end: lineAt(text, end), content };
}

function newScriptText(report: Report, path: string): string | undefined {
  for (const { migration, new: isNew } of report.migrations) {
    if (!isNew) continue;
    const script = [migration.up, migration.down].find((candidate) => candidate?.path === path);
    if (script !== undefined) return script.text;
  }
  return undefined;
}

function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line++;
  return line;
}

/** Line breaks of a replacement become the file's own: CRLF when its first line ends so. */
function withLineEnding(replacement: string, text: string): string {
  const lf = replacement.replaceAll('\r\n', '\n');
  return text[text.indexOf('\n') - 1] === '\r' ? lf.replaceAll('\n', '\r\n') : lf;
}
