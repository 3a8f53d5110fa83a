// The locks that a transaction holds already when a statement begins.
import type { Change, ChangeOf } from '../../model/change.ts';
import type { RuleContext } from '../../model/finding.ts';
import type { Statement } from '../../model/migration.ts';
import type { Name } from '../../model/schema.ts';
import { locksOf, type TakenLock } from './locks.ts';

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
  /** The table that a DROP INDEX has locked is told by its past. */
  readonly drops: Change[];
}

/** By the statements of a transaction: each of ten thousand asks what those before it have taken. */
const holdings = new WeakMap<readonly Statement[], Holding>();

/** Those of earlier statements, by the names that the relations have now. What is rolled back to a savepoint lets its locks go. */
export function heldBefore(context: RuleContext): readonly HeldLock[] {
  const { statements } = context.unit;
  const until = context.statement.index - (statements[0]?.index ?? 0);
  let holding = holdings.get(statements);
  if (holding === undefined || holding.count > until) {
    holding = { count: 0, taken: new Map(), atSavepoint: new Map(), drops: [] };
    holdings.set(statements, holding);
  }
  for (; holding.count < until; holding.count++) {
    for (const change of statements[holding.count]?.changes ?? []) take(holding, change);
  }
  return [...holding.taken.values(), ...holding.drops.flatMap((drop) => ofDroppedIndexes(drop, context))];
}

function take(holding: Holding, change: Change): void {
  if (change.kind === 'transaction' && change.action === 'savepoint') holding.atSavepoint = new Map(holding.taken);
  if (change.kind === 'transaction' && change.action === 'rollback-to') holding.taken = new Map(holding.atSavepoint);
  if (change.kind === 'drop' && change.object === 'index') holding.drops.push(change);
  for (const lock of mayDoNothing(change) ? [] : locksOf(change)) {
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

/** DROP INDEX locks the table too; afterwards its past knows of the index. */
function ofDroppedIndexes(change: Change, context: RuleContext): readonly HeldLock[] {
  if (change.kind !== 'drop' || change.object !== 'index' || change.concurrently) return [];
  return change.names.flatMap((index): HeldLock[] => {
    const relation = context.tableOfIndex(index) ?? tableOfDropped(change, context);
    return relation === undefined ? [] : [{ relation, mode: 'AccessExclusiveLock', below: true }];
  });
}

function tableOfDropped(drop: Change, context: RuleContext): Name | undefined {
  const tables = context.statement.changes.flatMap((one) =>
    'table' in one && one.table !== undefined ? [one.table] : [],
  );
  return tables.find((table) => context.historyOf(table).some(({ change }) => change === drop));
}

/** DROP TABLE IF EXISTS clears the way for a table that most often is not there. */
function mayDoNothing(change: Change): boolean {
  return change.kind === 'drop' && change.object === 'table' && change.ifExists;
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
