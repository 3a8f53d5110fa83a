// Whatever a trace holds under a strong lock on a live relation is in a finding of its statement, by name, or was withdrawn.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { joinMeasured } from '../../src/lint/measured.ts';
import type { ScratchServer } from '../../src/model/database.ts';
import type { StatementTrace } from '../../src/model/trace.ts';
import { blocksWrites } from '../../src/sql/lock-modes.ts';
import { scratchServer } from '../postgres.ts';
import { proveAll } from '../prove/proving.ts';
import { located, migration } from '../rules/linting.ts';

const schemas = ['public', 'archive', '"a.b"'];
const base = `
CREATE SCHEMA archive; CREATE SCHEMA "a.b";
${schemas
  .map(
    (s) => `
CREATE TABLE ${s}.parents (id int PRIMARY KEY, a int);
CREATE TABLE ${s}.orders (id int PRIMARY KEY, a int, b int, parent int);
CREATE TABLE ${s}.parts (id int NOT NULL, a int) PARTITION BY RANGE (id);
CREATE TABLE ${s}.parts_1 PARTITION OF ${s}.parts FOR VALUES FROM (0) TO (10);
CREATE TABLE ${s}.parts_rest PARTITION OF ${s}.parts DEFAULT;
CREATE FUNCTION ${s}.run(t text) RETURNS int LANGUAGE plpgsql AS $$ BEGIN EXECUTE t; RETURN 1; END $$;`,
  )
  .join('')}`;

/** On a table of a schema; `s` is quoted. */
const works: readonly ((s: string) => string)[] = [
  (s) => `ALTER TABLE ${s}.orders ALTER a TYPE bigint`,
  (s) => `ALTER TABLE ${s}.orders ADD CHECK (b > 0)`,
  (s) => `ALTER TABLE ${s}.orders ALTER b SET NOT NULL`,
  (s) => `CREATE INDEX ON ${s}.orders (b)`,
  (s) => `ALTER TABLE ${s}.orders ADD FOREIGN KEY (parent) REFERENCES ${s}.parents`,
  (s) => `ALTER TABLE ${s}.parts ADD CHECK (a > 0)`,
  (s) => `ALTER TABLE ${s}.parts ALTER a TYPE bigint`,
  (s) => `CREATE TABLE ${s}.parts_2 PARTITION OF ${s}.parts FOR VALUES FROM (10) TO (20)`,
  (s) => `TRUNCATE ${s}.orders`,
  (s) => `TRUNCATE ${s}.parents CASCADE`,
];

/** Ways to run it: in the open, in code, in text that no rule can read, in a function, and each after something on a namesake. */
const ways: readonly ((sql: string, s: string) => string)[] = [
  (sql) => sql,
  (sql) => `DO $do$ BEGIN ${sql}; END $do$`,
  (sql) => `DO $do$ BEGIN EXECUTE convert_from(decode('${Buffer.from(sql).toString('hex')}', 'hex'), 'UTF8'); END $do$`,
  (sql, s) => `SELECT ${s}.run(convert_from(decode('${Buffer.from(sql).toString('hex')}', 'hex'), 'UTF8'))`,
  (sql) =>
    `DO $do$ BEGIN TRUNCATE archive.orders; ALTER TABLE archive.orders ADD CHECK (a > 1); EXECUTE convert_from(decode('${Buffer.from(sql).toString('hex')}', 'hex'), 'UTF8'); END $do$`,
];
const before: readonly string[] = [
  '',
  'TRUNCATE archive.orders;\n',
  'LOCK TABLE public.orders;\n',
  'SET search_path = archive, public;\nTRUNCATE orders;\n',
];

/** `relation work` of what somebody waits for. */
function strongWork(trace: StatementTrace): readonly string[] {
  const strong = new Set(trace.held.filter(({ mode }) => blocksWrites(mode)).map(({ relation }) => relation));
  const of = (relations: readonly string[]) => relations.filter((one) => strong.has(one) && trace.live.includes(one));
  return [...of(trace.rewrites), ...of(trace.scans), ...of(trace.indexBuilds), ...of(trace.emptied ?? [])];
}

describe('nothing that a trace holds is lost', () => {
  let server: ScratchServer;
  beforeAll(async () => {
    server = await scratchServer(18);
  });
  afterAll(() => server.stop());

  it.each(ways.map((way, i) => [i, way] as const))('run in way %i', async (number, way) => {
    // Each migration is a proof of its own transaction: many in one run, in order, so that a base is set up once.
    const ups = works.flatMap((work, w) => {
      const s = schemas[(w + number) % schemas.length] as string;
      return `${before[(w + number) % before.length]}${way(work(s), s)};`;
    });
    const run = await proveAll(
      server,
      ups.map((up) => ({ up })),
      { base },
    );
    const migrations = ups.map((up, i) => migration(String(i + 2), up, 'wrapped'));
    const read = located({ setup: base, up: ups, serverVersion: 18 }).map((item) => ({
      ...item,
      migration: item.migration?.replace(/^V/, '') ?? null,
    }));
    const { findings, refuted } = joinMeasured(read, migrations, run, [migration('1', base, 'none')]);
    let seen = 0;
    const lost: string[] = [];
    for (const trace of run.traces) {
      for (const statement of trace.statements) {
        expect(statement.error).toBeNull();
        const about = [...findings, ...refuted.map(({ item }) => item)].filter(
          (item) => item.migration === trace.migration && item.statement?.index === statement.index,
        );
        // What the transaction has emptied before holds no rows: such work is short, whatever the table held.
        const empty = trace.statements.flatMap(({ index, emptied = [] }) => (index < statement.index ? emptied : []));
        for (const relation of strongWork(statement).filter((one) => !empty.includes(one))) {
          seen += 1;
          const names = about.some(
            ({ finding }) => finding.claims.relation === relation || finding.message.includes(relation),
          );
          if (!names)
            lost.push(
              `${relation} of: ${ups[Number(trace.migration) - 2]} [${statement.index}] ${about.map(({ finding }) => finding.rule)}`,
            );
        }
      }
    }
    expect(lost).toEqual([]);
    expect(seen).toBeGreaterThan(8);
  });
});
