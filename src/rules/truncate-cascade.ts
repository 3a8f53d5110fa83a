// TRUNCATE … CASCADE also empties every table that references the named ones.

import { sqlName } from '../sql/sql-names.ts';
import { sqlBlock } from './facts/sql-block.ts';
import { defineRule } from './rule.ts';

export const truncateCascade = defineRule({
  id: 'truncate-cascade',
  category: 'data-loss',
  severity: 'error',
  title: 'TRUNCATE … CASCADE empties tables that it does not name.',
  why: 'Every table with a foreign key to the named one is emptied too, and every table that references those. The list depends on the database, not on the script.',
  instead:
    'Name every table that is to be emptied, without CASCADE: PostgreSQL then refuses if one that references them is missing.',
  fineWhen: 'The tables were created in the same release.',
  claims: { lock: 'AccessExclusiveLock', work: 'none' },
  sources: ['https://www.postgresql.org/docs/current/sql-truncate.html'],
  example: {
    setup: 'CREATE TABLE carts (id bigint PRIMARY KEY);\nCREATE TABLE items (cart_id bigint REFERENCES carts (id));',
    bad: 'TRUNCATE carts CASCADE;',
    good: '-- lockgate: ignore truncate -- both are filled again by the application\nTRUNCATE carts, items;',
  },
  on: ['truncate'],
  check(change, context) {
    const live = change.tables.filter((table) => !context.isNew(table));
    const [first] = live;
    if (!change.cascade || first === undefined) return undefined;
    const names = live.map((table) => context.qualify(table)).join(', ');
    return {
      message: `TRUNCATE … CASCADE deletes every row of ${names} and of all tables whose foreign keys lead there, named here or not.`,
      help: `Name the tables that are meant, without CASCADE; PostgreSQL refuses if one is missing:\n${sqlBlock(`TRUNCATE ${change.tables.map(sqlName).join(', ')};`)}`,
      claims: { relation: context.qualify(first) },
    };
  },
});
