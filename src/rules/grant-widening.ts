// GRANT ALL, grants on all tables of a schema, and default privileges.
import type { ObjectType } from '../model/schema.ts';
import { sqlIdentifier, sqlName } from '../sql/sql-names.ts';
import { sqlBlock } from './facts/sql-block.ts';
import { defineRule } from './rule.ts';

interface Granted {
  /** What ALL holds that nobody thinks of (manual, 5.8); absent where there is one privilege only. */
  readonly more?: string;
  readonly word: string;
  /** What most roles need. */
  readonly enough: string;
}

const granted: ReadonlyMap<ObjectType, Granted> = new Map<ObjectType, Granted>([
  ['table', { more: 'TRUNCATE and TRIGGER', word: '', enough: 'SELECT, INSERT, UPDATE' }],
  ['sequence', { more: 'UPDATE for setval()', word: 'SEQUENCE ', enough: 'USAGE' }],
  ['schema', { more: 'CREATE', word: 'SCHEMA ', enough: 'USAGE' }],
  ['database', { more: 'CREATE', word: 'DATABASE ', enough: 'CONNECT' }],
  ['function', { word: 'FUNCTION ', enough: 'EXECUTE' }],
  ['procedure', { word: 'PROCEDURE ', enough: 'EXECUTE' }],
  ['type', { word: 'TYPE ', enough: 'USAGE' }],
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
    const { object, names, privileges, grantees, allInSchema, defaultPrivileges } = change;
    const { more, word, enough } = granted.get(object) ?? { word: '', enough: 'USAGE' };
    const isWide = allInSchema || defaultPrivileges;
    if (!isWide && (privileges !== 'all' || more === undefined)) return undefined;
    const given = privileges === 'all' ? 'every privilege' : privileges.map((one) => one.toUpperCase()).join(', ');
    const among = privileges === 'all' && more !== undefined ? ` (${more} among them)` : '';
    const all = allInSchema ? `every ${object} of the schema` : `every ${object} that will be created`;
    const named = isWide ? `name_of_${object}` : names.map(sqlName).join(', ');
    return {
      message: `This gives ${grantees.join(', ')} ${given}${among} on ${isWide ? all : names.map(({ name }) => name).join(', ')}.`,
      help: `Name what is needed, for example:\n${sqlBlock(`GRANT ${enough} ON ${word}${named} TO ${grantees.map(sqlRole).join(', ')};`)}`,
    };
  },
});

function sqlRole(role: string): string {
  return /^(?:public|current_(?:user|role)|session_user)$/.test(role) ? role.toUpperCase() : sqlIdentifier(role);
}
