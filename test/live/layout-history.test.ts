// Every layout's history on a real PostgreSQL: made as the tool makes it, written, and read back.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findBinaries } from '../../src/database/binaries.ts';
import { type OwnServer, startOwnServer } from '../../src/database/own-server.ts';
import { connect } from '../../src/database/session.ts';
import { diesel } from '../../src/layouts/diesel/index.ts';
import { flyway } from '../../src/layouts/flyway/index.ts';
import { golangMigrate } from '../../src/layouts/golang-migrate/index.ts';
import { layouts } from '../../src/layouts/index.ts';
import type { Row, Session } from '../../src/model/database.ts';
import type { History, Layout, Query } from '../../src/model/layout.ts';
import type { Migration } from '../../src/model/migration.ts';
import { quoteIdentifier } from '../../src/sql/quote.ts';
import { loadParser } from '../../src/sql/script.ts';
import { sourceFiles } from '../layouts/source-files.ts';

// A name that breaks whatever does not quote it.
const schema = 'Odd "schema"; --';
let server: OwnServer;
let session: Session;

beforeAll(async () => {
  await loadParser();
  const [binaries] = await findBinaries({ path: process.env.PATH, from: [process.cwd()] });
  if (binaries === undefined) throw new Error('no PostgreSQL to test on');
  server = await startOwnServer(binaries);
  session = await connect(server.administrator);
});
afterAll(async () => {
  await session?.close();
  await server?.stop();
});
beforeEach(async () => {
  await session.run(
    `DROP SCHEMA IF EXISTS ${quoteIdentifier(schema)} CASCADE; CREATE SCHEMA ${quoteIdentifier(schema)}`,
  );
});

async function madeHistory(layout: Layout): Promise<History> {
  const history = layout.history(schema);
  for (const statement of history.create) await session.run(statement);
  return history;
}

async function write(queries: readonly Query[]): Promise<void> {
  await session.run('BEGIN');
  for (const { sql, parameters } of queries) await session.query(sql, parameters);
  await session.run('COMMIT');
}

async function applied(history: History, migrations: readonly Migration[]): Promise<readonly string[]> {
  const parsed = history.parse(await session.run(history.read), migrations);
  return parsed.map(({ id, checksum, succeeded }) => `${id} ${checksum} ${succeeded}`);
}

const columnsAndIndexes = (table: string): Promise<readonly Row[]> =>
  session.query(
    `SELECT format('%s %s%s%s', attname, format_type(atttypid, atttypmod), CASE WHEN attnotnull THEN ' not null' END,
              ' default ' || pg_get_expr(adbin, adrelid)) AS line
       FROM pg_attribute LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
      WHERE attrelid = $1::regclass AND attnum > 0
     UNION ALL
     SELECT format('%s %s%s', relname, pg_get_indexdef(indexrelid, 1, true), CASE WHEN indisprimary THEN ' primary' END)
       FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid WHERE indrelid = $1::regclass`,
    [table],
  );

