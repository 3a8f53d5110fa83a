// From what was observed around one statement to what it did: locks, rewrites, scans, index builds. Pure.
import type { Change } from '../model/change.ts';
import type { ServerMessage } from '../model/database.ts';
import type { Statement } from '../model/migration.ts';
import type { LockMode } from '../model/schema.ts';
import type { StatementTrace, TracedLock } from '../model/trace.ts';
import { atLeast, strongest } from '../sql/lock-modes.ts';
import { partsOf } from '../sql/qualified-name.ts';
import type { HeldLocks, RelationState, Snapshot } from './observe.ts';

export interface Observation {
  readonly statement: Statement;
  /** Relations when the statement's transaction began, and when the first new migration began. */
  readonly atTransactionStart: Snapshot;
  readonly atReleaseStart: Snapshot;
  readonly before: Snapshot;
  readonly after: Snapshot;
  readonly locksBefore: HeldLocks;
  readonly locksAfter: HeldLocks;
  readonly messages: readonly ServerMessage[];
  /** Tables that have an empty file now, by oid. */
  readonly emptied?: ReadonlySet<string>;
}

export type Seen = Pick<StatementTrace, 'locks' | 'held' | 'rewrites' | 'scans' | 'indexBuilds' | 'live' | 'emptied'>;

export function interpret(observation: Observation): Seen {
  const { atReleaseStart } = observation;
  const work = workIn(observation);
  const existed = existedIn(observation);
  const locks = newLocks(observation);
  const held = lockList(observation.locksAfter, observation.locksBefore, existed);
  const oids = [...work.rewrites, ...work.scans, ...work.indexBuilds, ...observation.locksAfter.keys()];
  const names = (set: ReadonlySet<string>): readonly string[] =>
    [...set].flatMap((oid) => existed(oid)?.name ?? []).sort();
  const live = new Set(
    oids.flatMap((oid) => {
      const relation = existed(oid);
      const isLive = relation !== undefined && atReleaseStart.has(oid) && isWaitedFor(relation, held);
      return isLive ? [relation.name] : [];
    }),
  );
  return {
    locks,
    held,
    rewrites: names(work.rewrites),
    scans: names(work.scans),
    indexBuilds: names(work.indexBuilds),
    live: [...live].sort(),
    ...emptiedLive(observation, live),
  };
}

function emptiedLive({ emptied, before }: Observation, live: ReadonlySet<string>): Pick<Seen, 'emptied'> {
  const names = [...(emptied ?? [])].flatMap((oid) => before.get(oid)?.name ?? []).filter((name) => live.has(name));
  return names.length === 0 ? {} : { emptied: names.sort() };
}

/** Nobody writes to a materialized view, and nobody can read one that was never filled. */
function isWaitedFor({ kind, name, populated }: RelationState, held: readonly TracedLock[]): boolean {
  if (kind !== 'm') return true;
  return populated && held.some(({ relation, mode }) => relation === name && mode === 'AccessExclusiveLock');
}

/** Relations that were there when the transaction began, by the names they have when the statement runs: it may have renamed them. */
function existedIn({ atTransactionStart, before }: Observation): (oid: string) => RelationState | undefined {
  return (oid) => {
    const first = atTransactionStart.get(oid);
    return first === undefined ? undefined : (before.get(oid) ?? first);
  };
}

interface Work {
  readonly rewrites: ReadonlySet<string>;
  readonly scans: ReadonlySet<string>;
  readonly indexBuilds: ReadonlySet<string>;
}

const tableKinds = new Set(['r', 'p', 'm']);

/** Message or counter or file: each sees what the others miss (CLUSTER has no message, a foreign key's check no counter on an empty parent). */
function workIn(observation: Observation): Work {
  const { before, after, messages, statement } = observation;
  // TRUNCATE and REFRESH … WITH NO DATA make fresh empty files and say "building index" for them: no data is read or written.
  const truncated = statement.changes.some(truncates);
  const rewrites = new Set<string>();
  const scans = new Set<string>();
  const indexBuilds = new Set<string>();
  // Only for what is empty now: code may have done something else to other tables.
  const isTruncated = (oid: string | null): boolean =>
    truncated && oid !== null && observation.emptied?.has(oid) === true;
  const compared = [...after].filter(([oid, { tableOid }]) => !isTruncated(oid) && !isTruncated(tableOid));
  for (const [oid, now] of compared) {
    const old = before.get(oid);
    if (old === undefined || old.file === null || now.file === null || old.file === now.file) continue;
    if (now.kind === 'i' && now.tableOid !== null) indexBuilds.add(now.tableOid);
    else if (tableKinds.has(now.kind)) rewrites.add(oid);
  }
  for (const { message, routine } of messages) {
    const said = saying(message, routine);
    if (said === undefined) continue;
    const oid = resolve(said.table, observation);
    if (oid === undefined) continue;
    if (said.work === 'rewrite') rewrites.add(oid);
    if (said.work === 'scan') scans.add(oid);
    if (said.work === 'index-build' && !isTruncated(oid)) indexBuilds.add(oid);
  }
  for (const [oid, now] of compared) {
    const old = before.get(oid);
    const counted = old !== undefined && tableKinds.has(now.kind) && now.scans > old.scans;
    // A build counts a scan of its table, a rewrite too: those are said already.
    if (counted && !rewrites.has(oid) && !indexBuilds.has(oid)) scans.add(oid);
  }
  for (const oid of rewrites) scans.delete(oid);
  return { rewrites, scans, indexBuilds };
}

function truncates(change: Change): boolean {
  if (change.kind === 'do') return change.statements.some((inner) => inner.changes.some(truncates));
  return change.kind === 'truncate' || (change.kind === 'refresh-materialized-view' && !change.withData);
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

/** Which relation an unqualified name means: the one of that name whose file, counter or locks the statement changed. None for a temporary one. */
function resolve(name: string, observation: Observation): string | undefined {
  const { before, after, locksAfter } = observation;
  const candidates = [...after.values()].filter(
    (relation) => tableKinds.has(relation.kind) && partsOf(relation.name).name === name,
  );
  const changed = candidates.find((relation) => {
    const old = before.get(relation.oid);
    return old !== undefined && (old.file !== relation.file || relation.scans > old.scans);
  });
  const locked = candidates.find((relation) =>
    locksAfter.get(relation.oid)?.some((mode) => atLeast(mode, 'ShareUpdateExclusiveLock')),
  );
  return (changed ?? locked)?.oid;
}

/** Per relation that existed before the transaction, the strongest of the modes that were not held before the statement. */
function newLocks(observation: Observation): readonly TracedLock[] {
  const taken = new Map<string, readonly LockMode[]>();
  for (const [oid, modes] of observation.locksAfter) {
    const old = observation.locksBefore.get(oid) ?? [];
    const fresh = modes.filter((mode) => !old.includes(mode));
    if (fresh.length > 0) taken.set(oid, fresh);
  }
  return lockList(taken, new Map(), existedIn(observation));
}

function lockList(
  one: HeldLocks,
  other: HeldLocks,
  existed: (oid: string) => RelationState | undefined,
): readonly TracedLock[] {
  const oids = new Set([...one.keys(), ...other.keys()]);
  const list = [...oids].flatMap((oid): TracedLock[] => {
    const mode = strongest([...(one.get(oid) ?? []), ...(other.get(oid) ?? [])]);
    const relation = existed(oid);
    return mode === undefined || relation === undefined ? [] : [{ relation: relation.name, mode }];
  });
  return list.sort((a, b) => (a.relation < b.relation ? -1 : a.relation > b.relation ? 1 : 0));
}
