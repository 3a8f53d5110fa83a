// Statements that PostgreSQL refuses inside a transaction, in a script that runs in one.

import type { Change } from '../model/change.ts';
import type { RuleContext, Split } from '../model/finding.ts';
import { refusedInTransaction } from '../sql/units.ts';
import { tableOfIndex } from './facts/indexes.ts';
import { isPartitioned } from './facts/partitioning.ts';
import { outsideTransaction } from './facts/runner-words.ts';
import { alone, canSplit, dropConcurrently, fileName, moved } from './facts/splits.ts';
import { sqlBlock } from './facts/sql-block.ts';
import { defineRule } from './rule.ts';

export const concurrentlyInTransaction = defineRule({
  id: 'concurrently-in-transaction',
  category: 'correctness',
  severity: 'error',
  title: 'A statement that cannot run inside a transaction stands in one.',
  why: 'PostgreSQL refuses CONCURRENTLY forms, VACUUM and a few others inside a transaction block (error 25001). The migration fails. Several statements sent as one query are a transaction too.',
  instead:
    'Put the statement into a migration of its own that runs outside a transaction. With Flyway that is `executeInTransaction=false` in the .conf file beside it, with diesel `run_in_transaction = false` in its metadata.toml, and with golang-migrate a file without any other statement.',
  fineWhen: 'The script runs outside a transaction and has no BEGIN before the statement.',
  sources: [
    'https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY',
    'https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-MULTI-STATEMENT',
    'https://documentation.red-gate.com/fd/flyway-execute-in-transaction-setting-277578997.html',
    'https://github.com/golang-migrate/migrate/blob/master/database/postgres/README.md',
    'https://docs.diesel.rs/2.3.x/diesel/migration/trait.MigrationMetadata.html',
  ],
  example: {
    setup: 'CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint NOT NULL);',
    bad: 'CREATE INDEX CONCURRENTLY orders_customer_idx ON orders (customer_id);',
    good: 'CREATE INDEX CONCURRENTLY orders_customer_idx ON orders (customer_id);',
    transaction: { good: 'none' },
    fails: '25001',
  },
  directions: ['up', 'down'],
  on: [
    'create-index',
    'drop',
    'reindex',
    'detach-partition',
    'vacuum',
    'cluster',
    'create-database',
    'drop-database',
    'create-tablespace',
    'drop-tablespace',
    'alter-system',
  ],
  check(change, context) {
    const { statement, unit } = context;
    if (unit.kind === 'autocommit' || statement.changes[0] !== change) return undefined;
    const refused = refusedInTransaction(statement) ?? refusedIfPartitioned(change, context);
    if (refused === undefined) return undefined;
    return {
      message: `${refused} cannot run inside a transaction, and ${whose(context)}: PostgreSQL stops here with error 25001.`,
      help: `Put it into a migration ${outsideTransaction(context)}:\n${sqlBlock(`${statement.text};`)}`,
      ...(canSplit(context) ? { split: apart(change, refused, context) } : {}),
    };
  },
});

function refusedIfPartitioned(change: Change, context: RuleContext): string | undefined {
  if (change.kind === 'cluster' && change.table !== undefined) {
    return isPartitioned(context, change.table) ? 'CLUSTER of a partitioned table' : undefined;
  }
  if (change.kind !== 'reindex' || change.name === undefined) return undefined;
  const table = change.target === 'index' ? tableOfIndex(context, change.name) : change.name;
  const isIt = table !== undefined && isPartitioned(context, table);
  return isIt ? `REINDEX ${change.target.toUpperCase()} of a partitioned table` : undefined;
}

function apart(change: Change, refused: string, { statement }: RuleContext): Split {
  const purpose = `${refused} can't run in a transaction, so it stands alone.`;
  if (change.kind !== 'create-index' || change.index === undefined)
    return moved({ does: 'nothing', name: '' }, alone(fileName(refused), purpose, statement.text, []));
  const { index, table } = change;
  const build = alone(fileName(refused, index), purpose, statement.text, [dropConcurrently(table, index)]);
  return moved({ does: 'drop-index', name: index }, build);
}

function whose({ unit, script, statement }: RuleContext): string {
  if (statement.within !== undefined) return `a ${statement.within} always does`;
  if (unit.kind === 'transaction' && unit.opened === 'script') return 'this script runs in one that it opens itself';
  return script.transaction === 'own'
    ? 'this script runs in one (its statements are sent as one query)'
    : 'this script runs in one that the migration tool opens';
}
