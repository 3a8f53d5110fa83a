// What is wrong with a comment for Lockgate that can't be read, in words for whoever wrote it.
import { nearestName } from '../nearest-name.ts';

const keywords = ['ignore', 'ignore-file'] as const;

/** `written` is all that stands behind `lockgate:`. */
export function unreadableIgnore(written: string, isRule: (name: string) => boolean): string {
  const [, keyword = '', rest = ''] = /^([\w-]*)(.*)$/s.exec(written) ?? [];
  if (!isKeyword(keyword.toLowerCase())) {
    const meant = nearestName(keyword, keywords);
    return `"${keyword || written}" is no instruction to Lockgate${meant === undefined ? `: there are ${keywords.join(' and ')}` : `; did you mean ${meant}?`}`;
  }
  const [, rule = '', behind = ''] = /^\s+([\w-]*\w)\s*(.*)$/s.exec(rest) ?? [];
  if (rule === '') return `No rule is named behind ${keyword}.`;
  const keyed = /^until\s+/i.exec(behind)?.[0];
  if (keyed !== undefined) {
    const [until = ''] = behind.slice(keyed.length).split('--', 1);
    return `"${until.trimEnd()}" is no day: write it as 2027-01-31, with nothing between it and the reason but \` -- \`.`;
  }
  const [next = ''] = /\w+(?:-+\w+)*/.exec(behind) ?? [];
  if (behind.startsWith(',') || isRule(next)) return 'An ignore is for one rule: write a comment for each.';
  return `"${behind}" can't be read behind the rule: the reason stands behind two dashes, \` -- \`.`;
}

function isKeyword(word: string): boolean {
  return (keywords as readonly string[]).includes(word);
}
