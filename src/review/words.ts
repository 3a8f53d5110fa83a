// The words in which findings, locks and runs are told to a reviewer.

import type { Claims, Finding, Severity, Work } from '../model/finding.ts';
import type { Report } from '../model/report.ts';
import type { LockMode } from '../model/schema.ts';
import type { StatementTrace } from '../model/trace.ts';
import { clip, code, plain } from './markdown.ts';

export const severityWords: Readonly<Record<Severity, string>> = { error: 'Error', warning: 'Warning', info: 'Note' };

/** How bad, for sorting: the worst first. */
export const severityRank: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/** "1 error", "2 errors". */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

/** "a", "a and b", "a, b and c". */
export function listed(items: readonly string[]): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

/** Upper case for the first letter. */
export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

// Manual, 13.3.1 "Table-Level Locks", table of conflicting lock modes.
const whoWaits: Readonly<Record<LockMode, string>> = {
  AccessShareLock: 'reads and writes go on; only what needs the table for itself waits',
  RowShareLock: 'reads and writes go on; only what needs the table for itself waits',
  RowExclusiveLock: 'reads and writes go on; plain index builds and schema changes wait',
  ShareUpdateExclusiveLock: 'reads and writes go on; schema changes, index builds and VACUUM wait',
  ShareLock: 'reads go on, writes wait',
  ShareRowExclusiveLock: 'reads go on, writes wait',
  ExclusiveLock: 'plain reads go on, writes and SELECT … FOR UPDATE wait',
  AccessExclusiveLock: 'reads and writes wait',
};

const howLong: Readonly<Record<Work, string>> = {
  rewrite: 'while the table is rewritten',
  scan: 'while the table is scanned',
  'index-build': 'while the index is built',
  none: 'until the transaction ends',
};

const workAlone: Readonly<Record<Exclude<Work, 'none'>, string>> = {
  rewrite: 'Rewrites',
  scan: 'Scans',
  'index-build': 'Builds an index on',
};

/** What a finding claims, as one Markdown sentence; empty when it claims nothing. */
export function claimSentence({ lock, work, relation }: Claims): string {
  const table = relation === null ? null : code(relation);
  if (lock !== null) {
    return `Takes \`${lock}\`${table === null ? '' : ` on ${table}`}: ${whoWaits[lock]} ${howLong[work]}.`;
  }
  return work === 'none' ? '' : `${workAlone[work]} ${table ?? 'the table'}.`;
}

/** How names are written as code: `code`, or `cellCode` inside a table. */
type Written = (name: string) => string;

/** What a server was seen doing for one statement, as Markdown phrases. */
export function tracedWork(trace: StatementTrace, written: Written): string[] {
  return [
    ...(trace.rewrites.length > 0 ? [`rewrote ${codes(trace.rewrites, written)}`] : []),
    ...(trace.scans.length > 0 ? [`scanned ${codes(trace.scans, written)}`] : []),
    ...(trace.indexBuilds.length > 0 ? [`built an index on ${codes(trace.indexBuilds, written)}`] : []),
    ...(trace.error === null
      ? []
      : [`failed: ${plain(clip(trace.error.message, 300))} (${plain(trace.error.sqlstate)})`]),
  ];
}

/** The locks of one statement for which somebody could wait, as Markdown: at most 6, then how many more. */
export function tracedLocks(trace: StatementTrace, written: Written): string[] {
  const live = trace.locks.filter(({ relation }) => trace.live.includes(relation));
  return shortened(live.map(({ mode, relation }) => `\`${mode}\` on ${written(clip(relation, 200))}`));
}

function codes(relations: readonly string[], written: Written): string {
  return listed(shortened(relations.map((relation) => written(clip(relation, 200)))));
}

function shortened(items: readonly string[]): string[] {
  return items.length <= 6 ? [...items] : [...items.slice(0, 5), `${items.length - 5} more`];
}

/** How a finding is known, with what the server did when it ran, as Markdown. */
export function evidenceOf(report: Report, finding: Finding): string {
  const trace = report.server === null ? undefined : traceOf(report, finding);
  const facts = trace === undefined ? [] : [...tracedLocks(trace, code), ...tracedWork(trace, code)];
  const seen = facts.length === 0 ? '' : `: ${facts.join('; ')}`;
  const server = report.server === null ? 'a server' : `PostgreSQL ${plain(report.server.version)}`;
  if (finding.evidence === 'measured') return `measured on ${server}${seen}`;
  return seen === '' ? 'read from the text' : `read from the text; ${server} ran it${seen}`;
}

/** The trace of the statement in which a finding stands. */
function traceOf(report: Report, { place }: Finding): StatementTrace | undefined {
  for (const { migration } of report.migrations) {
    for (const script of [migration.up, migration.down]) {
      if (script?.path !== place.path) continue;
      const statement = script.statements.findLast(
        ({ span: { start } }) => start.line < place.line || (start.line === place.line && start.column <= place.column),
      );
      const direction = script === migration.up ? 'up' : 'down';
      const traces = report.traces.find((trace) => trace.migration === migration.id && trace.direction === direction);
      const found = traces?.statements.find((trace) => trace.index === statement?.index);
      if (found !== undefined && statement !== undefined && place.line <= statement.span.end.line) return found;
    }
  }
  return undefined;
}
