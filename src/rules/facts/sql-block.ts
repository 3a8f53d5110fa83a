// SQL inside the help of a finding.

/** Statements as a fenced block. */
export function sqlBlock(...statements: readonly string[]): string {
  return fenced('sql', statements.join('\n'));
}

/** A fenced block; the fence is longer than any run of backticks in it. */
export function fenced(language: string, text: string): string {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}

/** Numbered steps, each with its statements: what has to commit before the next one starts. */
export function steps(...list: readonly (readonly [title: string, ...statements: string[]])[]): string {
  return list.map(([title, ...statements], i) => `${i + 1}. ${title}\n${sqlBlock(...statements)}`).join('\n');
}
