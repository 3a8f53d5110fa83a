// GRANT and REVOKE beside other changes of the schema.
import type { Change } from '../model/change.ts';
import { defineRule } from './rule.ts';

export const privilegeDrift = defineRule({
  id: 'privilege-drift',
  preset: 'policy',
  category: 'policy',
  severity: 'info',
  title: 'A migration changes both the schema and who may use it.',
  why: 'Grants among table changes are overlooked in a review, and those who answer for access have to read every migration to know who may do what.',
  instead: 'Put GRANT and REVOKE into a migration of their own.',
  fineWhen: 'The migration holds nothing but grants.',
  sources: ['https://www.postgresql.org/docs/current/ddl-priv.html'],
  example: {
    setup: 'CREATE TABLE orders (id bigint PRIMARY KEY);',
    bad: 'ALTER TABLE orders ADD COLUMN note text;\nGRANT SELECT ON orders TO pg_monitor;',
    good: 'GRANT SELECT ON orders TO pg_monitor;',
  },
  on: ['grant'],
  check(change, { script }) {
    // Once per script.
    const first = script.statements.find(({ changes }) => changes.some((other) => other.kind === 'grant'));
    if (first?.changes.includes(change) !== true) return undefined;
    if (!script.statements.some(({ changes }) => changes.some(isOfSchema))) return undefined;
    return {
      message: 'This script changes the schema and also who may use it: grants belong into a migration of their own.',
    };
  },
});

const otherKinds: ReadonlySet<Change['kind']> = new Set([
  'grant',
  'set',
  'reset',
  'select',
  'transaction',
  'session',
  'set-constraints',
  'comment',
  'create-role',
  'alter-role',
  'drop-role',
  'set-owner',
  'do',
  'opaque',
  'lock-table',
]);

function isOfSchema(change: Change): boolean {
  return !otherKinds.has(change.kind);
}
