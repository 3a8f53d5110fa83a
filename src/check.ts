// Use cases: `lint` (read only) and `check` (lint, prove, judge): a set of migrations → a report.
import type { Config, FailOn } from './config.ts';
import type { Failure } from './failure.ts';
import { historyPlace } from './history-place.ts';
import { judge, withSeverities } from './judge.ts';
import { carriedProblems } from './layouts/carried-problems.ts';
import { activeRules } from './lint/active-rules.ts';
import { type Comparison, compareWithBase } from './lint/base.ts';
import { boundedTexts } from './lint/bounded-texts.ts';
import { foldCauses } from './lint/causes.ts';
import { foreignDirectory, withDialects } from './lint/dialects.ts';
import { layoutFindings, linkFindings, scriptFindings } from './lint/files.ts';
import { type LocatedFinding, withUniqueKeys } from './lint/finding.ts';
import type { Seen } from './lint/ignored-paths.ts';
import { applyIgnores } from './lint/ignores.ts';
import { answerLeftNotValid } from './lint/left-not-valid.ts';
import { type Joined, joinMeasured } from './lint/measured.ts';
import { notices } from './lint/notices.ts';
import { outcomeFindings } from './lint/outcomes.ts';
import { withRewrites } from './lint/rewrites.ts';
import { lint } from './lint/run.ts';
import type { ScratchServer } from './model/database.ts';
import type { Finding, Verdict } from './model/finding.ts';
import type { HistoryPlace, Layout, LayoutReading } from './model/layout.ts';
import type { Migration, SourceFile } from './model/migration.ts';
import type { Incomplete, Report } from './model/report.ts';
import type { ProofRun } from './model/trace.ts';
import { oneLine } from './one-line.ts';
import { type ProveInput, prove } from './prove/prove.ts';
import type { KnownRules } from './rule-settings.ts';
import { rules } from './rules/index.ts';
import { readScript } from './sql/script.ts';

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

/** Major version that rules assume when nothing says another one. */
export const defaultServerVersion = 16;

/** Every id that an ignore comment or lockgate.yml may name, with the options it takes. */
export const knownRules: KnownRules = new Map([
  ...rules.map((rule) => [rule.id, rule.options ?? {}] as const),
  ...notices.map((notice) => [notice.id, {}] as const),
]);

/** Reads and judges; nothing runs. `loadParser()` must have been awaited. */
export async function lintMigrations(input: CheckInput): Promise<Report> {
  const read = readMigrations(input);
  const foreign = await ofOtherDatabase(input, read);
  if (foreign !== undefined) return foreign;
  const version = input.config['server-version'] ?? defaultServerVersion;
  const findings = [...read.findings, ...readFindings(read, version, input.config)];
  return reportOf(input, read, findings, undefined, undefined);
}

export interface CheckPorts {
  readonly server: ScratchServer;
  readonly onProgress?: ProveInput['onProgress'];
  readonly onDoing?: ProveInput['onDoing'];
  readonly signal?: AbortSignal;
  /** Milliseconds that one statement may run; 120,000 when left out. */
  readonly statementLimit?: number;
}

/** Milliseconds that one statement may run on the scratch server, where tables are empty. */
const statementLimit = 120_000;

export interface Checked {
  readonly report: Report;
  readonly run: ProofRun;
}

/** A check that was read and has not run yet. */
export interface PreparedCheck {
  /** The report where no server is needed: nothing is new, or all of it is for another database. */
  readonly settled: Report | undefined;
  /** Runs on the scratch server, joins both and judges. */
  run(ports: CheckPorts): Promise<Checked>;
  /** What reading found, where nothing could be proved. */
  unproved(failure: Failure): Promise<Report>;
}

export async function prepareCheck(input: CheckInput): Promise<PreparedCheck> {
  const read = readMigrations(input);
  const isNothing = read.compared.pending.length === 0;
  return {
    settled: isNothing ? await unproved(input, read, undefined) : await ofOtherDatabase(input, read, 'check'),
    run: (ports) => proved(input, read, ports),
    unproved: (failure) => unproved(input, read, failure),
  };
}

