// "Did you mean …?": the known name that a misspelt one is closest to.

/** A known name within two edits (letters put in, left out or changed) of `name`; undefined when there is none. */
export function nearestName(name: string, known: Iterable<string>): string | undefined {
  return [...known].find(
    (candidate) => Math.abs(candidate.length - name.length) <= 2 && distance(name, candidate) <= 2,
  );
}

/** Levenshtein's distance. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min((row[j] as number) + 1, (next[j - 1] as number) + 1, change));
    }
    row = next;
  }
  return row[b.length] as number;
}
