// What a server was seen doing to live relations that no rule read from the text, as findings.
import type { Change, ChangeKind } from '../model/change.ts';
import type { Notice, Work } from '../model/finding.ts';
import type { Migration, Script, Statement } from '../model/migration.ts';
import type { Name } from '../model/schema.ts';
import type { ProofRun, ScriptTrace, StatementTrace } from '../model/trace.ts';
import type { Unit } from '../model/unit.ts';
import { bringsRows } from '../rules/facts/emptied.ts';
import { placeOf } from '../sql/lines.ts';
import { atLeast, blocksReads, blocksWrites } from '../sql/lock-modes.ts';
import { partsOf } from '../sql/qualified-name.ts';
import { unitsOf } from '../sql/units.ts';
import { type LocatedFinding, noticeFinding } from './finding.ts';
import { groupedBy } from './grouped.ts';
import { unseenIndexBuild, unseenRewrite, unseenScan } from './notices.ts';
import { areNamesakes, type StatementText } from './statement-text.ts';

/** What reads rows by a plan of the query: on empty tables it is another one than on full tables. */
export const readsByPlan: ReadonlySet<ChangeKind> = new Set<ChangeKind>([
  'insert',
  'update',
  'delete',
  'merge',
  'select',
  'copy',
  'create-table',
  'create-materialized-view',
  'refresh-materialized-view',
  'do',
  'call',
]);

/**
 * Work on live relations under a lock that stops somebody, in statements where no finding claims work on that relation, or that work
 * on another one where only this one shows it.
 */
export function unpredicted(
  findings: readonly LocatedFinding[],
  elsewhere: ReadonlySet<LocatedFinding>,
  migrations: readonly Migration[],
  run: ProofRun,
  text: StatementText,
): Unpredicted {
  const besides = new Map<LocatedFinding, Hazard[]>();
  const byId = new Map(migrations.map((migration) => [migration.id, migration]));
  const keyOf = (migration: string | null, index: number | undefined): string => JSON.stringify([migration, index]);
  const ofUps = findings.filter(({ direction }) => direction === 'up');
  const byStatement = groupedBy(ofUps, ({ migration, statement }) => keyOf(migration, statement?.index));
  const added = run.traces.flatMap((trace) => {
    const migration = byId.get(trace.migration);
    if (migration === undefined || trace.direction === 'down') return [];
    return trace.statements.flatMap((statement) => {
      const about = byStatement.get(keyOf(migration.id, statement.index)) ?? [];
      return hazards(statement)
        .filter((hazard) => !ofFewRows(hazard, migration.up, trace, statement.index, text))
        .filter((hazard) => {
          const covering = about.filter((item) => covers(item, hazard, statement, elsewhere, text));
          const own = covering.some(({ finding }) => finding.claims.relation === hazard.relation);
          const [first] = covering;
          if (first !== undefined && !own) besides.set(first, [...(besides.get(first) ?? []), hazard]);
          return first === undefined;
        })
        .filter((hazard) => hazard.work !== 'rewrite' || statement.emptied?.includes(hazard.relation) !== true)
        .map((hazard) => unseenFinding(hazard, { migration, trace, statement, major: majorOf(run.server) }));
    });
  });
  return { added, besides: new Map([...besides].map(([item, also]) => [item, alsoWords(also, run)])) };
}

export interface Unpredicted {
  readonly added: readonly LocatedFinding[];
  /** A sentence for findings that speak for other relations than the one they name. */
  readonly besides: ReadonlyMap<LocatedFinding, string>;
}

/** Relations that are named in one sentence. */
const namedAtMost = 5;

function alsoWords(hazards: readonly Hazard[], run: ProofRun): string {
  const names = [...new Set(hazards.map((hazard) => `${hazard.relation} (${words[hazard.work]})`))];
  const more = names.length > namedAtMost ? ` and ${names.length - namedAtMost} more` : '';
  return `PostgreSQL ${majorOf(run.server)} did this to: ${names.slice(0, namedAtMost).join(', ')}${more}.`;
}

