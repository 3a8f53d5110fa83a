// Takes changes into a catalogue, one after another.

import type { Catalog } from '../model/catalog.ts';
import type { Change, ChangeOf } from '../model/change.ts';
import { alterTable } from './alter-table.ts';
import { createTable } from './create-table.ts';
import { changeKnown, type Draft, emptyTable, keyOfNew, newId, put, resolved, type Setting } from './draft.ts';
import { drop, dropSchema } from './drop.ts';
import { createPolicy, createRule, createTrigger, grant } from './facilities.ts';
import { attachWritten, createIndex } from './indexes.ts';
import { rename, setSchema } from './rename.ts';
import { alterRoutine, createRoutine } from './routines.ts';
import { addLabel, alterDomain, createDomain, createType } from './types.ts';
import { createSequence, createView, ownSequence } from './views-and-sequences.ts';

/** The catalogue after all changes of a statement. ALTER TABLE takes things away before it adds others, wherever that stands. */
export function applyChanges(catalog: Catalog, changes: readonly Change[], setting: Setting): Catalog {
  const first = changes.filter(({ kind }) => removals.has(kind));
  const ordered = first.length === 0 ? changes : [...first, ...changes.filter(({ kind }) => !removals.has(kind))];
  return ordered.reduce((after, change) => applyChange(after, change, setting), catalog);
}

const removals: ReadonlySet<Change['kind']> = new Set([
  'drop-column',
  'drop-constraint',
  'drop-not-null',
  'drop-expression',
  'drop-identity',
]);

/**
 * The catalogue after the change. Pure: the one before stays as it is, so a savepoint is a kept reference and ROLLBACK goes back to it. A change that
 * PostgreSQL would refuse gives something or other.
 */
export function applyChange(catalog: Catalog, change: Change, setting: Setting): Catalog {
  const draft: Draft = { ...setting, catalog };
  apply(draft, change);
  return draft.catalog;
}

/** Temporary relations are gone: nobody may count on the session that made them. */
export function endSession(catalog: Catalog): Catalog {
  const draft: Draft = { catalog, searchPath: [], conditional: false };
  dropSchema(draft, 'pg_temp');
  return draft.catalog;
}

function apply(draft: Draft, change: Change): void {
  switch (change.kind) {
    case 'create-table':
      return createTable(draft, change);
    case 'create-index':
      return createIndex(draft, change);
    case 'attach-index':
      return attachWritten(draft, change);
    case 'create-view':
    case 'create-materialized-view':
      return createView(draft, change);
    case 'refresh-materialized-view':
      return changeKnown(draft, change.view, (view) =>
        'reads' in view ? { ...view, populated: change.withData } : view,
      );
    case 'create-sequence':
      return createSequence(draft, change);
    case 'alter-sequence':
      return ownSequence(draft, change);
    case 'create-schema':
      return createSchema(draft, change);
    case 'create-type':
      return createType(draft, change);
    case 'add-enum-value':
      return addLabel(draft, change);
    case 'create-domain':
      return createDomain(draft, change);
    case 'alter-domain':
      return alterDomain(draft, change);
    case 'drop':
      return drop(draft, change);
    case 'rename':
      return rename(draft, change);
    case 'set-schema':
      return setSchema(draft, change);
    default:
      return applyOther(draft, change);
  }
}

function applyOther(draft: Draft, change: Change): void {
  switch (change.kind) {
    case 'function':
      return createRoutine(draft, change);
    case 'alter-other':
      return change.object === 'function' ? alterRoutine(draft, change) : undefined;
    case 'create-trigger':
      return createTrigger(draft, change);
    case 'create-policy':
      return createPolicy(draft, change);
    case 'create-rule':
      return createRule(draft, change);
    case 'grant':
      return grant(draft, change);
    case 'cluster':
      return cluster(draft, change);
    case 'create-extension':
      return createExtension(draft, change);
    case 'create-other':
      return createOther(draft, change);
    default:
      return alterKnown(draft, change);
  }
}

const alters: ReadonlySet<Change['kind']> = new Set([
  'add-column',
  'drop-column',
  'alter-column-type',
  'set-default',
  'drop-default',
  'set-not-null',
  'drop-not-null',
  'set-expression',
  'drop-expression',
  'add-identity',
  'drop-identity',
  'alter-identity',
  'alter-column-setting',
  'add-constraint',
  'alter-constraint',
  'validate-constraint',
  'drop-constraint',
  'attach-partition',
  'detach-partition',
  'inherit',
  'no-inherit',
  'set-logged',
  'set-access-method',
  'set-tablespace',
  'cluster-on',
  'storage-parameters',
  'replica-identity',
  'row-security',
  'enable-trigger',
  'enable-rule',
]);

function alterKnown(draft: Draft, change: Change): void {
  if (!alters.has(change.kind) || !('table' in change) || change.table === undefined) return;
  const written = change as Parameters<typeof alterTable>[2];
  // ALTER INDEX … SET has the same form; so has ALTER VIEW.
  const key = resolved(draft, change.table);
  const relation = draft.catalog.relations.get(key);
  if (relation?.kind === 'index' || relation?.kind === 'sequence') return;
  changeKnown(draft, change.table, (table) => table, 'table');
  if (written.kind === 'attach-partition' || written.kind === 'detach-partition')
    changeKnown(draft, written.partition, (table) => table, 'table');
  if (written.kind === 'inherit' || written.kind === 'no-inherit')
    changeKnown(draft, written.parent, (table) => table, 'table');
  alterTable(draft, key, written);
}

/** The index is kept for the next time. */
function cluster(draft: Draft, { table, index }: ChangeOf<'cluster'>): void {
  if (table === undefined || index === undefined) return;
  changeKnown(draft, table, (one) => ('inherits' in one ? { ...one, clusteredOn: index } : one), 'table');
}

function createSchema(draft: Draft, { schema, ifNotExists }: ChangeOf<'create-schema'>): void {
  const { schemas, relations } = draft.catalog;
  const keeps = ifNotExists || draft.conditional;
  if (keeps && schemas.has(schema)) return;
  // Where something stands in it already it is an old one, though no migration made it.
  const isThere = keeps && [...relations.values()].some((relation) => relation.schema === schema);
  const id = isThere ? 0 : newId(draft);
  draft.catalog = { ...draft.catalog, schemas: schemas.with(schema, { id, name: schema }) };
}

function createExtension(draft: Draft, { extension: name, version }: ChangeOf<'create-extension'>): void {
  const { extensions } = draft.catalog;
  if (extensions.has(name)) return;
  const made = { id: newId(draft), name, ...(version === undefined ? {} : { version }) };
  draft.catalog = { ...draft.catalog, extensions: extensions.with(name, made) };
}

function createOther(draft: Draft, { object, name, tables }: ChangeOf<'create-other'>): void {
  if (object === 'foreign-table') {
    const key = keyOfNew(name, draft);
    put(draft, { ...emptyTable(newId(draft), key), kind: 'foreign-table', columnsFrom: 'foreign server' });
  }
  if (object !== 'publication') return;
  const named = (tables ?? []).map((table) => resolved(draft, table));
  const made = { id: newId(draft), name: name.name, allTables: tables === undefined, tables: named };
  draft.catalog = { ...draft.catalog, publications: draft.catalog.publications.with(name.name, made) };
}
