// Another migration tool's history table in the target stops everything, on a real server.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plan, status } from '../../src/deploy.ts';
import type { ScratchDatabase, ScratchServer } from '../../src/model/database.ts';
import type { LayoutName } from '../../src/model/migration.ts';
import { loadParser } from '../../src/sql/script.ts';
import { scratchServer } from '../postgres.ts';
import { applyTo, asAdministrator, deployment, request, rowsOf } from './deployment.ts';

let server: ScratchServer;
let database: ScratchDatabase;
beforeAll(async () => {
  await loadParser();
  server = await scratchServer(18);
  database = await server.createDatabase();
});
afterAll(() => server.stop());

const files = {
  flyway: { 'V1__a.sql': 'CREATE TABLE made (id int);' },
  diesel: { '1_a/up.sql': 'CREATE TABLE made (id int);' },
  'golang-migrate': { '1_a.up.sql': 'CREATE TABLE made (id int);' },
} as const;

const stopping: readonly (readonly [tool: string, sql: string, table: string])[] = [
  ['sqlx', 'CREATE TABLE _sqlx_migrations (version bigint, description text, checksum bytea)', '"_sqlx_migrations"'],
  [
    'refinery',
    'CREATE TABLE refinery_schema_history (version int4, name text, checksum text)',
    'refinery_schema_history',
  ],
  ['Prisma', 'CREATE TABLE _prisma_migrations (id text, checksum text, migration_name text)', '_prisma_migrations'],
  ['goose', 'CREATE TABLE goose_db_version (id int, version_id bigint, is_applied boolean)', 'goose_db_version'],
  ['Liquibase', 'CREATE TABLE app.databasechangelog (id text, orderexecuted int, exectype text)', 'app'],
  [
    'Liquibase',
    'CREATE TABLE "DATABASECHANGELOG" ("ID" text, "ORDEREXECUTED" int, "EXECTYPE" text)',
    'DATABASECHANGELOG',
  ],
  ['Hasura', 'CREATE SCHEMA hdb_catalog; CREATE TABLE hdb_catalog.hdb_version (v text)', 'hdb_catalog'],
  ['Ecto', 'CREATE TABLE schema_migrations (version bigint, inserted_at timestamp)', 'schema_migrations'],
  ['Rails, dbmate', 'CREATE TABLE schema_migrations (version varchar PRIMARY KEY)', 'schema_migrations'],
  ['pop', 'CREATE TABLE schema_migration (version varchar(14))', 'schema_migration'],
  ['node-pg-migrate', 'CREATE TABLE pgmigrations (id serial, name text, run_on timestamp)', 'pgmigrations'],
  ['Knex', 'CREATE TABLE knex_migrations (id int, name text, batch int)', 'knex_migrations'],
  [
    'Atlas',
    'CREATE SCHEMA a; CREATE TABLE a.atlas_schema_revisions (version text, hash text)',
    'atlas_schema_revisions',
  ],
  [
    'Drizzle',
    'CREATE SCHEMA drizzle; CREATE TABLE drizzle.__drizzle_migrations (id int, hash text, created_at bigint)',
    'drizzle',
  ],
  [
    'Supabase',
    'CREATE SCHEMA supabase_migrations; CREATE TABLE supabase_migrations.schema_migrations (version text)',
    'supabase',
  ],
  ['Alembic', 'CREATE TABLE alembic_version (version_num text)', 'alembic_version'],
  ['Django', 'CREATE TABLE django_migrations (id int, app text, name text, applied timestamptz)', 'django_migrations'],
  ['sql-migrate', 'CREATE TABLE gorp_migrations (id text, applied_at timestamptz)', 'gorp_migrations'],
  ['tern', 'CREATE TABLE schema_version (version int4)', 'schema_version'],
  ['Sequelize', 'CREATE TABLE "SequelizeMeta" (name text)', 'SequelizeMeta'],
  ['TypeORM', 'CREATE TABLE migrations (id int, "timestamp" bigint, name text)', 'migrations'],
  ['Entity Framework', 'CREATE TABLE "__EFMigrationsHistory" ("MigrationId" text)', '__EFMigrationsHistory'],
  ['MyBatis', 'CREATE TABLE changelog (id numeric, applied_at text, description text)', 'changelog'],
  ['Play', 'CREATE TABLE play_evolutions (id int, apply_script text, revert_script text)', 'play_evolutions'],
  ['yoyo', 'CREATE TABLE _yoyo_migration (migration_hash text, migration_id text)', '_yoyo_migration'],
  [
    'postgrator',
    'CREATE TABLE schemaversion (version bigint, name text, md5 text, run_at timestamptz)',
    'schemaversion',
  ],
  ['Sqitch', 'CREATE SCHEMA sqitch; CREATE TABLE sqitch.changes (change_id text)', 'sqitch'],
  [
    'graphile-migrate',
    'CREATE SCHEMA graphile_migrate; CREATE TABLE graphile_migrate.migrations (hash text, previous_hash text)',
    'graphile',
  ],
  ['diesel', 'CREATE TABLE __diesel_schema_migrations (version text, run_on timestamp)', '__diesel_schema_migrations'],
  ['golang-migrate', 'CREATE TABLE schema_migrations (version bigint, dirty boolean)', 'schema_migrations'],
];

/** With these tables alone in the database, and without them afterwards. */
async function beside<T>(sql: string, work: () => Promise<T>): Promise<T> {
  await asAdministrator(database, (session) => session.run(`CREATE SCHEMA app; ${sql}`));
  try {
    return await work();
  } finally {
    const schemas = await rowsOf(
      database,
      "SELECT nspname FROM pg_namespace WHERE nspname NOT LIKE 'pg\\_%' AND nspname <> 'information_schema'",
    );
    const drop = schemas.map(({ nspname }) => `DROP SCHEMA "${String(nspname)}" CASCADE`).join(';');
    const again = 'CREATE SCHEMA public; GRANT ALL ON SCHEMA public TO PUBLIC';
    await asAdministrator(database, (session) => session.run(`SET search_path = pg_catalog; ${drop}; ${again}`));
  }
}

describe('is named, and nothing is done', () => {
  it.each(stopping)('%s: %s', async (tool, sql, table) => {
    await beside(sql, async () => {
      const refusal = {
        code: 'bad-input',
        message: expect.stringMatching(new RegExp(`${table}.*\\(${tool.replace(/[()]/g, '.')}`)),
      };
      const what = request('flyway', files.flyway);
      await expect(applyTo(database, what)).rejects.toMatchObject(refusal);
      const { ports } = deployment(() => database.connectAsMigrator());
      await expect(plan(what, ports)).rejects.toMatchObject(refusal);
      await expect(status(what, ports)).rejects.toMatchObject(refusal);
      expect(
        await rowsOf(database, "SELECT to_regclass('made') AS made, to_regclass('flyway_schema_history') AS history"),
      ).toEqual([{ made: null, history: null }]);
    });
  });
});

it("is not the tool's own, nor a table that only shares its name", async () => {
  const others =
    'CREATE TABLE app.migrations (id int); CREATE TABLE app.changelog (entry text); CREATE VIEW app.pgmigrations AS SELECT 1';
  for (const layout of ['flyway', 'diesel', 'golang-migrate'] as const satisfies readonly LayoutName[]) {
    await beside(others, async () => {
      // Objects of other schemas say nothing then about this one.
      const what = request(layout, files[layout], { historyAt: { schema: 'public' } });
      expect((await applyTo(database, what)).kind).toBe('applied');
      expect(await applyTo(database, what)).toMatchObject({ kind: 'nothing' });
    });
  }
});
