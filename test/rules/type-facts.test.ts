// What type changes lose, and how many bytes the order of columns costs, held against a real server.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ScratchServer } from '../../src/model/database.ts';
import type { TypeName } from '../../src/model/schema.ts';
import { narrowing } from '../../src/rules/facts/narrowing.ts';
import { scratchServer } from '../postgres.ts';
import { finding, migration } from './linting.ts';
import { withDatabase } from './measuring.ts';

let server: ScratchServer;
beforeAll(async () => {
  server = await scratchServer(18);
});
afterAll(async () => {
  await server.stop();
});

function typeOf(written: string): TypeName {
  const [change] = migration('type', `alter table t add c ${written}`, 'wrapped').up.statements[0]?.changes ?? [];
  if (change?.kind !== 'add-column') throw new Error(written);
  return change.column.type;
}

/** From, a value that is extreme there, to. */
const changes: readonly (readonly [from: string, value: string, to: string])[] = [
  ['bigint', '9223372036854775807', 'int'],
  ['bigint', '9223372036854775807', 'numeric(19)'],
  ['bigint', '9223372036854775807', 'numeric(19,1)'],
  ['int', '2147483647', 'smallint'],
  ['int', '2147483647', 'bigint'],
  ['int', '2147483647', 'numeric(10)'],
  ['int', '2147483647', 'numeric(9)'],
  ['smallint', '32767', 'int'],
  ['numeric(10,2)', '11111111.11', 'numeric(10,1)'],
  ['numeric(10,2)', '11111111.11', 'numeric(12,2)'],
  ['numeric(10,2)', '11111111.11', 'numeric(9,1)'],
  ['numeric(10,2)', '11111111.11', 'numeric(8,2)'],
  ['numeric(9)', '999999999', 'int'],
  ['numeric(10)', '9999999999', 'int'],
  ['numeric(4,2)', '11.11', 'int'],
  ['numeric', '11111111.11', 'numeric(4)'],
  ['double precision', '1e300', 'real'],
  ['double precision', '1e300', 'int'],
  ['varchar(5)', "'abcde'", 'varchar(4)'],
  ['varchar(5)', "'abcde'", 'varchar(5)'],
  ['varchar(5)', "'abcde'", 'char(9)'],
  ['text', "'abcde'", 'varchar(4)'],
  ['varchar', "'abcde'", 'text'],
  ['timestamp', "'2026-01-01 11:11:11.111111'", 'timestamp(3)'],
  ['timestamp(3)', "'2026-01-01 11:11:11.111'", 'timestamp(6)'],
  ['timestamp', "'2026-01-01 11:11:11.111111'", 'date'],
  ['date', "'2026-01-01'", 'timestamp'],
];

describe('a type change', () => {
  it.each(changes)('of %s with %s to %s ends as is said', async (from, value, to) => {
    const said = narrowing(typeOf(from), typeOf(to));
    const seen = await withDatabase(server, `create table t as select ${value}::${from} as c`, async (worker) => {
      try {
        // Read back as the old type, what was rounded differs.
        await worker.run(`alter table t alter c type ${to}`);
        const [row] = await worker.query(`select c::${from} = ${value}::${from} as same from t`, []);
        return row?.same === true ? 'kept' : 'rounded';
      } catch (error) {
        return (error as { sqlstate?: string }).sqlstate;
      }
    });
    // A number that would also be rounded fails first.
    expect(seen).toBe(said === undefined ? 'kept' : (said.fails ?? 'rounded'));
  });
});

describe('the order of columns', () => {
  const size = async (sql: string, row: string): Promise<number> =>
    await withDatabase(server, `${sql}; insert into t values (${row})`, async (worker) =>
      Number((await worker.query('select pg_catalog.pg_column_size(t.*) as bytes from t', []))[0]?.bytes),
    );

  it.each([
    [
      'a boolean, id bigint, b boolean, at timestamptz',
      'true, 1, true, now()',
      'id bigint, at timestamptz, a boolean, b boolean',
      '1, now(), true, true',
    ],
    [
      's smallint, u uuid, b bigint, i int, c bigint',
      '1, gen_random_uuid(), 1, 1, 1',
      'b bigint, c bigint, i int, s smallint, u uuid',
      '1, 1, 1, 1, gen_random_uuid()',
    ],
    [
      'n text, id bigint, b boolean, at timestamptz, c boolean, v interval',
      "'x', 1, true, now(), true, '1 day'",
      'id bigint, at timestamptz, v interval, b boolean, c boolean, n text',
      "1, now(), '1 day', true, true, 'x'",
    ],
  ])('%s costs what is said', async (columns, row, better, betterRow) => {
    const up = `create table t (${columns});`;
    const found = finding('column-alignment', { up, also: { 'column-alignment': { 'min-bytes': 1 } } });
    const said = Number(/has (\d+) bytes/.exec(found.message)?.[1]);
    const names = better.split(', ').map((column) => column.split(' ')[0]);
    expect(found.help).toBe(`Put the columns in this order: ${names.join(', ')}.`);
    const saved = (await size(up.slice(0, -1), row)) - (await size(`create table t (${better})`, betterRow));
    // The row as a whole is rounded up to 8 bytes, and behind a string the place is not known.
    expect(Math.abs(saved - said)).toBeLessThan(8);
    expect(saved).toBeGreaterThan(0);
  });
});
