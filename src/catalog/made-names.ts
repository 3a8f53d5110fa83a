// The names that PostgreSQL gives to constraints and indexes that are made without one. Measured on 14 and 18.

import type { Catalog } from '../model/catalog.ts';
import type { Constraint, IndexColumn } from '../model/schema.ts';
import { columnsIn } from '../sql/conditions.ts';
import { qualifiedName } from '../sql/qualified-name.ts';
import { freeName, madeName } from '../sql/sql-names.ts';

const suffixes: Readonly<Record<Constraint['type'], string>> = {
  check: 'check',
  'foreign-key': 'fkey',
  'primary-key': 'pkey',
  unique: 'key',
  exclusion: 'excl',
  'not-null': 'not_null',
};

/** PostgreSQL keeps an index for it. */
export function hasIndex({ type }: Pick<Constraint, 'type'>): boolean {
  return type === 'primary-key' || type === 'unique' || type === 'exclusion';
}

/** Of the table, its columns (not for a primary key, nor several of a CHECK) and a suffix. `taken`: what has a name already. */
export function constraintName(table: string, constraint: Constraint, taken: { has(name: string): boolean }): string {
  if ('usingIndex' in constraint && constraint.usingIndex !== undefined) return constraint.usingIndex;
  const columns = constraint.type === 'primary-key' ? [] : namingColumns(constraint);
  const excluded = constraint.type === 'exclusion' ? constraint.elements.map(({ column = 'expr' }) => column) : [];
  const suffix = suffixes[constraint.type];
  return freeName((number) => madeName(table, ...columns, ...excluded, `${suffix}${number}`), taken);
}

function namingColumns(constraint: Constraint): readonly string[] {
  if (constraint.type !== 'check') return constraint.columns;
  const columns = columnsIn(constraint.expression.text);
  return columns.length === 1 ? columns : [];
}

/** Table, columns (those of INCLUDE too) and `idx`. */
export function indexName(
  table: string,
  columns: readonly IndexColumn[],
  include: readonly string[],
  taken: { has(name: string): boolean },
): string {
  const parts = new Set<string>();
  for (const { column, label } of [...columns, ...include.map((column) => ({ column, label: undefined }))]) {
    parts.add(freeName((number) => `${column ?? label ?? 'expr'}${number}`, parts));
  }
  return freeName((number) => madeName(table, ...parts, `idx${number}`), taken);
}

/** Names of relations in a schema. */
export function relationsIn(catalog: Catalog, schema: string): { has(name: string): boolean } {
  return { has: (name) => catalog.relations.has(qualifiedName(schema, name)) };
}
