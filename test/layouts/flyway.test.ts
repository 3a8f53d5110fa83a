// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of Flyway
// Flyway: names, versions, order, transactions, checksums, history.
import { beforeAll, describe, expect, it } from 'vitest';
import { flywayChecksum } from '../../src/layouts/flyway/checksum.ts';
import { flyway } from '../../src/layouts/flyway/index.ts';
import { parseName } from '../../src/layouts/flyway/names.ts';
import { parseScriptConfig } from '../../src/layouts/flyway/script-config.ts';
import { compareVersions, parseVersion, type Version } from '../../src/layouts/flyway/versions.ts';
import { loadParser } from '../../src/sql/script.ts';
import { sourceFiles } from './source-files.ts';

beforeAll(loadParser);

const root = 'db/migration';
const read = (texts: Readonly<Record<string, string>>) => flyway.read(sourceFiles(root, texts), root);
const rules = (texts: Readonly<Record<string, string>>) =>
  read(texts).problems.map(({ rule, place }) => `${rule} ${place.path.slice(root.length + 1)}`);

describe('names', () => {
  it.each([
    ['V1__init.sql', 'versioned', '1', 'init'],
    ['V1.sql', 'versioned', '1', ''],
    ['V1_2__add_orders_table.sql', 'versioned', '1.2', 'add orders table'],
    ['V1.2.3__x.SQL', 'versioned', '1.2.3', 'x'],
    ['V001__x__y.sql', 'versioned', '001', 'x  y'],
    ['V1___x.sql', 'versioned', '1', ' x'],
    ['V20240131120000__ümlaut ok.Sql', 'versioned', '20240131120000', 'ümlaut ok'],
    [
      'V340282366920938463463374607431768211456__big.sql',
      'versioned',
      '340282366920938463463374607431768211456',
      'big',
    ],
    ['U1__undo.sql', 'undo', '1', 'undo'],
    ['B5__all.sql', 'baseline', '5', 'all'],
  ])('reads %j as %s %s', (name, kind, version, description) => {
    expect(parseName(name)).toMatchObject({ kind, version: { text: version }, description });
  });

  it.each([
    ['R__views.sql', 'repeatable'],
    ['R.sql', 'repeatable'],
    ['beforeMigrate.sql', 'callback'],
    ['afterEachMigrateStatementError__log.sql', 'callback'],
    ['createSchema.sql', 'callback'],
    ['README.md', 'unrelated'],
    ['V1__x.sql.conf', 'unrelated'],
    ['.V1__x.sql.swp', 'unrelated'],
    ['v1__lower_prefix.sql', 'misnamed'],
    ['V1a__x.sql', 'misnamed'],
    ['V__x.sql', 'misnamed'],
    ['V1._2__x.sql', 'misnamed'],
    ['V-1__x.sql', 'misnamed'],
    ['Vlatest__x.sql', 'misnamed'],
    ['R1__x.sql', 'misnamed'],
    ['R_x.sql', 'misnamed'],
    ['beforeMigrateFoo.sql', 'misnamed'],
    ['schema.sql', 'misnamed'],
    ['.V1__hidden.sql', 'misnamed'],
    ['\u0007.sql', 'misnamed'],
    ['V2__x.sql.txt', 'misnamed'],
    ['V2__x.java', 'code'],
    ['R__x.kt', 'code'],
    ['V2_1__x.class', 'code'],
    ['V2__x.groovy', 'code'],
    ['V3__s.sh', 'code'],
    ['V3.sh', 'code'],
    ['R__s.PS1', 'code'],
    ['B3__s.py', 'code'],
    ['afterMigrate__x.bat', 'code'],
    ['v3__s.sh', 'unrelated'],
    ['deploy.sh', 'unrelated'],
    ['Helper.java', 'unrelated'],
    ['V3__s.js', 'misnamed'],
    ['R__x.sqll', 'misnamed'],
  ])('takes %j for %s', (name, kind) => {
    expect(parseName(name).kind).toBe(kind);
  });
});

describe('versions', () => {
  const version = (text: string) => parseVersion(text) as Version;

  it('are equal when only zeros differ', () => {
    expect(new Set(['1', '01', '1.0', '1_0_0'].map((text) => version(text).key))).toEqual(new Set(['1']));
    expect(version('0.0').key).toBe('0');
    expect(version('1.0').text).toBe('1.0');
  });

  it('compare number by number, whatever their size', () => {
    const shuffled = ['1.10', '20240101000000', '1.9', '2', '18446744073709551616', '1.9.1', '18446744073709551615'];
    expect(
      shuffled
        .map(version)
        .sort(compareVersions)
        .map(({ text }) => text),
    ).toEqual(['1.9', '1.9.1', '1.10', '2', '20240101000000', '18446744073709551615', '18446744073709551616']);
  });
});

