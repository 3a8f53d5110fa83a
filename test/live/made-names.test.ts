// The names that PostgreSQL makes for indexes and constraints, beside those that lint takes them for.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { applyChange } from '../../src/catalog/apply-change.ts';
import { emptyCatalog } from '../../src/catalog/objects.ts';
import type { ScratchServer } from '../../src/model/database.ts';
import { scratchServer } from '../postgres.ts';
import { script } from '../sql/reading.ts';

let servers: readonly ScratchServer[];
beforeAll(async () => {
  servers = [await scratchServer(14), await scratchServer(18)];
});
afterAll(async () => {
  for (const server of servers) await server.stop();
});

const table = 'a_very_long_table_name_that_takes_forty_five_b';
const column = 'quite_a_long_column_name_that_has_many_letters';
const umlauts = 'ö_ümläut_ä_with_many_ömläuts_in_thë_name_of_thë';

const sql = `
CREATE TABLE t (a int, b int, s text, ts timestamptz, j jsonb, arr int[]);
CREATE INDEX ON t (a);
CREATE INDEX ON t (a);
CREATE UNIQUE INDEX ON t (a);
CREATE INDEX ON t (a, b);
CREATE INDEX ON t (a) INCLUDE (b);
CREATE INDEX ON t (lower(s));
CREATE INDEX ON t (lower(s), lower(s));
CREATE INDEX ON t ((a + b), (a - b));
CREATE INDEX ON t ((s::varchar));
CREATE INDEX ON t (((a + 1)::bigint));
CREATE INDEX ON t (coalesce(a, b));
CREATE INDEX ON t (date_trunc('day', ts AT TIME ZONE 'utc'));
CREATE INDEX ON t ((j ->> 'x'));
CREATE INDEX ON t ((j -> 'x' ->> 'y'), a);
CREATE INDEX ON t ((CASE WHEN a = 1 THEN 1 ELSE 2 END));
CREATE INDEX ON t ((CASE WHEN a = 1 THEN 1 ELSE b END));
CREATE INDEX ON t (greatest(a, b));
CREATE INDEX ON t (least(a, b));
CREATE INDEX ON t (nullif(a, b));
CREATE INDEX ON t ((arr[1]));
CREATE INDEX ON t ((s COLLATE "C"));
CREATE INDEX ON t ((a IS NULL));
CREATE INDEX ON t ((ts AT TIME ZONE 'utc'));
CREATE INDEX ON t (extract(year FROM (ts AT TIME ZONE 'utc')));
CREATE INDEX ON t USING gin (to_tsvector('english', s));
CREATE INDEX ON t ((ARRAY[a, b]));
CREATE INDEX ON t (upper(s) text_pattern_ops DESC) WHERE a > 1;
CREATE INDEX ON t (substring(s FROM 1 FOR 3));
CREATE INDEX ON t (trim(s));
CREATE TABLE copied (LIKE t INCLUDING INDEXES);
CREATE TABLE ${table} (${column} int, x int, ${umlauts} int);
CREATE INDEX ON ${table} (${column});
CREATE INDEX ON ${table} (${column});
CREATE INDEX ON ${table} (x);
CREATE INDEX ON ${table} (${umlauts});
CREATE INDEX ON ${table} (x, ${column}, ${umlauts});
ALTER TABLE ${table} ADD UNIQUE (x, ${column}, ${umlauts});
ALTER TABLE ${table} ADD UNIQUE (${column});
ALTER TABLE ${table} ADD UNIQUE (${column});
ALTER TABLE ${table} ADD PRIMARY KEY (x);
ALTER TABLE ${table} ADD CHECK (${column} > 1);
ALTER TABLE ${table} ADD CHECK (${column} > x);
ALTER TABLE ${table} ADD FOREIGN KEY (${column}) REFERENCES ${table} (x);
CREATE TABLE s (a int UNIQUE CHECK (a > 0), b int, CHECK (a > 1), CHECK (a > 2), CHECK (a > 1 AND a < 5), CHECK (a < b), UNIQUE (b));
`;

/** As the catalogue has them: `relation name` of each index and constraint. */
function taken(): readonly string[] {
  let catalog = emptyCatalog();
  for (const { changes } of script(sql).statements)
    for (const change of changes)
      catalog = applyChange(catalog, change, { searchPath: ['public'], conditional: false });
  return [...catalog.relations.values()]
    .flatMap((relation) => {
      if (relation.kind === 'index' || relation.kind === 'sequence') return [];
      const { name: of, indexes, constraints } = relation;
      const plain = indexes.filter(({ ofConstraint }) => !ofConstraint);
      return [...plain, ...constraints.filter(({ type }) => type !== 'not-null')].map(({ name }) => `${of} ${name}`);
    })
    .sort();
}

it('are the same', async () => {
  for (const server of servers) {
    const database = await server.createDatabase();
    const session = await database.connectAsMigrator();
    await session.run(sql);
    const rows = await session.run(`
      SELECT indrelid::regclass::text AS of, relname AS name FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
      WHERE relnamespace = 'public'::regnamespace AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid AND contype IN ('p', 'u'))
      UNION ALL SELECT conrelid::regclass::text, conname FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype <> 'n'`);
    await session.close();
    await database.drop();
    expect(rows.map(({ of, name }) => `${of} ${name}`).sort()).toEqual(taken());
  }
});
