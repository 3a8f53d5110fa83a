// The snapshot's file: written, read back, and refused where it is not whole.
import { describe, expect, it } from 'vitest';
import { assemble, listed } from '../../src/catalog/assemble.ts';
import { readSnapshot, type Snapshot, writeSnapshot } from '../../src/catalog/snapshot.ts';
import { snapshotSummary } from '../../src/catalog/snapshot-summary.ts';
import { Failure } from '../../src/failure.ts';
import type { Expression, TypeName } from '../../src/model/schema.ts';

const int: TypeName = { name: 'int4', modifiers: [], array: false };
const text: TypeName = { name: 'varchar', modifiers: [20], array: true };
const call: Expression = {
  text: "lower(a) <> '\u2028\"\\'",
  functions: [
    { name: 'lower', values: [null] },
    { schema: 'app', name: 'f', values: ['x', null] },
  ],
  constant: false,
};
const checked = { validated: true, enforced: true } as const;

const facilities = { constraints: [], indexes: [], triggers: [], policies: [], rules: [], grants: [] };
const table: Snapshot['tables'][number] = {
  schema: 'app',
  name: 'Odd."name',
  kind: 'table',
  complete: true,
  persistence: 'unlogged',
  partitioning: { key: null },
  partitionOf: { parent: 'app.parent', isDefault: true },
  inherits: ['b.z', 'a.y'],
  ofType: 'app.pair',
  rowSecurity: true,
  forcedRowSecurity: false,
  replicaIdentity: 'full',
  accessMethod: 'columnar',
  tablespace: 'fast',
  clusteredOn: 'i',
  parameters: { fillfactor: '70', autovacuum_enabled: 'off' },
  columns: [
    { name: 'z', type: int, notNull: true, default: call, identity: false },
    { name: 'a', type: text, notNull: false, identity: true, collation: { schema: 'pg_catalog', name: 'C' } },
    { name: 'g', type: null, notNull: false, identity: false, generated: 'virtual' },
  ],
  constraints: [
    { type: 'check', name: 'c', columns: ['z'], validated: false, enforced: false, noInherit: true, expression: call },
    {
      type: 'foreign-key',
      name: 'f',
      columns: ['z'],
      ...checked,
      deferrable: true,
      initiallyDeferred: true,
      references: { table: { schema: 'app', name: 't' }, columns: ['id'], onDelete: 'set null' },
    },
    { type: 'not-null', name: 'n', columns: ['z'], ...checked },
    { type: 'primary-key', name: 'p', columns: ['z'], ...checked },
    {
      type: 'exclusion',
      name: 'x',
      columns: ['z'],
      ...checked,
      elements: [{ column: 'z', operator: '&&' }],
      where: call,
    },
  ],
  indexes: [
    {
      name: 'i',
      columns: [
        { expression: call, label: 'lower', operatorClass: 'o', collation: 'C', order: 'desc' },
        { column: 'z' },
      ],
      where: call,
      unique: true,
      method: 'btree',
      include: ['a'],
      nullsNotDistinct: true,
      ofConstraint: false,
      valid: false,
      tablespace: 'fast',
      bytes: 8192,
    },
  ],
  triggers: [{ name: 't', timing: 'instead of', row: true, function: 'app.f', when: 'new.a', enabled: false }],
  policies: [{ name: 'p', command: 'all', permissive: true, roles: ['r'], using: 'true', withCheck: 'false' }],
  rules: [{ name: 'r' }],
  grants: [
    { privileges: ['select'], grantees: ['a', 'b'] },
    { privileges: 'all', grantees: ['public'] },
  ],
  statistics: { rows: null, bytes: 5 * 1024 ** 3, indexBytes: 0, writesPerSecond: null },
};

