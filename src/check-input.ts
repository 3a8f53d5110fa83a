// What a lint or check is about: files, where they come from, and what was read of them.
import type { Snapshot } from './catalog/snapshot.ts';
import type { Config } from './config.ts';
import { historyPlace } from './history-place.ts';
import { carriedProblems } from './layouts/carried-problems.ts';
import { type Comparison, compareWithBase } from './lint/base.ts';
import { layoutFindings, linkFindings } from './lint/files.ts';
import type { LocatedFinding } from './lint/finding.ts';
import type { HistoryPlace, Layout, LayoutReading } from './model/layout.ts';
import type { Migration, SourceFile } from './model/migration.ts';

/** A set of migrations to look at. Paths are relative to the repository, `root` is the migrations directory among them. */
export interface CheckInput {
  readonly layout: Layout;
  /** Directory on disk that paths are relative to: the repository's root. */
  readonly top: string;
  readonly root: string;
  readonly files: readonly SourceFile[];
  /** Files beside the migrations directory that its tool reads too, the nearest first; see `Layout.neighbours`. */
  readonly neighbours?: readonly SourceFile[];
  /** Symbolic links among them that the base does not have. */
  readonly links?: readonly string[];
  /** The same directory at the revision the pull request starts from; absent when all migrations are to be judged. */
  readonly baseFiles?: readonly SourceFile[];
  /** The neighbours as that revision has them. */
  readonly baseNeighbours?: readonly SourceFile[];
  /** Paths of the files whose migrations are to be judged; those before them are the baseline, those behind are left out. */
  readonly only?: readonly string[];
  /** How much of what lockgate.yml may speak of `files` are: all of it, or one directory; absent = less than that. */
  readonly extent?: 'project' | 'directory';
  /** What production has, for what no migration made, and how much of it. */
  readonly production?: Snapshot;
  /** Scripts that run on the scratch server before the migrations. */
  readonly setup?: readonly SourceFile[];
  /** What a reader should know about how the files were found. */
  readonly notes?: readonly string[];
  /** What a reader must know before the verdict; see `Report.preface`. */
  readonly preface?: readonly string[];
  readonly config: Config;
  readonly toolVersion: string;
  /** The day that decides which ignores still hold, as `2026-11-21`. */
  readonly today: string;
}

/** A whole directory without a base: its past counts as new, too. */
export function isAllNew({ baseFiles, only, extent }: CheckInput): boolean {
  return baseFiles === undefined && only === undefined && extent !== undefined;
}

/** The migrations, and what is to be said of their files. */
export interface Read {
  readonly reading: LayoutReading;
  readonly compared: Comparison;
  readonly place: HistoryPlace;
  /** About files and the base; no rule of SQL. */
  readonly findings: readonly LocatedFinding[];
}

/** Reads the directory as its layout does, and compares it with the base. */
export function readMigrations(input: CheckInput): Read {
  const reading = input.layout.read(input.files, input.root, input.neighbours);
  const base =
    input.baseFiles === undefined ? undefined : input.layout.read(input.baseFiles, input.root, input.baseNeighbours);
  const compared = base === undefined ? selected(reading, input.only) : compareWithBase(base, reading, input.layout);
  // A file that was misnamed in the base already is not this change's doing.
  const old = new Set((base?.problems ?? []).map((problem) => `${problem.rule} ${problem.place.path}`));
  const { only } = input;
  const asked = (path: string): boolean => only === undefined || only.includes(path);
  const problems = reading.problems.filter(
    (problem) =>
      // What the tool does besides, it does to the base's files too: nothing of the run would be as it is in a deployment.
      problem.rule === 'unsupported-feature' ||
      (asked(problem.place.path) && !old.has(`${problem.rule} ${problem.place.path}`)) ||
      // With such a setting nothing new can be judged, however old it is.
      (problem.rule === 'unsupported-setting' && compared.pending.length > 0),
  );
  return {
    reading,
    compared,
    place: historyPlace(input.config, input.layout, [reading.historyAt]),
    findings: [
      ...layoutFindings([...problems, ...carriedProblems(input.layout, compared.pending)]),
      ...linkFindings(input.links ?? []),
      ...compared.findings,
    ],
  };
}

/** Without a base everything is new, or just what was named. */
function selected(reading: LayoutReading, only: readonly string[] | undefined): Comparison {
  if (only === undefined) return { baseline: [], pending: reading.migrations, findings: [] };
  const isNamed = (migration: Migration): boolean =>
    only.includes(migration.up.path) || (migration.down !== undefined && only.includes(migration.down.path));
  const last = reading.migrations.findLastIndex(isNamed);
  const upTo = reading.migrations.slice(0, last + 1);
  return { baseline: upTo.filter((m) => !isNamed(m)), pending: upTo.filter(isNamed), findings: [] };
}