describe('flyway', () => {
  const read = (texts: Readonly<Record<string, string>>) => flyway.read(sourceFiles('db', texts), 'db').migrations;

  it('makes the table with the names of Flyway', async () => {
    const history = await madeHistory(flyway);
    expect((await columnsAndIndexes(history.table)).map(({ line }) => line)).toEqual([
      'installed_rank integer not null',
      'version character varying(50)',
      'description character varying(200) not null',
      'type character varying(20) not null',
      'script character varying(1000) not null',
      'checksum integer',
      'installed_by character varying(100) not null',
      'installed_on timestamp without time zone not null default now()',
      'execution_time integer not null',
      'success boolean not null',
      'flyway_schema_history_pk installed_rank primary',
      'flyway_schema_history_s_idx success',
    ]);
  });

  it('writes rows as Flyway does', async () => {
    const history = await madeHistory(flyway);
    const migrations = read({
      'sub/V1.0__first_one.sql': 'select 1;',
      'undo/U1__first_one.sql': '',
      'V2__vacuum.sql': 'VACUUM',
      'R__views.sql': 'select 1;',
    });
    const [first, vacuum, views] = migrations as [Migration, Migration, Migration];
    expect(history.recordStart(vacuum)).toEqual([]);
    await write(history.recordDone(first, { ms: 12.4 }));
    expect(history.recordFailed(first, { ms: 1 })).toEqual([]);
    await write(history.recordDone(views, { ms: 0 }));
    await write(history.recordFailed(vacuum, { ms: 5 }));
    await write(history.recordDone(views, { ms: 0 }));
    const rows = await session.run(
      `SELECT installed_rank, version, description, type, script, checksum, installed_by, execution_time, success FROM ${history.table} ORDER BY 1`,
    );
    expect(rows.map((row) => Object.values(row).join('|'))).toEqual([
      '1|1.0|first one|SQL|sub/V1.0__first_one.sql|-690524359|postgres|12|true',
      '2||views|SQL|R__views.sql|-690524359|postgres|0|true',
      `3|2|vacuum|SQL|V2__vacuum.sql|${vacuum.checksum}|postgres|5|false`,
      '4||views|SQL|R__views.sql|-690524359|postgres|0|true',
    ]);
    expect(await applied(history, migrations)).toEqual([
      '1 -690524359 true',
      `2 ${vacuum.checksum} false`,
      'R:views -690524359 true',
    ]);
    await write(history.recordUndone(first, undefined));
    const [undone] = await session.run(
      `SELECT version, type, script, checksum FROM ${history.table} WHERE installed_rank = 5`,
    );
    expect(undone).toEqual({ version: '1.0', type: 'UNDO_SQL', script: 'undo/U1__first_one.sql', checksum: 0 });
    expect(await applied(history, migrations)).toEqual([`2 ${vacuum.checksum} false`, 'R:views -690524359 true']);
  });

  it('shortens what does not fit', async () => {
    const history = await madeHistory(flyway);
    const deep = `${'d'.repeat(200)}/`.repeat(6);
    const migrations = read({ [`${deep}V1__${'x'.repeat(230)}.sql`]: '' });
    await write(history.recordDone(migrations[0] as Migration, { ms: 2 ** 40 }));
    const [row] = await session.run(`SELECT description, script, execution_time FROM ${history.table}`);
    expect(row).toEqual({
      description: `${'x'.repeat(197)}...`,
      script: `...${deep.slice(3, 1000)}`,
      execution_time: 2 ** 31 - 1,
    });
  });

  it('records a baseline migration, which then covers what is below', async () => {
    const history = await madeHistory(flyway);
    const migrations = read({ 'B2__all.sql': '', 'V1__a.sql': '', 'V2__b.sql': '', 'V3__c.sql': '' });
    await write(history.recordDone(migrations[0] as Migration, { ms: 1 }));
    expect(await session.run(`SELECT version, type FROM ${history.table}`)).toEqual([
      { version: '2', type: 'SQL_BASELINE' },
    ]);
    expect(await applied(history, migrations)).toEqual(['B:2 0 true']);
  });
});

describe('diesel', () => {
  it('makes the table, adds and removes versions', async () => {
    const history = await madeHistory(diesel);
    await madeHistory(diesel);
    expect((await columnsAndIndexes(history.table)).map(({ line }) => line)).toEqual([
      'version character varying(50) not null',
      'run_on timestamp without time zone not null default CURRENT_TIMESTAMP',
      '__diesel_schema_migrations_pkey version primary',
    ]);
    const { migrations } = diesel.read(sourceFiles('m', { '2-0_b/up.sql': 'SELECT 1', '1_a/up.sql': 'SELECT 1' }), 'm');
    const [first, second] = migrations as [Migration, Migration];
    await write(history.recordDone(second, { ms: 1 }));
    await write(history.recordDone(first, { ms: 1 }));
    expect(await applied(history, migrations)).toEqual(['20 null true', '1 null true']);
    await write(history.recordUndone(second, first));
    expect(await applied(history, migrations)).toEqual(['1 null true']);
    expect(history.lockKeys('db')).toEqual([]);
  });
});

describe('golang-migrate', () => {
  it('keeps one row: dirty at the start, clean at the end, back to the one before, then none', async () => {
    const history = await madeHistory(golangMigrate);
    await madeHistory(golangMigrate);
    expect((await columnsAndIndexes(history.table)).map(({ line }) => line)).toEqual([
      'version bigint not null',
      'dirty boolean not null',
      'schema_migrations_pkey version primary',
    ]);
    const { migrations } = golangMigrate.read(
      sourceFiles('m', { '1_a.up.sql': '', '9223372036854775807_b.up.sql': '' }),
      'm',
    );
    const [first, last] = migrations as [Migration, Migration];
    await write(history.recordDone(first, { ms: 1 }));
    await write(history.recordStart(last));
    expect(await applied(history, migrations)).toEqual(['1 null true', `${last.id} null false`]);
    expect(history.recordFailed(last, { ms: 1 })).toEqual([]);
    await write(history.recordDone(last, { ms: 1 }));
    expect(await applied(history, migrations)).toEqual(['1 null true', `${last.id} null true`]);
    expect(await session.run(`SELECT count(*)::int AS rows FROM ${history.table}`)).toEqual([{ rows: 1 }]);
    await write(history.recordUndone(last, first));
    expect(await applied(history, migrations)).toEqual(['1 null true']);
    await write(history.recordUndone(first, undefined));
    expect(await applied(history, migrations)).toEqual([]);
  });
});

it('has lock keys that PostgreSQL takes as bigint', async () => {
  for (const key of layouts.flatMap((layout) => layout.history(schema).lockKeys('postgres'))) {
    expect(await session.query('SELECT pg_try_advisory_lock($1::bigint) AS taken', [key])).toEqual([{ taken: true }]);
  }
});
