// The queries of data-dependent-change, on real servers: they find a row exactly where the migration fails.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ScratchServer } from '../../src/model/database.ts';
import { scratchServer } from '../postgres.ts';
import { finding, findings } from './linting.ts';
import { withDatabase } from './measuring.ts';

interface Sample {
  readonly setup: string;
  readonly up: string;
  /** Rows that break it, and rows that come close but do not. */
  readonly bad: string;
  readonly good: string;
  readonly fails: string;
}

const also = { 'data-dependent-change': {} };

const people = 'CREATE TABLE p (id int, k int, "Last Name" text);';
const family =
  'CREATE TABLE a (x int, y int, PRIMARY KEY (x, y)); INSERT INTO a VALUES (1, 1); CREATE TABLE b (x int, y int);';

const samples: Readonly<Record<string, Sample>> = {
  'a unique index': {
    setup: people,
    up: 'CREATE UNIQUE INDEX ON p (id, k);',
    bad: 'INSERT INTO p VALUES (1, 1), (1, 1);',
    good: 'INSERT INTO p VALUES (1, 1), (1, 2), (1, NULL), (1, NULL);',
    fails: '23505',
  },
  'a unique index on an expression, for some rows': {
    setup: people,
    up: 'CREATE UNIQUE INDEX ON p (lower("Last Name")) WHERE k > 0;',
    bad: "INSERT INTO p VALUES (1, 1, 'Lovelace'), (2, 1, 'LOVELACE');",
    good: "INSERT INTO p VALUES (1, 1, 'Lovelace'), (2, 0, 'LOVELACE'), (3, 1, NULL), (4, 1, NULL);",
    fails: '23505',
  },
  'a unique index for which NULL equals NULL': {
    setup: people,
    up: 'CREATE UNIQUE INDEX ON p (k) NULLS NOT DISTINCT;',
    bad: 'INSERT INTO p VALUES (1), (2);',
    good: 'INSERT INTO p VALUES (1, NULL), (2, 2);',
    fails: '23505',
  },
  'a UNIQUE constraint': {
    setup: people,
    up: 'ALTER TABLE p ADD UNIQUE ("Last Name");',
    bad: "INSERT INTO p VALUES (1, 1, 'x'), (2, 2, 'x');",
    good: "INSERT INTO p VALUES (1, 1, 'x'), (2, 2, NULL), (3, 3, NULL);",
    fails: '23505',
  },
  'a UNIQUE constraint for which NULL equals NULL': {
    setup: people,
    up: 'ALTER TABLE p ADD UNIQUE NULLS NOT DISTINCT (k);',
    bad: 'INSERT INTO p VALUES (1), (2);',
    good: 'INSERT INTO p VALUES (1, NULL), (2, 2);',
    fails: '23505',
  },
  'a primary key with NULL': {
    setup: people,
    up: 'ALTER TABLE p ADD PRIMARY KEY (id, k);',
    bad: 'INSERT INTO p VALUES (1, NULL);',
    good: 'INSERT INTO p VALUES (1, 1), (1, 2);',
    fails: '23502',
  },
  'a primary key twice': {
    setup: people,
    up: 'ALTER TABLE p ADD PRIMARY KEY (id);',
    bad: 'INSERT INTO p VALUES (1), (1);',
    good: 'INSERT INTO p VALUES (1), (2);',
    fails: '23505',
  },
  'NOT NULL': {
    setup: people,
    up: 'ALTER TABLE p ALTER "Last Name" SET NOT NULL;',
    bad: 'INSERT INTO p VALUES (1);',
    good: "INSERT INTO p VALUES (1, NULL, '');",
    fails: '23502',
  },
  'a CHECK': {
    setup: people,
    up: 'ALTER TABLE p ADD CONSTRAINT c CHECK (k > 0 OR id IS NULL);',
    bad: 'INSERT INTO p VALUES (1, 0);',
    good: 'INSERT INTO p VALUES (1, 1), (2, NULL), (NULL, 0);',
    fails: '23514',
  },
  'a CHECK with a comment in it': {
    setup: people,
    up: 'ALTER TABLE p ADD CHECK (k > 0 -- none\n);',
    bad: 'INSERT INTO p VALUES (1, 0);',
    good: 'INSERT INTO p VALUES (1, 1);',
    fails: '23514',
  },
  'a foreign key that names no columns': {
    setup: family,
    up: 'ALTER TABLE b ADD FOREIGN KEY (x, y) REFERENCES a;',
    bad: 'INSERT INTO b VALUES (1, 2);',
    good: 'INSERT INTO b VALUES (1, 1), (1, NULL), (NULL, 7);',
    fails: '23503',
  },
  'a foreign key whose columns stand in another order': {
    setup: 'CREATE TABLE a (x int, y int, UNIQUE (y, x)); INSERT INTO a VALUES (1, 2); CREATE TABLE b (x int, y int);',
    up: 'ALTER TABLE b ADD FOREIGN KEY (y, x) REFERENCES a (x, y);',
    bad: 'INSERT INTO b VALUES (1, 2);',
    good: 'INSERT INTO b VALUES (2, 1);',
    fails: '23503',
  },
  'a foreign key to its own table': {
    setup: 'CREATE TABLE t (id int PRIMARY KEY, up int);',
    up: 'ALTER TABLE t ADD FOREIGN KEY (up) REFERENCES t;',
    bad: 'INSERT INTO t VALUES (1, 2);',
    good: 'INSERT INTO t VALUES (1, 1), (2, 1), (3, NULL);',
    fails: '23503',
  },
  'an EXCLUDE constraint': {
    setup: 'CREATE TABLE r (room int, during int4range, canceled bool);',
    up: 'ALTER TABLE r ADD EXCLUDE USING gist (int4range(room, room, $$[]$$) WITH =, during WITH &&) WHERE (NOT canceled);',
    bad: "INSERT INTO r VALUES (1, '[1,5)', false), (1, '[4,9)', false);",
    good: "INSERT INTO r VALUES (1, '[1,5)', false), (1, '[4,9)', true), (2, '[4,9)', false), (1, '[5,9)', false);",
    fails: '23P01',
  },
};

