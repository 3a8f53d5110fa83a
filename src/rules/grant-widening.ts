// GRANT ALL, grants on all tables of a schema, and default privileges.
import type { ObjectType } from '../model/schema.ts';
import { sqlBlock } from './facts/sql-block.ts';
import { sqlIdentifier, sqlName } from './facts/sql-names.ts';
import { defineRule } from './rule.ts';

interface All {
  /** What nobody thinks of. */
  readonly more: string;
  readonly word: string;
  readonly enough: string;
}

const table: All = { more: 'TRUNCATE and TRIGGER', word: '', enough: 'SELECT, INSERT, UPDATE' };
/** What ALL holds (manual, 5.8); of functions, types and the like it is the one privilege that there is. */
const ofAll: ReadonlyMap<ObjectType, All> = new Map([
  ['table', table],
  ['sequence', { more: 'UPDATE for setval()', word: 'SEQUENCE ', enough: 'USAGE' }],
  ['schema', { more: 'CREATE', word: 'SCHEMA ', enough: 'USAGE' }],
  ['database', { more: 'CREATE', word: 'DATABASE ', enough: 'CONNECT' }],
]);

export const grantWidening = defineRule({
  id: 'grant-widening',
  preset: 'strict',
  category: 'security',
  severity: 'warning',
  title: 'A grant gives more than it names: every privilege, every table, or tables to come.',
  why: 'ALL holds TRUNCATE, REFERENCES and TRIGGER, with which a role can empty a table or run code as others. ALL TABLES IN SCHEMA takes in what nobody thought of, and default privileges what does not exist yet.',
  instead:
    'Name the privileges and the tables that the role needs, and grant on a new table in the migration that creates it.',
  fineWhen:
    'The role owns the schema anyway, or reading everything is its purpose. A REVOKE is no grant, and ALL on a function or type is a single privilege.',
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
    const all = ofAll.get(change.object);
    const reasons = [
      ...(change.privileges === 'all' && all !== undefined ? [`every privilege, ${all.more} among them`] : []),
      ...(change.allInSchema ? [`every ${change.object} of the schema`] : []),
      ...(change.defaultPrivileges ? [`every ${change.object} that will be created`] : []),
    ];
    if (reasons.length === 0) return undefined;
    const isNamed = !change.allInSchema && !change.defaultPrivileges && all !== undefined;
    const objects = isNamed ? change.names.map(sqlName).join(', ') : 'name_of_table';
    const { word, enough } = (isNamed ? all : undefined) ?? table;
    return {
      message: `This gives ${change.grantees.join(', ')} ${reasons.join(', on ')}.`,
      help: `Name what is needed, for example:\n${sqlBlock(`GRANT ${enough} ON ${word}${objects} TO ${change.grantees.map(sqlRole).join(', ')};`)}`,
    };
  },
});

function sqlRole(role: string): string {
  return /^(?:public|current_(?:user|role)|session_user)$/.test(role) ? role.toUpperCase() : sqlIdentifier(role);
}
