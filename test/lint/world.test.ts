// What earlier statements made: names, what is new, and what happened to each relation.
import { describe, expect, it } from 'vitest';
import { endScript, fold } from '../../src/lint/fold.ts';
import { afterStatement, initialSettings, settingsIn } from '../../src/lint/settings.ts';
import {
  emptyWorld,
  historyOf,
  isNew,
  qualify,
  referrersOf,
  tableOfIndex,
  viewsOn,
  type World,
} from '../../src/lint/world.ts';
import type { Name } from '../../src/model/schema.ts';
import type { Unit } from '../../src/model/unit.ts';
import { unitsOf } from '../../src/sql/units.ts';
import { script } from '../sql/reading.ts';

interface Seen {
  readonly world: World;
  readonly lastUnit: Unit;
  /** With the search_path at the end of the last text. */
  qualify(name: Name): string;
  isNew(name: Name): boolean;
}

/** Runs `base` as applied and `pending` as new. */
function worldAfter(base: string, pending = ''): Seen {
  const world = emptyWorld();
  let path: readonly string[] = ['public'];
  let lastUnit: Unit | undefined;
  for (const [text, isNew] of [
    [base, false],
    [pending, true],
  ] as const) {
    if (text === '') continue;
    let state = initialSettings;
    for (const unit of unitsOf(script(text))) {
      lastUnit = unit;
      for (const statement of unit.statements) {
        for (const change of statement.changes) {
          const { searchPath } = settingsIn(state);
          fold(world, change, { unit, searchPath, isNew, path: 'V1.sql', conditional: false });
        }
        state = afterStatement(state, statement);
      }
    }
    path = settingsIn(state).searchPath;
  }
  const qualified = (name: Name): string => qualify(world, name, path);
  return { world, lastUnit: lastUnit as Unit, qualify: qualified, isNew: (name) => isNew(world, qualified(name)) };
}

const t: Name = { name: 't' };

