// Constraints that go, that stay unfinished, that break old code, or that do not do what they seem to.
import { type Case, ignore } from './case.ts';

const family = `
CREATE TABLE p (id bigint PRIMARY KEY, boss bigint);
CREATE TABLE c (id int PRIMARY KEY, p_id bigint CONSTRAINT f REFERENCES p, n int);
`;
const limit = "SET LOCAL lock_timeout = '5s';";
const policies = {
  'fk-without-on-delete': {},
  'fk-on-delete-cascade': {},
  'fk-not-deferrable': {},
  'no-foreign-keys': {},
};
const functions = `
CREATE FUNCTION pure(a int) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN RETURN a > extract(year FROM now()) OR a IS DISTINCT FROM 3; END $$;
CREATE FUNCTION looks(a int) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN RETURN EXISTS (SELECT 1 FROM orders WHERE id = a); END $$;
CREATE TABLE orders (id int, at timestamptz);
`;

export const moreConstraints: readonly Case[] = [
  {
    what: 'DROP TABLE of a table with a foreign key',
    setup: family,
    up: `${ignore('drop-table')}DROP TABLE c;`,
    also: { 'fk-drop-locks-parent': {} },
    rules: ['fk-drop-locks-parent'],
  },
  {
    what: 'DROP COLUMN of a foreign key',
    setup: family,
    up: `${ignore('drop-column')}ALTER TABLE c DROP COLUMN p_id;`,
    also: { 'fk-drop-locks-parent': {} },
    rules: ['fk-drop-locks-parent'],
  },
  {
    what: 'DROP COLUMN beside a foreign key',
    setup: family,
    up: 'ALTER TABLE c DROP COLUMN n;',
    also: { 'fk-drop-locks-parent': {} },
    rules: ['drop-column'],
  },
  {
    what: 'DROP TABLE of both tables',
    setup: family,
    up: 'DROP TABLE c, p;',
    also: { 'fk-drop-locks-parent': {} },
    rules: ['drop-table'],
  },
  {
    what: 'DROP CONSTRAINT of a foreign key under a lock_timeout',
    setup: family,
    up: `${limit} ALTER TABLE c DROP CONSTRAINT f;`,
    also: { 'fk-drop-locks-parent': {} },
    rules: ['drop-constraint'],
  },
  {
    what: 'DROP CONSTRAINT of two foreign keys to one table, and a table that falls later',
    setup:
      'CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE q (id int PRIMARY KEY); CREATE TABLE c (a int CONSTRAINT f REFERENCES p, b int CONSTRAINT g REFERENCES p, d int CONSTRAINT h REFERENCES q);',
    up: `${ignore('drop-constraint')}ALTER TABLE c DROP CONSTRAINT f;${ignore('drop-constraint')}ALTER TABLE c DROP CONSTRAINT g;ALTER TABLE c DROP CONSTRAINT h;${ignore('drop-table')}DROP TABLE q;`,
    also: { 'fk-drop-locks-parent': {} },
    rules: ['fk-drop-locks-parent'],
  },
  {
    what: 'DROP CONSTRAINT of a foreign key to the table itself',
    setup: 'CREATE TABLE p (id int PRIMARY KEY, boss int CONSTRAINT f REFERENCES p);',
    up: 'ALTER TABLE p DROP CONSTRAINT f;',
    also: { 'fk-drop-locks-parent': {} },
    rules: ['drop-constraint'],
  },
  {
    what: 'DROP CONSTRAINT of a foreign key to a new table',
    up: 'CREATE TABLE p (id int PRIMARY KEY); ALTER TABLE orders ADD COLUMN p_id int CONSTRAINT f REFERENCES p; ALTER TABLE orders DROP CONSTRAINT f;',
    rules: [],
  },
  {
    what: 'a CHECK that is validated after it was renamed',
    up: 'ALTER TABLE orders ADD CONSTRAINT c CHECK (total > 0) NOT VALID; ALTER TABLE orders RENAME CONSTRAINT c TO d; ALTER TABLE orders VALIDATE CONSTRAINT d;',
    transaction: 'none',
    rules: [],
  },
  {
    what: 'two constraints NOT VALID, one of them validated',
    up: 'ALTER TABLE orders ADD CONSTRAINT c CHECK (total > 0) NOT VALID; ALTER TABLE orders ADD CHECK (id > 0) NOT VALID; ALTER TABLE orders VALIDATE CONSTRAINT c;',
    transaction: 'none',
    rules: ['constraint-left-not-valid'],
  },
  {
    what: 'a primary key that goes with its column',
    up: `${ignore('drop-column')}ALTER TABLE customers DROP COLUMN id;`,
    rules: ['drop-pk-breaks-replication'],
  },
  {
    what: 'a primary key that is dropped',
    up: 'ALTER TABLE customers DROP CONSTRAINT customers_pkey;',
    rules: ['drop-constraint', 'drop-pk-breaks-replication'],
  },
  {
    what: 'a primary key that is replaced after the table got another name',
    setup: 'CREATE TABLE t (id int NOT NULL CONSTRAINT t_pk PRIMARY KEY, code int NOT NULL);',
    up: 'ALTER TABLE t DROP CONSTRAINT t_pk; ALTER TABLE t RENAME TO u; ALTER TABLE u ADD PRIMARY KEY (code);',
    rules: ['rename-table', 'pk-without-index'],
  },
  {
    what: 'a primary key that is dropped after the table got another identity',
    up: `ALTER TABLE customers REPLICA IDENTITY FULL;${ignore('drop-constraint')}ALTER TABLE customers DROP CONSTRAINT customers_pkey;`,
    rules: [],
  },
  {
    what: 'a UNIQUE constraint that is dropped',
    setup: 'CREATE TABLE t (id int PRIMARY KEY, a int CONSTRAINT u UNIQUE);',
    up: 'ALTER TABLE t DROP CONSTRAINT u;',
    rules: ['drop-constraint'],
  },
  {
    what: 'a new column that is required in the same statement',
    up: 'ALTER TABLE orders ADD COLUMN a int, ADD CONSTRAINT c CHECK (a IS NOT NULL) NOT VALID;',
    rules: ['constraint-left-not-valid', 'check-on-new-column-breaks-old-code'],
  },
  {
    what: 'a new column that becomes NOT NULL in the same release',
    up: `ALTER TABLE orders ADD COLUMN a int; ALTER TABLE orders ALTER a SET DEFAULT 1; ALTER TABLE orders ALTER a DROP DEFAULT; UPDATE orders SET a = 1 WHERE id > 0; ALTER TABLE orders ALTER a SET NOT NULL;`,
    rules: ['ddl-with-backfill-in-transaction', 'set-not-null-scan', 'check-on-new-column-breaks-old-code'],
  },
  {
    what: 'a new column that is required and loses its default',
    up: `ALTER TABLE orders ADD COLUMN a int NOT NULL DEFAULT 1; ALTER TABLE orders ALTER a DROP DEFAULT;`,
    rules: ['check-on-new-column-breaks-old-code'],
  },
  {
    what: 'a new column that is required in the end and then loses its default',
    up: `ALTER TABLE orders ADD COLUMN a int DEFAULT 1; ALTER TABLE orders ALTER a SET NOT NULL; ALTER TABLE orders ALTER a DROP DEFAULT;`,
    rules: ['set-not-null-scan', 'check-on-new-column-breaks-old-code'],
  },
  {
    what: 'a new column that gets another default, a trigger, or goes before anybody sees it',
    setup: functions,
    up: `ALTER TABLE orders ADD COLUMN a int NOT NULL DEFAULT 1; ALTER TABLE orders ALTER a DROP DEFAULT, ALTER a SET DEFAULT 2; ALTER TABLE orders ADD COLUMN b int NOT NULL DEFAULT 1; ALTER TABLE orders ALTER b DROP DEFAULT; ALTER TABLE orders DROP COLUMN b;`,
    rules: [],
  },
  {
    what: 'a new column that is required and gets its default with that',
    up: `ALTER TABLE orders ADD COLUMN a int; UPDATE orders SET a = 1 WHERE id > 0; ALTER TABLE orders ALTER a SET NOT NULL, ALTER a SET DEFAULT 1;`,
    rules: ['ddl-with-backfill-in-transaction', 'set-not-null-scan'],
  },
  {
    what: 'a new column that may be empty loses its default',
    up: `ALTER TABLE orders ADD COLUMN a int DEFAULT 1; ALTER TABLE orders ALTER a DROP DEFAULT;`,
    rules: [],
  },
  {
    what: 'a new column with a default that is required',
    up: 'ALTER TABLE orders ADD COLUMN a int; ALTER TABLE orders ALTER a SET DEFAULT 1; ALTER TABLE orders ADD CONSTRAINT c CHECK (a IS NOT NULL) NOT VALID;',
    rules: ['constraint-left-not-valid'],
  },
  {
    what: 'an old column that is required',
    up: 'ALTER TABLE orders ADD CONSTRAINT c CHECK (note IS NOT NULL) NOT VALID;',
    rules: ['constraint-left-not-valid'],
  },
  {
    what: 'a new column with a CHECK that lets NULL in',
    up: 'ALTER TABLE orders ADD COLUMN a int; ALTER TABLE orders ADD CONSTRAINT c CHECK (a IS NOT NULL OR total IS NULL) NOT VALID;',
    rules: ['constraint-left-not-valid'],
  },
  {
    what: 'a CHECK that calls random, in a new table',
    up: 'CREATE TABLE t (a float CHECK (a > random()));',
    rules: ['check-volatile'],
  },
  {
    what: 'a CHECK that reads another table',
    setup: functions,
    up: 'CREATE TABLE t (a int, CHECK (looks(a)));',
    rules: ['check-volatile'],
  },
  {
    what: 'a CHECK by a function that nobody called immutable, and one that asks for the time',
    setup: functions,
    up: 'CREATE TABLE t (a int CHECK (pure(a)), at timestamptz CHECK (at <= now()));',
    rules: [],
  },
  {
    what: 'constraints that are NOT ENFORCED',
    up: 'ALTER TABLE orders ADD CONSTRAINT c CHECK (total > 0) NOT ENFORCED; CREATE TABLE t (a int CHECK (a > 0) NOT ENFORCED);',
    also: { 'constraint-not-enforced': {} },
    servers: [18],
    rules: ['constraint-not-enforced', 'constraint-not-enforced'],
  },
  {
    what: 'constraints that are enforced',
    up: 'ALTER TABLE orders ADD CONSTRAINT c CHECK (total > 0) NOT VALID; CREATE TABLE t (a int CHECK (a > 0));',
    also: { 'constraint-not-enforced': {} },
    rules: ['constraint-left-not-valid'],
  },
  {
    what: 'a foreign key that is smaller than the key',
    setup: family,
    up: `${limit} CREATE TABLE t (id serial PRIMARY KEY, p_id int REFERENCES p);`,
    rules: ['fk-type-mismatch'],
  },
  {
    what: 'a foreign key of a column that the same statement adds, to a table of its own',
    setup: 'CREATE TABLE t (id bigserial PRIMARY KEY);',
    up: `${limit} ALTER TABLE t ADD COLUMN boss int REFERENCES t (id);`,
    rules: ['fk-type-mismatch'],
  },
  {
    what: 'a foreign key of a column that gets the type of the key in the same statement',
    setup: `${family} CREATE TABLE t (p_id int);`,
    up: `${limit} ALTER TABLE t ALTER p_id TYPE bigint, ADD CONSTRAINT t_p FOREIGN KEY (p_id) REFERENCES p NOT VALID;`,
    rules: ['change-column-type', 'constraint-left-not-valid'],
  },
  {
    what: 'a foreign key that can not be compared',
    setup: family,
    up: `${limit} CREATE TABLE t (p_id uuid REFERENCES p (id));`,
    rules: ['fk-type-mismatch'],
    fails: '42804',
  },
  {
    what: 'a foreign key that is wider than the key, one of text to varchar, one of a serial, one of a domain',
    setup:
      'CREATE DOMAIN small AS int; CREATE TABLE p (id serial PRIMARY KEY, code varchar(9) UNIQUE, s small UNIQUE);',
    up: `${limit} CREATE TABLE t (a bigint REFERENCES p, b text REFERENCES p (code), c int REFERENCES p, d int REFERENCES p (s), e int REFERENCES p (id));`,
    rules: [],
  },
  {
    what: 'domains that check something',
    up: 'CREATE DOMAIN amount AS numeric CHECK (VALUE > 0); CREATE DOMAIN word AS text NOT NULL;',
    also: { 'domain-with-constraint': {} },
    rules: ['domain-with-constraint', 'domain-with-constraint'],
  },
  {
    what: 'domains that check nothing',
    up: 'CREATE DOMAIN amount AS numeric DEFAULT 0; CREATE DOMAIN word AS text;',
    also: { 'domain-with-constraint': {} },
    rules: [],
  },
  {
    what: 'policies about foreign keys: one that says all',
    setup: family,
    up: `${limit} CREATE TABLE t (p_id bigint REFERENCES p ON DELETE NO ACTION DEFERRABLE CHECK (p_id > 0));`,
    also: policies,
    rules: ['no-foreign-keys'],
  },
  {
    what: 'policies about foreign keys: two that say little',
    setup: family,
    up: `${limit} CREATE TABLE t (a bigint REFERENCES p, b bigint, FOREIGN KEY (b) REFERENCES p ON DELETE CASCADE INITIALLY DEFERRED);`,
    also: { ...policies, 'no-foreign-keys': {} },
    rules: ['fk-without-on-delete', 'fk-on-delete-cascade', 'fk-not-deferrable', 'no-foreign-keys', 'no-foreign-keys'],
  },
  {
    what: 'policies about foreign keys: none',
    up: "CREATE TABLE t (a bigint, note text DEFAULT 'references p on delete cascade');",
    also: policies,
    rules: [],
  },
];
