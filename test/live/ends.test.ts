// Every run ends: at a statement's limit, at the proof's limit, on Ctrl-C, and leaves a shared server as it was.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { boundedRun } from '../../src/bounded-run.ts';
import { parseConnection } from '../../src/database/connection-options.ts';
import { startScratchServer } from '../../src/database/scratch-server.ts';
import { connect } from '../../src/database/session.ts';
import { Failure } from '../../src/failure.ts';
import type { TransactionMode } from '../../src/model/migration.ts';
import type { ProofRun } from '../../src/model/trace.ts';
import { doingWords } from '../../src/prove/doing-words.ts';
import { prove } from '../../src/prove/prove.ts';
import { layoutOf } from '../apply/deployment.ts';
import { type TcpServer, tcpServer } from '../database/tcp-server.ts';
import { migration } from '../rules/linting.ts';

interface Case {
  readonly name: string;
  readonly base?: string;
  readonly up: string;
  readonly mode?: TransactionMode;
  /** Of the first error, when each statement has half a second. */
  readonly error?: { readonly sqlstate: string; readonly during?: 'commit' | 'history' };
  /** Where it hangs, as it is said. */
  readonly at: RegExp;
}

const slow = `create function slow(int) returns int language plpgsql immutable as 'begin perform pg_sleep(60); return 1; end'`;
const sleeping = `create function sleeping() returns trigger language plpgsql as 'begin perform pg_sleep(60); return null; end'`;
const stubborn =
  'do $$ begin loop begin perform pg_sleep(60); exception when query_canceled then null; end; end loop; end $$';
const ranTooLong = { sqlstate: '57014' };
const second = /statement at line 2 of migrations\/2\.sql was running/;

const cases: readonly Case[] = [
  { name: 'a statement that sleeps', up: 'select 1;\nselect pg_sleep(60)', error: ranTooLong, at: second },
  {
    name: 'a statement that sleeps, after the script took its limits away',
    up: `set statement_timeout = 0; set client_connection_check_interval = 0; set client_min_messages = error;\nselect pg_sleep(60)`,
    error: ranTooLong,
    at: second,
  },
  { name: 'a DO block that catches its cancellation', up: `select 1;\n${stubborn}`, error: ranTooLong, at: second },
  {
    name: 'notices without end',
    up: `select 1;\ndo $$ begin loop raise notice '%', repeat('x', 1000); end loop; end $$`,
    error: ranTooLong,
    at: second,
  },
  {
    name: 'rows without end',
    up: 'select 1;\nselect repeat(a::text, 100) from generate_series(1, 1000000000000) a',
    error: ranTooLong,
    at: second,
  },
  {
    name: 'COPY TO STDOUT without end',
    up: `select 1;\ncopy (select a from generate_series(1, 1000000000000) a) to stdout`,
    error: ranTooLong,
    at: second,
  },
  {
    name: 'a deferred constraint trigger that sleeps',
    up: `${sleeping}; create table d (a int); create constraint trigger c after insert on d deferrable initially deferred for each row execute function sleeping();\ninsert into d values (1)`,
    error: { ...ranTooLong, during: 'commit' },
    at: /the COMMIT of migrations\/2\.sql was running/,
  },
  {
    name: 'a COMMIT of the script that sleeps',
    base: `${sleeping}; create table d (a int); create constraint trigger c after insert on d deferrable initially deferred for each row execute function sleeping()`,
    up: 'begin; insert into d values (1);\ncommit',
    mode: 'own',
    error: ranTooLong,
    at: second,
  },
  {
    name: 'a trigger on the history table that sleeps',
    up: `${sleeping}; create trigger h after insert on flyway_schema_history for each row execute function sleeping()`,
    error: { ...ranTooLong, during: 'history' },
    at: /the row of migrations\/2\.sql was being written into the tool's history table/,
  },
  {
    name: 'an index over a function that sleeps',
    base: `${slow}; create table t (a int); insert into t values (1)`,
    up: 'select 1;\ncreate index i on t ((slow(a)))',
    error: ranTooLong,
    at: second,
  },
  {
    name: 'an index made concurrently over a function that sleeps',
    base: `${slow}; create table t (a int); insert into t values (1)`,
    up: 'select 1;\ncreate index concurrently i on t ((slow(a)))',
    mode: 'none',
    error: ranTooLong,
    at: second,
  },
  {
    name: 'a prepared transaction that locks the history table',
    up: `begin; lock table flyway_schema_history in access exclusive mode;\nprepare transaction 'it''s "mine"'`,
    mode: 'own',
    error: { ...ranTooLong, during: 'history' },
    at: /the row of migrations\/2\.sql was being written/,
  },
  {
    name: 'a prepared transaction that changes its own role and database',
    up: `begin; alter role current_user set work_mem = 1024; do $$ begin execute format('comment on database %I is %L', current_database(), 'x'); end $$;\nprepare transaction 'p'; select pg_sleep(60)`,
    mode: 'own',
    error: ranTooLong,
    at: second,
  },
  {
    name: 'a database that lets nobody in',
    up: `do $$ begin execute format('alter database %I connection limit 0', current_database()); end $$;\nselect pg_sleep(60)`,
    mode: 'none',
    error: ranTooLong,
    at: second,
  },
];

