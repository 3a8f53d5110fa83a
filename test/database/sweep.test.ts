// What killed runs left on a shared server is swept after a day without use; what lives, or lived lately, is not.
import { readdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseConnection } from '../../src/database/connection-options.ts';
import { startScratchServer } from '../../src/database/scratch-server.ts';
import { connect } from '../../src/database/session.ts';
import { type TcpServer, tcpServer } from './tcp-server.ts';

describe.each([15, 18] as const)('PostgreSQL %i', (major) => {
  let shared: TcpServer;
  beforeAll(async () => {
    shared = await tcpServer(major);
    await shared.start(['-c', 'max_prepared_transactions=5', '-c', 'autovacuum=off']);
    await (await startScratchServer({ url: shared.url, path: undefined, from: [] })).stop();
  });
  afterAll(() => shared.remove());

  const ask = async (sql: string, database = 'postgres') => {
    const session = await connect({ ...parseConnection(shared.url), database, applicationName: 'test' });
    try {
      return (await session.run(sql)).map(({ name }) => String(name));
    } finally {
      await session.close();
    }
  };
  const things = async () =>
    (
      await ask(`select 'database ' || datname as name from pg_database where oid >= 16384
        union all select 'role ' || rolname from pg_roles where oid >= 16384 order by 1`)
    ).map((name) => name.replace(/(?<=_)[0-9a-f]{8}$/, 'copy'));
  const visit = async (): Promise<string[]> => {
    const said: string[] = [];
    const options = { url: shared.url, path: undefined, from: [], onSwept: (text: string) => said.push(text) };
    await (await startScratchServer(options)).stop();
    return said;
  };

  /** As if nobody had touched a database for that many hours. */
  async function age(database: string, hours: number): Promise<void> {
    await ask('checkpoint');
    const [oid] = await ask(`select oid as name from pg_database where datname = '${database}'`);
    const directory = join(shared.directory, 'data', 'base', String(oid));
    const time = Date.now() / 1000 - hours * 3600;
    for (const file of readdirSync(directory)) utimesSync(join(directory, file), time, time);
    utimesSync(directory, time, time);
  }

  const name = (digit: string) => `lockgate_${digit.repeat(16)}`;
  async function leave(digit: string, hours: number): Promise<void> {
    await ask(`create role ${name(digit)} login createdb`);
    for (const database of [name(digit), `${name(digit)}_0123abcd`]) {
      await ask(`create database ${database} owner ${name(digit)}`);
      await age(database, hours);
    }
  }

  test('sweeps what is a day old, with its copies, what its migrations made and prepared transactions', async () => {
    await leave('a', 25);
    await ask(`begin; create table t (a int); prepare transaction 'x'`, name('a'));
    await ask(`create database made owner ${name('a')}`);
    await ask(`alter database ${name('a')} is_template true allow_connections false`);
    await age(name('a'), 25);
    expect(await visit()).toEqual([
      `Dropped a database and role of Lockgate that nobody had used for a day: ${name('a')}.`,
    ]);
    expect(await things()).toEqual([]);
    expect(await visit()).toEqual([]);
  });

  test('leaves what was used within the day, by any of its files', async () => {
    await leave('b', 23);
    expect(await visit()).toEqual([]);
    await age(name('b'), 25);
    expect(await visit()).toEqual([]);
    await age(`${name('b')}_0123abcd`, 25);
    expect(await visit()).toHaveLength(1);
    expect(await things()).toEqual([]);
  });

  test('leaves what is in use, however old it looks', async () => {
    const server = await startScratchServer({ url: shared.url, path: undefined, from: [] });
    const database = await server.createDatabase();
    await age(database.name, 50);
    expect(await visit()).toEqual([]);
    expect(await things()).toEqual([`database ${database.name}`, `role ${database.name}`]);
    await server.stop();
    await leave('c', 25);
    const session = await connect({ ...parseConnection(shared.url), database: name('c') });
    await age(name('c'), 25);
    expect(await visit()).toEqual([]);
    await session.close();
    await age(name('c'), 25);
    expect(await visit()).toHaveLength(1);
  });

  test('a role alone goes when its password has expired', async () => {
    await ask(`create role ${name('d')} valid until '2001-01-01'`);
    await ask(`create role ${name('e')} valid until '2101-01-01'`);
    await ask(`create role ${name('f')}`);
    expect(await visit()).toHaveLength(1);
    expect(await things()).toEqual([`role ${name('e')}`, `role ${name('f')}`]);
    await ask(`drop role ${name('e')}; drop role ${name('f')}`);
  });

  test('never touches what only looks like ours', async () => {
    await ask('create role lockgate_team');
    await ask('create database lockgate_0123');
    await ask('create database "lockgate_aaaaaaaaaaaaaaaa_backup"');
    await age('lockgate_0123', 100);
    await age('lockgate_aaaaaaaaaaaaaaaa_backup', 100);
    expect(await visit()).toEqual([]);
    expect(await things()).toEqual([
      'database lockgate_0123',
      'database lockgate_aaaaaaaaaaaaaaaa_backup',
      'role lockgate_team',
    ]);
  });

  test('a migrator can not log in after a day', async () => {
    const server = await startScratchServer({ url: shared.url, path: undefined, from: [] });
    const database = await server.createDatabase();
    const [hours] = await ask(
      `select round(extract(epoch from rolvaliduntil - now()) / 3600) as name from pg_roles where rolname = '${database.name}'`,
    );
    expect(hours).toBe('24');
    await server.stop();
  });
});
