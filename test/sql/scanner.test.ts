// Cutting text into statements: cases by hand, and against PostgreSQL's own grammar.
import { readFileSync } from 'node:fs';
import * as libpgQuery from 'libpg-query';
import { beforeAll, describe, expect, it } from 'vitest';
import { rules } from '../../src/rules/index.ts';
import { scan } from '../../src/sql/scanner.ts';
import { composition, seeded, trickyStatements } from './pieces.ts';

function statements(text: string): readonly string[] {
  return scan(text).statements.map(({ start, end }) => text.slice(start, end));
}

function metaCommands(text: string): readonly string[] {
  return scan(text).metaCommands.map(({ start, end }) => text.slice(start, end));
}

describe('where statements begin and end', () => {
  const cases: readonly (readonly [name: string, text: string, expected: readonly string[]])[] = [
    ['nothing', '', []],
    ['only comments', '-- a;\n/* b; */ --', []],
    ['only semicolons', ' ;;\n; ', []],
    ['no final semicolon', 'select 1; select 2', ['select 1', 'select 2']],
    ['empty statements between', 'select 1;;\n;select 2;', ['select 1', 'select 2']],
    ['comments before and behind', '/* a */ select 1 -- b\n; -- c', ['select 1']],
    ['nested comments', 'select 1 /* /* ; */ ; */; select 2', ['select 1', 'select 2']],
    ['a comment that only looks nested', "select '/*'; select '*/'", ["select '/*'", "select '*/'"]],
    ['dollar quotes', 'do $$ a; $x$ b; $$; select $x$ $$; $x$', ['do $$ a; $x$ b; $$', 'select $x$ $$; $x$']],
    ['a dollar in a name', 'select a$$ from b$c$; select $c$;$c$', ['select a$$ from b$c$', 'select $c$;$c$']],
    ['a number before a dollar quote', 'select 1$$;$$; select 2', ['select 1$$;$$', 'select 2']],
    ["E'' escapes", "select E'\\';'; select e'\\\\'; select 1", ["select E'\\';'", "select e'\\\\'", 'select 1']],
    ["a word that ends with e is no E''", "select date'\\'; select 1", ["select date'\\'", 'select 1']],
    ["E'' continues on the next line", "select E'a'\n'\\';'; select 1", ["select E'a'\n'\\';'", 'select 1']],
    // As the server reads it (measured on 15.18 and 18.4); libpg-query 18.1.5 refuses a comment in a continuation.
    ["E'' continues behind a line comment", "select E'a' -- b\n--c\n'\\';'; x", ["select E'a' -- b\n--c\n'\\';'", 'x']],
    ["E'' does not continue on its line", "select E'a' '\\'; select 1", ["select E'a' '\\'", 'select 1']],
    ["E'' does not continue behind a block comment", "select E'a' /*\n*/ '\\'; x", ["select E'a' /*\n*/ '\\'", 'x']],
    ['plain strings keep their backslash', "select '\\'; select 1", ["select '\\'", 'select 1']],
    ['U& names and strings', 'select U&"\\0061;", U&\'\\0061;\'; x', ['select U&"\\0061;", U&\'\\0061;\'', 'x']],
    [
      'BEGIN ATOMIC',
      'create function f() begin atomic select 1; end; x',
      ['create function f() begin atomic select 1; end', 'x'],
    ],
    [
      'CASE in BEGIN ATOMIC',
      'create or replace function f() begin atomic select case a when 1 then 2 end; select 2; END; x',
      ['create or replace function f() begin atomic select case a when 1 then 2 end; select 2; END', 'x'],
    ],
    ['begin; atomic apart from CREATE', 'begin; atomic; end; x', ['begin', 'atomic', 'end', 'x']],
    [
      'rules with several actions',
      'create rule r as on update to t do (a; (b); c); x',
      ['create rule r as on update to t do (a; (b); c)', 'x'],
    ],
    ['a parenthesis too many', 'select 1); select 2', ['select 1)', 'select 2']],
    ['CRLF', 'select 1;\r\nselect 2;\r\n', ['select 1', 'select 2']],
    ['a lone CR ends a comment', '-- a\rselect 1;', ['select 1']],
    ['no-break space is a letter', '\u00a0select 1', ['\u00a0select 1']],
    ['so is a byte-order mark inside', 'select 1;\ufeffselect 2', ['select 1', '\ufeffselect 2']],
  ];
  it.each(cases)('%s', (_, text, expected) => expect(statements(text)).toEqual(expected));

  it('tells where the next statement may begin', () => {
    expect(scan('a /* x */ ; b').statements).toEqual([
      { start: 0, end: 1, next: 11 },
      { start: 12, end: 13, next: 13 },
    ]);
  });
});

