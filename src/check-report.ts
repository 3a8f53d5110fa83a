// Findings → the report: ignores, causes, rewrites, severities and notes, in this order.
import { assemble } from './catalog/assemble.ts';
import { type CheckInput, isAllNew, type Read } from './check-input.ts';
import type { FailOn } from './config.ts';
import { judge, withSeverities } from './judge.ts';
import { boundedTexts } from './lint/bounded-texts.ts';
import { foldCauses } from './lint/causes.ts';
import { withDialects } from './lint/dialects.ts';
import { type LocatedFinding, withUniqueKeys } from './lint/finding.ts';
import type { Seen } from './lint/ignored-paths.ts';
import { applyIgnores } from './lint/ignores.ts';
import type { Joined } from './lint/measured.ts';
import { notices } from './lint/notices.ts';
import { withRewrites } from './lint/rewrites.ts';
import { withSizes } from './lint/sizes.ts';
import type { Finding } from './model/finding.ts';
import type { Report } from './model/report.ts';
import type { ProofRun } from './model/trace.ts';
import { oneLine } from './one-line.ts';
import type { KnownRules } from './rule-settings.ts';
import { rules } from './rules/index.ts';

/** Every id that an ignore comment or lockgate.yml may name, with the options it takes. */
export const knownRules: KnownRules = new Map([
  ...rules.map((rule) => [rule.id, rule.options ?? {}] as const),
  ...notices.map((notice) => [notice.id, {}] as const),
]);

/** `joined` and `run` are there when the migrations ran. */
export async function reportOf(
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
  const ignored = withUniqueKeys(
    foldCauses(
      applyIgnores(withSizes(await withDialects(located), input.production && assemble(input.production)), ignoring),
    ),
  );
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
