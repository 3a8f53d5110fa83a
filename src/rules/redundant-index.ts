// An index that another index of the table already does the work of.
import type { Hit, RuleContext } from '../model/finding.ts';
import type { IndexColumn, Name } from '../model/schema.ts';
import { besideTable, indexOf, type KnownIndex, knownIndexes, tableOfIndex } from './facts/indexes.ts';
import { defineRule } from './rule.ts';

export const redundantIndex = defineRule({
  id: 'redundant-index',
  category: 'availability',
  severity: 'warning',
  title: 'A new index repeats an index that the table has.',
  why: 'Every INSERT, and most UPDATEs, write to each index of the table; the second one costs that, disk and cache, and serves no query that the first does not serve.',
  instead: 'Leave it out. If the new index is to take the place of the old one, drop that in the same release.',
  fineWhen:
    'The other index is dropped in the same release. A unique index is never called redundant beside a longer one, because it guarantees something.',
  options: {
    prefixes: {
      type: 'boolean',
      default: false,
      about:
        'Also speak of an index on the first columns of a longer one: that is smaller, but serves no query that the longer one could not.',
    },
  },
  sources: [
    'https://www.postgresql.org/docs/current/indexes-multicolumn.html',
    'https://www.postgresql.org/docs/current/indexes-intro.html',
  ],
  example: {
    setup:
      'CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint, placed date);\nCREATE INDEX orders_customer_placed_idx ON orders (customer_id, placed);',
    bad: 'CREATE INDEX CONCURRENTLY orders_customer_idx ON orders (customer_id, placed);',
    good: 'CREATE INDEX CONCURRENTLY orders_placed_idx ON orders (placed);',
    transaction: { bad: 'none', good: 'none' },
  },
  on: ['create-index'],
  check(change, context, { prefixes }): Hit | undefined {
    const wanted = indexOf(change);
    const known = knownIndexes(context, change.table);
    if (known.length === 0) return undefined;
    const there = (index: KnownIndex): boolean => isThere(index, change.table, context);
    // Another one of its own name can't be there any more: it was dropped in a way that the text does not tell.
    const [others, namesakes] = [
      known.filter(({ name }) => name !== change.index),
      known.filter(({ name }) => name === change.index),
    ];
    // IF NOT EXISTS does nothing then.
    if (change.only || (change.ifNotExists && namesakes.some(there))) return undefined;
    const long = (index: KnownIndex): boolean => index.columns.length > wanted.columns.length;
    const other = others.find(
      (index) =>
        doesItsWork(index, wanted) &&
        (prefixes || !long(index)) &&
        there(index) &&
        !isDropped(index, change.table, context),
    );
    if (other === undefined) return undefined;
    const same = !long(other);
    const named = `index ${other.name}`;
    return {
      message: `${change.index === undefined ? 'This index' : `Index ${change.index}`} repeats ${same ? named : `the first columns of ${named}`} of ${context.qualify(change.table)}: every write pays for both${same ? ', and no query gains' : ''}.`,
    };
  },
});

/** Renamed and dropped ones are no longer known by their name. */
function isThere({ name }: KnownIndex, table: Name, context: RuleContext): boolean {
  return tableOfIndex(context, besideTable(table, name, context)) !== undefined;
}

/** Whatever the new index could be asked for, the other answers as well. What is written differently counts as different. */
function doesItsWork(other: KnownIndex, wanted: KnownIndex): boolean {
  const isStored = (wantedColumn: string): boolean =>
    other.include.includes(wantedColumn) || other.columns.some(({ column }) => column === wantedColumn);
  const covers =
    other.method === wanted.method &&
    other.where?.text === wanted.where?.text &&
    wanted.columns.every((key, i) => isSameKey(key, other.columns[i])) &&
    wanted.include.every(isStored);
  if (!covers) return false;
  const same = other.columns.length === wanted.columns.length;
  if (wanted.unique) return same && other.unique && other.nullsNotDistinct === wanted.nullsNotDistinct;
  return same || wanted.method === 'btree';
}

function isSameKey(one: IndexColumn, other: IndexColumn | undefined): boolean {
  return (
    (one.column ?? one.expression?.text) === (other?.column ?? other?.expression?.text) &&
    one.operatorClass === other?.operatorClass &&
    one.collation === other?.collation &&
    one.order === other?.order
  );
}

/** Later in the release: then the new index takes its place. */
function isDropped({ name }: KnownIndex, table: Name, context: RuleContext): boolean {
  return [...context.later(besideTable(table, name, context)), ...context.later(table)].some(
    ({ change }) =>
      (change.kind === 'drop' && change.object === 'index' && change.names.some((gone) => gone.name === name)) ||
      (change.kind === 'drop-constraint' && change.name === name),
  );
}
