// The source text of one sub-command of an ALTER TABLE, for help that repeats it.
import type { Change } from '../../model/change.ts';
import type { RuleContext } from '../../model/finding.ts';

/** From the sub-command's first word to its last; undefined when the sub-commands of the statement could not be told apart. */
export function commandText(change: Change, context: RuleContext): string | undefined {
  const { statement, script } = context;
  const from = change.at.offset;
  if (from <= statement.span.start.offset) return undefined;
  const later = statement.changes.map((other) => other.at.offset).filter((offset) => offset > from);
  const to = Math.min(statement.span.end.offset, ...later);
  const text = script.text.slice(from, to).trim();
  const whole = to === statement.span.end.offset ? text : text.replace(/,(?:\s|--[^\n]*|\/\*[^*]*\*\/)*$/, '');
  return whole === '' ? undefined : whole;
}

/** The sub-command with words added at its end; on a line of their own when a line comment may be the last thing before. */
export function extendedCommand(change: Change, context: RuleContext, words: string): string | undefined {
  const text = commandText(change, context);
  return text === undefined ? undefined : `${text}${text.includes('--') ? '\n' : ' '}${words}`;
}
