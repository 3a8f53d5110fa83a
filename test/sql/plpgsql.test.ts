// DO blocks: which statements are found in their bodies, where, and what is said of those that can't be read.
import { describe, expect, it } from 'vitest';
import type { ChangeOf } from '../../src/model/change.ts';
import type { CodeStatement } from '../../src/model/code.ts';
import { script } from './reading.ts';

function block(text: string): ChangeOf<'do'> {
  const { statements, problems } = script(text);
  const [found] = statements.flatMap(({ changes }) => changes.filter((change) => change.kind === 'do'));
  if (found === undefined || problems.length > 0) throw new Error(problems.map(({ message }) => message).join(' '));
  return found;
}

/** Each change with its line and column, and what the file has at its statement. */
function seen(text: string): readonly string[] {
  return block(text).statements.flatMap(({ span, changes }) =>
    changes.map(
      ({ kind, at }) => `${at.line}:${at.column} ${kind} | ${text.slice(span.start.offset, span.end.offset)}`,
    ),
  );
}

const kinds = (text: string): readonly string[] =>
  block(text).statements.flatMap(({ changes }) => changes.map(({ kind }) => kind));
const body = (...lines: readonly string[]): string => ['DO $$', 'BEGIN', ...lines, 'END $$;'].join('\n');

describe('statements and their places', () => {
  it.each<[name: string, text: string, seen: readonly string[]]>([
    ['on one line', 'DO $$ BEGIN DROP TABLE a; END $$', ['1:13 drop | DROP TABLE a']],
    [
      'a sub-command each',
      body('  ALTER TABLE a ADD b int,', '    DROP c;'),
      [
        '3:17 add-column | ALTER TABLE a ADD b int,\n    DROP c',
        '4:5 drop-column | ALTER TABLE a ADD b int,\n    DROP c',
      ],
    ],
    ['two on one line', body('DROP TABLE a; DROP TABLE b;'), ['3:1 drop | DROP TABLE a', '3:15 drop | DROP TABLE b']],
    [
      'two equal ones on one line',
      body('DROP TABLE a; DROP TABLE a;'),
      ['3:1 drop | DROP TABLE a', '3:15 drop | DROP TABLE a'],
    ],
    [
      'one that begins as the one before',
      body('DROP TABLE a CASCADE; DROP TABLE a;'),
      ['3:1 drop | DROP TABLE a CASCADE', '3:23 drop | DROP TABLE a'],
    ],
    [
      'behind a comment with the same words',
      body('/* DROP TABLE a; */ DROP TABLE a; -- DROP TABLE a'),
      ['3:21 drop | DROP TABLE a'],
    ],
    [
      'behind a string with the same words',
      body("RAISE NOTICE 'DROP TABLE a'; DROP TABLE a;"),
      ['3:30 drop | DROP TABLE a'],
    ],
    [
      'with a comment inside',
      body('ALTER TABLE a -- ; it', '/* ; */ DROP b;'),
      ['4:9 drop-column | ALTER TABLE a -- ; it\n/* ; */ DROP b'],
    ],
    ['in a tag', 'DO $do$ BEGIN\nDROP TABLE a; END $do$', ['2:1 drop | DROP TABLE a']],
    ['behind LANGUAGE', 'DO LANGUAGE plpgsql $$ BEGIN\nDROP TABLE a; END $$', ['2:1 drop | DROP TABLE a']],
    ['in single quotes', "DO 'BEGIN\nRAISE NOTICE ''x''; DROP TABLE a; END'", ['2:21 drop | DROP TABLE a']],
    [
      'with doubled quotes',
      "DO 'BEGIN\nALTER TABLE a ADD b text DEFAULT ''y'', DROP q; END'",
      [
        "2:1 add-column | ALTER TABLE a ADD b text DEFAULT ''y'', DROP q",
        "2:1 drop-column | ALTER TABLE a ADD b text DEFAULT ''y'', DROP q",
      ],
    ],
    [
      'behind text outside of ASCII',
      "SELECT 'é😀'; DO $$ BEGIN /* é😀 */ DROP TABLE a; END $$",
      ['1:37 drop | DROP TABLE a'],
    ],
    [
      'with names outside of ASCII',
      body('ALTER TABLE "é😀" ADD b int, DROP c;'),
      [
        '3:19 add-column | ALTER TABLE "é😀" ADD b int, DROP c',
        '3:30 drop-column | ALTER TABLE "é😀" ADD b int, DROP c',
      ],
    ],
    [
      'with CRLF',
      body('DROP TABLE a;', 'ALTER TABLE b', ' DROP c;').replaceAll('\n', '\r\n'),
      ['3:1 drop | DROP TABLE a', '5:2 drop-column | ALTER TABLE b\r\n DROP c'],
    ],
    [
      'whose INTO is left out',
      'DO $$ DECLARE n int; BEGIN SELECT 1 INTO n FROM a; END $$',
      ['1:28 select | SELECT 1 INTO n FROM a'],
    ],
    ['of PERFORM', body('PERFORM', '  f(1);'), ['3:1 select | PERFORM\n  f(1)']],
    ['of CALL', body('CALL p();'), ['3:1 call | CALL p()']],
  ])('%s', (_name, text, expected) => {
    expect(seen(text)).toEqual(expected);
  });

  it('are inside of E-strings, at the least in the DO', () => {
    expect(seen("DO E'BEGIN\\n DROP TABLE a; END'")).toEqual(['1:14 drop | DROP TABLE a']);
    expect(seen("SELECT 1;\n DO E'BEGIN DROP TABLE \\'a\\'; END'".replaceAll("\\'", '\\"'))).toEqual([
      `2:2 drop | DO E'BEGIN DROP TABLE \\"a\\"; END'`,
    ]);
  });

  it('are found in thousands on one line', () => {
    const text = `DO $$ BEGIN ${'DROP TABLE a; '.repeat(3000)}END $$`;
    const columns = block(text).statements.map(({ span }) => span.start.column);
    expect(columns).toEqual(Array.from({ length: 3000 }, (_, i) => 13 + 14 * i));
  });
});

