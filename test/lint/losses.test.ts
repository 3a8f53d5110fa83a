// What is gone after a run and stands in no text: dropped or emptied by code, by functions, by CASCADE. On real servers.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CheckInput, checkMigrations } from '../../src/check.ts';
import { layoutNamed } from '../../src/layouts/index.ts';
import type { ScratchServer } from '../../src/model/database.ts';
import type { Report } from '../../src/model/report.ts';
import { scratchServer } from '../postgres.ts';
import '../sql/reading.ts';

const base = `
CREATE SCHEMA archive;
CREATE TABLE customers (id bigint PRIMARY KEY, name text);
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint CONSTRAINT orders_customer_fkey REFERENCES customers, total numeric, note text, serial_no serial);
CREATE INDEX orders_note ON orders (note);
CREATE TABLE archive.orders (id bigint PRIMARY KEY, total numeric);
CREATE VIEW v AS SELECT id, total FROM orders;
CREATE MATERIALIZED VIEW m AS SELECT id FROM customers;
CREATE SEQUENCE numbers;
CREATE TYPE mood AS ENUM ('a', 'b');
CREATE TABLE people (id bigint PRIMARY KEY, mood mood, label text);
CREATE FUNCTION twice(n numeric) RETURNS numeric LANGUAGE sql IMMUTABLE AS 'SELECT n * 2';
CREATE FUNCTION thrice(n numeric) RETURNS numeric LANGUAGE sql IMMUTABLE AS 'SELECT n * 3';
CREATE TABLE sums (n numeric, doubled numeric GENERATED ALWAYS AS (twice(n)) STORED);
CREATE FUNCTION wipe(t text) RETURNS void LANGUAGE plpgsql AS $$ BEGIN EXECUTE convert_from(decode(t, 'base64'), 'UTF8'); END $$;
CREATE PROCEDURE wipe_and_commit(t text) LANGUAGE plpgsql AS $$ BEGIN EXECUTE convert_from(decode(t, 'base64'), 'UTF8'); COMMIT; END $$;
CREATE TABLE parts (id int) PARTITION BY RANGE (id);
CREATE TABLE parts_1 PARTITION OF parts FOR VALUES FROM (0) TO (10);
CREATE TABLE "Odd.Name" (id int);
`;

const encoded = (sql: string): string => `'${Buffer.from(sql).toString('base64')}'`;
/** No rule can read what this runs. */
const hidden = (sql: string): string =>
  `DO $$ BEGIN EXECUTE convert_from(decode(${encoded(sql)}, 'base64'), 'UTF8'); END $$;`;

