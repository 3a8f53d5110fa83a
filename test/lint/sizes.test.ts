// What a snapshot of production adds: how large a table is, how much that matters, and what no migration made.
import { describe, expect, it } from 'vitest';
import { assemble, listed } from '../../src/catalog/assemble.ts';
import { completedBy, sizeOf } from '../../src/catalog/completed.ts';
import { tableOrView } from '../../src/catalog/objects.ts';
import { catalogAfter } from '../../src/lint/history.ts';
import { lint } from '../../src/lint/run.ts';
import { bytesText, numberText, sizeText, withSizes } from '../../src/lint/sizes.ts';
import type { Catalog, Statistics } from '../../src/model/catalog.ts';
import { migration, recommended } from '../rules/linting.ts';

const GB = 1024 ** 3;

/** What the SQL makes, with statistics for tables by name. */
function production(sql: string, sizes: Readonly<Record<string, Statistics>>): Catalog {
  const lists = listed(catalogAfter([migration('V1', sql, 'none')], {}));
  const tables = lists.tables.map((table) => {
    const statistics = sizes[table.name];
    return statistics === undefined ? table : { ...table, statistics };
  });
  return assemble({ ...lists, tables });
}

const counted = (rows: number | null, bytes: number): Statistics => ({
  rows,
  bytes,
  indexBytes: 0,
  writesPerSecond: null,
});
const large = counted(1_200_000_000, 412 * GB);
const tiny = counted(40, 8192);

function findings(found: Catalog, up: string, base = '') {
  const baseline = base === '' ? [] : [migration('V1', base, 'none')];
  const input = { baseline, pending: [migration('V2', up, 'wrapped')], rules: recommended, serverVersion: 16 };
  return withSizes(lint({ ...input, production: found }), found).map(({ finding }) => finding);
}

const orders = 'create table orders (id bigint primary key, note text); create index orders_note on orders (note)';

describe('a finding', () => {
  const scan = 'alter table orders alter column note set not null';
  const about = (found: Catalog) => findings(found, scan).find(({ rule }) => rule === 'set-not-null-scan');

  it('says how large the table is', () => {
    const finding = about(production(orders, { orders: large }));
    expect(finding?.severity).toBe('error');
    expect(finding?.message).toMatch(/ In production public\.orders has 412 GB, 1\.2 billion rows\.$/);
  });
  it('about work on a few rows is a note, and says why', () => {
    const finding = about(production(orders, { orders: tiny }));
    expect(finding?.severity).toBe('info');
    expect(finding?.message).toMatch(/has 8 kB, 40 rows: that is done in a moment, so this is only a note\.$/);
  });
  it.each([
    ['many rows', counted(2_000_000, 8192)],
    ['many bytes', counted(40, GB)],
    ['nobody has counted', counted(null, 8192)],
  ])('is as serious as ever: %s', (_, statistics) => {
    expect(about(production(orders, { orders: statistics }))?.severity).toBe('error');
  });
  it('about a lock alone stays what it is: it waits for transactions, not for rows', () => {
    const finding = findings(production(orders, { orders: tiny }), 'alter table orders add column a int');
    expect(finding.map(({ rule, severity }) => `${severity} ${rule}`)).toEqual(['warning lock-timeout-missing']);
  });
  it('has the same key with and without', () => {
    const found = production(orders, { orders: large });
    const bare = production(orders, {});
    expect(about(found)?.key).toBe(about(bare)?.key);
  });
});

describe('what no migration made', () => {
  const found = production(
    `${orders}; alter table orders add constraint noted check (note is not null); create type mood as enum ('a', 'b')`,
    { orders: large },
  );
  it('is known: a CHECK that proves NOT NULL saves the scan', () => {
    const rules = findings(found, "set local lock_timeout = '5s'; alter table orders alter column note set not null");
    expect(rules.map(({ rule }) => rule)).toEqual([]);
  });
  it('is old, and what the release makes is new', () => {
    const rules = findings(
      found,
      'create table lines (id bigint); create index on lines (id); create index on orders (id)',
    );
    expect(rules.map(({ rule, claims }) => [rule, claims.relation])).toContainEqual([
      'index-not-concurrent',
      'public.orders',
    ]);
    expect(rules.some(({ claims }) => claims.relation === 'public.lines')).toBe(false);
  });
  it('gives way to what the migrations say, but for its size', () => {
    const made = catalogAfter([migration('V1', 'create table orders (id int)', 'none')], {});
    const table = tableOrView(completedBy(made, found), 'public.orders');
    expect(table?.columns.map(({ name }) => name)).toEqual(['id']);
    expect(table?.statistics).toEqual(large);
  });
  it('completes a table that migrations only altered', () => {
    const made = catalogAfter([migration('V1', 'alter table orders add column total numeric', 'none')], {});
    const table = tableOrView(completedBy(made, found), 'public.orders');
    expect(table).toMatchObject({ complete: true });
    expect(table?.columns.map(({ name }) => name)).toEqual(['id', 'note', 'total']);
  });
});

describe('sizes', () => {
  it('of a partitioned table are those of its partitions', () => {
    const tree = `create table p (id int) partition by range (id); create table p_1 partition of p for values from (0) to (9);
      create table p_2 partition of p for values from (9) to (19)`;
    const found = production(tree, { p: counted(30, 0), p_1: counted(10, 2048), p_2: counted(20, 1024) });
    expect(sizeOf(found, 'public.p')).toEqual({ rows: 30, bytes: 3072, writesPerSecond: 0 });
    expect(sizeOf(found, 'public.none')).toBeUndefined();
  });
  it.each([
    [0, '0 bytes'],
    [1023, '1023 bytes'],
    [1536, '1.5 kB'],
    [412 * GB, '412 GB'],
    [1024 ** 5 * 3, '3 PB'],
  ])('%d bytes are %s', (bytes, text) => expect(bytesText(bytes)).toBe(text));
  it.each([
    [40, '40'],
    [35_000, '35,000'],
    [999_999, '1 million'],
    [1_240_000, '1.2 million'],
    [999_900_000, '1 billion'],
    [12_000_000_000_000, '12 trillion'],
  ])('%d is %s', (value, text) => expect(numberText(value)).toBe(text));
  it('are said together', () => {
    expect(sizeText({ rows: 1, bytes: 8192, writesPerSecond: 350 })).toBe('8 kB, 1 row, 350 writes a second');
    expect(sizeText({ rows: null, bytes: 8192, writesPerSecond: 0.2 })).toBe('8 kB');
  });
});
