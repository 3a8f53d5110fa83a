// Hazards inside of code: found where they stand, for DO blocks and for functions that a script calls.
import { describe, expect, it } from 'vitest';
import { finding, findings, type Sql } from '../rules/linting.ts';

const setup = 'CREATE TABLE orders (id int PRIMARY KEY, a int, state text);';

/** Rule, line and column, without lock-timeout-missing. */
function found(up: string, more: Partial<Sql> = {}): readonly string[] {
  return findings({ setup, up, ...more })
    .filter(({ rule }) => rule !== 'lock-timeout-missing')
    .map(({ rule, place }) => `${rule} ${place.line}:${place.column}`);
}

const block = (...lines: readonly string[]): string => ['DO $$', 'BEGIN', ...lines, 'END $$;'].join('\n');

describe('a DO block', () => {
  it('has its hazards at their lines', () => {
    expect(
      found(
        block(
          '  ALTER TABLE orders ALTER COLUMN id TYPE bigint;',
          '  IF true THEN',
          '    ALTER TABLE orders ADD CHECK (a > 0);',
          '  END IF;',
          "  EXECUTE 'CREATE INDEX orders_a ON orders (a)';",
        ),
      ),
    ).toEqual(['change-column-type 3:22', 'check-not-valid-missing 5:24', 'index-not-concurrent 7:12']);
  });

  it('is seen in the middle of a file', () => {
    const text = `CREATE TABLE new (a int);\n\n${block('ALTER TABLE orders DROP COLUMN state;', 'DROP TABLE new;')}\nDROP TABLE orders;`;
    expect(found(text)).toEqual(['drop-column 5:20', 'drop-table 8:1']);
  });

  it('knows what the block itself and the statements before it made', () => {
    expect(found(block('CREATE TABLE new (a int);', 'ALTER TABLE new ALTER COLUMN a TYPE bigint;'))).toEqual([]);
    expect(found(`${block('CREATE TABLE new (a int);')}\nALTER TABLE new ALTER COLUMN a TYPE bigint;`)).toEqual([]);
  });

  it('makes no table new that is there', () => {
    const guarded = block('IF false THEN', 'CREATE TABLE orders (id int, a int);', 'END IF;');
    expect(found(`${guarded}\nALTER TABLE orders ALTER COLUMN a TYPE bigint;`)).toEqual(['change-column-type 7:20']);
  });

  it('holds locks while its later statements work', () => {
    const backfill = block('ALTER TABLE orders ADD COLUMN b int;', 'UPDATE orders SET b = 1 WHERE b IS NULL;');
    expect(found(backfill, { transaction: 'none' })).toEqual(['ddl-with-backfill-in-transaction 4:1']);
  });

  it('says once that lock_timeout is missing, at the first statement that wants it', () => {
    const up = block('ALTER TABLE orders ADD COLUMN b int;', 'ALTER TABLE orders ADD COLUMN c int;');
    const timeouts = (text: string): readonly number[] =>
      findings({ setup, up: text }).flatMap(({ rule, place }) => (rule === 'lock-timeout-missing' ? [place.line] : []));
    expect(timeouts(up)).toEqual([3]);
    expect(timeouts(`SET LOCAL lock_timeout = '2s';\n${up}`)).toEqual([]);
    expect(timeouts(block("SET LOCAL lock_timeout = '2s';", 'ALTER TABLE orders ADD COLUMN b int;'))).toEqual([]);
  });

  it.each(['wrapped', 'none', 'own'] as const)('is always a transaction (script: %s)', (transaction) => {
    const up = block('CREATE INDEX CONCURRENTLY orders_a ON orders (a);');
    expect(found(up, { transaction })).toEqual(['concurrently-in-transaction 3:1']);
    const { message, help } = finding('concurrently-in-transaction', { setup, up, transaction });
    expect(message).toContain('and a DO block always does');
    expect(help).toContain('```sql\nCREATE INDEX CONCURRENTLY orders_a ON orders (a);\n```');
  });

  it('ends no transaction of the script', () => {
    expect(found(block('UPDATE orders SET a = 1 WHERE id = 1;', 'COMMIT;'), { transaction: 'none' })).toEqual([]);
    expect(found(`BEGIN;\n${block('ROLLBACK;')}\nCOMMIT;`, { transaction: 'none' })).toEqual([]);
  });

  it('has help with the text of the statement, and no suggestions', () => {
    const up = block('CREATE INDEX orders_a ON orders (a);');
    const { help } = finding('index-not-concurrent', { setup, up, transaction: 'none' });
    expect(help).toContain('CREATE INDEX CONCURRENTLY orders_a ON orders (a);');
    const quoted = "DO 'BEGIN ALTER TABLE orders ADD COLUMN b text DEFAULT ''x'' || clock_timestamp(); END'";
    const all = [
      ...findings({ setup, up, transaction: 'none' }),
      ...findings({ setup, up: block('SET search_path = app;', 'ALTER TABLE orders ADD CHECK (a > 0);') }),
      ...findings({ setup, up: quoted }),
    ];
    expect(all.length).toBeGreaterThan(4);
    expect(all.filter(({ suggestion }) => suggestion !== undefined)).toEqual([]);
  });

  it('has findings that the comment before it ignores', () => {
    const up = (rule: string): string => `-- lockgate: ignore ${rule} -- small\n${block('DROP TABLE orders;')}`;
    expect(found(up('drop-table'))).toEqual([]);
    expect(found(up('truncate'))).toEqual(['drop-table 4:1', 'ignore-unused 1:1']);
  });

  it('is read in down scripts', () => {
    const down = block('CREATE INDEX CONCURRENTLY i ON orders (a);');
    expect(found('SELECT 1', { down })).toEqual(['concurrently-in-transaction 3:1']);
  });

  it('is remembered as part of the baseline', () => {
    const made = `${setup}\n${block('ALTER TABLE orders ADD COLUMN b varchar(50);')}`;
    expect(found('ALTER TABLE orders ALTER COLUMN b TYPE varchar(100);', { setup: made })).toEqual([]);
  });

  it('with dynamic SQL is said to be known from a run only', () => {
    const up =
      "DO $$ DECLARE t text := lower('ORDERS'); BEGIN\n  EXECUTE 'ALTER TABLE ' || t || ' DROP COLUMN a';\nEND $$;";
    expect(found(up)).toEqual(['not-understood 2:11']);
    const { message, severity } = finding('not-understood', { setup, up });
    expect({ message, severity }).toEqual({
      message: 'No rule looks into this statement: dynamic SQL: proved only by running it.',
      severity: 'info',
    });
  });
});