describe('a query in an expression', () => {
  it.each([
    ['of a condition', 'IF EXISTS (SELECT FROM a) THEN NULL; END IF;', '3:4 select | EXISTS (SELECT FROM a)'],
    ['of an assignment', 'n := (SELECT count(*) FROM a);', '3:6 select | (SELECT count(*) FROM a)'],
    ['of a message', "RAISE NOTICE '%', (SELECT b FROM a);", '3:19 select | (SELECT b FROM a)'],
  ])('%s is read', (_name, line, expected) => {
    expect(seen(['DO $$ DECLARE n int;', 'BEGIN', line, 'END $$;'].join('\n'))).toEqual([expected]);
  });

  it('is none where nothing is queried', () => {
    expect(kinds(body('IF 1 > 2 THEN NULL; END IF;'))).toEqual([]);
  });
});

describe('what is behind RETURN', () => {
  it('is not run', () => {
    expect(kinds(body('DROP TABLE a;', 'RETURN;', 'DROP TABLE b;'))).toEqual(['drop']);
  });

  it('may be run when the RETURN may not', () => {
    expect(kinds(body('IF a THEN RETURN; END IF;', 'DROP TABLE b;'))).toEqual(['drop']);
  });
});

describe('EXECUTE', () => {
  it.each<[expression: string, seen: readonly string[]]>([
    ["'DROP TABLE a'", ['3:10 drop | DROP TABLE a']],
    ["('DROP TABLE a')", ['3:11 drop | DROP TABLE a']],
    ["'DROP TABLE a; DROP TABLE b'", ['3:10 drop | DROP TABLE a', '3:24 drop | DROP TABLE b']],
    ['$q$ ALTER TABLE a DROP b $q$', ['3:27 drop-column | ALTER TABLE a DROP b']],
    ['/* why */ $q$DROP TABLE a$q$', ['3:22 drop | DROP TABLE a']],
    ["'DROP TABLE a'::text USING 1", ['3:10 drop | DROP TABLE a']],
    ["'DROP TABLE ' || 'a'", ["3:9 drop | 'DROP TABLE ' || 'a'"]],
    ["'ALTER TABLE a ADD b text DEFAULT ''x'''", ["3:9 add-column | 'ALTER TABLE a ADD b text DEFAULT ''x'''"]],
    ["format('DROP TABLE a')", ['3:17 drop | DROP TABLE a']],
    ["format('DROP TABLE %I', 'a')", ["3:9 drop | format('DROP TABLE %I', 'a')"]],
    [
      "format('COMMENT ON TABLE %I.%I IS %L', 's', 'a', '100%')",
      ["3:9 comment | format('COMMENT ON TABLE %I.%I IS %L', 's', 'a', '100%')"],
    ],
    ["concat('DROP TABLE ', 'a')", ["3:9 drop | concat('DROP TABLE ', 'a')"]],
    ["'DROP TABLE ' || quote_ident('a')", ["3:9 drop | 'DROP TABLE ' || quote_ident('a')"]],
  ])('%s is read', (expression, expected) => {
    expect(seen(body(`EXECUTE ${expression};`))).toEqual(expected);
  });

  it.each([
    "'DROP TABLE ' || quote_ident(t)",
    "format('DROP TABLE %I', t)",
    "format('DROP TABLE %1$I', 'a')",
    "format('DROP TABLE %I')",
    "concat('DROP TABLE ', t)",
    "other.quote_ident('DROP TABLE a')",
    "upper('drop table a')",
    "'1'::regclass",
    '(SELECT t FROM x)',
    't',
  ])('%s is known from a run only', (expression) => {
    const { statements } = block(`DO $$ DECLARE t text; BEGIN\n EXECUTE ${expression}; END $$`);
    expect(statements.map(({ changes }) => changes)).toEqual([
      [
        {
          kind: 'opaque',
          reason: 'dynamic SQL: proved only by running it',
          at: expect.objectContaining({ line: 2, column: 10 }),
        },
      ],
    ]);
  });

  const dropped = (declared: string, ...lines: readonly string[]): readonly string[] =>
    block(['DO $$', `DECLARE ${declared}`, 'BEGIN', ...lines, 'END $$'].join('\n')).statements.flatMap(({ changes }) =>
      changes.flatMap((change) => (change.kind === 'drop' ? change.names.map(({ name }) => name) : [])),
    );
  const drop = "EXECUTE format('DROP TABLE %I', t);";

  it.each<[name: string, declared: string, line: string, dropped: readonly string[]]>([
    ['a constant', "t CONSTANT text := 'a';", drop, ['a']],
    ['a first value', "t varchar = 'A b';", drop, ['A b']],
    ['a value made of another', "s text := 'x'; t text := s || '_a';", drop, ['x_a']],
    ['a list that is written out', 't text;', `FOREACH t IN ARRAY ARRAY['a', 'b'] LOOP ${drop} END LOOP;`, ['a', 'b']],
    ['a list in braces', 't text;', `FOREACH t IN ARRAY '{a, b}'::text[] LOOP ${drop} END LOOP;`, ['a', 'b']],
    ['an empty list', 't text;', `FOREACH t IN ARRAY '{}'::text[] LOOP ${drop} END LOOP;`, []],
    ['a list in a variable', "l text[] := ARRAY['a']; t text;", `FOREACH t IN ARRAY l LOOP ${drop} END LOOP;`, ['a']],
    ['rows of unnest', 't text;', `FOR t IN SELECT unnest(ARRAY['a', 'b']) LOOP ${drop} END LOOP;`, ['a', 'b']],
    ['FROM unnest', 't text;', `FOR t IN SELECT x FROM unnest('{a,b}'::text[]) x LOOP ${drop} END LOOP;`, ['a', 'b']],
    ['numbers', 'n int;', "FOR i IN 2..4 LOOP EXECUTE 'DROP TABLE a' || i; END LOOP;", ['a2', 'a3', 'a4']],
    [
      'two variables, each value with each',
      't text; s text;',
      "FOREACH s IN ARRAY ARRAY['p', 'q'] LOOP FOR i IN 1..2 LOOP EXECUTE format('DROP TABLE %s.%s', s, 't' || i); END LOOP; END LOOP;",
      ['t1', 't2', 't1', 't2'],
    ],
    [
      'one variable, twice in a text',
      't text;',
      "FOREACH t IN ARRAY ARRAY['a', 'b'] LOOP EXECUTE format('DROP TABLE %I, %I', t, t || '_old'); END LOOP;",
      ['a', 'a_old', 'b', 'b_old'],
    ],
    [
      'two loops of one variable',
      't text;',
      `FOREACH t IN ARRAY ARRAY['a'] LOOP ${drop} END LOOP; FOREACH t IN ARRAY ARRAY['b'] LOOP ${drop} END LOOP;`,
      ['a', 'b'],
    ],
  ])('of %s is read', (_name, declared, line, expected) => {
    expect(dropped(declared, line)).toEqual(expected);
  });

  it.each<[name: string, declared: string, line: string]>([
    ['is assigned later', "t text := 'a';", `${drop} t := 'b';`],
    ['is filled by a query', "t text := 'a'; n int;", `SELECT 1, 'b' INTO n, t; ${drop}`],
    ['is filled by GET DIAGNOSTICS', "t text := 'a';", `GET DIAGNOSTICS t = ROW_COUNT; ${drop}`],
    ['is filled by EXECUTE', "t text := 'a';", `EXECUTE 'SELECT 1' INTO t; ${drop}`],
    ['stands behind its loop', "t text := 'a';", `FOREACH t IN ARRAY ARRAY['b'] LOOP NULL; END LOOP; ${drop}`],
    ['is assigned in its loop', 't text;', `FOREACH t IN ARRAY ARRAY['b'] LOOP t := 'c'; ${drop} END LOOP;`],
    ['is declared twice', "t text := 'a';", `DECLARE t text := 'b'; BEGIN ${drop} END;`],
    ['has a type with another text', "t char(3) := 'a';", drop],
    ['goes through a query', 't text;', `FOR t IN SELECT x FROM y LOOP ${drop} END LOOP;`],
    [
      'goes through some of a list',
      't text;',
      `FOR t IN SELECT x FROM unnest('{a}'::text[]) x WHERE x > '' LOOP ${drop} END LOOP;`,
    ],
    ['goes through a list that is not known', 'l text[]; t text;', `FOREACH t IN ARRAY l LOOP ${drop} END LOOP;`],
    ['goes through too many', 'n int;', "FOR i IN 1..100000 LOOP EXECUTE 'DROP TABLE a' || i; END LOOP;"],
    ['goes backwards', 'n int;', "FOR i IN REVERSE 3..1 LOOP EXECUTE 'DROP TABLE a' || i; END LOOP;"],
    [
      'is part of a record',
      'r record;',
      "FOR r IN SELECT unnest('{a}'::text[]) AS t LOOP EXECUTE 'DROP TABLE ' || r.t; END LOOP;",
    ],
  ])('of a variable that %s is known from a run only', (_name, declared, line) => {
    expect(dropped(declared, line)).toEqual([]);
  });

  it('in loops in loops is not multiplied without end', () => {
    const names = Array.from({ length: 40 }, (_, i) => `v${i}`);
    const open = names.map((name) => `FOREACH ${name} IN ARRAY ARRAY['a', 'b'] LOOP`).join(' ');
    const line = `${open} EXECUTE concat(${names.join(', ')}); ${'END LOOP; '.repeat(40)}`;
    expect(dropped(names.map((name) => `${name} text;`).join(' '), line)).toEqual([]);
  });

  it('in loops and cursors is read', () => {
    const text = (query: string): string =>
      `DO $$ DECLARE r record; c refcursor; BEGIN FOR r IN EXECUTE ${query} LOOP NULL; END LOOP; OPEN c FOR EXECUTE ${query}; END $$`;
    expect(kinds(text("'DELETE FROM a RETURNING b'"))).toEqual(['delete', 'delete']);
    expect(kinds(text('r.query'))).toEqual(['opaque', 'opaque']);
  });

  it('of what PostgreSQL refuses says so', () => {
    const reasons = (text: string): readonly string[] =>
      block(text).statements.flatMap(({ changes }) =>
        changes.flatMap((c) => (c.kind === 'opaque' ? [c.reason] : [c.kind])),
      );
    expect(reasons(body("EXECUTE 'DRO TABLE a';"))).toEqual(['syntax error at or near "DRO"']);
    expect(reasons(body("EXECUTE 'COMMIT';", 'SAVEPOINT a;'))).toEqual([
      'PostgreSQL refuses this transaction command in code',
      'PostgreSQL refuses this transaction command in code',
    ]);
    expect(reasons(body("EXECUTE 'DO $x$ BEGIN DROP TABLE a; END $x$';"))).toEqual(['a DO block inside of code']);
    expect(reasons(body("EXECUTE '';"))).toEqual([]);
  });
});