describe.each([15, 18] as const)('PostgreSQL %i', (major) => {
  let server: ScratchServer;
  beforeAll(async () => {
    server = await scratchServer(major);
  });
  afterAll(() => server.stop());

  async function check(...up: readonly string[]): Promise<Report> {
    const layout = layoutNamed('flyway');
    if (layout === undefined) throw new Error('no such layout');
    const files = [base, ...up].map((text, i) => ({
      path: `migrations/V${i + 1}__step.sql`,
      bytes: new TextEncoder().encode(text),
    }));
    const input: CheckInput = {
      layout,
      top: '.',
      root: 'migrations',
      files,
      baseFiles: files.slice(0, 1),
      config: {},
      toolVersion: '0',
      today: '2026-11-21',
    };
    const { report } = await checkMigrations(input, { server });
    expect(report.findings.filter(({ rule }) => rule === 'migration-fails')).toEqual([]);
    return report;
  }

  const unseen = ({ findings }: Report) =>
    findings
      .filter(({ rule }) => rule.startsWith('unseen-'))
      .map(({ rule, severity, message }) => `${rule} ${severity} ${message}`);

  it.each<[name: string, up: string, objects: readonly string[]]>([
    ['a table', hidden('DROP TABLE archive.orders'), ['table archive.orders']],
    ['a table with a name that needs quotes', hidden('DROP TABLE "Odd.Name"'), ['table public."Odd.Name"']],
    ['a column', hidden('ALTER TABLE people DROP COLUMN label'), ['column public.people.label']],
    ['a view', hidden('DROP VIEW v'), ['view public.v']],
    ['a materialized view', hidden('DROP MATERIALIZED VIEW m'), ['materialized view public.m']],
    ['a sequence', hidden('DROP SEQUENCE numbers'), ['sequence public.numbers']],
    ['a function', hidden('DROP FUNCTION thrice(numeric)'), ['function public.thrice(numeric)']],
    ['a schema', hidden('DROP SCHEMA archive CASCADE'), ['table archive.orders', 'schema archive']],
    [
      'a table that comes back empty',
      hidden(
        'CREATE TABLE n (id bigint, total numeric); DROP TABLE archive.orders; ALTER TABLE n RENAME TO orders2; CREATE TABLE archive.orders (id bigint, total numeric)',
      ),
      ['table archive.orders (another one has its name now)'],
    ],
    ['by a function', `SELECT wipe(${encoded('DROP TABLE archive.orders')});`, ['table archive.orders']],
    [
      'by a function that a query hides',
      `INSERT INTO people (id, label) SELECT 1, wipe(${encoded('DROP TABLE archive.orders')})::text;`,
      ['table archive.orders'],
    ],
    [
      'in a table that a query makes',
      `CREATE TABLE n AS SELECT wipe(${encoded('DROP TABLE archive.orders')})::text AS a;`,
      ['table archive.orders'],
    ],
    [
      'by a procedure',
      `CALL wipe(${encoded('')});`.replace('CALL wipe', 'SELECT wipe').replace(encoded(''), encoded('DROP VIEW v')),
      ['view public.v'],
    ],
    [
      'whatever of its name the text drops',
      `DO $$ BEGIN DROP TABLE IF EXISTS archive.nothing; EXECUTE convert_from(decode(${encoded('DROP TABLE archive.orders')}, 'base64'), 'UTF8'); END $$;`,
      ['table archive.orders'],
    ],
    [
      'a table of the same name in another schema',
      `-- lockgate: ignore-file drop-table -- archived\nDO $$ BEGIN EXECUTE convert_from(decode(${encoded('DROP TABLE archive.orders')}, 'base64'), 'UTF8'); CREATE TABLE orders_x (id int); DROP TABLE orders_x; END $$;`,
      ['table archive.orders'],
    ],
  ])('reports what code dropped: %s', async (_, up, objects) => {
    const found = unseen(await check(up)).filter((text) => text.startsWith('unseen-drop error'));
    expect(found).toHaveLength(1);
    for (const object of objects) expect(found[0]).toContain(object);
  });

  it('reports it when a procedure commits on its way', async () => {
    const found = unseen(
      await check(`-- no transaction\nCOMMIT;\nCALL wipe_and_commit(${encoded('DROP TABLE archive.orders')});`),
    );
    expect(found.join()).toContain('table archive.orders');
  });

  it.each<[name: string, up: string]>([
    ['an index', hidden('DROP INDEX orders_note')],
    ['a constraint', hidden('ALTER TABLE orders DROP CONSTRAINT orders_customer_fkey')],
  ])('warns of %s that code dropped', async (_, up) => {
    expect(unseen(await check(up)).map((text) => text.split(' ').slice(0, 2).join(' '))).toEqual([
      'unseen-drop warning',
    ]);
  });

  it.each<[name: string, up: string]>([
    [
      'what the code names',
      'DO $$ BEGIN DROP TABLE archive.orders; ALTER TABLE people DROP COLUMN label; DROP VIEW v; END $$;',
    ],
    ['what an earlier statement dropped', `DROP TABLE archive.orders;\n${hidden('CREATE TABLE n (id int)')}`],
    [
      'what an earlier migration dropped under another name',
      'ALTER TABLE people RENAME TO persons;\nDO $$ BEGIN DROP TABLE persons; END $$;',
    ],
    ['a rename', hidden('ALTER TABLE people RENAME TO persons; ALTER TABLE persons RENAME COLUMN label TO labels')],
    ['a table of this release', `CREATE TABLE n (id int);\n${hidden('DROP TABLE n')}`],
    ['a view that comes back', hidden('DROP VIEW v; CREATE VIEW v AS SELECT id FROM orders')],
    ['a partition that goes with its table', 'DO $$ BEGIN DROP TABLE parts; END $$;'],
    ['an index that a new type builds again', hidden('ALTER TABLE people ALTER COLUMN id TYPE numeric')],
    ['a temporary table', hidden('CREATE TEMP TABLE x (id int); DROP TABLE x')],
    [
      'what is rolled back',
      `SAVEPOINT a;\nDROP TABLE archive.orders;\nROLLBACK TO a;\n${hidden('CREATE TABLE n (id int)')}`,
    ],
  ])('has no word about %s', async (_, up) => {
    expect(unseen(await check(up)).filter((text) => text.startsWith('unseen-drop'))).toEqual([]);
  });

  it.each<[name: string, up: string, rule: string, severity: string, objects: readonly string[]]>([
    [
      'DROP TABLE',
      'DROP TABLE customers CASCADE;',
      'drop-cascade',
      'error',
      ['materialized view public.m', 'constraint orders_customer_fkey on public.orders'],
    ],
    ['DROP COLUMN', 'ALTER TABLE orders DROP COLUMN total CASCADE;', 'drop-cascade', 'warning', ['view public.v']],
    ['DROP TYPE', 'DROP TYPE mood CASCADE;', 'drop-type-cascade', 'error', ['column public.people.mood']],
    ['DROP SCHEMA', 'DROP SCHEMA archive CASCADE;', 'drop-schema', 'error', ['table archive.orders']],
    ['DROP FUNCTION', 'DROP FUNCTION twice(numeric) CASCADE;', 'drop-cascade', 'error', ['column public.sums.doubled']],
  ])('names what CASCADE took: %s', async (_, up, rule, severity, objects) => {
    const { findings } = await check(up);
    const found = findings.filter((finding) => finding.rule === rule);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ evidence: 'measured', severity });
    for (const object of objects) expect(found[0]?.message).toContain(object);
    expect(findings.map((finding) => finding.rule)).not.toContain('unseen-drop');
  });

  it.each<[name: string, up: string, tables: readonly string[]]>([
    ['code', hidden('TRUNCATE orders'), ['public.orders']],
    ['a function', `SELECT wipe(${encoded('TRUNCATE archive.orders')});`, ['archive.orders']],
    [
      'code beside one that it names',
      `-- lockgate: ignore-file truncate -- archived\nDO $$ BEGIN TRUNCATE archive.orders; EXECUTE convert_from(decode(${encoded('TRUNCATE public.orders')}, 'base64'), 'UTF8'); END $$;`,
      ['public.orders'],
    ],
  ])('reports a table that is emptied by %s', async (_, up, tables) => {
    const found = unseen(await check(up));
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(
      `unseen-truncate error On PostgreSQL ${major} this statement emptied ${tables.join(', ')},`,
    );
  });

  it.each<[name: string, up: string]>([
    ['named', 'TRUNCATE archive.orders;'],
    ['named in code', 'DO $$ BEGIN TRUNCATE archive.orders; END $$;'],
    ['a partition of a named one', 'TRUNCATE parts;'],
    ['rewritten by CLUSTER', 'CLUSTER orders USING orders_pkey;'],
    ['rewritten by code', hidden('CLUSTER orders USING orders_pkey')],
  ])('does not call a table emptied that is %s', async (_, up) => {
    expect(unseen(await check(up)).filter((text) => text.startsWith('unseen-truncate'))).toEqual([]);
  });

  it('names the tables that TRUNCATE … CASCADE reaches', async () => {
    const { findings } = await check('TRUNCATE customers CASCADE;');
    expect(findings.find(({ rule }) => rule === 'truncate-cascade')?.message).toContain('the rows of public.orders');
  });

  it('an ignored TRUNCATE of a namesake says nothing of a rewrite', async () => {
    const up = `-- lockgate: ignore truncate -- archived\nTRUNCATE archive.orders;\n${hidden('ALTER TABLE public.orders ALTER COLUMN serial_no TYPE bigint')}`;
    expect(unseen(await check(up)).join()).toContain('unseen-rewrite error On PostgreSQL');
  });
});
