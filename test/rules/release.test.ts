// What an earlier migration of the same release made: nobody uses it yet.
import { expect, it } from 'vitest';
import { finding, fired } from './linting.ts';

const setup = 'CREATE TABLE orders (id bigint PRIMARY KEY, note text);';

it.each([
  ['a column', 'ALTER TABLE orders ADD COLUMN a int;', 'ALTER TABLE orders DROP COLUMN a;'],
  ['the name of a column', 'ALTER TABLE orders ADD COLUMN a int;', 'ALTER TABLE orders RENAME COLUMN a TO b;'],
  [
    'a constraint',
    'ALTER TABLE orders ADD CONSTRAINT c CHECK (id > 0) NOT VALID;',
    'ALTER TABLE orders DROP CONSTRAINT c;',
  ],
])('%s of this release may go', (_what, made, gone) => {
  expect(fired({ setup, up: [made, gone] })).toEqual([]);
  expect(fired({ setup: `${setup}\n${made}`, up: gone })).toHaveLength(1);
});

it('a column that was there before goes, whatever else was added to its table', () => {
  expect(
    fired({ setup, up: ['ALTER TABLE orders ADD COLUMN a int;', 'ALTER TABLE orders DROP COLUMN note;'] }),
  ).toEqual(['drop-column']);
});

it('a list of many names is cut short', () => {
  const names = Array.from({ length: 31 }, (_, i) => `t${i}`);
  const tables = names.map((name) => `CREATE TABLE ${name} (id int);`).join(' ');
  const { message } = finding('drop-cascade', { setup: tables, up: `DROP TABLE ${names.join(', ')} CASCADE;` });
  expect(message).toBe(
    'CASCADE also drops whatever depends on table t0, t1, t2 and 28 others, without naming it here.',
  );
});
