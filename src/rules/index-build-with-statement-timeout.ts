// Long work that nobody waits for, under a statement_timeout that ends it.
import type { ChangeOf } from '../model/change.ts';
import type { RuleContext } from '../model/finding.ts';
import { sqlBlock } from './facts/sql-block.ts';
import { defineRule } from './rule.ts';

export const indexBuildWithStatementTimeout = defineRule({
  id: 'index-build-with-statement-timeout',
  category: 'availability',
  severity: 'warning',
  title: 'A concurrent build or a validation runs under a short statement_timeout.',
  why: 'Such work takes as long as the table is large, and nobody waits for it. A limit that is right for other statements ends it half-way: the migration fails, and a concurrent build leaves an invalid index behind that every write still pays for.',
  instead: 'Set statement_timeout to 0, or to hours, for this work, and keep the lock_timeout.',
  fineWhen: 'The limit is long enough for the table at its size in production.',
  options: {
    minutes: {
      type: 'integer',
      default: 10,
      min: 1,
      about: 'A statement_timeout below so many minutes counts as short.',
    },
  },
  sources: [
    'https://www.postgresql.org/docs/current/runtime-config-client.html#GUC-STATEMENT-TIMEOUT',
    'https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY',
  ],
  example: {
    setup: 'CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint);',
    bad: "SET statement_timeout = '30s';\nCREATE INDEX CONCURRENTLY orders_customer_idx ON orders (customer_id);\nRESET statement_timeout;",
    good: 'SET statement_timeout = 0;\nCREATE INDEX CONCURRENTLY orders_customer_idx ON orders (customer_id);\nRESET statement_timeout;',
    transaction: { bad: 'none', good: 'none' },
  },
  on: ['create-index', 'reindex', 'validate-constraint', 'refresh-materialized-view'],
  check(change, context, { minutes }) {
    const limit = context.statementTimeout ?? 0;
    const work = longWork(change, context);
    if (limit <= 0 || limit >= minutes * 60_000 || work === undefined) return undefined;
    const set = context.unit.kind === 'transaction' ? 'SET LOCAL' : 'SET';
    return {
      message: `${work} is ended after ${limit / 1000} s by the statement_timeout in force: on a large table the migration fails${leavesIndex(change) ? ' and leaves an invalid index' : ''}.`,
      help: `Lift the limit for it; the lock_timeout stays:\n${sqlBlock(`${set} statement_timeout = 0;`)}`,
    };
  },
});

type Work = ChangeOf<'create-index' | 'reindex' | 'validate-constraint' | 'refresh-materialized-view'>;

function longWork(change: Work, context: RuleContext): string | undefined {
  switch (change.kind) {
    case 'create-index':
      return change.concurrently && !context.isNew(change.table) ? 'CREATE INDEX CONCURRENTLY' : undefined;
    case 'reindex':
      return change.concurrently ? 'REINDEX CONCURRENTLY' : undefined;
    case 'validate-constraint':
      return context.isNew(change.table) ? undefined : 'VALIDATE CONSTRAINT';
    case 'refresh-materialized-view':
      return change.concurrently && !context.isNew(change.view) ? 'REFRESH MATERIALIZED VIEW CONCURRENTLY' : undefined;
  }
}

function leavesIndex({ kind }: Work): boolean {
  return kind === 'create-index' || kind === 'reindex';
}
