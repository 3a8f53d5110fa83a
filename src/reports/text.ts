// The report for a terminal: findings by file, then what ran, then the verdict.
import pc from 'picocolors';
import type { Finding, Severity } from '../model/finding.ts';
import type { Incomplete, Report } from '../model/report.ts';
import { oneLine } from '../one-line.ts';
import { printable, printableLine, wrapped } from './terminal.ts';

export interface TextOptions {
  readonly colors: boolean;
  /** Columns of the terminal; lines of prose are wrapped to it. */
  readonly width: number;
}

export function textReport(report: Report, options: TextOptions): string {
  const style = pc.createColors(options.colors);
  const open = report.findings.filter((finding) => finding.suppressed === null);
  const blocks = byFile(open).map(([path, findings]) =>
    [
      style.underline(printableLine(path)),
      ...findings.map((finding) => findingText(finding, style, options.width)),
    ].join('\n'),
  );
  const preface = report.preface.map((line) => wrapped(oneLine(line), options.width, '').trimStart());
  return `${[...preface, ...blocks, closing(report, open, style, options.width)].join('\n\n')}\n`;
}

type Style = ReturnType<typeof pc.createColors>;

function byFile(findings: readonly Finding[]): readonly (readonly [string, readonly Finding[]])[] {
  const files = new Map<string, Finding[]>();
  for (const finding of findings) files.set(finding.place.path, [...(files.get(finding.place.path) ?? []), finding]);
  return [...files];
}

function severityText(severity: Severity, style: Style): string {
  if (severity === 'error') return style.red('error');
  return severity === 'warning' ? style.yellow('warning') : style.cyan('info');
}

function findingText(finding: Finding, style: Style, width: number): string {
  const where = `${finding.place.line}:${finding.place.column}`;
  const measured = finding.evidence === 'measured' ? style.green(' measured') : '';
  const head = `  ${style.dim(where.padEnd(7))} ${severityText(finding.severity, style)}  ${style.bold(finding.rule)}${measured}`;
  const message = wrapped(oneLine(finding.message), width, '          ');
  const help = helpText(finding.help, width)
    .map((line) => style.dim(line))
    .join('\n');
  return [head, message, help].filter((part) => part !== '').join('\n');
}

/** Prose is wrapped; SQL in fences stays as it is, so that it can be copied. */
function helpText(help: string, width: number): readonly string[] {
  const indent = '            ';
  let fenced = false;
  return help
    .trim()
    .split(/\r?\n/)
    .flatMap((line) => {
      if (line.trimStart().startsWith('```')) {
        fenced = !fenced;
        return [];
      }
      return [fenced ? `${indent}  ${printable(line)}` : wrapped(line, width, indent)];
    });
}

function closing(report: Report, open: readonly Finding[], style: Style, width: number): string {
  const count = (severity: Severity): number => open.filter((finding) => finding.severity === severity).length;
  const fresh = report.migrations.filter((migration) => migration.new).length;
  const lines = [
    `${plural(fresh, 'new migration')}, ${plural(report.migrations.length - fresh, 'earlier one')}: ${plural(count('error'), 'error')}, ${plural(count('warning'), 'warning')}, ${count('info')} info`,
  ];
  if (report.server !== null) lines.push(ranText(report));
  const ignored = report.findings.length - open.length;
  if (ignored > 0) lines.push(`${plural(ignored, 'finding')} ignored by comments, each with its reason`);
  lines.push(...report.notes.map((note) => wrapped(`note: ${oneLine(note)}`, width, '').trimStart()));
  if (report.incomplete !== undefined)
    return [
      ...lines,
      ...incompleteText(report, report.incomplete, width),
      `verdict: ${style.bold(style.red('COULD NOT RUN'))}`,
    ].join('\n');
  const outcome = report.verdict.outcome;
  const verdict =
    outcome === 'block' ? style.red('BLOCK') : outcome === 'warn' ? style.yellow('WARN') : style.green('PASS');
  return [...lines, `verdict: ${style.bold(verdict)}`].join('\n');
}

/** Nothing where a finding says it already. */
function incompleteText({ findings }: Report, { message, path, line }: Incomplete, width: number): readonly string[] {
  if (findings.some((finding) => finding.message === message)) return [];
  const place = path === null ? '' : `${printableLine(path)}${line === null ? '' : `:${line}`}: `;
  return [wrapped(`nothing was proved: ${place}${oneLine(message)}`, width, '').trimStart()];
}

function ranText(report: Report): string {
  const ups = report.traces.filter((trace) => trace.direction === 'up');
  const statements = ups.reduce((sum, trace) => sum + trace.statements.length, 0);
  const trips = report.roundTrips.filter((trip) => trip.outcome !== 'no-down');
  const back = trips.filter((trip) => trip.outcome === 'restored').length;
  const parts = [`ran ${plural(statements, 'statement')} on PostgreSQL ${report.server?.version ?? ''}`];
  if (trips.length > 0) parts.push(`${back} of ${plural(trips.length, 'down script')} restored the schema`);
  if (report.withdrawn.length > 0)
    parts.push(`${plural(report.withdrawn.length, 'finding')} withdrawn, because the run showed otherwise`);
  return parts.join('; ');
}

export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
