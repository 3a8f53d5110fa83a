// Suggestions: small replacements in the script's text.
import type { RuleContext, Suggestion } from '../../model/finding.ts';
import { linesOf } from '../../sql/lines.ts';

/** Puts `text` at an offset (UTF-16) of the script. */
export function insertion(context: RuleContext, offset: number, text: string): Suggestion {
  return replacement(context, offset, offset, text);
}

/** Replaces the script's text from `start` up to `end` (offsets, UTF-16). */
export function replacement(context: RuleContext, start: number, end: number, text: string): Suggestion {
  return { span: linesOf(context.script).span(start, end), replacement: text };
}

/** Puts a word behind the statement's first key words, as in `CREATE INDEX` + `CONCURRENTLY`; undefined when a comment is between them. */
export function wordAfter(context: RuleContext, keywords: RegExp, word: string): Suggestion | undefined {
  const found = keywords.exec(context.statement.text);
  if (found === null || found.index !== 0) return undefined;
  return insertion(context, context.statement.span.start.offset + found[0].length, ` ${word}`);
}
