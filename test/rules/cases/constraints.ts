// Constraints: when adding, validating and proving them reads rows.
import type { Case } from './case.ts';

const proven = `
CREATE TABLE users (id bigint PRIMARY KEY, email text, "Nick" text);
ALTER TABLE users ADD CONSTRAINT email_set CHECK (email IS NOT NULL) NOT VALID;
ALTER TABLE users VALIDATE CONSTRAINT email_set;
ALTER TABLE users ADD CONSTRAINT nick_set CHECK ("Nick" IS NOT NULL AND length("Nick") > 1);
ALTER TABLE users ADD CONSTRAINT either CHECK (email IS NOT NULL OR "Nick" IS NOT NULL);
CREATE UNIQUE INDEX users_email_idx ON users (email);
`;

const unproven = `
CREATE TABLE users (id bigint PRIMARY KEY, email text, phone text);
ALTER TABLE users ADD CONSTRAINT email_set CHECK (email IS NOT NULL) NOT VALID;
ALTER TABLE users ADD CONSTRAINT either CHECK (phone IS NOT NULL OR email IS NOT NULL);
`;

export const constraints: readonly Case[] = [
  {
    what: 'CHECK NOT VALID',
    up: 'ALTER TABLE orders ADD CHECK (total > 0) NOT VALID;',
    rules: ['constraint-left-not-valid'],
  },
  {
    what: 'CHECK NOT ENFORCED',
    up: 'ALTER TABLE orders ADD CHECK (total > 0) NOT ENFORCED;',
    servers: [18],
    rules: [],
  },
  { what: 'CHECK on a new table', up: 'CREATE TABLE t (a int); ALTER TABLE t ADD CHECK (a > 0);', rules: [] },
  {
    what: 'CHECK on a table of another schema',
    up: "ALTER TABLE archive.orders ADD CHECK (note <> '');",
    rules: ['check-not-valid-missing'],
  },
  {
    what: 'several parts of one ALTER TABLE',
    up: 'ALTER TABLE orders ADD COLUMN a int, ADD CONSTRAINT positive CHECK (total > 0), ALTER COLUMN note SET NOT NULL, ADD UNIQUE (customer_id);',
    rules: ['check-not-valid-missing', 'set-not-null-scan', 'unique-constraint-without-index'],
  },
  {
    what: 'a foreign key NOT VALID',
    up: 'ALTER TABLE orders ADD FOREIGN KEY (customer_id) REFERENCES customers NOT VALID;',
    rules: ['constraint-left-not-valid'],
  },
  {
    what: 'a foreign key NOT ENFORCED',
    up: 'ALTER TABLE orders ADD FOREIGN KEY (customer_id) REFERENCES customers NOT ENFORCED;',
    servers: [18],
    rules: [],
  },
  {
    what: 'a validated foreign key',
    up: 'ALTER TABLE orders ADD FOREIGN KEY (customer_id) REFERENCES customers;',
    rules: ['fk-not-valid-missing'],
    unseen: ['public.customers'],
  },
  {
    what: 'a foreign key of a table to itself',
    up: 'ALTER TABLE customers ADD COLUMN boss bigint; ALTER TABLE customers ADD FOREIGN KEY (boss) REFERENCES customers;',
    rules: ['fk-not-valid-missing'],
  },
  {
    what: 'a new table that points to an old one',
    up: 'CREATE TABLE items (order_id bigint REFERENCES orders);',
    rules: ['fk-in-create-table'],
  },
  {
    what: 'a foreign key added to a new table',
    up: 'CREATE TABLE items (order_id bigint); ALTER TABLE items ADD FOREIGN KEY (order_id) REFERENCES orders;',
    rules: ['fk-in-create-table'],
    // A join of the empty new table with the old one.
    unseen: ['public.orders'],
  },
  {
    what: 'two new tables',
    up: 'CREATE TABLE a (id int PRIMARY KEY, boss int REFERENCES a); CREATE TABLE b (a_id int REFERENCES a);',
    rules: [],
  },
  {
    what: 'UNIQUE USING INDEX',
    setup: 'CREATE TABLE users (id int, email text); CREATE UNIQUE INDEX users_email_idx ON users (email);',
    up: 'ALTER TABLE users ADD CONSTRAINT users_email_key UNIQUE USING INDEX users_email_idx;',
    rules: [],
  },
  {
    what: 'a primary key USING INDEX on a NOT NULL column',
    setup: 'CREATE TABLE users (id int NOT NULL); CREATE UNIQUE INDEX users_id_idx ON users (id);',
    up: 'ALTER TABLE users ADD CONSTRAINT users_pkey PRIMARY KEY USING INDEX users_id_idx;',
    rules: [],
  },
  {
    what: 'a primary key USING INDEX on a column that a CHECK proves',
    setup: `CREATE TABLE users (id int CHECK (id IS NOT NULL)); CREATE UNIQUE INDEX users_id_idx ON users (id);`,
    up: 'ALTER TABLE users ADD CONSTRAINT users_pkey PRIMARY KEY USING INDEX users_id_idx;',
    rules: [],
  },
  {
    what: 'a primary key on nullable columns',
    setup: 'CREATE TABLE users (id int);',
    up: 'ALTER TABLE users ADD PRIMARY KEY (id);',
    rules: ['pk-without-index'],
  },
  { what: 'VALIDATE alone', setup: unproven, up: 'ALTER TABLE users VALIDATE CONSTRAINT email_set;', rules: [] },
  {
    what: 'VALIDATE of an old constraint behind an ADD COLUMN',
    setup: unproven,
    up: 'ALTER TABLE users ADD COLUMN a int; ALTER TABLE users VALIDATE CONSTRAINT email_set;',
    rules: ['validate-in-same-transaction'],
  },
  {
    what: 'NOT VALID and VALIDATE in one statement',
    up: 'ALTER TABLE orders ADD CONSTRAINT c CHECK (total > 0) NOT VALID, VALIDATE CONSTRAINT c;',
    rules: ['validate-in-same-transaction'],
  },
  {
    what: 'a foreign key NOT VALID and VALIDATE in one transaction',
    up: 'ALTER TABLE orders ADD CONSTRAINT f FOREIGN KEY (customer_id) REFERENCES customers NOT VALID; ALTER TABLE orders VALIDATE CONSTRAINT f;',
    rules: ['validate-in-same-transaction'],
    unseen: ['public.customers'],
  },
  {
    what: 'NOT VALID and VALIDATE, each by itself',
    up: 'ALTER TABLE orders ADD CONSTRAINT c CHECK (total > 0) NOT VALID; ALTER TABLE orders VALIDATE CONSTRAINT c;',
    transaction: 'none',
    rules: [],
  },
  {
    what: 'VALIDATE after work on another table',
    setup: `${unproven} CREATE TABLE others (id int);`,
    up: 'ALTER TABLE others ADD COLUMN a int; ALTER TABLE users VALIDATE CONSTRAINT email_set;',
    rules: [],
  },
  { what: 'SET NOT NULL with a proof', setup: proven, up: 'ALTER TABLE users ALTER email SET NOT NULL;', rules: [] },
  {
    what: 'SET NOT NULL with a proof among other conditions',
    setup: proven,
    up: 'ALTER TABLE users ALTER "Nick" SET NOT NULL;',
    rules: [],
  },
  {
    what: 'SET NOT NULL of a primary key column',
    setup: proven,
    up: 'ALTER TABLE users ALTER id SET NOT NULL;',
    rules: [],
  },
  {
    what: 'SET NOT NULL with a CHECK that is not validated',
    setup: unproven,
    up: 'ALTER TABLE users ALTER email SET NOT NULL;',
    rules: ['set-not-null-scan'],
  },
  {
    what: 'SET NOT NULL with a CHECK that proves one of two',
    setup: unproven,
    up: 'ALTER TABLE users ALTER phone SET NOT NULL;',
    rules: ['set-not-null-scan'],
  },
  {
    what: 'SET NOT NULL after the proof was dropped',
    setup: proven,
    up: 'ALTER TABLE users DROP CONSTRAINT email_set; ALTER TABLE users ALTER email SET NOT NULL;',
    rules: ['drop-constraint', 'set-not-null-scan'],
  },
  {
    what: 'SET NOT NULL before the proof is dropped, as two statements',
    setup: proven,
    up: 'ALTER TABLE users ALTER email SET NOT NULL; ALTER TABLE users DROP CONSTRAINT email_set;',
    rules: [],
  },
  {
    what: 'the proof dropped first in the same statement',
    setup: proven,
    up: 'ALTER TABLE users DROP CONSTRAINT email_set, ALTER email SET NOT NULL;',
    rules: ['set-not-null-drops-proof'],
  },
  {
    what: 'the proof validated in this release',
    setup: unproven,
    up: 'ALTER TABLE users VALIDATE CONSTRAINT email_set; ALTER TABLE users ALTER email SET NOT NULL;',
    transaction: 'none',
    rules: [],
  },
  {
    what: 'NOT NULL as a constraint, validated at once',
    up: 'ALTER TABLE customers ADD CONSTRAINT email_set NOT NULL email;',
    servers: [18],
    rules: ['set-not-null-scan'],
  },
  {
    what: 'NOT NULL as a constraint, in two steps',
    up: 'ALTER TABLE customers ADD CONSTRAINT email_set NOT NULL email NOT VALID; ALTER TABLE customers VALIDATE CONSTRAINT email_set;',
    servers: [18],
    transaction: 'none',
    rules: [],
  },
  {
    what: 'SET NOT NULL on top of a NOT NULL that is not valid',
    setup:
      'CREATE TABLE users (id int, email text); ALTER TABLE users ADD CONSTRAINT email_set NOT NULL email NOT VALID;',
    up: 'ALTER TABLE users ALTER email SET NOT NULL;',
    servers: [18],
    rules: ['set-not-null-scan'],
  },
  {
    what: 'SET NOT NULL after a constraint NOT NULL was validated',
    setup:
      'CREATE TABLE users (id int, email text); ALTER TABLE users ADD CONSTRAINT email_set NOT NULL email NOT VALID; ALTER TABLE users VALIDATE CONSTRAINT email_set;',
    up: 'ALTER TABLE users ALTER email SET NOT NULL;',
    servers: [18],
    rules: [],
  },
  {
    what: 'an exclusion constraint of a new table',
    up: 'CREATE TABLE b (during tsrange); ALTER TABLE b ADD EXCLUDE USING gist (during WITH &&);',
    rules: [],
  },
  {
    what: 'a constraint of a domain, NOT VALID',
    setup: 'CREATE DOMAIN d AS int; CREATE TABLE t (a d);',
    up: 'ALTER DOMAIN d ADD CHECK (VALUE > 0) NOT VALID;',
    rules: [],
  },
  {
    what: 'NOT NULL of a domain',
    setup: 'CREATE DOMAIN d AS int; CREATE TABLE t (a d);',
    up: 'ALTER DOMAIN d SET NOT NULL;',
    rules: ['domain-constraint-scan'],
    unseen: ['public.t'],
  },
  {
    what: 'dropping a constraint that the same transaction replaces',
    setup: 'CREATE TABLE t (a int CONSTRAINT c CHECK (a > 0));',
    up: 'ALTER TABLE t DROP CONSTRAINT c, ADD CONSTRAINT c2 CHECK (a >= 0) NOT VALID;',
    rules: ['constraint-left-not-valid'],
  },
  {
    what: 'a unique constraint that a primary key takes over',
    setup: 'CREATE TABLE t (id int, a int NOT NULL, b int NOT NULL, CONSTRAINT t_key UNIQUE (a, b));',
    up: 'ALTER TABLE t DROP CONSTRAINT t_key, ADD PRIMARY KEY (a, b);',
    rules: ['pk-without-index'],
  },
  {
    what: 'dropping a foreign key',
    setup: 'CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE c (p_id int REFERENCES p);',
    up: 'ALTER TABLE c DROP CONSTRAINT c_p_id_fkey;',
    also: { 'fk-drop-locks-parent': {} },
    rules: ['drop-constraint', 'fk-drop-locks-parent'],
  },
];
