// Who waits for which lock, as a real PostgreSQL has it.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isServerError } from '../../src/failure.ts';
import type { ScratchServer, Session } from '../../src/model/database.ts';
import type { LockMode } from '../../src/model/schema.ts';
import { activities, blocksReads, blocksWrites, strongest, waitsFor } from '../../src/sql/lock-modes.ts';
import { scratchServer } from '../postgres.ts';

const modes: readonly LockMode[] = [
  'AccessShareLock',
  'RowShareLock',
  'RowExclusiveLock',
  'ShareUpdateExclusiveLock',
  'ShareLock',
  'ShareRowExclusiveLock',
  'ExclusiveLock',
  'AccessExclusiveLock',
];

/** One statement of each kind; the activities name them. */
const examples: Readonly<Record<string, string>> = {
  Reads: 'SELECT * FROM t',
  'Row locks': 'SELECT * FROM t FOR KEY SHARE',
  Writes: 'UPDATE t SET id = 2',
  Upkeep: 'ANALYZE t',
  'Index builds': 'CREATE INDEX ON t (id)',
  'Schema changes': 'ALTER TABLE t ADD COLUMN a int',
};

let server: ScratchServer;
let holder: Session;
let other: Session;

beforeAll(async () => {
  server = await scratchServer(18);
  const database = await server.createDatabase();
  holder = await database.connectAsMigrator();
  other = await database.connectAsMigrator();
  await holder.run('CREATE TABLE t (id int); INSERT INTO t VALUES (1);');
});
afterAll(async () => {
  await holder.close();
  await other.close();
  await server.stop();
});

/** `ACCESS EXCLUSIVE` */
function inSql(mode: LockMode): string {
  return mode
    .replace(/Lock$/, '')
    .replace(/(?<=[a-z])(?=[A-Z])/g, ' ')
    .toUpperCase();
}

/** Whether it is refused a lock, while `holder` has the table in that mode. */
async function waits(held: LockMode, sql: string): Promise<boolean> {
  await holder.run(`BEGIN; LOCK TABLE t IN ${inSql(held)} MODE;`);
  try {
    await other.run(`BEGIN; SET LOCAL lock_timeout = '20ms'; ${sql}`);
    return false;
  } catch (thrown) {
    if (isServerError(thrown) && thrown.sqlstate === '55P03') return true;
    throw thrown;
  } finally {
    await other.run('ROLLBACK');
    await holder.run('ROLLBACK');
  }
}

test.each(modes)('%s stops what the server says it stops', async (held) => {
  for (const wanted of modes) {
    const refused = await waits(held, `LOCK TABLE t IN ${inSql(wanted)} MODE NOWAIT`);
    expect(waitsFor(wanted, held), wanted).toBe(refused);
  }
  for (const { name, mode } of activities) {
    const refused = await waits(held, examples[name] ?? 'no example');
    expect(waitsFor(mode, held), name).toBe(refused);
  }
});

test('reads wait for one mode, writes for four, and the last one is the strongest', () => {
  expect(modes.filter(blocksReads)).toEqual(['AccessExclusiveLock']);
  expect(modes.filter(blocksWrites)).toEqual(modes.slice(4));
  expect(strongest(modes)).toBe('AccessExclusiveLock');
  expect(strongest(['ShareLock', 'RowShareLock'])).toBe('ShareLock');
  expect(strongest([])).toBeUndefined();
});