describe('branches', () => {
  const conditional = (text: string): readonly (readonly [string, boolean])[] =>
    block(text).statements.map(({ text: sql, conditional: maybe }: CodeStatement) => [sql, maybe]);

  it.each<[name: string, lines: readonly string[]]>([
    ['IF', ['IF a THEN DROP TABLE x; ELSIF b THEN DROP TABLE y; ELSE DROP TABLE z; END IF;']],
    ['CASE', ['CASE a WHEN 1 THEN DROP TABLE x; WHEN 2 THEN DROP TABLE y; ELSE DROP TABLE z; END CASE;']],
    [
      'an exception handler',
      ['BEGIN DROP TABLE x;', 'EXCEPTION WHEN undefined_table THEN DROP TABLE y; WHEN others THEN DROP TABLE z; END;'],
    ],
    [
      'nested loops',
      [
        'LOOP WHILE a LOOP FOR i IN 1..2 LOOP',
        'DROP TABLE x; DROP TABLE y; DROP TABLE z;',
        'END LOOP; END LOOP; END LOOP;',
      ],
    ],
    ['a block behind RETURN', ['IF a THEN RETURN; END IF;', 'DROP TABLE x; BEGIN DROP TABLE y; END; DROP TABLE z;']],
    ['a block behind EXIT', ['<<l>> BEGIN EXIT l WHEN a;', 'DROP TABLE x; DROP TABLE y; DROP TABLE z; END;']],
  ])('of %s may be passed by', (_name, lines) => {
    expect(conditional(body(...lines))).toEqual(['x', 'y', 'z'].map((table) => [`DROP TABLE ${table}`, true]));
  });

  it('are none in a block, and none for what follows a loop', () => {
    expect(conditional(body('BEGIN DROP TABLE x; END;', 'LOOP EXIT; END LOOP;', 'DROP TABLE y;'))).toEqual([
      ['DROP TABLE x', false],
      ['DROP TABLE y', false],
    ]);
  });

  it('are not the query that a loop runs over', () => {
    const text = 'DO $$ DECLARE r record; BEGIN FOR r IN DELETE FROM a RETURNING b LOOP DROP TABLE x; END LOOP; END $$';
    expect(conditional(text)).toEqual([
      ['DELETE FROM a RETURNING b', false],
      ['DROP TABLE x', true],
    ]);
  });
});

