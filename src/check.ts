// Use cases: `lint` (read only) and `check` (lint, prove, judge): a set of migrations → a report.
import { assemble } from './catalog/assemble.ts';
import { type CheckInput, type Read, readMigrations } from './check-input.ts';
import { reportOf } from './check-report.ts';
import type { Failure } from './failure.ts';
import { activeRules } from './lint/active-rules.ts';
import { foreignDirectory } from './lint/dialects.ts';
import { scriptFindings } from './lint/files.ts';
import type { LocatedFinding } from './lint/finding.ts';
import { answerLeftNotValid } from './lint/left-not-valid.ts';
import { joinMeasured } from './lint/measured.ts';
import { lint } from './lint/run.ts';
import { runFindings } from './lint/run-findings.ts';
import type { ScratchServer } from './model/database.ts';
import type { Verdict } from './model/finding.ts';
import type { Incomplete, Report } from './model/report.ts';
import type { ProofRun } from './model/trace.ts';
import { type ProveInput, prove } from './prove/prove.ts';
import { rules } from './rules/index.ts';
import { readScript } from './sql/script.ts';

export type { CheckInput } from './check-input.ts';
export { isAllNew } from './check-input.ts';
export { knownRules } from './check-report.ts';

/** Major version that rules assume when nothing says another one. */
export const defaultServerVersion = 16;

/** Reads and judges; nothing runs. `loadParser()` must have been awaited. */
export async function lintMigrations(input: CheckInput): Promise<Report> {
  const read = readMigrations(input);
  const foreign = await ofOtherDatabase(input, read);
  if (foreign !== undefined) return foreign;
  const version = input.config['server-version'] ?? defaultServerVersion;
  const findings = [...read.findings, ...readFindings(read, version, input)];
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
  const findings = [...read.findings, ...readFindings(read, version, input)];
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
  const located = readFindings(read, version, input);
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
    runFindings(pending, run),
    pending,
    run,
  );
  const findings = [...read.findings, ...joined.findings, ...outcomes];
  return { report: await reportOf(input, read, findings, joined, run), run };
}

function readFindings(
  { compared: { baseline, pending }, place }: Read,
  serverVersion: number,
  { config, production }: CheckInput,
): readonly LocatedFinding[] {
  const active = activeRules(rules, config.preset ?? 'recommended', config.rules ?? {});
  return [
    ...scriptFindings(pending),
    ...lint({
      baseline,
      pending,
      rules: active,
      serverVersion,
      defaultSchema: place.schema ?? 'public',
      production: production && assemble(production),
    }),
  ];
}
