// A file that mixes what can't run in a transaction with other changes.
import type { Change } from '../model/change.ts';
import type { Statement } from '../model/migration.ts';
import { refusedInTransaction } from '../sql/units.ts';
import { defineRule } from './rule.ts';

export const mixedTransactionalModes = defineRule({
  id: 'mixed-transactional-modes',
  category: 'correctness',
  severity: 'warning',
  title: 'A script mixes a statement that cannot run in a transaction with others that could.',
  why: 'The script runs outside a transaction, so each statement commits by itself. When one fails, the ones before it stay: the migration is half applied and cannot simply be run again.',
  instead: 'Give the statement that cannot run in a transaction a migration of its own, and run the others in one.',
  fineWhen: 'All statements of the script are of the same kind, or the others only set parameters.',
  sources: [
    'https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY',
    'https://documentation.red-gate.com/fd/flyway-execute-in-transaction-setting-277578997.html',
    'https://docs.diesel.rs/2.3.x/diesel/migration/trait.MigrationMetadata.html',
  ],
  example: {
    setup: 'CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint NOT NULL);',
    bad: 'ALTER TABLE orders ADD COLUMN note text;\nCREATE INDEX CONCURRENTLY orders_customer_idx ON orders (customer_id);',
    good: 'CREATE INDEX CONCURRENTLY orders_customer_idx ON orders (customer_id);',
    transaction: { bad: 'none', good: 'none' },
  },
  on: ['create-index', 'drop', 'reindex', 'detach-partition', 'vacuum', 'cluster'],
  check(change, { unit, script, statement }) {
    if (unit.kind !== 'autocommit' || statement.changes[0] !== change) return undefined;
    const isRefused = (other: Statement): boolean => refusedInTransaction(other) !== undefined;
    // One finding for the script, at the first of them.
    if (!isRefused(statement) || script.statements.find(isRefused)?.index !== statement.index) return undefined;
    const other = script.statements.find((candidate) => !isRefused(candidate) && changesSomething(candidate));
    if (other === undefined) return undefined;
    return {
      message: `${refusedInTransaction(statement)} makes the whole script run outside a transaction, together with the statement on line ${other.span.start.line}: if one fails, the other stays.`,
    };
  },
});

const harmless: ReadonlySet<Change['kind']> = new Set<Change['kind']>([
  'set',
  'reset',
  'session',
  'select',
  'transaction',
  'analyze',
  'comment',
]);

function changesSomething(statement: Statement): boolean {
  return statement.changes.some((change) => !harmless.has(change.kind));
}
