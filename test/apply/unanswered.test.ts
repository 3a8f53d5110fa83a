// Answers and requests that get lost on the way while all connections stay open: nothing twice, nothing lost, and every run ends.
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { apply, type DeployRequest, plan, status } from '../../src/deploy.ts';
import type { Outcome } from '../../src/model/plan.ts';
import { loadParser } from '../../src/sql/script.ts';
import { targetConnection } from '../../src/target-connection.ts';
import { type Deployment, deployment, quick, request, sleep } from './deployment.ts';
import { type Network, networkTo } from './network.ts';
import { type TcpTarget, tcpTarget } from './tcp-target.ts';

let target: TcpTarget;
beforeAll(async () => {
  await loadParser();
  target = await tcpTarget();
});
afterAll(() => target.server.remove());

let network: Network;
let database: string;
beforeEach(async () => {
  [network, database] = await Promise.all([networkTo(target.server.port), target.createDatabase()]);
});
afterEach(() => network.stop());

const settings = { ...quick, answerMs: 2_500, lockWaitMs: 20_000, lockTimeoutMs: 2_000 };
const files = {
  'V1__a.sql': 'CREATE TABLE a (id int, n int); INSERT INTO a VALUES (1, 0);',
  'V2__b.sql': 'UPDATE a SET n = n + 1;',
  'V3__c.sql': 'CREATE TABLE c (id int);',
};

function through(onEvent?: Parameters<typeof deployment>[1]): Deployment {
  const { connect } = targetConnection({ url: target.url(database, network.port), settings: {} });
  return deployment(connect, onEvent);
}

function what(given: Readonly<Record<string, string>> = files): DeployRequest {
  return request('flyway', given, { settings });
}

const versions = async (): Promise<readonly unknown[]> =>
  (await target.rows(database, 'SELECT version FROM flyway_schema_history ORDER BY installed_rank')).map(
    ({ version }) => version,
  );

async function everythingOnce(outcome: Outcome): Promise<void> {
  expect(outcome.kind === 'stopped' ? outcome.reason.message : outcome.kind).toBe('applied');
  expect(outcome.kind === 'applied' && outcome.done.map(({ migration }) => migration.id)).toEqual(['1', '2', '3']);
  expect(await versions()).toEqual(['1', '2', '3']);
  expect(await target.rows(database, 'SELECT n FROM a')).toEqual([{ n: 1 }]);
  expect(await target.rows(database, "SELECT pid FROM pg_locks WHERE locktype = 'advisory'")).toEqual([]);
}

it.each([
  ['answer', 'COMMIT', 3],
  ['request', 'COMMIT', 3],
  ['answer', 'UPDATE a SET', 1],
  ['request', 'UPDATE a SET', 1],
  ['answer', 'BEGIN', 4],
  ['answer', 'pg_try_advisory_lock', 1],
  ['answer', '"installed_rank"', 1],
  ['answer', 'RESET ALL', 2],
] as const)('when the %s to %s (number %i) is lost, all is applied exactly once', async (which, text, nth) => {
  network.swallow(which, text, nth);
  const { ports, events } = through();
  await everythingOnce(await apply(what(), ports));
  expect(network.swallowed()).toBe(1);
  expect(events.some(({ kind }) => kind === 'reconnected')).toBe(true);
});

it('finds out what became of an index build whose answer was lost', async () => {
  network.swallow('answer', 'CREATE INDEX CONCURRENTLY');
  const { ports, events } = through();
  const built = { ...files, 'V3__c.sql': 'CREATE INDEX CONCURRENTLY i ON a (id);' };
  await everythingOnce(await apply(what(built), ports));
  expect(events.flatMap((event) => (event.kind === 'statement-skipped' ? [event.reason] : []))).toEqual([
    'the index is there and valid',
  ]);
  expect(await target.rows(database, 'SELECT * FROM lockgate.journal')).toEqual([]);
});

it('finds out when the answer to a question of the keeper is lost', async () => {
  network.swallow('answer', 'pg_blocking_pids');
  const { ports } = through();
  await everythingOnce(
    await apply(what({ ...files, 'V2__b.sql': 'SELECT pg_sleep(3); UPDATE a SET n = n + 1;' }), ports),
  );
  expect(network.swallowed()).toBe(1);
});

