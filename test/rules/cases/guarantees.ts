// Constraints and unique indexes that are dropped, and what becomes of what they guaranteed.
import { type Case, ignore } from './case.ts';

export const guarantees: readonly Case[] = [
  {
    what: 'constraints that fall with their table, their column, or what they refer to',
    setup:
      'CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE c (a int, b int CONSTRAINT f REFERENCES p, CONSTRAINT ab CHECK (a < b)); CREATE TABLE d (a int CONSTRAINT u UNIQUE);',
    up: `ALTER TABLE c DROP CONSTRAINT f; ${ignore('drop-table')}DROP TABLE p; ALTER TABLE c DROP CONSTRAINT ab;${ignore('drop-column')}ALTER TABLE c DROP COLUMN b; ALTER TABLE d DROP CONSTRAINT u;${ignore('drop-table')}DROP TABLE d;`,
    rules: [],
  },
  {
    what: 'a unique constraint that a unique index takes over, behind it or there already',
    setup:
      'CREATE TABLE c (a int, b int, CONSTRAINT ab UNIQUE (a, b), CONSTRAINT ba UNIQUE (b, a)); CREATE UNIQUE INDEX only_a ON c (a);',
    up: `ALTER TABLE c DROP CONSTRAINT ab;`,
    rules: [],
  },
  {
    what: 'a unique constraint that a narrower, partial or wider index does not take over',
    setup:
      'CREATE TABLE c (a int, b int, CONSTRAINT ua UNIQUE (a)); CREATE UNIQUE INDEX part ON c (a) WHERE b > 0; CREATE UNIQUE INDEX wide ON c (a, b); CREATE INDEX plain ON c (a);',
    up: `ALTER TABLE c DROP CONSTRAINT ua;`,
    rules: ['drop-constraint'],
  },
  {
    what: 'a constraint that another name of the table gets back',
    setup: 'CREATE TABLE c (a int CONSTRAINT ca CHECK (a > 0));',
    up: `ALTER TABLE c DROP CONSTRAINT ca;${ignore('rename-table')}ALTER TABLE c RENAME TO e; ALTER TABLE e ADD CONSTRAINT ca CHECK (a > 1) NOT VALID;`,
    rules: ['constraint-left-not-valid'],
  },
  {
    what: 'a constraint that the table never had',
    setup: 'CREATE TABLE c (a int);',
    up: 'ALTER TABLE c DROP CONSTRAINT IF EXISTS ca;',
    rules: [],
  },
  {
    what: 'a unique index that is dropped',
    setup: 'CREATE TABLE c (a int, b int); CREATE UNIQUE INDEX ua ON c (a);',
    up: 'DROP INDEX CONCURRENTLY ua;',
    transaction: 'none',
    rules: ['drop-constraint'],
  },
  {
    what: 'a unique index that is dropped for another one',
    setup: 'CREATE TABLE c (a int, b int); CREATE UNIQUE INDEX ua ON c (a);',
    up: 'CREATE UNIQUE INDEX CONCURRENTLY va ON c (a) INCLUDE (b); DROP INDEX CONCURRENTLY ua;',
    transaction: 'none',
    rules: [],
  },
  {
    what: 'a plain index that is dropped, and one of a table that falls with it',
    setup:
      'CREATE TABLE c (a int, b int); CREATE INDEX ia ON c (a); CREATE TABLE d (a int); CREATE UNIQUE INDEX ud ON d (a);',
    up: `DROP INDEX ud; DROP INDEX ia;${ignore('drop-table')}DROP TABLE d;`,
    rules: ['drop-index-not-concurrent'],
  },
];
