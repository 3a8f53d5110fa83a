// Versions between two migrations: where companions of a migration get their place.

/**
 * `count` versions behind `version`, as it is written: its last group of digits counted up, its zeros at the front kept. Undefined unless all of them are smaller
 * than the one of `taken` that follows, by `compare`.
 */
export function versionsBehind(
  version: string,
  taken: readonly string[],
  count: number,
  compare: (a: string, b: string) => number,
): readonly string[] | undefined {
  const parts = /^(.*?)([0-9]+)$/s.exec(version);
  if (parts === null) return undefined;
  const [, front = '', digits = ''] = parts;
  const versions = Array.from({ length: count }, (_, i) => {
    const number = String(BigInt(digits) + BigInt(i) + 1n);
    return front + number.padStart(digits.length, '0');
  });
  const last = versions.at(-1) ?? version;
  const rise = versions.every((one, i) => compare(versions[i - 1] ?? version, one) < 0);
  const isFree = taken.every((one) => compare(one, version) <= 0 || compare(last, one) < 0);
  return rise && isFree ? versions : undefined;
}

/** The text of a script: what it is for, then its statements. */
export function scriptText(purpose: string, statements: readonly string[]): string {
  return `-- ${purpose}\n${statements.map((statement) => `${statement};\n`).join('')}`;
}
