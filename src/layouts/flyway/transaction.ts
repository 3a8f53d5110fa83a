// Which statements Flyway takes out of its transaction. Facts: PostgreSQLParser and ParserSqlScript of Flyway 13.
import type { Change } from '../../model/change.ts';
import type { Statement, TransactionMode } from '../../model/migration.ts';

/** `mixed`: Flyway stops at a file that holds both kinds of statement, unless a .conf file decides. */
export type Detection = TransactionMode | 'mixed';

/** What Flyway does with a script for which no .conf file decides. */
export function detectTransaction(statements: readonly Statement[]): Detection {
  const outside = statements.filter(
    (statement) =>
      statement.changes.some(runsOutside) || /^(?:discard\s+all|drop\s+subscription)\b/i.test(statement.text),
  ).length;
  if (outside === 0) return 'wrapped';
  return outside === statements.length ? 'none' : 'mixed';
}

/**
 * True for what Flyway's parser recognises. It misses REINDEX INDEX|TABLE CONCURRENTLY and DETACH PARTITION CONCURRENTLY: those
 * stay in the transaction, where PostgreSQL refuses them. ALTER TYPE ... ADD VALUE counts only before PostgreSQL 12.
 */
function runsOutside(change: Change): boolean {
  switch (change.kind) {
    case 'create-index':
      return change.concurrently;
    case 'drop':
      return change.object === 'index' && change.concurrently;
    case 'reindex':
      return change.target === 'schema' || change.target === 'database' || change.target === 'system';
    case 'create-other':
      return change.object === 'subscription';
    case 'vacuum':
    case 'create-database':
    case 'drop-database':
    case 'create-tablespace':
    case 'drop-tablespace':
    case 'alter-system':
      return true;
    default:
      return false;
  }
}