describe('a function', () => {
  const widen = (language: string): string =>
    language === 'sql'
      ? 'CREATE FUNCTION widen() RETURNS void LANGUAGE sql AS $$ ALTER TABLE orders ALTER COLUMN id TYPE bigint $$;'
      : 'CREATE FUNCTION widen() RETURNS void LANGUAGE plpgsql AS $$ BEGIN ALTER TABLE orders ALTER COLUMN id TYPE bigint; END $$;';

  it('is no hazard when it is made', () => {
    expect(found(widen('plpgsql'))).toEqual([]);
    expect(found(widen('sql'))).toEqual([]);
  });

  it.each(['plpgsql', 'sql'])('in %s is one where it is called', (language) => {
    expect(found(`${widen(language)}\nSELECT widen();`)).toEqual(['change-column-type 2:1']);
    expect(found('SELECT public.widen();', { setup: `${setup}\n${widen(language)}` })).toEqual([
      'change-column-type 1:1',
    ]);
    expect(found(`${widen(language)}\n${block('  PERFORM widen();')}`)).toEqual(['change-column-type 4:3']);
  });

  it('is named, and the help has its statement', () => {
    const { message, help } = finding('index-not-concurrent', {
      setup: `${setup}\nCREATE PROCEDURE app.build() LANGUAGE plpgsql AS $$ BEGIN CREATE INDEX i ON orders (a); END $$;`,
      up: 'CALL app.build();',
    });
    expect(message).toMatch(/ It is done by the procedure app\.build that is called here\.$/);
    expect(help).toContain('CREATE INDEX CONCURRENTLY i ON orders (a);');
  });

  it('in its latest form counts', () => {
    const harmless = 'CREATE OR REPLACE FUNCTION widen() RETURNS void LANGUAGE plpgsql AS $$ BEGIN NULL; END $$;';
    expect(found(`${widen('plpgsql')}\n${harmless}\nSELECT widen();`)).toEqual([]);
    expect(found(`${harmless}\nSELECT widen();\n${widen('plpgsql')}`)).toEqual([]);
  });

  it('of a down script is not that of the next up script', () => {
    expect(found('SELECT 1', { up: ['SELECT 1', 'SELECT widen()'], down: widen('plpgsql') } as Partial<Sql>)).toEqual(
      [],
    );
  });

  it('is looked into one level deep', () => {
    const outer =
      'CREATE FUNCTION outer_one() RETURNS void LANGUAGE plpgsql AS $$ BEGIN PERFORM widen(); DROP TABLE orders; END $$;';
    expect(found(`${widen('plpgsql')}\n${outer}\nSELECT outer_one();`)).toEqual(['drop-table 3:1']);
  });

  it('with dynamic SQL is said to be known from a run only, where it is called', () => {
    const made = 'CREATE FUNCTION f(t text) RETURNS void LANGUAGE plpgsql AS $$ BEGIN EXECUTE t; END $$;';
    expect(found(made)).toEqual([]);
    expect(finding('not-understood', { setup, up: `${made}\nSELECT f(lower('X'));` })).toMatchObject({
      message: 'No rule looks into the function f that is called here: dynamic SQL: proved only by running it.',
      place: { line: 2, column: 1 },
    });
  });

  it('with dynamic SQL is read with the values that it is given', () => {
    const made =
      "CREATE FUNCTION f(tab regclass, col text) RETURNS void LANGUAGE plpgsql AS $$ BEGIN EXECUTE format('ALTER TABLE %s ALTER %I TYPE bigint', tab, col); END $$;";
    expect(found(`${made}\nSELECT f('orders', 'id');`)).toEqual(['change-column-type 2:1']);
    expect(found(`${made}\nSELECT f(col => 'id', tab => 'orders');`)).toEqual(['not-understood 2:1']);
  });
});
