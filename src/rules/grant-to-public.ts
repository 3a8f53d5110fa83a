// GRANT … TO PUBLIC.
import { sqlBlock } from './facts/sql-block.ts';
import { defineRule } from './rule.ts';

/** What every role has anyway, by default (manual, 5.8). */
const byDefault: ReadonlySet<string> = new Set(['function', 'procedure', 'aggregate', 'type', 'domain']);

export const grantToPublic = defineRule({
  id: 'grant-to-public',
  category: 'security',
  severity: 'warning',
  title: 'A privilege is granted to PUBLIC: to every role there is and will be.',
  why: 'PUBLIC is everyone who can connect, also roles that are made later and were never thought of here. It cannot be taken from one of them again: a REVOKE from a role does not touch what the role has through PUBLIC.',
  instead: '1. Make a role for those who need it.\n2. Grant to that role, and make them members of it.',
  fineWhen:
    'The privilege is one that PUBLIC has by default: EXECUTE of functions, USAGE of types and of schema public.',
  sources: [
    'https://www.postgresql.org/docs/current/ddl-priv.html',
    'https://www.postgresql.org/docs/current/sql-grant.html',
  ],
  example: {
    setup: 'CREATE TABLE salaries (id bigint PRIMARY KEY, amount numeric);',
    bad: 'GRANT SELECT ON salaries TO PUBLIC;',
    good: 'GRANT SELECT ON salaries TO pg_monitor;',
  },
  on: ['grant'],
  check(change, context) {
    if (change.revoke || !change.grantees.includes('public') || byDefault.has(change.object)) return undefined;
    const isUsage = change.privileges !== 'all' && change.privileges.every((one) => one === 'usage');
    if (isUsage && (change.object === 'other' || change.names.every(({ name }) => name === 'public'))) return undefined;
    const isConnect =
      change.privileges !== 'all' && change.privileges.every((one) => ['connect', 'temporary', 'temp'].includes(one));
    if (change.object === 'database' && isConnect) return undefined;
    const privileges =
      change.privileges === 'all' ? 'Every privilege' : change.privileges.map((one) => one.toUpperCase()).join(', ');
    const what = change.defaultPrivileges ? 'what will be created' : change.names.map(({ name }) => name).join(', ');
    return {
      message: `${privileges} on ${what} is granted to every role that can connect, now and later.`,
      help: `Grant it to a role that only those have who need it:\n${sqlBlock(`${forRole(context.statement.text)};`)}`,
    };
  },
});

/** The statement as it stands, for a role instead of everyone. */
function forRole(statement: string): string {
  return statement.replace(/(\bto\s(?:[^.]*?[\s,])?)public\b/i, '$1name_of_role');
}
