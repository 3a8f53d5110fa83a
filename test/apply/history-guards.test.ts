// What a target must have before anything runs on it: a history that says what has run, at the base of the proof; and a journal that still counts.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { proofOf } from '../../src/apply/proof.ts';
import { apply, baseline, plan, status } from '../../src/deploy.ts';
import { Failure } from '../../src/failure.ts';
import type { ScratchDatabase, ScratchServer } from '../../src/model/database.ts';
import type { LayoutName } from '../../src/model/migration.ts';
import type { Proof } from '../../src/model/proof.ts';
import { loadParser } from '../../src/sql/script.ts';
import { scratchServer } from '../postgres.ts';
import { applyTo, asAdministrator, deployment, request, rowsOf } from './deployment.ts';

const two: Readonly<Record<'flyway' | 'golang-migrate' | 'diesel', Readonly<Record<string, string>>>> = {
  flyway: { 'V1__a.sql': 'CREATE TABLE a (id int);', 'V2__b.sql': 'CREATE TABLE b (id int);' },
  'golang-migrate': { '1_a.up.sql': 'CREATE TABLE a (id int);', '2_b.up.sql': 'CREATE TABLE b (id int);' },
  diesel: { '1_a/up.sql': 'CREATE TABLE a (id int);', '2_b/up.sql': 'CREATE TABLE b (id int);' },
};
const tools = ['flyway', 'golang-migrate', 'diesel'] as const;
const tables = {
  flyway: 'flyway_schema_history',
  'golang-migrate': 'schema_migrations',
  diesel: '__diesel_schema_migrations',
};

