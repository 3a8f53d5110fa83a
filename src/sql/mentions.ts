// Which columns the text of an expression names.

/** True when the text holds the column as a word of its own, quoted or not; what stands in string literals does not count. */
export function mentions(text: string, column: string): boolean {
  return wordOf(column).test(text.replace(/'(?:[^']|'')*'/g, "''"));
}

/** The text after the column has got another name; string literals are left as they are. */
export function withRenamed(text: string, from: string, to: string): string {
  const name = /^[a-z_][a-z0-9_$]*$/.test(to) ? to : `"${to.replaceAll('"', '""')}"`;
  return text
    .split(/('(?:[^']|'')*')/)
    .map((part, i) => (i % 2 === 1 ? part : part.replace(wordOf(from), () => name)))
    .join('');
}

function wordOf(column: string): RegExp {
  const quoted = `"${escaped(column.replaceAll('"', '""'))}"`;
  // Its table may stand before it.
  const plain = /^[a-z_][a-z0-9_$]*$/.test(column) ? `|(?<![\\w$"])${escaped(column)}(?![\\w$"(.])` : '';
  return new RegExp(`${quoted}${plain}`, 'gi');
}

/** For a regular expression that means just this text. */
export function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