describe('a body that', () => {
  it.each<[what: string, text: string, line: number, column: number]>([
    ['holds wrong SQL', body('DROP TABLE a;', ' ALTER TABL b;'), 4, 8],
    ['lacks a semicolon', body('DROP TABLE a', 'DROP TABLE b;'), 4, 1],
    ['lacks END IF', body('IF a THEN', 'NULL;'), 5, 3],
    ['lacks THEN', body('NULL;', 'IF a;', 'NULL;'), 4, 5],
    ['has an unfinished expression', body('NULL;', "EXECUTE 'a' || ;", 'NULL;'), 4, 16],
    ['has one ( too many', body('PERFORM 1;', 'IF (a THEN NULL; END IF;'), 4, 16],
    ['has a wrong word and the right one before it', body('-- TABL', "RAISE NOTICE 'TABL'; ALTER TABL a;"), 4, 28],
    ['is in single quotes', "DO 'BEGIN\nRAISE NOTICE ''x''; DROP TABL a; END'", 2, 26],
    ['is empty', 'DO $$ $$', 1, 6],
  ])('%s is a syntax error, at its place', (_what, text, line, column) => {
    const { problems } = script(text);
    expect(problems).toMatchObject([{ rule: 'syntax-error', place: { line, column } }]);
  });

  it.each<[what: string, text: string, reason: string]>([
    ['is in another language', 'DO LANGUAGE plpython3u $$ import os $$', 'code in plpython3u'],
    [
      'uses the fields of a row',
      'DO $$ DECLARE r s.t%ROWTYPE; BEGIN r.a := 1; END $$',
      'the body of the DO block: "r.a" is not a known variable',
    ],
    [
      'is nested deeply',
      `DO $$ ${'BEGIN '.repeat(20_000)}NULL;${'END;'.repeat(20_000)} $$`,
      'the body of the DO block: it is nested too deeply',
    ],
    [
      'has deep branches',
      `DO $$ BEGIN ${'IF a THEN '.repeat(3000)}NULL;${'END IF;'.repeat(3000)} END $$`,
      'the body of the DO block: it is nested too deeply',
    ],
  ])('%s is said to be not looked into', (_what, text, reason) => {
    const { problems, statements } = script(text);
    expect(problems).toEqual([]);
    const changes = statements.flatMap((statement) =>
      statement.changes.flatMap((change) =>
        change.kind === 'do' ? change.statements.flatMap((code) => code.changes) : [],
      ),
    );
    expect(changes).toMatchObject([{ kind: 'opaque', reason }]);
  });

  it('commits has no transaction command of the script', () => {
    expect(kinds(body('UPDATE a SET b = 1;', 'COMMIT;', 'UPDATE a SET b = 2;', 'ROLLBACK;'))).toEqual([
      'update',
      'update',
    ]);
  });

  it('is never run by CREATE FUNCTION', () => {
    const { statements } = script('CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$ BEGIN DROP TABLE a; END $$');
    expect(statements.flatMap(({ changes }) => changes.map(({ kind }) => kind))).toEqual(['function']);
  });
});
