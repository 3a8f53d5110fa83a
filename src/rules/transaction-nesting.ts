// BEGIN and COMMIT where a transaction is open already, or where none is.
import type { ChangeOf } from '../model/change.ts';
import type { RuleContext } from '../model/finding.ts';
import { transactionAction } from '../sql/units.ts';
import { defineRule } from './rule.ts';

export const transactionNesting = defineRule({
  id: 'transaction-nesting',
  category: 'correctness',
  severity: 'error',
  title: 'BEGIN or COMMIT stands where the migration tool has opened a transaction, or where it has no partner.',
  why: 'PostgreSQL has no nested transactions. BEGIN in a transaction is only a warning, but the COMMIT after it ends the transaction of the tool: what follows, and the record that the migration ran, are no longer part of it.',
  instead:
    'Remove BEGIN and COMMIT from a script that the tool runs in a transaction. If the script has to control its own, tell the tool to run it outside one.',
  fineWhen: 'The tool runs the script outside a transaction, and every BEGIN has its COMMIT.',
  sources: [
    'https://www.postgresql.org/docs/current/sql-begin.html',
    'https://www.postgresql.org/docs/current/sql-commit.html',
  ],
  example: {
    setup: 'CREATE TABLE orders (id bigint PRIMARY KEY);',
    bad: "BEGIN;\nCOMMENT ON TABLE orders IS 'Orders of customers';\nCOMMIT;",
    good: "COMMENT ON TABLE orders IS 'Orders of customers';",
  },
  directions: ['up', 'down'],
  on: ['transaction'],
  check(change, context) {
    const { action } = change;
    if (action !== 'begin' && action !== 'commit' && action !== 'rollback') return undefined;
    const word = action.toUpperCase();
    if (context.script.transaction === 'wrapped') {
      // One finding for the script: its first BEGIN, COMMIT or ROLLBACK.
      if (earlierBoundary(context)) return undefined;
      return {
        message: `${word} stands in a script that the migration tool runs in a transaction of its own: PostgreSQL has one level only, so the script's COMMIT or ROLLBACK ends the tool's transaction.`,
      };
    }
    if (action === 'begin') {
      return hasBegin(context)
        ? {
            message:
              'BEGIN stands inside a transaction that is open already: it only gives a warning, and the first COMMIT ends the whole.',
          }
        : undefined;
    }
    if (hasBegin(context)) return undefined;
    return { message: `${word} ends a transaction that this script has not begun.`, help: unmatched(change) };
  },
});

function earlierBoundary({ script, statement }: RuleContext): boolean {
  return script.statements.some((other) => {
    const action = other.index < statement.index ? transactionAction(other)?.action : undefined;
    return action === 'begin' || action === 'commit' || action === 'rollback';
  });
}

/** An earlier BEGIN of the same unit. */
function hasBegin({ unit, statement }: RuleContext): boolean {
  return unit.statements.some((other) => other.index < statement.index && transactionAction(other)?.action === 'begin');
}

function unmatched({ action }: ChangeOf<'transaction'>): string {
  return `Remove the ${action.toUpperCase()}, or begin the transaction that it is meant to end.`;
}
