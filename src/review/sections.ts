// Fits Markdown sections into a limit of size, cutting only between items.
import type { Section } from '../model/review.ts';

export type { Section } from '../model/review.ts';

/** How large a text may be, in what unit, and where the reader finds what was left out. */
export interface Limit {
  readonly size: number;
  readonly measure: (text: string) => number;
  /** Ends "12 more findings: …". */
  readonly rest: string;
}

/** UTF-16 code units, of which GitHub takes 65,536 in a comment. */
export function characters(size: number, rest = 'see the report.'): Limit {
  return { size, measure: (text) => text.length, rest };
}

/** UTF-8 bytes, as files have them. */
export function bytes(size: number, rest: string): Limit {
  return { size, measure: (text) => Buffer.byteLength(text), rest };
}

// What a section needs at least besides its open and close: the sentence about what was left out.
const sentenceRoom = 120;

/**
 * Joins the sections with blank lines within `limit`. Earlier sections get room first; each later one keeps at least its
 * frame, so that the reader learns what there would have been. Without room for a frame the text ends before it.
 */
export function fitted(sections: readonly Section[], limit: Limit): string {
  const { measure } = limit;
  const frames = sections.map((section) => measure(section.open) + measure(section.close) + sentenceRoom);
  let room = limit.size - frames.reduce((sum, frame) => sum + frame, 0);
  const parts: string[] = [];
  for (const section of sections) {
    const items: string[] = [];
    for (const item of section.items) {
      const size = measure(item) + measure(section.separator);
      if (size > room) break;
      room -= size;
      items.push(item);
    }
    parts.push(written(section, items, limit.rest));
  }
  return withinLimit(parts, limit);
}

function written(section: Section, items: readonly string[], rest: string): string {
  const left = section.items.length - items.length + (section.omitted ?? 0);
  const more = left === 0 ? '' : `${items.length === 0 ? '' : '\n\n'}${left} more ${section.noun}: ${rest}`;
  return `${section.open}${items.join(section.separator)}${more}${section.close}`;
}

/** A guard for frames that alone are larger than the limit: whole sections are left out, and the text says so. */
function withinLimit(parts: readonly string[], limit: Limit): string {
  const text = parts.join('\n\n');
  if (limit.measure(text) <= limit.size) return text;
  const notice = `The rest was too long: ${limit.rest}`;
  const kept: string[] = [];
  let room = limit.size - limit.measure(notice) - 2;
  for (const part of parts) {
    room -= limit.measure(part) + 2;
    if (room < 0) break;
    kept.push(part);
  }
  return [...kept, notice].join('\n\n');
}

/** A section that is folded until the reader opens it; `title` is HTML. */
export function folded(title: string, items: readonly string[], noun: string, separator = '\n'): Section {
  return {
    open: `<details><summary>${title}</summary>\n\n`,
    items,
    separator,
    close: '\n\n</details>',
    noun,
  };
}
