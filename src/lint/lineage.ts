// What tables have from others: columns and constraints of the table they are made like or under, and what is later done to that one.
import type { Change, ChangeOf } from '../model/change.ts';
import type { PastChange } from '../model/finding.ts';
import type { Column, Name } from '../model/schema.ts';
import { folded } from '../rules/facts/folded.ts';
import { knownColumns, makesOther } from './past-columns.ts';
import { constraintsFrom } from './past-constraints.ts';

/** A CREATE TABLE with what it has from the tables it names; `pastOf` tells what happened to each of those. */
export function withInherited(
  change: ChangeOf<'create-table'>,
  pastOf: (name: Name) => readonly PastChange[],
): ChangeOf<'create-table'> {
  const { partitionOf, inherits, likes } = change;
  const above = [...(partitionOf === undefined ? [] : [partitionOf]), ...inherits];
  const columns = new Map<string, Column>();
  for (const source of [...above, ...likes]) {
    for (const column of columnsOf(source, pastOf)) if (!columns.has(column.name)) columns.set(column.name, column);
  }
  const copied = new Set(change.likesWith);
  const checked = copied.has('constraints') ? [...above, ...likes] : above;
  const keys = copied.has('indexes') ? likes.flatMap((source) => keysOf(source, pastOf)) : [];
  const checks = [...checked.flatMap((source) => checksOf(source, pastOf)), ...keys];
  if (columns.size === 0 && checks.length === 0) return change;
  const own = new Set(change.columns.map(({ name }) => name));
  const had = [...columns.values()].filter(({ name }) => !own.has(name));
  return { ...change, columns: [...had, ...change.columns], constraints: [...checks, ...change.constraints] };
}

function columnsOf(source: Name, pastOf: (name: Name) => readonly PastChange[]): readonly Column[] {
  return [...knownColumns(pastOf(source), source)].flatMap(
    ([name, { type, notNull, generated, collation }]): Column[] => {
      if (type === undefined) return [];
      const base = { name, type, notNull, identity: false, serial: false, constraints: [] };
      return [
        {
          ...base,
          ...(generated === undefined ? {} : { generated }),
          ...(collation === undefined ? {} : { collation }),
        },
      ];
    },
  );
}

function checksOf(
  source: Name,
  pastOf: (name: Name) => readonly PastChange[],
): ChangeOf<'create-table'>['constraints'] {
  return constraintsFrom(pastOf(source), source).flatMap(({ name, constraint, validated }) =>
    constraint.type === 'check' && constraint.noInherit !== true ? [{ ...constraint, name, validated }] : [],
  );
}

/** Those of the copy get names of their own. */
function keysOf(source: Name, pastOf: (name: Name) => readonly PastChange[]): ChangeOf<'create-table'>['constraints'] {
  return constraintsFrom(pastOf(source), source).flatMap(({ constraint }) => {
    if (constraint.type !== 'primary-key' && constraint.type !== 'unique') return [];
    const { name: _, usingIndex, ...rest } = constraint;
    return usingIndex === undefined ? [rest] : [];
  });
}

/** The indexes that LIKE … INCLUDING INDEXES copies, those of constraints apart. */
export function copiedIndexes(
  change: ChangeOf<'create-table'>,
  pastOf: (name: Name) => readonly PastChange[],
): readonly ChangeOf<'create-index'>[] {
  if (change.likesWith?.includes('indexes') !== true) return [];
  return change.likes.flatMap((source) => {
    const past = pastOf(source).map((one) => one.change);
    const gone = new Set(
      past.flatMap((one) => (one.kind === 'drop' && one.object === 'index' ? one.names.map(({ name }) => name) : [])),
    );
    return past.flatMap((one) => {
      if (one.kind !== 'create-index' || one.table.name !== source.name || gone.has(one.index ?? '')) return [];
      const { index: _, ...rest } = one;
      return [{ ...rest, table: change.table, only: false }];
    });
  });
}

/** Names of its partitions and heirs, as they were then. */
export function childrenIn(past: readonly PastChange[], table: Name): readonly Name[] {
  return [...childrenByName(past, table).values()];
}

const childrenByName = folded(
  () => new Map<string, Name>(),
  (children, { change }, table) => {
    if (change.kind === 'create-table' && makesOther(change, table)) children.set(change.table.name, change.table);
    if (change.kind === 'attach-partition' && change.table.name === table.name)
      children.set(change.partition.name, change.partition);
    if (change.kind === 'detach-partition') children.delete(change.partition.name);
    if (change.kind === 'inherit' && change.parent.name === table.name) children.set(change.table.name, change.table);
    if (change.kind === 'no-inherit') children.delete(change.table.name);
  },
);

/** What a change of a table does to its partitions and heirs: nothing, the same, or a part of it. */
export function passedOn(change: Change): readonly Change[] {
  switch (change.kind) {
    case 'add-column':
    case 'drop-column':
    case 'alter-column-type':
    case 'set-not-null':
    case 'drop-not-null':
    case 'drop-constraint':
    case 'validate-constraint':
      return [change];
    case 'rename':
      return change.object === 'column' || change.object === 'constraint' ? [change] : [];
    case 'add-constraint': {
      const { table, constraint, at } = change;
      if (constraint.type === 'primary-key')
        return constraint.columns.map((column) => ({ kind: 'set-not-null', table, column, at }));
      const passes = constraint.type === 'check' || constraint.type === 'not-null';
      return passes && constraint.noInherit !== true ? [change] : [];
    }
    default:
      return [];
  }
}
