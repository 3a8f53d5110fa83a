// Rows of `flyway_schema_history` → what is applied. The newest row of a version decides; undo and delete rows take it back.
import type { Row } from '../../model/database.ts';
import type { AppliedMigration } from '../../model/layout.ts';
import type { Migration } from '../../model/migration.ts';
import { abbreviateDescription } from './abbreviations.ts';
import { compareVersions, parseVersion, type Version } from './versions.ts';

interface Entry extends AppliedMigration {
  readonly type: string;
  readonly parsed: Version | undefined;
}

/** Takes rows in the order of `installed_rank`; answers in the order of each migration's newest row. */
export function parseApplied(rows: readonly Row[], migrations: readonly Migration[]): readonly AppliedMigration[] {
  const newest = newestRows(rows, migrations);
  // The row of `flyway baseline` names no file: it only says that everything up to its version is there.
  const named = newest.filter((entry) => entry.type !== 'BASELINE');
  const all = [...coveredByBaselineRow(newest, named, migrations), ...named];
  return underBaselineFile(all, migrations).map(({ id, version, checksum, succeeded }) => ({
    id,
    version,
    checksum,
    succeeded,
  }));
}

function newestRows(rows: readonly Row[], migrations: readonly Migration[]): readonly Entry[] {
  const entries = new Map<string, Entry>();
  for (const row of rows) {
    const entry = entryOf(row, migrations);
    if (entry.type === 'SCHEMA') continue;
    const key = entry.parsed?.key ?? entry.id;
    entries.delete(key);
    const takenBack = entry.type === 'DELETE' || (entry.type.startsWith('UNDO_') && entry.succeeded);
    if (!takenBack) entries.set(key, entry);
  }
  return [...entries.values()];
}

function entryOf(row: Row, migrations: readonly Migration[]): Entry {
  const type = String(row.type);
  const succeeded = row.success === true;
  const checksum = row.checksum == null ? null : String(row.checksum);
  if (row.version == null) {
    const description = String(row.description);
    const file = migrations.find((one) => one.kind === 'repeatable' && abbreviateDescription(one.name) === description);
    return { id: file?.id ?? `R:${description}`, version: '', checksum, succeeded, type, parsed: undefined };
  }
  const version = String(row.version);
  const parsed = parseVersion(version);
  const key = parsed?.key ?? version;
  return { id: type === 'SQL_BASELINE' ? `B:${key}` : key, version, checksum, succeeded, type, parsed };
}

/** `flyway baseline`, or a B migration that ran: files at or below that version count as applied, without checksums. */
function coveredByBaselineRow(
  newest: readonly Entry[],
  named: readonly Entry[],
  migrations: readonly Migration[],
): readonly Entry[] {
  const floor = newest.findLast((entry) => /^(?:SQL_)?BASELINE$/.test(entry.type) && entry.succeeded)?.parsed;
  if (floor === undefined) return [];
  const known = new Set(named.map((entry) => entry.id));
  return migrations.flatMap((migration) => {
    const parsed = parseVersion(migration.version);
    const covered = parsed !== undefined && compareVersions(parsed, floor) <= 0 && !known.has(migration.id);
    return covered ? [standIn(migration, parsed)] : [];
  });
}

/**
 * The B file of the directory stands for all files at or below its version, which are then not among the migrations. On a
 * database that came to that version by single steps it must not run: it takes the place of their rows. On a database that is
 * still below, nothing is replaced, so that the steps whose files are not read any more show as missing.
 */
function underBaselineFile(all: readonly Entry[], migrations: readonly Migration[]): readonly Entry[] {
  const file = migrations.find((migration) => migration.kind === 'baseline');
  const floor = file === undefined ? undefined : parseVersion(file.version);
  if (file === undefined || floor === undefined) return all;
  const reached = all.some(({ succeeded, parsed }) => succeeded && parsed && compareVersions(parsed, floor) >= 0);
  if (!reached) return all;
  const own = all.find((entry) => entry.id === file.id) ?? standIn(file, floor);
  const isCovered = ({ succeeded, parsed }: Entry) => succeeded && parsed && compareVersions(parsed, floor) <= 0;
  return [own, ...all.filter((entry) => entry !== own && !isCovered(entry))];
}

function standIn(migration: Migration, parsed: Version): Entry {
  return { id: migration.id, version: migration.version, checksum: null, succeeded: true, type: 'BASELINE', parsed };
}
