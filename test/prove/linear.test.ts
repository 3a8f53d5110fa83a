// That proving n statements costs n times one, counted in what is asked of the server; and that readings which are rare find the same.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ScratchDatabase, ScratchServer, Session } from '../../src/model/database.ts';
import type { StatementTrace } from '../../src/model/trace.ts';
import { scratchServer } from '../postgres.ts';
import { type Proof, proveAll, type Script, tracesOf } from './proving.ts';

let server: ScratchServer;
beforeAll(async () => {
  server = await scratchServer(18);
});
afterAll(() => server.stop());

interface Asked {
  queries: number;
  rows: number;
  /** Readings of the server's lock table, each of which costs as much as it holds. */
  lockReadings: number;
}

/** The same server, with what is asked of it counted. */
function counting(asked: Asked): ScratchServer {
  const session = (real: Session): Session => {
    const counted = async (sql: string, answer: ReturnType<Session['run']>) => {
      const rows = await answer;
      asked.queries += 1;
      asked.rows += rows.length;
      if (sql.includes('pg_locks')) asked.lockReadings += 1;
      return rows;
    };
    return {
      pid: real.pid,
      run: (sql) => counted(sql, real.run(sql)),
      query: (sql, parameters) => counted(sql, real.query(sql, parameters)),
      onMessage: (listener) => real.onMessage(listener),
      close: () => real.close(),
    };
  };
  const database = (real: ScratchDatabase): ScratchDatabase => ({
    ...real,
    connectAsMigrator: async () => session(await real.connectAsMigrator()),
    connectAsAdministrator: async () => session(await real.connectAsAdministrator()),
    copy: async () => database(await real.copy()),
  });
  return { ...server, createDatabase: async () => database(await server.createDatabase()) };
}

async function asked(scripts: readonly Script[], proof: Proof): Promise<Asked> {
  const count: Asked = { queries: 0, rows: 0, lockReadings: 0 };
  const run = await proveAll(counting(count), scripts, proof);
  expect(run.traces.flatMap(({ statements }) => statements.filter(({ error }) => error !== null))).toEqual([]);
  return count;
}

const repeated = (n: number, sql: (i: number) => string): string =>
  Array.from({ length: n }, (_, i) => sql(i)).join(';\n');
const table = (i: number): string => `create table t${i} (id int primary key)`;

interface Growth {
  readonly name: string;
  readonly scripts: (n: number) => readonly Script[];
  readonly base?: (n: number) => string;
  /** Rows per statement grow, but not beyond some hundreds: what the transaction has touched is read again until it is that much. */
  readonly bounded?: true;
}

const growths: readonly Growth[] = [
  { name: 'CREATE TABLE', scripts: (n) => [{ up: repeated(n, table) }] },
  {
    name: 'CREATE TABLE with a way down',
    scripts: (n) => [{ up: repeated(n, table), down: repeated(n, (i) => `drop table t${i}`) }],
    bounded: true,
  },
  {
    name: 'CREATE INDEX',
    base: () => 'create table x (a int)',
    scripts: (n) => [{ up: repeated(n, (i) => `create index i${i} on x (a)`) }],
  },
  {
    name: 'INSERT',
    base: () => 'create table x (a int)',
    scripts: (n) => [{ up: repeated(n, (i) => `insert into x values (${i})`) }],
  },
  {
    name: 'ALTER TABLE of one table each',
    base: (n) => repeated(n, table),
    scripts: (n) => [{ up: repeated(n, (i) => `alter table t${i} add c int`) }],
    bounded: true,
  },
  {
    name: 'one statement on a large base',
    base: (n) => repeated(n, table),
    scripts: () => [{ up: 'alter table t0 add c int' }],
  },
  { name: 'migrations of one statement', scripts: (n) => Array.from({ length: n }, (_, i) => ({ up: table(i) })) },
];

describe('what is asked grows with the statements', () => {
  it.each(growths)('$name', async ({ scripts, base, bounded }) => {
    for (const mode of ['wrapped', 'none'] as const) {
      const small = await asked(scripts(10), { mode, ...(base === undefined ? {} : { base: base(10) }) });
      const large = await asked(scripts(40), { mode, ...(base === undefined ? {} : { base: base(40) }) });
      expect(large.queries, `queries, ${mode}`).toBeLessThanOrEqual(4.4 * small.queries);
      if (!bounded) expect(large.rows, `rows, ${mode}`).toBeLessThanOrEqual(4.4 * small.rows);
    }
  });
});

const manyLocks = 'select count(pg_advisory_xact_lock(i)) from generate_series(1, 20000) i';
const facts = ({ index: _, line: __, ms: ___, held: ____, live: _____, ...rest }: StatementTrace) => rest;

describe('a transaction that holds thousands of locks', () => {
  const base = `create table a (id int); create table b (id int); create table c (id int primary key); create table d (id int); create table e (id int, c int);
    create table m (id int) partition by range (id); create table m1 partition of m for values from (0) to (9); create schema s; create table s.a (id int)`;
  const statements = [
    'create table n (id int)',
    'alter table a add x timestamptz default clock_timestamp()',
    'create table n2 (id int)',
    'create index on b (id)',
    'create index on n (id)',
    "do $$ begin execute 'alter table d alter id type bigint'; end $$",
    'alter table e add constraint f foreign key (c) references c (id)',
    'truncate s.a',
    'alter table m add y int',
    'select 1',
    'lock table s.a in share mode',
  ];

  it('is read now and then, and the same is found', async () => {
    const each = await tracesOf(server, statements.join(';\n'), { base });
    const count: Asked = { queries: 0, rows: 0, lockReadings: 0 };
    const { traces } = await proveAll(counting(count), [{ up: [manyLocks, ...statements].join(';\n') }], { base });
    const rare = traces[0]?.statements.slice(1) ?? [];
    expect(count.lockReadings).toBeLessThan(statements.length / 2);
    expect(rare.map(facts)).toEqual(each.map(facts));
    expect(rare.at(-1)?.held).toEqual(each.at(-1)?.held);
    expect(rare.at(-1)?.live).toEqual(each.at(-1)?.live);
  });

  it('shows nothing of the statements whose locks went with a failed one', async () => {
    const { traces } = await proveAll(server, [{ up: `${manyLocks}; alter table a add y int; selec 1` }], { base });
    expect(traces[0]?.statements.map(({ index, error }) => [index, error?.sqlstate ?? null])).toEqual([
      [0, null],
      [2, '42601'],
    ]);
  });

  it('is read before its savepoints are rolled back', async () => {
    const up = `${manyLocks}; savepoint one; alter table a add y int; rollback to one; alter table b add y int`;
    const { traces } = await proveAll(server, [{ up }], { base });
    expect(traces[0]?.statements.map(({ locks }) => locks.map(({ relation }) => relation))).toEqual([
      [],
      [],
      ['public.a'],
      [],
      ['public.b'],
    ]);
  });
});
