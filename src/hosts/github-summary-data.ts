// The runs that a summary comment stands for, as hidden data of the comment, within a bound.
import * as v from 'valibot';
import type { PartFinding, RunPart, Section, SummaryState } from '../model/review.ts';
import { packed, readData, writeData } from './github-marks.ts';

/** Characters of all parts together; the readable text gets the rest of the comment. */
const maximumData = 20_000;

/** More runs than this share no summary; the oldest ones are left out. */
export const maximumParts = 12;

/** Keys that one part keeps; a run with more findings holds all comments. */
const maximumKeys = 1500;

const text = v.string();
const number = v.pipe(v.number(), v.minValue(0));
const commit = v.pipe(text, v.regex(/^(?:[0-9a-f]{40,64})?$/));
const severity = v.picklist(['error', 'warning', 'info']);
const section = v.object({
  open: text,
  items: v.array(text),
  separator: text,
  close: text,
  noun: text,
  omitted: v.optional(number),
});
const finding = v.object({
  key: text,
  severity,
  rule: text,
  where: text,
  effect: text,
  evidence: v.picklist(['read', 'measured']),
  detail: v.optional(
    v.object({ group: v.picklist(['not-in-diff', 'too-many', 'refused', 'all']), text, evidence: text, hint: text }),
  ),
});
const part = v.object({
  id: text,
  label: text,
  serverKnown: v.boolean(),
  job: text,
  command: v.picklist(['check', 'lint']),
  commit,
  run: number,
  attempt: number,
  outcome: v.picklist(['pass', 'warn', 'block', 'failed']),
  preface: v.array(text),
  reason: text,
  ran: text,
  findings: v.array(finding),
  counts: v.object({ error: number, warning: number, info: number }),
  keys: v.array(text),
  sections: v.array(section),
  footer: text,
});
const frame = v.object({ step: text, commits: v.array(commit), retired: v.array(text) });

/** What a summary comment holds: the state, and the step that wrote it. */
export interface SummaryData {
  readonly step: string;
  readonly state: SummaryState;
}

/** The data of a summary comment; undefined when it has none that can be read. Parts that can't be read are left out. */
export function readSummaryData(body: string): SummaryData | undefined {
  const [first, ...others] = readData(body);
  const known = v.safeParse(frame, first);
  if (!known.success) return undefined;
  const { step, commits, retired } = known.output;
  const parts = others.flatMap((value): RunPart[] => {
    const parsed = v.safeParse(part, value);
    return parsed.success ? [parsed.output as RunPart] : [];
  });
  return { step, state: { commits, retired, parts } };
}

/** The last line of a summary comment, and the state that it can hold: every run renders the same text from it. */
export function writeSummaryData({ step, state }: SummaryData): {
  readonly line: string;
  readonly state: SummaryState;
} {
  const share = Math.floor(maximumData / Math.max(1, state.parts.length));
  const kept = state.parts.map((one) => withinBound(one, share));
  const { commits, retired } = state;
  return {
    line: writeData([packed({ step, commits, retired }), ...kept.map(({ value }) => value)]),
    state: { commits, retired, parts: kept.map(({ part }) => part) },
  };
}

/** How much of a part is kept: items per section, findings told in full, findings. The first that fits is taken. */
const measures = [
  { items: 1000, details: 1000, findings: 1000, text: 8000 },
  { items: 40, details: 100, findings: 1000, text: 8000 },
  { items: 10, details: 25, findings: 600, text: 8000 },
  { items: 0, details: 5, findings: 300, text: 4000 },
  { items: 0, details: 0, findings: 100, text: 1000 },
  { items: 0, details: 0, findings: 20, text: 400 },
  { items: 0, details: 0, findings: 0, text: 200 },
] as const;

function withinBound(whole: RunPart, bound: number): { readonly part: RunPart; readonly value: string } {
  for (const measure of measures) {
    const kept = cut(whole, measure);
    // In the order of the schema, as it is when it has been read: otherwise two runs would edit each other's order.
    const value = packed(v.parse(part, kept));
    if (value.length <= bound || measure === measures.at(-1)) return { part: kept, value };
  }
  throw new Error('unreachable');
}

function cut(whole: RunPart, { items, details, findings, text }: (typeof measures)[number]): RunPart {
  return {
    ...whole,
    reason:
      whole.reason.length <= text ? whole.reason : `${whole.reason.slice(0, text).replace(/[\ud800-\udbff]$/, '')}…`,
    findings: whole.findings.slice(0, findings).map((one, i) => (i < details ? one : withoutDetail(one))),
    keys: whole.keys.length <= maximumKeys ? whole.keys : ['*'],
    sections: whole.sections.map((one) => cutSection(one, items)),
  };
}

function withoutDetail(finding: PartFinding): PartFinding {
  const { detail } = finding;
  return detail === undefined ? finding : { ...finding, detail: { ...detail, text: '', evidence: '', hint: '' } };
}

function cutSection(section: Section, items: number): Section {
  if (section.items.length <= items) return section;
  const omitted = (section.omitted ?? 0) + section.items.length - items;
  return { ...section, items: section.items.slice(0, items), omitted };
}
