// History tables of migration tools in a target: which belong to another tool than the one that is about to run. Pure: SQL and data.
import type { Row } from '../model/database.ts';
import type { Query } from '../model/layout.ts';
import type { LayoutName } from '../model/migration.ts';

interface KnownHistory {
  readonly tool: string;
  /** Absent for tools that are no layout here. */
  readonly layout?: LayoutName;
  readonly table: string;
  /** Only in this schema. */
  readonly schema?: string;
  /** Columns that the table has; names that many tables carry need more of them. */
  readonly columns: readonly string[];
  /** Columns that it has not: another tool's table of the same name has them. */
  readonly without?: readonly string[];
}

const knownHistories: readonly KnownHistory[] = [
  { tool: 'Flyway', layout: 'flyway', table: 'flyway_schema_history', columns: ['installed_rank', 'success'] },
  { tool: 'Flyway', layout: 'flyway', table: 'schema_version', columns: ['installed_rank', 'success'] },
  { tool: 'diesel', layout: 'diesel', table: '__diesel_schema_migrations', columns: ['version', 'run_on'] },
  { tool: 'golang-migrate', layout: 'golang-migrate', table: 'schema_migrations', columns: ['version', 'dirty'] },
  { tool: 'sqlx', table: '_sqlx_migrations', columns: ['version', 'checksum'] },
  { tool: 'refinery', table: 'refinery_schema_history', columns: ['version', 'checksum'] },
  { tool: 'Prisma', table: '_prisma_migrations', columns: ['migration_name', 'checksum'] },
  { tool: 'goose', table: 'goose_db_version', columns: ['version_id', 'is_applied'] },
  { tool: 'Liquibase', table: 'databasechangelog', columns: ['orderexecuted', 'exectype'] },
  { tool: 'Hasura', schema: 'hdb_catalog', table: '', columns: [] },
  { tool: 'Supabase', schema: 'supabase_migrations', table: 'schema_migrations', columns: ['version'] },
  { tool: 'Ecto', table: 'schema_migrations', columns: ['version', 'inserted_at'] },
  {
    tool: 'Rails, dbmate or another tool that keeps versions only',
    table: 'schema_migrations',
    columns: ['version'],
    without: ['dirty', 'inserted_at'],
  },
  { tool: 'Migratus', table: 'schema_migrations', columns: ['id', 'applied'], without: ['version'] },
  { tool: 'Rails', table: 'ar_internal_metadata', columns: ['key', 'value', 'environment'] },
  { tool: 'pop (soda, buffalo)', table: 'schema_migration', columns: ['version'] },
  { tool: 'node-pg-migrate', table: 'pgmigrations', columns: ['name', 'run_on'] },
  { tool: 'Knex', table: 'knex_migrations', columns: ['name', 'batch'] },
  { tool: 'Atlas', table: 'atlas_schema_revisions', columns: ['version', 'hash'] },
  { tool: 'Drizzle', table: '__drizzle_migrations', columns: ['hash', 'created_at'] },
  { tool: 'Alembic', table: 'alembic_version', columns: ['version_num'] },
  { tool: 'Django', table: 'django_migrations', columns: ['app', 'name', 'applied'] },
  { tool: 'sql-migrate', table: 'gorp_migrations', columns: ['id', 'applied_at'] },
  { tool: 'bun', table: 'bun_migrations', columns: ['name', 'group_id'] },
  { tool: 'go-pg migrations', table: 'gopg_migrations', columns: ['version'] },
  { tool: 'tern', table: 'schema_version', columns: ['version'], without: ['installed_rank', 'description'] },
  { tool: 'Sequelize', table: 'SequelizeMeta', columns: ['name'] },
  { tool: 'TypeORM', table: 'typeorm_migrations', columns: ['timestamp', 'name'] },
  { tool: 'TypeORM', table: 'migrations', columns: ['timestamp', 'name'] },
  { tool: 'Laravel', table: 'migrations', columns: ['migration', 'batch'] },
  { tool: 'db-migrate', table: 'migrations', columns: ['name', 'run_on'] },
  { tool: 'rambler', table: 'migrations', columns: ['migration'], without: ['batch'] },
  { tool: 'marv', table: 'migrations', columns: ['level', 'checksum'] },
  { tool: 'MikroORM', table: 'mikro_orm_migrations', columns: ['name', 'executed_at'] },
  { tool: 'Entity Framework', table: '__EFMigrationsHistory', columns: ['MigrationId'] },
  { tool: 'Entity Framework', table: '__ef_migrations_history', columns: ['migration_id'] },
  { tool: 'DbUp', table: 'schemaversions', columns: ['scriptname', 'applied'] },
  { tool: 'Evolve', table: 'changelog', columns: ['installed_by', 'checksum'] },
  { tool: 'MyBatis Migrations', table: 'changelog', columns: ['id', 'applied_at', 'description'] },
  { tool: 'Play evolutions', table: 'play_evolutions', columns: ['apply_script', 'revert_script'] },
  { tool: 'yoyo', table: '_yoyo_migration', columns: ['migration_id'] },
  { tool: 'yoyo', table: '_yoyo_migrations', columns: [] },
  { tool: 'postgrator', table: 'schemaversion', columns: ['version', 'md5'] },
  { tool: 'graphile-migrate', schema: 'graphile_migrate', table: 'migrations', columns: ['hash', 'previous_hash'] },
  { tool: 'Sqitch', schema: 'sqitch', table: 'changes', columns: ['change_id'] },
  { tool: 'pgroll', schema: 'pgroll', table: 'migrations', columns: ['migration'] },
  { tool: 'reshape', schema: 'reshape', table: 'migrations', columns: ['actions'] },
  { tool: 'Phinx', table: 'phinxlog', columns: ['version', 'migration_name'] },
  { tool: 'Doctrine', table: 'doctrine_migration_versions', columns: ['version', 'executed_at'] },
  { tool: 'SeaORM', table: 'seaql_migrations', columns: ['version', 'applied_at'] },
  { tool: 'Bytebase', table: 'migration_history', columns: ['issue_id', 'payload'] },
];

