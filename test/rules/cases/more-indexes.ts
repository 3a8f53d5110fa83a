// Indexes beside others: repeated, unnamed, of the wrong kind, behind a constraint, or built under a limit.
import type { Case } from './case.ts';

const users =
  'CREATE TABLE users (id bigint PRIMARY KEY, email text CONSTRAINT email_key UNIQUE, EXCLUDE USING btree (email WITH =));';
const indexed = `
CREATE TABLE t (a int, b int, c text, d text, e int);
CREATE INDEX t_ab ON t (a, b);
CREATE INDEX t_c ON t (c text_pattern_ops);
CREATE INDEX t_d ON t (d) WHERE a > 0;
CREATE INDEX t_e ON t USING hash (e);
CREATE UNIQUE INDEX t_e_key ON t (e);
`;
const build = (sql: string, more: Partial<Case> = {}): Pick<Case, 'setup' | 'up' | 'transaction'> => ({
  setup: indexed,
  up: sql,
  transaction: 'none',
  ...more,
});
const parents =
  'CREATE TABLE p (id int PRIMARY KEY, x int, UNIQUE (id, x)); CREATE TABLE c (id int PRIMARY KEY, p_id int, x int, q_id int);';
const indexMissing = { 'fk-missing-index': {} };
const key = 'ALTER TABLE c ADD CONSTRAINT f FOREIGN KEY (p_id) REFERENCES p NOT VALID;';

