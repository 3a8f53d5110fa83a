// What one run says: a report, or the reason why there is none, as this run's part of the summary.
import { createHash } from 'node:crypto';
import type { Finding, Reason, Severity, Withdrawn } from '../model/finding.ts';
import type { Report } from '../model/report.ts';
import type { FindingDetail, PartFinding, RunIdentity, RunPart, Section } from '../model/review.ts';
import { findingDetail, lastLine, placeText } from './comment.ts';
import { cellCode, clip, code, inline, plain, prose } from './markdown.ts';
import { folded } from './sections.ts';
import { roundTripSection, serverSection, tracedStatements } from './server-facts.ts';
import { count } from './words.ts';

/** A digest as short as the collision of two keys of one pull request allows. */
export function shortDigest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}

/** Why findings have no comment of their own; by the finding's key. */
export type WithoutComment = ReadonlyMap<string, FindingDetail['group']>;

/** `standing` are the findings that are not suppressed, worst first. */
export function partOf(
  report: Report,
  standing: readonly Finding[],
  withoutComment: WithoutComment,
  run: RunIdentity,
): RunPart {
  const [first] = report.verdict.outcome === 'pass' ? [] : report.verdict.reasons;
  const others = report.verdict.reasons.length - 1;
  const more = others > 0 ? ` And ${count(others, 'more reason')} below.` : '';
  return {
    ...memberOf(run, report.server?.version),
    outcome: report.incomplete === undefined ? report.verdict.outcome : 'failed',
    preface: prefaceOf(report),
    reason: incompleteWords(report) ?? (first === undefined ? '' : `${reasonLine(first, standing)}${more}`),
    ran: report.incomplete === undefined ? whatRan(report) : whatWasRead(report),
    ...findingsOf(report, standing, withoutComment),
    sections: [
      ...serverSection(report),
      ...roundTripSection(report),
      ...withdrawnSection(report.withdrawn),
      ...ignoredSection(report.findings),
      ...noteSection(report.notes),
    ],
    footer: `Lockgate ${plain(report.tool.version)} · layout ${plain(report.layout)}`,
  };
}

function incompleteWords({ incomplete }: Report): string | undefined {
  if (incomplete === undefined) return undefined;
  const { message, help, path, line } = incomplete;
  const words = [reasonLine({ message, path, line }, []), help === null ? '' : prose(clip(help, 4000))];
  return words.filter((text) => text !== '').join('\n\n');
}

function whatWasRead(report: Report): string {
  const fresh = report.migrations.filter((reported) => reported.new).length;
  return `${count(fresh, 'new migration')} read; nothing was proved. This is what reading found:`;
}

/** Why a run could not do its work. */
export interface Failed {
  readonly message: string;
  readonly help?: string;
  /** The server, when it had answered. */
  readonly server?: string;
  readonly toolVersion: string;
}

/** A run that failed: its reason, and what reading alone found, when that is known. */
export function failedPart(failed: Failed, run: RunIdentity, lint: Report | undefined): RunPart {
  const standing = lint?.findings.filter(({ suppressed }) => suppressed === null) ?? [];
  const all: WithoutComment = new Map(standing.map(({ key }) => [key, 'all']));
  const reason = [failed.message, failed.help ?? '']
    .filter((text) => text !== '')
    .map((text) => prose(clip(text, 4000)));
  return {
    ...memberOf(run, failed.server),
    outcome: 'failed',
    preface: lint === undefined ? [] : prefaceOf(lint),
    reason: reason.join('\n\n'),
    ran: lint === undefined ? 'Nothing was reviewed.' : whatWasRead(lint),
    ...(lint === undefined
      ? { findings: [], keys: [], counts: { error: 0, warning: 0, info: 0 } }
      : findingsOf(lint, standing, all)),
    sections: lint === undefined ? [] : [...ignoredSection(lint.findings), ...noteSection(lint.notes)],
    footer: `Lockgate ${plain(failed.toolVersion)}`,
  };
}

type Member = RunIdentity & Pick<RunPart, 'id' | 'label' | 'serverKnown'>;

/** The server's major version tells the jobs of a matrix apart: their environment is the same otherwise. */
function memberOf(run: RunIdentity, version: string | undefined): Member {
  const major = version === undefined ? '' : (/^\d+/.exec(version)?.[0] ?? version);
  const label =
    version !== undefined ? `PostgreSQL ${plain(clip(version, 40))}` : run.command === 'lint' ? 'lint' : 'no server';
  const serverKnown = version !== undefined || run.command === 'lint';
  return { ...run, id: shortDigest(JSON.stringify([run.job, run.command, major])), label, serverKnown };
}

/** What a reader must know before the verdict. */
function prefaceOf(report: Report): string[] {
  return report.preface.map((line) => `> **${plain(clip(line, 1200))}**`);
}

function findingsOf(
  report: Report,
  standing: readonly Finding[],
  withoutComment: WithoutComment,
): Pick<RunPart, 'findings' | 'counts' | 'keys'> {
  const findings = standing.map((finding): PartFinding => {
    const { severity, rule, evidence } = finding;
    const group = withoutComment.get(finding.key);
    return {
      key: shortDigest(finding.key),
      severity,
      rule: cellCode(rule),
      where: cellCode(placeText(finding)),
      effect: effect(finding),
      evidence,
      ...(group === undefined
        ? {}
        : { detail: { group, text: findingDetail(report, finding), ...lastLine(report, finding) } }),
    };
  });
  const number = (severity: Severity) => findings.filter((finding) => finding.severity === severity).length;
  const counts = { error: number('error'), warning: number('warning'), info: number('info') };
  return { findings, counts, keys: [...new Set(findings.map(({ key }) => key))] };
}

/** What is claimed, short enough for a cell: "`AccessExclusiveLock`, rewrite of `public.orders`". */
function effect({ claims: { lock, work, relation }, category }: Finding): string {
  const table = relation === null ? null : cellCode(clip(relation, 200));
  const parts = [...(lock === null ? [] : [`\`${lock}\``]), ...(work === 'none' ? [] : [work.replace('-', ' ')])];
  if (parts.length === 0) return category.replace('-', ' ');
  return `${parts.join(', ')}${table === null ? '' : ` on ${table}`}`;
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
  if (fresh === 0) return 'No new migrations.';
  if (report.server === null) return `${migrations} read; nothing was run on a server.`;
  const statements = count(tracedStatements(report), 'statement');
  return `${migrations} ran on PostgreSQL ${plain(report.server.version)}, watched statement by statement (${statements}).`;
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
