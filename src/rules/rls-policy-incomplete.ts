// Row security whose policies let some commands through, and others never.

import { sqlIdentifier, sqlName } from '../sql/sql-names.ts';
import { knownPolicies } from './facts/policies.ts';
import { sqlBlock } from './facts/sql-block.ts';
import { defineRule } from './rule.ts';

const commands = ['select', 'insert', 'update', 'delete'] as const;

export const rlsPolicyIncomplete = defineRule({
  id: 'rls-policy-incomplete',
  preset: 'strict',
  category: 'correctness',
  severity: 'warning',
  title: 'Row security is enabled, and its policies leave out a command.',
  why: 'A command without a permissive policy is let through for no row: SELECT, UPDATE and DELETE silently touch nothing, INSERT fails with an error. A restrictive policy alone lets nothing through either.',
  instead: 'Create a permissive policy for each command that code runs, or one FOR ALL.',
  fineWhen: 'Nobody but the owner is meant to run that command: say so in an ignore comment.',
  sources: [
    'https://www.postgresql.org/docs/current/ddl-rowsecurity.html',
    'https://www.postgresql.org/docs/current/sql-createpolicy.html',
  ],
  example: {
    setup: 'CREATE TABLE notes (id bigint PRIMARY KEY, owner text);',
    bad: 'CREATE POLICY notes_read ON notes FOR SELECT USING (owner = current_user);\nALTER TABLE notes ENABLE ROW LEVEL SECURITY;',
    good: 'CREATE POLICY notes_all ON notes FOR ALL USING (owner = current_user);\nALTER TABLE notes ENABLE ROW LEVEL SECURITY;',
  },
  on: ['row-security'],
  check(change, context) {
    if (change.action !== 'enable') return undefined;
    const following = context
      .later(change.table)
      .flatMap((later) => (later.change.kind === 'create-policy' ? [later.change] : []));
    const policies = [...knownPolicies(context, change.table), ...following];
    if (policies.length === 0) return undefined;
    const allowed = new Set(policies.filter((policy) => policy.permissive).map((policy) => policy.command));
    const missing = allowed.has('all') ? [] : commands.filter((command) => !allowed.has(command));
    if (missing.length === 0) return undefined;
    const words = missing.map((command) => command.toUpperCase());
    const relation = context.qualify(change.table);
    const policyFor = (command: (typeof commands)[number]): string => {
      const rows = command === 'insert' ? 'WITH CHECK' : 'USING';
      const name = sqlIdentifier(`${change.table.name}_${command}`);
      return `CREATE POLICY ${name} ON ${sqlName(change.table)} FOR ${command.toUpperCase()} ${rows} (owner = current_user);`;
    };
    return {
      message: `No permissive policy of ${relation} is known for ${words.join(', ')}: nobody but its owner can do that once row security is on.`,
      help: `Add what is missing, each with its own condition:\n${sqlBlock(...missing.map(policyFor))}`,
    };
  },
});
