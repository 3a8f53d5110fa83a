// "Did you mean …?": the known name that a misspelt one is closest to.

/**
 * The known name that is closest to `name`, whatever its case: within two edits (letters put in, left out or changed), else the shortest of those that begin
 * with it and a dash; undefined when there is none.
 */
export function nearestName(name: string, known: Iterable<string>): string | undefined {
  const wanted = name.toLowerCase();
  let nearest: string | undefined;
  let least = 3;
  let longer: string | undefined;
  for (const candidate of known) {
    const edits = Math.abs(candidate.length - wanted.length) <= 2 ? distance(wanted, candidate.toLowerCase()) : least;
    if (edits < least) [nearest, least] = [candidate, edits];
    const begins = wanted !== '' && candidate.startsWith(`${wanted}-`);
    if (begins && (longer === undefined || candidate.length < longer.length)) longer = candidate;
  }
  return nearest ?? longer;
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
