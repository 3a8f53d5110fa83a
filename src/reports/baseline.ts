// What a baseline would record, or has recorded: as text and as JSON.
import pc from 'picocolors';
import type { Baseline } from '../apply/baseline.ts';
import type { Migration } from '../model/migration.ts';
import { oneLine } from '../one-line.ts';
import { conflictText } from './apply-text.ts';

export function baselineText(baseline: Baseline, { colors }: { readonly colors: boolean }): string {
  const style = pc.createColors(colors);
  if (baseline.kind === 'conflict') return conflictText(baseline.conflicts, style);
  const { historyTable, covered, pending, version, objects, total } = baseline;
  const title = ({ path }: Migration): string => `  ${oneLine(path)}`;
  const more = total > objects.length ? ` and ${total - objects.length} more` : '';
  return [
    total === 0 ? 'The target has no objects.' : `The target has ${oneLine(objects.join(', '))}${more}.`,
    `${baseline.kind === 'ready' ? 'Would count' : 'Count'} as applied up to version ${oneLine(version)} (${covered.length}), without running:`,
    ...covered.map(title),
    `${pending.length === 0 ? 'Nothing is' : `${pending.length} ${pending.length === 1 ? 'is' : 'are'}`} left for the next apply${pending.length === 0 ? '.' : ':'}`,
    ...pending.map(title),
    baseline.kind === 'ready'
      ? `Nothing was changed. Without --dry-run this is recorded in ${oneLine(historyTable)}.`
      : style.green(`Recorded in ${oneLine(historyTable)}.`),
    '',
  ].join('\n');
}

export function baselineJson(
  baseline: Baseline,
  tool: { readonly name: 'lockgate'; readonly version: string },
): string {
  const reference = ({ id, version, path }: Migration) => ({ id, version, path });
  const content =
    baseline.kind === 'conflict'
      ? { outcome: 'conflict', conflicts: baseline.conflicts }
      : {
          outcome: baseline.kind,
          historyTable: baseline.historyTable,
          version: baseline.version,
          covered: baseline.covered.map(reference),
          pending: baseline.pending.map(reference),
          conflicts: [],
        };
  return `${JSON.stringify({ schema: 1, tool, command: 'baseline', ...content }, null, 2)}\n`;
}
