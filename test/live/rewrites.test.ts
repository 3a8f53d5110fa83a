// What `lockgate lint --fix` writes where the safe way needs several migrations: read again by each layout it is clean, and on a real server it ends in the same schema.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CheckInput, checkMigrations } from '../../src/check.ts';
import { fixMigrations } from '../../src/fix.ts';
import { layoutNamed } from '../../src/layouts/index.ts';
import type { ScratchServer } from '../../src/model/database.ts';
import type { Report } from '../../src/model/report.ts';
import { scratchServer } from '../postgres.ts';
import '../sql/reading.ts';

const setup = `
CREATE TABLE users (id bigint PRIMARY KEY, email text, age int);
CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint);
CREATE INDEX orders_old_idx ON orders (id, user_id);
CREATE TABLE events (id bigint NOT NULL, at date);
CREATE TABLE readings (at date NOT NULL, value int) PARTITION BY RANGE (at);
CREATE TABLE readings_2019 PARTITION OF readings FOR VALUES FROM ('2019-01-01') TO ('2020-01-01');
`;

interface Situation {
  readonly what: string;
  readonly rule: string;
  readonly up: string;
  readonly down: string;
}

const situations: readonly Situation[] = [
  {
    what: 'an index beside another statement',
    rule: 'index-not-concurrent',
    up: "SET LOCAL lock_timeout = '5s';\nALTER TABLE orders ADD COLUMN note text;\n-- for the list\nCREATE INDEX orders_user_idx ON orders (user_id);\n",
    down: 'DROP INDEX orders_user_idx;\nALTER TABLE orders DROP COLUMN note;\n',
  },
  {
    what: 'an index alone',
    rule: 'index-not-concurrent',
    up: "SET LOCAL lock_timeout = '5s';\nCREATE UNIQUE INDEX orders_user_idx ON orders (user_id);\n",
    down: 'DROP INDEX orders_user_idx;\n',
  },
  {
    what: 'two indexes',
    rule: 'index-not-concurrent',
    up: 'CREATE INDEX orders_user_idx ON orders (user_id);\nCREATE INDEX users_email_idx ON public.users (email);\n',
    down: 'DROP INDEX public.users_email_idx;\nDROP INDEX orders_user_idx;\n',
  },
  {
    what: 'several rules in one file',
    rule: 'index-not-concurrent',
    up: '-- the list\nALTER TABLE users ALTER COLUMN email SET NOT NULL;\nCREATE INDEX orders_user_idx ON orders (user_id);\nALTER TABLE orders ADD COLUMN note text;\n',
    down: 'ALTER TABLE orders DROP COLUMN note;\nDROP INDEX orders_user_idx;\nALTER TABLE users ALTER COLUMN email DROP NOT NULL;\n',
  },
  {
    what: 'statements on one line, the last without its semicolon',
    rule: 'index-not-concurrent',
    up: 'ALTER TABLE orders ADD COLUMN note text; CREATE INDEX orders_user_idx ON orders (user_id); ALTER TABLE users ADD COLUMN note text; CREATE INDEX users_email_idx ON users (email)',
    down: 'DROP INDEX users_email_idx; ALTER TABLE users DROP COLUMN note; DROP INDEX orders_user_idx; ALTER TABLE orders DROP COLUMN note',
  },
  {
    what: 'lines that end as on Windows',
    rule: 'index-not-concurrent',
    up: '-- both\r\nALTER TABLE orders ADD COLUMN note text;\r\nCREATE INDEX orders_user_idx ON orders (user_id); -- for the list\r\n',
    down: 'DROP INDEX orders_user_idx;\r\nALTER TABLE orders DROP COLUMN note;\r\n',
  },
  {
    what: 'an index that is dropped',
    rule: 'drop-index-not-concurrent',
    up: 'ALTER TABLE orders ADD COLUMN note text;\nDROP INDEX orders_old_idx;\n',
    down: 'CREATE INDEX orders_old_idx ON orders (id, user_id);\nALTER TABLE orders DROP COLUMN note;\n',
  },
  {
    what: 'a CHECK',
    rule: 'check-not-valid-missing',
    up: 'ALTER TABLE users ADD CONSTRAINT users_age_check CHECK (age > 0);\n',
    down: 'ALTER TABLE users DROP CONSTRAINT users_age_check;\n',
  },
  {
    what: 'a foreign key',
    rule: 'fk-not-valid-missing',
    up: 'ALTER TABLE orders ADD CONSTRAINT orders_user_fk FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE -- gone with the user\n;\n',
    down: 'ALTER TABLE orders DROP CONSTRAINT orders_user_fk;\n',
  },
  {
    what: 'a column that becomes NOT NULL',
    rule: 'set-not-null-scan',
    up: 'ALTER TABLE users ALTER COLUMN email SET NOT NULL;\n',
    down: 'ALTER TABLE users ALTER COLUMN email DROP NOT NULL;\n',
  },
  {
    what: 'a unique constraint',
    rule: 'unique-constraint-without-index',
    up: 'ALTER TABLE users ADD CONSTRAINT users_email_key UNIQUE (email);\nALTER TABLE orders ADD COLUMN note text;\n',
    down: 'ALTER TABLE orders DROP COLUMN note;\nALTER TABLE users DROP CONSTRAINT users_email_key;\n',
  },
  {
    what: 'a unique constraint alone',
    rule: 'unique-constraint-without-index',
    up: 'ALTER TABLE users ADD CONSTRAINT users_email_key UNIQUE (email);\n',
    down: 'ALTER TABLE users DROP CONSTRAINT users_email_key;\n',
  },
  {
    what: 'a primary key',
    rule: 'pk-without-index',
    up: 'ALTER TABLE events ADD CONSTRAINT events_pkey PRIMARY KEY (id);\nALTER TABLE orders ADD COLUMN note text;\n',
    down: 'ALTER TABLE orders DROP COLUMN note;\nALTER TABLE events DROP CONSTRAINT events_pkey;\n',
  },
  {
    what: 'a REINDEX',
    rule: 'reindex-not-concurrent',
    up: 'REINDEX INDEX orders_old_idx;\nALTER TABLE orders ADD COLUMN note text;\n',
    down: 'ALTER TABLE orders DROP COLUMN note;\n',
  },
  {
    what: 'a validation in the transaction of its constraint',
    rule: 'validate-in-same-transaction',
    up: "SET LOCAL lock_timeout = '5s';\nALTER TABLE users ADD CONSTRAINT users_age_check CHECK (age > 0) NOT VALID;\nALTER TABLE users VALIDATE CONSTRAINT users_age_check;\n",
    down: 'ALTER TABLE users DROP CONSTRAINT users_age_check;\n',
  },
];

