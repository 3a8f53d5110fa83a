// Kinds of change by what they leave behind.
import type { ChangeKind } from '../../model/change.ts';
import { lockingKinds } from './live-locks.ts';

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
