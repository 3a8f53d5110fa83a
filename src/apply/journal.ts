// Lockgate's own record of progress, statement by statement, for scripts that are not one transaction.
import { createHash } from 'node:crypto';
import type { Row, Session } from '../model/database.ts';
import type { Query } from '../model/layout.ts';
import type { Direction, Migration, Statement } from '../model/migration.ts';

/** One statement of an unfinished migration. */
export interface JournalEntry {
  readonly migration: string;
  /** Which of its scripts it is about. */
  readonly direction: Direction;
  /** Index of the statement in its script. */
  readonly statement: number;
  /** `sha256:<hex>` of the statement's text. */
  readonly textDigest: string;
  /**
   * - `done`: its effect is there;
   * - `failed`: the server refused it, nothing of it is left (but an INVALID index, which the next try removes);
   * - `begun`: nobody saw its end.
   */
  readonly state: 'done' | 'failed' | 'begun';
  /** Digest of the whole migration as it was when the row was written. */
  readonly migrationDigest?: string;
  /** Only in the row `underWay`: what Lockgate left in the history table (see `History.mark`); null = no mark. */
  readonly mark?: string | null;
}

/** The row that says "this migration is under way", written before all others; it is no statement. */
export const underWay = -1;

const table = 'lockgate.journal';

/**
 * Made only when a script first needs it. Rows are keyed by the history table too, for databases with several histories, and go
 * when the migration is recorded there: an empty journal means that nothing is half done.
 */
const create = `CREATE SCHEMA IF NOT EXISTS lockgate;
CREATE TABLE IF NOT EXISTS ${table} (
  history text NOT NULL,
  migration text NOT NULL,
  direction text NOT NULL DEFAULT 'up',
  migration_digest text NOT NULL,
  statement integer NOT NULL,
  text_digest text NOT NULL,
  backend_pid integer NOT NULL,
  started_by text NOT NULL DEFAULT session_user,
  started_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  finished_at timestamptz,
  failed boolean NOT NULL DEFAULT false,
  mark text,
  PRIMARY KEY (history, migration, direction, statement)
)`;

/** Half-done migrations of one history; empty when there is no journal yet. */
export async function readJournal(session: Session, history: string): Promise<readonly JournalEntry[]> {
  if (!(await journalExists(session))) return [];
  const rows = await session.query(
    // A journal of an earlier version has no columns `mark` and `direction`.
    `SELECT migration, COALESCE(pg_catalog.to_jsonb(j) ->> 'direction', 'up') AS direction, migration_digest, statement, text_digest, finished_at IS NOT NULL AS finished, failed, pg_catalog.to_jsonb(j) ->> 'mark' AS mark
     FROM ${table} AS j WHERE history = $1 ORDER BY migration, direction, statement`,
    [history],
  );
  return rows.map(entryOf);
}

function entryOf(row: Row): JournalEntry {
  return {
    migration: String(row.migration),
    direction: row.direction === 'down' ? 'down' : 'up',
    statement: Number(row.statement),
    textDigest: String(row.text_digest),
    state: row.failed === true ? 'failed' : row.finished === true ? 'done' : 'begun',
    migrationDigest: String(row.migration_digest),
    ...(Number(row.statement) === underWay ? { mark: row.mark == null ? null : String(row.mark) } : {}),
  };
}

export async function journalExists(session: Session): Promise<boolean> {
  const rows = await session.query('SELECT pg_catalog.to_regclass($1) IS NOT NULL AS found', [table]);
  return rows[0]?.found === true;
}

/** Needs CREATE on the database the first time; throws the server's refusal. */
export async function createJournal(session: Session): Promise<void> {
  if (!(await journalExists(session))) await session.run(create);
  else if (!(await isCurrent(session))) await session.run(upgrade);
}

/** Of an earlier version's table. */
const upgrade = `ALTER TABLE ${table} ADD COLUMN IF NOT EXISTS mark text, ADD COLUMN IF NOT EXISTS direction text NOT NULL DEFAULT 'up';
ALTER TABLE ${table} DROP CONSTRAINT IF EXISTS journal_pkey, ADD PRIMARY KEY (history, migration, direction, statement)`;

async function isCurrent(session: Session): Promise<boolean> {
  const rows = await session.query(
    "SELECT FROM pg_catalog.pg_attribute WHERE attrelid = pg_catalog.to_regclass($1) AND attname = ANY ('{mark,direction}') AND NOT attisdropped",
    [table],
  );
  return rows.length === 2;
}

/** Notes which mark stands in the history; in the transaction that left it there. */
export async function noteMark(session: Session, history: string, id: string, mark: string | null): Promise<void> {
  await session.query(`UPDATE ${table} SET mark = $3 WHERE history = $1 AND migration = $2 AND statement = $4`, [
    history,
    id,
    mark,
    underWay,
  ]);
}

/** What a row is about: one statement, or the migration as a whole. */
export interface JournalRow {
  readonly history: string;
  readonly migration: Migration;
  /** Null for the row that says the migration is under way. */
  readonly statement: Statement | null;
  /** The server process that runs it. */
  readonly pid: number;
}

/** Before a statement is sent `begun`, after it `done` or `failed`. Inside a transaction it commits with that. */
export async function record(session: Session, row: JournalRow, state: JournalEntry['state']): Promise<void> {
  const { history, migration, statement, pid } = row;
  await session.query(
    `INSERT INTO ${table} AS j (history, migration, migration_digest, statement, text_digest, backend_pid, finished_at, failed)
     VALUES ($1, $2, $3, $4, $5, $6, CASE WHEN $7 THEN pg_catalog.clock_timestamp() END, $8)
     ON CONFLICT (history, migration, direction, statement) DO UPDATE SET migration_digest = excluded.migration_digest,
       text_digest = excluded.text_digest, backend_pid = excluded.backend_pid, finished_at = excluded.finished_at, failed = excluded.failed,
       started_at = CASE WHEN $9 THEN pg_catalog.clock_timestamp() ELSE j.started_at END`,
    [
      history,
      migration.id,
      migration.digest,
      statement?.index ?? underWay,
      statement === null ? migration.digest : textDigest(statement),
      pid,
      state !== 'begun',
      state === 'failed',
      state === 'begun',
    ],
  );
}

/** When the migration is in the history table; in the same transaction where there is one. */
export function forgetMigration(history: string, id: string): Query {
  return { sql: `DELETE FROM ${table} WHERE history = $1 AND migration = $2`, parameters: [history, id] };
}

export function textDigest(statement: Statement): string {
  const hash = createHash('sha256').update(statement.text);
  if (statement.copyData !== undefined) hash.update('\0').update(statement.copyData);
  return `sha256:${hash.digest('hex')}`;
}
