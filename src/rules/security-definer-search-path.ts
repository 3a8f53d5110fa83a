// SECURITY DEFINER without a search_path of its own.

import type { Change } from '../model/change.ts';
import type { RuleContext } from '../model/finding.ts';
import type { Name } from '../model/schema.ts';
import { partsOf } from '../sql/qualified-name.ts';
import { sqlIdentifier, sqlName } from '../sql/sql-names.ts';
import { routinesNamed } from './facts/named.ts';
import { sqlBlock } from './facts/sql-block.ts';
import { defineRule } from './rule.ts';

export const securityDefinerSearchPath = defineRule({
  id: 'security-definer-search-path',
  category: 'security',
  severity: 'warning',
  title: 'A SECURITY DEFINER function runs with the search_path of its caller.',
  why: "It has the rights of its owner, but the caller decides where its names lead: a table, function or operator of the same name in a schema of the caller's, pg_temp first of all, runs with the owner's rights.",
  instead:
    'Fix its search_path with SET, trusted schemas first and pg_temp last, or leave the path empty and qualify every name in the body.',
  fineWhen: 'A later statement of the release gives it a search_path with ALTER FUNCTION.',
  sources: [
    'https://www.postgresql.org/docs/current/sql-createfunction.html#SQL-CREATEFUNCTION-SECURITY',
    'https://www.postgresql.org/docs/current/ddl-schemas.html#DDL-SCHEMAS-PATH',
  ],
  example: {
    setup: 'CREATE TABLE accounts (id bigint PRIMARY KEY, balance numeric);',
    bad: "CREATE FUNCTION balance_of(account bigint) RETURNS numeric LANGUAGE sql SECURITY DEFINER AS 'SELECT balance FROM accounts WHERE id = account';",
    good: "CREATE FUNCTION balance_of(account bigint) RETURNS numeric LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS 'SELECT balance FROM accounts WHERE id = account';",
  },
  on: ['function', 'alter-other'],
  check(change, context) {
    const name = change.kind === 'function' ? change.function : change.name;
    if (change.securityDefiner !== true || fixesPath(change)) return undefined;
    if (context.later(name).some((later) => fixesPath(later.change))) return undefined;
    // CREATE OR REPLACE takes the setting away; ALTER FUNCTION leaves it.
    if (change.kind === 'alter-other' && (change.object !== 'function' || !knownWithout(name, context)))
      return undefined;
    const { schema } = partsOf(context.qualify(name));
    const path = `pg_catalog, ${sqlIdentifier(schema)}, pg_temp`;
    const kind = change.kind === 'function' && change.procedure ? 'PROCEDURE' : 'FUNCTION';
    return {
      message: `${sqlName(name)} runs with the rights of its owner and the search_path of its caller, who thereby decides which tables and functions it uses.`,
      help: `Fix the schemas that it uses, with pg_temp last:\n${sqlBlock(`ALTER ${kind} ${sqlName(name)} SET search_path = ${path};`)}`,
    };
  },
});

function fixesPath(change: Change): boolean {
  return (
    (change.kind === 'function' || change.kind === 'alter-other') && change.settings?.includes('search_path') === true
  );
}

/** The migrations made the function, and never gave it a path. */
function knownWithout(name: Name, context: RuleContext): boolean {
  return routinesNamed(context, name).at(-1)?.settings.includes('search_path') === false;
}
