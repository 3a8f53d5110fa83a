// What a script takes back itself is not known afterwards, and what it keeps is.
import { expect, it } from 'vitest';
import { fired } from '../rules/linting.ts';

const setup = 'CREATE TABLE c (a int, b int);';
const scans = (up: string) =>
  fired({ setup, up, transaction: 'none' }).filter((rule) => rule === 'set-not-null-scan').length;
const proof = (column: string) => `ALTER TABLE c ADD CONSTRAINT ${column}_set CHECK (${column} IS NOT NULL);`;
const set = (column: string) => `ALTER TABLE c ALTER ${column} SET NOT NULL;`;

it.each([
  [0, `BEGIN; ${proof('a')} COMMIT; ${set('a')}`],
  [1, `BEGIN; ${proof('a')} ROLLBACK; ${set('a')}`],
  [0, `BEGIN; ${proof('b')} SAVEPOINT p; ${proof('a')} ROLLBACK TO p; COMMIT; ${set('b')}`],
  [1, `BEGIN; ${proof('b')} SAVEPOINT p; ${proof('a')} ROLLBACK TO p; COMMIT; ${set('a')}`],
  [1, `BEGIN; ${proof('b')} SAVEPOINT p; ${proof('a')} ROLLBACK TO p; ${set('a')} COMMIT;`],
  [0, `BEGIN; SAVEPOINT p; ${proof('a')} RELEASE p; COMMIT; ${set('a')}`],
  [1, `BEGIN; SAVEPOINT p; ${proof('b')} SAVEPOINT q; RELEASE q; ${proof('a')} ROLLBACK TO p; COMMIT; ${set('a')}`],
  [0, `BEGIN; ${proof('a')} COMMIT; BEGIN; ALTER TABLE c DROP CONSTRAINT a_set; ROLLBACK; ${set('a')}`],
  [1, `${proof('a')} BEGIN; ALTER TABLE c DROP CONSTRAINT a_set; COMMIT; ${set('a')}`],
])('%i scans: %s', (count, up) => {
  expect(scans(up)).toBe(count);
});

it('is not known of the baseline either', () => {
  const taken = 'BEGIN; DROP TABLE c; CREATE TABLE c (a int NOT NULL); ROLLBACK;';
  expect(fired({ setup: `${setup} ${taken}`, up: set('a') })).toContain('set-not-null-scan');
});
