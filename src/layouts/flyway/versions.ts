// Flyway's version numbers: dot-separated integers of any size. Facts: MigrationVersion of Flyway 13.

/** `text` is what Flyway shows and records (`1.0`); `key` is the same for equal versions (`1`). */
export interface Version {
  readonly text: string;
  readonly key: string;
  readonly parts: readonly bigint[];
}

/**
 * Reads the version of a file name or of a history row; `_` stands for `.`. Leading zeros of a part and zero parts at the end
 * don't count: 1 = 01 = 1.0. Undefined for anything else than digits between single dots.
 */
export function parseVersion(written: string): Version | undefined {
  const text = written.replaceAll('_', '.');
  if (!/^[0-9]+(?:\.[0-9]+)*$/.test(text)) return undefined;
  const parts = text.split('.').map(BigInt);
  while (parts.length > 1 && parts.at(-1) === 0n) parts.pop();
  return { text, key: parts.join('.'), parts };
}

/** Compares part by part; a missing part is 0. */
export function compareVersions(a: Version, b: Version): number {
  for (let i = 0; i < Math.max(a.parts.length, b.parts.length); i++) {
    const [left, right] = [a.parts[i] ?? 0n, b.parts[i] ?? 0n];
    if (left !== right) return left < right ? -1 : 1;
  }
  return 0;
}

/** The same for versions as they are written; what is no version compares as equal. */
export function compareTexts(a: string, b: string): number {
  const [left, right] = [parseVersion(a), parseVersion(b)];
  return left === undefined || right === undefined ? 0 : compareVersions(left, right);
}
