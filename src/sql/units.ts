// Which statements of a script commit together, as the team's runner sends them.
import type { ChangeOf } from '../model/change.ts';
import type { Script, Statement } from '../model/migration.ts';
import type { Unit } from '../model/unit.ts';

/**
 * Cuts a script into the transactions and single statements that the server will see.
 * - `wrapped`: one transaction around all; a COMMIT in the script ends the runner's transaction, and what follows commits by itself.
 * - `none`: each statement by itself, unless the script opens a transaction.
 * - `own`: one simple query. Several statements are one implicit transaction, which a BEGIN turns into a regular one and a COMMIT ends;
 *   after it the next implicit one begins (manual, 54.2.2.1). A single statement runs outside a transaction block.
 */
export function unitsOf(script: Script): readonly Unit[] {
  const { statements, transaction } = script;
  if (statements.length === 0) return [];
  const implicit = transaction === 'wrapped' || (transaction === 'own' && statements.length > 1);
  const units: Unit[] = [];
  let open: Statement[] | undefined = implicit ? [] : undefined;
  let opened: 'runner' | 'script' = 'runner';
  for (const statement of statements) {
    const action = transactionAction(statement)?.action;
    if (open === undefined && action === 'begin') {
      open = [statement];
      opened = 'script';
    } else if (open === undefined) {
      units.push({ kind: 'autocommit', statements: [statement] });
    } else {
      open.push(statement);
      // In a simple query BEGIN turns the implicit transaction into one that outlives the script; in the runner's it is only a warning.
      if (action === 'begin' && transaction === 'own') opened = 'script';
      if (action === 'commit' || action === 'rollback' || action === 'prepare') {
        const closed = action === 'rollback' ? 'rollback' : 'commit';
        units.push({ kind: 'transaction', opened, closed, statements: open });
        open = transaction === 'own' ? [] : undefined;
        opened = 'runner';
      }
    }
  }
  if (open !== undefined && open.length > 0) {
    units.push({ kind: 'transaction', opened, closed: opened === 'script' ? 'open' : 'runner', statements: open });
  }
  return units;
}

/** The transaction command that a statement is, if it is one. */
export function transactionAction(statement: Statement): ChangeOf<'transaction'> | undefined {
  const change = statement.changes[0];
  return change?.kind === 'transaction' ? change : undefined;
}

/**
 * Why PostgreSQL refuses a statement inside a transaction block, or undefined when it does not.
 * The list is that of the server's PreventInTransactionBlock calls; ALTER TYPE … ADD VALUE is allowed since 12.
 */
export function refusedInTransaction(statement: Statement): string | undefined {
  for (const change of statement.changes) {
    switch (change.kind) {
      case 'create-index':
        if (change.concurrently) return 'CREATE INDEX CONCURRENTLY';
        break;
      case 'drop':
        if (change.concurrently) return 'DROP INDEX CONCURRENTLY';
        if (change.object === 'subscription') return 'DROP SUBSCRIPTION';
        break;
      case 'reindex':
        if (change.concurrently) return 'REINDEX CONCURRENTLY';
        if (change.target !== 'index' && change.target !== 'table') return `REINDEX ${change.target.toUpperCase()}`;
        break;
      case 'detach-partition':
        if (change.concurrently) return 'ALTER TABLE … DETACH PARTITION CONCURRENTLY';
        break;
      case 'vacuum':
        return 'VACUUM';
      case 'cluster':
        if (change.table === undefined) return 'CLUSTER of all tables';
        break;
      case 'create-database':
      case 'drop-database':
      case 'create-tablespace':
      case 'drop-tablespace':
      case 'alter-system':
        return change.kind.replace('-', ' ').toUpperCase();
      default:
    }
  }
  return undefined;
}