for (const major of [15, 18] as const) {
  describe(`PostgreSQL ${major}`, () => {
    let server: ScratchServer;
    let database: ScratchDatabase;
    beforeAll(async () => {
      await loadParser();
      server = await scratchServer(major);
    });
    afterAll(() => server.stop());
    beforeEach(async () => {
      database = await server.createDatabase();
      return () => database.drop();
    });

    const ports = () => deployment(() => database.connectAsMigrator()).ports;
    const sql = (text: string) => asMigrator(database, text);
    const exists = async (name: string) =>
      (await rowsOf(database, `SELECT pg_catalog.to_regclass('${name}') IS NOT NULL AS found`))[0]?.found;
    const refusal = async (work: Promise<unknown>): Promise<Failure> => {
      const thrown = await work.then(
        (result) => result,
        (error: unknown) => error,
      );
      if (thrown instanceof Failure) return thrown;
      throw new Error(`no Failure: ${JSON.stringify(thrown)}`);
    };

    describe.each(tools)('%s', (tool) => {
      const objects = [
        ['a table', 'CREATE TABLE orders (id int)', 'table public.orders'],
        ['a view', 'CREATE VIEW v AS SELECT 1 AS x', 'view public.v'],
        ['a function', "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'", 'function public.f'],
        ['a type', "CREATE TYPE mood AS ENUM ('ok')", 'type public.mood'],
        ['a sequence of another schema', 'CREATE SCHEMA "O x"; CREATE SEQUENCE "O x".s', 'sequence "O x".s'],
      ] as const;
      // The query is the same for all tools.
      it.each(tool === 'flyway' ? objects : objects.slice(0, 1))(
        'runs nothing where there is %s and no history',
        async (_what, create, named) => {
          await sql(create);
          const what = request(tool, two[tool]);
          for (const attempt of [apply, plan, status]) {
            const failure = await refusal(attempt(what, ports()));
            expect(failure).toMatchObject({ code: 'no-history', help: expect.stringContaining('lockgate baseline') });
            expect(failure.message).toContain(named);
          }
          expect(await exists('a')).toBe(false);
          expect(await exists(tables[tool])).toBe(false);
        },
      );

      it('runs nothing where the history is empty and tables are there', async () => {
        await applyTo(database, request(tool, two[tool]));
        await sql(`TRUNCATE ${tables[tool]}`);
        const failure = await refusal(apply(request(tool, two[tool]), ports()));
        expect(failure.message).toContain('is empty');
      });

      it('names a history of the same tool elsewhere, and uses it once its schema is named', async () => {
        const what = request(tool, two[tool]);
        await sql('CREATE SCHEMA app');
        expect(await applyTo(database, { ...what, historyAt: { schema: 'app' } })).toMatchObject({ kind: 'applied' });
        expect(await exists('app.b')).toBe(true);
        const failure = await refusal(apply(what, ports()));
        expect(failure.help).toContain(`app.${tables[tool]}`);
        expect(await applyTo(database, { ...what, historyAt: { schema: 'app' } })).toEqual({
          kind: 'nothing',
          applied: 2,
        });
        const elsewhere = deployment(() => database.connectAsMigrator({ settings: { search_path: 'app' } })).ports;
        expect(await apply(what, elsewhere)).toEqual({ kind: 'nothing', applied: 2 });
      });

      it('records a baseline, and then runs only what is above it', async () => {
        await sql('CREATE TABLE a (id int)');
        const what = { ...request(tool, two[tool]), version: '1' };
        expect(await baseline({ ...what, dryRun: true }, ports())).toMatchObject({
          kind: 'ready',
          covered: [{ version: '1' }],
          pending: [{ version: '2' }],
        });
        expect(await exists(tables[tool])).toBe(false);
        expect(await baseline({ ...what, dryRun: false }, ports())).toMatchObject({ kind: 'recorded' });
        expect(await applyTo(database, what)).toMatchObject({
          kind: 'applied',
          done: [{ migration: { version: '2' } }],
        });
        expect(await baseline({ ...what, dryRun: false }, ports())).toMatchObject({
          kind: 'conflict',
          conflicts: [{ message: expect.stringContaining('is not empty') }],
        });
      });

      it('records no baseline of an unknown version, nor on an empty database', async () => {
        const what = request(tool, two[tool]);
        expect(await baseline({ ...what, version: '2', dryRun: false }, ports())).toMatchObject({
          conflicts: [{ message: expect.stringContaining('is empty') }],
        });
        await sql('CREATE TABLE a (id int)');
        expect(await baseline({ ...what, version: '9', dryRun: false }, ports())).toMatchObject({
          conflicts: [{ message: expect.stringContaining('No migration here has the version 9') }],
        });
        expect(await exists(tables[tool])).toBe(false);
      });

      it('holds a proof only against a target that has all of its base', async () => {
        const files = two[tool];
        const [first = ''] = Object.keys(files);
        const proof = provedAbove(tool, files, 1);
        const base = request(tool, { [first]: files[first] ?? '' });
        expect(await applyTo(database, request(tool, files, { proof }))).toMatchObject({
          kind: 'conflict',
          conflicts: [{ message: expect.stringContaining('The proof began with this migration applied') }],
        });
        expect(await exists('a')).toBe(false);
        await applyTo(database, base);
        expect(await applyTo(database, request(tool, files, { proof }))).toMatchObject({ kind: 'applied' });
      });
    });

    it('does not count members of extensions and Lockgate’s own journal as objects', async () => {
      await asAdministrator(database, (session) =>
        session.run('CREATE EXTENSION pg_stat_statements; CREATE SCHEMA lockgate; CREATE TABLE lockgate.x ()'),
      );
      expect(await applyTo(database, request('flyway', two.flyway))).toMatchObject({ kind: 'applied' });
    });

    it('writes Flyway’s rows: schema, baseline, renamed table', async () => {
      const what = request('flyway', two.flyway, {
        historyAt: { table: 'Hist "x"', schema: 'app', schemas: ['app', 'audit'] },
      });
      expect(await applyTo(database, what)).toMatchObject({ kind: 'applied' });
      const rows = await rowsOf(
        database,
        'SELECT installed_rank AS rank, version, description, type, script FROM app."Hist ""x""" ORDER BY 1',
      );
      expect(rows.slice(0, 2)).toEqual([
        {
          rank: 0,
          version: null,
          description: '<< Flyway Schema Creation >>',
          type: 'SCHEMA',
          script: '"app","audit"',
        },
        { rank: 1, version: '1', description: 'a', type: 'SQL', script: 'V1__a.sql' },
      ]);
      expect(await exists('app.a')).toBe(true);
      await sql('CREATE TABLE public.old (id int)');
      const zero = request('flyway', two.flyway);
      expect(await baseline({ ...zero, version: '0', dryRun: false }, ports())).toMatchObject({
        kind: 'recorded',
        covered: [],
      });
      expect(
        await rowsOf(
          database,
          'SELECT installed_rank AS rank, version, description, type, script, checksum, success FROM public.flyway_schema_history',
        ),
      ).toEqual([
        {
          rank: 1,
          version: '0',
          description: '<< Flyway Baseline >>',
          type: 'BASELINE',
          script: '<< Flyway Baseline >>',
          checksum: null,
          success: true,
        },
      ]);
      expect(await applyTo(database, zero)).toMatchObject({ kind: 'applied', done: [{}, {}] });
    });

    describe('a journal whose mark is gone', () => {
      const half: Readonly<
        Record<
          string,
          {
            tool: LayoutName;
            files: Record<string, string>;
            mended: Record<string, string>;
            repair: string;
            again?: string;
          }
        >
      > = {
        'flyway repair': {
          tool: 'flyway',
          files: {
            'V1__a.sql': 'CREATE TABLE a (id int); SELECT 1/0;',
            'V1__a.sql.conf': 'executeInTransaction=false',
          },
          mended: { 'V1__a.sql': 'CREATE TABLE a (id int); SELECT 1;', 'V1__a.sql.conf': 'executeInTransaction=false' },
          repair: 'DELETE FROM flyway_schema_history WHERE NOT success',
          again: "INSERT INTO flyway_schema_history VALUES (7, '1', 'a', 'SQL', 'V1__a.sql', 1, 'x', now(), 1, false)",
        },
        'flyway repair after a COMMIT of the script': {
          tool: 'flyway',
          files: { 'V1__a.sql': 'CREATE TABLE a (id int); COMMIT; SELECT 1/0;' },
          mended: { 'V1__a.sql': 'CREATE TABLE a (id int); COMMIT; SELECT 1;' },
          repair: 'DELETE FROM flyway_schema_history WHERE NOT success',
        },
        'migrate force': {
          tool: 'golang-migrate',
          files: { '1_a.up.sql': 'BEGIN; CREATE TABLE a (id int); COMMIT; SELECT 1/0;' },
          mended: { '1_a.up.sql': 'BEGIN; CREATE TABLE a (id int); COMMIT; SELECT 1;' },
          repair: 'TRUNCATE schema_migrations',
          again: 'INSERT INTO schema_migrations VALUES (1, true)',
        },
        'a hand, with a tool that keeps no mark': {
          tool: 'diesel',
          files: { '1_a/up.sql': 'CREATE TABLE a (id int); COMMIT; SELECT 1/0;' },
          mended: { '1_a/up.sql': 'CREATE TABLE a (id int); COMMIT; SELECT 1;' },
          repair: 'SELECT',
        },
      };

      it.each(Object.keys(half))('removed by %s skips nothing', async (name) => {
        const { tool, files, mended, repair, again } = half[name] as (typeof half)[string];
        expect(await applyTo(database, request(tool, files))).toMatchObject({ kind: 'stopped' });
        expect(await exists('a')).toBe(true);
        await sql(`DROP TABLE a; ${repair}`);
        const what = request(tool, mended);
        for (const seen of [await applyTo(database, what), await plan(what, ports())]) {
          expect(seen).toMatchObject({
            kind: 'conflict',
            conflicts: [{ help: expect.stringContaining('--resume restart') }],
          });
        }
        if (again !== undefined) {
          // The tool has run since and failed again: its mark is not ours.
          await sql(again);
          expect(await applyTo(database, what)).toMatchObject({
            kind: 'conflict',
            conflicts: [{ message: expect.stringContaining('is not the one it left') }],
          });
          await sql(repair);
        }
        expect(await applyTo(database, { ...what, resume: 'restart' })).toMatchObject({ kind: 'applied' });
        expect(await exists('a')).toBe(true);
        expect(await rowsOf(database, 'SELECT * FROM lockgate.journal')).toEqual([]);
      });

      it('counts while the mark is there, in a journal of an earlier version too', async () => {
        const { files, mended } = half['migrate force'] as (typeof half)[string];
        await applyTo(database, request('golang-migrate', files));
        const resumed = await applyTo(database, request('golang-migrate', mended));
        expect(resumed).toMatchObject({ kind: 'applied', done: [{ statements: 1 }] });
        const older = 'ALTER TABLE lockgate.journal DROP COLUMN mark, DROP COLUMN direction';
        await sql(
          `TRUNCATE schema_migrations; DROP TABLE a; ${older}, ADD PRIMARY KEY (history, migration, statement)`,
        );
        await applyTo(database, request('golang-migrate', files));
        await sql(`${older}, ADD PRIMARY KEY (history, migration, statement)`);
        expect(await applyTo(database, request('golang-migrate', mended))).toMatchObject({ kind: 'conflict' });
        expect(await applyTo(database, request('golang-migrate', mended, { resume: 'retry' }))).toMatchObject({
          kind: 'applied',
        });
      });

      it('is a conflict where a rollback is half done', async () => {
        const { files } = half['migrate force'] as (typeof half)[string];
        await applyTo(database, request('golang-migrate', files));
        await sql("UPDATE lockgate.journal SET direction = 'down'");
        const found = await applyTo(database, request('golang-migrate', files, { resume: 'retry' }));
        expect(found.kind === 'conflict' ? found.conflicts.map(({ message }) => message) : []).toContainEqual(
          expect.stringContaining('a rollback of 1 is half done'),
        );
      });
    });

    it('refuses a script that runs under what another left in the session, where the tool carries it', async () => {
      const scripts = ['CREATE SCHEMA o; SET search_path = o;', 'CREATE TABLE t (id int);'] as const;
      const files = { '1_a.up.sql': scripts[0], '2_b.up.sql': scripts[1] };
      const refused = await applyTo(database, request('golang-migrate', files));
      expect(refused).toMatchObject({ kind: 'conflict', conflicts: [{ path: 'm/2_b.up.sql' }] });
      expect(await exists('schema_migrations')).toBe(false);
      expect(
        await applyTo(
          database,
          request('golang-migrate', { ...files, '2_b.up.sql': `SET search_path = o; ${scripts[1]}` }),
        ),
      ).toMatchObject({ kind: 'applied' });
      expect(await exists('o.t')).toBe(true);
    });

    it('refuses a connection whose search_path names no schema that exists', async () => {
      const lost = deployment(() => database.connectAsMigrator({ settings: { search_path: 'nowhere' } })).ports;
      expect(await refusal(apply(request('flyway', two.flyway), lost))).toMatchObject({ code: 'no-history' });
    });
  });
}

/** A proof of all files, the first `base` of which were there before. */
function provedAbove(name: LayoutName, files: Readonly<Record<string, string>>, base: number): Proof {
  const { migrations, layout } = request(name, files);
  return proofOf(
    {
      tool: { name: 'lockgate', version: '1.2.3' },
      layout: layout.name,
      migrations: migrations.map((migration, i) => ({ migration, new: i >= base })),
      verdict: { outcome: 'pass', reasons: [] },
    },
    {
      server: { number: 180000, version: '18.0' },
      traces: [],
      leftovers: [],
      relations: [],
      roundTrips: [],
      schemaBefore: 'a',
      schemaAfter: 'b',
    },
  );
}

async function asMigrator(database: ScratchDatabase, sql: string): Promise<void> {
  const session = await database.connectAsMigrator();
  try {
    await session.run(sql);
  } finally {
    await session.close();
  }
}
