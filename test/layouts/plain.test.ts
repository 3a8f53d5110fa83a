// Plain SQL files: their order, and which run outside a transaction.
import { beforeAll, expect, it } from 'vitest';
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
  ['none', '-- migrate:up transaction:false\nCREATE INDEX CONCURRENTLY i ON t (a);\nANALYZE t;'],
  ['none', '-- +goose NO TRANSACTION\n-- +goose Up\nCREATE INDEX CONCURRENTLY i ON t (a);\nANALYZE t;'],
])('run %s: %j', (transaction, text) => {
  expect(read({ 'a.sql': text })[0]?.up.transaction).toBe(transaction);
});
