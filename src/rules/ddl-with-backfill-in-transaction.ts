// Rows are changed or read in bulk while the transaction holds a lock on their table that stops others.
import type { ChangeOf } from '../model/change.ts';
import type { Hit, RuleContext, Work } from '../model/finding.ts';
import type { LockMode, Name } from '../model/schema.ts';
import { atLeast, blocksWrites, strongest } from '../sql/lock-modes.ts';
import { behind } from './facts/behind-views.ts';
import { isByKey, readInBulk } from './facts/bulk.ts';
import { foreignKeysTo, type KeyTo } from './facts/foreign-keys.ts';
import { type HeldLock, heldBefore } from './facts/held-locks.ts';
import { allIndexesKnown, knownIndexes } from './facts/indexes.ts';
import { whoWaits } from './facts/lock-words.ts';
import { ancestorsOf, partitionsOf } from './facts/partitioning.ts';
import { sqlBlock } from './facts/sql-block.ts';
import { defineRule } from './rule.ts';

export const ddlWithBackfillInTransaction = defineRule({
  id: 'ddl-with-backfill-in-transaction',
  category: 'availability',
  severity: 'error',
  title: 'Rows of a table are changed or read in bulk in the transaction that has altered the table.',
  why: 'ALTER TABLE itself may be short, but its AccessExclusiveLock is held until the transaction ends: reads and writes wait for the whole UPDATE, DELETE or SELECT.',
  instead:
    '1. Alter the table in one migration.\n2. Change the rows in the next one, or better in batches outside of migrations: each batch then locks only its own rows, and only for a moment.',
  fineWhen:
    'The table was created in the same release, each statement commits by itself, or the condition names single rows by a key.',
  claims: { lock: 'AccessExclusiveLock', work: 'scan' },
  sources: [
    'https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-TABLES',
    'https://github.com/ankane/strong_migrations#backfilling-data',
    'docs/conformance.md',
  ],
  example: {
    setup: 'CREATE TABLE orders (id bigint PRIMARY KEY);',
    bad: "ALTER TABLE orders ADD COLUMN state text;\nUPDATE orders SET state = 'new' WHERE state IS NULL;",
    good: "ALTER TABLE orders ADD COLUMN state text;\n-- in the next migration:\nUPDATE orders SET state = 'new' WHERE state IS NULL;",
    transaction: { good: 'none' },
  },
  on: ['update', 'delete', 'merge', 'insert', 'select', 'refresh-materialized-view'],
  check(change, context) {
    if (takesMaximum(change, context)) return undefined;
    const read = readBy(change, context).filter((table) => !context.isNew(table));
    const scanned = strongestHeld(read, context);
    if (scanned !== undefined) return hit(change, scanned, 'scan', context);
    if (change.kind !== 'insert' || change.source !== 'query' || context.isNew(change.table)) return undefined;
    const filled = strongestHeld([change.table], context);
    return filled === undefined ? undefined : hit(change, filled, 'none', context);
  },
});

type Bulk = ChangeOf<'update' | 'delete' | 'merge' | 'insert' | 'select' | 'refresh-materialized-view'>;

/** `SELECT setval(…, max(id))` reads one end of the index that a key has. */
function takesMaximum(change: Bulk, { statement }: RuleContext): boolean {
  return (
    change.kind === 'select' &&
    change.resets !== undefined &&
    /\bmax\s*\(/i.test(statement.text) &&
    !/\bcount\s*\(/i.test(statement.text)
  );
}

function readBy(change: Bulk, context: RuleContext): readonly Name[] {
  switch (change.kind) {
    case 'refresh-materialized-view':
      return change.withData ? behind(change.view, context, true) : [];
    case 'select':
    case 'insert':
      return readInBulk(change, context).flatMap((name) => [name, ...behind(name, context)]);
    default: {
      const single = change.kind !== 'merge' && isByKey(change, context);
      return [
        ...(single ? [] : [change.table, ...behind(change.table, context)]),
        ...(change.kind === 'merge' ? [] : searchedFor(change, context)),
        ...readInBulk(change, context).flatMap((name) => [name, ...behind(name, context)]),
      ];
    }
  }
}

/**
 * A row that goes, or gets another key, is looked for in the tables that refer to it: in all of each, where no index has the columns of the
 * foreign key.
 */
function searchedFor(change: ChangeOf<'update' | 'delete'>, context: RuleContext): readonly Name[] {
  // Most scripts that change rows hold no such lock, and have no need to look.
  if (!heldBefore(context).some(({ mode }) => blocksWrites(mode))) return [];
  const { table } = change;
  // What a foreign key points to has a unique index.
  const setsKey = (columns: readonly string[]): boolean =>
    knownIndexes(context, table).some(
      (index) => index.unique && index.columns.some(({ column }) => column !== undefined && columns.includes(column)),
    );
  if (change.kind === 'update' && !setsKey(change.columns)) return [];
  const isSought = ({ holder, key, columns }: KeyTo): boolean =>
    context.qualify(holder) !== context.qualify(table) &&
    allIndexesKnown(context, holder) &&
    key.enforced &&
    (change.kind === 'delete' || columns.some((column) => change.columns.includes(column))) &&
    !knownIndexes(context, holder).some(({ columns: [first] }) => key.columns.includes(first?.column ?? ''));
  return foreignKeysTo(table, context)
    .filter(isSought)
    .map(({ holder }) => holder);
}

interface Held {
  readonly relation: string;
  readonly lock: LockMode;
}

function hit(change: Bulk, { relation, lock }: Held, work: Work, context: RuleContext): Hit {
  return {
    message: `This transaction holds ${lock} on ${relation} from an earlier statement: ${whoWaits(lock)} until this ${change.kind.toUpperCase().replaceAll('-', ' ')} is done.`,
    help: `Leave the statements before it here, and in a later migration run:\n${sqlBlock(`${context.statement.text};`)}`,
    claims: { relation, lock, work },
  };
}

/** Among tables and their partitions, the one under the strongest lock of earlier statements that stops writes at least. */
function strongestHeld(tables: readonly Name[], context: RuleContext): Held | undefined {
  const locks = tables.length === 0 ? [] : heldBefore(context).filter(({ mode }) => blocksWrites(mode));
  if (locks.length === 0) return undefined;
  const { qualify } = context;
  return tables
    .flatMap((table) => [table, ...partitionsBelow(table, context)])
    .flatMap((table): Held[] => {
      const relation = qualify(table);
      const above = new Set(ancestorsOf(context, table).map(qualify));
      const isOn = (held: HeldLock): boolean => {
        const locked = qualify(held.relation);
        return locked === relation || (held.below && above.has(locked));
      };
      const lock = strongest(locks.filter(isOn).map(({ mode }) => mode));
      return lock === undefined ? [] : [{ relation, lock }];
    })
    .reduce<Held | undefined>(
      (best, held) => (best !== undefined && atLeast(best.lock, held.lock) ? best : held),
      undefined,
    );
}

function partitionsBelow(table: Name, context: RuleContext): readonly Name[] {
  return partitionsOf(context, table).flatMap((partition) => [partition, ...partitionsBelow(partition, context)]);
}
