// Times as PostgreSQL's settings write them.

const units: Readonly<Record<string, number>> = {
  '': 1,
  us: 0.001,
  ms: 1,
  s: 1000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** A time setting as PostgreSQL reads it (manual, 19.1.1): a number of milliseconds, or with a unit. Null when unreadable. */
export function milliseconds(value: string): number | null {
  const parts = /^(-?[0-9.]+)\s*([a-z]*)$/.exec(value.trim());
  const factor = parts === null ? undefined : units[parts[2] ?? ''];
  if (parts === null || factor === undefined) return null;
  return Math.round(Number(parts[1]) * factor);
}
