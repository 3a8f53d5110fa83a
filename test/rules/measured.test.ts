// Every example runs on real servers, and what a rule claims about locks and work is what PostgreSQL does.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ScratchServer } from '../../src/model/database.ts';
import type { Claims, Rule } from '../../src/model/finding.ts';
import { rules } from '../../src/rules/index.ts';
import { refusedInTransaction } from '../../src/sql/units.ts';
import { scratchServer } from '../postgres.ts';
import { located, migration } from './linting.ts';
import { type Measured, measure, statementsIn, withDatabase } from './measuring.ts';

describe.each([15, 18] as const)('on PostgreSQL %i', (major) => {
  let server: ScratchServer;
  beforeAll(async () => {
    server = await scratchServer(major);
  });
  afterAll(async () => {
    await server.stop();
  });

  const runnable = rules.filter((rule) => (rule.example.minServer ?? 15) <= major);

  it.each(runnable.map((rule) => [rule.id, rule] as const))('%s: the good example runs', async (_id, rule) => {
    await run(server, rule, 'good');
  });

  it.each(runnable.map((rule) => [rule.id, rule] as const))(
    '%s: the bad example does what is said',
    async (_id, rule) => {
      const { fails } = rule.example;
      if (fails === undefined) await run(server, rule, 'bad');
      else await expect(run(server, rule, 'bad')).rejects.toMatchObject({ sqlstate: fails });
    },
  );

  const claiming = runnable.filter((rule) => rule.claims !== undefined && rule.example.fails === undefined);
  it.each(claiming.map((rule) => [rule.id, rule] as const))('%s: locks and works as claimed', async (_id, rule) => {
    const { setup, earlier = [], bad } = rule.example;
    const item = located({
      also: { [rule.id]: rule.example.options ?? {} },
      setup,
      earlier,
      up: bad,
      transaction: rule.example.transaction?.bad ?? 'wrapped',
      serverVersion: major,
    }).find(({ finding }) => finding.rule === rule.id);
    const statement = item?.statement ?? undefined;
    if (item === undefined || statement === undefined) throw new Error(`${rule.id} did not fire`);
    if (refusedInTransaction(statement) !== undefined) {
      expect(await filesChanged(server, rule), 'the table has a new file').toBe(item.finding.claims.work === 'rewrite');
      return;
    }
    const all = await withDatabase(server, given(rule), (worker, watcher) =>
      measure(worker, watcher, statementsIn(bad)),
    );
    const seen = all[statement.index];
    if (seen === undefined) throw new Error('nothing was measured');
    if (statement.changes[0]?.kind === 'truncate') {
      // Its rewrite and index builds are those of a new, empty file.
      expect(seen.locks[String(item.finding.claims.relation)]).toBe(item.finding.claims.lock);
      return;
    }
    compare(item.finding.claims, seen);
  });
});

function compare(claims: Claims, seen: Measured): void {
  if (claims.relation === null) {
    expect(Object.values(seen.locks)).toContain(claims.lock);
    if (claims.work !== 'none') expect(Object.values(seen.works).flat()).toContain(claims.work);
    return;
  }
  expect(seen.locks[claims.relation]).toBe(claims.lock);
  const works = seen.works[claims.relation] ?? [];
  if (claims.work === 'none') {
    expect(works).toEqual([]);
    return;
  }
  expect(works).toContain(claims.work);
  if (claims.work !== 'rewrite') expect(works).not.toContain('rewrite');
}

function given({ example: { setup, earlier = [] } }: Rule): string {
  return [setup, ...earlier].join('\n');
}

async function run(server: ScratchServer, rule: Rule, which: 'bad' | 'good'): Promise<void> {
  const { transaction } = rule.example;
  const sql = rule.example[which];
  await withDatabase(server, given(rule), async (worker) => {
    if (transaction?.[which] === 'none') {
      for (const statement of statementsIn(sql)) await worker.run(statement);
    } else {
      await worker.run('begin');
      for (const statement of statementsIn(sql)) await worker.run(statement);
      await worker.run('commit');
    }
  });
}

/** For what runs outside a transaction: whether the first table of the setup has another file afterwards. */
async function filesChanged(server: ScratchServer, rule: Rule): Promise<boolean> {
  const [table] = migration('setup', rule.example.setup, 'none').up.statements.flatMap((statement) =>
    statement.changes.flatMap((change) => (change.kind === 'create-table' ? [change.table.name] : [])),
  );
  return await withDatabase(server, rule.example.setup, async (worker) => {
    const file = async (): Promise<unknown> =>
      (await worker.query('select pg_catalog.pg_relation_filenode($1::regclass)::text as file', [table]))[0]?.file;
    const before = await file();
    for (const statement of statementsIn(rule.example.bad)) await worker.run(statement);
    return (await file()) !== before;
  });
}
