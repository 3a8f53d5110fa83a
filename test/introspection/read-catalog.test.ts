// What a server has, read back: every field of the catalogue, on each version.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ListedTable, ListedView, ObjectLists } from '../../src/catalog/assemble.ts';
import { assemble, listed } from '../../src/catalog/assemble.ts';
import { signatureOf } from '../../src/catalog/difference.ts';
import { readCatalog, readLists } from '../../src/introspection/read-catalog.ts';
import type { ScratchDatabase, ScratchServer, Session } from '../../src/model/database.ts';
import { scratchServer } from '../postgres.ts';
import { longName, schema, since15, since18 } from './rich-schema.ts';

describe.each([14, 15, 16, 17, 18] as const)('PostgreSQL %i', (major) => {
  let server: ScratchServer;
  let database: ScratchDatabase;
  let session: Session;
  let lists: ObjectLists;
  let incomplete: readonly string[];
  beforeAll(async () => {
    server = await scratchServer(major);
    database = await server.createDatabase();
    session = await database.connectAsAdministrator();
    await session.run(schema + (major >= 15 ? since15 : '') + (major >= 18 ? since18 : ''));
    await session.run('insert into app.other values (1), (1)');
    await expect(session.run('create unique index concurrently other_failed on app.other (id)')).rejects.toThrow();
    ({ lists, incomplete } = await readLists(session));
  });
  afterAll(async () => {
    await session.close();
    await server.stop();
  });

  const table = (name: string, schema = 'app'): ListedTable => named(lists.tables, name, schema);
  const view = (name: string): ListedView => named(lists.views, name, 'app');
  const columnsOf = (name: string, schema?: string) => table(name, schema).columns;
  const type = (name: string, modifiers: readonly number[] = [], array = false, schema?: string) => ({
    ...(schema === undefined ? {} : { schema }),
    name,
    modifiers,
    array,
  });

  it('leaves out what is not the database’s own', () => {
    expect(lists.schemas).toEqual(['public', 'app', 'Odd.Schema', 'ext']);
    const schemas = new Set(
      [...lists.tables, ...lists.views, ...lists.types, ...lists.routines].map((one) => one.schema),
    );
    expect([...schemas].sort()).toEqual(['Odd.Schema', 'app']);
    expect(lists.extensions).toEqual([
      { name: 'citext', version: expect.any(String) },
      { name: 'btree_gist', version: expect.any(String) },
    ]);
    expect(incomplete).toEqual([]);
  });

  it('spells types as scripts are lowered', () => {
    expect(columnsOf('types').map((column) => column.type)).toEqual([
      type('varchar', [20]),
      type('numeric', [10, 2]),
      type('timestamptz', [3]),
      type('interval', [7176, 3]),
      type('bit', [5]),
      type('varbit', [7]),
      type('char'),
      type('bpchar', [3]),
      type('bpchar'),
      type('int4', [], true),
      type('mood', [], true, 'app'),
      type('email', [], false, 'app'),
      type('text'),
      type('time'),
      type('float8'),
      type('citext', [], false, 'ext'),
      type('varchar'),
      type('numeric'),
      type('oidvector'),
      type('interval', [4]),
      type('timestamp', [0], true),
      type('int4'),
      type('jsonb'),
    ]);
  });

  it('reads defaults, collations, identity and generated columns', () => {
    const defaults = columnsOf('types').flatMap(({ name, default: expression }) =>
      expression === undefined ? [] : [[name, expression.text]],
    );
    expect(defaults).toEqual([
      ['b', '0.0'],
      ['c', 'now()'],
      ['j', "'{}'::integer[]"],
      ['v', '(1 + 2) * 3'],
      ['w', `'{"a": 1}'::jsonb`],
    ]);
    expect(columnsOf('types').filter(({ collation }) => collation !== undefined)).toEqual([
      {
        name: 'm',
        type: type('text'),
        notNull: false,
        identity: false,
        collation: { schema: 'pg_catalog', name: 'C' },
      },
    ]);
    expect(columnsOf('A "table" with.dots', 'Odd.Schema')).toEqual([
      {
        name: 'Id',
        type: type('int4'),
        notNull: true,
        identity: false,
        default: expect.objectContaining({
          text: `nextval('"Odd.Schema"."A ""table"" with.dots_Id_seq"'::regclass)`,
        }),
      },
      { name: longName, type: type('text'), notNull: false, identity: false },
      { name: 'sel"ect', type: type('int8'), notNull: true, identity: true },
      { name: 'g.h', type: type('int4'), notNull: false, identity: false, generated: 'stored' },
    ]);
  });

  it('reads constraints', () => {
    const written = (name: string, schema?: string) =>
      table(name, schema).constraints.filter((one) => one.type !== 'not-null');
    const checked = { validated: true, enforced: true };
    expect(written('A "table" with.dots', 'Odd.Schema')).toEqual([
      {
        ...checked,
        type: 'check',
        name: 'a check',
        columns: ['Id', 'sel"ect'],
        expression: { text: `("Id" > 0) AND ("sel""ect" <> 1)`, functions: [], constant: false },
      },
      { ...checked, type: 'primary-key', name: 'A "table" with.dots_pkey', columns: ['Id'] },
      { ...checked, type: 'unique', name: 'u.nique', columns: ['Id', 'sel"ect'] },
    ]);
    expect(written('orders')).toEqual([
      { ...checked, type: 'primary-key', name: 'orders_pkey', columns: ['id'] },
      {
        ...checked,
        type: 'exclusion',
        name: 'no_overlap',
        columns: [],
        method: 'gist',
        deferrable: true,
        elements: [
          { column: 'customer_id', operator: '=' },
          {
            expression: {
              text: 'int8range(id, (id + 1))',
              functions: [{ name: 'int8range', values: [null, null] }],
              constant: false,
            },
            operator: '&&',
          },
        ],
        where: { text: 'total > (0)::numeric', functions: [], constant: false },
      },
      {
        ...checked,
        type: 'foreign-key',
        name: 'orders_customer',
        columns: ['customer_id'],
        deferrable: true,
        initiallyDeferred: true,
        references: { table: { schema: 'app', name: 'customer' }, columns: ['id'], onDelete: 'cascade' },
      },
      {
        type: 'check',
        name: 'positive',
        columns: ['total'],
        validated: false,
        enforced: true,
        noInherit: true,
        expression: { text: 'total > (0)::numeric', functions: [], constant: false },
      },
    ]);
  });

  it('reads one foreign key to a partitioned table, not what carries it out', () => {
    expect(table('of_event').constraints).toEqual([
      {
        type: 'foreign-key',
        name: 'to_events',
        columns: ['event_id', 'event_at'],
        validated: true,
        enforced: true,
        references: { table: { schema: 'app', name: 'events' }, columns: ['id', 'at'], onDelete: 'no action' },
      },
    ]);
  });

  it('reads NOT NULL as constraints where the server has them as such', () => {
    const given = table('events').constraints.filter((one) => one.type === 'not-null');
    const of = (column: string) => ({
      type: 'not-null',
      name: `events_${column}_not_null`,
      columns: [column],
      validated: true,
      enforced: true,
    });
    expect(given).toEqual(major >= 18 ? [of('id'), of('at')] : []);
    expect(columnsOf('events').map(({ notNull }) => notNull)).toEqual([true, true, false]);
  });

  it.runIf(major >= 18)('reads what 18 added', () => {
    const { columns, constraints } = table('newest');
    expect(columns.map(({ name, generated, notNull }) => [name, generated, notNull])).toEqual([
      // NOT VALID.
      ['id', undefined, false],
      ['v', 'virtual', false],
      ['c', undefined, false],
      ['customer_id', undefined, false],
    ]);
    expect(constraints).toMatchObject([
      { type: 'check', name: 'later', validated: false, enforced: false },
      { type: 'foreign-key', name: 'loose', validated: false, enforced: false },
      { type: 'not-null', name: 'id_given', columns: ['id'], validated: false, enforced: true },
    ]);
  });

  it('reads indexes', () => {
    const plain = {
      unique: false,
      method: 'btree',
      include: [],
      nullsNotDistinct: false,
      ofConstraint: false,
      valid: true,
    };
    expect(table('orders').indexes).toEqual([
      { ...plain, name: 'orders_pkey', columns: [{ column: 'id' }], unique: true, ofConstraint: true },
      expect.objectContaining({ name: 'no_overlap', method: 'gist', ofConstraint: true }),
      {
        ...plain,
        name: 'orders_expression',
        columns: [
          {
            expression: {
              text: 'lower((total)::text)',
              functions: [{ name: 'lower', values: [null] }],
              constant: false,
            },
            label: 'lower',
            operatorClass: 'text_pattern_ops',
            collation: 'C',
            order: 'desc',
          },
          { expression: { text: 'total + (1)::numeric', functions: [], constant: false } },
          { column: 'id', order: 'desc nulls last' },
          { column: 'customer_id', order: 'nulls first' },
        ],
        include: ['total'],
        where: { text: 'total > (1)::numeric', functions: [], constant: false },
      },
    ]);
    expect(table('customer').indexes).toEqual([
      { ...plain, name: 'customer_pkey', columns: [{ column: 'id' }], unique: true, ofConstraint: true },
      {
        ...plain,
        name: 'customer_name',
        columns: [{ column: 'name', operatorClass: 'varchar_pattern_ops' }, { column: 'email' }],
      },
      { ...plain, name: 'customer_collated', columns: [{ column: 'name', collation: 'POSIX', order: 'desc' }] },
      { ...plain, name: 'customer_hash', columns: [{ column: 'id' }], method: 'hash' },
      expect.objectContaining({ name: 'customer_citext_as_text', unique: true }),
    ]);
    expect(table('other').indexes).toEqual([
      { ...plain, name: 'other_failed', columns: [{ column: 'id' }], unique: true, valid: false },
    ]);
    expect(table('events').indexes[1]).toEqual({
      ...plain,
      name: 'events_only',
      columns: [{ column: 'kind' }],
      valid: false,
    });
    expect(table('A "table" with.dots', 'Odd.Schema').indexes[1]).toMatchObject({ name: 'u.nique', include: ['g.h'] });
    if (major >= 15) expect(table('scratch').indexes).toMatchObject([{ nullsNotDistinct: true }]);
  });

  it('reads tables', () => {
    const plain = { complete: true, kind: 'table', persistence: 'permanent', inherits: [], rowSecurity: false };
    expect(table('customer')).toMatchObject({
      ...plain,
      replicaIdentity: 'index',
      clusteredOn: 'customer_pkey',
      parameters: { fillfactor: '70', autovacuum_enabled: 'true', 'toast.autovacuum_enabled': 'off' },
    });
    expect(table('orders')).toMatchObject({ rowSecurity: true, forcedRowSecurity: true, replicaIdentity: 'default' });
    for (const absent of ['accessMethod', 'tablespace', 'clusteredOn', 'partitionOf', 'partitioning', 'ofType'])
      expect(table('orders')).not.toHaveProperty(absent);
    expect(table('far')).toMatchObject({ ...plain, kind: 'foreign-table', columns: [{ name: 'id', notNull: true }] });
    expect(table('scratch').persistence).toBe('unlogged');
    expect(table('events').partitioning).toEqual({ key: ['at'] });
    expect(table('events_2020')).toMatchObject({
      partitioning: { key: ['id'] },
      partitionOf: { parent: 'app.events', isDefault: false },
      inherits: [],
    });
    expect(table('events_rest').partitionOf).toEqual({ parent: 'app.events', isDefault: true });
    expect(table('by_expression').partitioning).toEqual({ key: null });
    expect(table('heir').inherits).toEqual(['app.parent', 'app.other']);
    expect(table('typed').ofType).toBe('app.pair');
  });

  it('reads views, and what they stand on', () => {
    expect(view('names')).toMatchObject({
      kind: 'view',
      persistence: 'permanent',
      reads: ['app.customer', 'app.orders'],
      uses: ['active', 'customer_id', 'id', 'name', 'total'],
      populated: true,
    });
    expect(view('names').columns.map(({ name }) => name)).toEqual(['name', 'total']);
    expect(view('empty')).toMatchObject({ kind: 'materialized-view', populated: false, reads: ['app.customer'] });
    expect(view('full')).toMatchObject({ populated: true, reads: ['app.names'], indexes: [{ name: 'full_name' }] });
  });

  it('reads triggers, rules, policies and grants', () => {
    const noted = { name: 'noted', timing: 'before', row: true, function: 'app.noted', enabled: true };
    const when = '(new.kind IS NOT NULL) OR (new.id > 3)';
    for (const name of ['events', 'events_2020', 'events_2020_a', 'events_rest'])
      expect(table(name).triggers).toEqual([{ ...noted, when }]);
    expect(table('orders').triggers).toEqual([
      { name: 'off.trigger', timing: 'after', row: false, function: 'app.noted', enabled: false },
    ]);
    expect(view('names').triggers).toEqual([
      { name: 'instead', timing: 'instead of', row: true, function: 'app.noted', enabled: true },
    ]);
    expect(table('scratch').rules).toEqual([{ name: 'ignored' }]);
    expect(table('orders').policies).toEqual([
      { name: 'everyone', command: 'all', permissive: true, roles: [], using: 'true' },
      {
        name: 'own',
        command: 'update',
        permissive: false,
        roles: ['reader', 'Odd "role'],
        using: expect.stringMatching(
          /^EXISTS \( SELECT[\s\S]*FROM app\.customer c[\s\S]*c\.id = orders\.customer_id\)+$/,
        ),
        withCheck: 'total > (1)::numeric',
      },
    ]);
    expect(table('orders').grants).toEqual([
      { privileges: 'all', grantees: ['public'] },
      { privileges: ['insert', 'select'], grantees: ['reader', 'Odd "role'] },
    ]);
    expect(view('names').grants).toEqual([{ privileges: ['select'], grantees: ['reader'] }]);
  });

  it('reads sequences', () => {
    const sequences = lists.sequences.filter(({ schema }) => schema === 'app');
    const plain = { kind: 'sequence', schema: 'app', persistence: 'permanent', grants: [] };
    expect(sequences).toEqual([
      { ...plain, name: 'orders_id_seq', type: 'int8', ownedBy: { table: 'app.orders', column: 'id' } },
      { ...plain, name: 'numbers', type: 'int2', grants: [{ privileges: ['usage'], grantees: ['reader'] }] },
      { ...plain, name: 'owned', type: 'int8', ownedBy: { table: 'app.scratch', column: 'id' } },
    ]);
    expect(lists.sequences.find(({ name }) => name.includes('Id'))).toMatchObject({
      type: 'int4',
      ownedBy: {
        table: '"Odd.Schema"."A ""table"" with.dots"',
        column: 'Id',
      },
    });
  });

  it('reads types', () => {
    const own = { schema: 'app', complete: true };
    const check = {
      type: 'check',
      name: 'has_at',
      columns: [],
      validated: true,
      enforced: true,
      expression: { text: "(VALUE)::text ~ '@'::text", functions: [], constant: false },
    };
    const notNull = { type: 'not-null', name: 'strict_not_null', columns: [], validated: true, enforced: true };
    expect(lists.types).toEqual([
      { ...own, kind: 'enum', name: 'mood', labels: [{ name: 'sad' }, { name: 'so-so' }, { name: 'fine' }] },
      {
        ...own,
        kind: 'domain',
        name: 'email',
        base: type('varchar', [80]),
        notNull: false,
        default: { text: "'x'::character varying", functions: [], constant: true },
        constraints: [check],
      },
      {
        ...own,
        kind: 'domain',
        name: 'strict',
        base: type('email', [], false, 'app'),
        notNull: true,
        default: { text: "'x'::character varying", functions: [], constant: true },
        constraints: major >= 17 ? [notNull] : [],
      },
      { ...own, kind: 'composite', name: 'pair' },
      { ...own, kind: 'range', name: 'span' },
      { ...own, kind: 'base', name: 'shell' },
    ]);
  });

  it('reads routines', () => {
    const sql = { schema: 'app', language: 'sql', securityDefiner: false, settings: [], returnsTrigger: false };
    const told = lists.routines.map(({ parameters, ...rest }) => ({ ...rest, arguments: signatureOf({ parameters }) }));
    expect(told).toEqual([
      {
        ...sql,
        kind: 'function',
        name: 'add',
        arguments: 'int4, app.pair, text[]',
        volatility: 'stable',
        securityDefiner: true,
        settings: ['search_path', 'work_mem'],
        body: "select 'x'",
      },
      {
        ...sql,
        kind: 'function',
        name: 'noted',
        arguments: '',
        language: 'plpgsql',
        volatility: 'volatile',
        returnsTrigger: true,
        body: 'begin return new; end',
      },
      { ...sql, kind: 'procedure', name: 'clean', arguments: 'numeric', volatility: 'volatile', body: 'select 1.0' },
      { ...sql, kind: 'function', name: 'add', arguments: 'int4', volatility: 'immutable', body: 'select 1' },
    ]);
  });

  it('reads publications', () => {
    expect(lists.publications).toEqual([
      { name: 'two', allTables: false, tables: ['app.customer', 'app.orders'] },
      { name: 'every.thing', allTables: true, tables: [] },
      ...(major >= 15
        ? [{ name: 'of_schema', allTables: false, tables: ['"Odd.Schema"."A ""table"" with.dots"'] }]
        : []),
    ]);
  });

  it('makes a catalogue of it that lists the same', async () => {
    const again = listed(await readCatalog(session));
    const sorted = listed(assemble(lists));
    expect(again).toEqual(sorted);
    expect(again.tables).toEqual(lists.tables);
    expect(again.views).toEqual(lists.views);
  });

  it('needs no rights on anything', async () => {
    await session.run(`drop role if exists watcher, nobody; create role watcher; grant pg_monitor to watcher; create role nobody;
      revoke usage on schema app from public; revoke all on all tables in schema app from public`);
    const { lists: granted } = await readLists(session);
    for (const role of ['watcher', 'nobody']) {
      await session.run(`set role ${role}`);
      expect((await readLists(session)).lists).toEqual(granted);
      expect((await readLists(session, { statistics: true })).incomplete).toEqual([]);
      await session.run('reset role');
    }
  });

  it('leaves the session as it was', async () => {
    await session.run(`set search_path to app; set statement_timeout = '7s'`);
    await readLists(session);
    const [row] = await session.run(
      "select current_setting('search_path') as path, current_setting('statement_timeout') as timeout, current_setting('transaction_read_only') as read_only",
    );
    expect(row).toEqual({ path: 'app', timeout: '7s', read_only: 'off' });
    await session.run('reset search_path; reset statement_timeout');
  });
});

it('reads more than a session holds at once', async () => {
  const server = await scratchServer();
  const database = await server.createDatabase();
  const session = await database.connectAsAdministrator();
  await session.run(`set check_function_bodies = off; do $$ begin for i in 1..90 loop
    execute format('create function public.f%s() returns int language sql as %L', i, 'select ' || i || repeat(' ', 1000000));
  end loop; end $$`);
  const { lists } = await readLists(session);
  expect(lists.routines.map(({ body }) => body.trimEnd())).toEqual(
    Array.from({ length: 90 }, (_, i) => `select ${i + 1}`),
  );
  await session.close();
  await server.stop();
});

function named<T extends { readonly schema: string; readonly name: string }>(
  list: readonly T[],
  name: string,
  schema: string,
): T {
  const found = list.find((one) => one.name === name && one.schema === schema);
  if (found === undefined) throw new Error(`no ${schema}.${name}`);
  return found;
}