describe('COPY data', () => {
  it('is no SQL up to \\.', () => {
    const text = "copy t (a) from stdin;\n1;\t'x\n\\N\n\\.\nselect 1;";
    expect(statements(text)).toEqual(['copy t (a) from stdin', 'select 1']);
    expect(metaCommands(text)).toEqual([]);
  });
  it('may end with CRLF', () => {
    expect(statements('COPY "t" FROM stdin WITH (format csv);\r\na\r\n\\.\r\nselect 1')).toEqual([
      'COPY "t" FROM stdin WITH (format csv)',
      'select 1',
    ]);
  });
  it.each([
    ['of lines', 'copy t from stdin;\na\tb\n\\N\tc\n\\.\nselect 1', 'a\tb\n\\N\tc\n'],
    ['with CRLF', 'copy t from stdin;\r\na\r\n\\.\r\n', 'a\r\n'],
    ['of no line', 'copy t from stdin;\n\\.\n', ''],
    ['behind a comment on the line of the statement', 'copy t from stdin; -- rows\na\n\\.', 'a\n'],
  ])('%s is kept as it is', (_, text, expected) => {
    const [{ data } = {}] = scan(text).statements;
    expect(text.slice(data?.start, data?.end)).toBe(expected);
  });
  it('is SQL when no \\. follows', () => {
    expect(statements('copy t from stdin; select 1; copy t from stdin; x')).toHaveLength(4);
  });
  it('is only looked for behind COPY … FROM STDIN', () => {
    expect(statements('copy t to stdout; select 1;\n\\.\n')).toEqual(['copy t to stdout', 'select 1']);
  });
});

describe('psql', () => {
  it('takes each backslash command to the end of its line', () => {
    const text = "\\set x 1; drop\nselect 1;\n \\i 'other file.sql'\r\nselect 2";
    expect(metaCommands(text)).toEqual(['\\set x 1; drop', "\\i 'other file.sql'"]);
    expect(statements(text)).toEqual(['select 1', 'select 2']);
  });
  it('ends a statement with one', () => {
    expect(statements('select 1 \\gexec\nselect 2')).toEqual(['select 1', 'select 2']);
  });
  it('leaves backslashes in quotes alone', () => {
    expect(metaCommands('select \'\\d\', "\\d", $$\\d$$, 1 -- \\d\n/* \\d */')).toEqual([]);
  });
});

describe('what is never closed', () => {
  it.each([
    ["select 1; select 'a; b", 'string', 17],
    ["select E'a\\'", 'string', 8],
    ['select "a; b', 'identifier', 7],
    ['select 1; /* /* */ x', 'comment', 10],
    ['do $a$ ; $b$; $$', 'dollar-quoted string', 3],
  ] as const)('%s', (text, what, start) => {
    expect(scan(text).unterminated).toEqual({ start, what });
    expect(scan(text).statements.at(-1)?.end ?? 0).toBeLessThanOrEqual(text.length);
  });
  it('is said once, for the first', () => {
    expect(scan("select 'a").unterminated).toEqual({ start: 7, what: 'string' });
    expect(scan('select 1').unterminated).toBeUndefined();
  });
});

/** How PostgreSQL's grammar cuts a text, without what stands before the first token; undefined when it can't read it. */
function cutByGrammar(text: string): readonly string[] | undefined {
  try {
    const bytes = Buffer.from(text, 'utf8');
    return (libpgQuery.parseSync(text).stmts ?? []).map(({ stmt_location: from = 0, stmt_len: length }) => {
      const piece = bytes.subarray(from, length === undefined ? bytes.length : from + length).toString('utf8');
      return withoutComments(piece);
    });
  } catch {
    return undefined;
  }
}

