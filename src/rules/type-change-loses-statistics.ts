// ALTER COLUMN … TYPE drops the statistics of the column.
import type { ChangeOf } from '../model/change.ts';
import type { RuleContext } from '../model/finding.ts';
import type { Name } from '../model/schema.ts';
import { sqlName } from '../sql/sql-names.ts';
import { earlierInScript } from './facts/before.ts';
import { sqlBlock } from './facts/sql-block.ts';
import { defineRule } from './rule.ts';

export const typeChangeLosesStatistics = defineRule({
  id: 'type-change-loses-statistics',
  category: 'availability',
  severity: 'info',
  preset: 'strict',
  title: 'The type of a column changes, and no ANALYZE follows.',
  why: 'The statistics of the column are dropped with its old type, also where no row is touched. Until autovacuum comes by, which it does for changed rows and not for changed types, the planner guesses: queries that used an index may read the whole table.',
  instead: 'ANALYZE the table in the same release, after the change. It stops neither reads nor writes.',
  fineWhen: 'The table was created in the same release, or is small.',
  sources: [
    'https://www.postgresql.org/docs/current/sql-altertable.html',
    'https://www.postgresql.org/docs/current/sql-analyze.html',
  ],
  example: {
    setup: 'CREATE TABLE customers (id bigint PRIMARY KEY, email varchar(50));',
    bad: 'ALTER TABLE customers ALTER COLUMN email TYPE text;',
    good: 'ALTER TABLE customers ALTER COLUMN email TYPE text;\nANALYZE customers (email);',
  },
  on: ['alter-column-type'],
  check(change, context) {
    if (context.isNew(change.table) || isAnalyzed(change.table, context) || isSaid(change, context)) return undefined;
    return {
      message: `With its type, ${change.column} of ${context.qualify(change.table)} loses its statistics; until the next ANALYZE, queries on it may get bad plans.`,
      help: `Let the release end with:\n${sqlBlock(`ANALYZE ${sqlName(change.table)};`)}`,
    };
  },
});

/** By name, or with all other tables; or it goes. */
function isAnalyzed(table: Name, { later, script, statement }: RuleContext): boolean {
  const rest = script.statements.filter((other) => other.index > statement.index).flatMap((other) => other.changes);
  return (
    later(table).some(
      ({ change }) => change.kind === 'analyze' || change.kind === 'vacuum' || change.kind === 'drop',
    ) || rest.some((change) => change.kind === 'analyze' && change.tables.length === 0)
  );
}

/** One ANALYZE serves all columns of the table. */
function isSaid(change: ChangeOf<'alter-column-type'>, context: RuleContext): boolean {
  const relation = context.qualify(change.table);
  return earlierInScript(change, context).some(
    (other) => other.kind === 'alter-column-type' && context.qualify(other.table) === relation,
  );
}
