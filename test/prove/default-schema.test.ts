// A default schema that settings name: unqualified names go there on the scratch server, in lint, and after a restore.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type CheckInput, checkMigrations } from '../../src/check.ts';
import type { ScratchServer } from '../../src/model/database.ts';
import { loadParser } from '../../src/sql/script.ts';
import { layoutOf } from '../apply/deployment.ts';
import { sourceFiles } from '../layouts/source-files.ts';
import { scratchServer } from '../postgres.ts';

let server: ScratchServer;
beforeAll(async () => {
  await loadParser();
  server = await scratchServer();
});
afterAll(() => server.stop());

const base = sourceFiles('m', { 'V1__t.sql': 'CREATE TABLE t (id int); CREATE TABLE audit.log (id int);' });
const neighbours = sourceFiles('', { 'flyway.conf': 'flyway.schemas=Odd app,audit\nflyway.table=hist' });

it('is where the base and the new migrations run, and where their findings are', async () => {
  const files = [
    ...base,
    ...sourceFiles('m', {
      'V2__c.sql':
        'ALTER TABLE t ADD COLUMN c int NOT NULL DEFAULT 1; RESET search_path; ALTER TABLE t ALTER COLUMN id TYPE bigint;',
      'U2__c.sql': 'SELECT 1;',
      'V3__d.sql': 'ALTER TABLE t ALTER COLUMN c TYPE bigint;',
    }),
  ];
  const input: CheckInput = {
    layout: layoutOf('flyway'),
    top: '/x',
    root: 'm',
    files,
    neighbours,
    baseFiles: base,
    baseNeighbours: neighbours,
    config: {},
    toolVersion: '1',
    today: '2026-01-01',
  };
  const { report, run } = await checkMigrations(input, { server });
  const ups = run.traces.filter(({ direction }) => direction === 'up');
  expect(ups.flatMap(({ statements }) => statements.map(({ error }) => error))).toEqual([null, null, null, null]);
  expect(ups.flatMap(({ statements }) => statements.flatMap(({ rewrites }) => rewrites))).toEqual([
    'Odd app.t',
    'Odd app.t',
  ]);
  const rewriting = report.findings.filter(({ rule }) => rule === 'change-column-type');
  expect(rewriting.map(({ evidence, claims }) => [evidence, claims?.relation])).toEqual([
    ['measured', 'Odd app.t'],
    ['measured', 'Odd app.t'],
  ]);
});
