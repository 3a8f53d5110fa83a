// The state of each migration on a target. Pure.
import type { Migration } from '../model/migration.ts';
import type { HistoryState } from './history-state.ts';

/**
 * - `changed`: applied, and its file is another one now (for a repeatable: it will run again);
 * - `failed`: the history marks it as failed, and it is not known how far it came;
 * - `half-done`: Lockgate's journal knows how far it came;
 * - `missing`: applied, and there is no such file.
 */
export interface MigrationStatus {
  readonly id: string;
  readonly version: string;
  readonly path: string | null;
  readonly state: 'applied' | 'pending' | 'changed' | 'failed' | 'half-done' | 'missing';
}

/** Files in their order, then what has no file. */
export function statusOf(migrations: readonly Migration[], state: HistoryState): readonly MigrationStatus[] {
  const applied = new Map(state.applied.map((one) => [one.id, one]));
  const halfDone = new Set(state.journal.map(({ migration }) => migration));
  const ids = new Set(migrations.map(({ id }) => id));
  const known = migrations.map(({ id, version, path, kind, checksum }): MigrationStatus => {
    const row = applied.get(id);
    if (row?.succeeded === true) {
      const same = kind === 'baseline' || row.checksum === null || row.checksum === checksum;
      return { id, version, path, state: same ? 'applied' : 'changed' };
    }
    if (halfDone.has(id)) return { id, version, path, state: 'half-done' };
    return { id, version, path, state: row === undefined ? 'pending' : 'failed' };
  });
  const missing = state.applied
    .filter(({ id }) => !ids.has(id))
    .map(({ id, version }): MigrationStatus => ({ id, version, path: null, state: 'missing' }));
  return [...known, ...missing];
}
