// The figures as Markdown.
import { basename, dirname, resolve } from 'node:path';
import type { Result } from './measuring.ts';

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, i) => (i === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n');
}

/** One row per contender; the ratio is to the first one. */
export function raceTable(results: readonly Result[]): string {
  const first = results[0]?.seconds ?? Number.NaN;
  const rows = results.map(({ name, seconds, peakKb }) => [
    name,
    seconds.toFixed(2),
    (seconds / first).toFixed(2),
    megabytes(peakKb),
  ]);
  return table(['', 'seconds (median)', 'ratio', 'peak MB'], rows);
}

export function megabytes(kb: number | undefined): string {
  return kb === undefined ? '–' : (kb / 1024).toFixed(0);
}

/** The last two names of a path: enough to know it, nothing about the machine. */
export function shortName(directory: string): string {
  const path = resolve(directory);
  return `${basename(dirname(path))}/${basename(path)}`;
}
