// A migration that changes the schema and the rows of live tables.
import type { Change, ChangeKind } from '../model/change.ts';
import type { RuleContext } from '../model/finding.ts';
import { earlierInScript } from './facts/before.ts';
import { defineRule } from './rule.ts';

const dataKinds = ['insert', 'update', 'delete', 'merge', 'copy'] as const satisfies readonly ChangeKind[];

export const dataInSchemaMigration = defineRule({
  id: 'data-in-schema-migration',
  category: 'policy',
  severity: 'warning',
  preset: 'policy',
  title: 'A migration changes the schema and the rows of existing tables.',
  why: 'The two go wrong in different ways: schema changes need short locks and can be tried again at once, data changes take long and depend on the rows. Together each is as slow and as fragile as the other.',
  instead: 'Put the data changes into a migration of their own.',
  fineWhen: 'The rows belong to tables that the same release creates.',
  sources: ['https://www.postgresql.org/docs/current/explicit-locking.html'],
  example: {
    setup: 'CREATE TABLE orders (id bigint PRIMARY KEY);\nCREATE TABLE settings (name text PRIMARY KEY, value text);',
    bad: "CREATE TABLE invoices (id bigint PRIMARY KEY);\nUPDATE settings SET value = 'on' WHERE name = 'invoices';",
    good: "UPDATE settings SET value = 'on' WHERE name = 'invoices';",
  },
  on: dataKinds,
  check(change, context) {
    if (!isLive(change, context) || earlierInScript(change, context).some((other) => isLive(other, context)))
      return undefined;
    const schemaChange = context.script.statements.find(({ changes }) => changes.some(isOfSchema));
    if (schemaChange === undefined) return undefined;
    return {
      message: `This changes rows in a migration that also changes the schema, on line ${schemaChange.span.start.line}.`,
    };
  },
});

function isLive(change: Change, context: RuleContext): boolean {
  if (!(dataKinds as readonly ChangeKind[]).includes(change.kind)) return false;
  return 'table' in change && change.table !== undefined && !context.isNew(change.table);
}

const noSchema: ReadonlySet<ChangeKind> = new Set<ChangeKind>([
  ...dataKinds,
  'select',
  'set',
  'reset',
  'session',
  'set-constraints',
  'transaction',
  'lock-table',
  'analyze',
  'vacuum',
  'refresh-materialized-view',
  'comment',
  'do',
  'call',
  'opaque',
]);

function isOfSchema({ kind }: Change): boolean {
  return !noSchema.has(kind);
}
