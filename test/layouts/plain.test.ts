// Plain SQL files: their order, and which run outside a transaction.
import { beforeAll, describe, expect, it } from 'vitest';
import { markerIn } from '../../src/layouts/other-tools.ts';
import { plain } from '../../src/layouts/plain.ts';
import { loadParser } from '../../src/sql/script.ts';
import { sourceFiles } from './source-files.ts';

beforeAll(loadParser);

const read = (texts: Readonly<Record<string, string>>) => plain.read(sourceFiles('m', texts), 'm').migrations;

it('are ordered as people count, with their way back', () => {
  const migrations = read({ '10.sql': '', '2.up.sql': '', '2.down.sql': '', 'readme.md': '' });
  expect(migrations.map(({ path, down }) => [path, down?.path])).toEqual([
    ['m/2.up.sql', 'm/2.down.sql'],
    ['m/10.sql', undefined],
  ]);
});

it('read a way back alone as any script', () => {
  expect(
    read({ 'a/down.sql': '', 'b/up.sql': '', 'b/down.sql': '' }).map(({ path, down }) => [path, down?.path]),
  ).toEqual([
    ['m/a/down.sql', undefined],
    ['m/b/up.sql', 'm/b/down.sql'],
  ]);
});

it.each([
  ['wrapped', 'CREATE TABLE t (a int);'],
  ['wrapped', 'CREATE INDEX CONCURRENTLY i ON t (a); CREATE INDEX CONCURRENTLY j ON t (a);'],
  ['wrapped', "COMMENT ON TABLE t IS '-- no-transaction';"],
  ['none', 'BEGIN; CREATE TABLE t (a int); COMMIT;'],
  ['none', '-- why\nCREATE INDEX CONCURRENTLY i ON t (a);'],
  ['none', '-- no-transaction\nCREATE INDEX CONCURRENTLY i ON t (a);\nANALYZE t;'],
])('run %s: %j', (transaction, text) => {
  expect(read({ 'a.sql': text })[0]?.up.transaction).toBe(transaction);
});

describe('files of another tool', () => {
  it.each([
    ['dbmate', '-- migrate:up\nCREATE TABLE t ();\n-- migrate:down\nDROP TABLE t;', 1],
    ['dbmate', '-- a comment\n\n--migrate:up transaction:false\nSELECT 1;', 3],
    ['goose', '-- +goose NO TRANSACTION\n-- +goose Up\nSELECT 1;', 1],
    ['goose', 'SELECT 1;\n--+GOOSE down\nSELECT 2;', 2],
    ['sql-migrate', '-- +migrate Up notransaction\nSELECT 1;', 1],
    ['node-pg-migrate', 'SELECT 1;\n-- Down Migration\nSELECT 2;', 2],
    ['node-pg-migrate', '---- up migration\nSELECT 2;', 1],
    ['rambler', '-- rambler up\nSELECT 1;', 1],
    ['tern', 'SELECT 1;\n---- create above / drop below ----\nSELECT 2;', 2],
    ['MyBatis Migrations', '-- // create t\nSELECT 1;\n-- //@UNDO\nSELECT 2;', 3],
    ['MyBatis Migrations', 'SELECT 1;\n--//@undo\nSELECT 2;', 2],
    ['Play evolutions', '# --- !Ups\nSELECT 1;\n# --- !Downs\nSELECT 2;', 1],
    ['Play evolutions', '-- !Ups\nSELECT 1;\n-- !Downs\nSELECT 2;', 1],
    ['graphile-migrate', '--! Previous: -\n--! Hash: sha1:0\n\nSELECT 1;', 1],
    ['Liquibase', '--liquibase formatted sql\n--changeset a:1\nSELECT 1;', 1],
    ['Liquibase', '-- changeset ann:2 runInTransaction:false\nSELECT 1;', 1],
    ['yoyo', '-- why\n-- depends: 0001.init\nSELECT 1;', 2],
    ['Atlas', '-- atlas:txmode none\n\nSELECT 1;', 1],
    ['Drizzle', 'SELECT 1;--> statement-breakpoint\nSELECT 2;', 1],
    ['a tool with a section for the way back', 'SELECT 1;\r\n-- ROLLBACK\r\nSELECT 2;', 2],
    ['a tool with a section for the way back', 'SELECT 1;\n-- @DOWN\nSELECT 2;', 2],
    ['a tool with a section for the way back', 'SELECT 1;\n-- ==== UNDO ====\nSELECT 2;', 2],
  ])('%s is named and not run: %j', (tool, text, line) => {
    const reading = plain.read(sourceFiles('m', { 'a.sql': text, 'b.sql': 'SELECT 3;' }), 'm');
    expect(reading.migrations.map(({ path }) => path)).toEqual(['m/b.sql']);
    expect(reading.problems).toMatchObject([{ rule: 'unsupported-feature', place: { path: 'm/a.sql', line } }]);
    expect(reading.problems[0]?.message).toContain(tool);
  });

  it.each([
    '-- The rollback of this is not possible.\nSELECT 1;',
    '-- down with it\nSELECT 1;',
    'SELECT 1; -- migrate:down',
    "SELECT '-- migrate';",
    '-- migrates: up\nSELECT 1;',
    'SELECT 1;\n-- depends: on nothing\nSELECT 2;',
    '-- see https://example.com/--rollback\nSELECT 1;',
    'ROLLBACK;',
  ])('is not what only mentions its words: %j', (text) => {
    expect(plain.read(sourceFiles('m', { 'a.sql': text }), 'm')).toMatchObject({ migrations: [{}], problems: [] });
  });

  it('are looked for in linear time', () => {
    for (const text of ['\n', '-', ' ', '-- ', '--\n', '-- down ', '-- // '].map((part) => part.repeat(200_000))) {
      const start = performance.now();
      markerIn(text);
      expect(performance.now() - start).toBeLessThan(3_000);
    }
  });
});

it('leaves out the dump of a schema, which a tool writes again after each migration', () => {
  const rails = 'SET x = 0;\nINSERT INTO "schema_migrations" (version) VALUES (\'1\');';
  const dbmate = '\\restrict abc\n\n-- Dumped from database version 15\n';
  const paths = (texts: Readonly<Record<string, string>>) => read(texts).map(({ path }) => path);
  expect(paths({ 'structure.sql': rails, 'animals_structure.sql': rails, 'schema.sql': dbmate, '1.sql': '' })).toEqual([
    'm/1.sql',
  ]);
  // A first migration may be made by pg_dump, and a schema may be written by hand.
  expect(paths({ '0001_init.sql': rails, 'schema.sql': 'CREATE TABLE t ();' })).toEqual([
    'm/0001_init.sql',
    'm/schema.sql',
  ]);
});