/** Since 17 pg_maintain may lock the catalogues that every session reads. Behind some Lockgate's own look after the LOCK waits. */
const catalogues: readonly Case[] = [
  ...['pg_authid', 'pg_db_role_setting'].map((name) => ({ name, at: second })),
  ...['pg_database', 'pg_class', 'pg_proc'].map((name) => ({
    name,
    at: /statement at line 1 of migrations\/2\.sql was running/,
  })),
].map(({ name, at }) => ({
  name: `a lock on ${name} and no cancellation`,
  up: `lock table pg_catalog.${name};\n${stubborn}`,
  at,
}));

interface Run {
  readonly limit?: number;
  readonly minutes?: number;
  readonly interrupts?: AbortSignal;
  readonly onHanging?: () => void;
}

const seconds = async <T>(work: Promise<T>): Promise<{ readonly took: number; readonly value: T }> => {
  const start = performance.now();
  const value = await work;
  return { value, took: (performance.now() - start) / 1000 };
};

describe.each([
  { major: 15, prepares: true, locks: false },
  { major: 18, prepares: true, locks: false },
  { major: 18, prepares: false, locks: true },
] as const)('PostgreSQL $major, by URL, prepared transactions: $prepares', ({ major, prepares, locks }) => {
  let shared: TcpServer;
  const rows = async (sql: string): Promise<readonly unknown[]> => {
    const session = await connect({ ...parseConnection(shared.url), applicationName: 'test' });
    try {
      return (await session.run(sql)).map(({ name }) => name);
    } finally {
      await session.close();
    }
  };
  const left = () =>
    rows(`select datname::text as name from pg_database where oid >= 16384
      union all select rolname from pg_roles where oid >= 16384
      union all select gid from pg_prepared_xacts
      union all select 'session ' || query from pg_stat_activity where application_name like 'lockgate%' and pid <> pg_backend_pid()`);

  beforeAll(async () => {
    shared = await tcpServer(major);
    await shared.start(prepares ? ['-c', 'max_prepared_transactions=10'] : []);
  });
  afterEach(async () => expect(await left()).toEqual([]));
  afterAll(() => shared.remove());

  const run = (
    one: Case,
    { limit = 60_000, minutes, interrupts = new AbortController().signal, onHanging = () => {} }: Run,
  ): Promise<ProofRun> =>
    boundedRun(
      {
        minutes,
        interrupts,
        open: (signal) => startScratchServer({ url: shared.url, path: undefined, from: [], signal }),
      },
      ({ server, signal, onDoing }) =>
        prove(server, {
          baseline: one.base === undefined ? [] : [migration('1', one.base, 'none')],
          pending: [migration('2', one.up, one.mode ?? 'wrapped')],
          history: layoutOf('flyway').history('public'),
          statementLimit: limit,
          signal,
          onDoing: (doing) => {
            onDoing(doing);
            if (one.at.test(doingWords(doing))) onHanging();
          },
        }),
    );

  const here = [...(locks ? catalogues : cases)];

  it.each(here.filter(({ error }) => error !== undefined))('at its limit: $name', async (one) => {
    const { value, took } = await seconds(run(one, { limit: 500 }));
    const errors = value.traces.flatMap(({ statements }) => statements.flatMap(({ error }) => error ?? []));
    expect(errors).toMatchObject([one.error]);
    expect(took).toBeLessThan(15);
  });

  it.each(here)('on Ctrl-C: $name', async (one) => {
    const stop = new AbortController();
    let interrupted = 0;
    const onHanging = (): void => {
      // It has begun to hang by then.
      setTimeout(() => {
        interrupted = performance.now();
        stop.abort();
      }, 400);
    };
    const thrown = await run(one, { interrupts: stop.signal, onHanging }).catch((failure: unknown) => failure);
    expect(performance.now() - interrupted).toBeLessThan(5_000);
    expect(thrown).toBeInstanceOf(Failure);
    expect(thrown).toMatchObject({
      code: 'interrupted',
      message: 'Interrupted: nothing was judged. Nothing is left running.',
    });
  });

  it.runIf(locks)('at the limit of its own queries: a lock on pg_database', async () => {
    const up = `select 1;\nlock table pg_catalog.pg_database`;
    await expect(run({ name: '', up, at: second }, {})).rejects.toMatchObject({
      code: 'scratch-server',
      message: expect.stringMatching(
        /refused a query of Lockgate's own: .*lock timeout \(SQLSTATE 55P03\) while the statement at line 2/,
      ),
      help: expect.stringContaining('lock on a system catalogue'),
    });
  });

  const limited = here.filter(({ name }) => locks || /notices|deferred|history table that sleeps/.test(name));

  it.each(limited)("at the proof's limit: $name", async (one) => {
    const { value, took } = await seconds(run(one, { minutes: 0.15 }).catch((thrown: unknown) => thrown));
    expect(value).toMatchObject({
      code: 'time-limit',
      message: expect.stringMatching(
        /^The proof was stopped after 0\.15 minutes, its limit, and nothing was judged\. For the last \d+ s .*\. Nothing is left running\.$/,
      ),
      place: { path: 'migrations/2.sql' },
    });
    expect((value as Failure).message).toMatch(one.at);
    expect(took).toBeLessThan(9 + 5);
  });
});
