// Long hostile text is read in time that grows with its length: each of these took minutes, or for ever, with a pattern that backtracks.
import { beforeAll, expect, it } from 'vitest';
import { type CheckInput, lintMigrations } from '../../src/check.ts';
import { layoutNamed } from '../../src/layouts/index.ts';
import { rules } from '../../src/rules/index.ts';
import { loadParser } from '../../src/sql/script.ts';

beforeAll(loadParser);

const n = 60_000;
const spaces = ' '.repeat(n);
const base = 'CREATE TABLE orders (id bigint PRIMARY KEY, a int, b text);\n';

const cases: Readonly<Record<string, string>> = {
  'white space in an ignore': `-- lockgate: ignore${spaces}drop-table${spaces}x\nDROP TABLE orders;`,
  'white space behind until': `-- lockgate: ignore drop-table until ${spaces}--${spaces}\nDROP TABLE orders;`,
  'white space in a block comment': `/* lockgate:${spaces} */ DROP TABLE orders;`,
  'dashes in an ignore': `-- lockgate: ignore drop-table ${'a-'.repeat(n / 2)}${'-'.repeat(n)}!\nDROP TABLE orders;`,
  'line comments behind a comma': `ALTER TABLE orders ADD c int NOT NULL,${' --'.repeat(2_000)}\n/* x */ ADD d serial,${' -- x'.repeat(2_000)}\n /* y */ ADD e int;`,
  'white space between words': `ALTER TABLE orders ADD${spaces}c${spaces}text${spaces}DEFAULT${spaces}'x'${spaces},${spaces}ADD d int;`,
  'white space in a standard body': `CREATE FUNCTION f() RETURNS int LANGUAGE sql BEGIN ATOMIC ${spaces} SELECT 1; ${spaces} END;`,
  'white space in a constraint': `ALTER TABLE orders ADD CONSTRAINT e EXCLUDE${spaces}USING gist ((a + 1)${spaces}WITH${spaces}=${spaces});`,
  'white space in a setting': `SET lock_timeout = '5${spaces}!';`,
  'a long word in a function': `CREATE FUNCTION g(int) RETURNS bool LANGUAGE sql IMMUTABLE AS $$ SELECT ${'a'.repeat(n)} $$; ALTER TABLE orders ADD CHECK (g(a));`,
  'DISTINCT without FROM': `CREATE FUNCTION g(int) RETURNS bool LANGUAGE sql IMMUTABLE AS $$ SELECT ${'$1 is distinct '.repeat(n / 20)} $$; ALTER TABLE orders ADD CHECK (g(a));`,
  'open placeholders': `SELEC '${'${'.repeat(n / 2)}${'{{'.repeat(n / 2)}';`,
  'a long name': `CREATE TABLE ${'a'.repeat(n)} (id bigint);`,
};

it.each(Object.entries(cases))('%s', async (_, sql) => {
  const file = (path: string, text: string) => ({ path, bytes: new TextEncoder().encode(text) });
  const files = [file('m/V1__a.sql', base), file('m/V2__b.sql', sql)];
  const all = Object.fromEntries(rules.map(({ id }) => [id, { options: {} }]));
  const naming = { options: { table: '^(a+)+$', column: '(a|a)*b' } };
  const input: CheckInput = {
    layout: layoutNamed('flyway') ?? expect.fail(),
    top: '',
    root: 'm',
    files,
    baseFiles: files.slice(0, 1),
    config: { rules: { ...all, 'naming-convention': naming } },
    toolVersion: '0',
    today: '2026-12-01',
  };
  const started = performance.now();
  const report = await lintMigrations(input);
  expect(performance.now() - started).toBeLessThan(10_000);
  expect(JSON.stringify(report.findings).length).toBeLessThan(50_000 + 12 * sql.length);
});
