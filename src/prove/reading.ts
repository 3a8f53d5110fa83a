// Reads what the statements of a unit have done, as seldom as keeps the whole linear.
import type { Statement } from '../model/migration.ts';
import type { StatementTrace } from '../model/trace.ts';
import type { Unit } from '../model/unit.ts';
import { oidsNamedIn } from './blamed.ts';
import { interpret, type Observation } from './interpret.ts';
import {
  type KnownRelations,
  type RelationState,
  readChanged,
  readScans,
  readTouched,
  remember,
  reportScans,
  type Snapshot,
  unqualified,
} from './known-relations.ts';
import { emptiedIn, type Losses } from './losses.ts';
import { type HeldLocks, heldBy, locksOfNewFiles, mergeLocks, type Observers } from './observe.ts';
import type { Ran } from './run-observed.ts';

/**
 * What may be read per statement. A transaction of less is read after each statement; of one that has ten times as much, after each tenth: the time of a reading
 * grows with what it reads, so the time per statement stays the same.
 */
const readPerStatement = 2_000;
/** To read a relation and the locks on it costs as much as to go past ten locks of others. */
const locksPerRelation = 10;

/** What has run in a unit and was not read yet. */
interface Pending {
  readonly statement: Statement;
  readonly ran: Ran;
  /** Code that it runs has changed the catalog, or can have. */
  readonly hasChanged: boolean;
  readonly losses: Losses;
}

/** State of the open unit: what its transaction has made, and what the last reading found. */
export interface UnitState {
  readonly unit: Unit;
  /** The highest oid when it began. */
  readonly newest: number;
  /** Oids and unqualified names of relations that it has made. */
  readonly made: Set<string>;
  readonly madeNames: Set<string>;
  scans: Map<string, number>;
  locks: HeldLocks;
  /** What the last reading cost, in locks. */
  size: number;
  pending: Pending[];
}

/** To be called before the first statement of a unit runs; in its transaction, unless each statement is one. */
export async function beginUnit(observers: Observers, unit: Unit): Promise<UnitState> {
  return {
    unit,
    newest: observers.relations.newest,
    made: new Set(),
    madeNames: new Set(),
    scans: new Map(await scansBefore(observers, unit)),
    locks: new Map(),
    size: 0,
    pending: [],
  };
}

/** Before each of thousands of transactions, counters that begin at 0 are cheaper than to read those of all tables: inside one they are reported at its end. */
async function scansBefore({ relations, worker }: Observers, unit: Unit): Promise<ReadonlyMap<string, number>> {
  const reported = await reportScans(relations, worker);
  return unit.kind === 'autocommit' && reported ? new Map() : readScans(worker);
}

export function isDue({ unit, pending, size }: UnitState): boolean {
  const last = pending.at(-1);
  if (unit.kind === 'autocommit' || last?.hasChanged === true) return true;
  return pending.length * readPerStatement >= size || last?.statement === unit.statements.at(-1);
}

/** Traces of all that is pending; in the transaction, before it ends. */
export async function readPending(observers: Observers, state: UnitState): Promise<readonly StatementTrace[]> {
  const { worker, monitor, relations } = observers;
  const { pending } = state;
  if (pending.length === 0) return [];
  state.pending = [];
  const held = await heldBy(monitor, worker.pid, state.newest);
  const existed = existing(relations, state);
  const touched = new Set([
    ...held.touched,
    ...pending.flatMap(({ statement }) => oidsNamedIn(statement, relations.named)),
  ]);
  for (const oid of touched) if (existed(oid) === undefined) touched.delete(oid);
  const found = await readTouched(relations, worker, touched);
  const after = new Map([...found].filter(([oid]) => touched.has(oid)));
  for (const [oid, { name }] of found) {
    if (touched.has(oid)) continue;
    state.made.add(oid);
    state.madeNames.add(unqualified(name));
  }
  const locksAfter = new Map([...held.locks].filter(([oid]) => existed(oid) !== undefined));
  const emptied = await emptiedIn(observers, { existed, after, locksAfter, messages: messagesOf(pending) });
  const traces = tracesOf(relations, state, pending, { after, locksAfter, locksBefore: state.locks, emptied });
  for (const state of after.values()) if (differs(relations, state)) relations.doubtful.add(state.oid);
  remember(relations, found.values());
  for (const { oid, scans } of after.values()) if (scans > 0) state.scans.set(oid, scans);
  state.locks = locksAfter;
  state.size = held.size + locksPerRelation * touched.size;
  return traces;
}

/** Of a statement that commits by itself, maybe several times, after it has. */
export async function readOutside(
  observers: Observers,
  state: UnitState,
  statement: Statement,
  { locks, ...rest }: Omit<Pending, 'statement'> & { readonly locks: HeldLocks },
): Promise<readonly StatementTrace[]> {
  const { worker, relations } = observers;
  const changed = await readChanged(relations, worker);
  const after = new Map<string, RelationState>(changed);
  for (const [oid, scans] of await readScans(worker)) {
    const known = after.get(oid) ?? relations.states.get(oid);
    if (known !== undefined) after.set(oid, { ...known, scans });
  }
  const locksAfter = mergeLocks(locks, locksOfNewFiles(relations.states, after));
  const pending = [{ statement, ...rest }];
  const existed = existing(relations, state);
  const emptied = await emptiedIn(observers, { existed, after, locksAfter, messages: messagesOf(pending) });
  const traces = tracesOf(relations, state, pending, { after, locksAfter, locksBefore: new Map(), emptied });
  remember(relations, changed.values());
  return traces;
}

/** After ROLLBACK TO: what was rolled back lets its locks go, and its files come back. */
export async function readAgain({ worker, monitor, relations }: Observers, state: UnitState): Promise<void> {
  remember(relations, (await readTouched(relations, worker, new Set(relations.doubtful))).values());
  const held = await heldBy(monitor, worker.pid, state.newest);
  state.locks = held.locks;
  state.size = held.size + locksPerRelation * held.touched.length;
}

/** The transaction has committed: what was read of it holds. */
export function settle(relations: KnownRelations): void {
  relations.doubtful.clear();
}

type Difference = Pick<Observation, 'locksBefore' | 'locksAfter' | 'emptied'> & { readonly after: Snapshot };

function tracesOf(
  relations: KnownRelations,
  state: UnitState,
  pending: readonly Pending[],
  difference: Difference,
): readonly StatementTrace[] {
  const seen = interpret({
    ...difference,
    statements: pending.map(({ statement, ran, hasChanged }) => ({ statement, messages: ran.messages, hasChanged })),
    existed: existing(relations, state),
    oidsNamed: (name) => relations.named.get(name) ?? [],
    isMade: (name) => state.madeNames.has(name),
    isLive: (oid) => relations.live.has(oid),
    scansBefore: state.scans,
  });
  return pending.flatMap(({ statement, ran, losses }, i) => {
    const one = seen[i];
    return one === undefined
      ? []
      : [{ index: statement.index, line: statement.span.start.line, ...one, ...losses, ms: ran.ms, error: ran.error }];
  });
}

function messagesOf(pending: readonly Pending[]) {
  return pending.flatMap(({ ran }) => ran.messages);
}

function existing({ states }: KnownRelations, { made }: UnitState) {
  return (oid: string): RelationState | undefined => (made.has(oid) ? undefined : states.get(oid));
}

function differs({ states }: KnownRelations, now: RelationState): boolean {
  const old = states.get(now.oid);
  return old?.file !== now.file || old.name !== now.name || old.populated !== now.populated;
}
