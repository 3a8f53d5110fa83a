// Work that may take long, and no statement_timeout.
import type { Change, ChangeKind } from '../model/change.ts';
import type { RuleContext } from '../model/finding.ts';
import type { Name } from '../model/schema.ts';
import { earlierTogether } from './facts/before.ts';
import { bulkKinds, bulkTables } from './facts/bulk.ts';
import { settingBefore } from './facts/set-local.ts';
import { sqlBlock } from './facts/sql-block.ts';
import { defineRule } from './rule.ts';

const kinds = [
  ...bulkKinds,
  'alter-column-type',
  'set-not-null',
  'add-constraint',
  'create-index',
  'reindex',
  'cluster',
  'attach-partition',
] as const satisfies readonly ChangeKind[];

export const statementTimeoutMissing = defineRule({
  id: 'statement-timeout-missing',
  category: 'availability',
  severity: 'warning',
  preset: 'strict',
  title: 'A statement goes through an existing table without a statement_timeout.',
  why: 'How long it takes depends on rows that nobody counted. Without a limit it runs for as long as it takes, holds its locks and keeps VACUUM from cleaning up, until somebody finds and cancels it.',
  instead:
    'Set statement_timeout to the longest time that you accept. The statement is then cancelled, its transaction rolled back, and the migration can be planned again.',
  fineWhen:
    "The statement is built CONCURRENTLY: cancelling it would leave an invalid index, so no limit is right there. Or the tool sets a limit when it connects: Lockgate's own deploy does, of 15 minutes unless it is told another; then leave this rule off.",
  sources: ['https://www.postgresql.org/docs/current/runtime-config-client.html'],
  example: {
    setup: 'CREATE TABLE orders (id bigint PRIMARY KEY, state text);',
    bad: "UPDATE orders SET state = 'new' WHERE state IS NULL;",
    good: "SET LOCAL statement_timeout = '5min';\nUPDATE orders SET state = 'new' WHERE state IS NULL;",
  },
  on: kinds,
  check(change, context) {
    if ((context.statementTimeout ?? 0) > 0) return undefined;
    const [table] = workedOn(change, context);
    if (table === undefined) return undefined;
    if (earlierTogether(change, context).some((other) => workedOn(other, context).length > 0)) return undefined;
    const setting = "statement_timeout = '5min'";
    const suggestion = settingBefore(context, setting);
    return {
      message: `This goes through ${context.qualify(table)} without a statement_timeout: nothing ends it when there are more rows than expected.`,
      help:
        suggestion === undefined
          ? `Set it for the session and put it back at the end:\n${sqlBlock(`SET ${setting};`, `${context.statement.text};`, 'RESET statement_timeout;')}`
          : `Put this before the statement:\n${sqlBlock(`SET LOCAL ${setting};`)}`,
      ...(suggestion === undefined ? {} : { suggestion }),
    };
  },
});

function workedOn(change: Change, context: RuleContext): readonly Name[] {
  const ddl = ddlTarget(change);
  return ddl === undefined ? bulkTables(change, context) : [ddl].filter((table) => !context.isNew(table));
}

/** The table that DDL of these kinds reads or writes anew. */
function ddlTarget(change: Change): Name | undefined {
  switch (change.kind) {
    case 'alter-column-type':
    case 'set-not-null':
      return change.table;
    case 'add-constraint':
      return change.constraint.validated ? change.table : undefined;
    case 'create-index':
      return change.concurrently ? undefined : change.table;
    case 'attach-partition':
      return change.partition;
    case 'cluster':
      return change.table;
    case 'reindex':
      return change.target === 'table' && !change.concurrently ? change.name : undefined;
    default:
      return undefined;
  }
}
