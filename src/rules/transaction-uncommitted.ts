// BEGIN without COMMIT: the release that changes nothing.
import type { RuleContext, Suggestion } from '../model/finding.ts';
import { transactionAction } from '../sql/units.ts';
import { insertion } from './facts/edits.ts';
import { defineRule } from './rule.ts';

export const transactionUncommitted = defineRule({
  id: 'transaction-uncommitted',
  category: 'correctness',
  severity: 'error',
  title: 'A transaction is begun and never committed.',
  why: 'When the connection closes, PostgreSQL rolls back what was not committed. The migration tool has seen no error and records success, but nothing has changed.',
  instead: 'End the script with COMMIT.',
  fineWhen: 'The transaction ends with COMMIT or ROLLBACK in the same script.',
  sources: ['https://www.postgresql.org/docs/current/sql-begin.html', 'https://github.com/sbdchd/squawk/issues/697'],
  example: {
    setup: 'CREATE TABLE orders (id bigint PRIMARY KEY);',
    bad: "BEGIN;\nCOMMENT ON TABLE orders IS 'Orders of customers';",
    good: "BEGIN;\nCOMMENT ON TABLE orders IS 'Orders of customers';\nCOMMIT;",
    transaction: { bad: 'none', good: 'none' },
  },
  directions: ['up', 'down'],
  on: ['transaction'],
  check(change, context) {
    const { unit, statement } = context;
    if (change.action !== 'begin' || unit.kind !== 'transaction' || unit.closed !== 'open') return undefined;
    const first = unit.statements.find((other) => transactionAction(other)?.action === 'begin');
    if (first?.index !== statement.index) return undefined;
    return {
      message:
        'This transaction is never committed: everything after BEGIN is rolled back when the connection closes, and the migration counts as done.',
      suggestion: commitAtEnd(context),
    };
  },
});

function commitAtEnd(context: RuleContext): Suggestion {
  const { text, statements } = context.script;
  const end = text.trimEnd().length;
  const last = statements.at(-1);
  const closed = last === undefined || /^\s*;/.test(text.slice(last.span.end.offset));
  // A statement without its `;` may be followed by a comment: the `;` goes on a line of its own then.
  return insertion(context, end, `${closed ? '' : last.span.end.offset === end ? ';' : '\n;'}\nCOMMIT;`);
}
