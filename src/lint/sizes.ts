// Findings with what is known of production: how large the table is that they are about, and how much that matters.
import { type Size, sizeOf } from '../catalog/completed.ts';
import type { Catalog } from '../model/catalog.ts';
import type { Finding, Severity } from '../model/finding.ts';
import type { LocatedFinding } from './finding.ts';

/** Work on a table of this size is done in well under a second: whoever waits for it does not notice. */
const small = { rows: 10_000, bytes: 16 * 1024 * 1024 };

/** `catalog`: of the base, with production's statistics. */
export function withSizes(located: readonly LocatedFinding[], catalog: Catalog | undefined): readonly LocatedFinding[] {
  if (catalog === undefined) return located;
  return located.map((item) => {
    const { claims } = item.finding;
    const size = claims.relation === null || claims.lock === null ? undefined : sizeOf(catalog, claims.relation);
    return size === undefined ? item : { ...item, finding: sized(item.finding, size) };
  });
}

function sized(finding: Finding, size: Size): Finding {
  const { claims, severity, message } = finding;
  const said = `In production ${claims.relation} has ${sizeText(size)}`;
  if (claims.work === 'none' || !isSmall(size) || severity === 'info')
    return { ...finding, message: `${message} ${said}.` };
  return {
    ...finding,
    severity: 'info' satisfies Severity,
    message: `${message} ${said}: that is done in a moment, so this is only a note.`,
  };
}

function isSmall({ rows, bytes }: Size): boolean {
  return rows !== null && rows <= small.rows && bytes <= small.bytes;
}

/** `412 GB, 1.2 billion rows, 350 writes a second`. */
export function sizeText({ rows, bytes, writesPerSecond }: Size): string {
  const counted = rows === null ? [] : [rows === 1 ? '1 row' : `${numberText(rows)} rows`];
  const written = writesPerSecond < 1 ? [] : [`${numberText(Math.round(writesPerSecond))} writes a second`];
  return [bytesText(bytes), ...counted, ...written].join(', ');
}

const units = ['bytes', 'kB', 'MB', 'GB', 'TB', 'PB'] as const;

/** As pg_size_pretty() has it: 1 kB is 1,024 bytes. */
export function bytesText(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${value < 10 && unit > 0 ? value.toFixed(1).replace(/\.0$/, '') : Math.round(value)} ${units[unit]}`;
}

/** `40`, `35,000`, `1.2 million`, `1.2 billion`. */
export function numberText(value: number): string {
  const large = [
    [1e12, 'trillion'],
    [1e9, 'billion'],
    [1e6, 'million'],
  ] as const;
  // What would round up to 1,000 million is 1 billion.
  const found = large.find(([size]) => value >= size * 0.9995);
  if (found === undefined) return value.toLocaleString('en-US');
  const [size, word] = found;
  const scaled = value / size;
  return `${scaled < 10 ? scaled.toFixed(1).replace(/\.0$/, '') : Math.round(scaled).toLocaleString('en-US')} ${word}`;
}
