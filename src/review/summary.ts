// The summary of a report as one Markdown text: first what to act on, then everything else, folded.
import type { Finding, Reason, Severity, Withdrawn } from '../model/finding.ts';
import type { Report } from '../model/report.ts';
import { findingDetail, placeText } from './comment.ts';
import { cellCode, clip, code, inline, plain } from './markdown.ts';
import { fitted, folded, type Section } from './sections.ts';
import { roundTripSection, serverSection, tracedStatements } from './server-facts.ts';
import { count, listed, severityRank, severityWords } from './words.ts';

/** GitHub refuses a comment of more than 65,536 characters; the rest is room for what a host adds. */
export const summaryLimit = 60_000;

/** Which findings have no comment of their own, and so are told in full in the summary. */
export interface WithoutComment {
  /** Null when there is no diff to compare with: then `findings` are all that stand. */
  readonly reason: 'not in the diff' | 'too many' | null;
  readonly findings: readonly Finding[];
}

/** `standing` are the findings that are not suppressed, worst first. */
export function summaryOf(
  report: Report,
  standing: readonly Finding[],
  withoutComment: readonly WithoutComment[],
): string {
  const sections = [
    ...prefaceSection(report.preface),
    headline(report, standing),
    ...findingTable(standing),
    ...withoutComment.flatMap((group) => detailSection(report, group)),
    ...serverSection(report),
    ...roundTripSection(report),
    ...withdrawnSection(report.withdrawn),
    ...ignoredSection(report.findings),
    ...noteSection(report.notes),
    text(`<sub>Lockgate ${plain(report.tool.version)} · layout ${plain(report.layout)}</sub>`),
  ];
  return fitted(sections, summaryLimit);
}

function text(open: string): Section {
  return { open, items: [], separator: '', close: '', noun: '' };
}

/** Above the headline, which alone would be taken for the whole. */
function prefaceSection(preface: readonly string[]): Section[] {
  return preface.map((line) => text(`> **${plain(clip(line, 1200))}**`));
}

function headline(report: Report, standing: readonly Finding[]): Section {
  const totals = (['error', 'warning', 'info'] as const).flatMap((severity) => {
    const number = standing.filter((finding) => finding.severity === severity).length;
    return number === 0 ? [] : [count(number, severity === 'info' ? 'note' : severity)];
  });
  const { outcome, reasons } = report.verdict;
  const words =
    report.incomplete !== undefined
      ? 'Lockgate could not run'
      : outcome === 'block'
        ? 'Lockgate: blocked'
        : outcome === 'warn'
          ? 'Lockgate: passed, look at this'
          : 'Lockgate: passed';
  const title = `### ${words}${totals.length === 0 ? '' : ` (${listed(totals)})`}`;
  const [first] = outcome === 'pass' ? [] : reasons;
  const more = reasons.length > 1 ? ` And ${count(reasons.length - 1, 'more reason')} below.` : '';
  const why = first === undefined ? [] : [`${reasonLine(first, standing)}${more}`];
  return text([title, ...why, whatRan(report)].join('\n\n'));
}

/** "`rule` at `path:line`: message", as far as the reason has them. */
function reasonLine({ message, path, line }: Reason, standing: readonly Finding[]): string {
  const rule = standing.find((finding) => message.startsWith(`${finding.rule}: `))?.rule;
  const rest = rule === undefined ? message : message.slice(rule.length + 2);
  const place = path === null ? undefined : clip(line === null ? path : `${path}:${line}`, 200);
  const named = [rule, place].flatMap((name) => (name === undefined ? [] : [code(name)])).join(' at ');
  return `${named === '' ? '' : `${named}: `}${inline(clip(rest, 600))}`;
}

function whatRan(report: Report): string {
  const fresh = report.migrations.filter((reported) => reported.new).length;
  const migrations = count(fresh, 'new migration');
  if (report.incomplete !== undefined) return `${migrations} read; nothing was proved.`;
  if (fresh === 0) return 'No new migrations.';
  if (report.server === null) return `${migrations} read; nothing was run on a server.`;
  const statements = count(tracedStatements(report), 'statement');
  return `${migrations} ran on PostgreSQL ${plain(report.server.version)}, watched statement by statement (${statements}).`;
}

function findingTable(standing: readonly Finding[]): Section[] {
  if (standing.length === 0) return [];
  const rows = standing.map((finding) => {
    const { severity, rule, evidence } = finding;
    return `| ${severityWords[severity]} | ${cellCode(rule)} | ${cellCode(placeText(finding))} | ${effect(finding)} | ${evidence} |`;
  });
  const open = '| | Rule | Where | Effect | Evidence |\n|:--|:--|:--|:--|:--|\n';
  return [{ open, items: rows, separator: '\n', close: '', noun: 'findings' }];
}

/** What is claimed, short enough for a cell: "`AccessExclusiveLock`, rewrite of `public.orders`". */
function effect({ claims: { lock, work, relation }, category }: Finding): string {
  const table = relation === null ? null : cellCode(clip(relation, 200));
  const parts = [...(lock === null ? [] : [`\`${lock}\``]), ...(work === 'none' ? [] : [work.replace('-', ' ')])];
  if (parts.length === 0) return category.replace('-', ' ');
  return `${parts.join(', ')}${table === null ? '' : ` on ${table}`}`;
}

const detailTitles = {
  'not in the diff': (number: number) => `${count(number, 'finding')} outside of this pull request's diff`,
  'too many': (number: number) => `${count(number, 'more finding')}, not commented one by one`,
} as const;

function detailSection(report: Report, { reason, findings }: WithoutComment): Section[] {
  if (findings.length === 0) return [];
  const title = reason === null ? 'The findings in full' : detailTitles[reason](findings.length);
  const items = findings.map((finding) => findingDetail(report, finding));
  return [folded(title, items, 'findings', '\n\n---\n\n')];
}

function withdrawnSection(withdrawn: readonly Withdrawn[]): Section[] {
  if (withdrawn.length === 0) return [];
  const were = withdrawn.length === 1 ? 'was' : 'were';
  const items = withdrawn.map(
    ({ finding, reason }) => `- ${code(finding.rule)} at ${code(placeText(finding))}: ${inline(clip(reason, 600))}`,
  );
  return [
    folded(`${count(withdrawn.length, 'finding')} ${were} withdrawn: the run showed otherwise`, items, 'findings'),
  ];
}

function ignoredSection(findings: readonly Finding[]): Section[] {
  const ignored = findings.filter(({ suppressed }) => suppressed !== null);
  if (ignored.length === 0) return [];
  const items = ignored.map(
    (finding) =>
      `- ${code(finding.rule)} at ${code(placeText(finding))}: ${plain(clip(finding.suppressed as string, 300))}`,
  );
  return [folded(`${count(ignored.length, 'finding')} ignored by a comment in the SQL`, items, 'findings')];
}

function noteSection(notes: readonly string[]): Section[] {
  if (notes.length === 0) return [];
  return [
    folded(
      count(notes.length, 'note'),
      notes.map((note) => `- ${inline(clip(note, 600))}`),
      'notes',
    ),
  ];
}

/** Worst first, then by place. */
export function bySeverity(a: Finding, b: Finding): number {
  const rank: Readonly<Record<Severity, number>> = severityRank;
  return (
    rank[a.severity] - rank[b.severity] ||
    (a.place.path < b.place.path ? -1 : a.place.path > b.place.path ? 1 : a.place.line - b.place.line)
  );
}
