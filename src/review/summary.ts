// The summary as one Markdown text: of one run, or of the set of runs that review one commit on several servers.
import type { Finding, Severity } from '../model/finding.ts';
import type { FindingDetail, PartFinding, RunPart, SummaryState } from '../model/review.ts';
import { footer } from './comment.ts';
import { cellCode } from './markdown.ts';
import { fitted, folded, type Limit, type Section } from './sections.ts';
import { count, listed, severityRank, severityWords } from './words.ts';

/** `state.parts` are the runs of the newest commit of `state.commits`, and those that have reviewed older ones only. */
export function summaryOf(state: SummaryState, limit: Limit): string {
  const commit = state.commits.at(-1) ?? '';
  const current = state.parts.filter((part) => part.commit === commit);
  const late = state.parts.filter((part) => part.commit !== commit);
  const parts = [...current, ...late].sort(byLabel);
  const labels = labelsOf(parts);
  const body = [
    ...findingTable(parts, labels, commit),
    ...detailSections(current),
    ...parts.flatMap((part, i) => foldedSections(part, commit, parts.length > 1 ? labels[i] : undefined)),
  ];
  const about = [
    ...new Set(parts.flatMap((part) => part.footer.split(' · '))),
    ...(commit === '' ? [] : [`commit ${short(commit)}`]),
  ];
  const preface = [...new Set(current.flatMap((part) => part.preface))].map(text);
  return fitted([...preface, headline(state, current, late), ...body, text(`<sub>${about.join(' · ')}</sub>`)], limit);
}

/** Of one run alone, without the name of the commit: for the job's own page and the terminal. */
export function ownSummary(part: RunPart, limit: Limit): string {
  return summaryOf({ commits: [''], parts: [{ ...part, commit: '' }], retired: [] }, limit);
}

function text(open: string): Section {
  return { open, items: [], separator: '', close: '', noun: '' };
}

/** Not as code: GitHub makes a link of a bare commit. */
function short(commit: string): string {
  return commit.slice(0, 7);
}

const worstFirst = ['block', 'failed', 'warn', 'pass'] as const satisfies readonly RunPart['outcome'][];

const outcomeWords: Readonly<Record<RunPart['outcome'], string>> = {
  block: 'blocked',
  failed: 'could not run',
  warn: 'passed, look at this',
  pass: 'passed',
};

function headline(state: SummaryState, current: readonly RunPart[], late: readonly RunPart[]): Section {
  const commit = state.commits.at(-1) ?? '';
  const worst = worstFirst.find((outcome) => current.some((part) => part.outcome === outcome)) ?? 'failed';
  const on = commit === '' ? '' : ` on ${short(commit)}`;
  // A member of the set that has not seen this commit could still block it.
  const unfinished = late.length > 0 && worst !== 'block' && worst !== 'failed';
  const words = unfinished ? 'not finished' : outcomeWords[worst];
  const title = `### Lockgate: ${words}${worst === 'failed' ? '' : totals(current)}${on}`;
  const [only] = current;
  if (only !== undefined && current.length === 1 && late.length === 0) {
    return text([title, only.reason, only.ran].filter((line) => line !== '').join('\n\n'));
  }
  const parts = [...current, ...late].sort(byLabel);
  const labels = labelsOf(parts);
  const lines = parts.flatMap((part, i) => (part.commit === commit ? [partLine(part, labels[i] as string)] : []));
  return text(
    [title, ...waiting(late, commit), overview(parts, labels, commit), ...lines]
      .filter((line) => line !== '')
      .join('\n\n'),
  );
}

function totals(parts: readonly RunPart[]): string {
  const findings = unique(parts.flatMap((part) => part.findings));
  const words = (['error', 'warning', 'info'] as const).flatMap((severity) => {
    const shown = findings.filter((finding) => finding.severity === severity).length;
    const number = Math.max(shown, ...parts.map(({ counts }) => counts[severity]));
    return number === 0 ? [] : [count(number, severity === 'info' ? 'note' : severity)];
  });
  return words.length === 0 ? '' : ` (${listed(words)})`;
}

function waiting(late: readonly RunPart[], commit: string): string[] {
  if (late.length === 0) return [];
  const labels = [...new Set(late.map(({ label }) => label))];
  const have = labels.length === 1 ? 'has' : 'have';
  const results = labels.length === 1 ? 'that column are' : 'those columns are';
  return [`${listed(labels)} ${have} not reviewed ${short(commit)}: the results in ${results} of an older commit.`];
}

/** A column per server. */
function overview(parts: readonly RunPart[], labels: readonly string[], commit: string): string {
  const cells = (name: string, cell: (part: RunPart) => string) => `| ${name} | ${parts.map(cell).join(' | ')} |`;
  return [
    `| | ${labels.join(' | ')} |`,
    `|:--|${':--|'.repeat(parts.length)}`,
    cells('Result', (part) =>
      part.commit === commit ? outcomeWords[part.outcome] : `was: ${outcomeWords[part.outcome]}`,
    ),
    cells('Commit', (part) => `${short(part.commit)}${part.commit === commit ? '' : ' (older)'}`),
    cells('Findings', (part) => totals([part]).slice(2, -1) || (part.outcome === 'failed' ? '?' : 'none')),
  ].join('\n');
}

