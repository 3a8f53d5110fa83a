// SQL → changes: a golden file that shows, for statements of every kind, what rules get to read.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { changesIn, script } from './reading.ts';

const golden = new URL('./golden/changes.txt', import.meta.url);
const sources = readFileSync(golden, 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith(' '));

/** Every kind that the model knows. */
function kindsOfModel(): readonly string[] {
  const model = readFileSync(new URL('../../src/model/change.ts', import.meta.url), 'utf8');
  const kinds = [...model.matchAll(/\bkind:((?:\s*\|?\s*'[a-z-]+')+)/g)].flatMap((match) =>
    [...(match[1] as string).matchAll(/'([a-z-]+)'/g)].map((kind) => kind[1] as string),
  );
  return [...new Set(kinds)].sort();
}

describe('the golden file', () => {
  it('says what each statement changes', async () => {
    const text = sources.map(
      (sql) => `${[sql, ...changesIn(sql).map((change) => `    ${JSON.stringify(change)}`)].join('\n')}\n`,
    );
    await expect(text.join('\n')).toMatchFileSnapshot('./golden/changes.txt');
  });

  it('has every kind of change', () => {
    const seen = new Set(sources.flatMap((sql) => script(sql).statements[0]?.changes.map(({ kind }) => kind)));
    expect(kindsOfModel().filter((kind) => !seen.has(kind as never))).toEqual([]);
    expect(kindsOfModel().length).toBeGreaterThan(80);
  });
});

describe('expressions', () => {
  const checkText = (condition: string): unknown => {
    const [change] = changesIn(`alter table t add constraint c check (${condition}) not valid`);
    return (change as { constraint: { expression: { text: string } } }).constraint.expression.text;
  };
  it.each([
    'a is not null',
    '(a is not null) or b > 0',
    '((a) is not null)',
    "a <> ')' and (b) > (0)",
    "a <> E'\\')' or $x$)$x$ = b",
    'a /* ) */ > 0 -- )\n and b',
    'f(a, b, (c)) and d[1]',
    '"a)" > 0',
  ])('CHECK (%s) keeps its whole text', (condition) => {
    expect(checkText(condition)).toBe(condition.startsWith('((') ? condition.slice(1, -1) : condition);
  });

  it.each([
    ['0 not null', '0'],
    ['(1) + 2', '(1) + 2'],
    ["'a, b' check (a <> 'x')", "'a, b'"],
    ['now() constraint c not null', 'now()'],
    ['array[1, 2]', 'array[1, 2]'],
    ['\'é\'::text collate "C" not null', '\'é\'::text collate "C"'],
  ])('DEFAULT %s', (written, text) => {
    const [change] = changesIn(`alter table t add "ü" text default ${written}, add b int`);
    expect(change).toMatchObject({ column: { default: { text } } });
  });

  it.each([
    ['(a)::int * 2', '(a)::int * 2'],
    ['((a)::int * 2)', '(a)::int * 2'],
    ['a::int', 'a::int'],
  ])('USING %s', (written, text) => {
    expect(changesIn(`alter table t alter a type int using ${written}, add b int`)[0]).toMatchObject({
      using: { text },
    });
  });

  it.each([
    ['1', true],
    ['-1.5', true],
    ["'{}'::jsonb::text", true],
    ['null', true],
    ["array['a', 'b']::text[]", true],
    ['1 + 1', false],
    ['now()', false],
    ['current_date', false],
    ["nextval('s')", false],
  ])('DEFAULT %s is constant: %s', (written, constant) => {
    expect(changesIn(`alter table t add a text default ${written}`)[0]).toMatchObject({
      column: { default: { constant } },
    });
  });

  it('name the functions they call', () => {
    const [change] = changesIn(
      "alter table t add a text default s.f(lower(g(1))) || current_user || coalesce(pg_catalog.now()::text, '')",
    );
    expect(change).toMatchObject({
      column: {
        default: {
          functions: [
            { schema: 's', name: 'f' },
            { name: 'lower' },
            { name: 'g' },
            { name: 'current_user' },
            { name: 'now' },
          ],
        },
      },
    });
  });
});

describe('what queries name', () => {
  it('are the tables and columns that a view stands on', () => {
    expect(changesIn('create view v as select o.a, max(c.b) from s.o join c using (id) where "D" > 1')).toEqual([
      {
        kind: 'create-view',
        view: { name: 'v' },
        replace: false,
        temporary: false,
        reads: [{ schema: 's', name: 'o' }, { name: 'c' }],
        uses: ['a', 'b', 'D'],
      },
    ]);
    expect(changesIn('create materialized view v as select o.*, count(*) from o')).toMatchObject([{ uses: ['*'] }]);
  });

  it('are the sequences that setval() sets', () => {
    const [change] = changesIn(
      `select setval('app."Ids"'::regclass, 9), pg_catalog.setval(pg_get_serial_sequence('t', 'id'), max(id)) from t`,
    );
    expect(change).toMatchObject({ resets: [{ schema: 'app', name: 'Ids' }, { name: 't' }] });
  });
});

describe('a column', () => {
  it('has its place at its type', () => {
    const [change] =
      script('create table t (\n  ü int,\n  b timestamp(3) without time zone\n)').statements[0]?.changes ?? [];
    if (change?.kind !== 'create-table') throw new Error('no table');
    expect(change.columns.map(({ typeAt }) => [typeAt?.line, typeAt?.column])).toEqual([
      [2, 5],
      [3, 5],
    ]);
  });
});
