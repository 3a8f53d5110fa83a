// Views, materialized views and sequences.

import type { Sequence, View } from '../model/catalog.ts';
import type { ChangeOf } from '../model/change.ts';
import { partsOf, qualifiedName } from '../sql/qualified-name.ts';
import { type Draft, keyOfNew, newId, put, resolved, resolveType } from './draft.ts';
import { dropRelation } from './drop.ts';
import { tableOrView } from './objects.ts';

/** CREATE OR REPLACE keeps what hangs on the view. */
export function createView(draft: Draft, change: ChangeOf<'create-view' | 'create-materialized-view'>): void {
  const temporary = change.kind === 'create-view' && change.temporary;
  const key = temporary ? qualifiedName('pg_temp', change.view.name) : keyOfNew(change.view, draft);
  const known = tableOrView(draft.catalog, key);
  const replaces = change.kind === 'create-view' && change.replace;
  if (
    known !== undefined &&
    !replaces &&
    (draft.conditional || (change.kind === 'create-materialized-view' && change.ifNotExists))
  )
    return;
  if (known !== undefined && !replaces) dropRelation(draft, key);
  const kept = replaces && known !== undefined && 'reads' in known ? known : undefined;
  const view: View = {
    ...(kept ?? { columns: [], constraints: [], indexes: [], triggers: [], policies: [], rules: [], grants: [] }),
    id: kept?.id ?? newId(draft),
    ...partsOf(key),
    kind: change.kind === 'create-view' ? 'view' : 'materialized-view',
    complete: true,
    persistence: temporary ? 'temporary' : 'permanent',
    reads: [...new Set((change.reads ?? []).map((name) => resolved(draft, name)))],
    uses: change.uses ?? [],
    populated: change.kind === 'create-view' || change.withData,
  };
  put(draft, view);
}

export function createSequence(
  draft: Draft,
  { sequence, temporary, type, ifNotExists, ownedBy }: ChangeOf<'create-sequence'>,
): void {
  const key = temporary ? qualifiedName('pg_temp', sequence.name) : keyOfNew(sequence, draft);
  if (draft.catalog.relations.has(key) && (draft.conditional || ifNotExists === true)) return;
  const made: Sequence = {
    id: newId(draft),
    kind: 'sequence',
    ...partsOf(key),
    persistence: temporary ? 'temporary' : 'permanent',
    type: type === undefined ? 'int8' : resolveType(draft, type).name,
    ...(ownedBy === undefined || ownedBy === null
      ? {}
      : { ownedBy: { table: resolved(draft, ownedBy.table), column: ownedBy.column } }),
    grants: [],
  };
  put(draft, made);
}

export function ownSequence(draft: Draft, { sequence, ownedBy }: ChangeOf<'alter-sequence'>): void {
  const relation = draft.catalog.relations.get(resolved(draft, sequence));
  if (relation?.kind !== 'sequence' || ownedBy === undefined) return;
  const { ownedBy: _, ...rest } = relation;
  if (ownedBy === null) put(draft, rest);
  else put(draft, { ...rest, ownedBy: { table: resolved(draft, ownedBy.table), column: ownedBy.column } });
}
