// Which statements commit together, for each way in which a runner sends a script.
import { describe, expect, it } from 'vitest';
import type { TransactionMode } from '../../src/model/migration.ts';
import { refusedInTransaction, unitsOf } from '../../src/sql/units.ts';
import { script } from './reading.ts';

/** `runner[a b]runner`: who opened, the statements' first words, who closed; `a` alone = autocommit. */
function shape(text: string, transaction: TransactionMode): string {
  return unitsOf(script(text, transaction))
    .map((unit) => {
      const words = unit.statements.map((statement) => statement.text.split(/\s/)[0]).join(' ');
      return unit.kind === 'autocommit' ? words : `${unit.opened}[${words}]${unit.closed}`;
    })
    .join(' ');
}

const cases: readonly (readonly [mode: TransactionMode, text: string, shape: string])[] = [
  ['wrapped', '', ''],
  ['wrapped', 'select 1', 'runner[select]runner'],
  ['wrapped', 'select 1; drop table t', 'runner[select drop]runner'],
  ['wrapped', 'begin; drop table t; commit', 'runner[begin drop commit]commit'],
  ['wrapped', 'drop table t; commit; vacuum', 'runner[drop commit]commit vacuum'],
  ['wrapped', 'drop table t; rollback; begin; select 1', 'runner[drop rollback]rollback script[begin select]open'],
  ['wrapped', 'savepoint a; drop table t; rollback to a', 'runner[savepoint drop rollback]runner'],
  ['none', 'select 1', 'select'],
  ['none', 'select 1; drop table t', 'select drop'],
  ['none', 'begin; drop table t; end; vacuum', 'script[begin drop end]commit vacuum'],
  ['none', 'start transaction; drop table t; abort', 'script[start drop abort]rollback'],
  ['none', 'begin; drop table t', 'script[begin drop]open'],
  ['own', 'select 1', 'select'],
  ['own', 'select 1; drop table t', 'runner[select drop]runner'],
  ['own', 'begin; drop table t; commit;', 'script[begin drop commit]commit'],
  [
    'own',
    'select 1; begin; drop table t; commit; vacuum',
    'script[select begin drop commit]commit runner[vacuum]runner',
  ],
  ['own', 'begin; drop table t', 'script[begin drop]open'],
  ['own', "begin; prepare transaction 'x'; select 1", 'script[begin prepare]commit runner[select]runner'],
];

describe('units', () => {
  it.each(cases)('%s: %s', (mode, text, expected) => expect(shape(text, mode)).toBe(expected));

  it('hold every statement once', () => {
    for (const [mode, text] of cases) {
      const read = script(text, mode);
      const indexes = unitsOf(read).flatMap((unit) => unit.statements.map(({ index }) => index));
      expect(indexes).toEqual(read.statements.map(({ index }) => index));
    }
  });

  it('are found by their statement', () => {
    const read = script('select 1; commit; drop table t', 'wrapped');
    const units = unitsOf(read);
    expect(
      read.statements.map((statement) =>
        units.findIndex(({ statements }) => statements.some(({ index }) => index === statement.index)),
      ),
    ).toEqual([0, 0, 1]);
  });
});

describe('what PostgreSQL refuses in a transaction block', () => {
  it.each([
    ['create index concurrently i on t (a)', 'CREATE INDEX CONCURRENTLY'],
    ['create index i on t (a)', undefined],
    ['drop index concurrently i', 'DROP INDEX CONCURRENTLY'],
    ['drop subscription s', 'DROP SUBSCRIPTION'],
    ['reindex index concurrently i', 'REINDEX CONCURRENTLY'],
    ['reindex (concurrently false) table t', undefined],
    ['reindex database d', 'REINDEX DATABASE'],
    ['reindex schema s', 'REINDEX SCHEMA'],
    ['reindex table t', undefined],
    ['alter table t detach partition p concurrently', 'ALTER TABLE … DETACH PARTITION CONCURRENTLY'],
    ['alter table t detach partition p', undefined],
    ['vacuum t', 'VACUUM'],
    ['analyze t', undefined],
    ['cluster', 'CLUSTER of all tables'],
    ['cluster t', undefined],
    ['create database d', 'CREATE DATABASE'],
    ['alter system set work_mem = 1', 'ALTER SYSTEM'],
    ["alter type e add value 'x'", undefined],
  ])('%s', (sql, expected) => {
    const [statement] = script(sql).statements;
    expect(statement && refusedInTransaction(statement)).toBe(expected);
  });
});
