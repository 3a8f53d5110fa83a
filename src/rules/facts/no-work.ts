// Changes that do nothing to any row, whatever they ask for: what they make is there, or there is no row.
import type { Change, ChangeOf } from '../../model/change.ts';
import type { RuleContext } from '../../model/finding.ts';
import type { Name } from '../../model/schema.ts';
import { knownColumn, makesOther } from './columns.ts';
import { bringsRows, emptiedBy } from './emptied.ts';
import { besideTable, knownIndexes, tableOfIndex } from './indexes.ts';
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
  return context.historyOf(table).some(({ change }) => change.kind === 'create-table' && !makesOther(change, table));
}

/** It goes with its column, without being named: one that was made by this name is looked up there. */
function isThere({ index, table }: ChangeOf<'create-index'>, context: RuleContext): boolean {
  const owner = index === undefined ? undefined : tableOfIndex(context, besideTable(table, index, context));
  if (owner === undefined) return false;
  const made = context.historyOf(owner).some(({ change }) => change.kind === 'create-index' && change.index === index);
  return !made || knownIndexes(context, owner).some(({ name }) => name === index);
}

/** Undefined when no migration made it. */
function tablespaceOf({ table }: ChangeOf<'set-tablespace'>, context: RuleContext): string | undefined {
  const owner = tableOfIndex(context, table);
  const start = owner === undefined ? [] : [tablespaceOfIndex(table.name, owner, context) ?? 'pg_default'];
  const past = context.historyOf(table).flatMap(({ change }) => {
    if (change.kind === 'set-tablespace') return [change.tablespace];
    return change.kind === 'create-table' && !makesOther(change, table) ? [change.tablespace ?? 'pg_default'] : [];
  });
  return [...start, ...past].at(-1);
}

function tablespaceOfIndex(index: string, table: Name, context: RuleContext): string | undefined {
  return context
    .historyOf(table)
    .flatMap(({ change }) => (change.kind === 'create-index' && change.index === index ? [change.tablespace] : []))
    .at(-1);
}

/** Undefined when no migration tells. */
function isLogged({ table }: ChangeOf<'set-logged'>, context: RuleContext): boolean | undefined {
  return context
    .historyOf(table)
    .flatMap(({ change }) => {
      if (change.kind === 'set-logged') return [change.logged];
      return change.kind === 'create-table' && !makesOther(change, table) ? [change.persistence !== 'unlogged'] : [];
    })
    .at(-1);
}
