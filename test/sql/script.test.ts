// A file → statements with places, changes, ignores and problems.
import { describe, expect, it } from 'vitest';
import { isDay } from '../../src/sql/ignores.ts';
import { script } from './reading.ts';

describe('places', () => {
  it('count from 1 in UTF-16, behind CRLF and characters of several bytes', () => {
    const text = '\ufeff-- größe 🐘\r\nselect \'🐘é\';\r\n  /* ü */ alter table "tä" add a int,\r\n\tdrop b;\r\n';
    const [select, alter] = script(text).statements;
    expect(select?.span.start).toEqual({ offset: 13, line: 2, column: 1 });
    expect(select?.text).toBe("select '🐘é'");
    expect(alter?.span.start).toMatchObject({ line: 3, column: 11 });
    expect(alter?.span.end).toMatchObject({ line: 4, column: 8 });
    expect(alter?.changes.map(({ at }) => [at.line, at.column])).toEqual([
      [3, 28],
      [4, 2],
    ]);
  });

  it('of each sub-command of ALTER TABLE', () => {
    const text = `select 1;
alter table only "é, x".t -- a, b
  add column a text default 'x, (y', /* /* , */ , */
  add check (a in ('1', $x$, )$x$) and b = E'\\', ('), alter c type numeric(10, 2) using round(c, 2),
  drop column "d, e"`;
    const { statements, problems } = script(text);
    expect(problems).toEqual([]);
    const places = statements[1]?.changes.map(({ kind, at }) => [
      kind,
      at.line,
      text.split('\n')[at.line - 1]?.slice(at.column - 1, at.column + 5),
    ]);
    expect(places).toEqual([
      ['add-column', 3, 'add co'],
      ['add-constraint', 4, 'add ch'],
      ['alter-column-type', 4, 'alter '],
      ['drop-column', 5, 'drop c'],
    ]);
  });

  it('of sub-commands behind ONLY (…)', () => {
    const [statement] = script('\n alter table only (t) add a int, add b int').statements;
    expect(statement?.changes.map(({ at }) => at.column)).toEqual([23, 34]);
  });
});

describe('syntax errors', () => {
  it.each([
    ['a wrong word', 'select 1;\n  create tabel t (a int);', 2, 10],
    ['behind characters of several bytes', "select 1;\r\nselect '🐘é', frm x y", 2, 21],
    ['at the end', 'select 1;\nselect (1 +\n', 2, 11],
    ['at the end, on a line of its own', 'create table t (\n  a int,\n);', 3, 1],
    ['a string that never ends', "select 1;\nselect 'abc;\nselect 2;\n", 2, 8],
    ['a comment that never ends', 'select 1;\n /* abc', 2, 2],
    ['a no-break space', 'select 1;\nselect 1;\n\u00a0select 2;', 3, 1],
  ])('%s: line and column', (_, text, line, column) => {
    const { problems } = script(text);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ rule: 'syntax-error', place: { path: 'm/V1__a.sql', line, column } });
  });

  it('leave the other statements readable', () => {
    const { statements, problems } = script('drop table a; selec 1; drop table b;');
    expect(statements.map(({ changes }) => changes[0]?.kind)).toEqual(['drop', 'opaque', 'drop']);
    expect(problems).toHaveLength(1);
  });

  it('help with placeholders and psql variables', () => {
    expect(script(`create table ${'$'}{schema}.t (a int)`).problems[0]?.help).toContain('placeholder');
    expect(script("select :'name' :other").problems[0]?.help).toContain('psql variable');
  });

  it('are said of what is nested too deeply to be read, never thrown', () => {
    for (const depth of [1_000, 5_000, 20_000]) {
      for (const text of [
        `select ${'('.repeat(depth)}1${')'.repeat(depth)}`,
        `alter table t add a int default ${'1 + '.repeat(depth)}1`,
        `select ${'not '.repeat(depth)}true`,
        `select 1${'::int'.repeat(depth)}`,
        `select 1${' union select 1'.repeat(depth)}`,
      ]) {
        const { statements, problems } = script(text);
        expect(statements).toHaveLength(1);
        expect(problems.length === 1 || statements[0]?.changes[0]?.kind !== 'opaque').toBe(true);
      }
    }
    expect(script('select 1').problems).toEqual([]);
  });
});

