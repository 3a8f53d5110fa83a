// Which tool a directory belongs to, by what only that tool has: small trees as they are found in real repositories.
import { describe, expect, it } from 'vitest';
import { baseName, neighbourPaths } from '../../src/layouts/paths.ts';
import { isMarkName, markNames, recogniseDirectory } from '../../src/layouts/recognition.ts';
import { sourceFiles } from './source-files.ts';

type Tree = Readonly<Record<string, string>>;

/** `tree` is a whole repository, `root` its migrations directory. */
function recognised(root: string, tree: Tree): string {
  const all = sourceFiles('', tree);
  const beside = new Set(neighbourPaths(root, markNames));
  const found = recogniseDirectory({
    root,
    files: all.filter(({ path }) => path.startsWith(`${root}/`)),
    neighbours: all.filter(
      ({ path }) => beside.has(path) || (isMarkName(baseName(path)) && !path.startsWith(`${root}/`)),
    ),
  });
  switch (found.kind) {
    case 'recognised':
      return `${found.layout.name} by ${found.by}`;
    case 'foreign':
      return `not ours: ${found.tool}`;
    case 'disputed':
      return `${found.layout.name} or ${found.tool}`;
    default:
      return found.kind;
  }
}

const flyway: Tree = { 'db/migration/V1__init.sql': 'SELECT 1;', 'db/migration/R__views.sql': 'SELECT 1;' };
const upDown: Tree = { 'migrations/1_a.up.sql': 'SELECT 1;', 'migrations/1_a.down.sql': 'SELECT 1;' };
const directories: Tree = { 'migrations/2024-01-01-000000_a/up.sql': 'SELECT 1;' };
const numbered: Tree = { 'migrations/20240101000000_a.sql': 'SELECT 1;' };

describe('ours', () => {
  it.each([
    ['flyway by names', 'db/migration', flyway],
    ['flyway by mark', 'db/migration', { ...flyway, 'flyway.conf': '' }],
    ['flyway by mark', 'db/migration', { ...flyway, 'pom.xml': '<artifactId>flyway-core</artifactId>' }],
    ['flyway by mark', 'db/migration', { ...flyway, 'build.gradle.kts': 'id("org.flywaydb.flyway")' }],
    ['golang-migrate by names', 'migrations', upDown],
    [
      'golang-migrate by mark',
      'migrations',
      { ...upDown, 'go.mod': 'require github.com/golang-migrate/migrate/v4 v4.1' },
    ],
    [
      'golang-migrate by mark',
      'migrations',
      { ...upDown, Makefile: 'up:\n\tmigrate -path migrations -database $(URL) up' },
    ],
    ['diesel by names', 'migrations', directories],
    ['diesel by mark', 'migrations', { ...directories, 'diesel.toml': '' }],
    ['diesel by mark', 'migrations', { ...directories, 'Cargo.toml': '[dependencies]\ndiesel = "2"\nsqlx = "0.8"' }],
    ['unknown', 'migrations', numbered],
    // A library in the same file says less than a migration tool.
    [
      'golang-migrate by mark',
      'migrations',
      { ...upDown, 'go.mod': 'github.com/uptrace/bun v1\ngithub.com/golang-migrate/migrate/v4 v4' },
    ],
    // The nearer file decides.
    [
      'flyway by mark',
      'a/db/migration',
      { 'a/db/migration/V1__x.sql': '', 'a/pom.xml': 'flyway', 'Cargo.toml': 'refinery = "0.8"' },
    ],
    // Another tool of the repository that has no files of these names.
    [
      'flyway by names',
      'db/migration',
      { ...flyway, 'package.json': '{"node-pg-migrate": "7"}', 'Cargo.toml': 'sqlx = "0.8"' },
    ],
    [
      'flyway by names',
      'db/migration',
      { ...flyway, 'config/application.rb': 'Rails::Application', 'alembic.ini': '' },
    ],
    // A word of another tool in a file that it would not read.
    ['flyway by names', 'db/migration', { 'db/migration/V1__a.sql': '-- +goose Up\nSELECT 1;' }],
    ['golang-migrate by names', 'migrations', { ...upDown, 'Cargo.toml': '# sqlx was tried\nmy-sqlx = "1"' }],
    [
      'golang-migrate by names',
      'migrations',
      { ...upDown, 'migrations/1_a.up.sql': '-- atlas:nolint\nSELECT 1;\n-- rollback\n' },
    ],
  ] as const)('%s', (expected, root, tree) => {
    expect(recognised(root, tree)).toBe(expected);
  });
});

