// `lint --fix` as a use case: what is taken, what is left alone, and that a second time changes nothing.
import { describe, expect, it } from 'vitest';
import type { CheckInput } from '../src/check.ts';
import { type Fixed, fixMigrations } from '../src/fix.ts';
import { layoutNamed } from '../src/layouts/index.ts';
import './sql/reading.ts';

const tables = `CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint, a int, b int);
CREATE TABLE plans (id bigint PRIMARY KEY, name text, old_name text);
CREATE TABLE parts (id bigint NOT NULL) PARTITION BY RANGE (id);
CREATE TABLE parts_1 PARTITION OF parts FOR VALUES FROM (0) TO (10);`;

type Texts = Readonly<Record<string, string>>;

function inputOf(layout: string, base: Texts, files: Texts, serverVersion = 16): CheckInput {
  const found = layoutNamed(layout as never);
  if (found === undefined) throw new Error(layout);
  const bytesOf = (texts: Texts) =>
    Object.entries(texts).map(([path, text]) => ({ path, bytes: new TextEncoder().encode(text) }));
  return {
    layout: found,
    top: '.',
    root: 'db',
    files: bytesOf({ ...base, ...files }),
    baseFiles: bytesOf(base),
    config: { 'server-version': serverVersion },
    toolVersion: '0',
    today: '2026-11-21',
  };
}

const textsOf = (files: Fixed['changed']): Texts =>
  Object.fromEntries(
    files.map(({ path, bytes }) => [path, new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)]),
  );

/** V2 beside V1, which is applied. Fixing again must find nothing to do. */
async function fixed(up: string, { base = tables, later = {}, version = 16 } = {}): Promise<Fixed & { texts: Texts }> {
  const start = { 'db/V1__base.sql': base, ...later };
  const found = await fixMigrations(inputOf('flyway', start, { 'db/V2__x.sql': up }, version));
  const texts = { 'db/V2__x.sql': up, ...textsOf(found.changed), ...textsOf(found.added) };
  const again = await fixMigrations(inputOf('flyway', start, texts, version));
  expect(again.count, Object.entries(texts).join('\n')).toBe(0);
  return { ...found, texts };
}

const timeout = "SET LOCAL lock_timeout = '5s';\n";

