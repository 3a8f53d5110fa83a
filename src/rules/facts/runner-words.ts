// How each migration tool is told to run a file outside a transaction. Facts: the tools' documentation.
import type { RuleContext } from '../../model/finding.ts';

/** Completes "Put it into a migration of its own …". */
export function outsideTransaction(context: RuleContext): string {
  switch (context.migration.layout) {
    case 'flyway':
      return 'that Flyway runs outside a transaction (it does so by itself when the file holds nothing but CREATE INDEX CONCURRENTLY and DROP INDEX CONCURRENTLY, else with `executeInTransaction=false` in the file `<migration>.sql.conf` beside it)';
    case 'diesel':
      return 'that diesel runs outside a transaction (`run_in_transaction = false` in its `metadata.toml`)';
    case 'golang-migrate':
      return 'with no other statement in the file (golang-migrate sends a file as one query, and several statements in one query are a transaction)';
    default:
      return 'that runs outside a transaction (alone in its file, or in a file that begins with `-- no-transaction`)';
  }
}
