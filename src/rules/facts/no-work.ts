// Changes that do nothing to any row, whatever they ask for: what they make is there, or there is no row.

import type { Change, ChangeOf } from '../../model/change.ts';
import type { RuleContext } from '../../model/finding.ts';
import type { Name } from '../../model/schema.ts';
import { knownColumn } from './columns.ts';
import { bringsRows, emptiedBy } from './emptied.ts';
import { besideTable, knownIndexes, tableOfIndex } from './indexes.ts';
import { madeTable, tableNamed } from './named.ts';
import { hasNoPartitions } from './partitioning.ts';

export function doesNoWork(change: Change, context: RuleContext): boolean {
  switch (change.kind) {
    case 'add-column':
      if (change.ifNotExists && knownColumn(context, change.table, change.column.name) !== undefined) return true;
      break;
    case 'create-index':
      if (change.ifNotExists && isThere(change, context)) return true;
      break;
    case 'create-table':
      if (change.ifNotExists && isMade(change.table, context)) return true;
      break;
    case 'set-logged':
      return isLogged(change, context) === change.logged;
    case 'set-tablespace':
      return tablespaceOf(change, context) === change.tablespace;
    default:
  }
  // Attaching is about the other table.
  if (!('table' in change) || change.table === undefined || change.kind === 'attach-partition') return false;
  if (hasNoPartitions(context, change.table)) return true;
  return !bringsRows(change) && emptiedBy(context, change.table) === 'truncate';
}

/** By an earlier migration, and it is still there. */
export function isMade(table: Name, context: RuleContext): boolean {
  return madeTable(context, table) !== undefined;
}

function isThere({ index, table }: ChangeOf<'create-index'>, context: RuleContext): boolean {
  return index !== undefined && tableOfIndex(context, besideTable(table, index, context)) !== undefined;
}

/** Undefined when no migration made it. */
function tablespaceOf({ table }: ChangeOf<'set-tablespace'>, context: RuleContext): string | undefined {
  const owner = tableOfIndex(context, table);
  if (owner === undefined) return tablespaceOfTable(table, context);
  const index = knownIndexes(context, owner).find(({ name }) => name === table.name);
  return index?.tablespace ?? 'pg_default';
}

/** Undefined when no migration tells. */
function isLogged({ table }: ChangeOf<'set-logged'>, context: RuleContext): boolean | undefined {
  const made = madeTable(context, table);
  return made === undefined ? undefined : made.persistence !== 'unlogged';
}

function tablespaceOfTable(table: Name, context: RuleContext): string | undefined {
  const found = tableNamed(context, table);
  if (found === undefined || !('inherits' in found)) return undefined;
  return found.tablespace ?? (found.complete ? 'pg_default' : undefined);
}
