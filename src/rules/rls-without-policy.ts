// ENABLE ROW LEVEL SECURITY before there is a policy.
import type { Change } from '../model/change.ts';
import { sqlIdentifier, sqlName } from '../sql/sql-names.ts';
import { knownPolicies } from './facts/policies.ts';
import { sqlBlock } from './facts/sql-block.ts';
import { defineRule } from './rule.ts';

export const rlsWithoutPolicy = defineRule({
  id: 'rls-without-policy',
  category: 'availability',
  severity: 'warning',
  title: 'Row security is enabled on an existing table that has no policy.',
  why: 'Without a policy nothing is let through: for every role but the owner and those with BYPASSRLS the table is empty, and INSERT fails, from the commit on. Nobody gets an error when reading.',
  instead:
    'Create the policies first: they do nothing until row security is enabled. Enable it in the same transaction, behind them.',
  fineWhen:
    'The table was created in the same release: nobody saw its rows before. A policy may also follow in the same transaction.',
  sources: ['https://www.postgresql.org/docs/current/ddl-rowsecurity.html'],
  example: {
    setup: 'CREATE TABLE notes (id bigint PRIMARY KEY, owner text);',
    bad: 'ALTER TABLE notes ENABLE ROW LEVEL SECURITY;',
    good: 'CREATE POLICY notes_owner ON notes USING (owner = current_user);\nALTER TABLE notes ENABLE ROW LEVEL SECURITY;',
  },
  on: ['row-security'],
  check(change, context) {
    if (change.action !== 'enable' || context.isNew(change.table)) return undefined;
    if (knownPolicies(context, change.table).some((policy) => policy.permissive)) return undefined;
    const later = context.later(change.table);
    if (later.some((next) => next.unit === context.unit && letsThrough(next.change))) return undefined;
    const relation = context.qualify(change.table);
    const until = later.some((next) => letsThrough(next.change))
      ? ', until the transaction with its first policy commits'
      : '';
    return {
      message: `No policy of ${relation} is known when row security is enabled: every role but its owner sees an empty table and cannot write to it${until}.`,
      help: `Create its policies in the same transaction, before this statement:\n${sqlBlock(
        `CREATE POLICY ${sqlIdentifier(`${change.table.name}_owner`)} ON ${sqlName(change.table)} USING (owner = current_user);`,
        `${context.statement.text};`,
      )}`,
    };
  },
});

function letsThrough(change: Change): boolean {
  return (
    (change.kind === 'create-policy' && change.permissive) ||
    (change.kind === 'row-security' && change.action === 'disable')
  );
}