/** Reads, runs on the scratch server, joins both and judges. */
export async function checkMigrations(input: CheckInput, ports: CheckPorts): Promise<Checked> {
  return (await prepareCheck(input)).run(ports);
}

async function unproved(input: CheckInput, read: Read, failure: Failure | undefined): Promise<Report> {
  const version = input.config['server-version'] ?? defaultServerVersion;
  const findings = [...read.findings, ...readFindings(read, version, input.config)];
  const report = await reportOf(input, read, findings, undefined, undefined);
  if (failure === undefined) {
    const note = 'Nothing is new, so nothing was run on a server.';
    return { ...report, command: 'check', notes: [...report.notes, note] };
  }
  const { message, help = null, place } = failure;
  return incompleteReport(
    { ...report, command: 'check' },
    { message, help, path: place?.path ?? null, line: place?.line ?? null },
  );
}

/** What was not judged never passes. */
function incompleteReport(report: Report, incomplete: Incomplete): Report {
  const { message, path, line } = incomplete;
  const verdict: Verdict = { outcome: 'block', reasons: [{ message, path, line }, ...report.verdict.reasons] };
  return { ...report, verdict, incomplete };
}

/** The report on a directory of another database: one finding, and no advice for PostgreSQL. */
async function ofOtherDatabase(
  input: CheckInput,
  read: Read,
  command: 'lint' | 'check' = 'lint',
): Promise<Report | undefined> {
  const { baseline, pending } = read.compared;
  if (pending.length === 0 || input.config.dialect !== undefined) return undefined;
  const foreign = await foreignDirectory(baseline, pending);
  if (foreign === undefined) return undefined;
  const report = await reportOf(input, read, [...read.findings, foreign.finding], undefined, undefined);
  const { message, help, place } = foreign.finding.finding;
  return incompleteReport({ ...report, command }, { message, help, path: place.path, line: place.line });
}

async function proved(input: CheckInput, read: Read, ports: CheckPorts): Promise<Checked> {
  const { baseline, pending } = read.compared;
  const { place } = read;
  const version = input.config['server-version'] ?? Math.floor(ports.server.version.number / 10_000);
  const located = readFindings(read, version, input.config);
  const run = await prove(ports.server, {
    // As psql would run them: each statement by itself, unless the script begins a transaction.
    setup: (input.setup ?? []).map((file) => readScript(file, 'none')),
    baseline,
    pending,
    history: input.layout.history(place.tableSchema ?? place.schema ?? 'public', place.table),
    historyAt: place,
    statementLimit: ports.statementLimit ?? statementLimit,
    ...(ports.onProgress === undefined ? {} : { onProgress: ports.onProgress }),
    ...(ports.onDoing === undefined ? {} : { onDoing: ports.onDoing }),
    ...(ports.signal === undefined ? {} : { signal: ports.signal }),
  });
  const { joined, outcomes } = answerLeftNotValid(
    joinMeasured(located, pending, run, baseline),
    outcomeFindings(pending, run),
    pending,
    run,
  );
  const findings = [...read.findings, ...joined.findings, ...outcomes];
  return { report: await reportOf(input, read, findings, joined, run), run };
}

interface Read {
  readonly reading: LayoutReading;
  readonly compared: Comparison;
  readonly place: HistoryPlace;
  /** About files and the base; no rule of SQL. */
  readonly findings: readonly LocatedFinding[];
}

