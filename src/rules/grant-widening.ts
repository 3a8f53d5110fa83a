// GRANT ALL, grants on all tables of a schema, and default privileges.
import { sqlBlock } from './facts/sql-block.ts';
import { defineRule } from './rule.ts';

export const grantWidening = defineRule({
  id: 'grant-widening',
  preset: 'strict',
  category: 'security',
  severity: 'warning',
  title: 'A grant gives more than it names: every privilege, every table, or tables to come.',
  why: 'ALL holds TRUNCATE, REFERENCES and TRIGGER, with which a role can empty a table or run code as others. ALL TABLES IN SCHEMA takes in what nobody thought of, and default privileges what does not exist yet.',
  instead:
    'Name the privileges and the tables that the role needs, and grant on a new table in the migration that creates it.',
  fineWhen: 'The role owns the schema anyway, or reading everything is its purpose. A REVOKE is no grant.',
  sources: [
    'https://www.postgresql.org/docs/current/sql-grant.html',
    'https://www.postgresql.org/docs/current/sql-alterdefaultprivileges.html',
  ],
  example: {
    setup: 'CREATE TABLE orders (id bigint PRIMARY KEY);',
    bad: 'GRANT ALL ON orders TO pg_monitor;',
    good: 'GRANT SELECT, INSERT ON orders TO pg_monitor;',
  },
  on: ['grant'],
  check(change) {
    if (change.revoke) return undefined;
    const reasons = [
      ...(change.privileges === 'all' ? ['every privilege, TRUNCATE and TRIGGER among them'] : []),
      ...(change.allInSchema ? [`every ${change.object} of the schema`] : []),
      ...(change.defaultPrivileges ? [`every ${change.object} that will be created`] : []),
    ];
    if (reasons.length === 0) return undefined;
    return {
      message: `This gives ${change.grantees.join(', ')} ${reasons.join(', on ')}.`,
      help: `Name what is needed:\n${sqlBlock('GRANT SELECT, INSERT, UPDATE ON name_of_table TO name_of_role;')}`,
    };
  },
});