describe('checksum', () => {
  it('equals the published vector with any line ending', () => {
    for (const end of ['', '\n', '\r\n', '\r', '\n\n']) expect(flywayChecksum(`select 1;${end}`)).toBe('-690524359');
    expect(flywayChecksum('')).toBe('0');
  });

  it('does not see a byte-order mark, but sees blanks', () => {
    const [plain, marked, blank] = ['select 1;', '\uFEFFselect 1;', 'select 1; '].map(
      (text) => read({ 'V1__x.sql': text }).migrations[0]?.checksum,
    );
    expect(marked).toBe(plain);
    expect(blank).not.toBe(plain);
  });
});

describe('script configuration', () => {
  it.each([
    ['executeInTransaction=false', false],
    ['  executeInTransaction : TRUE \r\n', true],
    ['# executeInTransaction=true\n! no\n\nexecuteInTransaction false', false],
    ['executeInTransaction=true\nexecuteInTransaction=false', false],
    ['placeholderReplacement=false\nencoding=UTF-8', undefined],
    ['', undefined],
  ])('%j', (text, executeInTransaction) => {
    const parsed = parseScriptConfig(text);
    expect(parsed.executeInTransaction).toBe(executeInTransaction);
    expect(parsed.complaints).toEqual([]);
  });

  it.each([
    'executeInTransaction=maybe',
    'executeInTransaction',
    'encoding=ISO-8859-1',
    'shouldExecute=false',
    'group=true',
  ])('complains about %j', (text) => {
    expect(parseScriptConfig(text).complaints).toHaveLength(1);
  });
});

describe('transactions', () => {
  const modeOf = (sql: string, more: Readonly<Record<string, string>> = {}) =>
    read({ 'V1__x.sql': sql, ...more }).migrations[0]?.up.transaction;

  it.each([
    'CREATE INDEX CONCURRENTLY i ON t (a)',
    'create unique index concurrently if not exists i on t (a);',
    'DROP INDEX CONCURRENTLY i',
    'REINDEX DATABASE CONCURRENTLY d',
    'REINDEX SCHEMA public',
    'VACUUM (ANALYZE) t',
    'CREATE DATABASE d',
    'DROP DATABASE d',
    "CREATE TABLESPACE s LOCATION '/x'",
    'DROP TABLESPACE s',
    "ALTER SYSTEM SET work_mem = '1MB'",
    "CREATE SUBSCRIPTION s CONNECTION '' PUBLICATION p",
    'DROP SUBSCRIPTION s',
    'DISCARD ALL',
    '-- why\nVACUUM a;\n/* and */ VACUUM b;',
  ])('takes %j out of the transaction', (sql) => {
    expect(modeOf(sql)).toBe('none');
    expect(rules({ 'V1__x.sql': sql })).toEqual([]);
  });

  it.each([
    'CREATE INDEX i ON t (a)',
    'REINDEX INDEX CONCURRENTLY i',
    'REINDEX TABLE CONCURRENTLY t',
    'ALTER TABLE t DETACH PARTITION p CONCURRENTLY',
    "ALTER TYPE e ADD VALUE 'x'",
    'REFRESH MATERIALIZED VIEW CONCURRENTLY v',
    'DISCARD PLANS',
    "SELECT 'CREATE INDEX CONCURRENTLY'",
    '',
  ])('leaves %j in it', (sql) => {
    expect(modeOf(sql)).toBe('wrapped');
  });

  it('lets the .conf file decide, both ways', () => {
    expect(modeOf('CREATE TABLE t (a int)', { 'V1__x.sql.conf': 'executeInTransaction=false' })).toBe('none');
    expect(modeOf('VACUUM', { 'V1__x.sql.conf': 'executeInTransaction=true' })).toBe('wrapped');
    expect(modeOf('VACUUM', { 'V1__X.sql.conf': 'executeInTransaction=true' })).toBe('none');
  });

  it('reports a file that mixes both, unless the .conf file decides', () => {
    const sql = 'CREATE TABLE t (a int); CREATE INDEX CONCURRENTLY i ON t (a);';
    expect(rules({ 'V1__x.sql': sql })).toEqual(['unreadable-file V1__x.sql']);
    expect(rules({ 'V1__x.sql': sql, 'V1__x.sql.conf': 'executeInTransaction=false' })).toEqual([]);
  });
});