/**
 * A finding speaks for the relation it claims; for others too where the text names another than the server touched, and where the statement does the same to
 * several, as a foreign key does to both its tables and an index to all partitions. Code may do anything: there it speaks for partitions and heirs alone.
 */
function covers(
  item: LocatedFinding,
  hazard: Hazard,
  trace: StatementTrace,
  elsewhere: ReadonlySet<LocatedFinding>,
  text: StatementText,
): boolean {
  const { claims } = item.finding;
  if (claims.work === 'none') return false;
  if (claims.relation === hazard.relation) return true;
  const kinds = item.statement?.changes.map(({ kind }) => kind) ?? [];
  const isQuery = kinds.some((kind) => readsByPlan.has(kind));
  // A query itself takes no lock that stops others: what it calls has.
  const locks = trace.locks.some((lock) => lock.relation === hazard.relation && blocksWrites(lock.mode));
  if (runsCode(kinds) || (isQuery && locks)) return isKin(claims.relation, hazard.relation, text);
  if (elsewhere.has(item)) return true;
  if (claims.work !== hazard.work || claims.lock === null) return false;
  // A query reads several tables at once: the finding speaks of the one that most is waiting for.
  return claims.lock === hazard.lock.mode || (isQuery && atLeast(claims.lock, hazard.lock.mode));
}

export function runsCode(kinds: readonly ChangeKind[]): boolean {
  return kinds.includes('do') || kinds.includes('call');
}

/** A partition or heir of the claimed relation; or of the same name, where the claimed one is not there: the code has a search_path of its own. */
export function isKin(claimed: string | null, relation: string, text: StatementText): boolean {
  if (claimed === null) return false;
  return text.isBelow(relation, claimed) || (!text.isKnown(claimed) && areNamesakes(claimed, relation));
}

interface Hazard {
  readonly relation: string;
  readonly work: Exclude<Work, 'none'>;
  readonly lock: StatementTrace['held'][number];
}

/** Work that the text shows to be short whatever the table holds: single rows by a key, or a table that its transaction has truncated. */
function ofFewRows(
  { relation, work }: Hazard,
  up: Script,
  trace: ScriptTrace,
  index: number,
  text: StatementText,
): boolean {
  const statement = up.statements[index];
  if (statement === undefined) return false;
  const { changes } = statement;
  const isItAt =
    (where: Statement) =>
    (name: Name): boolean =>
      text.means(name, relation, text.searchPathAt(where));
  const isIt = isItAt(statement);
  // A condition that names rows otherwise is a rule's to speak of; on a small table the server reads all of it either way.
  const isPinned = (change: Change): boolean =>
    (change.kind === 'update' || change.kind === 'delete') && isIt(change.table) && change.pins !== undefined;
  const isLookup = (change: Change): boolean =>
    'lookups' in change && change.lookups?.some(({ table }) => isIt(table)) === true;
  if (work === 'scan' && changes.some((change) => isPinned(change) || isLookup(change))) return true;
  // CASCADE locks the tables that it reaches.
  const locks = (other: Statement): boolean =>
    trace.statements.some(
      (seen) => seen.index === other.index && seen.locks.some((lock) => lock.relation === relation),
    );
  const isAbout = (change: Change, other: Statement): boolean => {
    const isThere = isItAt(other);
    if (change.kind === 'truncate') return change.tables.some(isThere) || (change.cascade && locks(other));
    // Which table gets rows counts by its name alone: in doubt there are some.
    return bringsRows(change) && 'table' in change && change.table?.name === partsOf(relation).name;
  };
  if (changes.some(bringsRows)) return false;
  const emptying = emptyingIn(up);
  const unit = emptying.unitOf.get(index);
  // Without a TRUNCATE in the transaction there is nothing to look for, and thousands of statements need not be gone through for each other.
  if (unit === undefined || !emptying.truncating.has(unit)) return false;
  const past = unit.statements.filter((other) => other.index < index);
  const last = past.flatMap((other) => other.changes.filter((change) => isAbout(change, other))).at(-1);
  return last?.kind === 'truncate';
}

