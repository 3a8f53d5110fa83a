// A domain that checks something.
import { defineRule } from './rule.ts';

export const domainWithConstraint = defineRule({
  id: 'domain-with-constraint',
  category: 'availability',
  severity: 'info',
  title: 'A domain is created with a constraint.',
  why: 'A column of such a domain cannot be added to a table without a rewrite of the whole table, even when it is nullable and has no default; and a constraint that is added to the domain later is checked in all tables that use it.',
  instead:
    'Use the base type, and a CHECK constraint on each table: it can be added NOT VALID, and changed table by table.',
  fineWhen: 'Only new tables will ever use it.',
  preset: 'strict',
  sources: [
    'https://www.postgresql.org/docs/current/sql-createdomain.html',
    'https://www.postgresql.org/docs/current/sql-alterdomain.html',
  ],
  example: {
    setup: 'CREATE TABLE orders (id bigint PRIMARY KEY);',
    bad: 'CREATE DOMAIN amount AS numeric CHECK (VALUE >= 0);',
    good: 'CREATE DOMAIN amount AS numeric;',
  },
  on: ['create-domain'],
  check(change, context) {
    if (change.constraints.length === 0) return undefined;
    return {
      message: `Domain ${context.qualify(change.domain)} has a constraint: each table that gets a column of it later is rewritten.`,
    };
  },
});
