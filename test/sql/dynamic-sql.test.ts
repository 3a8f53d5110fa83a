// Parameters that become SQL: found through variables and functions, and not where they are quoted.
import { describe, expect, it } from 'vitest';
import { unquotedParameters } from '../../src/sql/dynamic-sql.ts';
import { loadParser } from '../../src/sql/postgresql-parser.ts';

await loadParser();

function found(body: string, parameters = 'p text, n int, q text'): readonly string[] {
  const sql = `create function g(${parameters}) returns setof text language plpgsql as $x$${body}$x$`;
  return unquotedParameters(sql).map(({ parameter, whole }) => (whole ? `${parameter} whole` : parameter));
}

describe('a parameter becomes SQL', () => {
  it.each([
    ["begin execute 'a' || p; end", ['p']],
    ["begin return query execute 'a' || p; end", ['p']],
    ["declare r record; begin for r in execute 'a' || p loop end loop; end", ['p']],
    ["declare c refcursor; begin open c for execute 'a' || p; end", ['p']],
    ["begin execute concat('a', p, n, q); end", ['p', 'q']],
    ["begin execute 'a' || coalesce(p, 'x') || case when n = 1 then q else 'z' end; end", ['p', 'q']],
    ["begin execute format('%1$I %2$s', n, p); end", ['p']],
    ["begin execute format('%-10s|%%|%L', p, q); end", ['p']],
    ["begin execute 'a' || g.p; end", ['p']],
    ["begin execute 'a' || $3; end", ['q']],
    ["begin execute 'a' || p::varchar(9); end", ['p']],
    ["declare v text := 'a'; w text; begin w := v || upper(p); v := w; execute v; end", ['p']],
    ['begin execute p; end', ['p whole']],
    ['begin execute $1; end', ['p whole']],
  ] as const)('%s', (body, names) => {
    expect(found(body)).toEqual(names);
  });

  it('says where', () => {
    const sql = "create function g(p text) returns void language plpgsql as $$\nbegin\n  execute 'a' || p;\nend $$";
    expect(unquotedParameters(sql)).toEqual([{ parameter: 'p', expression: "'a' || p", whole: false, line: 3 }]);
  });
});

describe('it does not', () => {
  it.each([
    "begin execute 'a' || quote_ident(p) || quote_literal(q) || quote_nullable(q); end",
    "begin execute format('%I %L %s', p, q, n); end",
    "begin execute 'a' || n; end",
    "begin execute 'a' || $2; end",
    "begin execute 'a' || p::regclass; end",
    "begin execute 'a $1' using p; end",
    "declare v text := quote_ident(p); begin execute 'a' || v; end",
    "declare v text; begin select p into v; execute 'a' || v; end",
    "declare r record; begin for r in select p as x loop execute 'a' || r.x; end loop; end",
    "begin execute 'a' || unknown_function(p); end",
    'begin perform p; end',
    "begin execute 'a' || sqlerrm; end",
    `begin execute ${"'a' || ".repeat(20_000)} p; end`,
    'begin this is not PL/pgSQL; end',
  ])('%.60s', (body) => {
    expect(found(body)).toEqual([]);
  });

  it('takes what a trigger is given for a parameter', () => {
    const body = "begin execute 'a' || tg_table_name || tg_op || tg_argv[0]; return new; end";
    const sql = `create function g() returns trigger language plpgsql as $$${body}$$`;
    expect(unquotedParameters(sql)).toEqual([]);
  });
});
