// What the help says about keys of partitioned tables: its statements run, and end in the same constraints.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { lint } from '../../src/lint/run.ts';
import type { ScratchServer } from '../../src/model/database.ts';
import { scratchServer } from '../postgres.ts';
import { migration, recommended } from '../rules/linting.ts';

const setup = `CREATE TABLE readings (at date NOT NULL, value int) PARTITION BY RANGE (at);
CREATE TABLE readings_2024 PARTITION OF readings FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');`;

let server: ScratchServer;
beforeAll(async () => {
  server = await scratchServer(18);
});
afterAll(async () => {
  await server.stop();
});

const constraints = `SELECT conname, pg_get_constraintdef(c.oid) AS is, indisvalid FROM pg_constraint c JOIN pg_index i ON i.indexrelid = c.conindid
  WHERE contype IN ('p', 'u') AND c.connamespace = 'public'::regnamespace ORDER BY 1`;

it.each([
  ['unique-constraint-without-index', 'ALTER TABLE readings ADD CONSTRAINT readings_at_key UNIQUE (at);'],
  ['pk-without-index', 'ALTER TABLE readings ADD PRIMARY KEY (at);'],
])('%s', async (rule, up) => {
  const [baseline, pending] = [[migration('V1', setup, 'wrapped')], [migration('V2', up, 'wrapped')]];
  const found = lint({ baseline, pending, rules: recommended, serverVersion: 18 });
  const help = found.find(({ finding }) => finding.rule === rule)?.finding.help ?? '';
  const safe = [...help.matchAll(/```sql\n([\s\S]*?)```/g)].flatMap(([, block = '']) => block.trim().split('\n'));
  expect(safe.length).toBeGreaterThan(3);
  const ends: unknown[] = [];
  for (const statements of [[up], safe]) {
    const database = await server.createDatabase();
    const session = await database.connectAsMigrator();
    await session.run(setup);
    for (const statement of statements) await session.run(statement);
    ends.push(await session.run(constraints));
    await session.close();
    await database.drop();
  }
  expect(ends[1]).toEqual(ends[0]);
  expect(ends[0]).toHaveLength(2);
});
