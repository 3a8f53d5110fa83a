// A hostile migration stays in its database: it can't become superuser, run programs, or read and write files.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startScratchServer } from '../../src/database/scratch-server.ts';
import { isServerError } from '../../src/failure.ts';
import type { ScratchServer, Session } from '../../src/model/database.ts';
import { scratchServer } from '../postgres.ts';
import { tcpServer } from './tcp-server.ts';

const REFUSED = [
  'alter role current_user superuser',
  'alter role postgres password $$x$$',
  'set role postgres',
  'set session authorization postgres',
  'grant postgres to current_user',
  'create role evil superuser',
  'create role evil replication',
  'create role evil bypassrls',
  'create role evil in role pg_execute_server_program',
  'create role evil role current_user in role pg_write_server_files',
  'grant pg_execute_server_program to current_user',
  'grant pg_read_server_files to current_user',
  'grant pg_write_server_files to current_user',
  'grant pg_execute_server_program to pg_monitor',
  'alter role pg_execute_server_program nosuperuser',
  `copy t from program 'id'`,
  `copy t to program 'cat > /dev/null'`,
  `copy t from '/etc/passwd'`,
  `copy t to '/tmp/lockgate-evil'`,
  `select pg_read_file('/etc/passwd')`,
  `select pg_ls_dir('/')`,
  `select lo_import('/etc/passwd')`,
  `select lo_export(0, '/tmp/lockgate-evil')`,
  `load '/tmp/evil.so'`,
  `create function evil() returns int language c as '/tmp/evil'`,
  `create function evil() returns int language internal as 'pg_read_file'`,
  'create extension file_fdw',
  'create extension dblink',
  'create extension postgres_fdw',
  'create extension adminpack',
  'create extension plperlu',
  `create subscription s connection 'host=127.0.0.1' publication p`,
  'alter system set fsync = on',
  `set session_preload_libraries = 'evil'`,
  'set allow_system_table_mods = on',
  `update pg_authid set rolsuper = true`,
  `select pg_reload_conf()`,
  `create event trigger e on ddl_command_start execute function pg_catalog.suppress_redundant_updates_trigger()`,
  `create tablespace evil location '/tmp'`,
  'select pg_terminate_backend(pid) from pg_stat_activity where usename = $$postgres$$',
];
/** What the rds_superuser of an Aurora cluster may, so migrations may use it. */
const ALLOWED = [
  'create schema app; create type app.mood as enum ($$good$$)',
  'create extension if not exists pgcrypto; create extension if not exists btree_gist',
  'set session_replication_role = replica; reset session_replication_role',
  'select count(*) from pg_stat_activity; select pg_catalog.pg_size_bytes($$1 MB$$)',
  'create publication p for table t',
  'comment on schema public is $$x$$; grant usage on schema public to public',
];
const ALLOWED_WITH_ROLES = [
  'create role app_user login; grant all on t to app_user; alter role app_user set work_mem = 1024',
  'create role app_reader in role app_user; grant pg_write_all_data, pg_monitor to app_reader',
];
/** Password hashes, and what else of the server's secrets pg_read_all_data would show. */
const SECRETS = [
  'select rolname, rolpassword from pg_authid',
  'select passwd from pg_shadow',
  'copy pg_authid to stdout',
  'grant lockgate_reader to current_user; select rolpassword from pg_authid',
  'grant pg_read_all_data to current_user; select rolpassword from pg_authid',
  'create role evil_reader; grant pg_read_all_data to evil_reader; grant evil_reader to current_user; set role evil_reader; select rolpassword from pg_authid',
  'set role pg_read_all_data; select rolpassword from pg_authid',
  'create view public.secrets as select rolpassword from pg_authid; select * from public.secrets',
  'select subconninfo from pg_subscription',
  'select umoptions from pg_user_mapping',
  'select * from pg_hba_file_rules',
];

const KINDS = ['own 15', 'own 18', 'url 15', 'url 18'] as const;

