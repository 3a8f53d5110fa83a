// Defaults that mean the same have the same fingerprint; those that only look alike don't. The server decides which is which.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ScratchServer, Session } from '../../src/model/database.ts';
import { canonicalExpression } from '../../src/prove/equal-expressions.ts';
import { fingerprint } from '../../src/prove/schema.ts';
import { scratchServer } from '../postgres.ts';

/** Per type of column, defaults that are the same, in groups: within one group equal, between groups different. */
const groups: Readonly<Record<string, readonly (readonly string[])[]>> = {
  'timestamp with time zone': [
    ['now()', 'CURRENT_TIMESTAMP', 'transaction_timestamp()', 'now()::timestamptz', 'pg_catalog.now()'],
    ['CURRENT_TIMESTAMP(3)', 'now()::timestamptz(3)'],
    ['LOCALTIMESTAMP', 'now()::timestamp', 'CURRENT_TIMESTAMP::timestamp'],
    ['CURRENT_DATE', 'now()::date'],
    ["now() + interval '1 day'", "CURRENT_TIMESTAMP + interval '1 day'"],
    ['clock_timestamp()'],
    ['statement_timestamp()'],
    ['public.now()'],
    ["'now()'::text::timestamptz"],
  ],
  'timestamp without time zone': [
    ['now()', 'CURRENT_TIMESTAMP', 'LOCALTIMESTAMP', 'now()::timestamp'],
    ['LOCALTIMESTAMP(2)', 'now()::timestamp(2)'],
    ['CURRENT_DATE'],
    ["timezone('utc', now())", "(CURRENT_TIMESTAMP AT TIME ZONE 'utc')", "(now() AT TIME ZONE 'utc')"],
    ["(now() AT TIME ZONE 'Europe/Berlin')"],
  ],
  'timestamp(3) with time zone': [
    ['now()', 'CURRENT_TIMESTAMP', 'now()::timestamptz(3)', 'CURRENT_TIMESTAMP(3)'],
    ['CURRENT_TIMESTAMP(4)'],
  ],
  date: [['now()', 'CURRENT_DATE', 'CURRENT_TIMESTAMP', 'now()::date'], ['CURRENT_DATE + 1'], ['CURRENT_TIMESTAMP(0)']],
  'time without time zone': [['LOCALTIME', 'now()', 'now()::time'], ['LOCALTIME(1)']],
  text: [
    ['CURRENT_USER', 'USER', 'CURRENT_ROLE', '"current_user"()'],
    ['SESSION_USER', '"session_user"()'],
    ['CURRENT_CATALOG', 'current_database()'],
    ['CURRENT_SCHEMA', 'current_schema()'],
    ["'x'", "'x'::text", "'x'::varchar", "('x')"],
    ["'CURRENT_USER'"],
    ["'USER'"],
    ["'x'::varchar(1)"],
    ["'it''s CURRENT_DATE'"],
  ],
  'character varying': [["'x'", "'x'::text", "'x'::varchar"], ["'x '"], ['NULL::varchar', 'NULL']],
  'character varying(5)': [
    ['NULL', 'NULL::varchar', 'NULL::text'],
    ["'x'", "'x'::text"],
  ],
  bigint: [
    ['0', "'0'", '0::bigint', '0::smallint', '(0)'],
    ['-1', "'-1'"],
    ['1e3', '1000'],
    ['0.4'],
    ['1 + 1'],
    ['10'],
  ],
  'integer[]': [["'{}'", "'{}'::integer[]"], ["'{0}'"]],
};

describe.each([14, 18] as const)('PostgreSQL %i', (major) => {
  let server: ScratchServer;
  let worker: Session;
  let owner = '';
  beforeAll(async () => {
    server = await scratchServer(major);
    const database = await server.createDatabase();
    owner = database.name;
    worker = await database.connectAsMigrator();
    await worker.run(
      "create function public.now() returns timestamptz language sql as $$ select timestamptz '2000-01-01' $$",
    );
  });
  afterAll(async () => {
    await worker.close();
    await server.stop();
  });

  async function asDefault(type: string, expression: string): Promise<{ definition: string; value: string }> {
    await worker.run('begin');
    try {
      await worker.run("set local search_path = pg_catalog, public; set local timezone = 'Europe/Berlin'");
      await worker.run(`create table public.t (id int, c ${type} default ${expression})`);
      const [row] = await worker.run('insert into public.t (id) values (1) returning c::text as value');
      const schema = await fingerprint(worker, { historyTable: '"public"."history"', owner });
      return { definition: schema.get('column public.t.c') ?? '', value: String(row?.value) };
    } finally {
      await worker.run('rollback');
    }
  }

  it.each(Object.entries(groups))('%s', async (type, kinds) => {
    const seen: string[] = [];
    for (const kind of kinds) {
      const definitions = new Set<string>();
      for (const expression of kind) definitions.add((await asDefault(type, expression)).definition);
      expect([...definitions], `${type}: ${kind.join(', ')}`).toHaveLength(1);
      seen.push(...definitions);
    }
    expect(new Set(seen).size, `${type}: the groups differ`).toBe(kinds.length);
  });

  it.each(Object.entries(groups))('%s: the values in a group are equal in one transaction', async (type, kinds) => {
    await worker.run('begin');
    try {
      await worker.run("set local search_path = pg_catalog, public; set local timezone = 'Europe/Berlin'");
      for (const kind of kinds) {
        const columns = kind.map((expression, i) => `c${i} ${type} default ${expression}`);
        await worker.run(`create table public.t (id int, ${columns.join(', ')}); insert into public.t (id) values (1)`);
        const equal = kind.map((_, i) => `c${i} is not distinct from c0`).join(' and ');
        expect(await worker.run(`select ${equal} as equal from public.t`)).toEqual([{ equal: true }]);
        await worker.run('drop table public.t');
      }
    } finally {
      await worker.run('rollback');
    }
  });
});

describe('what is no expression of the server', () => {
  it.each([
    ['app."current_user"()', 'app."current_user"()'],
    ["'CURRENT_TIMESTAMP'::text", "'CURRENT_TIMESTAMP'::text"],
    ['"CURRENT_TIMESTAMP"', '"CURRENT_TIMESTAMP"'],
    ['"USER" = USER', '"USER" = CURRENT_USER'],
    ['CURRENT_USERS', 'CURRENT_USERS'],
    [
      "CHECK ((a > CURRENT_DATE) AND (b <> 'it''s USER'::text))",
      "CHECK ((a > (now())::date) AND (b <> 'it''s USER'::text))",
    ],
  ])('%s', (text, canonical) => {
    expect(canonicalExpression(text)).toBe(canonical);
  });
});
