// What changes make of a catalogue: names, what is new, and what stands on what.
import { describe, expect, it } from 'vitest';
import { applyChange, endSession } from '../../src/catalog/apply-change.ts';
import { resolve } from '../../src/catalog/draft.ts';
import { dependentsOf, emptyCatalog, isNew, tableOrView } from '../../src/catalog/objects.ts';
import { afterStatement, initialSettings, settingsIn } from '../../src/lint/settings.ts';
import type { Catalog } from '../../src/model/catalog.ts';
import type { Name } from '../../src/model/schema.ts';
import { unitsOf } from '../../src/sql/units.ts';
import { script } from '../sql/reading.ts';

interface Seen {
  readonly catalog: Catalog;
  /** With the search_path at the end of the last text. */
  qualify(name: Name): string;
  isNew(name: Name): boolean;
}

/** Runs `base` as applied and `pending` as new. */
function catalogAfter(base: string, pending = ''): Seen {
  let catalog = emptyCatalog();
  let before = catalog;
  let searchPath: readonly string[] = ['public'];
  for (const text of [base, pending]) {
    before = catalog;
    if (text === '') continue;
    let state = initialSettings;
    for (const unit of unitsOf(script(text))) {
      for (const statement of unit.statements) {
        for (const change of statement.changes) {
          const setting = { searchPath: settingsIn(state).searchPath, conditional: false };
          catalog = applyChange(catalog, change, setting);
        }
        state = afterStatement(state, statement);
      }
    }
    searchPath = settingsIn(state).searchPath;
  }
  const qualify = (name: Name): string => resolve(catalog, name, { searchPath, conditional: false });
  return { catalog, qualify, isNew: (name) => isNew(catalog, before, qualify(name)) };
}

const t: Name = { name: 't' };

describe('names', () => {
  it('are in public, or in the first schema of search_path', () => {
    expect(catalogAfter('select 1').qualify(t)).toBe('public.t');
    expect(catalogAfter('set search_path to app, public').qualify(t)).toBe('app.t');
    expect(catalogAfter('set search_path to app').qualify({ schema: 'x', name: 't' })).toBe('x.t');
    expect(catalogAfter('set search_path = "$user", \'My App\'').qualify(t)).toBe('My App.t');
    expect(catalogAfter("set search_path = ''").qualify(t)).toBe('public.t');
  });
  it('find a known relation further on in search_path', () => {
    const { qualify } = catalogAfter(
      'create table public.t (a int)',
      'set search_path to app, public; create table app.u (a int)',
    );
    expect(qualify(t)).toBe('public.t');
    expect(qualify({ name: 'u' })).toBe('app.u');
    expect(qualify({ name: 'unknown' })).toBe('app.unknown');
  });
  it('of two schemas stay apart, and so do quoted ones', () => {
    const { isNew } = catalogAfter(
      'create table a.t (a int); create table t (a int)',
      'create table b.t (a int); create table "T" (a int)',
    );
    expect(isNew({ schema: 'a', name: 't' })).toBe(false);
    expect(isNew({ schema: 'b', name: 't' })).toBe(true);
    expect(isNew(t)).toBe(false);
    expect(isNew({ name: 'T' })).toBe(true);
  });
  it('of temporary tables hide permanent ones until they are dropped or the script ends', () => {
    const seen = catalogAfter('create table t (a int)', 'create temp table t (a int)');
    expect(seen.qualify(t)).toBe('pg_temp.t');
    expect(seen.isNew(t)).toBe(true);
    expect(catalogAfter('create table t (a int)', 'create temp table t (a int); drop table t').qualify(t)).toBe(
      'public.t',
    );
    const after = endSession(seen.catalog);
    expect(resolve(after, t, { searchPath: ['public'], conditional: false })).toBe('public.t');
  });
});