describe('not ours', () => {
  const foreign: readonly (readonly [tool: string, root: string, tree: Tree])[] = [
    [
      'refinery',
      'migrations',
      { 'migrations/V1__a.sql': '', 'Cargo.toml': '[dependencies]\nrefinery = { version = "0.8" }' },
    ],
    [
      'refinery',
      'migrations',
      { 'migrations/V1__a.sql': '', 'Cargo.toml': '[dependencies.refinery]\nversion = "0.8"' },
    ],
    ['refinery', 'migrations', { 'migrations/V1__a.sql': '', 'Cargo.toml': 'refinery-core.workspace = true' }],
    ['refinery', 'migrations', { 'migrations/V1__a.sql': '', 'migrations/V2__b.rs': '' }],
    [
      'refinery',
      'crates/db/migrations',
      { 'crates/db/migrations/V1__a.sql': '', 'Cargo.toml': '[workspace.dependencies]\nrefinery = "1"' },
    ],
    ['Evolve', 'db', { 'db/V1_0_0__x.sql': '', 'Shop.csproj': '<PackageReference Include="Evolve" Version="3" />' }],
    ['DbUp', 'Scripts', { 'Scripts/0001.sql': '', 'Shop.csproj': '<PackageReference Include="dbup-postgresql" />' }],
    [
      'Prisma',
      'prisma/migrations',
      { 'prisma/migrations/20240101000000_init/migration.sql': '', 'prisma/migrations/migration_lock.toml': '' },
    ],
    ['Prisma', 'migrations', { 'migrations/20240101000000_init/migration.sql': '' }],
    ['Prisma', 'm', { 'm/V1__init/migration.sql': '', 'package.json': '{"devDependencies": {"prisma": "6"}}' }],
    ['Prisma', 'm', { 'm/V1__init.sql': '', 'm/migration_lock.toml': '' }],
    ['sqlx', 'migrations', { ...upDown, 'Cargo.toml': '[dependencies]\nsqlx = { version = "0.8" }' }],
    ['sqlx', 'migrations', { ...numbered, 'Cargo.toml': 'sqlx = "0.8"' }],
    ['sqlx', 'migrations', { ...upDown, 'sqlx.toml': '' }],
    ['pop (soda, buffalo)', 'migrations', { ...upDown, 'go.mod': 'github.com/gobuffalo/pop/v6 v6.1' }],
    ['pop (soda, buffalo)', 'migrations', { ...upDown, 'database.yml': 'development:\n  dialect: "postgres"' }],
    ['pop (soda, buffalo)', 'migrations', { ...upDown, 'migrations/2_b.up.fizz': 'create_table("t")' }],
    ['pop (soda, buffalo)', 'migrations', { ...upDown, 'migrations/2_b.postgres.up.sql': '' }],
    ['bun', 'migrations', { ...upDown, 'go.mod': 'github.com/uptrace/bun v1.2' }],
    ['bun', 'migrations', { 'migrations/1_a.tx.up.sql': '' }],
    [
      'Hasura',
      'migrations',
      { 'migrations/default/1700000000000_a/up.sql': '', 'config.yaml': 'metadata_directory: metadata' },
    ],
    ['Hasura', 'hasura/migrations/default', { 'hasura/migrations/default/1700000000000_a/up.sql': '' }],
    [
      'Hasura',
      'migrations',
      { 'migrations/1_a/up.sql': '', 'config.yaml': 'version: 3\nmetadata_directory: metadata' },
    ],
    ['dbmate', 'db/migrations', { 'db/migrations/20240101000000_a.sql': '-- migrate:up\nSELECT 1;' }],
    ['dbmate', 'm', { 'm/1_a.up.sql': '-- migrate:up\nSELECT 1;\n-- migrate:down\n' }],
    ['goose', 'm', { 'm/00001_a.sql': '-- +goose Up\nSELECT 1;' }],
    ['sql-migrate', 'm', { 'm/V1__a.sql': '-- +migrate Up\nSELECT 1;' }],
    ['node-pg-migrate', 'm', { 'm/1700000000000_a.sql': '-- Up Migration\nSELECT 1;' }],
    ['node-pg-migrate', 'm', { 'm/1700000000000_a.sql': 'SELECT 1;', 'package.json': '{"node-pg-migrate": "7"}' }],
    ['Liquibase', 'm', { 'm/V1__a.sql': '--liquibase formatted sql\n--changeset a:1\nSELECT 1;' }],
    [
      'Liquibase',
      'm',
      { 'm/V1__a.sql': 'SELECT 1;', 'm/db.changelog-master.yaml': 'databaseChangeLog:\n- include: {}' },
    ],
    ['Liquibase', 'cl/sql', { 'cl/sql/a.sql': 'SELECT 1;', 'cl/db.changelog-master.xml': '<databaseChangeLog/>' }],
    ['Liquibase', 'm', { 'm/a.sql': 'SELECT 1;', 'liquibase.properties': '' }],
    ['Atlas', 'm', { 'm/20240101000000_a.sql': '', 'm/atlas.sum': 'h1:x' }],
    ['Atlas', 'm', { ...{ 'm/1_a.up.sql': '' }, 'm/atlas.sum': 'h1:x' }],
    ['Atlas', 'm', { 'm/20240101000000.sql': '', 'atlas.hcl': 'env "local" {}' }],
    [
      'Supabase',
      'supabase/migrations',
      { 'supabase/migrations/20240101000000_a.sql': '', 'supabase/config.toml': 'project_id = "x"' },
    ],
    ['Drizzle', 'drizzle', { 'drizzle/0000_a.sql': '', 'drizzle/meta/_journal.json': '{}' }],
    ['Rails', 'db', { 'db/migrate/20240101000000_a.rb': '', 'db/structure.sql': '' }],
    ['Alembic', 'alembic', { 'alembic/versions/1_a.py': '', 'alembic/env.py': 'from alembic import context' }],
    ['Django', 'app/migrations', { 'app/migrations/0001_initial.py': 'class Migration(migrations.Migration): pass' }],
    ['Ecto', 'priv/repo/migrations', { 'priv/repo/migrations/20240101000000_a.exs': '' }],
    ['TypeORM, MikroORM, node-pg-migrate or another tool in JavaScript', 'm', { 'm/1700000000000-Init.ts': '' }],
    ['Sqitch', 'deploy', { 'deploy/a.sql': '', 'sqitch.plan': '%project=x' }],
    ['tern', 'm', { 'm/001_a.sql': 'SELECT 1;\n---- create above / drop below ----\nSELECT 2;' }],
    ['graphile-migrate', 'migrations', { 'migrations/committed/000001.sql': '--! Previous: -\n' }],
    ['MyBatis Migrations', 'scripts', { 'scripts/20240101_a.sql': '-- // a\nSELECT 1;\n-- //@UNDO\nSELECT 2;' }],
    ['Play evolutions', 'conf/evolutions/default', { 'conf/evolutions/default/1.sql': '# --- !Ups\nSELECT 1;' }],
    ['postgrator', 'm', { 'm/001.do.sql': '', 'm/001.undo.sql': '' }],
    ['yoyo', 'm', { 'm/0001.init.sql': '-- depends: \nSELECT 1;' }],
    ['yoyo', 'm', { 'm/0001.init.sql': 'SELECT 1;', 'm/0001.init.rollback.sql': 'SELECT 2;' }],
    ['rambler', 'm', { 'm/1_a.sql': '-- rambler up\nSELECT 1;' }],
    ['pgroll', 'm', { 'm/01_a.json': '{"name": "a", "operations": []}' }],
    ['Migratus', 'm', { 'm/20240101000000-a.up.sql': '' }],
  ];
  it.each(foreign)('%s in %s: %j', (tool, root, tree) => {
    expect(recognised(root, tree)).toBe(`not ours: ${tool}`);
  });

  it('says when two tools have a mark in one directory', () => {
    const both = { ...flyway, 'Cargo.toml': 'refinery = "0.8"', 'pom.xml': 'flyway' };
    expect(recognised('db/migration', both)).toBe('flyway or refinery');
  });
});