describe.each(KINDS)('the migrator on %s', (kind) => {
  let server: ScratchServer;
  let session: Session;
  let administrator: Session;
  let stop = async () => {};
  beforeAll(async () => {
    const major = kind.endsWith('15') ? 15 : 18;
    if (kind.startsWith('own')) {
      server = await scratchServer(major);
      stop = async () => void (await server.stop());
    } else {
      const shared = await tcpServer(major);
      await shared.start();
      server = await startScratchServer({ url: shared.url, path: undefined, from: [] });
      stop = async () => {
        await server.stop();
        await shared.remove();
      };
    }
    const database = await server.createDatabase();
    session = await database.connectAsMigrator();
    administrator = await database.connectAsAdministrator();
    await session.run('create table t (a text)');
  });
  afterAll(async () => {
    await session.close();
    await administrator.close();
    await stop();
  });

  test.each(REFUSED)('may not: %s', async (sql) => {
    const thrown = await session.run(sql).then(
      () => 'it was allowed',
      (error: unknown) => error,
    );
    if (!isServerError(thrown)) throw new Error(String(thrown));
    // No privilege, or (on some builds) no such extension at all.
    const refusals = ['42501', '42939', '0LP01', '42710', '55P02'];
    expect(sql.startsWith('create extension') ? [...refusals, '0A000'] : refusals).toContain(thrown.sqlstate);
  });

  test.each(SECRETS)('may not read secrets: %s', async (sql) => {
    const thrown = await session.run(sql).then(
      (rows) => `it was allowed: ${JSON.stringify(rows)}`,
      (error: unknown) => error,
    );
    await session.run('reset role');
    if (!isServerError(thrown)) throw new Error(String(thrown));
    expect(thrown.sqlstate).toBe(sql.includes('lockgate_reader') && kind.startsWith('url') ? '42704' : '42501');
  });

  test('no statement that others can read holds the password of a migrator', async () => {
    const other = await server.createDatabase();
    const rows = await session.run(`select query from pg_stat_activity where query ~* 'password'`);
    expect(rows.filter((row) => !String(row.query).includes('pg_stat_activity'))).toEqual([]);
    await other.drop();
  });

  test.each(kind === 'url 15' ? ALLOWED : [...ALLOWED, ...ALLOWED_WITH_ROLES])('may: %s', async (sql) => {
    await session.run(sql);
  });

  test('is no superuser and a member of nothing that reaches the machine, after all that', async () => {
    const rows = await administrator.query(
      `select rolname, rolsuper from pg_catalog.pg_roles r
       where pg_catalog.pg_has_role($1, r.oid, 'member')
         and (rolsuper or rolreplication or rolbypassrls or rolname in
           ('pg_execute_server_program', 'pg_read_server_files', 'pg_write_server_files', 'pg_create_subscription'))`,
      [(await session.run('select current_user as name'))[0]?.name],
    );
    expect(rows).toEqual([]);
  });
});

test('on a server of our own, pg_read_all_data can be granted to roles and reads nothing', async () => {
  for (const major of [15, 18] as const) {
    const server = await scratchServer(major);
    const session = await (await server.createDatabase()).connectAsMigrator();
    await session.run('create role reader; grant pg_read_all_data to reader; grant reader to current_user');
    await session.run('create table t (a int); set role reader');
    await expect(session.run('select a from t')).rejects.toMatchObject({ sqlstate: '42501' });
    await session.close();
    await server.stop();
  }
});

test('before 16, on a server that is not ours, the migrator has no CREATEROLE', async () => {
  const shared = await tcpServer(15);
  await shared.start();
  const server = await startScratchServer({ url: shared.url, path: undefined, from: [] });
  const session = await (await server.createDatabase()).connectAsMigrator();
  await expect(session.run('create role app')).rejects.toMatchObject({ sqlstate: '42501' });
  await session.close();
  await server.stop();
  await shared.remove();
});
