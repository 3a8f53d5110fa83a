// golang-migrate: names, order, the one-row history, lock keys.
import { beforeAll, describe, expect, it } from 'vitest';
import { golangMigrate } from '../../src/layouts/golang-migrate/index.ts';
import { parseName } from '../../src/layouts/golang-migrate/names.ts';
import { loadParser } from '../../src/sql/script.ts';
import { sourceFiles } from './source-files.ts';

beforeAll(loadParser);

const root = 'migrations';
const read = (texts: Readonly<Record<string, string>>) => golangMigrate.read(sourceFiles(root, texts), root);

describe('names', () => {
  it.each([
    ['1_init.up.sql', 1n, 'init', 'up'],
    ['000001_a_b.down.sql', 1n, 'a_b', 'down'],
    ['1_.up.sql', 1n, '', 'up'],
    ['1_a.up.down.sql', 1n, 'a.up', 'down'],
    ['1_a.up.SQL', 1n, 'a', 'up'],
    ['1_a.up.json', 1n, 'a', 'up'],
    ['1_a.up.', 1n, 'a', 'up'],
    ['9223372036854775807_ein Name mit Ümlaut.up.sql', 9223372036854775807n, 'ein Name mit Ümlaut', 'up'],
  ])('reads %j', (fileName, version, name, direction) => {
    expect(parseName(fileName)).toEqual({ kind: 'migration', version, name, direction });
  });

  it.each(['1-a.up.sql', '1_a.UP.sql', '1_a.sql', 'a1_a.up.sql', '1_a.up', 'up.sql', '1_a\n.up.sql', '-1_a.up.sql'])(
    'does not match %j',
    (fileName) => {
      expect(parseName(fileName)).toEqual({ kind: 'unrelated' });
    },
  );

  it.each(['9223372036854775808_a.up.sql', '18446744073709551616_a.up.sql'])('refuses the number of %j', (fileName) => {
    expect(parseName(fileName)).toEqual({ kind: 'too-large' });
  });
});

describe('reading', () => {
  it('finds the byte-order mark that golang-migrate sends to the server', () => {
    const [migration] = read({
      '1_a.up.sql': '\ufeffCREATE TABLE t (a int);',
      '1_a.down.sql': 'DROP TABLE t;',
    }).migrations;
    expect(migration?.up.problems).toMatchObject([
      { rule: 'syntax-error', place: { path: 'migrations/1_a.up.sql', line: 1 } },
    ]);
    expect(migration?.down?.problems).toEqual([]);
  });
  it('orders by number and sends each file as it is', () => {
    const { migrations, problems } = read({
      '10_b.up.sql': 'SELECT 1',
      '000002_a.up.sql': 'BEGIN; SELECT 1; COMMIT;',
      '2_other_name.down.sql': 'SELECT 1',
      '20240131120000_c.up.sql': 'CREATE INDEX CONCURRENTLY i ON t (a)',
      'README.md': '',
    });
    expect(problems).toEqual([]);
    expect(migrations.map(({ id }) => id)).toEqual(['2', '10', '20240131120000']);
    expect(migrations.map(({ up }) => up.transaction)).toEqual(['own', 'own', 'own']);
    expect(migrations[0]).toMatchObject({
      version: '2',
      name: 'a',
      layout: 'golang-migrate',
      path: 'migrations/000002_a.up.sql',
      kind: 'versioned',
      checksum: null,
      down: { path: 'migrations/2_other_name.down.sql', transaction: 'own' },
    });
  });

  it('says what the tool would skip or refuse', () => {
    const { migrations, problems } = read({
      '1_a.up.sql': '',
      '01_again.up.sql': '',
      '2_b.down.sql': '',
      '3_c.sql': '',
      '18446744073709551616_d.up.sql': '',
      'old/4_e.up.sql': '',
      'old/5_f.up.sql': '',
      'old/notes.sql': '',
    });
    expect(migrations.map(({ path }) => path)).toEqual(['migrations/01_again.up.sql']);
    expect(problems.map(({ rule, place }) => `${rule} ${place.path}`)).toEqual([
      'misnamed-file migrations/old',
      'misnamed-file migrations/18446744073709551616_d.up.sql',
      'version-duplicate migrations/1_a.up.sql',
      'misnamed-file migrations/3_c.sql',
      'misnamed-file migrations/2_b.down.sql',
    ]);
    expect(problems[0]?.message).toContain('2 files');
  });

  it('reads an empty directory as nothing', () => {
    expect(golangMigrate.read([], root)).toEqual({ migrations: [], problems: [] });
  });
});

describe('history', () => {
  const history = golangMigrate.history('public');

  it('has both lock keys, as published', () => {
    expect(history.lockKeys('postgres')).toEqual(['3280485947', '143310882']);
    expect(history.lockKeys('coder')).toContain('4187539795');
  });

  it('takes the one row for all versions up to it', () => {
    const { migrations } = read({ '1_a.up.sql': '', '2_b.up.sql': '', '3_c.up.sql': '' });
    const parse = (...rows: readonly object[]) =>
      history.parse(rows as never, migrations).map(({ id, succeeded }) => `${id} ${succeeded}`);
    expect(parse()).toEqual([]);
    expect(parse({ version: '2', dirty: false })).toEqual(['1 true', '2 true']);
    expect(parse({ version: '2', dirty: true })).toEqual(['1 true', '2 false']);
    expect(parse({ version: '7', dirty: false })).toEqual(['1 true', '2 true', '3 true', '7 true']);
    expect(parse({ version: '-1', dirty: true })).toEqual(['-1 false']);
  });
});
