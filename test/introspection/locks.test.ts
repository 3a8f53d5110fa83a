// Reading a catalogue disturbs nobody, and waits for nobody.
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { readLists } from '../../src/introspection/read-catalog.ts';
import { takeSnapshot } from '../../src/introspection/take-snapshot.ts';
import type { Row, ScratchDatabase, ScratchServer, Session } from '../../src/model/database.ts';
import { sleep } from '../apply/deployment.ts';
import { scratchServer } from '../postgres.ts';

let server: ScratchServer;
beforeAll(async () => {
  server = await scratchServer();
});
afterAll(() => server.stop());

let database: ScratchDatabase;
let reader: Session;
let other: Session;
beforeEach(async () => {
  database = await server.createDatabase();
  reader = await database.connectAsAdministrator();
  other = await database.connectAsAdministrator();
  await other.run('set search_path to public');
  await other.run(`create table a (id int primary key, n int check (n > 0)); create index on a ((n + 1)) where n > 2;
    create table b (id int, n int check (n > 1)); create policy p on b using (exists (select from a where a.id = b.id));
    create table empty (id int); create view v as select n from a;
    create function f() returns int language sql begin atomic select n from a; end; create function a_id(a) returns int language sql return ($1).id`);
  return async () => {
    for (const session of [reader, other]) await session.close();
    await database.drop();
  };
});

/** Locks of the reader on relations that are not the system's. */
async function locksOfReader(): Promise<readonly Row[]> {
  return other.run(
    `select relation::regclass::text, mode from pg_locks where pid = ${reader.pid} and locktype = 'relation' and relation >= 16384`,
  );
}

it('takes no lock that it keeps, and none but the weakest', async () => {
  const kept: Row[] = [];
  const taken: Row[] = [];
  let inSavepoint = false;
  const watched: Session = {
    ...reader,
    async run(sql, rows, copyData) {
      (inSavepoint ? taken : kept).push(...(await locksOfReader()));
      if (sql.includes('savepoint')) inSavepoint = sql.startsWith('savepoint');
      return reader.run(sql, rows, copyData);
    },
    async query(sql, parameters) {
      const found = await reader.query(sql, parameters);
      (inSavepoint ? taken : kept).push(...(await locksOfReader()));
      return found;
    },
  };
  await takeSnapshot(watched);
  expect(kept).toEqual([]);
  expect(taken.length).toBeGreaterThan(0);
  expect(new Set(taken.map(({ mode }) => mode))).toEqual(new Set(['AccessShareLock']));
});

it('goes round a table that nobody may read, and says so', async () => {
  await other.run('begin; lock table a in access exclusive mode');
  const begun = performance.now();
  const { lists, incomplete } = await readLists(reader, { statistics: true });
  expect(performance.now() - begun).toBeLessThan(8_000);
  await other.run('rollback');
  // The policy of b reads a.
  expect(incomplete).toEqual(['public.a', 'public.b']);
  const [a, b, empty] = lists.tables;
  expect(a).toMatchObject({
    complete: false,
    columns: [{ name: 'id' }, { name: 'n' }],
    constraints: [
      { type: 'check', name: 'a_n_check', columns: ['n'], expression: { text: '' } },
      { type: 'not-null' },
      { type: 'primary-key' },
    ],
    indexes: [{ name: 'a_pkey' }, { name: 'a_expr_idx', columns: [{ expression: { text: '' } }] }],
  });
  expect(b).toMatchObject({ complete: false, constraints: [{ expression: { text: 'n > 1' } }] });
  expect(empty).toMatchObject({ complete: true });
  expect(lists.views).toMatchObject([{ name: 'v', complete: true, reads: ['public.a'] }]);
});

it('waits for a table that is soon free again', async () => {
  await other.run('begin; lock table a in access exclusive mode');
  const reading = readLists(reader);
  await sleep(700);
  await other.run('commit');
  const { lists, incomplete } = await reading;
  expect(incomplete).toEqual([]);
  expect(lists.tables[0]).toMatchObject({ complete: true, constraints: [{ expression: { text: 'n > 0' } }, {}, {}] });
  expect(lists.routines.map(({ body }) => body.replace(/\s+/g, ' '))).toEqual([
    'SELECT a.n FROM public.a',
    'SELECT ($1).id',
  ]);
});

it('does not queue behind a migration that itself waits', async () => {
  const holder = await database.connectAsAdministrator();
  await holder.run('begin; select from public.a');
  const waiting = other.run('begin; lock table a in access exclusive mode');
  await sleep(300);
  const { incomplete } = await readLists(reader);
  await holder.run('commit');
  await waiting;
  await other.run('commit');
  await holder.close();
  expect(incomplete).toEqual(['public.a', 'public.b']);
});

it('needs no patience for what it does not look at', async () => {
  await other.run('begin; lock table empty in access exclusive mode');
  const begun = performance.now();
  const { incomplete } = await readLists(reader);
  expect(performance.now() - begun).toBeLessThan(1_500);
  expect(incomplete).toEqual([]);
  await other.run('rollback');
});

it('says what keeps it from a system table', async () => {
  await other.run('begin; lock table pg_catalog.pg_publication in access exclusive mode');
  await expect(readLists(reader)).rejects.toMatchObject({
    code: 'database',
    message: expect.stringContaining('a system table stayed locked for 2 s'),
  });
  await other.run('rollback');
  await expect(readLists(reader)).resolves.toBeDefined();
});

it('reads one moment', async () => {
  let changed = false;
  const watched: Session = {
    ...reader,
    async query(sql, parameters) {
      if (!changed) await other.run('create table late (id int); drop table empty');
      changed = true;
      return reader.query(sql, parameters);
    },
  };
  const { lists } = await readLists(watched);
  expect(lists.tables.map(({ name }) => name)).toEqual(['a', 'b', 'empty']);
});

it('begins again when an object goes while its definition is read', async () => {
  let dropped = false;
  const watched: Session = {
    ...reader,
    async run(sql, rows, copyData) {
      if (sql.startsWith('savepoint') && !dropped) {
        dropped = true;
        await other.run('drop index a_expr_idx; drop policy p on b');
      }
      return reader.run(sql, rows, copyData);
    },
  };
  const { lists } = await readLists(watched);
  expect(dropped).toBe(true);
  expect(lists.tables[0]?.name).toBe('a');
});
