// Deterministic compositions of SQL that is hard to cut: the same seed gives the same texts on every machine.

/** mulberry32: a small pseudo-random generator; answers with integers below `limit`. */
export function seeded(seed: number): (limit: number) => number {
  let state = seed >>> 0;
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
}

/** Each is one statement that the grammar reads, without its `;`. */
export const trickyStatements = [
  'select 1',
  'select \'a;b\', "c;d" from "e""f;"',
  "select E'it\\'s; fine', 'back\\'",
  "select E'a'\n  'b\\'; c'",
  "select 'plain'\n'continued; here'",
  "select U&'\\0061;' || U&'d!0061;' uescape '!'",
  'select U&"\\0061;" from t',
  "select B'01', X'1F', N'x;'",
  'select $$ ; $$, $a$ $$ ; $$ $b$ $a$, $_1é$;$_1é$',
  'select a$b$c, $1, $2 from t where x = $3',
  'select 1 /* ; /* nested ; */ still ; */ + 2',
  'select 1 -- ; not here\n + 2',
  'select 1 --; carriage return\r + 2',
  "select a*/* comment; */b, c - -1, d->>'x;', e @> f from t",
  'select "a""b;", "--", "/*", \'--;\', \'/*\' from t',
  "select ''''';', ''",
  'create rule r as on insert to t do (insert into a values (1); delete from b; notify c)',
  'create rule r as on insert to t do also (select 1)',
  'create function f() returns int language sql begin atomic select 1; select case when true then 1 else 2 end; end',
  'create or replace procedure p() begin atomic insert into t values (1); end',
  'create function g() returns int language plpgsql as $body$ begin; if a then b; end if; end; $body$',
  'create function atomic() returns int language sql return 1',
  'select begin, atomic from t',
  'do $$ begin perform 1; end; $$',
  "comment on table t is 'x;y'",
  'begin',
  'commit',
  "copy t from program 'cat; ls'",
  'select 1.5e3, .5, 1_000, 0x1F, 1.',
  'select é, "ü;" from größe where naïve = \'ç;\'',
  'select \u00a0 from t',
  "create table t (a int default 1, b text check (b <> ';'))",
] as const;

const betweens = [
  '',
  ' ',
  '\n',
  '\r\n',
  '\t\f\v',
  '-- a; comment\n',
  '/* a; /* b; */ */',
  '\n\n--\r\n',
  '/**/',
] as const;

/** Some of the statements in some order, with blanks, comments and empty statements between them. */
export function composition(next: (limit: number) => number): string {
  const pick = <T>(from: readonly T[]): T => from[next(from.length)] as T;
  const parts: string[] = [];
  for (let count = next(7); count >= 0; count--) {
    parts.push(pick(betweens), pick(trickyStatements), pick(['', ' ', '\n', '/* end; */', '\n-- end;\n']));
    parts.push(count > 0 ? ';' : pick(['', ';', ';;', '; ;\n']));
    if (next(5) === 0) parts.push(pick([';', '\n;', '/* ; */;']));
  }
  parts.push(pick(betweens));
  return parts.join('');
}