describe('a statement stays where it is', () => {
  it.each<[why: string, up: string, options?: { base?: string; version?: number }]>([
    [
      'its column is renamed behind it',
      'CREATE INDEX i ON orders (customer_id);\nALTER TABLE orders RENAME COLUMN customer_id TO c;',
    ],
    [
      'its column is dropped behind it',
      'CREATE INDEX i ON orders (customer_id);\nALTER TABLE orders DROP COLUMN customer_id;',
    ],
    [
      'its table is renamed behind it',
      'CREATE INDEX i ON public.orders(a);\nALTER TABLE public.orders RENAME TO purchases;',
    ],
    ['its table moves behind it', 'CREATE INDEX i ON orders (a);\nCREATE SCHEMA s;\nALTER TABLE orders SET SCHEMA s;'],
    [
      'its schema is renamed behind it',
      'CREATE INDEX i ON s.t (a);\nALTER SCHEMA s RENAME TO r;',
      { base: 'CREATE TABLE s.t (a int);' },
    ],
    ['code runs behind it', 'CREATE INDEX i ON orders (a);\nDO $$ BEGIN PERFORM 1; END $$;'],
    ['a function is called behind it', 'CREATE INDEX i ON orders (a);\nSELECT fill();'],
    ['a foreign key needs it', 'CREATE UNIQUE INDEX i ON orders (a);\nCREATE TABLE x (o int REFERENCES orders(a));'],
    [
      'a foreign key needs its constraint',
      'ALTER TABLE orders ADD CONSTRAINT u UNIQUE (a);\nALTER TABLE plans ADD COLUMN o int REFERENCES orders (a);',
    ],
    [
      'a row may ask for it',
      'CREATE UNIQUE INDEX i ON orders (a);\nINSERT INTO orders (id, a) VALUES (1, 1) ON CONFLICT (a) DO NOTHING;',
    ],
    [
      'an identity needs it',
      'ALTER TABLE orders ALTER a SET NOT NULL;\nALTER TABLE orders ALTER a ADD GENERATED ALWAYS AS IDENTITY;',
    ],
    [
      'its constraint is renamed behind it',
      'ALTER TABLE orders ADD CONSTRAINT c CHECK (a > 0);\nALTER TABLE orders RENAME CONSTRAINT c TO d;',
    ],
    [
      'its constraint is dropped behind it',
      'ALTER TABLE orders ADD CONSTRAINT c CHECK (a > 0);\nALTER TABLE orders DROP CONSTRAINT c;',
    ],
    [
      'the column goes with it',
      'DROP INDEX i;\nALTER TABLE orders DROP COLUMN a;',
      { base: `${tables}\nCREATE INDEX i ON orders (a);` },
    ],
    [
      'the script says where names are',
      'SET LOCAL search_path = app;\nCREATE INDEX i ON orders (a);',
      { base: 'CREATE TABLE app.orders (a int);\nCREATE TABLE orders (a int);' },
    ],
    ['the script says who owns it', 'SET LOCAL ROLE owner;\nALTER TABLE orders ADD CONSTRAINT c CHECK (a > 0);'],
    ['it is for one table ONLY', 'ALTER TABLE ONLY plans ALTER name SET NOT NULL;'],
    ['its table may not be there', 'ALTER TABLE IF EXISTS nope ADD CONSTRAINT c CHECK (a > 0);'],
    ['its table is partitioned', 'ALTER TABLE parts ADD CONSTRAINT u UNIQUE (id);'],
    ['its primary key is that of partitions', 'ALTER TABLE parts ADD PRIMARY KEY (id);'],
    ['a proof would not be believed', 'ALTER TABLE plans ALTER name SET NOT NULL;', { version: 11 }],
    [
      'the name is taken',
      'ALTER TABLE plans ALTER name SET NOT NULL;',
      { base: `${tables}\nALTER TABLE plans ADD CONSTRAINT plans_name_set CHECK (id > 0);` },
    ],
  ])('when %s', async (_why, up, options) => {
    const { added, texts } = await fixed(up, options);
    expect(added).toEqual([]);
    expect(texts['db/V2__x.sql']?.replace(timeout, '')).toBe(up);
  });
});