function readMigrations(input: CheckInput): Read {
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

function readFindings(
  { compared: { baseline, pending }, place }: Read,
  serverVersion: number,
  config: Config,
): readonly LocatedFinding[] {
  const active = activeRules(rules, config.preset ?? 'recommended', config.rules ?? {});
  return [
    ...scriptFindings(pending),
    ...lint({ baseline, pending, rules: active, serverVersion, defaultSchema: place.schema ?? 'public' }),
  ];
}

async function reportOf(
  input: CheckInput,
  read: Read,
  located: readonly LocatedFinding[],
  joined: Joined | undefined,
  run: ProofRun | undefined,
): Promise<Report> {
  const { baseline, pending } = read.compared;
  const ignoring = {
    migrations: pending,
    configured: input.config.ignore ?? [],
    knownRules,
    today: input.today,
    ran: run !== undefined,
    ...seenBy(input),
    refuted: (joined?.refuted ?? []).map(({ item }) => item),
  };
  const ignored = withUniqueKeys(foldCauses(applyIgnores(await withDialects(located), ignoring)));
  const rewritten = withRewrites(ignored, pending, [...baseline, ...read.reading.migrations], input.layout.authoring);
  const all = withSeverities(
    rewritten.map((item) => item.finding),
    input.config.rules ?? {},
  );
  const findings = all.map(boundedTexts).sort(byPlace);
  const failOn: FailOn = input.config['fail-on'] ?? 'error';
  return {
    tool: { name: 'lockgate', version: input.toolVersion },
    command: run === undefined ? 'lint' : 'check',
    layout: input.layout.name,
    server: run === undefined ? null : { version: run.server.version },
    migrations: [
      ...baseline.map((migration) => ({ migration, new: false })),
      ...pending.map((migration) => ({ migration, new: true })),
    ],
    findings,
    withdrawn: (joined?.refuted ?? []).map(({ item, reason }) => ({ finding: item.finding, reason })),
    traces: run?.traces ?? [],
    roundTrips: run?.roundTrips ?? [],
    verdict: judge(findings, failOn),
    notes: notesOn(input, read, run),
    preface: input.preface ?? [],
  };
}

/** A whole directory without a base: its past counts as new, too. */
export function isAllNew({ baseFiles, only, extent }: CheckInput): boolean {
  return baseFiles === undefined && only === undefined && extent !== undefined;
}

function seenBy(input: CheckInput): { readonly seen?: Seen } {
  if (input.extent === undefined) return {};
  const files = input.files.map(({ path }) => path);
  const all = input.baseFiles === undefined && input.only === undefined;
  return { seen: { files, root: input.root, only: input.extent === 'project', all } };
}

function notesOn(input: CheckInput, read: Read, run: ProofRun | undefined): readonly string[] {
  const notes: string[] = [...(input.notes ?? []), ...(read.compared.notes ?? [])];
  if (read.reading.migrations.length === 0)
    notes.push(`No migrations of layout ${input.layout.name} in ${input.root === '' ? 'this directory' : input.root}.`);
  const fresh = read.compared.pending.length;
  if (isAllNew(input) && fresh > 1) {
    notes.push(
      `All ${fresh} migrations count as new, so no table that they create is taken for one in use. To see what a branch adds, name where it starts: --since origin/main.`,
    );
  }
  if (run === undefined) return notes;
  const made = run.madeRoles ?? [];
  if (made.length > 0) {
    notes.push(
      `No migration creates the ${made.length === 1 ? 'role' : 'roles'} ${made.map(oneLine).join(', ')}: ${made.length === 1 ? 'it was' : 'they were'} made for this run, without a login, and removed.`,
    );
  }
  const wanted = input.config['server-version'];
  const major = Math.floor(run.server.number / 10_000);
  if (wanted !== undefined && wanted !== major) {
    notes.push(`The target runs PostgreSQL ${wanted}, but this proof ran on ${run.server.version}.`);
  }
  const ran = run.traces.filter((trace) => trace.direction === 'up').length;
  const left = read.compared.pending.length - ran;
  if (left > 0)
    notes.push(`${left} ${left === 1 ? 'migration was' : 'migrations were'} not run, because the one before failed.`);
  const said = run.traces.flatMap((trace) => trace.statements.flatMap((statement) => statement.note ?? []));
  return [...notes, ...new Set(said)];
}

function byPlace(a: Finding, b: Finding): number {
  const order = a.place.path < b.place.path ? -1 : a.place.path > b.place.path ? 1 : 0;
  return order || a.place.line - b.place.line || a.place.column - b.place.column;
}
