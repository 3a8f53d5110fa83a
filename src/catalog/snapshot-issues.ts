// What is wrong in a snapshot, and where: `tables[3].columns[0].type is missing`.
import type * as v from 'valibot';

const SHOWN = 5;
/** Of a key or a value out of the file. */
const LONGEST = 80;

/** The first few in words, by their path in the JSON, and how many more there are. */
export function issueTexts(issues: readonly v.BaseIssue<unknown>[]): string {
  const shown = issues.slice(0, SHOWN).map(textOf).join('; ');
  return issues.length > SHOWN ? `${shown}; and ${issues.length - SHOWN} more` : shown;
}

function textOf(issue: v.BaseIssue<unknown>): string {
  const place =
    (issue.path ?? [])
      .map(({ key }) => step(key))
      .join('')
      .replace(/^\./, '') || 'the whole';
  if (issue.expected === 'never') return `${place} is unknown`;
  if (issue.received === 'undefined') return `${place} is missing`;
  return `${place} is ${cut(issue.received)}, not ${issue.expected ?? 'what is expected'}`;
}

function step(key: unknown): string {
  if (typeof key === 'number') return `[${key}]`;
  const text = String(key);
  return /^[A-Za-z]\w*$/.test(text) ? `.${cut(text)}` : `[${cut(JSON.stringify(text))}]`;
}

function cut(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
