// Connections that end in the middle of an apply on a real PostgreSQL: in a COMMIT, in a statement, for good.
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { apply } from '../../src/deploy.ts';
import { Failure } from '../../src/failure.ts';
import type { ScratchDatabase, ScratchServer, Session } from '../../src/model/database.ts';
import { loadParser } from '../../src/sql/script.ts';
import { scratchServer } from '../postgres.ts';
import { asAdministrator, type Deployment, deployment, request, rowsOf } from './deployment.ts';

let server: ScratchServer;
let database: ScratchDatabase;
beforeAll(async () => {
  await loadParser();
  server = await scratchServer();
});
afterAll(() => server.stop());
beforeEach(async () => {
  database = await server.createDatabase();
  return () => database.drop();
});

const files = {
  'V1__a.sql': 'CREATE TABLE a (id int);',
  'V2__b.sql': 'CREATE TABLE b (id int);',
  'V3__c.sql': 'CREATE TABLE c (id int);',
};
const applied = (): Promise<readonly Record<string, unknown>[]> =>
  rowsOf(database, 'SELECT version FROM flyway_schema_history ORDER BY installed_rank');
const all = [{ version: '1' }, { version: '2' }, { version: '3' }];

/** The network goes away when a session sends `text` for the `nth` time: before the server has it, or after it has answered. */
function cutAt(text: string, nth: number, moment: 'before' | 'after', then?: () => Promise<Session>): Deployment {
  let left = nth;
  let down = false;
  const connect = async (): Promise<Session> => {
    if (down && then !== undefined) return then();
    const session = await database.connectAsMigrator();
    let cut = false;
    return {
      ...session,
      async run(sql) {
        if (cut) throw new Error('The connection to the database was lost: read ECONNRESET');
        if (!sql.includes(text) || --left !== 0) return session.run(sql);
        cut = true;
        down = true;
        if (moment === 'after') await session.run(sql);
        throw new Error('The connection to the database was lost: read ECONNRESET');
      },
      query: (sql, parameters) =>
        cut
          ? Promise.reject(new Error('The connection to the database was lost: read ECONNRESET'))
          : session.query(sql, parameters),
    };
  };
  return deployment(connect);
}

// The first COMMIT of the worker belongs to the first migration: the history table is made in one call before it.
it('finds a COMMIT that went through in the history, and does not run it again', async () => {
  const { ports, events } = cutAt('COMMIT', 3, 'after');
  const outcome = await apply(request('flyway', files), ports);
  expect(outcome.kind === 'applied' && outcome.done.map(({ migration }) => migration.id)).toEqual(['1', '2', '3']);
  expect(await applied()).toEqual(all);
  const started = events.flatMap((event) => (event.kind === 'migration-start' ? [event.migration.id] : []));
  expect(started).toEqual(['1', '2', '3']);
  expect(events.map(({ kind }) => kind)).toContain('reconnected');
});

it('runs a migration again whose COMMIT never reached the server, after ending the old server process', async () => {
  const { ports, events } = cutAt('COMMIT', 3, 'before');
  const outcome = await apply(request('flyway', files), ports);
  expect(outcome.kind === 'applied' && outcome.done.map(({ migration }) => migration.id)).toEqual(['1', '2', '3']);
  expect(await applied()).toEqual(all);
  const started = events.flatMap((event) => (event.kind === 'migration-start' ? [event.migration.id] : []));
  expect(started).toEqual(['1', '2', '2', '3']);
});

it('goes on after a connection was lost between statements', async () => {
  const { ports } = cutAt('CREATE TABLE c', 1, 'before');
  expect((await apply(request('flyway', files), ports)).kind).toBe('applied');
  expect(await applied()).toEqual(all);
});

it('says that a COMMIT is unsettled when the database stays away', async () => {
  const { ports, events } = cutAt('COMMIT', 3, 'after', () =>
    Promise.reject(new Failure('no-database', "Can't connect: nothing listens there.")),
  );
  const outcome = await apply(request('flyway', files), ports);
  expect(outcome).toMatchObject({
    kind: 'stopped',
    done: [{ migration: { id: '1' } }],
    reason: { migration: { id: '2' } },
  });
  expect(outcome.kind === 'stopped' && outcome.reason.message).toContain('nothing listens there');
  expect(outcome.kind === 'stopped' && outcome.reason.help).toContain('was being committed');
  expect(events.filter(({ kind }) => kind === 'connection-lost').length).toBe(4);
});

it('passes over a reader that answers after a failover', async () => {
  let readers = 2;
  const reader = async (): Promise<Session> => {
    const session = await database.connectAsMigrator();
    if (readers-- > 0) await session.run('SET default_transaction_read_only = on');
    return session;
  };
  const { ports, events } = cutAt('CREATE TABLE b', 1, 'before', reader);
  expect((await apply(request('flyway', files), ports)).kind).toBe('applied');
  expect(events.filter(({ kind }) => kind === 'connection-lost').length).toBe(3);
  expect(await applied()).toEqual(all);
});

it('does not run a migration again whose connection an administrator has ended', async () => {
  const slow = { ...files, 'V2__b.sql': 'CREATE TABLE b (id int); SELECT pg_sleep(30);' };
  const { ports } = deployment(
    () => database.connectAsMigrator(),
    (event) => {
      if (event.kind !== 'statement-start' || !event.statement.text.includes('pg_sleep')) return;
      setTimeout(() => {
        void asAdministrator(database, (session) =>
          session.run(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(30)%' AND pid <> pg_backend_pid()",
          ),
        );
      }, 200);
    },
  );
  const outcome = await apply(request('flyway', slow), ports);
  expect(outcome).toMatchObject({
    kind: 'stopped',
    done: [{ migration: { id: '1' } }],
    reason: { migration: { id: '2' } },
  });
  expect(outcome.kind === 'stopped' && outcome.reason.help).toContain('An administrator ended the connection');
  expect(await applied()).toEqual([{ version: '1' }]);
  expect(await rowsOf(database, "SELECT to_regclass('b') AS b")).toEqual([{ b: null }]);
});

it('does not run a migration a third time', async () => {
  let connections = 0;
  const { ports } = deployment(async () => {
    connections++;
    const session = await database.connectAsMigrator();
    let cut = false;
    const lost = (): Promise<never> => {
      cut = true;
      return Promise.reject(new Error('The connection to the database was lost: read ECONNRESET'));
    };
    return {
      ...session,
      run: (sql) => (cut || sql.includes('TABLE b') ? lost() : session.run(sql)),
      query: (sql, parameters) => (cut ? lost() : session.query(sql, parameters)),
    };
  });
  const outcome = await apply(request('flyway', files), ports);
  expect(outcome).toMatchObject({ kind: 'stopped', done: [{ migration: { id: '1' } }] });
  expect(outcome.kind === 'stopped' && outcome.reason.help).toContain('It has cost 2 connections by now');
  expect(connections).toBe(6);
});
