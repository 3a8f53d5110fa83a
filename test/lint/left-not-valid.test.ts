// What stays NOT VALID is said once: read by `lint`, measured by `check`, and withdrawn where the server knows better.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CheckInput, checkMigrations, lintMigrations } from '../../src/check.ts';
import { layoutNamed } from '../../src/layouts/index.ts';
import type { ScratchServer } from '../../src/model/database.ts';
import type { Report } from '../../src/model/report.ts';
import { scratchServer } from '../postgres.ts';
import '../sql/reading.ts';

const setup = 'CREATE TABLE orders (id bigint PRIMARY KEY, total numeric);';
const id = 'constraint-left-not-valid';

function input(...up: readonly string[]): CheckInput {
  const layout = layoutNamed('flyway');
  if (layout === undefined) throw new Error('no such layout');
  const files = [setup, ...up].map((text, i) => ({
    path: `migrations/V${i + 1}__step.sql`,
    bytes: new TextEncoder().encode(text),
  }));
  const baseFiles = files.slice(0, 1);
  return { layout, top: '.', root: 'migrations', files, baseFiles, config: {}, toolVersion: '0', today: '2026-11-21' };
}

function said({ findings }: Report): readonly string[] {
  return findings.filter(({ rule }) => rule === id).map(({ evidence, message }) => `${evidence}: ${message}`);
}

const left = (name: string): string =>
  `After the last migration the constraint public.orders.${name} is still NOT VALID.`;

describe('a constraint that stays NOT VALID', () => {
  let server: ScratchServer;
  beforeAll(async () => {
    server = await scratchServer(18);
  });
  afterAll(async () => {
    await server.stop();
  });

  const both = async (...up: readonly string[]) => {
    const { report } = await checkMigrations(input(...up), { server });
    return { lint: said(await lintMigrations(input(...up))), check: said(report), report };
  };

  it('is read by lint, and once by check, as measured, under one key', async () => {
    const up = 'ALTER TABLE orders ADD CONSTRAINT c CHECK (total > 0) NOT VALID;';
    const found = await both(up);
    expect(found.lint).toEqual([`read: ${left('c')}`]);
    expect(found.check).toEqual([`measured: ${left('c')}`]);
    expect(found.report.withdrawn.map(({ finding }) => finding.rule)).not.toContain(id);
    const keys = [await lintMigrations(input(up)), found.report].map(
      ({ findings }) => findings.find(({ rule }) => rule === id)?.key,
    );
    expect(keys[0]).toBeDefined();
    expect(keys[0]).toBe(keys[1]);
  });

  it('is said once under the name that PostgreSQL chose', async () => {
    const found = await both('ALTER TABLE orders ADD CHECK (total > 0) NOT VALID;');
    expect(found.lint).toHaveLength(1);
    expect(found.check).toEqual([`measured: ${left('orders_total_check')}`]);
    expect(found.report.withdrawn.map(({ finding }) => finding.rule)).not.toContain(id);
  });

  it('is not said when a later migration validates it', async () => {
    const found = await both(
      'ALTER TABLE orders ADD CONSTRAINT c CHECK (total > 0) NOT VALID;',
      'ALTER TABLE orders VALIDATE CONSTRAINT c;',
    );
    expect([found.lint, found.check]).toEqual([[], []]);
  });

  it('is withdrawn when code validates it unseen, and an ignore of it is not unused', async () => {
    const add = `-- lockgate: ignore ${id} -- the next release\nALTER TABLE orders ADD CONSTRAINT c CHECK (total > 0) NOT VALID;`;
    const code = `DO $$ BEGIN
      EXECUTE format('ALTER TABLE orders VALIDATE CONSTRAINT %I', (SELECT conname FROM pg_constraint WHERE conname = 'c'));
    END $$;`;
    const found = await both(add, code);
    expect(found.lint).toEqual([`read: ${left('c')}`]);
    expect(found.check).toEqual([]);
    expect(found.report.withdrawn.map(({ finding }) => finding.rule)).toContain(id);
    expect(found.report.findings.map(({ rule }) => rule)).not.toContain('ignore-unused');
  });

  it('is left as it was read when the run stops before the end', async () => {
    const found = await both(
      'ALTER TABLE orders ADD CONSTRAINT c CHECK (total > 0) NOT VALID;',
      'SELECT nothing_there;',
    );
    expect(found.check).toEqual([`read: ${left('c')}`]);
  });

  it.each<[name: string, up: string, check: readonly string[]]>([
    [
      'words in its text are no facts',
      `ALTER TABLE orders ADD COLUMN note text, ADD CONSTRAINT c CHECK (note <> 'NOT ENFORCED') NOT VALID;`,
      ['public.orders.c'],
    ],
    [
      'a condition that says NOT VALID',
      `ALTER TABLE orders ADD COLUMN note text, ADD CONSTRAINT c CHECK (note <> ' (not validated)');`,
      [],
    ],
    ['NOT ENFORCED is meant', 'ALTER TABLE orders ADD CONSTRAINT c CHECK (total > 0) NOT ENFORCED;', []],
    [
      'names that need quotes',
      'CREATE SCHEMA "A.b"; CREATE TABLE "A.b"."T.x" (a int); ALTER TABLE "A.b"."T.x" ADD CONSTRAINT "C ""d" CHECK (a > 0) NOT VALID;',
      ['"A.b"."T.x".C "d'],
    ],
    [
      'the same name on a table of another schema',
      'CREATE SCHEMA app; CREATE TABLE app.orders (total int); ALTER TABLE app.orders ADD CONSTRAINT c CHECK (total > 0); ALTER TABLE orders ADD CONSTRAINT c CHECK (total > 0) NOT VALID;',
      ['public.orders.c'],
    ],
    [
      'a parent and its heir are one',
      'CREATE TABLE heir () INHERITS (orders); ALTER TABLE orders ADD CONSTRAINT c CHECK (total > 0) NOT VALID;',
      ['public.orders.c'],
    ],
    [
      'an index that is valid, whatever it holds',
      `ALTER TABLE orders ADD COLUMN note text; CREATE INDEX i ON orders (id) WHERE note <> 'address (invalid)';`,
      [],
    ],
    [
      'an index of a partitioned table',
      `CREATE TABLE p (a text) PARTITION BY LIST (a); CREATE TABLE p1 PARTITION OF p DEFAULT; CREATE INDEX i ON ONLY p (a) WHERE a <> ' ON ONLY ';`,
      [],
    ],
  ])('%s', async (_, up, expected) => {
    const { report } = await checkMigrations(input(up), { server });
    expect(report.findings.filter(({ rule }) => rule === 'migration-fails')).toEqual([]);
    const left = report.findings.filter(({ rule }) => rule === id || rule === 'invalid-index-left');
    expect(left.map(({ message, evidence }) => `${evidence} ${message}`)).toEqual(
      expected.map((name) => `measured After the last migration the constraint ${name} is still NOT VALID.`),
    );
    expect(report.withdrawn.map(({ finding }) => finding.rule)).not.toContain(id);
  });
});