it('goes on over new connections when the old ones are a black hole', async () => {
  let holes = 0;
  const { ports, events } = through((event) => {
    if (event.kind !== 'statement-start' || !event.statement.text.startsWith('UPDATE')) return;
    if (holes++ === 0) network.blackHole(false);
  });
  await everythingOnce(await apply(what(), ports));
  expect(events.some(({ kind }) => kind === 'connection-lost')).toBe(true);
});

it('does not end a statement that takes longer than any answer may', async () => {
  const { ports, events } = through();
  const slow = { ...files, 'V2__b.sql': 'SELECT pg_sleep(4); UPDATE a SET n = n + 1;' };
  await everythingOnce(await apply(what(slow), ports));
  expect(events.some(({ kind }) => kind === 'connection-lost')).toBe(false);
});

it('stops when the answers of a migration are lost a second time', async () => {
  const { ports } = through((event) => {
    if (event.kind === 'migration-start' && event.migration.id === '2') network.swallow('answer', 'UPDATE a SET');
  });
  const outcome = await apply(what(), ports);
  expect(outcome).toMatchObject({ kind: 'stopped', done: [{}], reason: { migration: { id: '2' } } });
  expect(outcome.kind === 'stopped' && outcome.reason.message).toContain(
    'the server has answered, but nothing arrived',
  );
  expect(outcome.kind === 'stopped' && outcome.reason.help).toContain('It was rolled back, nothing of it is left.');
  expect(await target.rows(database, 'SELECT n FROM a')).toEqual([{ n: 0 }]);
});

it.each([
  ['a lost answer', () => network.swallow('answer', 'pg_sleep')],
  ['a black hole that swallows new connections too', () => setTimeout(() => network.blackHole(true), 300)],
  ['a lost answer of the keeper', () => network.swallow('answer', 'pg_blocking_pids')],
])('ends within 10 s of an interruption, in spite of %s, and leaves no transaction open', async (_, spoil) => {
  const slow = { ...files, 'V2__b.sql': 'UPDATE a SET n = n + 1; SELECT pg_sleep(60);' };
  const long = { ...what(slow), settings: { ...settings, answerMs: 60_000, abandonMs: 8_000 } };
  const { ports, abort } = through((event) => {
    if (event.kind !== 'statement-start' || !event.statement.text.includes('pg_sleep')) return;
    spoil();
    setTimeout(() => abort.abort(), 1_500);
  });
  let interruptedAt = 0;
  abort.signal.addEventListener('abort', () => {
    interruptedAt = performance.now();
  });
  const outcome = await apply(long, ports);
  expect(performance.now() - interruptedAt).toBeLessThan(10_000);
  expect(outcome).toMatchObject({ kind: 'stopped', done: [{}] });
  expect(outcome.kind === 'stopped' && outcome.reason.message).toContain('Interrupted');
  const open = (): Promise<readonly unknown[]> =>
    target.rows(database, "SELECT pid FROM pg_locks WHERE relation = 'a'::regclass AND pid <> pg_backend_pid()");
  for (let left = 200; left > 0 && (await open()).length > 0; left--) await sleep(100);
  expect(await open()).toEqual([]);
  expect(await target.rows(database, 'SELECT n FROM a')).toEqual([{ n: 0 }]);
});

it('plan and status say that the server does not answer, and an interruption ends them and a connect', async () => {
  for (const command of [plan, status]) {
    network.swallow('answer', 'to_regclass');
    await expect(command(what(), through().ports)).rejects.toMatchObject({
      code: 'no-database',
      message: expect.stringContaining('no answer within 2.5 s'),
    });
  }
  network.blackHole(true);
  for (const command of [plan, apply]) {
    const { ports, abort } = through();
    setTimeout(() => abort.abort(), 200);
    const start = performance.now();
    await expect(command(what(), ports)).rejects.toMatchObject({ code: 'interrupted' });
    expect(performance.now() - start).toBeLessThan(3_000);
  }
});