describe('names', () => {
  it('are in public, or in the first schema of search_path', () => {
    expect(worldAfter('select 1').qualify(t)).toBe('public.t');
    expect(worldAfter('set search_path to app, public').qualify(t)).toBe('app.t');
    expect(worldAfter('set search_path to app').qualify({ schema: 'x', name: 't' })).toBe('x.t');
    expect(worldAfter('set search_path = "$user", \'My App\'').qualify(t)).toBe('My App.t');
    expect(worldAfter("set search_path = ''").qualify(t)).toBe('public.t');
  });
  it('find a known relation further on in search_path', () => {
    const { qualify } = worldAfter(
      'create table public.t (a int)',
      'set search_path to app, public; create table app.u (a int)',
    );
    expect(qualify(t)).toBe('public.t');
    expect(qualify({ name: 'u' })).toBe('app.u');
    expect(qualify({ name: 'unknown' })).toBe('app.unknown');
  });
  it('of two schemas stay apart, and so do quoted ones', () => {
    const { isNew } = worldAfter(
      'create table a.t (a int); create table t (a int)',
      'create table b.t (a int); create table "T" (a int)',
    );
    expect(isNew({ schema: 'a', name: 't' })).toBe(false);
    expect(isNew({ schema: 'b', name: 't' })).toBe(true);
    expect(isNew(t)).toBe(false);
    expect(isNew({ name: 'T' })).toBe(true);
  });
  it('of temporary tables hide permanent ones until they are dropped or the script ends', () => {
    const seen = worldAfter('create table t (a int)', 'create temp table t (a int)');
    expect(seen.qualify(t)).toBe('pg_temp.t');
    expect(seen.isNew(t)).toBe(true);
    expect(worldAfter('create table t (a int)', 'create temp table t (a int); drop table t').qualify(t)).toBe(
      'public.t',
    );
    endScript(seen.world);
    expect(seen.qualify(t)).toBe('public.t');
    expect(seen.isNew(t)).toBe(false);
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
  it.each(cases)('%s', (_, base, pending, isNew) => expect(worldAfter(base, pending).isNew(t)).toBe(isNew));

  it('everything in a new schema, but not in one that IF NOT EXISTS finds', () => {
    const inApp: Name = { schema: 'app', name: 'x' };
    expect(worldAfter('', 'create schema app').isNew(inApp)).toBe(true);
    expect(worldAfter('', 'create schema if not exists app').isNew(inApp)).toBe(true);
    expect(worldAfter('create schema app', 'create schema if not exists app').isNew(inApp)).toBe(false);
    expect(worldAfter('create table app.t (a int)', 'create schema if not exists app').isNew(inApp)).toBe(false);
    expect(worldAfter('create schema app', 'drop schema app; create schema app').isNew(inApp)).toBe(true);
  });
  it('follows a schema that is renamed', () => {
    const seen = worldAfter(
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
      expect(worldAfter('', `create table t (a int); ${drop}`).isNew(t), drop).toBe(true);
    }
  });
});

describe('history', () => {
  const kinds = (seen: Seen, qualified: string): readonly string[] =>
    historyOf(seen.world, qualified).map(({ change, unit }) => `${change.kind}${unit === seen.lastUnit ? ' now' : ''}`);

  it('is in order, says what happened in this transaction, and follows renames', () => {
    const seen = worldAfter(
      'create table t (a int); alter table t add b int',
      'alter table t alter a set not null; alter table t rename to u; create index i on u (a)',
    );
    expect(kinds(seen, 'public.u')).toEqual([
      'create-table',
      'add-column',
      'set-not-null now',
      'rename now',
      'create-index now',
    ]);
    expect(kinds(seen, 'public.t')).toEqual([]);
  });
  it('is kept for relations that nobody saw being made', () => {
    expect(kinds(worldAfter('alter table t add a int'), 'public.t')).toEqual(['add-column now']);
  });
  it('of a partitioned table has its partitions', () => {
    const seen = worldAfter(
      'create table t (a int) partition by range (a); create table p partition of t default; alter table t attach partition q for values in (1)',
    );
    expect(kinds(seen, 'public.t')).toEqual(['create-table now', 'create-table now', 'attach-partition now']);
    expect(kinds(seen, 'public.q')).toEqual(['attach-partition now']);
  });
  it('of functions is found by their names', () => {
    expect(kinds(worldAfter('create function f() returns int return 1'), 'public.f')).toEqual(['function now']);
  });
  it('begins anew when a table is dropped and made again', () => {
    expect(kinds(worldAfter('create table t (a int); drop table t; create table t (b int)'), 'public.t')).toEqual([
      'create-table now',
    ]);
  });
});

describe('indexes', () => {
  it('know their table, also after it was renamed', () => {
    const { world } = worldAfter(
      'create table s.t (a int); create index i on s.t (a); create index on s.t (a)',
      'alter table s.t rename to u',
    );
    expect(tableOfIndex(world, 's.i')).toEqual({ schema: 's', name: 'u' });
    expect(tableOfIndex(world, 'public.i')).toBeUndefined();
  });
  it('keep their table when IF NOT EXISTS finds them', () => {
    const { world } = worldAfter('create index i on t (a)', 'create index if not exists i on u (a)');
    expect(tableOfIndex(world, 'public.i')).toEqual({ schema: 'public', name: 't' });
  });
});

describe('what stands on a table', () => {
  const seen = worldAfter(
    'create table o (id int primary key); create table l (o_id int references o); create table s.o (id int); create view v as select id from o; create view w as select 1',
    'create or replace view v as select id, 1 from o; alter table l rename to lines; create view gone as select * from o; drop view gone',
  );

  it('are tables with a foreign key to it', () => {
    expect(referrersOf(seen.world, 'public.o')).toEqual([{ schema: 'public', name: 'lines' }]);
    expect(referrersOf(seen.world, 's.o')).toEqual([]);
  });

  it('are views that read it', () => {
    expect(viewsOn(seen.world, 'public.o').map(({ view }) => view.name)).toEqual(['v']);
    expect(viewsOn(seen.world, 's.o')).toEqual([]);
  });
});