describe('reading', () => {
  it('orders versions by number and repeatables by description, from all directories but hidden ones', () => {
    const reading = read({
      'R__b_views.sql': '',
      'V10__c.sql': '',
      'sub/V9__b.sql': '',
      'R__a views.sql': '',
      'sub/deeper/V1.0__a.sql': 'SELECT 1;',
      '.git/V2__hidden.sql': '',
      'README.md': '',
    });
    expect(reading.migrations.map(({ id }) => id)).toEqual(['1', '9', '10', 'R:a views', 'R:b views']);
    expect(reading.problems).toEqual([]);
    expect(reading.migrations[0]).toMatchObject({
      version: '1.0',
      name: 'a',
      layout: 'flyway',
      kind: 'versioned',
      path: 'db/migration/sub/deeper/V1.0__a.sql',
      recordedPath: 'sub/deeper/V1.0__a.sql',
      checksum: flywayChecksum('SELECT 1;'),
    });
    expect(reading.migrations[3]).toMatchObject({ version: '', kind: 'repeatable', name: 'a views' });
  });

  it('gives a migration its undo script', () => {
    const { migrations, problems } = read({ 'V1__a.sql': 'CREATE TABLE t ();', 'undo/U1.0__a.sql': 'DROP TABLE t;' });
    expect(migrations).toHaveLength(1);
    expect(migrations[0]?.down?.path).toBe('db/migration/undo/U1.0__a.sql');
    expect(problems).toEqual([]);
  });

  it('lets the newest baseline stand for everything at or below it', () => {
    const reading = read({
      'V1__a.sql': '',
      'V2__b.sql': '',
      'V3__c.sql': '',
      'B1__old.sql': '',
      'B2__all.sql': '',
      'R__r.sql': '',
    });
    expect(reading.migrations.map(({ id, kind }) => `${id} ${kind}`)).toEqual([
      'B:2 baseline',
      '3 versioned',
      'R:r repeatable',
    ]);
    expect(reading.superseded?.map(({ id }) => id)).toEqual(['B:1', '1', '2']);
    expect(reading.problems).toEqual([]);
  });

  it('says what Flyway would skip or refuse', () => {
    expect(
      rules({
        'V1__a.sql': '',
        'sub/V1.0__again.sql': '',
        'V2_x.sql': '',
        'orders.sql': '',
        'R__r.sql': '',
        'sub/R__r.sql': '',
        'U7__nothing.sql': '',
        'V9__x.sql.conf': '',
        'V1__a.sql.conf': 'executeintransaction=false',
      }),
    ).toEqual([
      'misnamed-file V2_x.sql',
      'misnamed-file V9__x.sql.conf',
      'misnamed-file orders.sql',
      'version-duplicate sub/V1.0__again.sql',
      'version-duplicate sub/R__r.sql',
      'unreadable-file V1__a.sql.conf',
      'misnamed-file U7__nothing.sql',
    ]);
  });

  it('names what Flyway runs besides SQL migrations', () => {
    expect(
      rules({
        'V1__a.sql': '',
        'beforeMigrate.sql': '',
        'x/afterEachMigrate__log.sql': '',
        'V2__J.java': '',
        'V3__s.sh': '',
      }),
    ).toEqual([
      'unsupported-feature V2__J.java',
      'unsupported-feature V3__s.sh',
      'unsupported-feature beforeMigrate.sql',
      'unsupported-feature x/afterEachMigrate__log.sql',
    ]);
  });

  // As Flyway 11.8.2 did with each of them.
  it.each([
    ["select '${x}';", '1:9'],
    ['-- ${x}\nselect 1;', '1:4'],
    ['select 1;\r\n/* ${x} */select 1;', '2:4'],
    ['select 1 -- ${ open', '1:13'],
    ["select '${}';", '1:9'],
    ["select '${a b}';", '1:9'],
    ["do $$ begin perform '${x}'; end $$;", '1:22'],
    ["select '${flyway:defaultSchema}';", '1:9'],
    ["select '${x\n}';", '1:9'],
    ['select $q${x}$q$;', '1:10'],
    ["select '$$${x}';", '1:11'],
    ["select '$${x}';", undefined],
    ["select '$ {x}', '#{x}', '$[x]', '@x@', 'FP__x__';", undefined],
    ['select $$a$$, $1;', undefined],
  ])('finds the placeholder of %j at %s', (text, at) => {
    const [problem] = read({ 'R__x.sql': text }).problems;
    expect(problem && `${problem.place.line}:${problem.place.column}`).toBe(at);
    expect(problem?.rule).toBe(at === undefined ? undefined : 'unsupported-feature');
    expect(rules({ 'V1__x.sql': text, 'V1__x.sql.conf': 'placeholderReplacement=false' })).toEqual([]);
  });

  it('counts the placeholders of a file in one problem, and looks into undo scripts', () => {
    expect(read({ 'V1__x.sql': '${a} ${b} ${c}' }).problems.map(({ message }) => message)).toEqual([
      expect.stringContaining('`${a}`, and 2 more in this file'),
    ]);
    expect(rules({ 'V1__x.sql': '', 'U1__x.sql': '${a}' })).toEqual(['unsupported-feature U1__x.sql']);
  });

  it('reads an empty directory as nothing, and a root that is the repository', () => {
    expect(flyway.read([], root)).toEqual({ migrations: [], problems: [] });
    const [migration] = flyway.read(sourceFiles('', { 'V1__a.sql': '' }), '.').migrations;
    expect(migration?.recordedPath).toBe('V1__a.sql');
  });

  it('digests the script and its .conf file, not its place', () => {
    const digest = (texts: Readonly<Record<string, string>>) => read(texts).migrations[0]?.digest;
    const plain = digest({ 'V1__a.sql': 'SELECT 1' });
    expect(plain).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(digest({ 'sub/V1__renamed.sql': 'SELECT 1' })).toBe(plain);
    expect(digest({ 'V1__a.sql': 'SELECT 2' })).not.toBe(plain);
    expect(digest({ 'V1__a.sql': 'SELECT 1', 'V1__a.sql.conf': '' })).not.toBe(plain);
    expect(digest({ 'V1__a.sql': 'SELECT 1', 'U1__a.sql': '' })).toBe(plain);
  });
});

