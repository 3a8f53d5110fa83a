// Row security policies of existing tables: who may see and write which rows.
import type { ChangeOf } from '../model/change.ts';
import type { Name } from '../model/schema.ts';
import { defineRule } from './rule.ts';

export const policyChange = defineRule({
  id: 'policy-change',
  preset: 'strict',
  category: 'security',
  severity: 'info',
  title: 'The row security of an existing table changes.',
  why: 'A policy decides who sees and writes which rows. A change of it is a change of authorization, and nothing in the application shows it.',
  instead: 'Let somebody who knows who may see what review it, and say in an ignore comment what is intended.',
  fineWhen: 'The table was created in the same release.',
  sources: [
    'https://www.postgresql.org/docs/current/ddl-rowsecurity.html',
    'https://www.postgresql.org/docs/current/sql-createpolicy.html',
  ],
  example: {
    setup: 'CREATE TABLE notes (id bigint PRIMARY KEY, owner text);',
    bad: 'CREATE POLICY notes_read ON notes FOR SELECT USING (true);',
    good: "COMMENT ON TABLE notes IS 'each owner sees their own';",
  },
  on: ['create-policy', 'alter-policy', 'drop', 'row-security'],
  check(change, context) {
    const table = tableOf(change);
    if (table === undefined || context.isNew(table)) return undefined;
    const relation = context.qualify(table);
    return { message: `${what(change)} ${relation}: who may see or write which of its rows changes${all(change)}.` };
  },
});

type Candidate = ChangeOf<'create-policy' | 'alter-policy' | 'drop' | 'row-security'>;

function tableOf(change: Candidate): Name | undefined {
  if (change.kind === 'drop') return change.object === 'policy' ? change.on : undefined;
  return change.table;
}

function what(change: Candidate): string {
  switch (change.kind) {
    case 'create-policy':
      return `Policy ${change.policy} is added to`;
    case 'alter-policy':
      return `Policy ${change.policy} is changed on`;
    case 'drop':
      return `Policy ${change.names[0]?.name ?? ''} is dropped from`;
    case 'row-security':
      return `Row security (${change.action.toUpperCase().replace('-', ' ')}) is set on`;
  }
}

function all(change: Candidate): string {
  const always = (text: string | undefined): boolean => text?.toLowerCase() === 'true';
  if (change.kind !== 'create-policy' || !change.permissive) return '';
  if (!always(change.using?.text) && !always(change.withCheck?.text)) return '';
  return `, and this condition is true for every row${change.roles.length === 0 ? ' and every role' : ''}`;
}
