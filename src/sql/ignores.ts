// Ignore comments: `-- lockgate: ignore <rule> [until 2027-01-31] -- <reason>`, and `ignore-file` for the whole script.
import type { Ignore } from '../model/migration.ts';
import type { LineIndex } from './lines.ts';
import type { RawComment } from './scanner.ts';

const directive = /^(?:--|\/\*)\s*lockgate\s*:/i;
const ignore = /^ignore(-file)?\s+([a-z0-9_]+(?:-[a-z0-9_]+)*)(?:\s+until\s+([\d-]+))?(?:\s*--\s*(.*))?$/is;

/** An ignore as written; of a directive that can't be read, all that was written. */
export function ignoreIn(text: string, comment: RawComment, lines: LineIndex): Ignore | undefined {
  const whole = text.slice(comment.start, comment.end);
  const opening = directive.exec(whole)?.[0];
  if (opening === undefined) return undefined;
  const written = whole.slice(opening.length, whole.endsWith('*/') ? -2 : undefined).trim();
  const span = lines.span(comment.start, comment.end);
  const parts = ignore.exec(written);
  const until = parts?.[3] ?? null;
  if (parts === null || (until !== null && !isDay(until))) {
    return { rule: '', reason: '', until: null, scope: 'statement', span, unreadable: written };
  }
  return {
    rule: parts[2] as string,
    reason: parts[4]?.trim() ?? '',
    until,
    scope: parts[1] === undefined ? 'statement' : 'file',
    span,
  };
}

/** A day of the calendar, as `2027-01-31`. */
export function isDay(text: string): boolean {
  const date = /^\d{4}-\d\d-\d\d$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined;
  // A 30th of February is an invalid date to some engines, and the 2nd of March to others.
  return date !== undefined && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
