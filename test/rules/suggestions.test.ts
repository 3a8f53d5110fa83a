// Suggestions: offered only where one replacement is the whole remedy, and exact to the character.
import { describe, expect, it } from 'vitest';
import { findings, type Sql, withSuggestion } from './linting.ts';

const orders = 'CREATE TABLE orders (id bigint PRIMARY KEY, note text); CREATE INDEX orders_note_idx ON orders (note);';

/** The rules whose findings carry a suggestion. */
function suggesting(sql: Sql): readonly string[] {
  return findings({ setup: orders, ...sql }).flatMap((found) => (found.suggestion === undefined ? [] : [found.rule]));
}

describe('CONCURRENTLY', () => {
  it('goes behind the key words of a statement that commits by itself', () => {
    const up = '-- by customer\ncreate  unique index i on orders (id);\n';
    expect(withSuggestion('index-not-concurrent', { setup: orders, up, transaction: 'none' })).toBe(
      '-- by customer\ncreate  unique index CONCURRENTLY i on orders (id);\n',
    );
    const drop = 'DROP INDEX orders_note_idx;';
    expect(withSuggestion('drop-index-not-concurrent', { setup: orders, up: drop, transaction: 'own' })).toBe(
      'DROP INDEX CONCURRENTLY orders_note_idx;',
    );
  });

  it.each([
    ['in a transaction', 'CREATE INDEX i ON orders (id);', 'wrapped'],
    ['in a query of several statements', 'CREATE INDEX i ON orders (id); ANALYZE orders;', 'own'],
    ['with IF NOT EXISTS, which would hide a failed build', 'CREATE INDEX IF NOT EXISTS i ON orders (id);', 'none'],
    ['with a comment among the key words', 'CREATE /* fast */ INDEX i ON orders (id);', 'none'],
    ['for two indexes at once', 'DROP INDEX orders_note_idx, orders_pkey;', 'none'],
    ['with CASCADE', 'DROP INDEX orders_note_idx CASCADE;', 'none'],
    ['for an index whose table is not known', 'DROP INDEX other_idx;', 'none'],
  ] as const)('is not suggested %s', (_why, up, transaction) => {
    const rules = suggesting({ up, transaction });
    expect(rules.filter((rule) => rule !== 'lock-timeout-missing')).toEqual([]);
  });
});

describe('lock_timeout', () => {
  const fix = (up: string, transaction: 'wrapped' | 'none' | 'own' = 'wrapped') =>
    withSuggestion('lock-timeout-missing', { setup: orders, up, transaction });

  it('is set before the first statement that needs it', () => {
    expect(fix('CREATE TABLE t (id int);\n\nALTER TABLE orders ADD a int;\nALTER TABLE orders ADD b int;\n')).toBe(
      "CREATE TABLE t (id int);\n\nSET LOCAL lock_timeout = '5s';\nALTER TABLE orders ADD a int;\nALTER TABLE orders ADD b int;\n",
    );
  });

  it('does not come between an ignore comment and its statement', () => {
    const up = '-- lockgate: ignore drop-column -- unused\nALTER TABLE orders DROP note;';
    expect(fix(up)).toBe(`SET LOCAL lock_timeout = '5s';\n${up}`);
    expect(findings({ setup: orders, up: fix(up) })).toEqual([]);
  });

  it('is set inside the transaction of the script', () => {
    const up = 'BEGIN;\nALTER TABLE orders ADD a int;\nCOMMIT;';
    expect(fix(up, 'none')).toBe("BEGIN;\nSET LOCAL lock_timeout = '5s';\nALTER TABLE orders ADD a int;\nCOMMIT;");
  });

  it('makes a transaction of a query of one statement', () => {
    expect(fix('ALTER TABLE orders ADD a int', 'own')).toBe(
      "SET LOCAL lock_timeout = '5s';\nALTER TABLE orders ADD a int",
    );
  });

  it('is not suggested where SET LOCAL does nothing', () => {
    expect(suggesting({ up: 'ALTER TABLE orders ADD a int;', transaction: 'none' })).toEqual([]);
  });
});

describe('a lock_timeout that limits nothing', () => {
  const fix = (up: string) => withSuggestion('lock-timeout-invalid', { setup: orders, up });

  it('gets a short value in whatever form it has', () => {
    const then = ' ALTER TABLE orders ADD a int;';
    expect(fix(`SET LOCAL lock_timeout = 0;${then}`)).toBe(`SET LOCAL lock_timeout = '5s';${then}`);
    expect(fix(`set session lock_timeout to '10min';${then}`)).toBe(`set session lock_timeout to '5s';${then}`);
    expect(fix(`SET lock_timeout=600000;${then}`)).toBe(`SET lock_timeout='5s';${then}`);
  });

  it('keeps its value where a concurrent build runs under it too', () => {
    const up =
      'SET lock_timeout = 0; CREATE INDEX CONCURRENTLY i ON orders (id); ALTER TABLE orders ADD a int; RESET lock_timeout;';
    const found = findings({ setup: orders, up, transaction: 'none' });
    expect(found.find(({ rule }) => rule === 'lock-timeout-invalid')?.suggestion).toBeUndefined();
    expect(found.map(({ rule }) => rule)).toContain('lock-timeout-invalid');
  });
});