interface Emptying {
  /** By the index of a statement. */
  readonly unitOf: ReadonlyMap<number, Unit>;
  readonly truncating: ReadonlySet<Unit>;
}

const emptyings = new WeakMap<Script, Emptying>();

function emptyingIn(script: Script): Emptying {
  const known = emptyings.get(script);
  if (known !== undefined) return known;
  const units = unitsOf(script);
  const found = {
    unitOf: new Map(units.flatMap((unit) => unit.statements.map(({ index }) => [index, unit] as const))),
    truncating: new Set(
      units.filter(({ statements }) =>
        statements.some(({ changes }) => changes.some(({ kind }) => kind === 'truncate')),
      ),
    ),
  };
  emptyings.set(script, found);
  return found;
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

interface Seen {
  readonly migration: Migration;
  /** Of its up script. */
  readonly trace: ScriptTrace;
  readonly statement: StatementTrace;
  readonly major: number;
}

function unseenFinding(hazard: Hazard, seen: Seen): LocatedFinding {
  const { migration, trace, major } = seen;
  const script = migration.up;
  const statement = script.statements[seen.statement.index];
  const who = blocksReads(hazard.lock.mode) ? 'reads and writes wait' : 'writes wait';
  const notice = notices[hazard.work];
  return noticeFinding(notice, {
    message: `On PostgreSQL ${major} this statement ${words[hazard.work]} ${hazard.relation} under ${hazard.lock.mode}: ${who} until its transaction ends.`,
    help: `${lockedBy(hazard, trace, seen.statement)}${adviceOn(hazard, statement) ?? notice.instead}`,
    place:
      statement === undefined
        ? { path: script.path, line: seen.statement.line, column: 1, endLine: seen.statement.line, endColumn: 1 }
        : placeOf(script.path, statement.span),
    evidence: 'measured',
    claims: { lock: hazard.lock.mode, work: hazard.work, relation: hazard.relation },
    migration: migration.id,
    direction: 'up',
    ...(statement === undefined ? {} : { statement }),
  });
}

/** Says which earlier statement took the lock, where it was not this one. */
function lockedBy({ relation, lock }: Hazard, trace: ScriptTrace, statement: StatementTrace): string {
  const takes = ({ locks }: StatementTrace): boolean =>
    locks.some((taken) => taken.relation === relation && taken.mode === lock.mode);
  const earlier = trace.statements.findLast((other) => other.index < statement.index && takes(other));
  if (takes(statement) || earlier === undefined) return '';
  return `The statement on line ${earlier.line} took ${lock.mode} on ${relation}, and its transaction still holds it. `;
}

/** What to do where the notice's own advice does not fit the statement. */
function adviceOn({ work, relation }: Hazard, statement: Statement | undefined): string | undefined {
  const kinds = new Set(statement?.changes.map(({ kind }) => kind));
  if (work === 'index-build' && kinds.has('alter-column-type'))
    return `The new type sorts in another way, so the indexes on the column are built anew. Add a column of the new type, with indexes that are built CONCURRENTLY, fill it in batches, and switch over; or drop the indexes before this migration and build them again CONCURRENTLY behind it, when ${relation} can do without them for so long.`;
  if (work === 'index-build' && kinds.has('attach-partition'))
    return `Build the same index on ${relation} with CREATE INDEX CONCURRENTLY before it is attached: PostgreSQL then takes that one.`;
  if (work === 'scan' && [...kinds].some((kind) => readsByPlan.has(kind)))
    return 'Read and write the rows in a migration of its own, which changes no table; large tables in batches.';
  if (work === 'scan' && kinds.has('alter-column-type'))
    return `Constraints that hold the column are checked again for every row of ${relation}. Drop them first, and add them again with NOT VALID; validate them in a later migration.`;
  return undefined;
}

function majorOf({ number }: ProofRun['server']): number {
  return Math.floor(number / 10_000);
}
