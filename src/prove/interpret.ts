// From what was observed around statements to what they did: locks, rewrites, scans, index builds. Pure.
import type { ServerMessage } from '../model/database.ts';
import type { Statement } from '../model/migration.ts';
import type { LockMode } from '../model/schema.ts';
import type { StatementTrace, TracedLock } from '../model/trace.ts';
import { atLeast, strongest } from '../sql/lock-modes.ts';
import { blamed, emptiers, truncates } from './blamed.ts';
import { type RelationState, type Snapshot, unqualified } from './known-relations.ts';
import type { HeldLocks } from './observe.ts';

export interface RanStatement {
  readonly statement: Statement;
  readonly messages: readonly ServerMessage[];
  /** Code that it runs has changed the catalog, or can have. */
  readonly hasChanged?: boolean;
}

export interface Observation {
  /** What ran since the reading before, in order: one statement, but more where a transaction holds so many locks that readings are rare. */
  readonly statements: readonly RanStatement[];
  /** The relation of an oid as it was before the statements, where it was there when their transaction began. */
  readonly existed: (oid: string) => RelationState | undefined;
  /** Oids of existing relations that have or had this name, without its schema. */
  readonly oidsNamed: (name: string) => Iterable<string>;
  /** Whether the transaction has made a relation of this name, without its schema. */
  readonly isMade: (name: string) => boolean;
  /** Whether it was there before the first new migration. */
  readonly isLive: (oid: string) => boolean;
  /** Existing relations as they are after the statements: all that these can have changed. */
  readonly after: Snapshot;
  readonly scansBefore: ReadonlyMap<string, number>;
  readonly locksBefore: HeldLocks;
  readonly locksAfter: HeldLocks;
  /** Tables that have an empty file now, by oid. */
  readonly emptied: ReadonlySet<string>;
}

export type Seen = Pick<StatementTrace, 'locks' | 'held' | 'rewrites' | 'scans' | 'indexBuilds' | 'live' | 'emptied'>;

/** One for each of the statements. */
export function interpret(observation: Observation): readonly Seen[] {
  const { existed, isLive, locksAfter, locksBefore, statements } = observation;
  const works = workIn(observation);
  const taken = newLocks(observation);
  // Shared by the statements of one reading, so that long lists don't multiply.
  const held = lockList(mergedModes(locksAfter, locksBefore), existed);
  const stopped = new Set(held.filter(({ mode }) => mode === 'AccessExclusiveLock').map(({ relation }) => relation));
  const liveNames = (oids: Iterable<string>): readonly string[] =>
    [...oids].flatMap((oid) => {
      const relation = existed(oid);
      return relation !== undefined && isLive(oid) && isWaitedFor(relation, stopped) ? [relation.name] : [];
    });
  const emptied = emptiedNames(observation);
  const lockedLive = sorted(liveNames(locksAfter.keys()));
  return statements.map((_, i) => {
    const work = works[i] ?? noWork();
    const names = (set: ReadonlySet<string>): readonly string[] =>
      sorted([...set].flatMap((oid) => existed(oid)?.name ?? []));
    const others = [...work.rewrites, ...work.scans, ...work.indexBuilds].filter((oid) => !locksAfter.has(oid));
    const live = others.length === 0 ? lockedLive : sorted([...lockedLive, ...liveNames(others)]);
    const emptiedLive = (emptied.get(i) ?? []).filter((name) => live.includes(name));
    return {
      locks: lockList(taken[i] ?? new Map(), existed),
      held,
      rewrites: names(work.rewrites),
      scans: names(work.scans),
      indexBuilds: names(work.indexBuilds),
      live,
      ...(emptiedLive.length === 0 ? {} : { emptied: sorted(emptiedLive) }),
    };
  });
}

/** By index of the statement. */
function emptiedNames(observation: Observation): ReadonlyMap<number, readonly string[]> {
  const names = new Map<number, string[]>();
  for (const oid of observation.emptied) {
    const name = observation.existed(oid)?.name;
    if (name === undefined) continue;
    for (const i of emptiers(observation, oid)) names.set(i, [...(names.get(i) ?? []), name]);
  }
  return names;
}

