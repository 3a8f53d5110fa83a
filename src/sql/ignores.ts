// Ignore comments: `-- lockgate: ignore <rule> [until 2027-01-31] -- <reason>`, and `ignore-file` for the whole script.
import type { Ignore } from '../model/migration.ts';
import type { LineIndex } from './lines.ts';
import type { RawComment } from './scanner.ts';

const directive = /^(?:--|\/\*)\s*lockgate\s*:\s*(.*?)\s*(?:\*\/)?$/is;
const ignore = /^ignore(-file)?\s+(\S+)(?:\s+until\s+(\d{4}-\d\d-\d\d))?\s*(?:--\s*(.*))?$/is;

/** An ignore as written; a directive that can't be read keeps what was written as its rule, so that it is reported as unknown. */
export function ignoreIn(text: string, comment: RawComment, lines: LineIndex): Ignore | undefined {
  const written = directive.exec(text.slice(comment.start, comment.end))?.[1];
  if (written === undefined) return undefined;
  const parts = ignore.exec(written);
  return {
    rule: parts?.[2] ?? written,
    reason: parts?.[4]?.trim() ?? '',
    until: parts?.[3] ?? null,
    scope: parts?.[1] === undefined ? 'statement' : 'file',
    span: lines.span(comment.start, comment.end),
  };
}