const snapshot: Snapshot = {
  lockgate: 'catalog',
  schema: 1,
  server: { version: '16.4' },
  takenAt: '2027-01-31T12:00:00Z',
  database: 'shop',
  longestTransactionMs: 1200,
  schemas: ['app', 'public'],
  extensions: [{ name: 'citext', version: '1.6' }],
  types: [
    {
      kind: 'domain',
      schema: 'app',
      name: 'd',
      complete: true,
      base: text,
      notNull: true,
      default: call,
      constraints: [{ type: 'check', name: 'c', columns: [], ...checked, expression: call }],
    },
    { kind: 'enum', schema: 'app', name: 'mood', complete: true, labels: [{ name: 'z' }, { name: 'a' }] },
    { kind: 'range', schema: 'app', name: 'span', complete: true },
  ],
  tables: [table, { ...table, name: 'a', columns: [], ...facilities }],
  views: [
    {
      ...facilities,
      kind: 'materialized-view',
      schema: 'app',
      name: 'm',
      complete: true,
      persistence: 'permanent',
      columns: [],
      reads: ['app.a'],
      uses: ['*', 'z'],
      populated: false,
      statistics: { rows: 3, bytes: 8192, indexBytes: 8192, writesPerSecond: 0 },
    },
  ],
  sequences: [
    {
      kind: 'sequence',
      schema: 'app',
      name: 's',
      persistence: 'permanent',
      type: 'int8',
      ownedBy: { table: 'app.a', column: 'z' },
      grants: [],
    },
  ],
  routines: [
    {
      kind: 'function',
      schema: 'app',
      name: 'f',
      parameters: [
        { name: 'a', type: int, default: call },
        { type: text, variadic: true },
      ],
      language: 'sql',
      volatility: 'stable',
      securityDefiner: true,
      settings: ['search_path'],
      returnsTrigger: false,
      body: 'select 1;\n',
    },
  ],
  publications: [{ name: 'p', allTables: false, tables: ['app.a'] }],
};
/** By the names' code units: `Odd` is before `a`. */
const sortedNames = ['Odd."name', 'a'];