describe('history', () => {
  const history = flyway.history('public');
  const row = (installed_rank: number, version: string | null, more: object = {}) => ({
    installed_rank,
    version,
    description: `d${version}`,
    type: 'SQL',
    checksum: 7,
    success: true,
    ...more,
  });

  it('has the lock key of Flyway', () => {
    expect(history.lockKeys('any')).toEqual(['77433833903597']);
    expect(history.table).toBe('"public"."flyway_schema_history"');
  });

  it('takes the newest row of each migration', () => {
    const { migrations } = read({ 'V1__a.sql': '', [`R__${'x'.repeat(201)}.sql`]: '' });
    const repeatable = { description: `${'x'.repeat(197)}...` };
    const applied = history.parse(
      [
        row(0, null, { type: 'SCHEMA', description: '<< Flyway Schema Creation >>' }),
        row(1, '1.0', { description: 'a' }),
        row(2, null, repeatable),
        row(3, '2'),
        row(4, '2', { type: 'UNDO_SQL' }),
        row(5, '3', { success: false, checksum: null }),
        row(6, '4'),
        row(7, '4', { type: 'DELETE' }),
        row(8, null, { ...repeatable, checksum: 8 }),
      ],
      migrations,
    );
    expect(applied).toEqual([
      { id: '1', version: '1.0', checksum: '7', succeeded: true },
      { id: '3', version: '3', checksum: null, succeeded: false, validation: 'accepted' },
      { id: migrations[1]?.id, version: '', checksum: '8', succeeded: true },
    ]);
  });

  it('holds everything up to a baseline row for applied', () => {
    const { migrations } = read({ 'V1__a.sql': '', 'V2__b.sql': '', 'V3__c.sql': '' });
    const baseline = row(1, '2', { type: 'BASELINE', description: '<< Flyway Baseline >>', checksum: null });
    expect(history.parse([baseline, row(2, '3')], migrations).map(({ id, checksum }) => [id, checksum])).toEqual([
      ['1', null],
      ['2', null],
      ['3', '7'],
    ]);
    expect(history.parse([{ ...baseline, version: '2.5' }], migrations).map(({ id }) => id)).toEqual(['1', '2']);
  });
});