describe('a statement moves', () => {
  it.each<[what: string, up: string]>([
    ['an index', 'CREATE INDEX i ON orders (a);\nALTER TABLE orders ADD COLUMN z int;'],
    [
      'an index, in front of one on the same table',
      'CREATE INDEX i ON orders (a);\nCREATE INDEX j ON orders (b);\nCOMMENT ON TABLE orders IS $$x$$;',
    ],
    [
      'an index, in front of a table with a name like it',
      'CREATE INDEX i ON orders (a);\nCREATE TABLE orders_old (id bigint);\nALTER TABLE orders_old ADD COLUMN z int;',
    ],
    [
      'a check, in front of new rows',
      'ALTER TABLE orders ADD CONSTRAINT c CHECK (a > 0);\nINSERT INTO orders (id, a) VALUES (1, 1);',
    ],
    [
      'a unique index, in front of a key to another table',
      'CREATE UNIQUE INDEX i ON orders (a);\nCREATE TABLE x (p bigint REFERENCES plans);',
    ],
  ])('%s', async (_what, up) => {
    const { added, report } = await fixed(up);
    expect(added.length).toBeGreaterThan(0);
    expect(report.verdict.outcome).not.toBe('block');
  });

  it('with the ignores that stood above it', async () => {
    const ignore = '-- lockgate: ignore drop-column -- the next one would be silenced';
    const { texts } = await fixed(
      `ALTER TABLE orders ADD COLUMN z int;\n${ignore}\nCREATE INDEX i ON orders (a);\nALTER TABLE plans DROP COLUMN old_name;\n`,
    );
    expect(texts['db/V2__x.sql']).not.toContain('lockgate: ignore');
    expect(texts['db/V3__build_i.sql']).toContain('CREATE INDEX CONCURRENTLY i');
  });

  it('and lines end as they did', async () => {
    const { texts } = await fixed('ALTER TABLE orders ADD COLUMN z int;\r\nCREATE INDEX i ON orders (a);\r\n');
    for (const text of Object.values(texts)) expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  it('to a version that nobody has', async () => {
    const later = { 'db/V4__later.sql': 'SELECT 1;' };
    const up = 'CREATE INDEX i ON orders (a);\nALTER TABLE orders ADD COLUMN z int;';
    expect(Object.keys((await fixed(up, { later })).texts)).not.toContain('db/V4__build_i.sql');
    const golang = { 'db/000001_a.up.sql': tables, 'db/000003_b.up.sql': 'SELECT 1;' };
    const { added } = await fixMigrations(inputOf('golang-migrate', golang, { 'db/000002_x.up.sql': up }));
    expect(added).toEqual([]);
  });

  it('once for two objects that would get one name', async () => {
    const long = 'a'.repeat(40);
    const base = `CREATE TABLE ${long} (${long}1 int, ${long}2 int);`;
    const not = (column: string): string => `ALTER TABLE ${long} ALTER ${column} SET NOT NULL;`;
    const { added } = await fixed(`${not(`${long}1`)}\n${not(`${long}2`)}`, { base });
    expect(added).toHaveLength(2);
  });
});

it('what somebody wrote inside a statement is not lost', async () => {
  const start = { 'db/V1__base.sql': tables };
  const limit = "SET LOCAL lock_timeout = '5s';\n";
  const fixed = (up: string) => fixMigrations(inputOf('flyway', start, { 'db/V2__x.sql': limit + up }));
  expect((await fixed('ALTER TABLE orders ADD CONSTRAINT u -- agreed\n UNIQUE (a);')).count).toBe(0);
  expect((await fixed('ALTER TABLE orders ADD CONSTRAINT u\n UNIQUE (a);')).count).toBe(1);
  const { count, changed, added } = await fixed('CREATE INDEX i -- agreed\n ON orders (a);');
  expect(count).toBe(1);
  expect([...changed, ...added].map(({ bytes }) => new TextDecoder().decode(bytes)).join()).toContain('-- agreed');
});

it('a fix whose file is there already does not stand in the way of others', async () => {
  const start = { 'db/V1__base.sql': tables };
  const files = {
    'db/V2__x.sql': "SET LOCAL lock_timeout = '5s';\nREINDEX INDEX orders_pkey;",
    'db/V2__x.sql.conf': 'executeInTransaction=true\n',
    'db/V3__y.sql': 'ALTER TABLE orders ADD COLUMN z json;',
  };
  const { changed, count } = await fixMigrations(inputOf('flyway', start, files));
  expect(changed.map(({ path }) => path)).toEqual(['db/V3__y.sql']);
  expect(count).toBe(2);
});

it('a down script that has nothing left says so: tools refuse an empty one', async () => {
  const start = { 'db/2024-01-01-000000_a/up.sql': tables };
  const up = 'ALTER TABLE orders ADD COLUMN z int;\nCREATE INDEX i ON orders (a);\n';
  const files = { 'db/2024-01-02-000000_b/up.sql': up, 'db/2024-01-02-000000_b/down.sql': 'DROP INDEX i;' };
  const { changed } = await fixMigrations(inputOf('diesel', start, files));
  const down = changed.find(({ path }) => path.endsWith('down.sql'));
  expect(new TextDecoder().decode(down?.bytes)).toBe(
    '-- What this undid has moved to a migration of its own.\n'.trimEnd(),
  );
});

it('keeps a byte-order mark', async () => {
  const { texts } = await fixed('\ufeffALTER TABLE orders ADD COLUMN z int;');
  expect(texts['db/V2__x.sql']).toBe(`\ufeff${timeout}ALTER TABLE orders ADD COLUMN z int;`);
});