const naming = {
  flyway: { up: 'db/V007__x.sql', down: 'db/U007__x.sql', setup: 'db/V001__setup.sql', next: 'db/V008__next.sql' },
  diesel: {
    up: 'db/2024-05-01-120000_x/up.sql',
    down: 'db/2024-05-01-120000_x/down.sql',
    setup: 'db/2024-01-01-000000_setup/up.sql',
    next: 'db/2024-05-01-130000_next/up.sql',
  },
  'golang-migrate': {
    up: 'db/000007_x.up.sql',
    down: 'db/000007_x.down.sql',
    setup: 'db/000001_setup.up.sql',
    next: 'db/000012_next.up.sql',
  },
} as const;

type Files = ReadonlyMap<string, string>;

function inputOf(layout: keyof typeof naming, files: Files, version: number): CheckInput {
  const bytes = (path: string) => ({ path, bytes: new TextEncoder().encode(files.get(path)) });
  const found = layoutNamed(layout);
  if (found === undefined) throw new Error(layout);
  return {
    layout: found,
    top: '.',
    root: 'db',
    files: [...files.keys()].map(bytes),
    baseFiles: [bytes(naming[layout].setup)],
    config: { 'server-version': version },
    toolVersion: '0',
    today: '2026-11-21',
  };
}

/** As the command does. */
async function fixed(layout: keyof typeof naming, start: Files, version: number): Promise<Files> {
  const { changed, added } = await fixMigrations(inputOf(layout, start, version));
  return new Map([
    ...start,
    ...[...changed, ...added].map(({ path, bytes }) => [path, new TextDecoder().decode(bytes)] as const),
  ]);
}

const open = (report: Report): readonly string[] =>
  report.findings
    .filter(({ severity }) => severity !== 'info')
    .map(({ rule, place, message }) => `${rule} ${place.path}:${place.line} ${message}`);

describe.each([15, 18] as const)('on PostgreSQL %i', (major) => {
  let server: ScratchServer;
  beforeAll(async () => {
    server = await scratchServer(major);
  });
  afterAll(async () => {
    await server.stop();
  });

  // What layouts do differently is the same on each server.
  const layouts = major === 18 ? (['flyway', 'diesel', 'golang-migrate'] as const) : (['golang-migrate'] as const);
  describe.each(layouts)('%s', (layout) => {
    const paths = naming[layout];

    it.each(situations.map((item) => [item.what, item] as const))('%s', async (_what, { rule, up, down }) => {
      const before = new Map<string, string>([
        [paths.setup, setup],
        [paths.up, up],
        [paths.down, down],
        [paths.next, 'SELECT 1;\n'],
      ]);
      const bad = await checkMigrations(inputOf(layout, before, major), { server });
      expect(bad.report.findings.map((finding) => finding.rule)).toContain(rule);
      const after = await fixed(layout, before, major);
      const good = await checkMigrations(inputOf(layout, after, major), { server });
      expect(open(good.report), [...after].map(([path, text]) => `${path}\n${text}`).join('\n')).toEqual([]);
      expect(good.run.schemaAfter).toBe(bad.run.schemaAfter);
      expect(good.run.roundTrips.map(({ outcome }) => outcome)).not.toContain('down-differs');
    });
  });
});
