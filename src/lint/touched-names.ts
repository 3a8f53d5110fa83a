// What each change is about: the relations, types and functions that it makes, changes or removes, by name.
import type { Change, ChangeOf } from '../model/change.ts';
import type { Name, ObjectType } from '../model/schema.ts';

/** What has a name among tables (pg_class) or types, which share names with them. */
export const inRelations: ReadonlySet<ObjectType> = new Set([
  'table',
  'view',
  'materialized-view',
  'index',
  'sequence',
  'foreign-table',
  'type',
  'domain',
]);

/** The function whose past a change belongs to. */
export function routineOf(change: Change): Name | undefined {
  if (change.kind === 'function') return change.function;
  return change.kind === 'alter-other' && change.object === 'function' ? change.name : undefined;
}

export type ViewChange = ChangeOf<'create-view' | 'create-materialized-view'>;

export const isView = (change: Change): change is ViewChange =>
  change.kind === 'create-view' || change.kind === 'create-materialized-view';

/** Types of columns that a change makes. */
export function typesIn(change: Change): readonly Name[] {
  if (change.kind === 'create-table') return change.columns.map(({ type }) => type);
  if (change.kind === 'add-column') return [change.column.type];
  if (change.kind === 'create-domain') return [change.type];
  return change.kind === 'alter-column-type' ? [change.type] : [];
}

export interface Creation {
  readonly name: Name;
  readonly temporary: boolean;
  readonly keepsExisting: boolean;
}

export function createdBy(change: Change): Creation | undefined {
  const made = (name: Name, temporary = false, keepsExisting = false): Creation => ({ name, temporary, keepsExisting });
  switch (change.kind) {
    case 'create-table':
      return made(change.table, change.persistence === 'temporary', change.ifNotExists);
    case 'create-view':
      return made(change.view, change.temporary, change.replace);
    case 'create-materialized-view':
      return made(change.view, false, change.ifNotExists);
    case 'create-sequence':
      return made(change.sequence, change.temporary);
    case 'create-type':
      return made(change.type);
    case 'create-domain':
      return made(change.domain);
    case 'create-other':
      return change.object === 'foreign-table' ? made(change.name) : undefined;
    default:
      return undefined;
  }
}

/** What a rename names together with the table that it belongs to. */
const partOfTable: ReadonlySet<ObjectType> = new Set([
  'column',
  'constraint',
  'attribute',
  'trigger',
  'policy',
  'rule',
  'enum-value',
]);

/** Names of all that a change makes, changes or removes, as far as rules ask by name. */
export function touchedNames(change: Change): readonly Name[] {
  const made = createdBy(change);
  const routine = routineOf(change);
  const dropped = change.kind === 'drop' ? change.names : [];
  return [
    ...(made === undefined ? [] : [made.name]),
    ...(routine === undefined ? [] : [routine]),
    ...dropped,
    ...touchedBy(change),
  ];
}

/** The relations and types whose past a change belongs to. */
export function touchedBy(change: Change): readonly Name[] {
  switch (change.kind) {
    case 'create-table':
      return [change.table, ...(change.partitionOf === undefined ? [] : [change.partitionOf]), ...change.inherits];
    case 'inherit':
    case 'no-inherit':
      return [change.table, change.parent];
    case 'attach-partition':
    case 'detach-partition':
      return [change.table, change.partition];
    case 'create-view':
    case 'create-materialized-view':
    case 'refresh-materialized-view':
      return [change.view];
    case 'create-sequence':
    case 'alter-sequence':
      return [change.sequence];
    case 'select':
      return change.resets ?? [];
    case 'create-type':
    case 'add-enum-value':
      return [change.type];
    case 'create-domain':
    case 'alter-domain':
      return [change.domain];
    case 'rename':
      return inRelations.has(change.object) || partOfTable.has(change.object) ? [change.name] : [];
    case 'set-schema':
    case 'set-owner':
    case 'comment':
      return inRelations.has(change.object) ? [change.name] : [];
    case 'grant':
      return change.object === 'table' && !change.allInSchema ? change.names : [];
    case 'drop':
      return change.on === undefined ? [] : [change.on];
    case 'truncate':
    case 'analyze':
    case 'vacuum':
    case 'lock-table':
      return change.tables;
    default:
      return 'table' in change && change.table !== undefined ? [change.table] : [];
  }
}
