// Fits Markdown sections into a limit of characters, cutting only between items.

/** A part of a document: `open`, then as many of `items` as fit, then how many were left out, then `close`. */
export interface Section {
  readonly open: string;
  readonly items: readonly string[];
  /** Stands between two items. */
  readonly separator: string;
  readonly close: string;
  /** What the items are called when some are left out: "findings". */
  readonly noun: string;
}

// What a section needs at least besides its open and close: the sentence about what was left out.
const sentenceRoom = 80;

/**
 * Joins the sections with blank lines into at most `limit` UTF-16 code units. Earlier sections get room first; each later one
 * keeps at least its frame, so that the reader learns what there would have been.
 */
export function fitted(sections: readonly Section[], limit: number): string {
  const frames = sections.map((section) => section.open.length + section.close.length + sentenceRoom);
  let room = limit - frames.reduce((sum, frame) => sum + frame, 0);
  const parts: string[] = [];
  for (const section of sections) {
    const items: string[] = [];
    for (const item of section.items) {
      const length = item.length + section.separator.length;
      if (length > room) break;
      room -= length;
      items.push(item);
    }
    parts.push(written(section, items));
  }
  return parts.join('\n\n');
}

function written(section: Section, items: readonly string[]): string {
  const left = section.items.length - items.length;
  const more = left === 0 ? '' : `\n\n${left} more ${section.noun}: see the report.`;
  return `${section.open}${items.join(section.separator)}${more}${section.close}`;
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
