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
  const whole = to === statement.span.end.offset ? text : text.replace(/,(?:\s|--[^\n]*(?:\n|$)|\/\*[^*]*\*\/)*$/, '');
  return whole === '' ? undefined : whole;
}

/** The sub-command with words added at its end; on a line of their own when a line comment may be the last thing before. */
export function extendedCommand(change: Change, context: RuleContext, words: string): string | undefined {
  const text = commandText(change, context);
  return text === undefined ? undefined : `${text}${text.includes('--') ? '\n' : ' '}${words}`;
}

const afterDefault =
  /^(?:not\s+null|null|unique|primary\s+key|check|references|constraint|generated|collate|deferrable|initially|storage|compression)\b/i;

/** The expression behind DEFAULT in an ADD COLUMN, up to the next constraint; undefined when it can't be told. */
export function defaultText(change: Change, context: RuleContext): string | undefined {
  const found = /\bdefault\s+(.+)$/is.exec(commandText(change, context) ?? '');
  const text = found?.[1] ?? '';
  let depth = 0;
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const char = text[i] as string;
    if (char === "'") quoted = !quoted;
    if (quoted) continue;
    if (char === '(' || char === '[') depth++;
    if (char === ')' || char === ']') depth--;
    if (depth === 0 && /\s/.test(char) && afterDefault.test(text.slice(i).trimStart())) return text.slice(0, i).trim();
  }
  return text === '' ? undefined : text.trim();
}
