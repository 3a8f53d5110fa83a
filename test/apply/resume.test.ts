// Scripts that are not one transaction, cut off between and inside statements, and taken up again.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ApplyEvent } from '../../src/apply/events.ts';
import { textDigest } from '../../src/apply/journal.ts';
import { apply } from '../../src/deploy.ts';
import type { ScratchDatabase, ScratchServer } from '../../src/model/database.ts';
import type { Outcome } from '../../src/model/plan.ts';
import { loadParser } from '../../src/sql/script.ts';
import { scratchServer } from '../postgres.ts';
import { applyTo, asAdministrator, deployment, quick, request, rowsOf } from './deployment.ts';

// An expression index on a function that waits: long enough to be cut off in the middle.
const slowTable =
  'CREATE TABLE t (id int); INSERT INTO t VALUES (1), (1); CREATE FUNCTION slow(int) RETURNS int LANGUAGE plpgsql IMMUTABLE AS $$ BEGIN PERFORM pg_sleep(0.4); RETURN $1; END $$;';

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

    /** Ends the worker's connection as a crash would, when `when` says so; no connection can be made after it. */
    const cutOff = async (files: Record<string, string>, when: (event: ApplyEvent) => boolean): Promise<Outcome> => {
      let cut: Promise<unknown> | undefined;
      let connections = 0;
      const pids: number[] = [];
      const { ports } = deployment(
        async () => {
          if (++connections > 2) throw new Error('the deployer is dead');
          const session = await database.connectAsMigrator();
          pids.push(session.pid);
          return session;
        },
        (event) => {
          if (!when(event) || cut !== undefined) return;
          cut = new Promise((resolve) => setTimeout(resolve, 150)).then(() =>
            asAdministrator(database, (session) =>
              session.query('SELECT pg_terminate_backend(pid) FROM unnest($1::int[]) AS pid', [pids]),
            ),
          );
        },
      );
      const outcome = await apply(request('flyway', files, { settings: { ...quick, reconnects: 1 } }), ports);
      await cut;
      return outcome;
    };

    const resumed = async (files: Record<string, string>): Promise<readonly ApplyEvent[]> => {
      const { ports, events } = deployment(() => database.connectAsMigrator());
      const outcome = await apply(request('flyway', files), ports);
      expect(outcome).toMatchObject({ kind: 'applied' });
      expect(await rowsOf(database, 'SELECT * FROM lockgate.journal')).toEqual([]);
      return events;
    };

    const indexes = (): Promise<readonly Record<string, unknown>[]> =>
      rowsOf(
        database,
        "SELECT indexrelid::regclass::text AS name, indisvalid AS valid FROM pg_index WHERE indrelid = 't'::regclass ORDER BY 1",
      );

    it('builds a concurrent index again that was cut off in the middle', async () => {
      const files = {
        'V1__t.sql': slowTable,
        'V2__i.sql':
          'CREATE INDEX CONCURRENTLY a ON t (id); CREATE INDEX CONCURRENTLY IF NOT EXISTS b ON t (slow(id));',
      };
      const outcome = await cutOff(
        files,
        (event) => event.kind === 'statement-start' && event.statement.text.includes(' b ON'),
      );
      expect(outcome).toMatchObject({ kind: 'stopped', done: [{ migration: { id: '1' } }] });
      expect(await indexes()).toEqual([
        { name: 'a', valid: true },
        { name: 'b', valid: false },
      ]);
      const events = await resumed(files);
      expect(events.filter(({ kind }) => kind === 'statement-skipped')).toMatchObject([{ statement: { index: 0 } }]);
      expect(events.filter(({ kind }) => kind === 'invalid-index-dropped')).toMatchObject([{ index: '"public"."b"' }]);
      expect(await indexes()).toEqual([
        { name: 'a', valid: true },
        { name: 'b', valid: true },
      ]);
    });

    it('takes a finished statement for done when only its mark in the journal is missing', async () => {
      const files = { 'V1__t.sql': 'CREATE TABLE t (id int);', 'V2__i.sql': 'CREATE INDEX CONCURRENTLY a ON t (id);' };
      await applyTo(database, request('flyway', { 'V1__t.sql': files['V1__t.sql'] }));
      const [, second] = request('flyway', files).migrations;
      const statement = second?.up.statements[0];
      if (second === undefined || statement === undefined) throw new Error('no statement');
      await halfDone(database, second.digest, textDigest(statement));
      await asAdministrator(database, (session) => session.run('CREATE INDEX a ON t (id)'));
      const events = await resumed(files);
      expect(events.filter(({ kind }) => kind === 'statement-skipped')).toMatchObject([
        { reason: 'the index is there and valid' },
      ]);
    });

    it('asks before it repeats a statement that nobody can settle, and does as it is told', async () => {
      const script = 'CALL p();';
      const files = {
        'V1__t.sql':
          'CREATE TABLE t (id int); CREATE PROCEDURE p() LANGUAGE plpgsql AS $$ BEGIN INSERT INTO t VALUES (1); COMMIT; PERFORM pg_sleep(30); END $$;',
        'V2__c.sql': script,
        'V2__c.sql.conf': 'executeInTransaction=false',
      };
      const outcome = await cutOff(
        files,
        (event) => event.kind === 'statement-start' && event.statement.text.includes('CALL'),
      );
      expect(outcome.kind).toBe('stopped');
      const asked = await applyTo(database, request('flyway', files));
      expect(asked).toMatchObject({
        kind: 'conflict',
        conflicts: [{ migration: '2', help: expect.stringContaining('--resume skip') }],
      });
      const skipped = await applyTo(database, request('flyway', files, { resume: 'skip' }));
      expect(skipped).toMatchObject({ kind: 'applied', done: [{ statements: 0 }] });
      expect(await rowsOf(database, 'SELECT count(*)::int AS n FROM t')).toEqual([{ n: 1 }]);
    });

    it('runs plain statements of such a script exactly once, whenever it is cut off', async () => {
      const files = {
        'V1__t.sql': 'CREATE TABLE t (id int);',
        'V2__n.sql': 'INSERT INTO t VALUES (1); INSERT INTO t SELECT 2 FROM pg_sleep(1); INSERT INTO t VALUES (3);',
        'V2__n.sql.conf': 'executeInTransaction=false',
      };
      await cutOff(files, (event) => event.kind === 'statement-start' && event.statement.text.includes('pg_sleep'));
      expect(await rowsOf(database, 'SELECT id FROM t ORDER BY 1')).toEqual([{ id: 1 }]);
      await resumed(files);
      expect(await rowsOf(database, 'SELECT id FROM t ORDER BY 1')).toEqual([{ id: 1 }, { id: 2 }, { id: 3 }]);
    });

    it('sets the session again before it goes on', async () => {
      const files = {
        'V1__t.sql': 'CREATE SCHEMA s; CREATE TABLE s.t (id int); CREATE TABLE t (id int);',
        'V2__n.sql': 'SET search_path = s; INSERT INTO t VALUES (1); INSERT INTO t SELECT 2 FROM pg_sleep(1);',
        'V2__n.sql.conf': 'executeInTransaction=false',
      };
      await cutOff(files, (event) => event.kind === 'statement-start' && event.statement.text.includes('pg_sleep'));
      await resumed(files);
      expect(await rowsOf(database, 'SELECT id FROM s.t ORDER BY 1')).toEqual([{ id: 1 }, { id: 2 }]);
    });

    it('records a failed index build as Flyway does, and goes on when the data is mended', async () => {
      const files = {
        'V1__t.sql': 'CREATE TABLE t (id int); INSERT INTO t VALUES (1), (1);',
        'V2__u.sql': 'CREATE UNIQUE INDEX CONCURRENTLY u ON t (id);',
      };
      const outcome = await applyTo(database, request('flyway', files));
      expect(outcome).toMatchObject({ kind: 'stopped', reason: { sqlstate: '23505' } });
      expect(outcome.kind === 'stopped' && outcome.reason.help).toContain('INVALID index');
      expect(
        await rowsOf(database, 'SELECT version, success FROM flyway_schema_history ORDER BY installed_rank'),
      ).toEqual([
        { version: '1', success: true },
        { version: '2', success: false },
      ]);
      await asAdministrator(database, (session) => session.run('DELETE FROM t'));
      await resumed(files);
      expect(await indexes()).toEqual([{ name: 'u', valid: true }]);
      expect(
        await rowsOf(database, 'SELECT version, success FROM flyway_schema_history ORDER BY installed_rank'),
      ).toEqual([
        { version: '1', success: true },
        { version: '2', success: true },
      ]);
      expect(await applyTo(database, request('flyway', files))).toMatchObject({ kind: 'nothing' });
    });

    it('drops an INVALID index that IF NOT EXISTS would take for the real one', async () => {
      await applyTo(
        database,
        request('flyway', { 'V1__t.sql': 'CREATE TABLE t (id int); INSERT INTO t VALUES (1), (1);' }),
      );
      const somebody = await database.connectAsMigrator();
      await somebody.run('CREATE UNIQUE INDEX CONCURRENTLY u ON t (id)').catch(() => {});
      await somebody.run('DELETE FROM t');
      await somebody.close();
      expect(await indexes()).toEqual([{ name: 'u', valid: false }]);
      const files = {
        'V1__t.sql': 'CREATE TABLE t (id int); INSERT INTO t VALUES (1), (1);',
        'V2__u.sql': 'CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS u ON t (id);',
      };
      await resumed(files);
      expect(await indexes()).toEqual([{ name: 'u', valid: true }]);
    });

    it('finishes a detach that was cut off half-way', async () => {
      const first =
        'CREATE TABLE t (id int) PARTITION BY RANGE (id); CREATE TABLE t1 PARTITION OF t FOR VALUES FROM (0) TO (10);';
      const files = {
        'V1__t.sql': first,
        'V2__d.sql': 'ALTER TABLE t DETACH PARTITION t1 CONCURRENTLY;',
        'V2__d.sql.conf': 'executeInTransaction=false',
      };
      await applyTo(database, request('flyway', { 'V1__t.sql': first }));
      const reader = await database.connectAsMigrator();
      await reader.run('BEGIN; SELECT * FROM t');
      await cutOff(files, (event) => event.kind === 'statement-start');
      await reader.close();
      expect(await rowsOf(database, 'SELECT inhdetachpending AS p FROM pg_inherits')).toEqual([{ p: true }]);
      await resumed(files);
      expect(await rowsOf(database, 'SELECT inhdetachpending AS p FROM pg_inherits')).toEqual([]);
    });
  });
}

/** The journal of a run that died after statement 0 of migration 2 had begun. */
async function halfDone(database: ScratchDatabase, digest: string, statementDigest: string): Promise<void> {
  const other = {
    'V1__t.sql': 'CREATE TABLE t (id int);',
    'V3__v.sql': 'VACUUM t; SELECT 1/0;',
    'V3__v.sql.conf': 'executeInTransaction=false',
  };
  // Makes the journal as apply itself does, then puts the row of the dead run into it.
  await applyTo(database, request('flyway', other));
  await asAdministrator(database, async (session) => {
    await session.run("DELETE FROM flyway_schema_history WHERE version = '3'; DELETE FROM lockgate.journal");
    await session.query(
      `INSERT INTO lockgate.journal (history, migration, migration_digest, statement, text_digest, backend_pid)
       VALUES ('"public"."flyway_schema_history"', '2', $1, 0, $2, 1)`,
      [digest, statementDigest],
    );
  });
}
