// Joins what was read with what a server was seen doing: confirms, withdraws, and adds what no rule read.
import type { Claims, Severity, Work } from '../model/finding.ts';
import type { Migration, Statement } from '../model/migration.ts';
import type { ProofRun, ScriptTrace, StatementTrace } from '../model/trace.ts';
import { atLeast } from '../sql/lock-modes.ts';
import type { LocatedFinding } from './finding.ts';
import { lossFindings } from './losses.ts';
import { readStatements, type StatementText } from './statement-text.ts';
import { isKin, readsByPlan, runsCode, unpredicted } from './unpredicted.ts';

export interface Joined {
  readonly findings: readonly LocatedFinding[];
  readonly refuted: readonly Refuted[];
}

/** What the run showed to be wrong, with its statement: an ignore comment before it is not unused. */
export interface Refuted {
  readonly item: LocatedFinding;
  readonly reason: string;
}

/** `read` are the findings of the new migrations; `run` is what happened when exactly these ran. */
export function joinMeasured(
  read: readonly LocatedFinding[],
  migrations: readonly Migration[],
  run: ProofRun,
  baseline: readonly Migration[] = [],
): Joined {
  const text = readStatements(baseline, migrations, run);
  const traces = new Map(
    run.traces.flatMap((trace) => trace.statements.map((statement) => [keyOf(trace, statement.index), statement])),
  );
  const findings: LocatedFinding[] = [];
  const refuted: Refuted[] = [];
  const elsewhere = new Set<LocatedFinding>();
  for (const item of read) {
    const trace =
      item.statement === null
        ? undefined
        : traces.get(keyOf({ migration: item.migration ?? '', direction: item.direction }, item.statement.index));
    const judged = trace === undefined ? 'unknown' : compare(item, trace, text);
    if (judged === 'refuted' && item.conditional !== true)
      refuted.push({ item, reason: refusal(item.finding.claims, run.server.version) });
    else {
      const measured = judged === 'confirmed' || judged === 'elsewhere';
      const severity = item.onceMeasured ?? item.finding.severity;
      const kept: LocatedFinding = measured
        ? { ...item, finding: { ...item.finding, severity, evidence: 'measured' } }
        : item;
      findings.push(kept);
      if (judged === 'elsewhere') elsewhere.add(kept);
    }
  }
  const { added, besides } = unpredicted(findings, elsewhere, migrations, run, text);
  const losses = lossFindings(findings, migrations, run, text);
  const said = findings.map((item) => withWords(item, [besides.get(item), losses.cascades.get(item)?.words]));
  const shown = said.map((item, i) => atLeastAs(item, losses.cascades.get(findings[i] as LocatedFinding)?.severity));
  return { findings: [...shown, ...added, ...losses.added], refuted };
}

/** The key stays: it is of what was read. */
function withWords(item: LocatedFinding, words: readonly (string | undefined)[]): LocatedFinding {
  const more = words.filter((word) => word !== undefined);
  if (more.length === 0) return item;
  const message = [item.finding.message, ...more].join(' ');
  return { ...item, finding: { ...item.finding, message, evidence: 'measured' } };
}

function atLeastAs(item: LocatedFinding, severity: Severity | undefined): LocatedFinding {
  return severity === 'error' ? { ...item, finding: { ...item.finding, severity } } : item;
}

function keyOf(trace: Pick<ScriptTrace, 'migration' | 'direction'>, index: number): string {
  return JSON.stringify([trace.migration, trace.direction, index]);
}

/**
 * Only claims about locks and work can be refuted, and only by a statement that ran to its end. What a change means for the application's
 * code or data stays, whatever the server did. `elsewhere`: the statement did it to another relation than the text seems to name, such as
 * the partitions of a table, or a table that search_path finds.
 */
function compare(
  { finding, statement }: LocatedFinding,
  trace: StatementTrace,
  text: StatementText,
): 'confirmed' | 'elsewhere' | 'refuted' | 'unknown' {
  const { claims, category } = finding;
  if (trace.error !== null) return 'unknown';
  if (claims.work === 'none' && (claims.lock === null || claims.relation === null)) return 'unknown';
  const seen = claims.work === 'none' ? locksSeen(claims, trace) : worksSeen(claims.work, trace);
  if (claims.relation !== null && seen.includes(claims.relation)) return 'confirmed';
  const isOfCode = runsCode(statement?.changes.map(({ kind }) => kind) ?? []);
  const { relation } = claims;
  if (seen.some((other) => !isOfCode || relation === null || isKin(relation, other, text))) return 'elsewhere';
  // `DROP TABLE IF EXISTS` of a table that only production has: the run shows nothing about it.
  if (claims.relation !== null && !text.isKnown(claims.relation)) return 'unknown';
  if (claims.work === 'scan' && hidesScans(claims.relation, statement, trace, text)) return 'unknown';
  return category === 'availability' ? 'refuted' : 'unknown';
}

/**
 * No scan was seen, but that shows nothing: an index build reads the table too, and the two are counted as one; a query on empty tables has another plan
 * than one on full ones, and so has the check of a foreign key: without rows on one side it does not look at the other.
 */
function hidesScans(
  relation: string | null,
  statement: Statement | null,
  trace: StatementTrace,
  text: StatementText,
): boolean {
  if (relation === null ? trace.indexBuilds.length > 0 : trace.indexBuilds.includes(relation)) return true;
  if (statement === null) return false;
  return statement.changes.some(({ kind }) => readsByPlan.has(kind)) || isOfOtherTable(relation, statement, text);
}

/** The table at the other end of a foreign key that the statement makes or changes. */
function isOfOtherTable(relation: string | null, statement: Statement, text: StatementText): boolean {
  const own = statement.changes.flatMap((change) =>
    change.kind === 'add-constraint' || change.kind === 'add-column' || change.kind === 'alter-column-type'
      ? [change.table]
      : [],
  );
  const path = text.searchPathAt(statement);
  return own.length > 0 && relation !== null && !own.some((name) => text.means(name, relation, path));
}

/** The claimed relation when its lock is held by now, and others when this statement took theirs. */
function locksSeen({ lock, relation }: Claims, trace: StatementTrace): readonly string[] {
  const strong = (taken: StatementTrace['held'][number]): boolean => lock !== null && atLeast(taken.mode, lock);
  const held = trace.held.filter((taken) => taken.relation === relation && strong(taken));
  return [...held, ...trace.locks.filter(strong)].map((taken) => taken.relation);
}

/** A rewrite reads every row and builds every index again, so it shows the weaker works too. */
function worksSeen(work: Exclude<Work, 'none'>, trace: StatementTrace): readonly string[] {
  const others = { rewrite: [], scan: trace.scans, 'index-build': trace.indexBuilds }[work];
  return [...trace.rewrites, ...others];
}

function refusal(claims: Claims, version: string): string {
  const work = { rewrite: 'no rewrite', scan: 'no scan', 'index-build': 'no index build', none: `no ${claims.lock}` }[
    claims.work
  ];
  const where = claims.relation === null ? '' : ` on ${claims.relation}`;
  return `PostgreSQL ${version} ran the statement with ${work}${where}.`;
}