/** What a run says of the newest commit. */
function partLine(part: RunPart, label: string): string {
  return [part.reason === '' ? '' : `**${label}**: ${part.reason}`, part.ran]
    .filter((line) => line !== '')
    .join('\n\n');
}

/** What a run did on an older commit is in that commit's job. */
function foldedSections(part: RunPart, commit: string, label: string | undefined): readonly Section[] {
  if (part.commit !== commit || part.sections.length === 0) return [];
  return label === undefined ? part.sections : [text(`**${label}**`), ...part.sections];
}

/** Findings of several servers stand once, with a column for each server. */
function findingTable(parts: readonly RunPart[], labels: readonly string[], commit: string): Section[] {
  const rows = unique(parts.flatMap((part) => part.findings));
  const omitted = Math.max(0, ...parts.map(dropped));
  if (rows.length + omitted === 0) return [];
  const several = parts.length > 1;
  const columns = several ? labels : ['Evidence'];
  const items = rows.map((row) => {
    const cells = parts.map((part) => (several ? cellOf(part, row, commit) : row.evidence));
    return `| ${severityWords[row.severity]} | ${row.rule} | ${row.where} | ${row.effect} | ${cells.join(' | ')} |`;
  });
  const open = `| | Rule | Where | Effect | ${columns.join(' | ')} |\n|:--|:--|:--|:--|${':--|'.repeat(columns.length)}\n`;
  return [{ open, items, separator: '\n', close: '', noun: 'findings', omitted }];
}

/** How many findings of a part there was no room to keep. */
function dropped({ counts, findings }: RunPart): number {
  return counts.error + counts.warning + counts.info - findings.length;
}

function cellOf(part: RunPart, row: PartFinding, commit: string): string {
  const found = part.findings.find(({ key }) => key === row.key);
  if (found === undefined) return part.outcome === 'failed' || dropped(part) > 0 ? '?' : '–';
  const otherwise = found.effect === row.effect ? '' : `: ${found.effect}`;
  return `${part.commit === commit ? '' : 'was '}${found.evidence}${otherwise}`;
}

const groups: readonly FindingDetail['group'][] = ['refused', 'not-in-diff', 'too-many', 'all'];

const detailTitles: Readonly<Record<FindingDetail['group'], (number: number) => string>> = {
  refused: (number) => `GitHub refused comments on their lines: ${number}`,
  'not-in-diff': (number) => `${count(number, 'finding')} outside of this pull request's diff`,
  'too-many': (number) => `${count(number, 'more finding')}, not commented one by one`,
  all: () => 'The findings in full',
};

function detailSections(parts: readonly RunPart[]): Section[] {
  const findings = parts.flatMap((part) => part.findings);
  const rows = unique(findings.filter(({ detail }) => detail !== undefined));
  return groups.flatMap((group) => {
    const members = rows.filter(({ detail }) => detail?.group === group);
    if (members.length === 0) return [];
    const kept = members.filter(({ detail }) => detail?.text !== '');
    const items = kept.map(({ key, detail }) => {
      const { text, hint } = detail as FindingDetail;
      const same = findings.filter((other) => other.key === key);
      return `${text}\n\n${footer(
        same.flatMap((other) => other.detail?.evidence ?? []),
        hint,
      )}`;
    });
    const section = folded(detailTitles[group](members.length), items, 'findings', '\n\n---\n\n');
    return [{ ...section, omitted: members.length - kept.length }];
  });
}

/** One row for each key, the worst of its kind, worst first; rows of one part keep their order. */
function unique(findings: readonly PartFinding[]): PartFinding[] {
  const byKey = new Map<string, PartFinding>();
  for (const finding of findings) {
    const known = byKey.get(finding.key);
    if (known === undefined || severityRank[finding.severity] < severityRank[known.severity])
      byKey.set(finding.key, finding);
  }
  return [...byKey.values()].sort((a, b) => severityRank[a.severity] - severityRank[b.severity]);
}

function byLabel(a: RunPart, b: RunPart): number {
  return a.label.localeCompare(b.label, 'en', { numeric: true }) || (a.id < b.id ? -1 : 1);
}

/** Two runs on the same server need the name of their job as well. */
function labelsOf(parts: readonly RunPart[]): string[] {
  return parts.map((part) =>
    parts.filter(({ label }) => label === part.label).length === 1
      ? part.label
      : `${part.label} (${cellCode(part.job)})`,
  );
}

/** Worst first, then by place. */
export function bySeverity(a: Finding, b: Finding): number {
  const rank: Readonly<Record<Severity, number>> = severityRank;
  return (
    rank[a.severity] - rank[b.severity] ||
    (a.place.path < b.place.path ? -1 : a.place.path > b.place.path ? 1 : a.place.line - b.place.line)
  );
}
