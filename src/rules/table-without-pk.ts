// CREATE TABLE without a primary key.
import type { Change, ChangeOf } from '../model/change.ts';
import type { RuleContext } from '../model/finding.ts';
import { writtenConstraints } from '../sql/written-constraints.ts';
import { defineRule } from './rule.ts';

export const tableWithoutPk = defineRule({
  id: 'table-without-pk',
  category: 'correctness',
  severity: 'warning',
  preset: 'strict',
  title: 'A new table has no primary key.',
  why: 'Nothing tells two equal rows apart, so that one of them cannot be deleted or mended. Logical replication refuses UPDATE and DELETE on a published table without a primary key or another replica identity, and with it blue/green deployments, DMS and other change capture.',
  instead: 'Give the table a primary key: a number of its own, or the columns that are unique by their nature.',
  fineWhen:
    'The table is temporary, unlogged, partitioned or a partition, made from a query or in the image of another table; or a later statement of the release gives it a key or a replica identity.',
  sources: [
    'https://www.postgresql.org/docs/current/logical-replication-publication.html',
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/blue-green-deployments-considerations.html',
  ],
  example: {
    setup: '',
    bad: 'CREATE TABLE order_lines (order_id bigint NOT NULL, line int NOT NULL, article text);',
    good: 'CREATE TABLE order_lines (order_id bigint NOT NULL, line int NOT NULL, article text, PRIMARY KEY (order_id, line));',
  },
  on: ['create-table'],
  check(change, context) {
    if (!standsAlone(change) || change.columns.length === 0) return undefined;
    if (hasKey(change) || isSettledLater(change, context)) return undefined;
    return {
      message: `${context.qualify(change.table)} has no primary key: equal rows cannot be told apart, and logical replication refuses UPDATE and DELETE on it.`,
    };
  },
});

/** Is replicated by itself, and has only what the statement gives it. */
function standsAlone(change: ChangeOf<'create-table'>): boolean {
  const { persistence, partitioned, partitionOf, inherits, likes, fromQuery } = change;
  const isPart = partitioned || partitionOf !== undefined || inherits.length > 0;
  return persistence === 'permanent' && !isPart && likes.length === 0 && fromQuery === undefined;
}

function hasKey(change: Change): boolean {
  return writtenConstraints(change).some(({ type }) => type === 'primary-key');
}

function isSettledLater({ table }: ChangeOf<'create-table'>, context: RuleContext): boolean {
  return context.later(table).some(({ change }) => {
    if (hasKey(change)) return true;
    return change.kind === 'replica-identity' || change.kind === 'attach-partition' || change.kind === 'drop';
  });
}
