// Findings of one cause are one, and a directory of another database is one finding.
/* biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders are what it is about. */
import { describe, expect, it } from 'vitest';
import { type CheckInput, lintMigrations } from '../../src/check.ts';
import type { Config } from '../../src/config.ts';
import { layoutNamed } from '../../src/layouts/index.ts';
import type { Report } from '../../src/model/report.ts';
import '../sql/reading.ts';

async function lint(base: readonly string[], fresh: readonly string[], config: Config = {}): Promise<Report> {
  const layout = layoutNamed('flyway');
  if (layout === undefined) throw new Error('no such layout');
  const files = [...base, ...fresh].map((text, i) => ({
    path: `migrations/V${i + 1}__step.sql`,
    bytes: new TextEncoder().encode(text),
  }));
  const input: CheckInput = {
    layout,
    top: '.',
    root: 'migrations',
    files,
    baseFiles: files.slice(0, base.length),
    config,
    toolVersion: '0',
    today: '2026-11-21',
  };
  return lintMigrations(input);
}

const about = ({ findings }: Report, rule = 'syntax-error') => findings.filter((finding) => finding.rule === rule);
const repeated = (text: (n: number) => string, times: number): string =>
  Array.from({ length: times }, (_, n) => text(n)).join('\n');

describe('syntax errors', () => {
  it.each<[name: string, text: (n: number) => string, help: string]>([
    ['${…}', (n) => `CREATE TABLE \${schema}.t${n} (id int);`, 'placeholder'],
    ['{{…}}', (n) => `CREATE TABLE {{ schema }}.t${n} (id int);`, 'placeholder'],
    ['{%…%}', (n) => `{% if x %} CREATE TABLE t${n} (id int);`, 'placeholder'],
    ['<%…%>', (n) => `CREATE TABLE <%= schema %>.t${n} (id int);`, 'placeholder'],
    ['$(…)', (n) => `CREATE TABLE $(schema).t${n} (id int);`, 'placeholder'],
    [':name', (n) => `CREATE TABLE :schema.t${n} (id int);`, 'psql variable'],
  ])('of one placeholder are one: %s', async (_, text, help) => {
    const found = about(
      await lint(['CREATE TABLE a (j jsonb);'], [repeated(text, 400), repeated((n) => text(n + 400), 359)]),
    );
    expect(found).toHaveLength(1);
    expect(found[0]?.message).toMatch(/And 758 more of the same cause in 2 files\.$/);
    expect(found[0]?.help).toContain(help);
    expect(found[0]?.place).toMatchObject({ path: 'migrations/V2__step.sql', line: 1 });
  });
  it('have the key of the first, which further ones do not change', async () => {
    const text = (n: number): string => `CREATE TABLE \${schema}.t${n} (id int);`;
    const [one, many] = await Promise.all(
      [1, 20].map((times) => lint(['CREATE TABLE a (j jsonb);'], [repeated(text, times)])),
    );
    expect(about(one as Report)[0]?.key).toBe(about(many as Report)[0]?.key);
  });
  it('that are ignored do not hide the others', async () => {
    const text = (n: number): string => `CREATE TABLE \${schema}.t${n} (id int);`;
    const ignored = `-- lockgate: ignore syntax-error -- of the tool\n${text(0)}\n`;
    const found = about(await lint([], [ignored + repeated((n) => text(n + 1), 3)]));
    expect(found.map(({ suppressed, place }) => [suppressed, place.line])).toEqual([
      ['of the tool', 2],
      [null, 3],
    ]);
  });
  it('of different kinds are told one by one', async () => {
    const found = about(await lint([], ['SELEC 1;\nCREATE TABL x (id int);\nALTER TABLE t ADD COLUM a int;']));
    expect(found).toHaveLength(3);
  });
  it('in the same words in many files are one', async () => {
    const found = about(
      await lint(
        [],
        Array.from({ length: 12 }, () => 'SELECT 1;\nUSING SHOP;\n'),
      ),
    );
    expect(found).toHaveLength(1);
    expect(found[0]?.message).toContain('And 11 more of the same cause in 12 files.');
  });
  it('of psql commands are one', async () => {
    const found = about(await lint([], [repeated((n) => `\\i file_${n}.sql`, 30)]), 'psql-meta-command');
    expect(found).toHaveLength(1);
  });
});

describe('a directory of another database', () => {
  it.each<[dialect: string, base: string, fresh: string]>([
    [
      'MySQL',
      'alter table p modify amount decimal(15,9) not null;',
      'create index b on p(amount); alter table p add column c int not null after amount;',
    ],
    ['MySQL', 'CREATE TABLE `a` (id int AUTO_INCREMENT) ENGINE=InnoDB;', 'CREATE INDEX b ON a (id);'],
    ['MySQL', 'ALTER TABLE p DROP FOREIGN KEY f;', 'CREATE INDEX b ON p (id);'],
    [
      'Redshift',
      'CREATE TABLE sales (id integer ENCODE az64, ts timestamp SORTKEY) DISTSTYLE KEY;',
      "UNLOAD ('select 1') TO 's3://b/x' IAM_ROLE 'r';",
    ],
    ['SQL Server', 'CREATE TABLE [dbo].[t] (a int IDENTITY(1,1));', 'CREATE INDEX b ON t (a);'],
    ['Oracle', 'CREATE TABLE t (a VARCHAR2(10 CHAR), b NUMBER(10) NOT NULL ENABLE);', 'CREATE INDEX b ON t (a);'],
    ['SQLite', 'CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT);', 'CREATE INDEX b ON t (a);'],
    ['ClickHouse', 'CREATE TABLE t (a UInt8) ENGINE = MergeTree ORDER BY a;', 'CREATE INDEX b ON t (a);'],
  ])('is one finding that says %s, and nothing is judged', async (dialect, base, fresh) => {
    const report = await lint([base], [fresh]);
    expect(report.findings.map(({ rule }) => rule)).toEqual(['unsupported-dialect']);
    expect(report.findings[0]?.message).toContain(`SQL of ${dialect}`);
    expect(JSON.stringify(report.findings)).not.toContain('CONCURRENTLY');
    expect(report.verdict.outcome).toBe('block');
    expect(report.incomplete?.message).toContain(dialect);
  });
  it('is read as PostgreSQL where that is demanded', async () => {
    const report = await lint([], ['ALTER TABLE p MODIFY a int;\nALTER TABLE p MODIFY b int;'], {
      dialect: 'postgresql',
    });
    expect(about(report)).toHaveLength(1);
    expect(about(report)[0]?.help).toContain('SQL of MySQL');
    expect(report.incomplete).toBeUndefined();
  });
  it.each<[name: string, base: readonly string[], fresh: string]>([
    ['one file among PostgreSQL ones', ['CREATE TABLE a (j jsonb);'], 'ALTER TABLE a MODIFY b int;'],
    ['a typo', [], 'ALTER TABLE a ADD COLUM b int;'],
    ['its words in a string', [], "INSERT INTO t VALUES ('x ENGINE=InnoDB AUTO_INCREMENT' 2);"],
    ['its words in a comment', [], 'SELEC 1 -- AUTO_INCREMENT\n;'],
  ])('is not %s', async (_, base, fresh) => {
    const report = await lint(base, [fresh]);
    expect(report.incomplete).toBeUndefined();
    expect(about(report)).toHaveLength(1);
  });
  it('has no word where nothing is new', async () => {
    expect((await lint(['ALTER TABLE p MODIFY a int;'], [])).findings).toEqual([]);
  });
});
