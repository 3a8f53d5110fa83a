// Rules about a release as a whole: its order, what it does twice, and its way back.
import { describe, expect, it } from 'vitest';
import { finding, fired, type Sql } from './linting.ts';

const setup =
  'CREATE TABLE customers (id bigint PRIMARY KEY, email text); CREATE TABLE orders (id bigint PRIMARY KEY);';

describe('ordering-hazard', () => {
  const rule = 'ordering-hazard';
  const fires = (...up: readonly string[]) => fired({ setup, up }).includes(rule);

  it('names the migration that makes what is needed', () => {
    const up = ['ALTER TABLE invoices ADD note text;', '\nCREATE TABLE invoices (id int);'];
    expect(finding(rule, { setup, up }).message).toBe(
      'public.invoices is not there yet when this runs: migrations/V3.sql creates it on line 2.',
    );
  });

  it.each([
    [
      'a foreign key',
      'CREATE TABLE lines (id int REFERENCES invoices);',
      'CREATE TABLE invoices (id int PRIMARY KEY);',
    ],
    ['a type', 'ALTER TABLE orders ADD state order_state;', "CREATE TYPE order_state AS ENUM ('new');"],
    ['a query', 'INSERT INTO orders (id) SELECT id FROM old_orders;', 'CREATE TABLE old_orders (id int);'],
    ['an index', 'CREATE INDEX ON invoices (id);', 'CREATE TABLE invoices (id int);'],
    [
      'the function of a trigger',
      'CREATE TRIGGER t BEFORE INSERT ON orders FOR EACH ROW EXECUTE FUNCTION touch();',
      "CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';",
    ],
    [
      'the parent of a partition',
      'CREATE TABLE a PARTITION OF b DEFAULT;',
      'CREATE TABLE b (id int) PARTITION BY LIST (id);',
    ],
  ])('fires for %s', (_what, early, late) => {
    expect(fires(early, late)).toBe(true);
    expect(fires(late, early)).toBe(false);
  });

  it.each([
    [
      'a table that may be there',
      'ALTER TABLE invoices ADD note text;',
      'CREATE TABLE IF NOT EXISTS invoices (id int);',
    ],
    [
      'a table that is made anew',
      'ALTER TABLE invoices ADD note text;',
      'DROP TABLE invoices; CREATE TABLE invoices (id int);',
    ],
    ['IF EXISTS', 'ALTER TABLE IF EXISTS invoices ADD note text;', 'CREATE TABLE invoices (id int);'],
    ['DROP', 'DROP TABLE IF EXISTS invoices;', 'CREATE TABLE invoices (id int);'],
    [
      'code that may ask first',
      'DO $$BEGIN ALTER TABLE invoices ADD note text; END$$;',
      'CREATE TABLE invoices (id int);',
    ],
    ['a temporary table', 'UPDATE invoices SET id = 1 WHERE id = 2;', 'CREATE TEMPORARY TABLE invoices (id int);'],
    [
      'a reference to itself',
      'CREATE TABLE tree (id int PRIMARY KEY, up int REFERENCES tree);',
      'ALTER TABLE tree ADD a int;',
    ],
    [
      'a name from WITH',
      'WITH invoices AS (SELECT 1 AS id) SELECT * FROM invoices;',
      'CREATE TABLE invoices (id int);',
    ],
    [
      'a table of the base',
      'ALTER TABLE orders ADD a int;',
      'ALTER TABLE orders RENAME TO invoices; CREATE TABLE orders (id int);',
    ],
  ])('is silent about %s', (_what, early, late) => {
    expect(fires(early, late)).toBe(false);
  });
});

