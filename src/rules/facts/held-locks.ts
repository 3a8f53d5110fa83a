// The locks that a transaction holds already when a statement begins.

import type { Change, ChangeOf } from '../../model/change.ts';
import type { RuleContext, TakenLock } from '../../model/finding.ts';
import type { Statement } from '../../model/migration.ts';
import type { Name } from '../../model/schema.ts';
import { wasNeverThere } from './clearing.ts';
import { lockedBesides } from './locked-besides.ts';
import { locksOf } from './locks.ts';

/** `below`: and in the same mode on all partitions. */
export interface HeldLock extends TakenLock {
  readonly below: boolean;
}

/** What a transaction holds after some of its statements. */
interface Holding {
  /** How many statements of the transaction it knows of. */
  count: number;
  /** Each relation once for each mode. */
  taken: Map<string, HeldLock>;
  atSavepoint: ReadonlyMap<string, HeldLock>;
}

/** By the statements of a transaction: each of ten thousand asks what those before it have taken. */
const holdings = new WeakMap<readonly Statement[], Holding>();

/** Those of earlier statements, by the names that the relations have now. What is rolled back to a savepoint lets its locks go. */
export function heldBefore(context: RuleContext): readonly HeldLock[] {
  const { statements } = context.unit;
  const until = context.statement.index - (statements[0]?.index ?? 0);
  let holding = holdings.get(statements);
  if (holding === undefined || holding.count > until) {
    holding = { count: 0, taken: new Map(), atSavepoint: new Map() };
    holdings.set(statements, holding);
  }
  for (; holding.count < until; holding.count++) {
    for (const change of statements[holding.count]?.changes ?? []) take(holding, change, context);
  }
  return [...holding.taken.values()];
}

function take(holding: Holding, change: Change, context: RuleContext): void {
  if (change.kind === 'transaction' && change.action === 'savepoint') holding.atSavepoint = new Map(holding.taken);
  if (change.kind === 'transaction' && change.action === 'rollback-to') holding.taken = new Map(holding.atSavepoint);
  for (const lock of mayDoNothing(change, context)
    ? []
    : [...locksOf(change), ...lockedBesides(change, context.at(change))]) {
    const held = { ...lock, below: reachesBelow(change, lock.relation) };
    holding.taken.set(keyOf(held), held);
  }
  if (change.kind === 'rename' && change.from === undefined) {
    holding.taken = byKey(renamed([...holding.taken.values()], change));
  }
  if (change.kind === 'set-schema') holding.taken = byKey(moved([...holding.taken.values()], change));
}

/** What a partitioned table is told about its columns, constraints or rows, it tells its partitions. */
function reachesBelow(change: Change, { name, schema }: Name): boolean {
  if (change.kind === 'truncate' || change.kind === 'lock-table') return true;
  // The indexes of the partitions go with that of the table.
  if (change.kind === 'drop') return change.object === 'index';
  const own = 'table' in change ? change.table : change.kind === 'rename' ? change.name : undefined;
  const isOwn = own !== undefined && own.name === name && own.schema === schema;
  return isOwn && (reaching.has(change.kind) || (change.kind === 'rename' && change.from !== undefined));
}

const reaching: ReadonlySet<Change['kind']> = new Set<Change['kind']>([
  'add-column',
  'drop-column',
  'alter-column-type',
  'set-default',
  'drop-default',
  'set-not-null',
  'drop-not-null',
  'set-expression',
  'drop-expression',
  'add-constraint',
  'drop-constraint',
  'alter-constraint',
  'create-index',
]);

function byKey(locks: readonly HeldLock[]): Map<string, HeldLock> {
  return new Map(locks.map((lock) => [keyOf(lock), lock]));
}

function keyOf({ relation, mode, below }: HeldLock): string {
  return JSON.stringify([relation.schema, relation.name, mode, below]);
}

/** DROP TABLE IF EXISTS clears the way for a table that most often is not there; a trigger may never have been. */
function mayDoNothing(change: Change, context: RuleContext): boolean {
  if (change.kind !== 'drop' || !change.ifExists) return false;
  return change.object === 'table' || wasNeverThere(change, context);
}

/** A lock stays with its table. */
function renamed(held: readonly HeldLock[], { name, to }: ChangeOf<'rename'>): HeldLock[] {
  return held.map((lock) =>
    lock.relation.name === name.name && lock.relation.schema === name.schema
      ? { ...lock, relation: { ...lock.relation, name: to } }
      : lock,
  );
}

function moved(held: readonly HeldLock[], { name, schema }: ChangeOf<'set-schema'>): HeldLock[] {
  return held.map((lock) =>
    lock.relation.name === name.name && lock.relation.schema === name.schema
      ? { ...lock, relation: { ...lock.relation, schema } }
      : lock,
  );
}
