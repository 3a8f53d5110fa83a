// Where the history table and the files contradict each other. Pure.
import type { AppliedMigration, Layout } from '../model/layout.ts';
import type { Migration } from '../model/migration.ts';
import type { Conflict } from '../model/plan.ts';
import type { JournalEntry } from './journal.ts';

interface Input {
  readonly layout: Layout;
  readonly migrations: readonly Migration[];
  readonly applied: readonly AppliedMigration[];
  readonly journal: readonly JournalEntry[];
}

export function historyConflicts(input: Input): readonly Conflict[] {
  const byId = new Map(input.migrations.map((migration) => [migration.id, migration]));
  return [
    ...input.applied.flatMap((applied) => appliedConflicts(applied, byId.get(applied.id), input)),
    ...lateConflicts(input),
    ...rollbackConflicts(input),
  ];
}

function appliedConflicts(
  applied: AppliedMigration,
  migration: Migration | undefined,
  { journal }: Input,
): readonly Conflict[] {
  const path = migration?.path ?? null;
  const conflict = (message: string, help: string): readonly Conflict[] => [
    { migration: applied.id, path, message, help },
  ];
  if (applied.validation === 'accepted') return [];
  if (applied.validation !== undefined) return conflict(applied.validation.message, applied.validation.help);
  if (migration === undefined) {
    return conflict(
      `${nameOf(applied)} is in the history of this database, but its file is gone: the directory is not the one this database was made from.`,
      'Bring the file back (is the branch older than the database?), or have the migration tool forget it.',
    );
  }
  if (!applied.succeeded) {
    // With a journal of ours it is known how far it came, and the plan goes on from there.
    if (journal.some((entry) => entry.migration === applied.id)) return [];
    return conflict(
      `${nameOf(applied)} is marked as failed in the history: it is not known how much of it was done.`,
      'Look what is there, complete or undo it by hand, then clear the mark as the migration tool has it (`flyway repair`, `migrate force <version>`).',
    );
  }
  if (migration.kind !== 'versioned' || applied.checksum === null || applied.checksum === migration.checksum) return [];
  return conflict(
    `${nameOf(applied)} was changed after it was applied: the history has checksum ${applied.checksum}, the file has ${migration.checksum ?? 'none'}.`,
    'Put the file back as it was applied and write a new migration for the change. If only comments or blanks differ, the migration tool can accept the new checksum (`flyway repair`).',
  );
}

/** Nothing of this version rolls back: a newer one has begun it. */
function rollbackConflicts({ journal, migrations }: Input): readonly Conflict[] {
  const ids = new Set(journal.flatMap(({ direction, migration }) => (direction === 'down' ? [migration] : [])));
  return [...ids].map((id) => ({
    migration: id,
    path: migrations.find((migration) => migration.id === id)?.path ?? null,
    message: `By Lockgate's journal, a rollback of ${id} is half done.`,
    help: 'Finish it with the version of Lockgate that began it.',
  }));
}

function nameOf({ id, version }: AppliedMigration): string {
  return version === '' ? id : `Version ${version}`;
}

/** Versions that came in below the newest applied one. Only for a tool that runs them are they simply pending. */
function lateConflicts({ layout, migrations, applied }: Input): readonly Conflict[] {
  if (layout.lateVersion === 'runs') return [];
  const done = new Set(applied.map((one) => one.id));
  const versioned = migrations.filter((migration) => migration.kind === 'versioned');
  const newest = newestApplied(layout, versioned, applied);
  if (newest === undefined) return [];
  const isLate = (migration: Migration): boolean =>
    layout.compareVersions === undefined
      ? versioned.indexOf(migration) < versioned.findIndex(({ version }) => version === newest)
      : layout.compareVersions(migration.version, newest) < 0;
  const what =
    layout.lateVersion === 'refused'
      ? `${layout.name} refuses it`
      : `${layout.name} would skip it in silence, now and for ever`;
  return versioned
    .filter((migration) => !done.has(migration.id) && isLate(migration))
    .map(({ id, version, path }) => ({
      migration: id,
      path,
      message: `Version ${version} came in after version ${newest} was applied: ${what}.`,
      help: 'Give it a version above the newest applied one.',
    }));
}

/** The version of the newest applied migration; where the layout orders versions, one that has no file counts too. */
function newestApplied(
  { compareVersions }: Layout,
  versioned: readonly Migration[],
  applied: readonly AppliedMigration[],
): string | undefined {
  if (compareVersions === undefined) {
    const done = new Set(applied.map((one) => one.id));
    return versioned.findLast(({ id }) => done.has(id))?.version;
  }
  return applied
    .map(({ version }) => version)
    .filter((version) => version !== '')
    .reduce<string | undefined>(
      (best, one) => (best === undefined || compareVersions(one, best) > 0 ? one : best),
      undefined,
    );
}
