// Code on real servers: what was read in it is confirmed, is not said twice, and syntax errors are PostgreSQL's.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { joinMeasured } from '../../src/lint/measured.ts';
import type { ScratchServer } from '../../src/model/database.ts';
import { scratchServer } from '../postgres.ts';
import { proveAll } from '../prove/proving.ts';
import { located, migration } from '../rules/linting.ts';
import { withDatabase } from '../rules/measuring.ts';

const setup = 'CREATE TABLE orders (id int PRIMARY KEY, a int); CREATE TABLE small (a int);';
const block = (...lines: readonly string[]): string => ['DO $$', 'BEGIN', ...lines, 'END $$;'].join('\n');

describe.each([15, 18] as const)('PostgreSQL %i', (major) => {
  let server: ScratchServer;
  beforeAll(async () => {
    server = await scratchServer(major);
  });
  afterAll(() => server.stop());

  async function joined(
    up: string,
    base = setup,
  ): Promise<{ findings: readonly string[]; withdrawn: readonly string[] }> {
    const run = await proveAll(server, [{ up }], { base });
    expect(run.traces.flatMap((trace) => trace.statements.flatMap(({ error }) => error ?? []))).toEqual([]);
    const read = located({ setup: base, up, serverVersion: major });
    const { findings, refuted } = joinMeasured(read, [migration('V2', up, 'wrapped')], {
      ...run,
      traces: run.traces.map((trace) => ({ ...trace, migration: 'V2' })),
    });
    const shown = ({ rule, evidence, place }: (typeof findings)[number]['finding']): string =>
      `${rule} ${evidence} ${place.line}`;
    return {
      findings: findings
        .map(({ finding }) => shown(finding))
        .filter((text) => !/^(?:lock-timeout|data-dependent)/.test(text)),
      withdrawn: refuted.map(({ item }) => shown(item.finding)),
    };
  }

  it.each<[name: string, up: string, findings: readonly string[]]>([
    [
      'ALTER COLUMN TYPE',
      block('ALTER TABLE orders', '  ALTER COLUMN a TYPE bigint;'),
      ['change-column-type measured 4'],
    ],
    [
      'ADD CHECK in a branch',
      block('IF true THEN', 'ALTER TABLE orders ADD CHECK (a > 0);', 'END IF;'),
      ['check-not-valid-missing measured 4'],
    ],
    [
      'CREATE INDEX in EXECUTE',
      block('', "EXECUTE format('CREATE INDEX i ON %I (a)', 'orders');"),
      ['index-not-concurrent measured 4'],
    ],
    [
      'two tables',
      block('ALTER TABLE orders ADD CHECK (a > 0);', 'ALTER TABLE small ALTER a TYPE bigint;'),
      ['check-not-valid-missing measured 3', 'change-column-type measured 4'],
    ],
    [
      'TRUNCATE and a rewrite',
      block('ALTER TABLE small ALTER a TYPE bigint;', 'TRUNCATE orders;'),
      ['change-column-type measured 3', 'truncate measured 4'],
    ],
    ['TRUNCATE alone', block('TRUNCATE orders;'), ['truncate measured 3']],
    [
      'dynamic SQL',
      "DO $$ DECLARE t text := lower('ORDERS'); BEGIN\nEXECUTE 'ALTER TABLE ' || t || ' ALTER a TYPE bigint';\nEND $$",
      ['not-understood read 2', 'unseen-rewrite measured 1'],
    ],
    [
      'a function',
      'CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$ BEGIN ALTER TABLE orders ALTER a TYPE bigint; END $$;\nSELECT f();',
      ['change-column-type measured 2'],
    ],
    [
      'a procedure',
      'CREATE PROCEDURE p() LANGUAGE sql AS $$ ALTER TABLE orders ADD CHECK (a > 0) $$;\nCALL p();',
      ['check-not-valid-missing measured 2'],
    ],
  ])('confirms %s and says it once', async (_name, up, expected) => {
    expect(await joined(up)).toEqual({ findings: expected, withdrawn: [] });
  });

  it('withdraws what the server shows to be nothing', async () => {
    const base =
      "CREATE TABLE orders (id int PRIMARY KEY); CREATE VIEW v AS SELECT 1; DO $$ BEGIN EXECUTE lower('ALTER TABLE orders ADD a varchar(5)'); END $$;";
    expect(await joined(block('ALTER TABLE orders ALTER a TYPE varchar(10);'), base)).toEqual({
      findings: [],
      withdrawn: ['change-column-type read 3'],
    });
  });

  it('withdraws nothing that the run passed by', async () => {
    const guarded = block('IF EXISTS (SELECT FROM orders) THEN', 'ALTER TABLE orders ALTER a TYPE bigint;', 'END IF;');
    expect(await joined(guarded)).toEqual({ findings: ['change-column-type read 4'], withdrawn: [] });
  });

  it.each([
    block('ALTER TABL b;'),
    block('DROP TABLE IF EXISTS a', 'DROP TABLE b;'),
    block('IF a THEN', 'NULL;'),
    block('IF true;'),
    block("EXECUTE 'a' || ;"),
    block('IF (true THEN NULL; END IF;'),
    'DO $$ $$',
    "DO 'BEGIN DROP TABL a; END'",
    block('IF false THEN', 'ALTER TABL b;', 'END IF;'),
  ])('refuses %s, which is a syntax error to us', async (sql) => {
    const { problems } = migration('V2', sql, 'wrapped').up;
    expect(problems.map(({ rule }) => rule)).toEqual(['syntax-error']);
    await withDatabase(server, setup, async (worker) => {
      await expect(worker.run(sql)).rejects.toMatchObject({ sqlstate: '42601' });
    });
  });

  it('refuses what cannot run in a transaction in any DO block', async () => {
    await withDatabase(server, setup, async (worker) => {
      for (const sql of ['CREATE INDEX CONCURRENTLY i ON orders (a)', 'VACUUM orders']) {
        await expect(worker.run(block(`${sql};`))).rejects.toMatchObject({ sqlstate: '25001' });
        await expect(worker.run(block('COMMIT;', `${sql};`))).rejects.toMatchObject({ sqlstate: '25001' });
      }
    });
  });
});
