// What people read: names, help that repeats the statement, and how the team's own tool is told.
import { describe, expect, it } from 'vitest';
import { loadParser, readScript } from '../../src/sql/script.ts';
import { finding, findings, fired, type Sql } from './linting.ts';

await loadParser();

const setup =
  'CREATE TABLE customers (id bigint PRIMARY KEY); CREATE TABLE orders (id bigint PRIMARY KEY, total numeric, customer_id bigint);';

function help(rule: string, sql: Sql): string {
  return finding(rule, { setup, ...sql }).help;
}

describe('messages', () => {
  it('name the relation with its schema, and who waits', () => {
    expect(
      finding('index-not-concurrent', { setup, up: 'CREATE INDEX orders_customer_idx ON orders (customer_id);' }),
    ).toMatchObject({
      message:
        'Creating index orders_customer_idx without CONCURRENTLY takes ShareLock on public.orders: writes wait until the index is built.',
      claims: { lock: 'ShareLock', work: 'index-build', relation: 'public.orders' },
    });
  });

  it('point at the part of the statement that they are about', () => {
    const up = 'ALTER TABLE orders\n  ADD COLUMN a int,\n  ADD CHECK (total > 0),\n  ALTER total SET NOT NULL;';
    expect(finding('check-not-valid-missing', { setup, up }).place.line).toBe(3);
    expect(finding('set-not-null-scan', { setup, up }).place.line).toBe(4);
  });

  it('claim the lock that is really held during a VALIDATE', () => {
    const up =
      'ALTER TABLE orders ADD CONSTRAINT f FOREIGN KEY (customer_id) REFERENCES customers NOT VALID; ALTER TABLE orders VALIDATE CONSTRAINT f;';
    const found = finding('validate-in-same-transaction', { setup, up });
    expect(found.claims.lock).toBe('ShareRowExclusiveLock');
    expect(found.message).toContain('so writes wait while');
  });
});