function sorted(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort();
}

/** Nobody writes to a materialized view, and nobody can read one that was never filled. */
function isWaitedFor({ kind, name, populated }: RelationState, stopped: ReadonlySet<string>): boolean {
  return kind !== 'm' || (populated && stopped.has(name));
}

interface Work {
  readonly rewrites: Set<string>;
  readonly scans: Set<string>;
  readonly indexBuilds: Set<string>;
}

function noWork(): Work {
  return { rewrites: new Set(), scans: new Set(), indexBuilds: new Set() };
}

const tableKinds = new Set(['r', 'p', 'm']);

/**
 * Message or counter or file: each sees what the others miss (CLUSTER has no message, a foreign key's check no counter on an empty parent). Only messages tell
 * which of several statements it was; for the others it is each that names the relation.
 */
function workIn(observation: Observation): readonly Work[] {
  const { after, existed, scansBefore, statements } = observation;
  const works = statements.map(noWork);
  // TRUNCATE and REFRESH … WITH NO DATA make fresh empty files and say "building index" for them: no data is read or written. Only for what is empty now: code
  // may have done something else to other tables.
  const isTruncatedBy = ({ statement }: RanStatement, oid: string | null): boolean =>
    oid !== null && observation.emptied.has(oid) && statement.changes.some(truncates);
  const told = new Map<string, number>();
  const oidOf = resolver(observation);
  for (const [i, ran] of statements.entries()) {
    const work = works[i];
    if (work === undefined) continue;
    for (const oid of heard(work, ran.messages, (table) => isTruncatedBy(ran, table), oidOf))
      told.set(oid, (told.get(oid) ?? 0) + 1);
  }
  const blame = (oid: string, add: (work: Work) => void): void => {
    const table = after.get(oid)?.tableOid ?? null;
    const found = blamed(observation, oid).flatMap((i) => {
      const [ran, work] = [statements[i], works[i]];
      return ran === undefined || work === undefined ? [] : [{ ran, work }];
    });
    if (found.some(({ ran }) => isTruncatedBy(ran, oid) || isTruncatedBy(ran, table))) return;
    for (const { work } of found) add(work);
  };
  for (const [oid, now] of after) {
    const old = existed(oid);
    if (old === undefined || old.file === null || now.file === null || old.file === now.file) continue;
    const table = now.tableOid;
    if (now.kind === 'i' && table !== null) {
      if (!works.some(({ indexBuilds }) => indexBuilds.has(table))) blame(oid, (work) => work.indexBuilds.add(table));
    } else if (tableKinds.has(now.kind) && !works.some(({ rewrites }) => rewrites.has(oid))) {
      blame(oid, (work) => work.rewrites.add(oid));
    }
  }
  for (const [oid, now] of after) {
    const counted = now.scans - (scansBefore.get(oid) ?? 0);
    if (!tableKinds.has(now.kind) || counted <= 0) continue;
    // A build counts a scan of its table, a rewrite too: those are said already.
    const isSaid = works.some((work) => work.rewrites.has(oid) || work.indexBuilds.has(oid));
    if (isSaid && (statements.length === 1 || counted <= (told.get(oid) ?? 0))) continue;
    blame(oid, (work) => work.scans.add(oid));
  }
  for (const { rewrites, indexBuilds, scans } of works) {
    for (const oid of rewrites) scans.delete(oid);
    if (statements.length > 1) for (const oid of indexBuilds) scans.delete(oid);
  }
  return works;
}

/** Adds what the messages say to the work; the relations that they are about, one for each. */
function heard(
  work: Work,
  messages: readonly ServerMessage[],
  isTruncated: (oid: string) => boolean,
  oidOf: (table: string) => string | undefined,
): readonly string[] {
  return messages.flatMap(({ message, routine }) => {
    const said = saying(message, routine);
    const oid = said === undefined ? undefined : oidOf(said.table);
    if (said === undefined || oid === undefined) return [];
    if (said.work === 'rewrite') work.rewrites.add(oid);
    if (said.work === 'scan') work.scans.add(oid);
    if (said.work === 'index-build' && !isTruncated(oid)) work.indexBuilds.add(oid);
    return [oid];
  });
}