describe('writing', () => {
  it('is undone by reading', () => {
    expect(readSnapshot(writeSnapshot(snapshot), 'f')).toEqual(snapshot);
    expect(Object.keys(listed(assemble(readSnapshot(writeSnapshot(snapshot), 'f'))))).not.toContain('lockgate');
    expect(listed(assemble(readSnapshot(writeSnapshot(snapshot), 'f')))).toEqual(listed(assemble(snapshot)));
  });

  it('has one text for one catalogue, whatever the order it comes in', () => {
    const turned: Snapshot = {
      ...snapshot,
      schemas: ['public', 'app'],
      types: snapshot.types.toReversed(),
      tables: snapshot.tables.toReversed().map((one) => ({
        ...one,
        constraints: one.constraints.toReversed(),
        grants: one.grants.toReversed().map((grant) => ({ ...grant, grantees: grant.grantees.toReversed() })),
        parameters: Object.fromEntries(Object.entries(one.parameters).toReversed()),
      })),
    };
    expect(writeSnapshot(turned)).toBe(writeSnapshot(snapshot));
    expect(readSnapshot(writeSnapshot(turned), 'f').tables.map(({ name }) => name)).toEqual(sortedNames);
  });

  it('keeps the order of columns, enum values and parents', () => {
    const back = readSnapshot(writeSnapshot(snapshot), 'f');
    expect(back.tables[0]?.columns.map(({ name }) => name)).toEqual(['z', 'a', 'g']);
    expect(back.tables[0]?.inherits).toEqual(['b.z', 'a.y']);
    expect(back.types[1]).toMatchObject({ labels: [{ name: 'z' }, { name: 'a' }] });
  });

  it('has a line for each column, so that git shows what changed', () => {
    const more = { ...table, columns: [...table.columns, { name: 'n', type: int, notNull: false, identity: false }] };
    const [before, after] = [snapshot, { ...snapshot, tables: [more, snapshot.tables[1] ?? more] }].map((one) =>
      writeSnapshot(one).split('\n'),
    );
    const added = after?.filter((line) => !before?.includes(line));
    expect(added).toEqual([
      expect.stringMatching(/^ {4}\{"name":"g"/),
      '    {"name":"n","type":{"name":"int4","modifiers":[],"array":false},"notNull":false,"identity":false}',
    ]);
    expect(writeSnapshot(snapshot)).toMatch(/^\{\n "lockgate": "catalog",\n "schema": 1,\n/);
    expect(writeSnapshot(snapshot).endsWith('\n}\n')).toBe(true);
  });
});

const refusal = (content: string): Failure => {
  try {
    readSnapshot(content, 'catalog.json');
  } catch (thrown) {
    if (thrown instanceof Failure) return thrown;
    throw thrown;
  }
  throw new Error('it was read');
};

describe('reading refuses', () => {
  it.each([
    ['', 'it is empty'],
    [' \n', 'it is empty'],
    ['{', 'it is not JSON'],
    ['PGDMP', 'it is not JSON'],
    ['\ufffd\ufffd{\0"\0', 'it is not UTF-8'],
    ['version https://git-lfs.github.com/spec/v1\noid sha256:0', 'it is a pointer of Git LFS'],
    ['null', 'it is no snapshot'],
    ['[]', 'it is no snapshot'],
    ['{"schema": 1, "tool": {}}', 'it is no snapshot'],
    ['{"lockgate": "proof", "schema": 1}', 'it is no snapshot'],
  ])('%j: %s', (content, why) => {
    const { code, message, help } = refusal(content);
    expect(code).toBe('bad-input');
    expect(message).toContain(`The snapshot catalog.json can't be used: ${why}`);
    expect(help).toContain('lockgate snapshot');
  });

  it('a newer format, by its number', () => {
    const { message, help } = refusal(JSON.stringify({ lockgate: 'catalog', schema: 2, new: true }));
    expect(message).toContain('its format is number 2, and this version of Lockgate knows those up to 1');
    expect(help).toContain('newer');
  });

  it('more than 256 MB', () => {
    expect(refusal(' '.repeat(256 * 1024 * 1024 + 1)).message).toContain('more than 256 MB');
  });

  const altered = (alter: (value: Record<string, never>) => void): string => {
    const value = JSON.parse(writeSnapshot(snapshot));
    alter(value);
    return refusal(JSON.stringify(value)).message;
  };
  it.each([
    ['a missing part', (s) => delete s.tables[0].columns, 'tables[0].columns is missing'],
    ['a missing list', (s) => delete s.views, 'views is missing'],
    [
      'a number that is none',
      (s) => (s.tables[0].statistics.bytes = '9'),
      'tables[0].statistics.bytes is "9", not number',
    ],
    ['a negative number', (s) => (s.tables[0].statistics.bytes = -1), 'tables[0].statistics.bytes is -1, not >=0'],
    ['an unknown part', (s) => (s.tables[0].columns[1].colour = 'red'), 'tables[0].columns[1].colour is unknown'],
    ['an unknown key that is odd', (s) => (s['a b'] = 1), '["a b"] is unknown'],
    [
      'another kind',
      (s) => (s.tables[0].constraints[0].type = 'wish'),
      'tables[0].constraints[0].type is "wish", not ',
    ],
    ['null for absent', (s) => (s.tables[0].tablespace = null), 'tables[0].tablespace is null, not string'],
    ['no time', (s) => (s.takenAt = 'yesterday'), 'takenAt is "yesterday"'],
    // biome-ignore lint/suspicious/noExplicitAny: JSON of any shape
  ] as [string, (snapshot: any) => unknown, string][])('%s, by its path', (_, alter, why) => {
    const message = altered(alter);
    expect(message).toContain(`it was altered or damaged: `);
    expect(message).toContain(why);
  });

  it('with the first few of many problems, and short', () => {
    const content = JSON.stringify({
      ...snapshot,
      database: { long: 'x'.repeat(10_000) },
      schemas: Array.from({ length: 1000 }, () => ({})),
    });
    const { message } = refusal(content);
    expect(message).toContain('and 996 more');
    expect(message.length).toBeLessThan(1_000);
  });
});

it('reads what an editor put a byte-order mark before', () => {
  expect(readSnapshot(`\ufeff${writeSnapshot(snapshot)}`, 'f')).toEqual(snapshot);
});

it('sums itself up', () => {
  expect(snapshotSummary(snapshot)).toBe('2 tables, 0 indexes, 16 kB');
  const { partitioning: _, ...whole } = table;
  expect(snapshotSummary({ tables: [whole], views: [] })).toBe('1 table, 1 index, 5 GB');
  expect(snapshotSummary({ tables: [], views: [] })).toBe('0 tables, 0 indexes, 0 bytes');
});
