// Which changes go through the rows of a table that may be large, and which name single rows.
import type { Change, ChangeKind, Lookup } from '../../model/change.ts';
import type { RuleContext } from '../../model/finding.ts';
import type { Name } from '../../model/schema.ts';
import { knownIndexes } from './indexes.ts';

/** Kinds that may go through many rows of tables that are there, and are no DDL that a rule of its own forbids. */
export const bulkKinds = [
  'insert',
  'update',
  'delete',
  'merge',
  'validate-constraint',
  'refresh-materialized-view',
  'create-materialized-view',
] as const satisfies readonly ChangeKind[];

/** The tables of before the release whose rows a change reads or writes in bulk; none where a key or a LIMIT names the rows. */
export function bulkTables(change: Change, context: RuleContext): readonly Name[] {
  return touched(change, context).filter((table) => !context.isNew(table) && !isCatalog(table));
}

/** Of the server itself: small, and read by many migrations. */
function isCatalog({ schema, name }: Name): boolean {
  return schema === undefined ? name.startsWith('pg_') : schema === 'pg_catalog' || schema === 'information_schema';
}

function touched(change: Change, context: RuleContext): readonly Name[] {
  switch (change.kind) {
    case 'update':
    case 'delete':
      return isByKey(change, context) || isLimited(context) ? [] : [change.table, ...readInBulk(change, context)];
    case 'merge':
      return [change.table, ...readInBulk(change, context)];
    case 'insert':
      return change.source === 'query' && !isLimited(context) ? readInBulk(change, context) : [];
    case 'validate-constraint':
      return [change.table];
    case 'refresh-materialized-view':
      return change.withData ? [change.view] : [];
    case 'create-materialized-view':
      return change.withData ? (change.reads ?? []) : [];
    default:
      return [];
  }
}

/** The condition gives values for all columns of a key, or for `id` where no key is known. */
export function isByKey(
  { table, pins = [] }: Partial<Lookup> & { readonly table: Name },
  context: RuleContext,
): boolean {
  if (pins.length === 0) return false;
  const keys = keysOf(table, context);
  const given = (columns: readonly string[]): boolean => columns.every((column) => pins.includes(column));
  return keys.length === 0 ? pins.includes('id') : keys.some(given);
}

/** Tables that the queries of a change read, but those of which they look up single rows alone. */
export function readInBulk(
  { reads = [], lookups = [] }: { readonly reads?: readonly Name[]; readonly lookups?: readonly Lookup[] },
  context: RuleContext,
): readonly Name[] {
  return reads.filter((name) => {
    const own = lookups.filter(({ table }) => context.qualify(table) === context.qualify(name));
    return own.length === 0 || !own.every((lookup) => isByKey(lookup, context));
  });
}

function keysOf(table: Name, context: RuleContext): readonly (readonly string[])[] {
  return knownIndexes(context, table).flatMap((index) => {
    const columns = index.columns.flatMap(({ column }) => column ?? []);
    const isKey = index.unique && index.where === undefined && columns.length === index.columns.length;
    return isKey && columns.length > 0 ? [columns] : [];
  });
}

/** A batch: the rows are cut off somewhere in the statement. */
function isLimited({ statement }: RuleContext): boolean {
  return /\b(?:limit\s+[\d$(]|fetch\s+(?:first|next)\b)/i.test(statement.text);
}
