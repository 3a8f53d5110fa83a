// What the catalogue knows of a table's indexes.

import { isTwin } from '../../catalog/indexes.ts';
import { indexName } from '../../catalog/made-names.ts';
import type { TableIndex } from '../../model/catalog.ts';
import type { ChangeOf } from '../../model/change.ts';
import type { RuleContext } from '../../model/finding.ts';
import type { Constraint, Name } from '../../model/schema.ts';
import { mentions } from '../../sql/mentions.ts';
import { partsOf } from '../../sql/qualified-name.ts';
import { defaultName, hasIndex, type KnownConstraint, knownConstraints } from './constraints.ts';
import { tableNamed } from './named.ts';
import { storedIn } from './partitioning.ts';

/** An index that is there, or one that is not yet: its name is empty where PostgreSQL is to give it. */
export type KnownIndex = Omit<TableIndex, 'id' | 'valid' | 'partitionOf' | 'tablespace' | 'bytes'>;

/** The indexes that are there before the statement, those of constraints included. */
export function knownIndexes(context: RuleContext, table: Name): readonly TableIndex[] {
  return tableNamed(context, table)?.indexes ?? [];
}

/** True when the table was made by a migration, column by column or like another such, so that no index of it is unknown. */
export function allIndexesKnown(context: RuleContext, table: Name): boolean {
  const found = tableNamed(context, table);
  if (found === undefined || !('inherits' in found)) return false;
  return found.complete && found.partitionOf === undefined && found.columnsFrom !== 'unknown table';
}

/** The table or materialized view that an index belongs to. */
export function tableOfIndex({ catalog, qualify }: RuleContext, index: Name): Name | undefined {
  const relation = catalog.relations.get(qualify(index));
  return relation?.kind === 'index' ? partsOf(relation.table) : undefined;
}

/** An index stands in the schema of its table. */
export function besideTable(table: Name, index: string, context: RuleContext): Name {
  return { schema: partsOf(context.qualify(table)).schema, name: index };
}

/** The column is a key of it, or its expression or condition names it. */
export function isOn({ columns, where }: Pick<KnownIndex, 'columns' | 'where'>, column: string): boolean {
  return (
    (where !== undefined && mentions(where.text, column)) ||
    columns.some(
      (key) => key.column === column || (key.expression !== undefined && mentions(key.expression.text, column)),
    )
  );
}

/** The name that PostgreSQL makes for an index that is created without one, where nothing has that name yet. */
export function madeIndexName({ table, columns, include = [] }: ChangeOf<'create-index'>): string {
  return indexName(table.name, columns, include, new Set());
}

/** The index that a CREATE INDEX makes. */
export function indexOf(change: ChangeOf<'create-index'>): KnownIndex {
  const { index, columns, where, unique, method, include = [], nullsNotDistinct = false } = change;
  const base = { name: index ?? '', columns, ofConstraint: false, unique, method, include, nullsNotDistinct };
  return where === undefined ? base : { ...base, where };
}

/** Of a PRIMARY KEY or UNIQUE constraint. */
export function indexOfConstraint(constraint: Constraint, table: Name): KnownIndex {
  const columns = constraint.columns.map((column) => ({ column }));
  const name = constraint.name ?? defaultName(table, constraint);
  return { name, columns, ofConstraint: true, unique: true, method: 'btree', include: [], nullsNotDistinct: false };
}

/** Each partition, to any depth, has the constraint already: the parent's is put on top, and no index is built. */
export function isOnAllPartitions(constraint: Constraint, table: Name, context: RuleContext): boolean {
  const wanted = indexOfConstraint(constraint, table);
  const partitions = storedIn(context, table).filter((part) => context.qualify(part) !== context.qualify(table));
  return (
    partitions.length > 0 &&
    partitions.every((part) => knownIndexes(context, part).some((index) => isTwin(wanted, index)))
  );
}

/** ALTER TABLE ONLY: partitions are left as they are. */
export function isOnly({ statement }: RuleContext): boolean {
  return /^alter\s+table\s+(?:if\s+exists\s+)?only\b/i.test(statement.text);
}

/** The constraint whose index this is: it can only be dropped with it. */
export function constraintOfIndex(
  context: RuleContext,
  index: Name,
): (KnownConstraint & { readonly table: Name }) | undefined {
  const table = tableOfIndex(context, index);
  if (table === undefined) return undefined;
  const found = knownConstraints(context, table).find(
    ({ name, constraint }) => name === index.name && hasIndex(constraint),
  );
  return found === undefined ? undefined : { ...found, table };
}
