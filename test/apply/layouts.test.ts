// Applies with each layout on a real PostgreSQL: what is in the database and in the team's history afterwards.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plan, status } from '../../src/deploy.ts';
import type { ScratchServer } from '../../src/model/database.ts';
import { loadParser } from '../../src/sql/script.ts';
import { scratchServer } from '../postgres.ts';
import { applyTo, asAdministrator, deployment, request, rowsOf } from './deployment.ts';

for (const major of [15, 18] as const) {
  describe(`PostgreSQL ${major}`, () => {
    let server: ScratchServer;
    beforeAll(async () => {
      await loadParser();
      server = await scratchServer(major);
    });
    afterAll(() => server.stop());

    it('applies Flyway migrations and writes the rows Flyway would', async () => {
      const database = await server.createDatabase();
      const what = request('flyway', {
        'V1__orders.sql': 'CREATE TABLE orders (id int); INSERT INTO orders VALUES (1), (2);',
        'V2__index.sql': 'CREATE INDEX CONCURRENTLY orders_id ON orders (id);',
        'R__view.sql': 'CREATE OR REPLACE VIEW v AS SELECT id FROM orders;',
      });
      const outcome = await applyTo(database, what);
      expect(
        outcome.kind === 'applied' && outcome.done.map(({ migration, statements }) => [migration.id, statements]),
      ).toEqual([
        ['1', 2],
        ['2', 1],
        [what.migrations[2]?.id, 1],
      ]);
      expect(
        await rowsOf(
          database,
          'SELECT installed_rank, version, description, type, script, checksum, success FROM flyway_schema_history ORDER BY 1',
        ),
      ).toEqual([
        {
          installed_rank: 1,
          version: '1',
          description: 'orders',
          type: 'SQL',
          script: 'V1__orders.sql',
          checksum: Number(what.migrations[0]?.checksum),
          success: true,
        },
        {
          installed_rank: 2,
          version: '2',
          description: 'index',
          type: 'SQL',
          script: 'V2__index.sql',
          checksum: Number(what.migrations[1]?.checksum),
          success: true,
        },
        {
          installed_rank: 3,
          version: null,
          description: 'view',
          type: 'SQL',
          script: 'R__view.sql',
          checksum: Number(what.migrations[2]?.checksum),
          success: true,
        },
      ]);
      expect(await rowsOf(database, 'SELECT * FROM lockgate.journal')).toEqual([]);
      expect(await applyTo(database, what)).toEqual({ kind: 'nothing', applied: 3 });
      await database.drop();
    });

    it('runs a Flyway repeatable again when its text changed, and appends a row', async () => {
      const database = await server.createDatabase();
      const files = {
        'V1__t.sql': 'CREATE TABLE t (a int, b int);',
        'R__view.sql': 'CREATE VIEW v AS SELECT a FROM t;',
      };
      await applyTo(database, request('flyway', files));
      const changed = request('flyway', { ...files, 'R__view.sql': 'CREATE OR REPLACE VIEW v AS SELECT a, b FROM t;' });
      const outcome = await applyTo(database, changed);
      expect(outcome.kind === 'applied' && outcome.done.map(({ migration }) => migration.kind)).toEqual(['repeatable']);
      expect(
        await rowsOf(database, 'SELECT count(*)::int AS n FROM flyway_schema_history WHERE version IS NULL'),
      ).toEqual([{ n: 2 }]);
      await database.drop();
    });

    it('applies diesel migrations, each in one transaction with its row', async () => {
      const database = await server.createDatabase();
      const outcome = await applyTo(
        database,
        request('diesel', {
          '2024-01-01-000000_a/up.sql': 'CREATE TABLE a (id int);',
          '2024-01-02-000000_b/up.sql': 'CREATE INDEX CONCURRENTLY a_id ON a (id);',
          '2024-01-02-000000_b/metadata.toml': 'run_in_transaction = false',
        }),
      );
      expect(outcome.kind).toBe('applied');
      expect(await rowsOf(database, 'SELECT version FROM __diesel_schema_migrations ORDER BY 1')).toEqual([
        { version: '20240101000000' },
        { version: '20240102000000' },
      ]);
      await database.drop();
    });

    it('applies golang-migrate files and leaves the one clean row', async () => {
      const database = await server.createDatabase();
      const files = {
        '1_a.up.sql': 'CREATE TABLE a (id int);',
        '2_b.up.sql': 'BEGIN; CREATE TABLE b (id int); COMMIT; CREATE TABLE c (id int);',
        '3_c.up.sql': 'VACUUM a;',
      };
      const outcome = await applyTo(database, request('golang-migrate', files, { to: '2' }));
      expect(outcome.kind === 'applied' && outcome.done.length).toBe(2);
      expect(await rowsOf(database, 'SELECT version::int, dirty FROM schema_migrations')).toEqual([
        { version: 2, dirty: false },
      ]);
      await applyTo(database, request('golang-migrate', files));
      expect(await rowsOf(database, 'SELECT version::int, dirty FROM schema_migrations')).toEqual([
        { version: 3, dirty: false },
      ]);
      await database.drop();
    });

    it('keeps what the connection was given, and forgets what a script set', async () => {
      const database = await server.createDatabase();
      const outcome = await applyTo(
        database,
        request('diesel', {
          '1_a/up.sql':
            "CREATE SCHEMA other; SET search_path = other; SET lock_timeout = '7s'; CREATE TABLE a (id int);",
          '2_b/up.sql': "RESET search_path; CREATE TABLE b AS SELECT current_setting('lock_timeout') AS t;",
        }),
      );
      expect(outcome.kind).toBe('applied');
      expect(await rowsOf(database, 'SELECT t FROM public.b')).toEqual([{ t: '400ms' }]);
      expect(await rowsOf(database, "SELECT to_regclass('other.a') IS NOT NULL AS found")).toEqual([{ found: true }]);
      await database.drop();
    });

    it('writes the history as the user who connected, whatever role the script took', async () => {
      const database = await server.createDatabase();
      const outcome = await applyTo(
        database,
        request('flyway', {
          'V1__a.sql':
            'CREATE ROLE weak_owner; GRANT weak_owner TO current_user; GRANT CREATE ON SCHEMA public TO weak_owner;',
          'V2__b.sql': 'SET ROLE weak_owner; CREATE TABLE b (id int);',
          'V3__c.sql': 'CREATE TABLE c (id int);',
        }),
      );
      expect(outcome).toMatchObject({ kind: 'applied' });
      const owners = await rowsOf(
        database,
        "SELECT tablename AS t, tableowner = 'weak_owner' AS weak FROM pg_tables WHERE tablename IN ('b', 'c') ORDER BY 1",
      );
      expect(owners).toEqual([
        { t: 'b', weak: true },
        { t: 'c', weak: false },
      ]);
      expect(
        await rowsOf(database, 'SELECT count(DISTINCT installed_by)::int AS n FROM flyway_schema_history'),
      ).toEqual([{ n: 1 }]);
      await asAdministrator(database, (session) => session.run('DROP OWNED BY weak_owner; DROP ROLE weak_owner'));
      await database.drop();
    });

    it('plans and reports without changing anything', async () => {
      const database = await server.createDatabase();
      const files = { '1_a/up.sql': 'CREATE TABLE a (id int);', '2_b/up.sql': 'CREATE TABLE b (id int);' };
      const { ports } = deployment(() => database.connectAsMigrator());
      expect(await plan(request('diesel', files), ports)).toMatchObject({
        kind: 'ready',
        steps: [{ done: [] }, { done: [] }],
      });
      expect(await rowsOf(database, "SELECT to_regclass('__diesel_schema_migrations') AS t")).toEqual([{ t: null }]);
      await applyTo(database, request('diesel', files, { to: '1' }));
      const seen = await status(request('diesel', files), ports);
      expect(seen.migrations.map(({ id, state }) => [id, state])).toEqual([
        ['1', 'applied'],
        ['2', 'pending'],
      ]);
      await database.drop();
    });
  });
}
