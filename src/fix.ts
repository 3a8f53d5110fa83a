// Use case: `lint --fix`. Takes what findings offer, as far as reading the result again shows that they are gone and none is new.
import { type CheckInput, lintMigrations } from './check.ts';
import { fixesOf, isFixable } from './lint/fix.ts';
import type { Finding } from './model/finding.ts';
import type { TextFile } from './model/layout.ts';
import type { SourceFile } from './model/migration.ts';
import type { Report } from './model/report.ts';

export interface Fixed {
  /** Files with their new bytes. */
  readonly changed: readonly SourceFile[];
  /** Files that were not there. */
  readonly added: readonly SourceFile[];
  /** How many findings are gone by it. */
  readonly count: number;
  /** Findings that say how, but would have stayed, or brought out others. */
  readonly refused: readonly Finding[];
  /** On the files as they are now. */
  readonly report: Report;
}

/** The files as they are, and what is found in them. */
interface State {
  readonly input: CheckInput;
  readonly report: Report;
}

/** A fix may bring out another: a statement that was split still wants its lock_timeout. More rounds than this would be a loop. */
const mostRounds = 5;

/** Writes nothing. */
export async function fixMigrations(start: CheckInput): Promise<Fixed> {
  let state: State = { input: start, report: await lintMigrations(start) };
  let count = 0;
  let refused: readonly Finding[] = [];
  for (let round = 0; round < mostRounds; round++) {
    const offers = offersIn(state);
    const step = await bestStep(state, offers);
    refused = offers.filter((finding) => !step?.taken.includes(finding));
    if (step === undefined) break;
    state = step.next;
    count += step.taken.length;
  }
  const before = new Map(start.files.map((file) => [file.path, file]));
  const touched = state.input.files.filter((file) => before.get(file.path) !== file);
  return {
    changed: touched.filter(({ path }) => before.has(path)),
    added: touched.filter(({ path }) => !before.has(path)),
    count,
    refused,
    report: state.report,
  };
}

function offersIn({ input, report }: State): readonly Finding[] {
  const there = new Set(input.files.map(({ path }) => path));
  return report.findings.filter(
    (finding) => isFixable(finding) && !(finding.rewrite?.files ?? []).some(({ path }) => there.has(path)),
  );
}

/** What is taken, and what is there then. */
interface Step {
  readonly taken: readonly Finding[];
  readonly next: State;
}

/** Those of the offers that can be taken together: all, or by halves, so that a bad one does not stand in the way of the others. */
async function bestStep(state: State, offers: readonly Finding[]): Promise<Step | undefined> {
  const { taken } = fixesOf(offers, textsOf(state.report));
  if (taken.length === 0) return undefined;
  const next = await after(state, taken);
  if (isBetter(state, taken, next)) return { taken, next };
  if (taken.length === 1) return bestStep(state, without(offers, taken));
  const middle = taken.length >> 1;
  const first = await bestStep(state, taken.slice(0, middle));
  const second = await bestStep(state, taken.slice(middle));
  if (first === undefined || second === undefined) return first ?? second;
  const both = [...first.taken, ...second.taken];
  const together = await after(state, both);
  return isBetter(state, both, together) ? { taken: both, next: together } : first;
}

function without(all: readonly Finding[], some: readonly Finding[]): readonly Finding[] {
  return all.filter((finding) => !some.includes(finding));
}

/** Each is gone, and no rule speaks more often than before. */
function isBetter(state: State, taken: readonly Finding[], next: State): boolean {
  const [before, fixed] = [countsOf(state.report.findings), countsOf(taken)];
  return [...countsOf(next.report.findings)].every(
    ([rule, count]) => count <= (before.get(rule) ?? 0) - (fixed.get(rule) ?? 0),
  );
}

function countsOf(findings: readonly Finding[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { rule, suppressed } of findings) {
    if (suppressed === null) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  }
  return counts;
}

async function after({ input, report }: State, taken: readonly Finding[]): Promise<State> {
  const { changed, added } = fixesOf(taken, textsOf(report));
  const texts = new Map(changed.map(({ path, text }) => [path, text]));
  const files = input.files.map((file) => {
    const text = texts.get(file.path);
    return text === undefined ? file : { path: file.path, bytes: encoded(text, file.bytes) };
  });
  const next: CheckInput = {
    ...input,
    files: [...files, ...added.map(newFile)].sort((a, b) => (a.path < b.path ? -1 : 1)),
    ...(input.only === undefined ? {} : { only: [...input.only, ...added.map(({ path }) => path)] }),
  };
  return { input: next, report: await lintMigrations(next) };
}

function newFile({ path, text }: TextFile): SourceFile {
  return { path, bytes: new TextEncoder().encode(text) };
}

/** A byte-order mark stays. */
function encoded(text: string, before: Uint8Array): Uint8Array {
  const isMarked = before[0] === 0xef && before[1] === 0xbb && before[2] === 0xbf;
  return new TextEncoder().encode(isMarked ? `\ufeff${text}` : text);
}

/** The scripts of the new migrations, by path. */
function textsOf({ migrations }: Report): ReadonlyMap<string, string> {
  const scripts = migrations
    .filter((item) => item.new)
    .flatMap(({ migration: { up, down } }) => (down === undefined ? [up] : [up, down]));
  return new Map(scripts.map(({ path, text }) => [path, text]));
}
