// Flyway's baseline migrations on a real server: what runs on an empty database, and on one with a history.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { plan, status } from '../../src/deploy.ts';
import type { ScratchServer } from '../../src/model/database.ts';
import { loadParser } from '../../src/sql/script.ts';
import { scratchServer } from '../postgres.ts';
import { applyTo, deployment, request, rowsOf } from './deployment.ts';

let server: ScratchServer;
beforeAll(async () => {
  await loadParser();
  server = await scratchServer(18);
});
afterAll(() => server.stop());

const two = { 'V1__a.sql': 'CREATE TABLE a (i int);', 'V2__b.sql': 'CREATE TABLE b (i int);' };
const squashed = {
  ...two,
  'V3__c.sql': 'CREATE TABLE c (i int);',
  'B3__all.sql': 'CREATE TABLE a (i int); CREATE TABLE b (i int); CREATE TABLE c (i int);',
};
const history = 'SELECT version, type FROM flyway_schema_history ORDER BY installed_rank';

it('runs the files under a later baseline where there is a history, and the baseline where there is none', async () => {
  const [old, empty] = [await server.createDatabase(), await server.createDatabase()];
  expect((await applyTo(old, request('flyway', two))).kind).toBe('applied');
  for (const database of [old, empty]) {
    expect((await applyTo(database, request('flyway', squashed))).kind).toBe('applied');
    expect((await applyTo(database, request('flyway', squashed))).kind).toBe('nothing');
    const { ports } = deployment(() => database.connectAsMigrator());
    const { migrations } = await status(request('flyway', squashed), ports);
    expect(new Set(migrations.map(({ state }) => state))).toEqual(new Set(['applied']));
  }
  expect(await rowsOf(old, history)).toEqual(['1', '2', '3'].map((version) => ({ version, type: 'SQL' })));
  expect(await rowsOf(empty, history)).toEqual([{ version: '3', type: 'SQL_BASELINE' }]);
});

it('does nothing from an older directory, and says so', async () => {
  const database = await server.createDatabase();
  await applyTo(database, request('flyway', two));
  const { ports } = deployment(() => database.connectAsMigrator());
  expect(await plan(request('flyway', { 'V1__a.sql': two['V1__a.sql'] }), ports)).toMatchObject({
    kind: 'nothing',
    notes: [expect.stringContaining('this directory is older than the database')],
  });
});

it('refuses a directory with a callback, a placeholder or a class, before anything is made', async () => {
  const database = await server.createDatabase();
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a placeholder of Flyway
  for (const more of [{ 'afterMigrate.sql': 'SELECT 1' }, { 'V2__b.sql': "SELECT '${x}'" }, { 'V2__B.java': '' }]) {
    const outcome = await applyTo(database, request('flyway', { 'V1__a.sql': two['V1__a.sql'], ...more }));
    expect(outcome).toMatchObject({ kind: 'conflict', conflicts: [{ path: `m/${Object.keys(more)[0]}` }] });
  }
  expect(await rowsOf(database, "SELECT to_regclass('flyway_schema_history') AS history")).toEqual([{ history: null }]);
});