describe('what is new', () => {
  const cases: readonly (readonly [name: string, base: string, pending: string, isNew: boolean])[] = [
    ['an unknown table', '', '', false],
    ['a table of the base', 'create table t (a int)', '', false],
    ['a table made now', '', 'create table t (a int)', true],
    ['IF NOT EXISTS for one of the base', 'create table t (a int)', 'create table if not exists t (a int)', false],
    ['a table that was dropped and made again', 'create table t (a int)', 'drop table t; create table t (a int)', true],
    ['a table that was only dropped', '', 'create table t (a int); drop table t', false],
    ['a table renamed to that name', 'create table u (a int)', 'alter table u rename to t', false],
    ['a new table renamed to that name', '', 'create table u (a int); alter table u rename to t', true],
    ['the old name of a new table', '', 'create table t (a int); alter table t rename to u', false],
    ['a renamed column', 'create table t (a int)', 'alter table t rename column a to b', false],
    [
      'a swap of tables',
      'create table t (a int)',
      'create table n (a int); alter table t rename to o; alter table n rename to t',
      true,
    ],
    ['a table moved here', 'create table s.t (a int)', 'alter table s.t set schema public', false],
    ['a new table moved here', '', 'create table s.t (a int); alter table s.t set schema public', true],
    ['a function of that name', 'create table t (a int)', 'create function t() returns int return 1', false],
    ['a function of that name for an unknown table', '', 'create function t() returns int return 1', false],
    [
      'an aggregate of that name',
      'create table t (a int)',
      'create aggregate t (int) (sfunc = int4pl, stype = int)',
      false,
    ],
    ['a schema of that name', 'create table t (a int)', 'create schema t', false],
    ['a new view replaced', '', 'create view t as select 1; create or replace view t as select 2', true],
    ['a view of the base replaced', 'create view t as select 1', 'create or replace view t as select 2', false],
    ['CREATE TABLE AS', '', 'create table t as select 1', true],
    ['SELECT INTO', '', 'select 1 as a into t', true],
    ['a foreign table', '', 'create foreign table t (a int) server s', true],
    ['a type', '', "create type t as enum ('a')", true],
    ['public, which is always there', 'create table t (a int)', 'create schema if not exists public', false],
    ['public even when nothing is known', '', 'create schema if not exists public', false],
  ];
  it.each(cases)('%s', (_, base, pending, isNew) => expect(catalogAfter(base, pending).isNew(t)).toBe(isNew));

  it('everything in a new schema, but not in one that IF NOT EXISTS finds', () => {
    const inApp: Name = { schema: 'app', name: 'x' };
    expect(catalogAfter('', 'create schema app').isNew(inApp)).toBe(true);
    expect(catalogAfter('', 'create schema if not exists app').isNew(inApp)).toBe(true);
    expect(catalogAfter('create schema app', 'create schema if not exists app').isNew(inApp)).toBe(false);
    expect(catalogAfter('create table app.t (a int)', 'create schema if not exists app').isNew(inApp)).toBe(false);
    expect(catalogAfter('create schema app', 'drop schema app; create schema app').isNew(inApp)).toBe(true);
  });
  it('follows a schema that is renamed', () => {
    const seen = catalogAfter(
      'create schema app; create table app.t (a int); create table public.app (a int)',
      'alter schema app rename to old; create schema app',
    );
    expect(seen.isNew({ schema: 'old', name: 't' })).toBe(false);
    expect(seen.isNew({ schema: 'app', name: 't' })).toBe(true);
    expect(seen.isNew({ name: 'app' })).toBe(false);
  });
  it('is not changed by dropping something else of that name', () => {
    for (const drop of [
      'drop trigger t on u',
      'drop function t',
      'drop schema t',
      'drop policy t on u',
      'drop extension t',
    ]) {
      expect(catalogAfter('', `create table t (a int); ${drop}`).isNew(t), drop).toBe(true);
    }
  });
});

describe('indexes', () => {
  const tableOf = ({ catalog }: Seen, key: string): string | undefined => {
    const relation = catalog.relations.get(key);
    return relation?.kind === 'index' ? relation.table : undefined;
  };
  it('know their table, also after it was renamed', () => {
    const seen = catalogAfter(
      'create table s.t (a int); create index i on s.t (a); create index on s.t (a)',
      'alter table s.t rename to u',
    );
    expect(tableOf(seen, 's.i')).toBe('s.u');
    expect(tableOf(seen, 'public.i')).toBeUndefined();
  });
  it('keep their table when IF NOT EXISTS finds them', () => {
    const seen = catalogAfter('create index i on t (a)', 'create index if not exists i on u (a)');
    expect(tableOf(seen, 'public.i')).toBe('public.t');
  });
});

describe('what stands on a table', () => {
  const { catalog } = catalogAfter(
    'create table o (id int primary key); create table l (o_id int references o); create table s.o (id int); create view v as select id from o; create view w as select 1',
    'create or replace view v as select id, 1 from o; alter table l rename to lines; create view gone as select * from o; drop view gone',
  );

  it('are tables with a foreign key to it, and views that read it', () => {
    expect(dependentsOf(catalog, 'public.o')).toEqual(['public.v', 'public.lines']);
    expect(dependentsOf(catalog, 's.o')).toEqual([]);
  });
});

it('what nobody saw being made is known in part', () => {
  const { catalog } = catalogAfter('alter table t add a int; create index on t (b)');
  expect(tableOrView(catalog, 'public.t')).toMatchObject({ complete: false, columns: [{ name: 'a' }] });
});

it('what was kept does not change', () => {
  const { catalog } = catalogAfter('create table t (a int)');
  const kept = JSON.stringify([...catalog.relations.entries()]);
  const setting = { searchPath: ['public'], conditional: false };
  for (const { changes } of script('alter table t add b int; alter table t rename to u; drop table u').statements)
    for (const change of changes) applyChange(catalog, change, setting);
  expect(JSON.stringify([...catalog.relations.entries()])).toBe(kept);
});
