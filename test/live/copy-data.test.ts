// COPY … FROM STDIN with its rows: proved and applied as Flyway and psql run it, reported where a tool can't send them.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ScratchServer } from '../../src/model/database.ts';
import { prove } from '../../src/prove/prove.ts';
import { loadParser } from '../../src/sql/script.ts';
import { applyTo, layoutOf, request, rowsOf } from '../apply/deployment.ts';
import { scratchServer } from '../postgres.ts';

let server: ScratchServer;
beforeAll(async () => {
  await loadParser();
  server = await scratchServer(18);
});
afterAll(() => server.stop());

const table = 'CREATE TABLE cities (id int PRIMARY KEY, name text, note text);\n';
const cases: readonly [string, string, readonly unknown[]][] = [
  [
    'text with tabs, nulls, escapes and what looks like SQL',
    "COPY cities (id, name, note) FROM stdin;\n1\tKöln\t\\N\n2\tDROP TABLE cities;\t'x\n3\t$$\t-- a\\tb\n\\.\n",
    [
      { id: 1, name: 'Köln', note: null },
      { id: 2, name: 'DROP TABLE cities;', note: "'x" },
      { id: 3, name: '$$', note: '-- a\tb' },
    ],
  ],
  [
    'CSV with a header and CRLF',
    'copy cities from STDIN with (format csv, header);\r\nid,name,note\r\n1,"a, b",\r\n\\.\r\n',
    [{ id: 1, name: 'a, b', note: null }],
  ],
  ['no row at all', 'COPY cities FROM stdin;\n\\.\n', []],
];

describe.each(cases)('%s', (_, copy, rows) => {
  const files = {
    'V1__cities.sql': `${table}${copy}`,
    'V2__count.sql': 'CREATE VIEW v AS SELECT count(*) FROM cities;',
  };

  it('is applied', async () => {
    const database = await server.createDatabase();
    const what = request('flyway', files);
    expect(what.problems).toEqual([]);
    expect(what.migrations.flatMap(({ up }) => up.problems)).toEqual([]);
    expect(await applyTo(database, what)).toMatchObject({ kind: 'applied' });
    expect(await rowsOf(database, 'SELECT * FROM cities ORDER BY id')).toEqual(rows);
    await database.drop();
  });

  it('is proved', async () => {
    const { migrations } = request('flyway', files);
    const history = layoutOf('flyway').history('public');
    const run = await prove(server, { baseline: [], pending: migrations, history, statementLimit: 30_000 });
    expect(run.traces.flatMap(({ statements }) => statements.map(({ error }) => error))).toEqual([null, null, null]);
  });
});

it('runs outside a transaction too, in several pieces, and a bad row stops the migration there', async () => {
  const database = await server.createDatabase();
  const many = Array.from({ length: 20_000 }, (_, i) => `${i}\tname ${i}\t\\N\n`).join('');
  const what = request('flyway', {
    'V1__cities.sql': table,
    'V2__rows.sql': `COPY cities FROM stdin;\n${many}\\.\n`,
    'V2__rows.sql.conf': 'executeInTransaction=false',
    'V3__bad.sql': 'COPY cities FROM stdin;\nx\ty\tz\n\\.\n',
  });
  const outcome = await applyTo(database, what);
  expect(outcome).toMatchObject({ kind: 'stopped', done: [{}, {}] });
  expect(JSON.stringify(outcome)).toContain('invalid input syntax for type integer');
  expect(await rowsOf(database, 'SELECT count(*)::int AS n FROM cities')).toEqual([{ n: 20_000 }]);
  await database.drop();
});

describe('rows that never reach the server are reported', () => {
  const problemsOf = (layout: 'flyway' | 'golang-migrate' | 'diesel', files: Readonly<Record<string, string>>) =>
    request(layout, files).migrations.flatMap(({ up }) =>
      up.problems.map(({ rule, message }) => `${rule}: ${message}`),
    );
  const rows = 'COPY cities FROM stdin;\n1\ta\tb\n\\.\n';

  it.each([
    ['golang-migrate', { '1_cities.up.sql': rows }],
    ['diesel', { '1_cities/up.sql': rows }],
  ] as const)('%s sends the file as one query', (layout, files) => {
    expect(problemsOf(layout, files)).toEqual([expect.stringMatching(/^syntax-error: The rows behind this COPY/)]);
  });

  it('without the line that ends them', () => {
    expect(problemsOf('flyway', { 'V1__a.sql': 'COPY cities FROM stdin;\n' })).toEqual([
      expect.stringMatching(/^syntax-error: This COPY … FROM STDIN has no data/),
    ]);
    expect(problemsOf('flyway', { 'V1__a.sql': "COPY cities TO stdout;\nCOPY cities FROM '/tmp/x';" })).toEqual([]);
  });
});