describe('create-then-rewrite', () => {
  const fires = (...up: readonly string[]) =>
    fired({ setup, up, also: { 'create-then-rewrite': {} } }).includes('create-then-rewrite');

  it('fires for what one migration makes and another throws away', () => {
    expect(fires('CREATE TABLE n (id int);', 'DROP TABLE n;')).toBe(true);
    expect(fires('ALTER TABLE orders ADD a int;', 'ALTER TABLE orders DROP a;')).toBe(true);
    expect(fires('ALTER TABLE orders ADD a int;', 'ALTER TABLE orders ALTER a TYPE bigint;')).toBe(true);
    expect(fires('CREATE INDEX i ON orders (id);', 'DROP INDEX i;')).toBe(true);
  });

  it('is silent within one migration, and about what was there', () => {
    expect(fires('CREATE TABLE n (id int); DROP TABLE n;')).toBe(false);
    expect(fires('ALTER TABLE orders ADD a int;', 'ALTER TABLE customers DROP email;')).toBe(false);
    expect(fires('CREATE TABLE n (id int);', 'DROP TABLE orders;')).toBe(false);
  });

  it('is silent about the proof of a NOT NULL, which is meant to go', () => {
    const up = [
      'ALTER TABLE customers ADD CONSTRAINT set CHECK (email IS NOT NULL) NOT VALID;',
      'ALTER TABLE customers VALIDATE CONSTRAINT set;',
      'ALTER TABLE customers ALTER email SET NOT NULL; ALTER TABLE customers DROP CONSTRAINT set;',
    ];
    expect(fires(...up)).toBe(false);
  });
});

describe('cumulative-lock-budget', () => {
  const count = (files: number, ...up: readonly string[]) =>
    fired({ setup, up, also: { 'cumulative-lock-budget': { files } } }).filter(
      (rule) => rule === 'cumulative-lock-budget',
    ).length;
  const add = (column: string, table = 'orders') => `ALTER TABLE ${table} ADD ${column} int;`;

  it('fires once, at the migration that makes them too many', () => {
    expect(count(3, add('a'), add('b'), add('c'), add('d'))).toBe(1);
    expect(count(2, add('a'), add('b'))).toBe(1);
  });

  it('counts migrations and tables, not statements', () => {
    expect(count(3, add('a') + add('b') + add('c'))).toBe(0);
    expect(count(3, add('a'), add('a', 'customers'), add('b'))).toBe(0);
    expect(count(2, 'CREATE TABLE n (id int);', add('a', 'n'), add('b', 'n'))).toBe(0);
    expect(count(2, add('a'), 'CREATE INDEX CONCURRENTLY i ON orders (id);')).toBe(0);
  });
});

describe('the way back', () => {
  const fires = (rule: string, sql: Partial<Sql> & { readonly up: string }) =>
    fired({ setup, also: { [rule]: {} }, ...sql }).filter((found) => found === rule).length;
  const up = 'ALTER TABLE orders ADD a int; ALTER TABLE orders ADD b int;';

  it('is missed once, where the tool has one', () => {
    expect(fires('down-missing', { up, layout: 'golang-migrate' })).toBe(1);
    expect(fires('down-missing', { up, layout: 'diesel' })).toBe(1);
    expect(fires('down-missing', { up, layout: 'diesel', down: '-- nothing to do' })).toBe(1);
    expect(fires('down-missing', { up, layout: 'diesel', down: 'ALTER TABLE orders DROP a, DROP b;' })).toBe(0);
    expect(fires('down-missing', { up, layout: 'flyway' })).toBe(0);
    expect(fires('down-missing', { up: '-- nothing', layout: 'diesel' })).toBe(0);
  });

  it.each([
    ['ALTER TABLE customers DROP email;', 'ALTER TABLE customers ADD email text;'],
    ['DROP TABLE customers;', 'CREATE TABLE customers (id bigint);'],
    ['TRUNCATE customers;', 'SELECT 1;'],
    ['DELETE FROM customers WHERE email IS NULL;', 'SELECT 1;'],
  ])('does not bring back what went with %s', (gone, down) => {
    expect(fires('irreversible-change', { up: gone, down, layout: 'diesel' })).toBe(1);
    expect(fires('irreversible-change', { up: gone, layout: 'diesel' })).toBe(0);
  });

  it.each([
    ['CREATE TABLE n (id int); DROP TABLE n;', 'SELECT 1;'],
    ['ALTER TABLE customers ADD a int;', 'ALTER TABLE customers DROP a;'],
    ['DROP VIEW v;', 'CREATE VIEW v AS SELECT 1;'],
  ])('loses nothing with %s', (gone, down) => {
    expect(fires('irreversible-change', { up: gone, down, layout: 'diesel' })).toBe(0);
  });
});