describe('files', () => {
  it.each([
    ['empty', ''],
    ['only a byte-order mark', '\ufeff'],
    ['only blanks', ' \r\n\t'],
    ['only comments', '-- nothing\r\n/* here */'],
    ['only semicolons', ';;\n;'],
  ])('%s: no statement and no problem', (_, text) => {
    expect(script(text)).toMatchObject({ statements: [], problems: [], strayIgnores: [] });
  });

  it('that are no text have one problem and no statement', () => {
    const read = script('select 1;\u0000 drop table t;');
    expect(read).toMatchObject({ statements: [], problems: [{ rule: 'unreadable-file' }], text: '' });
  });

  it('with psql commands have a problem for each, and their statements', () => {
    const { problems, statements } = script('\\set ON_ERROR_STOP on\nselect 1;\n\\i other.sql\n');
    expect(problems.map(({ rule, place }) => [rule, place.line, place.endColumn])).toEqual([
      ['psql-meta-command', 1, 22],
      ['psql-meta-command', 3, 13],
    ]);
    expect(statements.map(({ text }) => text)).toEqual(['select 1']);
  });

  it('of 5 MB are read within seconds', () => {
    const start = performance.now();
    const { statements } = script("insert into t (a, b) values (1, 'some text');\n".repeat(110_000));
    expect(statements).toHaveLength(110_000);
    const many = `alter table t ${Array.from({ length: 20_000 }, (_, i) => `add column c${i} int`).join(', ')}`;
    expect(script(many).statements[0]?.changes.at(-1)?.at.column).toBe(many.lastIndexOf('add') + 1);
    expect(performance.now() - start).toBeLessThan(20_000);
  });

  it('with strings of megabytes are read', () => {
    for (const text of [
      `'${'x'.repeat(10_000_000)}'`,
      `E'${"\\'x".repeat(3_000_000)}'`,
      `'${"''".repeat(4_000_000)}'`,
    ]) {
      const { statements, problems } = script(`alter table t add a text default ${text} not null, add "b, ""c" int`);
      expect(problems).toEqual([]);
      expect(statements[0]?.changes.map(({ at }) => at.column)).toEqual([
        15,
        15 + 'add a text default  not null, '.length + text.length,
      ]);
    }
  });

  it('keep what the scanner took for one statement apart where the grammar reads several', () => {
    const text =
      'create function f() returns int begin atomic select 1 as case; end; /* ü */ drop table é ; -- x\nselect 2';
    const { statements, problems } = script(text);
    expect(problems).toEqual([]);
    expect(statements.map((statement) => statement.text)).toEqual([
      'create function f() returns int begin atomic select 1 as case; end',
      'drop table é',
      'select 2',
    ]);
    expect(statements.map(({ index }) => index)).toEqual([0, 1, 2]);
    expect(statements[2]?.span.start).toMatchObject({ line: 2, column: 1 });
  });
});

describe('ignore comments', () => {
  const on = (text: string) => {
    const read = script(text);
    return {
      attached: read.statements.map(({ ignores }) => ignores.map(({ rule, reason }) => `${rule}: ${reason}`)),
      stray: read.strayIgnores.map(({ rule }) => rule),
    };
  };

  it('belong to the statement behind them only', () => {
    expect(on('select 1;\n-- lockgate: ignore a -- why so\nselect 2;\nselect 3;')).toEqual({
      attached: [[], ['a: why so'], []],
      stray: [],
    });
  });
  it('may be several, among other comments and blank lines', () => {
    expect(on('-- lockgate: ignore a -- x\n-- hello\n\n/* lockgate: ignore b -- y */\nselect 1;')).toEqual({
      attached: [['a: x', 'b: y']],
      stray: [],
    });
  });
  it('on the line of a statement, inside of one or at the end belong to none', () => {
    expect(on('select 1; -- lockgate: ignore a -- x\nselect 2;').stray).toEqual(['a']);
    expect(on('select 1;\nselect -- lockgate: ignore a -- x\n 2;\nselect 3').stray).toEqual(['a']);
    expect(on('select 1;\n-- lockgate: ignore a -- x\n').stray).toEqual(['a']);
    expect(on('select 1 -- lockgate: ignore a -- x\n;\nselect 2;')).toMatchObject({ attached: [[], []], stray: ['a'] });
  });
  it('keep what they say without a reason, or when they say nothing readable', () => {
    expect(on('-- lockgate: ignore a\nselect 1').attached).toEqual([['a: ']]);
    const [unreadable] = script('-- lockgate: disable all\nselect 1').statements[0]?.ignores ?? [];
    expect(unreadable).toMatchObject({ rule: '', reason: '', unreadable: 'disable all' });
    expect(on('-- LOCKGATE : IGNORE a  --  b -- c \nselect 1').attached).toEqual([['a: b -- c']]);
  });
  it('in the body of a DO block, which is one statement, belong to none', () => {
    const body = 'begin\n  -- lockgate: ignore a -- x\n  perform 1;\nend';
    for (const sql of [`do $x$${body}$x$;`, `DO '${body}';`]) {
      const read = script(`select 1;\n${sql}`);
      expect(read.strayIgnores).toMatchObject([{ rule: 'a', span: { start: { line: 3, column: 3 } } }]);
      expect(read.statements.flatMap(({ ignores }) => ignores)).toEqual([]);
    }
  });
  it('name days of the calendar', () => {
    expect(['2027-01-31', '2028-02-29'].map(isDay)).toEqual([true, true]);
    for (const day of ['2027-02-29', '2027-02-30', '2027-99-99', '2027-04-31', '0', '2027-1-1', '2027-01-31T00:00:00Z'])
      expect(isDay(day), day).toBe(false);
  });
  it('are no comments inside of strings', () => {
    expect(on("select '\n-- lockgate: ignore a -- x\n'; select 2")).toEqual({ attached: [[], []], stray: [] });
  });
  it('tell where they stand', () => {
    expect(script('\n  -- lockgate: ignore a -- x\nselect 1').statements[0]?.ignores[0]?.span.start).toMatchObject({
      line: 2,
      column: 3,
    });
  });
});