describe.each([15, 18] as const)('on PostgreSQL %i', (major) => {
  let server: ScratchServer;
  beforeAll(async () => {
    server = await scratchServer(major);
  });
  afterAll(async () => {
    await server.stop();
  });

  it.each(Object.entries(samples))(
    'the query for %s tells whether it fails',
    async (_what, { setup, up, bad, good, fails }) => {
      const { help } = finding('data-dependent-change', { setup, up, serverVersion: major, also });
      const query = /```sql\n([\s\S]*)\n```/.exec(help)?.[1] ?? '';
      await withDatabase(server, setup + bad, async (worker) => {
        await worker.run('begin read only');
        expect(await worker.query(query, [])).not.toEqual([]);
        await worker.run('commit');
        await expect(worker.run(up)).rejects.toMatchObject({ sqlstate: fails });
      });
      await withDatabase(server, setup + good, async (worker) => {
        expect(await worker.query(query, [])).toEqual([]);
        await worker.run(up);
      });
    },
  );
});

it('asks nothing where nothing can fail, or nothing can be asked before the deploy', () => {
  const quiet = (up: string) =>
    findings({ setup: people, up, also }).every(({ rule }) => rule !== 'data-dependent-change');
  expect(quiet('ALTER TABLE p ADD n int; CREATE UNIQUE INDEX ON p (n);')).toBe(true);
  expect(quiet('ALTER TABLE p ADD n int; UPDATE p SET n = 1; ALTER TABLE p ALTER n SET NOT NULL;')).toBe(true);
  expect(quiet('ALTER TABLE p ADD n int; ALTER TABLE p ADD CHECK (n > k);')).toBe(true);
  expect(quiet('ALTER TABLE p ADD CHECK (k > 0) NOT VALID;')).toBe(true);
  expect(quiet('CREATE INDEX ON p (k);')).toBe(true);
  expect(quiet('CREATE TABLE n (id int); CREATE UNIQUE INDEX ON n (id);')).toBe(true);
});

it('asks nothing that was known before the release', () => {
  const setup =
    'CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE b (id int UNIQUE, k int NOT NULL, a int CONSTRAINT f REFERENCES a, CONSTRAINT c CHECK (k > 0), UNIQUE (k));';
  const quiet = (up: string) => findings({ setup, up, also }).every(({ rule }) => rule !== 'data-dependent-change');
  expect(
    quiet('ALTER TABLE b DROP CONSTRAINT f; ALTER TABLE b ADD FOREIGN KEY (a) REFERENCES a ON DELETE CASCADE;'),
  ).toBe(true);
  expect(quiet('ALTER TABLE b DROP CONSTRAINT c, ADD CHECK ((k)>0);')).toBe(true);
  expect(quiet('CREATE UNIQUE INDEX ON b (a, id); ALTER TABLE b ADD UNIQUE (k, a);')).toBe(true);
  expect(quiet('CREATE UNIQUE INDEX ON b (a, id) NULLS NOT DISTINCT;')).toBe(false);
  expect(quiet('ALTER TABLE b DROP CONSTRAINT f; ALTER TABLE b ADD FOREIGN KEY (k) REFERENCES a;')).toBe(false);
});

it('says that it fails even where the referenced columns are not known', () => {
  const up = 'ALTER TABLE p ADD FOREIGN KEY (k) REFERENCES elsewhere;';
  const found = finding('data-dependent-change', { setup: people, up, also });
  expect(found.message).toContain('refers to none of public.elsewhere');
  expect(found.help).not.toContain('```');
});