/** Leading and trailing blanks and comments taken off by the same eyes for both sides: by a reference that knows no statements. */
function withoutComments(piece: string): string {
  let rest = piece;
  for (;;) {
    const shorter = rest.replace(/^(?:[ \t\n\r\f\v;]+|--[^\n\r]*(?:[\n\r]|$))/, '');
    if (shorter.startsWith('/*')) rest = shorter.slice(blockEnd(shorter));
    else if (shorter === rest) break;
    else rest = shorter;
  }
  return rest;
}

function blockEnd(text: string): number {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    if (text.startsWith('/*', i)) [depth, i] = [depth + 1, i + 1];
    else if (text.startsWith('*/', i)) {
      [depth, i] = [depth - 1, i + 1];
      if (depth === 0) return i + 1;
    }
  }
  return text.length;
}

/** The scanner's pieces from each start to the closing `;`: the grammar keeps trailing comments in its pieces. */
function cutByScanner(text: string): readonly string[] {
  return scan(text).statements.map(({ start, end, next }) => {
    const closed = text[next - 1] === ';' && next > end;
    return text.slice(start, closed ? next - 1 : text.length);
  });
}

function agrees(text: string): boolean {
  const expected = cutByGrammar(text);
  if (expected === undefined) return false;
  expect(cutByScanner(text), JSON.stringify(text)).toEqual(expected);
  return true;
}

describe('against the grammar', () => {
  beforeAll(() => libpgQuery.loadModule());

  it.each(trickyStatements.map((text) => [text]))('%s', (text) => {
    expect(agrees(text)).toBe(true);
    expect(agrees(`${text};`)).toBe(true);
  });

  it('cuts 3,000 compositions as PostgreSQL does', () => {
    const next = seeded(20260101);
    let compared = 0;
    for (let i = 0; i < 3_000; i++) if (agrees(composition(next))) compared++;
    expect(compared).toBeGreaterThan(2_900);
  });

  it('cuts the examples of all rules as PostgreSQL does', () => {
    for (const { example } of rules) {
      for (const text of [example.setup, example.bad, example.good]) if (text !== '') expect(agrees(text)).toBe(true);
    }
  });

  it('never loses or doubles text, whatever it is given', () => {
    const next = seeded(7);
    const atoms = [
      "'",
      '"',
      '$$',
      '$a$',
      ';',
      '--',
      '\n',
      '/*',
      '*/',
      '(',
      ')',
      '\\',
      'E',
      'begin',
      'atomic',
      'create',
      'end',
      ' ',
      'é',
      '\ud83d',
      '\u0000',
      'copy t from stdin',
      '\\.',
      '1',
    ];
    for (let i = 0; i < 3_000; i++) {
      const text = Array.from({ length: next(30) }, () => atoms[next(atoms.length)]).join('');
      const { statements: found } = scan(text);
      let last = 0;
      for (const { start, end, next: behind } of found) {
        expect(start >= last && end > start && behind >= end && behind <= text.length, JSON.stringify(text)).toBe(true);
        last = behind;
      }
    }
  });
});

describe('time', () => {
  it.each([
    ['statements', "insert into t values (1, 'abc', $$x$$); -- c\n"],
    ['COPY without data', 'copy t from stdin;\n'],
    ['open comments', '/*'],
    ['open dollar quotes', '$a'],
    ["E'' and its continuations", "E'a'\n--x\n"],
  ])('is linear: 5 MB of %s', (_, piece) => {
    const text = piece.repeat(Math.ceil(5_000_000 / piece.length));
    const start = performance.now();
    scan(text);
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});

it('reads its own words of the grammar from one source', () => {
  // The scanner must not import a parser: it also reads what no grammar accepts.
  expect(readFileSync(new URL('../../src/sql/scanner.ts', import.meta.url), 'utf8')).not.toMatch(/^import/m);
});