interface Saying {
  readonly work: 'rewrite' | 'scan' | 'index-build';
  readonly table: string;
}

/** The DEBUG1 messages of tablecmds.c and index.c, measured on 15.18 and 18.4. Names in them are not qualified. */
const sayings: readonly (readonly [Saying['work'], RegExp])[] = [
  ['rewrite', /^rewriting table "(.*)"$/],
  ['scan', /^verifying table "(.*)"$/],
  ['index-build', /^building index ".*" on table "(.*)" (?:serially|with request for )/],
];

export function saying(message: string, routine: string): Saying | undefined {
  if (routine !== 'ATRewriteTable' && routine !== 'index_build') return undefined;
  for (const [work, pattern] of sayings) {
    const table = pattern.exec(message)?.[1];
    if (table !== undefined && !table.startsWith('pg_toast_')) return { work, table };
  }
  return undefined;
}

/**
 * Which existing relation an unqualified name means: the one of that name whose file or counter changed, else one that is locked. None for a temporary one,
 * and none for one that the transaction has made.
 */
function resolver({ after, existed, oidsNamed, isMade, scansBefore, locksAfter }: Observation) {
  const renamed = new Map<string, string[]>();
  for (const [oid, { name }] of after) {
    const now = unqualified(name);
    renamed.set(now, [...(renamed.get(now) ?? []), oid]);
  }
  return (name: string): string | undefined => {
    const oids = [...new Set([...oidsNamed(name), ...(renamed.get(name) ?? [])])];
    const candidates = oids.flatMap((oid) => {
      const [old, now] = [existed(oid), after.get(oid)];
      const names = [old?.name, now?.name].flatMap((known) => (known === undefined ? [] : [unqualified(known)]));
      return old !== undefined && tableKinds.has(old.kind) && names.includes(name) ? [{ oid, old, now }] : [];
    });
    const changed = candidates.find(
      ({ oid, old, now }) => now !== undefined && (old.file !== now.file || now.scans > (scansBefore.get(oid) ?? 0)),
    );
    if (changed !== undefined) return changed.oid;
    if (isMade(name)) return undefined;
    return candidates.find(({ oid }) => locksAfter.get(oid)?.some((mode) => atLeast(mode, 'ShareUpdateExclusiveLock')))
      ?.oid;
  };
}

/** Per relation that existed before the transaction, the strongest of the modes that were not held before; by statement. */
function newLocks(observation: Observation): readonly HeldLocks[] {
  const taken = observation.statements.map(() => new Map<string, readonly LockMode[]>());
  for (const [oid, modes] of observation.locksAfter) {
    const old = observation.locksBefore.get(oid) ?? [];
    const fresh = modes.filter((mode) => !old.includes(mode));
    if (fresh.length > 0) taken[blamed(observation, oid)[0] ?? 0]?.set(oid, fresh);
  }
  return taken;
}

function mergedModes(one: HeldLocks, other: HeldLocks): HeldLocks {
  if (other.size === 0) return one;
  const merged = new Map<string, readonly LockMode[]>(one);
  for (const [oid, modes] of other) merged.set(oid, [...(merged.get(oid) ?? []), ...modes]);
  return merged;
}

function lockList(locks: HeldLocks, existed: (oid: string) => RelationState | undefined): readonly TracedLock[] {
  const list = [...locks].flatMap(([oid, modes]): TracedLock[] => {
    const mode = strongest(modes);
    const relation = existed(oid);
    return mode === undefined || relation === undefined ? [] : [{ relation: relation.name, mode }];
  });
  return list.sort((a, b) => (a.relation < b.relation ? -1 : a.relation > b.relation ? 1 : 0));
}