describe('help', () => {
  it('repeats the constraint as it is written', () => {
    const up =
      "ALTER TABLE orders ADD CONSTRAINT c CHECK ((total + 1) * 2 > 0 AND total <> ',)'::numeric), ADD COLUMN a int;";
    expect(help('check-not-valid-missing', { up })).toContain(
      "ALTER TABLE orders ADD CONSTRAINT c CHECK ((total + 1) * 2 > 0 AND total <> ',)'::numeric) NOT VALID;",
    );
  });

  it.each([
    ['DEFAULT gen_random_uuid() NOT NULL', 'gen_random_uuid()'],
    ['NOT NULL DEFAULT (random() * 10)::int CHECK (a > 0)', '(random() * 10)::int'],
    ["DEFAULT ' not null ' || random()::text UNIQUE", "' not null ' || random()::text"],
  ])('keeps the default of ADD COLUMN a %s', (definition, text) => {
    const up = `ALTER TABLE orders ADD a text ${definition}, ADD b int;`;
    expect(help('add-column-volatile-default', { up })).toContain(`SET DEFAULT ${text};`);
  });

  it('keeps NOT VALID out of a line comment', () => {
    const up = 'ALTER TABLE orders ADD CHECK (total > 0 -- positive\n);';
    const sql = /```sql\n([\s\S]*?)\n```/.exec(help('check-not-valid-missing', { up }))?.[1] ?? '';
    const script = readScript({ path: 'help.sql', bytes: new TextEncoder().encode(sql) }, 'wrapped');
    expect(script.statements[0]?.changes).toMatchObject([{ kind: 'add-constraint', constraint: { validated: false } }]);
  });

  it('says how the team’s own tool runs a file outside a transaction', () => {
    const up = 'CREATE INDEX i ON orders (total);';
    expect(help('index-not-concurrent', { up, layout: 'flyway' })).toContain('executeInTransaction=false');
    expect(help('index-not-concurrent', { up, layout: 'diesel' })).toContain('run_in_transaction = false');
    expect(help('index-not-concurrent', { up, layout: 'golang-migrate' })).toContain('no other statement in the file');
  });

  it('knows the NOT NULL of PostgreSQL 18', () => {
    const up = 'ALTER TABLE orders ALTER total SET NOT NULL;';
    expect(help('set-not-null-scan', { up, serverVersion: 17 })).toContain('CHECK (total IS NOT NULL) NOT VALID');
    expect(help('set-not-null-scan', { up, serverVersion: 18 })).toContain(
      'ADD CONSTRAINT orders_total_not_null NOT NULL total NOT VALID',
    );
  });

  it('carries over the options of a UNIQUE constraint', () => {
    const up = 'ALTER TABLE orders ADD UNIQUE NULLS NOT DISTINCT (total) INCLUDE (id) DEFERRABLE;';
    expect(help('unique-constraint-without-index', { up })).toContain('NULLS NOT DISTINCT and INCLUDE and DEFERRABLE');
    expect(help('unique-constraint-without-index', { up: 'ALTER TABLE orders ADD UNIQUE (total);' })).not.toContain(
      'Carry',
    );
  });

  it('says that a partitioned table gets no NOT VALID foreign key before 18', () => {
    const partitioned =
      'CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE c (p_id int) PARTITION BY LIST (p_id); CREATE TABLE c_1 PARTITION OF c FOR VALUES IN (1);';
    const sql = { setup: partitioned, up: 'ALTER TABLE c ADD FOREIGN KEY (p_id) REFERENCES p;' };
    expect(finding('fk-not-valid-missing', { ...sql, serverVersion: 17 }).help).toContain('before PostgreSQL 18');
    expect(finding('fk-not-valid-missing', { ...sql, serverVersion: 18 }).help).toContain('NOT VALID;');
  });

  it('keeps the bound of a partition', () => {
    const p = 'CREATE TABLE p (at int) PARTITION BY RANGE (at);';
    const of = (bound: string) =>
      finding('create-partition-of', { setup: p, up: `CREATE TABLE c PARTITION OF p ${bound};` }).help;
    expect(of('FOR VALUES FROM (1) TO (9) WITH (fillfactor = 70)')).toContain(
      'ATTACH PARTITION c FOR VALUES FROM (1) TO (9);',
    );
    expect(of("FOR VALUES IN ('a', 'b')")).toContain("ATTACH PARTITION c FOR VALUES IN ('a', 'b');");
    expect(of('FOR VALUES WITH (MODULUS 4, REMAINDER 0)')).toContain('FOR VALUES WITH (MODULUS 4, REMAINDER 0);');
    expect(of('DEFAULT')).toContain('ATTACH PARTITION c DEFAULT;');
  });

  it('can’t be broken out of by a hostile name', () => {
    const name = '"x```\n[click](http://evil.example)"';
    const found = finding('set-not-null-scan', {
      setup: `CREATE TABLE ${name} (a int);`,
      up: `ALTER TABLE ${name} ALTER a SET NOT NULL;`,
    });
    const lines = found.help.split('\n');
    expect(lines.filter((line) => line.includes('click')).every((line) => line.startsWith('ALTER TABLE U&"'))).toBe(
      true,
    );
    expect(found.help.match(/```/g)).toHaveLength(4);
  });

  it('can’t be broken out of by hostile text', () => {
    const up = "ALTER TABLE orders ADD CHECK (total::text <> '\n```\n# hello\n');";
    expect(help('check-not-valid-missing', { up })).toContain('````sql\n');
  });
});

describe('directions', () => {
  const down = 'DROP INDEX CONCURRENTLY i; BEGIN; DROP TABLE orders; CREATE INDEX j ON customers (id);';

  it('reads down scripts only for what would make them fail', () => {
    const rules = findings({ setup, up: 'CREATE TABLE t (id int);', down }).map((found) => found.rule);
    expect(rules).toEqual(['concurrently-in-transaction', 'transaction-nesting']);
  });
});

describe('lock-timeout-missing', () => {
  const missing = (up: string, more: Partial<Sql> = {}) =>
    findings({ setup, up, ...more }).filter((found) => found.rule === 'lock-timeout-missing').length;

  it('fires once per transaction, and once per script outside one', () => {
    const two = 'ALTER TABLE orders ADD a int; ALTER TABLE customers ADD a int, ADD b int;';
    expect(missing(two)).toBe(1);
    expect(missing(two, { transaction: 'none' })).toBe(1);
    expect(
      missing('BEGIN; ALTER TABLE orders ADD a int; COMMIT; BEGIN; ALTER TABLE orders ADD b int; COMMIT;', {
        transaction: 'none',
      }),
    ).toBe(2);
  });

  it('is silent with a limit, and not with one that ended', () => {
    expect(missing("SET LOCAL lock_timeout = '2s'; ALTER TABLE orders ADD a int;")).toBe(0);
    expect(
      missing("SET lock_timeout = '2s'; ALTER TABLE orders ADD a int; RESET lock_timeout;", { transaction: 'none' }),
    ).toBe(0);
    // lock-timeout-invalid speaks of it.
    expect(missing('SET LOCAL lock_timeout = 0; ALTER TABLE orders ADD a int;')).toBe(0);
    expect(
      missing("BEGIN; SET LOCAL lock_timeout = '2s'; COMMIT; ALTER TABLE orders ADD a int;", { transaction: 'none' }),
    ).toBe(1);
  });

  it('knows that CREATE OR REPLACE VIEW locks the view that is there', () => {
    const view = 'CREATE OR REPLACE VIEW v AS SELECT id FROM orders;';
    expect(missing(view)).toBe(0);
    expect(missing(`${view} ${view}`)).toBe(0);
    expect(missing(view, { setup: `${setup} ${view}` })).toBe(1);
  });

  it('is silent about DROP … IF EXISTS of what no migration has made', () => {
    const tr = 'TRIGGER tr ON orders';
    const create = 'CREATE TRIGGER tr AFTER INSERT ON orders FOR EACH ROW EXECUTE FUNCTION f();';
    expect(missing(`DROP ${tr};`)).toBe(1);
    expect(missing(`DROP ${tr.replace(' ', ' IF EXISTS ')};`)).toBe(0);
    expect(missing('DROP POLICY IF EXISTS p ON orders;')).toBe(0);
    expect(missing(`DROP ${tr.replace(' ', ' IF EXISTS ')}; ${create} ALTER TABLE orders ADD a int;`)).toBe(1);
    expect(missing(`DROP ${tr.replace(' ', ' IF EXISTS ')};`, { setup: `${setup} ${create}` })).toBe(1);
    expect(missing('DROP TABLE IF EXISTS n; CREATE TABLE n (id int);')).toBe(0);
    expect(missing('DROP TABLE IF EXISTS n; CREATE TABLE n (id int); ALTER TABLE orders ADD a int;')).toBe(1);
    expect(missing('DROP TABLE IF EXISTS n;')).toBe(1);
  });

  it('is silent about new tables and about what stops nobody', () => {
    expect(missing('CREATE TABLE t (id int); ALTER TABLE t ADD a int;')).toBe(0);
    expect(missing('ALTER TABLE orders VALIDATE CONSTRAINT c;')).toBe(0);
    expect(missing('CREATE INDEX CONCURRENTLY i ON orders (id);', { transaction: 'none' })).toBe(0);
    expect(missing("COMMENT ON TABLE orders IS 'x'; INSERT INTO orders VALUES (1); SELECT 1;")).toBe(0);
    expect(missing('ALTER TABLE orders ALTER total SET STATISTICS 100;')).toBe(0);
  });
});

describe('across new migrations', () => {
  it('remembers what an earlier new migration made', () => {
    expect(
      fired({
        setup,
        up: ['CREATE TABLE t (id int);', 'CREATE INDEX ON t (id); ALTER TABLE t ALTER id SET NOT NULL;'],
      }),
    ).toEqual([]);
  });

  it('takes the safe way to NOT NULL over three migrations without a word', () => {
    const up = [
      'ALTER TABLE orders ADD CONSTRAINT total_set CHECK (total IS NOT NULL) NOT VALID;',
      'ALTER TABLE orders VALIDATE CONSTRAINT total_set;',
      'ALTER TABLE orders ALTER total SET NOT NULL; ALTER TABLE orders DROP CONSTRAINT total_set;',
    ];
    expect(fired({ setup, up })).toEqual([]);
  });
});

describe('what the text leaves in doubt', () => {
  const severities = (up: string) =>
    findings({ setup: 'CREATE TABLE t (id int PRIMARY KEY, at timestamp, n int);', up })
      .filter(({ rule }) => rule === 'change-column-type' || rule === 'add-column-not-null-no-default')
      .map(({ severity }) => severity);

  it('is a warning', () => {
    expect(severities('ALTER TABLE t ALTER at TYPE timestamptz;')).toEqual(['warning']);
    expect(severities('ALTER TABLE other ALTER name TYPE varchar(512);')).toEqual(['warning']);
    expect(severities('DELETE FROM t; ALTER TABLE t ADD a int NOT NULL;')).toEqual(['warning']);
  });

  it('is an error where it is clear, or mostly so', () => {
    expect(severities("SET LOCAL timezone = 'Europe/Oslo'; ALTER TABLE t ALTER at TYPE date;")).toEqual(['error']);
    expect(severities('ALTER TABLE t ALTER n TYPE text;')).toEqual(['error']);
    expect(severities('ALTER TABLE other ALTER n TYPE bigint;')).toEqual(['error']);
    expect(severities('ALTER TABLE other ALTER name TYPE varchar(5) USING left(name, 5);')).toEqual(['error']);
    expect(severities('DELETE FROM t WHERE n = 1; ALTER TABLE t ADD a int NOT NULL;')).toEqual(['error']);
  });
});

describe('fk-inline-on-new-column', () => {
  const help = (column: string) =>
    finding('fk-inline-on-new-column', {
      setup: 'CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE c (id int);',
      up: `ALTER TABLE c ADD COLUMN ${column};`,
    }).help;

  it('leaves DEFAULT NULL out', () => {
    expect(help('p_id int REFERENCES p (id) ON DELETE CASCADE DEFAULT NULL')).toContain(
      'ALTER TABLE c ADD COLUMN p_id int REFERENCES p (id) ON DELETE CASCADE;',
    );
    expect(help('p_id int DEFAULT 1 REFERENCES p (id)')).toContain('NOT VALID');
  });
});
