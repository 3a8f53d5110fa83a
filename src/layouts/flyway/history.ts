// Flyway's table `flyway_schema_history`. Facts: PostgreSQLDatabase, JdbcTableSchemaHistory of Flyway 13.
import type { History, Query } from '../../model/layout.ts';
import type { Migration } from '../../model/migration.ts';
import { quoteIdentifier } from '../../sql/quote.ts';
import { unitsOf } from '../../sql/units.ts';
import { baseName } from '../paths.ts';
import { abbreviateDescription, abbreviateScript } from './abbreviations.ts';
import { parseApplied } from './applied.ts';
import { flywayChecksum } from './checksum.ts';

const defaultName = 'flyway_schema_history';

export function flywayHistory(schema: string, name: string = defaultName): History {
  const table = `${quoteIdentifier(schema)}.${quoteIdentifier(name)}`;
  return {
    table,
    create: createStatements(table, name),
    columns: ['installed_rank', 'version', 'description', 'type', 'script', 'checksum', 'installed_by', 'success'],
    recordSchemas: (schemas) => [
      insert(
        table,
        markerRow('SCHEMA', null, '<< Flyway Schema Creation >>', schemas.map(quoteIdentifier).join(',')),
        0,
      ),
    ],
    read: `SELECT "installed_rank", "version", "description", "type", "script", "checksum", "success" FROM ${table} ORDER BY "installed_rank"`,
    parse: parseApplied,
    recordStart: () => [],
    recordDone: (migration, { ms }) => [insert(table, rowOf(migration, ms, true))],
    // In a transaction Flyway rolls back and leaves no row; outside one it records the failure and refuses to go on. A script that
    // commits by itself is half done as well, though Flyway says it was rolled back.
    recordFailed: (migration, { ms }) =>
      migration.up.transaction === 'none' || unitsOf(migration.up).length > 1
        ? [insert(table, rowOf(migration, ms, false))]
        : [],
    // As `flyway repair` removes failed rows: Flyway refuses to go on beside one.
    recordResumed: (migration) => [failedRows(`DELETE FROM ${table}`, migration)],
    mark: (migration) =>
      failedRows(
        `SELECT pg_catalog.string_agg("installed_rank" || ' ' || pg_catalog.date_part('epoch', "installed_on"), ', ' ORDER BY "installed_rank") AS mark FROM ${table}`,
        migration,
      ),
    // As Flyway makes the table and the row in one: always rank 1.
    recordBaseline: (_covered, version) => [
      insert(table, markerRow('BASELINE', version, '<< Flyway Baseline >>', '<< Flyway Baseline >>'), 1),
    ],
    recordUndone: (migration) => [insert(table, undoneRow(migration))],
    lockKeys: () => [flywayLockKey(table)],
  };
}

function failedRows(command: string, migration: Migration): Query {
  return migration.kind === 'repeatable'
    ? {
        sql: `${command} WHERE NOT "success" AND "version" IS NULL AND "description" = $1`,
        parameters: [abbreviateDescription(migration.name)],
      }
    : { sql: `${command} WHERE NOT "success" AND "version" = $1`, parameters: [migration.version] };
}

/** The statements of Flyway's script, with its names for the key and the index. */
function createStatements(table: string, name: string): readonly string[] {
  return [
    `CREATE TABLE ${table} (
    "installed_rank" INT NOT NULL,
    "version" VARCHAR(50),
    "description" VARCHAR(200) NOT NULL,
    "type" VARCHAR(20) NOT NULL,
    "script" VARCHAR(1000) NOT NULL,
    "checksum" INTEGER,
    "installed_by" VARCHAR(100) NOT NULL,
    "installed_on" TIMESTAMP NOT NULL DEFAULT now(),
    "execution_time" INTEGER NOT NULL,
    "success" BOOLEAN NOT NULL
)`,
    `ALTER TABLE ${table} ADD CONSTRAINT ${quoteIdentifier(`${name}_pk`)} PRIMARY KEY ("installed_rank")`,
    `CREATE INDEX ${quoteIdentifier(`${name}_s_idx`)} ON ${table} ("success")`,
  ];
}

interface HistoryRow {
  readonly version: string | null;
  readonly description: string;
  readonly type: 'SQL' | 'SQL_BASELINE' | 'UNDO_SQL' | 'SCHEMA' | 'BASELINE';
  readonly script: string;
  readonly checksum: string | null;
  readonly executionTime: number;
  readonly success: boolean;
}

/** Flyway computes max + 1 before it inserts, under its lock; here it is one statement. */
function insert(table: string, row: HistoryRow, rank?: number): Query {
  return {
    sql:
      `INSERT INTO ${table} ("installed_rank", "version", "description", "type", "script", "checksum", "installed_by", ` +
      `"execution_time", "success") VALUES (${rank ?? `(SELECT coalesce(max("installed_rank"), 0) + 1 FROM ${table})`}, ` +
      '$1, $2, $3, $4, $5, current_user, $6, $7)',
    parameters: [
      row.version,
      abbreviateDescription(row.description),
      row.type,
      abbreviateScript(row.script),
      row.checksum,
      row.executionTime,
      row.success,
    ],
  };
}

function rowOf(migration: Migration, ms: number, success: boolean): HistoryRow {
  return {
    version: migration.kind === 'repeatable' ? null : migration.version,
    description: migration.name,
    type: migration.kind === 'baseline' ? 'SQL_BASELINE' : 'SQL',
    script: migration.recordedPath ?? baseName(migration.path),
    checksum: migration.checksum,
    executionTime: milliseconds(ms),
    success,
  };
}

/** A row that belongs to no file. */
function markerRow(
  type: 'SCHEMA' | 'BASELINE',
  version: string | null,
  description: string,
  script: string,
): HistoryRow {
  return { version, description, type, script, checksum: null, executionTime: 0, success: true };
}

/** An undo appends a row of its own. Its script, like every script, is recorded relative to the migrations directory. */
function undoneRow(migration: Migration): HistoryRow {
  const done = rowOf(migration, 0, true);
  const { down } = migration;
  if (down === undefined) return { ...done, type: 'UNDO_SQL', checksum: null };
  const root = migration.path.slice(0, migration.path.length - done.script.length);
  return {
    ...done,
    type: 'UNDO_SQL',
    script: down.path.startsWith(root) ? down.path.slice(root.length) : baseName(down.path),
    checksum: flywayChecksum(down.text),
  };
}

/** A whole number that fits the column. */
function milliseconds(ms: number): number {
  return Math.min(Math.max(Math.round(ms), 0), 2 ** 31 - 1);
}

/** "Flyway" in ASCII as one integer, plus Java's String.hashCode of the quoted, qualified table name. */
function flywayLockKey(table: string): string {
  let hash = 0;
  for (let i = 0; i < table.length; i++) hash = (Math.imul(hash, 31) + table.charCodeAt(i)) | 0;
  return String(77431708279161n + BigInt(hash));
}
