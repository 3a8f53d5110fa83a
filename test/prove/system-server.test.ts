// The newest PostgreSQL that the machine has, beside the embedded ones: what a minor release keeps in its catalogs is no part of a schema.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startFrom } from '../../src/database/scratch-server.ts';
import type { ScratchServer, Session } from '../../src/model/database.ts';
import { differences, fingerprint } from '../../src/prove/schema.ts';
import { scratchServer, systemBinaries } from '../postgres.ts';
import { proveAll } from './proving.ts';

const system = (await systemBinaries()).map((binaries) => ({
  name: `PostgreSQL ${binaries.version} of the machine`,
  start: () => startFrom(binaries),
}));
const embedded = ([14, 15, 16, 17, 18] as const).map((major) => ({
  name: `embedded PostgreSQL ${major}`,
  start: () => scratchServer(major),
}));

const everything = `
create schema s; create type s.c as (x int, y text); create table s.parent (id int) partition by range (id);
create table s.part partition of s.parent for values from (0) to (9);
create table orders (id bigint primary key, note text not null, n int default 3, u int unique) with (fillfactor = 70, toast.autovacuum_enabled = off);
alter table orders alter n set (n_distinct = 5), alter note set storage external;
create index orders_note on orders (note, n desc) with (fillfactor = 50) where n > 0;
create view v with (security_barrier) as select id, n from orders; create materialized view mv as select n from orders;
create sequence q; create domain d as int default 4 check (value > 0);
create function f() returns int language sql set work_mem = '1MB' as 'select 1';
`;
const nothing = `
drop function f(); drop domain d; drop sequence q; drop materialized view mv; drop view v; drop table orders; drop table s.parent; drop type s.c; drop schema s;
`;

describe.each([...system, ...embedded])('$name', ({ start }) => {
  let server: ScratchServer;
  beforeAll(async () => {
    server = await start();
  });
  afterAll(() => server.stop());

  it('restores what is dropped and made again', async () => {
    const run = await proveAll(server, [
      { up: everything, down: nothing },
      {
        up: 'alter table orders drop column u; alter table orders alter n set default 8; create index i on orders (n)',
        down: 'drop index i; alter table orders alter n set default 3; alter table orders add u int unique',
      },
    ]);
    expect(run.roundTrips).toMatchObject([{ outcome: 'restored' }, { outcome: 'restored' }]);
  });

  it('is blind to options that no statement can set, and to those only', async () => {
    const database = await server.createDatabase();
    const worker = await database.connectAsMigrator();
    const administrator: Session = await database.connectAsAdministrator();
    try {
      await worker.run(everything);
      const read = () => fingerprint(administrator, { historyTable: '"public"."history"', owner: database.name });
      const before = await read();
      await administrator.run(`
        begin;
        update pg_catalog.pg_attribute set attoptions = array_append(attoptions, 'pg_attver=1') where attrelid = 'public.orders'::regclass and attnum > 0;
        update pg_catalog.pg_attribute set attoptions = '{pg_attver=7,newer=x}' where attrelid = 'public.v'::regclass and attnum > 0;
        update pg_catalog.pg_class set reloptions = array_append(reloptions, 'pg_relver=3') where relname in ('orders', 'orders_note', 'orders_pkey', 'mv', 'v')`);
      expect(differences(before, await read())).toEqual([]);
      await administrator.run('rollback');
      await worker.run(
        `alter table public.orders alter n set (n_distinct = 6); alter table public.orders set (toast.autovacuum_enabled = on);
         alter table public.orders set (autovacuum_vacuum_threshold = 9); alter index public.orders_note set (fillfactor = 60);
         alter view public.v reset (security_barrier)`,
      );
      expect(differences(before, await read()).map(({ object }) => object)).toEqual([
        'column public.orders.n',
        'index public.orders_note',
        'table public.orders',
        'view public.v',
      ]);
    } finally {
      await worker.close();
      await administrator.close();
      await database.drop();
    }
  });
});
