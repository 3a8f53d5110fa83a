// diesel's table `__diesel_schema_migrations`. Facts: setup_migration_table.sql and MigrationHarness of diesel.
import type { History } from '../../model/layout.ts';
import { quoteIdentifier } from '../../sql/quote.ts';

/** diesel itself writes the name without a schema: it means the first schema of the search_path, usually `public`. */
export function dieselHistory(schema: string): History {
  const table = `${quoteIdentifier(schema)}.__diesel_schema_migrations`;
  return {
    table,
    create: [
      `CREATE TABLE IF NOT EXISTS ${table} (
       version VARCHAR(50) PRIMARY KEY NOT NULL,
       run_on TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP
)`,
    ],
    columns: ['version', 'run_on'],
    read: `SELECT version FROM ${table} ORDER BY run_on, version`,
    parse: (rows) =>
      rows.map((row) => {
        const version = String(row.version);
        return { id: version, version, checksum: null, succeeded: true };
      }),
    recordStart: () => [],
    recordDone: ({ version }) => [{ sql: `INSERT INTO ${table} (version) VALUES ($1)`, parameters: [version] }],
    recordFailed: () => [],
    recordBaseline: (covered) =>
      covered.map(({ version }) => ({ sql: `INSERT INTO ${table} (version) VALUES ($1)`, parameters: [version] })),
    recordUndone: ({ version }) => [{ sql: `DELETE FROM ${table} WHERE version = $1`, parameters: [version] }],
    lockKeys: () => [],
  };
}
