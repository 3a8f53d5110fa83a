// Many rows changed, and statistics that do not know it.
import type { Change, ChangeKind, ChangeOf } from '../model/change.ts';
import type { RuleContext } from '../model/finding.ts';
import type { Name } from '../model/schema.ts';
import { sqlName } from '../sql/sql-names.ts';
import { bulkTables } from './facts/bulk.ts';
import { dataKinds } from './facts/kinds.ts';
import { sqlBlock } from './facts/sql-block.ts';
import { defineRule } from './rule.ts';

export const backfillWithoutAnalyze = defineRule({
  id: 'backfill-without-analyze',
  category: 'availability',
  severity: 'info',
  preset: 'strict',
  title: 'Many rows of a table are changed or loaded, and no ANALYZE follows.',
  why: 'The planner goes on with statistics of before until autovacuum comes by: it takes the new values for rare, or the full table for empty, and chooses plans that read all of it.',
  instead:
    'Run ANALYZE on the table after the change. It takes ShareUpdateExclusiveLock, which stops neither reads nor writes.',
  fineWhen: 'Few rows change, or no query depends on the columns that did.',
  sources: [
    'https://www.postgresql.org/docs/current/sql-analyze.html',
    'https://www.postgresql.org/docs/current/populate.html#POPULATE-ANALYZE',
  ],
  example: {
    setup: 'CREATE TABLE orders (id bigint PRIMARY KEY, state text);',
    bad: "UPDATE orders SET state = 'new' WHERE state IS NULL;",
    good: "UPDATE orders SET state = 'new' WHERE state IS NULL;\nANALYZE orders;",
  },
  on: dataKinds,
  check(change, context) {
    const { table } = change;
    if (table === undefined || !isBulk(change, context)) return undefined;
    const relation = context.qualify(table);
    if (relation.startsWith('pg_temp.') || isChangedAgain(relation, context)) return undefined;
    const coming = context.later(table).map(({ change: next }) => next.kind);
    if (coming.includes('analyze') || coming.includes('vacuum') || allAnalyzed(context)) return undefined;
    return {
      message: `This ${change.kind.toUpperCase()} may change much of ${relation}, and the planner's statistics of it stay as they were: no ANALYZE follows in this release.`,
      help: `Run this after it:\n${sqlBlock(`ANALYZE ${sqlName(table)};`)}`,
    };
  },
});

const writing: ReadonlySet<ChangeKind> = new Set<ChangeKind>([...dataKinds, 'truncate', 'drop']);

/** One finding for the table: at the last statement of the script that changes it. */
function isChangedAgain(relation: string, { script, statement, qualify }: RuleContext): boolean {
  for (let i = statement.index + 1; i < script.statements.length; i++) {
    for (const change of script.statements[i]?.changes ?? []) {
      if (writing.has(change.kind) && targetsOf(change).some((table) => qualify(table) === relation)) return true;
    }
  }
  return false;
}

function targetsOf(change: Change): readonly Name[] {
  if (change.kind === 'truncate') return change.tables;
  if (change.kind === 'drop') return change.names;
  return 'table' in change && change.table !== undefined ? [change.table] : [];
}

function isBulk(change: ChangeOf<'insert' | 'update' | 'delete' | 'merge' | 'copy'>, context: RuleContext): boolean {
  if (change.kind === 'copy') return change.direction === 'from';
  if (change.kind === 'insert') return change.source === 'query' && bulkTables(change, context).length > 0;
  return bulkTables(change, context).length > 0;
}

/** ANALYZE without a table, behind the statement. */
function allAnalyzed({ script, statement }: RuleContext): boolean {
  return script.statements.some(
    ({ index, changes }) =>
      index > statement.index && changes.some((change) => change.kind === 'analyze' && change.tables.length === 0),
  );
}
