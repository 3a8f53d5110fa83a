// Rows of `flyway_schema_history` → what is applied, judged as Flyway's own validate judges it (11.8 was run on each situation of the tests).
import type { Row } from '../../model/database.ts';
import type { AppliedMigration, HistoryRefusal } from '../../model/layout.ts';
import type { Migration } from '../../model/migration.ts';
import { abbreviateDescription } from './abbreviations.ts';
import { compareVersions, parseVersion, type Version } from './versions.ts';

interface Entry {
  readonly type: string;
  /** As the row has it: null for a repeatable. */
  readonly version: string | null;
  readonly parsed: Version | undefined;
  readonly description: string;
  readonly checksum: string | null;
  readonly succeeded: boolean;
}

/** Takes rows in the order of `installed_rank` and all files, those under a baseline too; answers in the order of the rows. */
export function parseApplied(rows: readonly Row[], migrations: readonly Migration[]): readonly AppliedMigration[] {
  const live = liveEntries(rows.map(entryOf));
  const files = filesOf(migrations);
  const failures = live.filter(({ succeeded }) => !succeeded).length;
  const own = live
    // The row of `flyway baseline` names no file: it only says that everything up to its version is there.
    .filter(({ type }) => type !== 'BASELINE')
    .map((entry) =>
      entry.version === null ? repeatable(entry, files) : versioned(entry, entry.version, files, failures === 1),
    );
  return [...belowBaseline(live, own, migrations), ...own];
}

function entryOf(row: Row): Entry {
  const version = row.version == null ? null : String(row.version);
  return {
    type: String(row.type),
    version,
    parsed: version === null ? undefined : parseVersion(version),
    description: String(row.description),
    checksum: row.checksum == null ? null : String(row.checksum),
    succeeded: row.success === true,
  };
}

/** Without what later DELETE (`flyway repair`) and UNDO rows take back; of a repeatable only its newest row. */
function liveEntries(entries: readonly Entry[]): readonly Entry[] {
  let live: Entry[] = [];
  for (const entry of entries) {
    if (entry.type === 'SCHEMA') continue;
    const isSame = (one: Entry): boolean =>
      entry.version === null
        ? one.version === null && one.description === entry.description
        : one.version !== null && (one.parsed?.key ?? one.version) === (entry.parsed?.key ?? entry.version);
    const takesBack = entry.type === 'DELETE' || (entry.type.startsWith('UNDO_') && entry.succeeded);
    if (takesBack || entry.version === null) live = live.filter((one) => !isSame(one));
    if (!takesBack) live.push(entry);
  }
  return live;
}

interface Files {
  readonly byId: ReadonlyMap<string, Migration>;
  readonly repeatables: ReadonlyMap<string, Migration>;
  /** The highest version of a file: a row above it, or with it, is of the future and is accepted without a file. */
  readonly newest: Version | undefined;
}

function filesOf(migrations: readonly Migration[]): Files {
  const versions = migrations.flatMap(({ version }) => parseVersion(version) ?? []);
  return {
    byId: new Map(migrations.map((migration) => [migration.id, migration])),
    repeatables: new Map(
      migrations
        .filter(({ kind }) => kind === 'repeatable')
        .map((migration) => [abbreviateDescription(migration.name), migration]),
    ),
    newest: versions.reduce<Version | undefined>(
      (best, one) => (best === undefined || compareVersions(one, best) > 0 ? one : best),
      undefined,
    ),
  };
}

function repeatable(entry: Entry, files: Files): AppliedMigration {
  const file = files.repeatables.get(entry.description);
  const { checksum, succeeded } = entry;
  const applied = { id: file?.id ?? `R:${entry.description}`, version: '', checksum, succeeded };
  return file === undefined || entry.type === 'SQL' || !succeeded
    ? applied
    : { ...applied, validation: typeDiffers(file.path, entry.type) };
}

function versioned(entry: Entry, version: string, files: Files, isOnlyFailure: boolean): AppliedMigration {
  const key = entry.parsed?.key ?? version;
  const isBaseline = entry.type === 'SQL_BASELINE';
  const id = isBaseline ? `B:${key}` : key;
  const file = files.byId.get(id);
  const { checksum, succeeded } = entry;
  const applied = { id, version, checksum, succeeded };
  if (file === undefined) {
    const isFuture = isKnownType(entry.type) && isAtLeast(entry.parsed, files.newest);
    return isFuture && (succeeded || isOnlyFailure) ? { ...applied, validation: 'accepted' } : applied;
  }
  // Of a baseline migration that ran, Flyway compares neither checksum nor description.
  if (!succeeded || isBaseline) return applied;
  if (entry.type !== 'SQL') return { ...applied, validation: typeDiffers(`version ${version}`, entry.type) };
  return entry.description === abbreviateDescription(file.name)
    ? applied
    : { ...applied, validation: descriptionDiffers(version, entry.description, file.name) };
}

function isAtLeast(version: Version | undefined, newest: Version | undefined): boolean {
  return version !== undefined && (newest === undefined || compareVersions(version, newest) >= 0);
}

/** Flyway stops at any other word. */
function isKnownType(type: string): boolean {
  return /^(?:SQL|JDBC|SCRIPT)(?:_BASELINE)?$|^(?:SPRING_JDBC|CUSTOM)$/.test(type);
}

function typeDiffers(what: string, type: string): HistoryRefusal {
  return {
    message: `Flyway refuses the history of ${what}: it was applied as a migration of type ${type}, and the file here is SQL.`,
    help: 'Bring back the migration as it was applied, or have `flyway repair` accept the file.',
  };
}

function descriptionDiffers(version: string, was: string, is: string): HistoryRefusal {
  return {
    message: `Flyway refuses version ${version}: it was applied with the description "${was}", and the file's name says "${is}".`,
    help: 'Give the file its old name, or have `flyway repair` accept the new one.',
  };
}

/** `flyway baseline`, or a B migration that ran: files at or below that version that have no row count as applied, whatever is in them. */
function belowBaseline(
  live: readonly Entry[],
  own: readonly AppliedMigration[],
  migrations: readonly Migration[],
): readonly AppliedMigration[] {
  const floor = live.findLast(({ type, succeeded }) => /^(?:SQL_)?BASELINE$/.test(type) && succeeded)?.parsed;
  if (floor === undefined) return [];
  const known = new Set(own.map(({ id }) => id));
  return migrations.flatMap(({ id, version, kind }): readonly AppliedMigration[] => {
    const parsed = kind === 'versioned' ? parseVersion(version) : undefined;
    const isCovered = parsed !== undefined && compareVersions(parsed, floor) <= 0 && !known.has(id);
    return isCovered ? [{ id, version, checksum: null, succeeded: true }] : [];
  });
}