/** Each table whose name a migration tool uses, with its columns; the server's own and temporary schemas are left out. */
export const historyTables: Query = {
  sql: `SELECT n.nspname::pg_catalog.text AS schema, c.relname::pg_catalog.text AS name,
      pg_catalog.array_agg(a.attname::pg_catalog.text) FILTER (WHERE a.attnum OPERATOR(pg_catalog.>) 0 AND NOT a.attisdropped) AS columns
    FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_namespace n ON n.oid OPERATOR(pg_catalog.=) c.relnamespace
    LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid OPERATOR(pg_catalog.=) c.oid
    WHERE c.relkind OPERATOR(pg_catalog.=) ANY ('{r,p,f}'::pg_catalog."char"[])
      AND (pg_catalog.lower(c.relname::pg_catalog.text) OPERATOR(pg_catalog.=) ANY ($1::pg_catalog.text[])
        OR n.nspname::pg_catalog.text OPERATOR(pg_catalog.=) ANY ($2::pg_catalog.text[]))
    GROUP BY 1, 2 ORDER BY 1, 2`,
  parameters: [
    [...new Set(knownHistories.flatMap(({ table }) => (table === '' ? [] : [table.toLowerCase()])))],
    knownHistories.flatMap(({ schema, table }) => (table === '' && schema !== undefined ? [schema] : [])),
  ],
};

export interface OtherHistory {
  readonly tool: string;
  readonly schema: string;
  readonly table: string;
}

/** Those of the tables that are the history of another tool than `layout`, the first of each tool and schema. */
export function otherHistories(rows: readonly Row[], layout: LayoutName): readonly OtherHistory[] {
  const found = new Map<string, OtherHistory>();
  for (const row of rows) {
    const [schema, table] = [String(row.schema), String(row.name)];
    const columns = new Set(Array.isArray(row.columns) ? row.columns.map((name) => String(name).toLowerCase()) : []);
    const known = knownHistories.find((one) => isTable(one, schema, table, columns));
    if (known === undefined || known.layout === layout) continue;
    const key = `${known.tool} ${schema}`;
    if (!found.has(key)) found.set(key, { tool: known.tool, schema, table });
  }
  return [...found.values()];
}

function isTable(known: KnownHistory, schema: string, table: string, columns: ReadonlySet<string>): boolean {
  const has = (name: string): boolean => columns.has(name.toLowerCase());
  return (
    (known.schema === undefined || known.schema === schema) &&
    (known.table === '' || known.table.toLowerCase() === table.toLowerCase()) &&
    known.columns.every(has) &&
    !(known.without ?? []).some(has)
  );
}
