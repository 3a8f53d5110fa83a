// Joins what was read with what a server was seen doing: confirms, withdraws, and adds what no rule read.
import type { Claims, Finding, Notice, Withdrawn, Work } from '../model/finding.ts';
import type { Migration, Script } from '../model/migration.ts';
import type { ProofRun, ScriptTrace, StatementTrace } from '../model/trace.ts';
import { placeOf } from '../sql/lines.ts';
import { atLeast, blocksReads, blocksWrites } from '../sql/lock-modes.ts';
import { type LocatedFinding, noticeFinding } from './finding.ts';
import { unseenIndexBuild, unseenRewrite, unseenScan } from './notices.ts';

export interface Joined {
  readonly findings: readonly LocatedFinding[];
  readonly withdrawn: readonly Withdrawn[];
  /** The withdrawn ones with their statements: an ignore comment before one is not unused. */
  readonly refuted: readonly LocatedFinding[];
}

/** `read` are the findings of the new migrations; `run` is what happened when exactly these ran. */
export function joinMeasured(read: readonly LocatedFinding[], migrations: readonly Migration[], run: ProofRun): Joined {
  const traces = new Map(
    run.traces.flatMap((trace) => trace.statements.map((statement) => [keyOf(trace, statement.index), statement])),
  );
  const relations = new Set(run.relations);
  const findings: LocatedFinding[] = [];
  const withdrawn: Withdrawn[] = [];
  const refuted: LocatedFinding[] = [];
  const elsewhere = new Set<LocatedFinding>();
  for (const item of read) {
    const trace =
      item.statement === null
        ? undefined
        : traces.get(keyOf({ migration: item.migration ?? '', direction: item.direction }, item.statement.index));
    const judged = trace === undefined ? 'unknown' : compare(item.finding, trace, relations);
    if (judged === 'refuted' && item.conditional !== true)
      withdrawn.push({ finding: item.finding, reason: refusal(item.finding.claims, run.server.version) });
    else {
      const measured = judged === 'confirmed' || judged === 'elsewhere';
      const kept: LocatedFinding = measured ? { ...item, finding: { ...item.finding, evidence: 'measured' } } : item;
      findings.push(kept);
      if (judged === 'elsewhere') elsewhere.add(kept);
    }
  }
  return { findings: [...findings, ...unseen(findings, elsewhere, migrations, run)], withdrawn, refuted };
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
  finding: Finding,
  trace: StatementTrace,
  relations: ReadonlySet<string>,
): 'confirmed' | 'elsewhere' | 'refuted' | 'unknown' {
  const { claims } = finding;
  if (trace.error !== null) return 'unknown';
  if (claims.work === 'none' && (claims.lock === null || claims.relation === null)) return 'unknown';
  const seen = claims.work === 'none' ? locksSeen(claims, trace) : worksSeen(claims.work, trace);
  if (claims.relation !== null && seen.includes(claims.relation)) return 'confirmed';
  if (seen.length > 0) return 'elsewhere';
  // `DROP TABLE IF EXISTS` of a table that only production has: the run shows nothing about it.
  if (claims.relation !== null && !relations.has(claims.relation)) return 'unknown';
  return finding.category === 'availability' ? 'refuted' : 'unknown';
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

/**
 * Work on live relations under a lock that stops somebody, in statements where no finding claims work on that relation, or that work
 * on another one where only this one shows it.
 */
function unseen(
  findings: readonly LocatedFinding[],
  elsewhere: ReadonlySet<LocatedFinding>,
  migrations: readonly Migration[],
  run: ProofRun,
): readonly LocatedFinding[] {
  const byId = new Map(migrations.map((migration) => [migration.id, migration]));
  return run.traces.flatMap((trace) => {
    const migration = byId.get(trace.migration);
    const script = trace.direction === 'up' ? migration?.up : migration?.down;
    if (migration === undefined || script === undefined || trace.direction === 'down') return [];
    return trace.statements.flatMap((statement) => {
      const about = findings.filter(
        (item) =>
          item.migration === migration.id && item.direction === 'up' && item.statement?.index === statement.index,
      );
      return hazards(statement)
        .filter((hazard) => !about.some((item) => covers(item, hazard, elsewhere)))
        .map((hazard) => unseenFinding(hazard, migration, script, statement, run.server.version));
    });
  });
}

/**
 * A finding speaks for the relation it claims; for others too where the text names another than the server touched, and where the statement does the same to
 * several, as a foreign key does to both its tables and an index to all partitions. Not in a DO block, which may do anything.
 */
function covers(item: LocatedFinding, hazard: Hazard, elsewhere: ReadonlySet<LocatedFinding>): boolean {
  const { claims } = item.finding;
  if (claims.work === 'none') return false;
  if (claims.relation === hazard.relation || elsewhere.has(item)) return true;
  const anything = item.statement?.changes.some((change) => change.kind === 'do') === true;
  return !anything && claims.work === hazard.work && claims.lock === hazard.lock.mode;
}

interface Hazard {
  readonly relation: string;
  readonly work: Exclude<Work, 'none'>;
  readonly lock: StatementTrace['held'][number];
}

function hazards(trace: StatementTrace): readonly Hazard[] {
  const lockOn = (relation: string) => trace.held.find((held) => held.relation === relation && blocksWrites(held.mode));
  const found = (relations: readonly string[], work: Hazard['work']): Hazard[] =>
    relations.flatMap((relation) => {
      const lock = lockOn(relation);
      return lock === undefined || !trace.live.includes(relation) ? [] : [{ relation, work, lock }];
    });
  const rewrites = found(trace.rewrites, 'rewrite');
  const others = [...found(trace.indexBuilds, 'index-build'), ...found(trace.scans, 'scan')];
  return [...rewrites, ...others.filter((hazard) => !rewrites.some((rewrite) => rewrite.relation === hazard.relation))];
}

const notices: Record<Hazard['work'], Notice> = {
  rewrite: unseenRewrite,
  scan: unseenScan,
  'index-build': unseenIndexBuild,
};
const words: Record<Hazard['work'], string> = {
  rewrite: 'rewrote',
  scan: 'scanned',
  'index-build': 'built an index on',
};

function unseenFinding(
  hazard: Hazard,
  migration: Migration,
  script: Script,
  trace: StatementTrace,
  version: string,
): LocatedFinding {
  const statement = script.statements[trace.index];
  const who = blocksReads(hazard.lock.mode) ? 'reads and writes wait' : 'writes wait';
  return noticeFinding(notices[hazard.work], {
    message: `On PostgreSQL ${version} this statement ${words[hazard.work]} ${hazard.relation} under ${hazard.lock.mode}: ${who} until its transaction ends.`,
    place:
      statement === undefined
        ? { path: script.path, line: trace.line, column: 1, endLine: trace.line, endColumn: 1 }
        : placeOf(script.path, statement.span),
    evidence: 'measured',
    claims: { lock: hazard.lock.mode, work: hazard.work, relation: hazard.relation },
    migration: migration.id,
    direction: 'up',
    ...(statement === undefined ? {} : { statement }),
  });
}
