// diesel: directories, versions, metadata.toml.
import { beforeAll, describe, expect, it } from 'vitest';
import { diesel } from '../../src/layouts/diesel/index.ts';
import { parseMetadata } from '../../src/layouts/diesel/metadata.ts';
import { loadParser } from '../../src/sql/script.ts';
import { sourceFiles } from './source-files.ts';

beforeAll(loadParser);

const root = 'migrations';
const read = (texts: Readonly<Record<string, string>>) => diesel.read(sourceFiles(root, texts), root);

describe('metadata.toml', () => {
  it.each([
    ['run_in_transaction = false', false],
    ['run_in_transaction=true', true],
    ['\r\n# comment\r\n  "run_in_transaction" = true # why\r\n', true],
    ["'run_in_transaction' = false", false],
    ['', false],
    ['# run_in_transaction = true', false],
    ['other = "x"', false],
    ['[section]\nrun_in_transaction = true', false],
    ['run_in_transaction = true\n[section]\nrun_in_transaction = false', true],
  ])('%j', (text, runInTransaction) => {
    expect(parseMetadata(text)).toEqual({ kind: 'read', runInTransaction });
  });

  it.each([
    'run_in_transaction: false',
    'run_in_transaction = "false"',
    'run_in_transaction = False',
    'run_in_transaction = false\nrun_in_transaction = false',
    'run_in_transaction =',
  ])('can not read %j, as diesel', (text) => {
    expect(parseMetadata(text)).toEqual({ kind: 'unreadable' });
  });
});

describe('reading', () => {
  it('finds the byte-order mark that diesel sends to the server', () => {
    const [migration] = read({
      '1_a/up.sql': 'CREATE TABLE t (a int);',
      '1_a/down.sql': '\ufeffDROP TABLE t;',
    }).migrations;
    expect(migration?.up.problems).toEqual([]);
    expect(migration?.down?.problems).toMatchObject([{ rule: 'syntax-error', place: { line: 1 } }]);
  });
  it('orders by version, not by directory name', () => {
    const { migrations, problems } = read({
      '2024-02-01-000000_b/up.sql': 'SELECT 1',
      '20240101000000_a/up.sql': 'SELECT 1',
      '2024-02-01-000000-0001_c/up.sql': 'SELECT 1',
      '00000000000000_diesel_initial_setup/up.sql': 'SELECT 1',
      '00000000000000_diesel_initial_setup/down.sql': 'SELECT 2',
    });
    expect(problems).toEqual([]);
    expect(migrations.map(({ id }) => id)).toEqual([
      '00000000000000',
      '20240101000000',
      '20240201000000',
      '202402010000000001',
    ]);
    expect(migrations[0]).toMatchObject({
      version: '00000000000000',
      name: 'diesel_initial_setup',
      layout: 'diesel',
      path: 'migrations/00000000000000_diesel_initial_setup',
      kind: 'versioned',
      checksum: null,
      up: { path: 'migrations/00000000000000_diesel_initial_setup/up.sql', transaction: 'wrapped' },
      down: { path: 'migrations/00000000000000_diesel_initial_setup/down.sql', transaction: 'wrapped' },
    });
  });

  it('takes the transaction from metadata.toml, for both directions', () => {
    const mode = (metadata: string) => {
      const { migrations, problems } = read({
        '1_a/up.sql': 'SELECT 1',
        '1_a/down.sql': 'SELECT 1',
        '1_a/metadata.toml': metadata,
      });
      return [migrations[0]?.up.transaction, migrations[0]?.down?.transaction, ...problems.map(({ rule }) => rule)];
    };
    expect(mode('run_in_transaction = false')).toEqual(['own', 'own']);
    expect(mode('run_in_transaction = true')).toEqual(['wrapped', 'wrapped']);
    expect(mode('')).toEqual(['own', 'own']);
    expect(mode('nonsense')).toEqual(['wrapped', 'wrapped', 'unreadable-file']);
  });

  it('has no way back where down.sql is missing or empty', () => {
    const { migrations, problems } = read({ '1_a/up.sql': 'SELECT 1', '2_b/up.sql': 'SELECT 1', '2_b/down.sql': '' });
    expect(migrations.map(({ down }) => down)).toEqual([undefined, undefined]);
    expect(problems).toEqual([]);
  });

  it('says what diesel would skip or refuse', () => {
    const { migrations, problems } = read({
      'README.md': '',
      'loose.sql': 'SELECT 1',
      '1_a/up.sql': 'SELECT 1',
      '1_a/notes.sql': 'SELECT 1',
      '0-1_without/UP.SQL': '',
      '2_empty/up.sql': '',
      '3-0_x/up.sql': 'SELECT 1',
      '30_y/up.sql': 'SELECT 1',
      '4_nested/deeper/up.sql': 'SELECT 1',
      '.hidden/x.txt': '',
      [`${'9'.repeat(51)}_long/up.sql`]: 'SELECT 1',
    });
    expect(migrations.map(({ id }) => id)).toEqual(['1', '30']);
    expect(problems.map(({ rule, place }) => `${rule} ${place.path}`)).toEqual([
      'misnamed-file migrations/loose.sql',
      'misnamed-file migrations/0-1_without',
      'unreadable-file migrations/2_empty/up.sql',
      'version-duplicate migrations/30_y',
      'misnamed-file migrations/4_nested',
      `misnamed-file migrations/${'9'.repeat(51)}_long`,
    ]);
  });

  it('reads an empty directory as nothing', () => {
    expect(diesel.read([], root)).toEqual({ migrations: [], problems: [] });
  });

  it('digests up.sql and metadata.toml', () => {
    const digest = (texts: Readonly<Record<string, string>>) => read(texts).migrations[0]?.digest;
    const plain = digest({ '1_a/up.sql': 'SELECT 1' });
    expect(digest({ '1_a/up.sql': 'SELECT 1', '1_a/down.sql': 'SELECT 2' })).toBe(plain);
    expect(digest({ '1_a/up.sql': 'SELECT 1', '1_a/metadata.toml': '' })).not.toBe(plain);
    expect(digest({ '1_a/up.sql': 'SELECT 2' })).not.toBe(plain);
  });
});
