// Kinds of change by what they lock and what they leave behind.
import type { ChangeKind } from '../../model/change.ts';

/** The forms of ALTER TABLE that stop others from writing, at least. */
export const alterTableKinds = [
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
  'add-constraint',
  'alter-constraint',
  'drop-constraint',
  'attach-partition',
  'detach-partition',
  'inherit',
  'no-inherit',
  'set-logged',
  'set-access-method',
  'set-tablespace',
  'replica-identity',
  'row-security',
  'enable-trigger',
  'enable-rule',
] as const satisfies readonly ChangeKind[];

/** Those that take a lock which stops others. */
export const lockingKinds = [
  'create-table',
  ...alterTableKinds,
  'create-index',
  'create-trigger',
  'create-rule',
  'create-policy',
  'alter-policy',
  'drop',
  'rename',
  'set-schema',
  'set-owner',
  'truncate',
  'lock-table',
  'cluster',
  'vacuum',
  'reindex',
  'refresh-materialized-view',
] as const satisfies readonly ChangeKind[];

/** Those that change rows. */
export const dataKinds = ['insert', 'update', 'delete', 'merge', 'copy'] as const satisfies readonly ChangeKind[];

/** These take locks, but leave the schema as it is. */
type OnlyWork = 'lock-table' | 'vacuum' | 'reindex' | 'cluster' | 'truncate' | 'refresh-materialized-view';
const onlyWork: ReadonlySet<string> = new Set<OnlyWork>([
  'lock-table',
  'vacuum',
  'reindex',
  'cluster',
  'truncate',
  'refresh-materialized-view',
]);

function isNoLockAlone(kind: (typeof lockingKinds)[number]): kind is Exclude<(typeof lockingKinds)[number], OnlyWork> {
  return !onlyWork.has(kind);
}

/** Those that change the schema; comments, settings of roles and what stands in code apart. */
export const schemaKinds = [
  ...lockingKinds.filter(isNoLockAlone),
  'validate-constraint',
  'alter-column-setting',
  'storage-parameters',
  'cluster-on',
  'attach-index',
  'create-view',
  'create-materialized-view',
  'create-sequence',
  'alter-sequence',
  'create-schema',
  'create-type',
  'add-enum-value',
  'alter-type',
  'create-domain',
  'alter-domain',
  'create-extension',
  'alter-extension',
  'create-statistics',
  'create-other',
  'alter-other',
  'function',
  'grant',
] as const satisfies readonly ChangeKind[];
