// golang-migrate's table `schema_migrations`: one row with the current version. Facts: database/postgres, database/util.go.
import type { Row } from '../../model/database.ts';
import type { AppliedMigration, History, Query } from '../../model/layout.ts';
import type { Migration } from '../../model/migration.ts';
import { quoteIdentifier } from '../../sql/quote.ts';
import { crc32 } from '../crc32.ts';

const defaultName = 'schema_migrations';

/** The queries of one record (TRUNCATE and INSERT) belong into one transaction, as in the tool: between them there is no version. */
export function golangMigrateHistory(schema: string, name: string = defaultName): History {
  const table = `${quoteIdentifier(schema)}.${quoteIdentifier(name)}`;
  const set = (version: string, dirty: boolean): readonly Query[] => [
    { sql: `TRUNCATE ${table}`, parameters: [] },
    { sql: `INSERT INTO ${table} (version, dirty) VALUES ($1, $2)`, parameters: [version, dirty] },
  ];
  return {
    table,
    create: [`CREATE TABLE IF NOT EXISTS ${table} (version bigint not null primary key, dirty boolean not null)`],
    columns: ['version', 'dirty'],
    read: `SELECT version, dirty FROM ${table} LIMIT 1`,
    parse: parseCurrent,
    recordStart: ({ version }) => set(version, true),
    recordDone: ({ version }) => set(version, false),
    // The row of the start stays: dirty, and the tool refuses to go on until `force`.
    recordFailed: () => [],
    // The transaction that wrote the row identifies it: `force` and the tool's own runs write a new one.
    mark: ({ version }) => ({
      sql: `SELECT xmin::text AS mark FROM ${table} WHERE dirty AND version = $1`,
      parameters: [version],
    }),
    // As `migrate force <version>`.
    recordBaseline: (_covered, version) => set(version, false),
    recordUndone: (_migration, previous) =>
      previous === undefined ? [{ sql: `TRUNCATE ${table}`, parameters: [] }] : set(previous.version, false),
    // The tool takes the database's name from its URL with the slash, or from the connection without: two keys for one database.
    lockKeys: (database) => [`/${database}`, database].map((spelling) => lockKey(schema, name, spelling)),
  };
}

/**
 * The one row says that every migration up to its version is applied; a dirty row, that the last one is not done. A version
 * without a file is answered too (the tool fails on it), as is -1, left by a failed undo of the first migration.
 */
function parseCurrent(rows: readonly Row[], migrations: readonly Migration[]): readonly AppliedMigration[] {
  const row = rows[0];
  if (row === undefined) return [];
  const current = BigInt(String(row.version));
  const succeeded = row.dirty !== true;
  const before = migrations.filter((migration) => BigInt(migration.version) < current);
  return [
    ...before.map(({ id, version }) => ({ id, version, checksum: null, succeeded: true })),
    { id: String(current), version: String(current), checksum: null, succeeded },
  ];
}

/** CRC-32 of schema, table and database with NULs between them, times a salt, modulo 2^32. */
function lockKey(schema: string, name: string, database: string): string {
  const names = new TextEncoder().encode([schema, name, database].join('\0'));
  return String(Math.imul(crc32(names), 1486364155) >>> 0);
}
