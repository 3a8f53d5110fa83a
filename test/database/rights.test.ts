// What a run must not change on a server: it is found, said, and taken away as far as that is possible.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseConnection } from '../../src/database/connection-options.ts';
import { startScratchServer } from '../../src/database/scratch-server.ts';
import { connect } from '../../src/database/session.ts';
import type { Session } from '../../src/model/database.ts';
import { type TcpServer, tcpServer } from './tcp-server.ts';

/** Done by the server's superuser while a run is under way: as if a migration had found a way to become one. */
const ESCALATIONS: readonly (readonly [what: string, sql: string, said: RegExp, left: string])[] = [
  ['its own role', 'alter role MIGRATOR superuser', /role lockgate_\w+, which did not exist, is now "superuser/, ''],
  [
    'a new superuser',
    'create role evil superuser login',
    /role evil, which did not exist, is now "superuser login"/,
    'select rolsuper or rolcanlogin as bad from pg_roles where rolname = $$evil$$',
  ],
  [
    'an old role',
    'alter role app superuser',
    /role app, which was "[^"]*", is now "superuser/,
    'select rolsuper as bad from pg_roles where rolname = $$app$$',
  ],
  [
    'an attribute',
    'alter role app createrole',
    /role app, which was "login password", is now "createrole login password"/,
    'select rolcreaterole as bad from pg_roles where rolname = $$app$$',
  ],
  ['a password', `alter role app password 'other'`, /the role app, /, ''],
  ['its membership', 'grant pg_execute_server_program to MIGRATOR', /is now a member of pg_execute_server_program/, ''],
  [
    'a membership',
    'grant pg_write_server_files to app',
    /role app is now a member of pg_write_server_files/,
    `select pg_has_role('app', 'pg_write_server_files', 'member') as bad`,
  ],
  [
    'an ordinary membership',
    'grant other to app',
    /role app is now a member of other/,
    `select pg_has_role('app', 'other', 'member') as bad`,
  ],
  [
    'a setting of a role',
    `alter role app set search_path = 'evil'`,
    /settings of the role app are now \{search_path=evil\}/,
    'select true as bad from pg_db_role_setting s join pg_roles r on r.oid = s.setrole where rolname = $$app$$',
  ],
  [
    'a setting of a database',
    `alter database postgres set session_preload_libraries = 'evil'`,
    /in the database postgres are now/,
    'select true as bad from pg_db_role_setting s join pg_database d on d.oid = s.setdatabase where datname = $$postgres$$',
  ],
  ['an owner', 'alter database template1 owner to app', /database template1/, ''],
  ['a parameter', 'grant set on parameter log_statement to app', /role app may now set log_statement/, ''],
];

describe.each([15, 18] as const)('PostgreSQL %i', (major) => {
  let shared: TcpServer;
  let session: Session | undefined;
  const admin = (): Session => session as Session;
  beforeAll(async () => {
    shared = await tcpServer(major);
    await shared.start();
    await (await startScratchServer({ url: shared.url, path: undefined, from: [] })).stop();
    session = await connect(parseConnection(shared.url));
    await admin().run(`create role app login password 'x'; create role other`);
  });
  afterAll(async () => {
    await session?.close();
    await shared.remove();
  });

  const run = async (sql: string) => {
    const server = await startScratchServer({ url: shared.url, path: undefined, from: [] });
    const database = await server.createDatabase();
    for (const one of sql.split('; ')) await admin().run(one.replaceAll('MIGRATOR', database.name));
    try {
      await database.drop();
    } finally {
      await server.stop();
    }
  };

  test.each(ESCALATIONS)('finds %s', async (_, sql, said, left) => {
    await expect(run(sql)).rejects.toMatchObject({ code: 'database', message: expect.stringMatching(said) });
    if (left !== '') expect((await admin().run(left)).filter((row) => row.bad === true)).toEqual([]);
    await admin().run('alter database template1 owner to postgres; drop role if exists evil');
    await admin().run(`alter role app nosuperuser nocreaterole login password 'x'`);
    await admin().run('revoke set on parameter log_statement from app');
  });

  test('what others do that gives nobody more is none of it', async () => {
    await run('create role colleague login; create database theirs owner colleague');
    await admin().run('drop database theirs');
    await admin().run('drop role colleague');
  });

  test('two runs at once do not see each other', async () => {
    const server = await startScratchServer({ url: shared.url, path: undefined, from: [] });
    const first = await server.createDatabase({ extensions: [], roles: [{ name: 'shared_a', owns: false }] });
    const second = await server.createDatabase({
      extensions: [],
      roles: [
        { name: 'shared_a', owns: false },
        { name: 'shared_b', owns: false },
      ],
    });
    await first.drop();
    const third = await server.createDatabase({ extensions: [], roles: [{ name: 'shared_b', owns: false }] });
    await second.drop();
    await third.drop();
    await server.stop();
    expect(await admin().run(`select rolname from pg_roles where rolname ~ 'shared_|lockgate'`)).toEqual([]);
  });
});