describe('waiting checks of foreign keys', () => {
  const setup =
    'CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE c (id int, p_id int REFERENCES p DEFERRABLE INITIALLY DEFERRED);';
  const insert = 'INSERT INTO c (id) VALUES (1);';

  it('are run before the table is altered', () => {
    const up = `${insert}\n-- a comment\nALTER TABLE c ADD a int;`;
    const fixed = withSuggestion('ddl-after-deferred-dml', { setup, up });
    expect(fixed).toBe(`${insert}\n-- a comment\nSET CONSTRAINTS ALL IMMEDIATE;\nALTER TABLE c ADD a int;`);
    expect(findings({ setup, up: fixed }).map(({ rule }) => rule)).not.toContain('ddl-after-deferred-dml');
  });

  it('stay where later rows may need them to wait', () => {
    const up = `${insert} ALTER TABLE c ADD a int; INSERT INTO c (id, p_id) VALUES (2, 7); INSERT INTO p VALUES (7);`;
    expect(suggesting({ setup, up })).not.toContain('ddl-after-deferred-dml');
  });
});

describe('others', () => {
  it.each([
    ['BEGIN;\nCREATE TABLE t (id int);', 'BEGIN;\nCREATE TABLE t (id int);\nCOMMIT;'],
    ['BEGIN;\nCREATE TABLE t (id int)', 'BEGIN;\nCREATE TABLE t (id int);\nCOMMIT;'],
    ['BEGIN;\nCREATE TABLE t (id int) -- the end\n', 'BEGIN;\nCREATE TABLE t (id int) -- the end\n;\nCOMMIT;\n'],
    ['BEGIN;\nCREATE TABLE t (id int); -- the end\n', 'BEGIN;\nCREATE TABLE t (id int); -- the end\nCOMMIT;\n'],
  ])('COMMIT ends what BEGIN began: %j', (up, fixed) => {
    expect(withSuggestion('transaction-uncommitted', { up, transaction: 'own' })).toBe(fixed);
    expect(findings({ up: fixed, transaction: 'own' })).toEqual([]);
  });

  it('SET becomes SET LOCAL in whatever form it has', () => {
    const fix = (up: string) => withSuggestion('session-setting-leak', { up });
    expect(fix("SET lock_timeout = '5s';")).toBe("SET LOCAL lock_timeout = '5s';");
    expect(fix('set session statement_timeout to 0;')).toBe('SET LOCAL statement_timeout to 0;');
    expect(fix('SET SESSION AUTHORIZATION admin;')).toBe('SET LOCAL SESSION AUTHORIZATION admin;');
    expect(fix('SET ROLE owner;')).toBe('SET LOCAL ROLE owner;');
    expect(suggesting({ up: "SET lock_timeout = '5s';", transaction: 'none' })).toEqual([]);
  });

  it('one ALTER TABLE becomes two, with the proof dropped last', () => {
    const setup = 'CREATE TABLE "My Users" (email text CONSTRAINT proof CHECK (email IS NOT NULL));';
    const up =
      'SET LOCAL lock_timeout = \'1s\';\nALTER TABLE "My Users"\n  ALTER email SET NOT NULL,\n  DROP CONSTRAINT proof;';
    const fixed =
      'SET LOCAL lock_timeout = \'1s\';\nALTER TABLE "My Users"\n  ALTER email SET NOT NULL;\nALTER TABLE "My Users" DROP CONSTRAINT proof;';
    expect(withSuggestion('set-not-null-drops-proof', { setup, up })).toBe(fixed);
    expect(findings({ setup, up: fixed })).toEqual([]);
    const reversed = 'ALTER TABLE "My Users" DROP CONSTRAINT proof, ALTER email SET NOT NULL;';
    expect(suggesting({ setup, up: reversed })).toEqual(['lock-timeout-missing']);
  });

  it('json becomes jsonb where the word stands once', () => {
    expect(withSuggestion('add-json-column', { up: 'CREATE TABLE t (a JSON);' })).toBe('CREATE TABLE t (a jsonb);');
    expect(suggesting({ up: 'CREATE TABLE t (a json, b json);' })).toEqual([]);
    expect(suggesting({ up: "CREATE TABLE t (a json DEFAULT '{}'::json);" })).toEqual([]);
    expect(
      withSuggestion('add-json-column', { setup: orders, up: 'ALTER TABLE orders ADD a int, ADD b json, ADD c int;' }),
    ).toBe('ALTER TABLE orders ADD a int, ADD b jsonb, ADD c int;');
  });

  it('an index gets the name that PostgreSQL would give it, where that can be told', () => {
    const also = { 'index-name-required': {} };
    const fix = (up: string) => withSuggestion('index-name-required', { setup: orders, up, also, transaction: 'none' });
    expect(fix('create unique index concurrently on orders (id, note desc);')).toBe(
      'create unique index concurrently orders_id_note_idx on orders (id, note desc);',
    );
    expect(fix('CREATE INDEX CONCURRENTLY ON orders (id) INCLUDE (note);')).toBe(
      'CREATE INDEX CONCURRENTLY orders_id_note_idx ON orders (id) INCLUDE (note);',
    );
    expect(fix('CREATE INDEX CONCURRENTLY ON orders (lower(note), (id + 1));')).toBe(
      'CREATE INDEX CONCURRENTLY orders_lower_expr_idx ON orders (lower(note), (id + 1));',
    );
    const none = (up: string) => suggesting({ up, also, transaction: 'none' });
    // Its name is taken: PostgreSQL would append a number.
    expect(none('CREATE INDEX CONCURRENTLY ON orders (note desc);')).toEqual([]);
  });
});