export const moreIndexes: readonly Case[] = [
  {
    what: 'DROP INDEX of a primary key',
    setup: users,
    up: 'DROP INDEX users_pkey;',
    rules: ['drop-index-behind-constraint'],
    fails: '2BP01',
  },
  {
    what: 'DROP INDEX CONCURRENTLY of a UNIQUE constraint',
    setup: users,
    up: 'DROP INDEX CONCURRENTLY public.email_key;',
    transaction: 'none',
    rules: ['drop-index-behind-constraint'],
    fails: '2BP01',
  },
  {
    what: 'DROP INDEX of an exclusion constraint, with CASCADE',
    setup: users,
    up: 'DROP INDEX users_email_excl CASCADE;',
    rules: ['drop-index-behind-constraint', 'drop-cascade'],
    fails: '2BP01',
  },
  {
    what: 'DROP INDEX of an index that became a constraint under another name',
    setup:
      'CREATE TABLE users (id int NOT NULL); CREATE UNIQUE INDEX i ON users (id); ALTER TABLE users ADD CONSTRAINT k UNIQUE USING INDEX i;',
    up: 'DROP INDEX k;',
    rules: ['drop-index-behind-constraint'],
    fails: '2BP01',
  },
  {
    what: 'DROP INDEX of an index that has the name of a dropped constraint',
    setup:
      'CREATE TABLE users (id int, email text CONSTRAINT k UNIQUE); ALTER TABLE users DROP CONSTRAINT k; CREATE INDEX k ON users (email);',
    up: 'DROP INDEX CONCURRENTLY k;',
    transaction: 'none',
    rules: [],
  },
  { what: 'an index like another', ...build('CREATE INDEX CONCURRENTLY n ON t (a, b);'), rules: ['redundant-index'] },
  {
    what: 'the first column of another index',
    ...build('CREATE INDEX CONCURRENTLY n ON t (a);'),
    also: { 'redundant-index': { prefixes: true } },
    rules: ['redundant-index'],
  },
  {
    what: 'an index like that of a primary key',
    setup: users,
    up: 'CREATE INDEX CONCURRENTLY n ON users (id);',
    transaction: 'none',
    rules: ['redundant-index'],
  },
  {
    what: 'an index that is stored twice',
    ...build('CREATE INDEX CONCURRENTLY n ON t (a) INCLUDE (b);'),
    also: { 'redundant-index': { prefixes: true } },
    rules: ['redundant-index'],
  },
  {
    what: 'the first column of another index, where prefixes are fine',
    ...build('CREATE INDEX CONCURRENTLY n ON t (a);'),
    rules: [],
  },
  { what: 'the second column of another index', ...build('CREATE INDEX CONCURRENTLY n ON t (b);'), rules: [] },
  { what: 'more columns than another index', ...build('CREATE INDEX CONCURRENTLY n ON t (a, b, c);'), rules: [] },
  { what: 'another order', ...build('CREATE INDEX CONCURRENTLY n ON t (a, b DESC);'), rules: [] },
  { what: 'another operator class', ...build('CREATE INDEX CONCURRENTLY n ON t (c);'), rules: [] },
  { what: 'another condition', ...build('CREATE INDEX CONCURRENTLY n ON t (d);'), rules: [] },
  { what: 'another method', ...build('CREATE INDEX CONCURRENTLY n ON t USING brin (a, b);'), rules: [] },
  {
    what: 'a unique index beside a longer one',
    ...build('CREATE UNIQUE INDEX CONCURRENTLY n ON t (a);'),
    rules: [],
  },
  { what: 'other stored columns', ...build('CREATE INDEX CONCURRENTLY n ON t (a) INCLUDE (c);'), rules: [] },
  {
    what: 'an index that takes the place of another',
    ...build('CREATE INDEX CONCURRENTLY n ON t (a, b); DROP INDEX CONCURRENTLY t_ab;'),
    rules: [],
  },
  {
    what: 'an index like one that was renamed and dropped',
    setup: `${indexed} ALTER INDEX t_ab RENAME TO old; DROP INDEX old;`,
    up: 'CREATE INDEX CONCURRENTLY n ON t (a, b);',
    transaction: 'none',
    rules: [],
  },
  {
    what: 'a concurrent build under a short statement_timeout',
    up: "SET statement_timeout = '1min'; CREATE INDEX CONCURRENTLY i ON orders (total); RESET statement_timeout;",
    transaction: 'none',
    rules: ['index-build-with-statement-timeout'],
  },
  {
    what: 'VALIDATE under a short statement_timeout',
    setup: 'CREATE TABLE t (a int); ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0) NOT VALID;',
    up: 'SET LOCAL statement_timeout = 5000; ALTER TABLE t VALIDATE CONSTRAINT c;',
    rules: ['index-build-with-statement-timeout'],
  },
  {
    what: 'a concurrent build under a long statement_timeout',
    up: "SET statement_timeout = '2h'; CREATE INDEX CONCURRENTLY i ON orders (total); RESET statement_timeout;",
    transaction: 'none',
    rules: [],
  },
  {
    what: 'a concurrent build after a short statement_timeout',
    up: "SET statement_timeout = '5s'; COMMENT ON TABLE orders IS 'x'; RESET statement_timeout; CREATE INDEX CONCURRENTLY i ON orders (total);",
    transaction: 'none',
    rules: [],
  },
  {
    what: 'B-trees on jsonb and tsvector',
    setup: 'CREATE TABLE t (a jsonb, b tsvector, c int);',
    up: 'CREATE INDEX CONCURRENTLY i ON t (a); CREATE INDEX CONCURRENTLY j ON t (c, b);',
    transaction: 'none',
    also: { 'index-operator-class': {} },
    rules: ['index-operator-class', 'index-operator-class'],
  },
  {
    what: 'what serves jsonb',
    setup: 'CREATE TABLE t (a jsonb, b tsvector, c int);',
    up: "CREATE INDEX CONCURRENTLY i ON t USING gin (a); CREATE INDEX CONCURRENTLY j ON t ((a ->> 'x')); CREATE UNIQUE INDEX CONCURRENTLY k ON t (a); CREATE INDEX CONCURRENTLY l ON t (c);",
    transaction: 'none',
    also: { 'index-operator-class': {} },
    rules: [],
  },
  {
    what: 'indexes without names',
    up: 'CREATE INDEX CONCURRENTLY ON orders (total); CREATE UNIQUE INDEX CONCURRENTLY ON orders (lower(note));',
    transaction: 'none',
    also: { 'index-name-required': {} },
    rules: ['index-name-required', 'index-name-required'],
  },
  {
    what: 'an index with a name',
    up: 'CREATE INDEX CONCURRENTLY i ON orders (total);',
    transaction: 'none',
    also: { 'index-name-required': {} },
    rules: [],
  },
  {
    what: 'many columns in an index',
    up: 'CREATE INDEX CONCURRENTLY i ON orders (total, note, code);',
    transaction: 'none',
    also: { 'index-too-many-columns': { columns: 2 } },
    rules: ['index-too-many-columns'],
  },
  {
    what: 'many columns in an index that is unique, or stores them',
    up: 'CREATE UNIQUE INDEX CONCURRENTLY i ON orders (total, note, code); CREATE INDEX CONCURRENTLY j ON orders (total, code) INCLUDE (id);',
    transaction: 'none',
    also: { 'index-too-many-columns': { columns: 2 } },
    rules: [],
  },
  {
    what: 'a foreign key without an index',
    setup: parents,
    up: key,
    also: indexMissing,
    rules: ['constraint-left-not-valid', 'fk-missing-index'],
  },
  {
    what: 'a foreign key with a partial index, and one of another column first',
    setup: `${parents} CREATE INDEX i ON c (p_id) WHERE x > 0; CREATE INDEX j ON c (x, p_id);`,
    up: key,
    also: indexMissing,
    rules: ['constraint-left-not-valid', 'fk-missing-index'],
  },
  {
    what: 'foreign keys of a new table, one of them its primary key',
    setup: parents,
    up: "SET LOCAL lock_timeout = '5s'; CREATE TABLE d (id int PRIMARY KEY REFERENCES p, p_id int REFERENCES p);",
    also: indexMissing,
    rules: ['fk-missing-index'],
  },
  {
    what: 'a foreign key with an index that goes on',
    setup: `${parents} CREATE INDEX i ON c (x, p_id, q_id);`,
    up: 'ALTER TABLE c ADD CONSTRAINT f FOREIGN KEY (p_id, x) REFERENCES p (id, x) NOT VALID;',
    also: indexMissing,
    rules: ['constraint-left-not-valid'],
  },
  {
    what: 'a foreign key whose index follows',
    setup: parents,
    up: `${key} CREATE INDEX CONCURRENTLY i ON c (p_id);`,
    transaction: 'none',
    also: indexMissing,
    rules: ['constraint-left-not-valid', 'mixed-transactional-modes'],
  },
  {
    what: 'a foreign key of a table whose indexes are not known',
    setup: `${parents} DO $$ BEGIN EXECUTE format('CREATE TABLE %I (p_id int)', lower('O')); END $$; CREATE TABLE d (LIKE o INCLUDING ALL);`,
    up: 'ALTER TABLE d ADD CONSTRAINT f FOREIGN KEY (p_id) REFERENCES p NOT VALID;',
    also: indexMissing,
    rules: ['constraint-left-not-valid'],
  },
  {
    what: 'a foreign key of a table made like one without an index',
    setup: `${parents} CREATE TABLE d (LIKE c INCLUDING ALL);`,
    up: 'ALTER TABLE d ADD CONSTRAINT f FOREIGN KEY (p_id) REFERENCES p NOT VALID;',
    also: indexMissing,
    rules: ['constraint-left-not-valid', 'fk-missing-index'],
  },
];
